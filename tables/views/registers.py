"""What the tables brought forth, on one page: the door to the four registers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tables import value
from tables.models import Decision, GoodExample, Insight, WorkingAgreement

NEWEST = 3


@login_not_required
@require_safe
def yield_overview(request) -> HttpResponse:
    """The newest of each register that this person may read."""
    user = request.user
    holding = WorkingAgreement.objects.visible_to(user).valid_on(timezone.localdate())
    context = {
        "insights": value.shown(Insight.objects.visible_to(user).standing().for_list()[:NEWEST]),
        "agreements": holding.select_related("table").order_by("-made_at", "-pk")[:NEWEST],
        "decisions": Decision.objects.visible_to(user).select_related("table").order_by("-made_at", "-pk")[:NEWEST],
        "examples": GoodExample.objects.visible_to(user).select_related("table", "theme")[:NEWEST],
    }
    return render(request, "tables/registers/overview.html", context)
