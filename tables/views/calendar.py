"""The calendar: what comes as a list, a month, and the year as a wheel."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlandschap.commons import kept, versions
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.questions import Question
from leerlandschap.network.questions import QuestionOf
from tables import calendar_pages
from tables.calendar_pages import Chosen
from tables.models import Gathering, Milestone, Table

PUBLIC = Question(
    lambda: versions.totals(Table.objects.visible_to(AnonymousUser())).union(
        versions.totals(Milestone.objects.all()), versions.totals(ClosedPeriod.objects.all()),
        versions.totals(Gathering.objects.all()), all=True,
    )
)  # fmt: skip
SEEN = QuestionOf(lambda user: Table.objects.visible_to(user).order_by("pk").values_list("pk", "version"))
SHARED = Question(
    lambda: versions.totals(Milestone.objects.all()).union(
        versions.totals(ClosedPeriod.objects.all()), versions.totals(Gathering.objects.all()), all=True
    )
)


def calendar_version(request) -> str:
    """Changes with any table that visitors see, any ijkpunt and any closed day."""
    return versions.as_key(PUBLIC.ask())


@login_not_required
@require_safe
@kept_per_version(calendar_version)
def agenda(request) -> HttpResponse:
    """What comes, by month."""
    return _page(request, "agenda", calendar_pages.agenda)


@login_not_required
@require_safe
@kept_per_version(calendar_version)
def month(request) -> HttpResponse:
    """A month, day by day."""
    return _page(request, "month", calendar_pages.month)


@login_not_required
@require_safe
@kept_per_version(calendar_version)
def year(request) -> HttpResponse:
    """The whole year as a wheel, and as a list."""
    return _page(request, "year", calendar_pages.year)


def _page(request, name: str, facts) -> HttpResponse:
    """One of the three; whoever sees the same tables sees the same page, so it is rendered once for them all."""
    chosen = Chosen.of(request.GET, timezone.localdate())
    version = (*SEEN.ask(request.user), *SHARED.ask(), request.user.is_authenticated, *chosen.key())
    body = kept.part(f"tables/calendar/_{name}.html", version, partial(facts, request.user, chosen))
    context = {"body": body, "tab": name, "narrowed": chosen.narrowed().lstrip("&")}
    return render(request, f"tables/calendar/{name}.html", context)
