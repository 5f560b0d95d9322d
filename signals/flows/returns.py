"""What comes back from the tables: noted once, told to who sent it, and to who handles it where something must be done."""

from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import scope
from signals import yields
from signals.flows import bundles, handlers, steps
from signals.models import Bundle, Experience, Happening
from signals.workflow import State
from signals.yields import Fact, Standing

Kind = Happening.Kind
LED_TO = {Kind.OUTCOME}
IN_ORDER = list(Kind)
# Of how many bundles it is asked at once.
AT_ONCE = 200


def sweep(now=None) -> int:
    """Look what came of every bundle that is followed, and tell what is new. Gives how many had something new.

    Each in a transaction of its own; safe to run twice at once: who comes second finds it noted.
    """
    with scope.of(system=True):
        waiting = [bundle for batch in _batches(now or timezone.now()) for bundle in _with_news(batch)]
    return sum(take_in(bundle) for bundle in waiting)


def take_in(bundle: Bundle) -> bool:
    """Note and tell what is new of one bundle. False when somebody else just did."""
    with scope.of(system=True), transaction.atomic():
        return _take_in(bundle)


def _batches(now) -> list[list[int]]:
    keys = list(Bundle.objects.followed(now).order_by("pk").values_list("pk", flat=True))
    return [keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)]


def _with_news(keys: list[int]) -> list[Bundle]:
    found = list(Bundle.objects.filter(pk__in=keys).prefetch_related("happenings"))
    standing = yields.of_bundles(found)
    return [bundle for bundle in found if _has_news(bundle, standing[bundle.pk])]


def _has_news(bundle: Bundle, standing: Standing) -> bool:
    return bool(_new_facts(bundle, standing)) or standing.is_dropped or _has_moved(bundle, standing)


def _take_in(bundle: Bundle) -> bool:
    """With its experiences, and then itself, held."""
    experiences = list(
        Experience.objects.select_for_update().filter(pk__in=bundle.experiences.values("pk")).order_by("pk")
    )
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    standing = yields.of_bundles([bundle])[bundle.pk]
    if bundle.ended_at or not _has_news(bundle, standing):
        return False
    _tell_what_came(bundle, _new_facts(bundle, standing), experiences)
    if standing.is_dropped:
        _drop(bundle, experiences)
    elif _has_moved(bundle, standing):
        _move(bundle, standing)
    return True


def _new_facts(bundle: Bundle, standing: Standing) -> list[Fact]:
    """What was not noted yet, in the order in which it happened; and what everybody may read that was told without its words."""
    known = {one.key: one for one in bundle.happenings.all()}
    new = [fact for fact in standing.facts if fact.key not in known]
    for fact in standing.facts:
        before, key = known.get(fact.key), f"{Kind.READABLE}:{fact.about}"
        if fact.readable and before and before.kind == Kind.OUTCOME and not before.readable and key not in known:
            new.append(Fact(Kind.READABLE, key, timezone.localdate(), fact.outcome, fact.about, True))
    return sorted(new, key=lambda fact: (fact.on, IN_ORDER.index(fact.kind)))


def _tell_what_came(bundle: Bundle, facts: list[Fact], experiences: list[Experience]) -> None:
    noted = [bundles.note(bundle, **vars(fact)) for fact in facts]
    if for_senders := [one for one in noted if one.kind not in Happening.FOR_HANDLERS]:
        bundles.tell_senders(*for_senders)
    if any(one.kind in LED_TO for one in noted):
        bundles.translate(experiences, by=None)
    if noted:
        handlers.tell_of_bundle(bundle, "experience.returned", str(noted[0].ref))


def _has_moved(bundle: Bundle, standing: Standing) -> bool:
    """Whether it stands on another agenda than it did."""
    meeting = standing.meeting
    return not standing.is_dropped and (meeting.pk if meeting else None) != bundle.meeting_id


def _move(bundle: Bundle, standing: Standing) -> None:
    bundle.meeting = standing.meeting
    bundle.save(update_fields=["meeting"])
    if standing.was_discussed:
        # It goes on at a next meeting; nobody put it off.
        return
    moved = bundles.note(bundle, Kind.MOVED, key=f"moved:{timezone.now().isoformat()}")
    handlers.tell_of_bundle(bundle, "experience.moved", str(moved.ref))


def _drop(bundle: Bundle, experiences: list[Experience]) -> None:
    """The table does not come to it: its handlers choose what happens now."""
    bundle.ended_at = timezone.now()
    bundle.save(update_fields=["ended_at"])
    dropped = bundles.note(bundle, Kind.DROPPED, key=Kind.DROPPED)
    for one in experiences:
        if one.state == State.TABLED:
            steps.take(one, State.HANDLING, None)
    handlers.tell_of_bundle(bundle, "experience.dropped", str(dropped.ref))
