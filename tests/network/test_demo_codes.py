"""The demo's authenticator codes: a help in the embedded trial, and nowhere else."""

import os
import subprocess
import sys

import pytest

from leerlandschap.network import demo_codes
from leerlandschap.network.roles import Role
from tests.authenticator import code_of
from tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def embedded(settings):
    settings.EMBEDDED = settings.DEMO_CODES = True
    return settings


def test_a_newcomer_sees_the_code_that_works_now(embedded, clm):
    (shown,) = demo_codes.codes()

    assert (shown.address, shown.code) == (clm.email, code_of(clm))
    assert 1 <= shown.seconds_left <= 30


def test_only_of_people_who_were_invented(embedded):
    make_account("echt@flevoland.nl", organisation=make_organisation("Regiobureau"), role=Role.CLM)

    assert demo_codes.codes() == []


@pytest.mark.parametrize(("name", "value"), [("EMBEDDED", False), ("DEMO_CODES", False), ("PRODUCTION", True)])
def test_there_are_none_elsewhere(embedded, clm, name, value):
    setattr(embedded, name, value)

    assert demo_codes.codes() == []


def test_in_production_the_switch_does_nothing():
    asked = "from django.conf import settings; print(settings.DEMO_CODES, settings.PRODUCTION)"
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "DATA_DIR", "LANG"}},
        "MODE": "production",
        "DEMO_CODES": "1",
        "DJANGO_SETTINGS_MODULE": "leerlandschap.settings",
        "DATABASE_URL": "postgres://a:b@localhost/c",
        "REDIS_URL": "redis://localhost:6379/0",
        "EMAIL_URL": "smtp://localhost:25",
        "SECRET_KEY": "0123456789klmnopqrst" * 3,
        "FIELD_KEYS": "0123456789fghijklmno" * 3,
        "DEFAULT_FROM_EMAIL": "portaal@voorbeeld.nl",
        "ALLOWED_HOSTS": "portaal.voorbeeld.nl",
        "SITE_URL": "https://portaal.voorbeeld.nl",
    }

    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "True"]
