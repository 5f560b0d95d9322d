"""Looking back at a meeting: one page, one button; for who guides the table also what members said together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may
from tables.flows import wrap_ups
from tables.forms.wrap_ups import LeadWrapUpForm, MemberWrapUpForm
from tables.models import Meeting, Seat, WrapUp

NOT_THERE = "Terugkijken op een bijeenkomst is voor wie aan de tafel zit of haar leidt."
FORMS = {WrapUp.Role.LEAD: LeadWrapUpForm, WrapUp.Role.MEMBER: MemberWrapUpForm}


@require_http_methods(["GET", "POST"])
@handled_once
def wrap_up(request, ref) -> HttpResponse:
    """Say how a meeting went, or what it gave."""
    seen = Meeting.objects.visible_to(request.user).filter(table__isnull=False)
    found = get_object_or_404(seen.select_related("table__theme"), ref=ref)
    role, guides = _role(request.user, found), may(request.user, Permission.CYCLE_TURN, found.table)
    if role is None and not guides or role is None and request.method == "POST":
        raise PermissionDenied(NOT_THERE)
    mine = found.wrap_ups.filter(person__user=request.user).first()
    form = _form(request, role, mine)
    if form is not None and form.is_valid():
        try:
            said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
            wrap_ups.answer(found, request.user.person, role, **said)
            messages.success(request, "Dank je. Je antwoord is bewaard.")
            return redirect("wrap-up", ref=found.ref)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "meeting": found,
        "table": found.table,
        "form": form,
        "mine": mine,
        "is_over": found.ends_at <= timezone.now(),
        "results": wrap_ups.results(found) if guides else None,
        "leads_said": found.wrap_ups.filter(role=WrapUp.Role.LEAD).select_related("person") if guides else [],
    }
    status = 409 if form is not None and form.is_bound else 200
    return render(request, "tables/wrap_ups/answer.html", context, status=status)


def _role(user, found: Meeting) -> str | None:
    """As what somebody looks back: as who leads the table, as who sits there, or not at all."""
    if found.table.roles_of(user):
        return WrapUp.Role.LEAD
    sits = Seat.objects.at(found.table).accepted().filter(person__user=user).exists()
    return WrapUp.Role.MEMBER if sits else None


def _form(request, role: str | None, mine: WrapUp | None):
    if role is None:
        return None
    said = {"gave": mine.gave, "words": mine.words, "missing": mine.missing} if mine else {}
    return FORMS[role](request.POST or None, initial=said)
