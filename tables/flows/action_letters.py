"""What people are told of actions: all of it goes into the one mail a day, and none of it says what the action is."""

from django.utils import timezone

from leerlandschap.commons import notices
from leerlandschap.commons.models import Notice
from leerlandschap.network.models import Person, User
from tables.models import Action, Postponement


def yours(action: Action, *, by: User | None) -> None:
    """Whoever has an action hears so, unless they put it in their own name."""
    _tell(action, action.owner, "action.yours", but=by)


def nudged(action: Action) -> None:
    """Whoever has it is reminded of it."""
    _tell(action, action.owner, "action.nudged")


def asked(postponement: Postponement, *, by: User) -> None:
    """Who chairs the table, or else whom one asks, hears that somebody wants another day."""
    table = postponement.action.table
    _tell(postponement.action, table.chair or table.contact(), "action.postponement_asked", but=by)


def decided(postponement: Postponement, *, by: User) -> None:
    """Whoever has the action hears what was decided."""
    _tell(postponement.action, postponement.action.owner, "action.postponement_decided", but=by)


def no_longer_wait(action: Action) -> None:
    """The action is done or another's: nobody need be reminded of it."""
    waiting = Notice.objects.filter(key__startswith=f"action:{action.ref}:", read_at=None)
    waiting.update(read_at=timezone.now())


def decision_no_longer_waits(action: Action) -> None:
    """It was decided whether it gets another day."""
    keys = Notice.objects.filter(key__startswith=f"action:{action.ref}:action.postponement_asked:", read_at=None)
    keys.update(read_at=timezone.now())


def _tell(action: Action, person: Person | None, code: str, *, but: User | None = None) -> None:
    if person is None or person.user_id is None or person.user_id == getattr(but, "pk", None):
        return
    key = f"action:{action.ref}:{code}:{person.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    facts = {"table": action.table.name_in_mail}
    notices.tell_all([notices.Telling(person.pk, code, key, action.get_absolute_url(), facts, bundled=True)])
