"""Waar moet ik zijn? The page that leads everyone to who handles it, before anything can be sent here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlandschap.commons import passages
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.models import Passage
from signals import routes


def _version(request) -> str:
    return Passage.objects.version_key()


@login_not_required
@require_safe
@kept_per_version(_version)
def experience_routes(request) -> HttpResponse:
    """The routes as cards: situation, where, by when, link."""
    texts = passages.texts("ervaringen", "route")
    page = {"texts": texts, "guide": routes.guide(texts.lists["route"])}
    return render(request, "signals/routes/list.html", page)
