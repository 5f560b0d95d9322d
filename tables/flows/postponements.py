"""Another day for an action: whoever promised it asks, who guides the table decides, and each time keeps its reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.flows import action_letters, actions, cycles
from tables.models import Action, Postponement

REASON = "Schrijf in één zin waarom."
NOT_LATER = "Kies een dag die nog komt en later is dan de dag die er nu staat."
ASKED = "Er is al om uitstel gevraagd. Wacht op het antwoord, of vraag ernaar bij de voorzitter."
DECIDED = "Over dit uitstel is al besloten. Ververs de pagina om te zien hoe het ervoor staat."


@transaction.atomic
def ask(action: Action, *, until: date, reason: str, by: User) -> Postponement:
    """Ask for another day; who chairs the table is told. Raises ValidationError for a day that is not later, without a
    reason, when it was asked already, and when the action is done."""
    action = _postponable(action, until)
    if action.postponements.filter(state=Postponement.State.ASKED).exists():
        raise ValidationError(ASKED)
    asked = _new(action, until, reason, by=by)
    audit.record(by, "action.postponement_asked", on=action.table, number=action.number, until=str(until))
    action_letters.asked(asked, by=by)
    return asked


@transaction.atomic
def grant(postponement: Postponement, *, by: User, answer: str = "") -> Postponement:
    """Give the action its other day; whoever has it is told. Raises ValidationError when it was decided before."""
    postponement = _undecided(postponement)
    _decide(postponement, Postponement.State.GRANTED, answer.strip(), by=by)
    _give_day(postponement, by=by)
    action_letters.decided(postponement, by=by)
    return postponement


@transaction.atomic
def refuse(postponement: Postponement, *, answer: str, by: User) -> Postponement:
    """Leave the day as it is, with a reason; whoever has the action is told. Raises ValidationError without one."""
    postponement = _undecided(postponement)
    if not answer.strip():
        raise ValidationError({"answer": REASON})
    _decide(postponement, Postponement.State.REFUSED, answer.strip(), by=by)
    audit.record(by, "action.postponement_refused", on=postponement.action.table, number=postponement.action.number)
    action_letters.decided(postponement, by=by)
    return postponement


@transaction.atomic
def postpone(action: Action, *, until: date, reason: str, by: User) -> Postponement:
    """Give an action another day without being asked; an open request is settled by it. Raises ValidationError as `ask`."""
    action = _postponable(action, until)
    action.postponements.filter(state=Postponement.State.ASKED).update(state=Postponement.State.LAPSED)
    given = _new(action, until, reason, by=by)
    _decide(given, Postponement.State.GRANTED, "", by=by)
    _give_day(given, by=by)
    action_letters.decided(given, by=by)
    return given


def _postponable(action: Action, until: date) -> Action:
    action = actions.held_open(action)
    if until <= max(timezone.localdate(), action.due_on or date.min):
        raise ValidationError({"until": NOT_LATER})
    return action


def _new(action: Action, until: date, reason: str, *, by: User) -> Postponement:
    if not reason.strip():
        raise ValidationError({"reason": REASON})
    return Postponement.objects.create(
        action=action, before=action.due_on, until=until, reason=reason.strip(), asked_at=timezone.now(), asked_by=by
    )


def _undecided(postponement: Postponement) -> Postponement:
    """The request as it is now, under its table's lock. Raises ValidationError when it was decided, or the action done."""
    action = actions.held_open(postponement.action)
    postponement = Postponement.objects.get(pk=postponement.pk)
    if postponement.state != Postponement.State.ASKED:
        raise ValidationError(DECIDED)
    postponement.action = action
    return postponement


def _decide(postponement: Postponement, state: str, answer: str, *, by: User) -> None:
    postponement.state, postponement.answer = state, answer
    postponement.decided_at, postponement.decided_by = timezone.now(), by
    postponement.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    action_letters.decision_no_longer_waits(postponement.action)


def _give_day(postponement: Postponement, *, by: User) -> None:
    action = postponement.action
    action.due_on, action.postponed = postponement.until, action.postponed + 1
    action.save(update_fields=["due_on", "postponed"])
    cycles.show(action.table)
    audit.record(by, "action.postponed", on=action.table, number=action.number, until=str(postponement.until))
