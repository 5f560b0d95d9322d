"""Lists of actions: one's own over all tables, those of a table, and for CLM and the regional office all of them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlandschap.commons import audit, keyset, spreadsheets
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Organisation, Person
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.forms.signups import PressForm
from tables.models import Absence, Action, Openness, Table, Theme

HEADER = ["Nr", "Datum", "Punt", "Wat", "Wie", "Namens", "Wanneer", "Keer uitgesteld", "Klaar op"]
STATES = [("te-laat", "te laat"), ("uitstel", "uitstel gevraagd")]
NAMES = ("tafel", "thema", "organisatie", "staat")
# An export is a file to work on, not the whole history.
MOST_ROWS = 5_000
READERS = "De actielijst van deze tafel lees je als je er aan tafel zit of haar begeleidt."
KINDS = [("xlsx", "Excel"), ("ods", "OpenDocument"), ("csv", "CSV")]


@require_safe
def my_actions(request) -> HttpResponse:
    """What somebody promised at all tables together: the oldest day first; with `klaar` what is done."""
    done = request.GET.get("staat") == "klaar"
    # The keys themselves, and not a question within the question: so the list is read along its index.
    away = Absence.objects.on(timezone.localdate()).filter(stand_in__user=request.user)
    owners = [
        *Person.objects.filter(user=request.user).values_list("pk", flat=True),
        *away.values_list("person", flat=True),
    ]
    mine = Action.objects.filter(owner__in=owners).standing().select_related("table", "owner")
    rows = mine.exclude(done_at=None) if done else mine.open()
    page = (
        keyset.page_of(rows, request.GET, newest="done_at")
        if done
        else keyset.page_of(rows, request.GET, newest="due_rank", oldest_first=True)
    )
    context = {"page": page, "done": done, "press": PressForm(auto_id=False), "today": timezone.localdate()}
    return render(request, "tables/actions/mine.html", context)


@require_safe
def action_list(request) -> HttpResponse:
    """Every open action of the region, overdue first, filtered by what the address says."""
    require(request.user, Permission.ACTION_LIST)
    chosen = {name: request.GET.get(name, "") for name in NAMES}
    rows = _open(request.user).chosen(**chosen)
    context = {
        "page": keyset.page_of(rows.for_list(), request.GET, newest="due_rank", oldest_first=True),
        "late": keyset.count_of(rows.overdue(timezone.localdate())),
        "chosen": chosen,
        "states": STATES,
        "tables": Table.objects.filter(cycles__ended_on=None).distinct().order_by("name"),
        "themes": Theme.objects.all(),
        "organisations": Organisation.objects.active(),
        "press": PressForm(auto_id=False),
        "here": request.get_full_path(),
        "kinds": KINDS,
        "query": request.GET.urlencode(),
    }
    return render(request, "tables/actions/list.html", context)


@require_POST
def action_export(request, kind: str) -> HttpResponse:
    """The open actions of the region as a spreadsheet, as far as the filters go; leaves a trail."""
    require(request.user, Permission.ACTION_LIST)
    chosen = {name: request.GET.get(name, "") for name in NAMES}
    rows = _open(request.user).chosen(**chosen).for_list().order_by("due_rank", "pk")[:MOST_ROWS]
    rows = [[one.table.name, *_row(one)] for one in rows]
    audit.record(request.user, "actions.exported", on=request.user.person, rows=len(rows), kind=kind)
    name = f"acties-{timezone.localdate()}.{kind}"
    return spreadsheets.download(spreadsheets.write(kind, "Acties", ["Tafel", *HEADER], rows), name)


@require_safe
def table_actions(request, slug: str) -> HttpResponse:
    """The list of actions of a table: open ones by their number, or with `alles` every one."""
    table, everything = _table_to_read(request, slug), request.GET.get("staat") == "alles"
    rows = _of_table(request.user, table, everything=everything)
    page = keyset.page_of(rows, request.GET, newest="number", oldest_first=True)
    opens = Action.objects.visible_to(request.user).filter(pk__in=[action.pk for action in page.rows])
    context = {
        "table": table,
        "everything": everything,
        "page": page,
        # Of which actions this person may open the page: who only reads along sees the list.
        "opens": set(opens.values_list("pk", flat=True)),
        "guides": may(request.user, Permission.CYCLE_TURN, table),
        "person": getattr(request.user, "person", None),
        "running": table.running_cycle() is not None,
        "press": PressForm(auto_id=False),
        "here": request.get_full_path(),
        "kinds": KINDS,
    }
    return render(request, "tables/actions/of_table.html", context)


@require_POST
def table_action_export(request, slug: str, kind: str) -> HttpResponse:
    """Every action of a table as a spreadsheet, for who guides it; leaves a trail."""
    table = _table_to_read(request, slug)
    require(request.user, Permission.CYCLE_TURN, table)
    rows = [_row(one) for one in _of_table(request.user, table, everything=True).order_by("number")]
    audit.record(request.user, "actions.exported", on=table, rows=len(rows), kind=kind)
    name = f"acties-{table.slug}-{timezone.localdate()}.{kind}"
    return spreadsheets.download(spreadsheets.write(kind, "Acties", HEADER, rows), name)


def _open(user):
    return Action.objects.visible_to(user).open().standing()


def _of_table(user, table: Table, *, everything: bool):
    rows = Action.objects.filter(table=table).not_walled_from(user).for_list()
    return rows if everything else rows.open()


def _table_to_read(request, slug: str) -> Table:
    """A table, for who may read its round. Raises Http404 and PermissionDenied."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    if table.has_fixed_chairs and Openness.TABLE not in openness.seen_by(request.user, table):
        raise PermissionDenied(READERS)
    return table


def _row(one: Action) -> list:
    return [
        one.number,
        day(one.noted_on(), "kort"),
        one.item.title if one.item else "",
        one.text,
        one.owner.name if one.owner else "",
        one.organisation.name if one.organisation else "",
        day(one.due_on, "kort") if one.due_on else "",
        one.postponed,
        day(one.done_at, "kort") if one.done_at else "",
    ]
