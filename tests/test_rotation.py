"""A new key: everything that lies sealed goes under it, halfway nothing is lost, and nobody says it is done before it is."""

import io
import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import models

from leerlandschap.commons import cipher, files, once, resealing
from leerlandschap.commons.models import File, Letter, OnceKey
from leerlandschap.commons.registry import seals
from signals.flows import experiences, handling
from signals.models import Experience, Message
from tests.factories import make_experience, make_picture

pytestmark = pytest.mark.django_db
OLD, NEW = "old" * 15, "new" * 15
# Where something is sealed, and is put under a new key.
SEALS = {
    "leerlandschap/commons/cipher.py", "leerlandschap/commons/files.py", "leerlandschap/commons/models/letters.py",
    "leerlandschap/commons/once.py", "leerlandschap/network/adapter.py", "signals/models/sealed.py",
}  # fmt: skip


def rotate() -> str:
    out = io.StringIO()
    call_command("rotate_keys", stdout=out, stderr=out)
    return out.getvalue()


def refused() -> str:
    """What it says when it does not say that it is done."""
    with pytest.raises(CommandError) as error:
        rotate()
    return str(error.value)


@pytest.fixture
def under_the_old_key(settings, aanbieder, behandelaar):
    """A portal with something of everything that is sealed, and a new key since."""
    settings.FIELD_KEYS = [OLD, *settings.FIELD_KEYS]
    found = make_experience(aanbieder.person, text="Lang wachten.", help="Bellen.", attachments=[make_picture()])
    handling.note(found, text="Eerder gehoord.", by=behandelaar)
    OnceKey.objects.create(digest="d", location=cipher.seal("/x/", bound_to=once.bound("d")), made_at=found.received_at)
    for kind, name in ((Authenticator.Type.TOTP, "secret"), (Authenticator.Type.RECOVERY_CODES, "seed")):
        sealed = {name: cipher.seal("geheim", bound_to="mfa.authenticator"), "used_mask": 3}
        Authenticator.objects.create(user=aanbieder, type=kind, data=sealed)
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    return found


def test_what_lies_sealed_opens_with_the_new_key_alone(under_the_old_key, settings, aanbieder):
    said = rotate()

    settings.FIELD_KEYS = [NEW]
    found = Experience.objects.get()
    assert "Done: nothing is left" in said
    assert found.unseal("text") == "Lang wachten."
    assert Message.objects.get().text == "Eerder gehoord."
    assert files.open(File.objects.get()).read().startswith(b"\x89PNG")
    assert Letter.objects.first().content()["path"]
    assert cipher.unseal(OnceKey.objects.get(digest="d").location, bound_to=once.bound("d")) == "/x/"
    for one in Authenticator.objects.filter(user=aanbieder):
        secret = one.data.get("secret") or one.data["seed"]
        assert cipher.unseal(secret, bound_to="mfa.authenticator") == "geheim"
        assert one.data["used_mask"] == 3
    assert "0 renewed" in rotate()


def test_killed_midway_nothing_is_lost_and_it_goes_on(under_the_old_key, settings, monkeypatch):
    for number in range(6):
        experiences.reply(under_the_old_key, text=f"Bericht {number}.", by=None)
    settings.FIELD_KEYS = [NEW + "er", *settings.FIELD_KEYS]
    monkeypatch.setattr(resealing, "AT_ONCE", 2)
    renewed = []

    def killed(row, *, sealed=cipher.reseal, **bound):
        renewed.append(row)
        if len(renewed) == 7:
            raise SystemExit
        return sealed(row, **bound)

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(cipher, "reseal", killed)
        rotate()

    texts = {message.text for message in Message.objects.all()}
    assert {"Eerder gehoord.", "Bericht 0.", "Bericht 5."} <= texts
    assert "Done" in rotate()
    settings.FIELD_KEYS = [NEW + "er"]
    assert {message.text for message in Message.objects.all()} == texts


def test_what_cannot_be_opened_is_named_and_stays_and_it_is_not_done(under_the_old_key, settings):
    other = make_experience(text="Goed nieuws.")
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, ["gone" * 12]
    lost = cipher.seal("Weg.", bound_to=under_the_old_key.bound("text"))
    Experience.objects.filter(pk=under_the_old_key.pk).update(sealed_text=lost)
    File.objects.create(name="weg.pdf", sealed=True, size=1, kept_at=under_the_old_key.received_at)
    settings.FIELD_KEYS = keys

    said = refused()

    assert "Not done: 2 left" in said
    assert Experience.objects.get(pk=under_the_old_key.pk).sealed_text == lost
    assert Experience.objects.get(pk=other.pk).unseal("text") == "Goed nieuws."
    Experience.objects.filter(pk=under_the_old_key.pk).update(sealed_text="")
    assert "Not done: 1 left" in refused()
    File.objects.get(name="weg.pdf").delete()
    assert "Done" in rotate()


def test_everything_that_is_sealed_anywhere_is_known():
    root = Path(project.BASE_DIR)
    sources = [
        path
        for app in ("leerlandschap", "tables", "signals", "monitoring", "newsletter")
        for path in (root / app).rglob("*.py")
    ]
    sealing = {
        str(path.relative_to(root)) for path in sources if re.search(r"\bseal\(.*bound_to|def seal", path.read_text())
    }
    assert sealing - {"leerlandschap/commons/resealing.py"} == SEALS
    known = {one.label for one in seals}
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.TextField) and column.name.startswith("sealed"):
                assert f"{model._meta.label_lower}.{column.name}" in known
