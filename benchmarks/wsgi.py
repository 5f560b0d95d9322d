"""The portal as in production, with one door more (benchmarks/urls.py)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlandschap.settings")

from django.conf import settings

settings.ROOT_URLCONF = "benchmarks.urls"

from leerlandschap.wsgi import application  # noqa: E402, F401
