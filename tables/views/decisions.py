"""The list of decisions over all tables, and one of them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tables import openness, registers
from tables.for_whom import for_whom, in_row, named_to
from tables.models import AgendaItem, Decision


@login_not_required
@require_safe
def decision_list(request) -> HttpResponse:
    """Every decision that this person may read, filtered in the address by words, table, theme and year."""
    picked = registers.chosen(request.GET, "tafel", "thema", "jaar")
    seen = Decision.objects.visible_to(request.user)
    rows = _picked(seen, request.user, picked).select_related("table__theme")
    rows = rows.prefetch_related("holds_for", "not_endorsed_by")
    page = registers.page(rows, request.GET, "besluit", "besluiten")
    context = {
        "page": page,
        "rows": [(one, *_whom(one, request.user)) for one in page.rows],
        "chosen": picked,
        "filtered": any(picked.values()),
        "tables": registers.tables_of(seen),
        "themes": registers.themes_of(seen, "table__theme"),
        "years": [(str(one.year), str(one.year)) for one in seen.order_by().datetimes("made_at", "year", order="DESC")],
    }
    return render(request, "tables/decisions/list.html", context)


@login_not_required
@require_safe
def decision(request, ref) -> HttpResponse:
    """One decision: what, for whom, and who does not stand behind it."""
    rows = Decision.objects.visible_to(request.user).select_related("table__theme", "cycle")
    found = get_object_or_404(rows, ref=ref)
    holds_for, not_endorsed = _whom(found, request.user)
    context = {
        "decision": found,
        "table": found.table,
        "holds_for": holds_for,
        "not_endorsed": not_endorsed,
        # Where it was taken may be narrower than the decision itself.
        "item": AgendaItem.objects.visible_to(request.user).filter(pk=found.item_id).select_related("meeting").first(),
        "openness": openness.in_words(found.openness),
    }
    return render(request, "tables/decisions/detail.html", context)


def _whom(found: Decision, user) -> tuple[str, str]:
    """For whom it holds, and who does not endorse it."""
    declining = list(found.not_endorsed_by.all())
    names = [one.name for one in named_to(user, declining)]
    hidden = len(declining) - len(names)
    return for_whom(found.holds_for.all(), user), in_row([*names, *(["andere organisaties"] if hidden else [])])


def _picked(seen, user, picked: dict[str, str]):
    rows = registers.narrowed(seen, user, picked | {"thema": ""}, kind="decision")
    if picked["thema"]:
        rows = rows.filter(table__theme__slug=picked["thema"])
    year = picked["jaar"]
    return rows.filter(made_at__year=int(year)) if year.isascii() and year.isdigit() and len(year) == 4 else rows
