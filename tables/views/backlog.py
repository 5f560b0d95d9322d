"""What a table keeps for later, what its members bring in, and the agenda with which every meeting begins."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.agenda import has_own_standing, standing_of
from tables.flows import agenda as flows
from tables.forms.agenda import ProposalForm, standing_formset
from tables.forms.signups import PressForm
from tables.models import AgendaItem, Openness, Table

State = AgendaItem.State
SHOWN_OF_THE_PAST = 25
FOR_WHO_SITS_THERE = "De voorraad van deze tafel lees je als je er aan tafel zit of haar begeleidt."
ONLY_WITH_A_CHAIR = "Alleen wie aan deze tafel zit, stelt een agendapunt voor. Schuif eerst aan."


@require_safe
def backlog(request, slug: str) -> HttpResponse:
    """Items that wait for a meeting, and what was brought in."""
    table = _table(request, slug)
    items = AgendaItem.objects.visible_to(request.user).filter(table=table).select_related("proposed_by", "meeting")
    declined = items.filter(state=State.DECLINED).order_by("-made_at", "-pk")[:SHOWN_OF_THE_PAST]
    context = {
        "table": table,
        "leads": may(request.user, Permission.AGENDA_EDIT, table),
        "proposed": items.proposed().order_by("made_at", "pk"),
        "backlog": items.backlog().order_by("made_at", "pk"),
        "declined": declined,
        "coming": table.meetings.upcoming(timezone.now()).first(),
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/agenda/backlog.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def proposal_new(request, slug: str) -> HttpResponse:
    """Bring an item in, for one meeting or for whichever."""
    table = _table(request, slug)
    person = getattr(request.user, "person", None)
    if person is None:
        raise PermissionDenied(ONLY_WITH_A_CHAIR)
    coming = table.meetings.upcoming(timezone.now())
    chosen = coming.filter(ref=_ref(request.GET.get("bijeenkomst", ""))).first()
    form = ProposalForm(request.POST or None, table=table, meetings=coming, initial={"meeting": chosen})
    if form.is_valid():
        try:
            item = flows.propose(table, person=person, **form.given())
            messages.success(request, "Je voorstel is gedaan. Je hoort wat ermee gebeurt.")
            return redirect(item)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/agenda/propose.html", {"table": table, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def standing_agenda(request, slug: str) -> HttpResponse:
    """The agenda with which each meeting of the table begins."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    require(request.user, Permission.AGENDA_EDIT, table)
    forms = standing_formset(standing_of(table), request.POST or None)
    press = PressForm(auto_id=False)
    if request.method == "POST" and forms.is_valid():
        try:
            flows.set_standing(table, forms.lines(), by=request.user)
            messages.success(request, "De vaste agenda is bewaard. Een nieuwe agenda begint voortaan hiermee.")
            return redirect("standing-agenda", slug=slug)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    context = {"table": table, "forms": forms, "press": press, "own": has_own_standing(table)}
    return render(request, "tables/agenda/standing.html", context)


def _table(request, slug: str) -> Table:
    """The table, for who sits there or leads it. Raises Http404 and PermissionDenied."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    if Openness.TABLE not in openness.seen_by(request.user, table):
        raise PermissionDenied(FOR_WHO_SITS_THERE)
    return table


def _ref(given: str) -> UUID | None:
    """A reference from the address; None for what is none."""
    try:
        return UUID(given)
    except ValueError:
        return None
