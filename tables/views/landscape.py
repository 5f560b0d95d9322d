"""The first page, the landscape, the page of one's own, and the work page."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Value
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlandschap.commons import drawing, kept, moments, notices, panels, registry, versions
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.models import Notice, Passage
from leerlandschap.commons.questions import Question
from leerlandschap.commons.tools import Tool
from leerlandschap.network.questions import QuestionOf
from leerlandschap.network.roles import Permission, may, require
from tables import coherence, marks
from tables.models import Consultation, Gathering, Table

LANDSCAPE = Question(
    lambda: versions.totals(Table.objects.visible_to(AnonymousUser())).union(
        versions.totals(Passage.objects.all()),
        versions.totals(Consultation.objects.visible_to(AnonymousUser())),
        versions.totals(Gathering.objects.visible_to(AnonymousUser())),
        all=True,
    )
)

# What is kept for who is signed in is shared by who sees the very same rows: totals over different ones may be alike.
SEEN = QuestionOf(
    lambda user: (
        Table.objects.visible_to(user)
        .order_by()
        .annotate(what=Value(0))
        .values_list("what", "pk", "version")
        .union(
            Consultation.objects.visible_to(user)
            .order_by()
            .annotate(what=Value(1))
            .values_list("what", "pk", "version"),
            all=True,
        )
        .order_by("what", "pk")
    )
)
NEWS = QuestionOf(lambda user: Notice.objects.visible_to(user).news()[:6])


def landscape_version(request) -> str:
    """Changes when a table or consultation that visitors see, or any text, changes."""
    return versions.as_key(LANDSCAPE.ask())


@login_not_required
@require_safe
@kept_per_version(landscape_version)
def home(request) -> HttpResponse:
    """The motto, the map of the landscape, what is coming, and how to join."""
    texts = {passage.key: passage for passage in Passage.objects.shown().in_group("pagina")}
    context = {
        "landscape": _drawn(request.user, {}),
        "motto": texts.get("motto"),
        "intro": texts.get("home-intro"),
        "joining": texts.get("home-meedoen"),
        "pillars": Passage.objects.shown().in_group("pijler"),
        "coming": moments.coming(request.user, timezone.now(), limit=4),
    }
    return render(request, "home.html", context)


@login_not_required
@require_safe
@kept_per_version(landscape_version)
def landscape(request) -> HttpResponse:
    """The whole landscape as a map and as a list, filtered by what the address says; beside it what strikes the eye."""
    chosen = marks.chosen(request.GET)
    shares = request.GET.get("leden") == "ja" and request.user.is_authenticated
    version = (*SEEN.ask(request.user), *chosen.values(), shares, request.user.is_authenticated)
    facts = partial(_landscape, request.user, chosen, shares)
    context = {"map": kept.part("tables/landscape/_map.html", version, facts), **_striking(request.user)}
    return render(request, "tables/landscape/landscape.html", context)


def _landscape(user, chosen: dict, shares: bool) -> dict:
    drawn = _drawn(user, chosen, shares=shares)
    return {
        "landscape": drawn,
        "filters": [(one, chosen[one.name]) for one in marks.FILTERS],
        "is_filtered": any(chosen.values()),
        "shown": sum(len(rows) for _block, rows in drawn.blocks),
        "all": len(drawn.wide.plots),
        "shares": shares,
        "signed_in": user.is_authenticated,
    }


def _drawn(user, chosen: dict, *, shares: bool = False) -> drawing.Landscape:
    """The landscape as `user` may see it; with `shares` also which tables share members."""
    parcels = [parcel for source in registry.parcels for parcel in source(user)]
    bridges = [bridge for source in registry.bridges for bridge in source(user)]
    shown = [bridge for bridge in bridges if shares or bridge.kind != "shares_members"]
    return drawing.draw(marks.dim(parcels, chosen) if chosen else parcels, shown)


def _striking(user) -> dict:
    """What CLM and the regional office look after: tables on their own, alike, out of rhythm or stuck."""
    return {"coherence": coherence.of(user)} if may(user, Permission.TABLE_STAFF) else {}


@require_safe
def my_landscape(request) -> HttpResponse:
    """What waits for this person, and what they were told lately."""
    context = {
        "panels": panels.for_user(request.user),
        "notices": [(notices.in_words(notice), notice) for notice in NEWS.ask(request.user)],
        "coming": moments.own(request.user, timezone.now(), limit=5),
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
