"""Everything the portal reads from its environment, and what follows from it.

Three modes, chosen by MODE: `embedded` (one machine, SQLite, mail as files: the default when no DATABASE_URL is given),
`production` (the default as soon as DATABASE_URL is given) and `test`. In production nothing secret has a default.
"""

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from leerlandschap.navigation import Entry, signed_in, staff
from leerlandschap.secrets_on_disk import embedded_secret

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- mode -------------------------------------------------------------------------------------------------------------

MODE = env("MODE", default="production" if "DATABASE_URL" in os.environ else "embedded")
if MODE not in {"embedded", "production", "test"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}: set it to embedded, production or test.")
PRODUCTION, EMBEDDED, TESTING = MODE == "production", MODE == "embedded", MODE == "test"
# Pages full of settings and variables are for who builds the portal: never where it is tried, or used.
DEBUG = TESTING and env.bool("DEBUG", default=False)
if TESTING and "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="leerlandschap-test-")
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
# The processes that share a run of the suite ("gw0", "gw1" …) each have files, and a database in Redis, of their own.
TEST_PROCESS = env("PYTEST_XDIST_WORKER", default="") if TESTING else ""
if TEST_PROCESS and DATA_DIR.name != TEST_PROCESS:
    DATA_DIR /= TEST_PROCESS
    os.environ["DATA_DIR"] = str(DATA_DIR)
DATA_DIR.mkdir(parents=True, exist_ok=True)


def secret(name: str, hint: str) -> str:
    """The secret called `name`; outside production one is made once and kept under DATA_DIR. Raises ImproperlyConfigured."""
    value = env(name, default="")
    if not value and not PRODUCTION:
        return embedded_secret(DATA_DIR, name)
    if not is_strong(value):
        raise ImproperlyConfigured(f"{name} is missing, too short or an example. {hint}")
    return value


def is_strong(value: str) -> bool:
    """Whether nobody could guess `value`, or have read it in an example; for a list separated by commas: any of it."""
    examples = ("insecure", "change", "secret", "example", "voorbeeld")
    parts = [part.strip() for part in value.split(",")]
    weak = any(len(part) < 50 or len(set(part)) < 12 or part.lower().startswith(examples) for part in parts)
    return not weak and not any(example in value.lower() for example in examples[:2])


def required(name: str, default: str, hint: str) -> str:
    """The setting called `name`; in production it must be given. Raises ImproperlyConfigured."""
    if PRODUCTION and not env(name, default=""):
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return env(name, default=default)


GENERATE = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
SECRET_KEY = secret("SECRET_KEY", GENERATE)
# Keys for what is stored encrypted, newest first; apart from SECRET_KEY so that either can be changed alone.
FIELD_KEYS = [key.strip() for key in secret("FIELD_KEYS", f"{GENERATE} (newest first, separated by commas)").split(",")]
SITE_URL = required(
    "SITE_URL",
    f"http://localhost:{env('PORT', default='8000')}",
    "Set the address of the portal, for instance https://leerlandschap.example.nl",
).rstrip("/")
ALLOWED_HOSTS = [
    host.strip()
    for host in required(
        "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Set the host names the portal answers to, separated by commas."
    ).split(",")
]
if PRODUCTION and any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name each host: a link in a mail must not lead to somebody else's.")
HTTPS = SITE_URL.startswith("https://")
if PRODUCTION and not HTTPS:
    raise ImproperlyConfigured("SITE_URL must begin with https:// in production.")

# --- applications -----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "leerlandschap.commons",
    "leerlandschap.network",
    "tables",
    "signals",
    "monitoring",
    "newsletter",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_include_bootstrap",
    "lucide",
    "csp",
    "leerlandschap.network.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "leerlandschap.commons.headers.HeadersMiddleware",
    "leerlandschap.commons.headers.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "leerlandschap.network.sessions.SessionLifetimeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "leerlandschap.network.second_factor.SecondFactorMiddleware",
    "leerlandschap.commons.doorbell.DoorbellMiddleware",
    # Last: runs the view inside its scope.
    "leerlandschap.commons.scope.ScopeMiddleware",
]

ROOT_URLCONF = "leerlandschap.urls"
WSGI_APPLICATION = "leerlandschap.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["leerlandschap.commons.templatetags.ui", "leerlandschap.commons.templatetags.frame"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerlandschap.commons.context.portal",
            ],
        },
    }
]
# The front doors that are there, in order; each shows true content to whoever is offered it.
NAVIGATION = [
    Entry("Mijn leerlandschap", "my-landscape", signed_in),
    Entry("Landschap", "landscape"),
    Entry("Tafels", "table-list"),
    Entry("Kalender", "calendar"),
    Entry("Ervaringen", "experience-routes"),
    Entry("Monitoring", "indicator-list"),
    Entry("Nieuws", "newsletter-subscribe"),
    Entry("Werk", "work", staff),
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data -------------------------------------------------------------------------------------------------------------

# Migrations run as the owner of the schema; the portal itself runs as a role that cannot change or empty the audit trail.
DATABASE_URL = env("DATABASE_URL", default="")
if "migrate" in sys.argv:
    DATABASE_URL = env("MIGRATE_DATABASE_URL", default=DATABASE_URL)
if PRODUCTION and not DATABASE_URL.startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL is not set. Set postgres://role:password@host:5432/database")
if DATABASE_URL:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
    DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
    if DATABASES["default"]["ENGINE"].endswith("postgresql"):
        DATABASES["default"]["ENGINE"] = "leerlandschap.commons.postgresql"
        # What is asked again and again is planned once a connection. Behind PgBouncer this needs its version 1.21 or later.
        DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=5)
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "leerlandschap.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            # A file, also for tests: a worker and a server in another process must see the same rows.
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", "", "Set redis://host:6379/0")
if REDIS_URL and TEST_PROCESS:
    REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{int(TEST_PROCESS.removeprefix('gw')) + 1}"
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "leerlandschap.commons.steady_cache.SteadyRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# In the database, not in the cache: a flushed cache must not sign everybody out.
SESSION_ENGINE = "leerlandschap.network.session_store"

MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG

# --- mail and work in the background ----------------------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
if PRODUCTION or "EMAIL_URL" in os.environ:
    required("EMAIL_URL", "", "Set smtp+tls://user:password@host:587")
    vars().update(env.email_url("EMAIL_URL"))
elif TESTING:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    EMAIL_BACKEND = "leerlandschap.commons.mail.DropBackend"
EMAIL_TIMEOUT = 10
LETTER_BATCH = 10
# How long a worker may keep the letters it took before another takes them over: longer than a batch can take when every
# server answer takes its full time-out, twice over. Shorter only where a test kills workers and would wait for it.
LETTER_LEASE_SECONDS = env.int("LETTER_LEASE_SECONDS", default=2 * LETTER_BATCH * EMAIL_TIMEOUT)
# The newsletter: how many mails a sending process takes at once and for how long, as for letters; and how many a second go
# from all processes together, for a mail server that takes no more (0: as many as can).
NEWSLETTER_BATCH = 20
NEWSLETTER_LEASE_SECONDS = env.int("NEWSLETTER_LEASE_SECONDS", default=2 * NEWSLETTER_BATCH * EMAIL_TIMEOUT)
NEWSLETTER_PER_SECOND = env.int("NEWSLETTER_PER_SECOND", default=20)
# A Maildir in which the mail server lays what comes back, to be read every few minutes; empty where there is none.
BOUNCE_DIR = env("BOUNCE_DIR", default="")
# By which a mail server that posts what comes back proves itself; without one that address is not there.
BOUNCE_SECRET = env("BOUNCE_SECRET", default="")
if BOUNCE_SECRET and not is_strong(BOUNCE_SECRET):
    raise ImproperlyConfigured(f"BOUNCE_SECRET is too short or an example. {GENERATE}, or leave it out.")
# The log of the mail server (Postfix, a file), for what happened to mails of which nobody knows; empty where it cannot be read.
MAIL_LOG = env("MAIL_LOG", default="")
# Whether somebody else than its maker must read an edition before it goes.
NEWSLETTER_SECOND_PERSON = env.bool("NEWSLETTER_SECOND_PERSON", default=True)
DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL",
    "Het leerlandschap <leerlandschap@voorbeeld.nl>",
    "Set the sender of the portal's mails, for instance Het leerlandschap <portaal@example.nl>",
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": DATA_DIR / "queue",
        "data_folder_out": DATA_DIR / "queue",
        "control_folder": DATA_DIR / "queue-control",
    }
    for folder in ("queue", "queue-control"):
        (DATA_DIR / folder).mkdir(exist_ok=True)
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Tests deliver letters by hand, when the story gets there.
DOORBELL = not TESTING

# --- language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- tables ------------------------------------------------------------------------------------------------------------

# How many days a chair that came free stays offered to who waited for it; it ends at the end of the last one.
CHAIR_OFFER_DAYS = 7

# --- accounts ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "network.User"
# Whom notices are for: named here, as the user model is, so that the ground floor need not know the network.
PERSON_MODEL = "network.Person"
AUTHENTICATION_BACKENDS = ["leerlandschap.network.backend.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "leerlandschap.network.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "leerlandschap.network.passwords.NotWellKnown"},
    {"NAME": "leerlandschap.network.passwords.NotLikeTheAddress"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-landscape"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "leerlandschap.network.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "leerlandschap.network.forms.accounts.SignInForm",
    "reset_password": "leerlandschap.network.forms.accounts.ResetPasswordForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# A session ends with the browser, and after twelve hours; nobody is asked to choose.
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_ADAPTER = "leerlandschap.network.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "leerlandschap.network.forms.accounts.SecondStepForm",
    "add_webauthn": "leerlandschap.network.forms.accounts.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Every account begins with a confirmed address, so a change of address that still waits need not stand in the way.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Het leerlandschap"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "leerlandschap.commons.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- what every answer carries ----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The limits on signing in count by the visitor's address, not by the proxy's.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- the work of the tables -------------------------------------------------------------------------------------------

# A round that has been in one phase for longer stands on the list of the regional office.
CYCLE_STUCK_AFTER_DAYS = env.int("CYCLE_STUCK_AFTER_DAYS", default=150)
# How many days members have to comment on minutes, unless said otherwise when they are sent round.
MINUTES_COMMENT_DAYS = env.int("MINUTES_COMMENT_DAYS", default=7)

# --- logs: what happened, never what was written ----------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "leerlandschap.commons.log.Line", "fmt": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Says its own address otherwise; the portal is opened by the name that start.py prints.
    "loggers": {"waitress": {"level": "WARNING"}},
}

DEMO_CODES = EMBEDDED and env.bool("DEMO_CODES", default=True)
