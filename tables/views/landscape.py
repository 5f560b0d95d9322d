"""The first page, the page of one's own, and the work page."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlandschap.commons import drawing, moments, notices, panels, registry, versions
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.models import Notice, Passage
from leerlandschap.commons.questions import Question
from leerlandschap.commons.tools import Tool
from leerlandschap.network.questions import QuestionOf
from leerlandschap.network.roles import Permission, may, require
from tables.models import Table

LANDSCAPE = Question(
    lambda: versions.totals(Table.objects.visible_to(AnonymousUser())).union(
        versions.totals(Passage.objects.all()), all=True
    )
)

NEWS = QuestionOf(lambda user: Notice.objects.visible_to(user).news()[:6])


def landscape_version(request) -> str:
    """Changes when a table that visitors see, or any text, changes."""
    return versions.as_key(LANDSCAPE.ask())


@login_not_required
@require_safe
@kept_per_version(landscape_version)
def home(request) -> HttpResponse:
    """The motto, the map of the landscape, what is coming, and how to join."""
    parcels = [parcel for source in registry.parcels for parcel in source(request.user)]
    texts = {passage.key: passage for passage in Passage.objects.shown().in_group("pagina")}
    context = {
        "landscape": drawing.draw(parcels),
        "motto": texts.get("motto"),
        "intro": texts.get("home-intro"),
        "joining": texts.get("home-meedoen"),
        "pillars": Passage.objects.shown().in_group("pijler"),
        "coming": moments.coming(request.user, timezone.now(), limit=4),
    }
    return render(request, "home.html", context)


@require_safe
def my_landscape(request) -> HttpResponse:
    """What waits for this person, and what they were told lately."""
    context = {
        "panels": panels.for_user(request.user),
        "notices": [(notices.in_words(notice), notice) for notice in NEWS.ask(request.user)],
        "coming": moments.coming(request.user, timezone.now(), limit=5),
    }
    return render(request, "tables/landscape/mine.html", context)


@require_safe
def work(request) -> HttpResponse:
    """What the contactpersoon CLM and the regional office have to do, and their tools."""
    require(request.user, Permission.WORK)
    context = {"panels": panels.for_work(request.user), "tools": _tools(request.user)}
    return render(request, "tables/landscape/work.html", context)


def _tools(user) -> list[Tool]:
    return [tool for tool in registry.tools if may(user, tool.permission)]
