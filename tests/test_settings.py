"""Production starts only with everything set and nothing guessable, and without what belongs to the trial."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "vR3kq8ZpW1xNc5LhT7yBd2MfJ9sGaE4uQ6oXi0KwzPm4Ns8b-Vc2_Xd6",
    "FIELD_KEYS": "Hn2vB8cX4zL1kJ7gF5dS9aP3oI6uY0tR2eW8qM4nKf7Yt3_Lp9-Jw5",
    "DATABASE_URL": "postgres://leerlandschap_app:geheim@127.0.0.1:5432/leerlandschap",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://portaal:geheim@mail.voorbeeld.nl:587",
    "DEFAULT_FROM_EMAIL": "Het leerlandschap <portaal@voorbeeld.nl>",
    "ALLOWED_HOSTS": "leerlandschap.voorbeeld.nl",
    "SITE_URL": "https://leerlandschap.voorbeeld.nl",
}
FACTS = """
import json, django
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
from leerlandschap.commons.views import demo_codes
def there(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False
names = ["DEBUG", "DEMO_CODES", "EMBEDDED", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME",
         "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "EMAIL_BACKEND"]
facts = {name: getattr(settings, name) for name in names}
print(json.dumps(facts | {"postvak": there("/postvak/"), "mail": there("/postvak/x/"), "over": there("/over/"),
                          "codes": demo_codes() if settings.PRODUCTION else None}))
"""


def run(*arguments: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess:
    """Python in a process of its own that knows nothing but `environment`."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "leerlandschap.settings", **environment},
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def check(environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess:
    return run("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=environment, folder=folder)


def facts(environment: dict[str, str], folder: Path) -> dict:
    done = run("-c", FACTS, environment=environment, folder=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_with_everything_set_is_found_safe(tmp_path):
    done = check(PRODUCTION, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"MODE"}))
def test_production_without_one_of_them_says_which_and_what_to_do(name, tmp_path):
    done = check({key: value for key, value in PRODUCTION.items() if key != name}, tmp_path)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert name in last
    assert "Set " in last or "Make one with" in last, last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "te-kort"),
        ("SECRET_KEY", "django-insecure-" + PRODUCTION["SECRET_KEY"]),
        ("SECRET_KEY", "change-me-please-change-me-please-change-me"),
        ("SECRET_KEY", "a" * 60),
        ("FIELD_KEYS", PRODUCTION["FIELD_KEYS"] + ","),
        ("FIELD_KEYS", "," + PRODUCTION["FIELD_KEYS"]),
        ("FIELD_KEYS", PRODUCTION["FIELD_KEYS"] + ",oud"),
        ("SITE_URL", "http://leerlandschap.voorbeeld.nl"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "leerlandschap.voorbeeld.nl,.voorbeeld.nl"),
        ("DATABASE_URL", "sqlite:///portaal.sqlite3"),
        ("BOUNCE_SECRET", "te-kort"),
    ],
)
def test_production_refuses_what_is_weak(name, value, tmp_path):
    done = check({**PRODUCTION, name: value}, tmp_path)
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_a_new_key_goes_before_the_old_one(tmp_path):
    both = f"Zq4wE7rT1yU5iO9pA3sD6fG0hJ2kL8xC4vB7nM1qTg6Hy2-Ub8_Nj5,{PRODUCTION['FIELD_KEYS']}"
    assert check({**PRODUCTION, "FIELD_KEYS": both}, tmp_path).returncode == 0


def test_a_mode_that_does_not_exist_is_refused(tmp_path):
    done = check({**PRODUCTION, "MODE": "produktie"}, tmp_path)
    assert done.returncode != 0
    assert "embedded, production or test" in done.stderr


def test_in_production_nothing_of_the_trial_is_there_however_it_is_asked(tmp_path):
    found = facts({**PRODUCTION, "DEBUG": "1", "DEMO_CODES": "1"}, tmp_path)
    assert not any(found[name] for name in ("DEBUG", "DEMO_CODES", "EMBEDDED", "postvak", "mail", "codes"))
    assert found["over"]
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"


def test_in_production_cookies_stay_on_this_host_and_on_https(tmp_path):
    found = facts(PRODUCTION, tmp_path)
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_a_database_of_ones_own_means_production(tmp_path):
    done = check({"DATABASE_URL": PRODUCTION["DATABASE_URL"]}, tmp_path)
    assert "SECRET_KEY" in done.stderr.strip().splitlines()[-1]


def test_the_trial_never_shows_its_insides(tmp_path):
    found = facts({"DEBUG": "1"}, tmp_path)
    assert found["EMBEDDED"]
    assert found["postvak"]
    assert not found["DEBUG"]
