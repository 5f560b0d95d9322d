"""Bringing experiences to a table: in a handler's own words, through the table's own agenda, and telling what came of it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices, search
from leerlandschap.commons.models import Notice
from leerlandschap.network.models import User
from signals.flows import echoes, handlers, handling, sender_letters, steps
from signals.flows.messages import say
from signals.models import Bundle, Discuss, Experience, Happening, Message
from signals.workflow import AT_A_TABLE, State
from tables.flows import agenda
from tables.models import AgendaItem, Meeting, Openness, Table
from tables.openness import narrowest

Kind = Happening.Kind
NOTHING = "Kies eerst een of meer ervaringen."
NOT_ALLOWED = "de afzender wil niet dat een leertafel dit bespreekt"
STANDS = "staat al op een agenda"
SETTLED = "is {state}; heropen haar eerst"
STAYS = "{called} ({ref}): {why}."
UNWRITTEN = "Schrijf in je eigen woorden waar het over gaat. De tafel leest dit."
TOO_LATE = "Deze bundel kwam al aan haar tafel, of staat niet meer op een agenda. Maak een nieuwe bundel."
NOT_IN_IT = "Deze ervaring zit niet meer in de bundel. Ververs de pagina."
NOBODY_WAITS = "Hier wacht niemand meer op een terugkoppeling."


def why_not(experience: Experience) -> str:
    """Why an experience cannot go to a table, as the end of a sentence; empty when it can."""
    if experience.discuss != Discuss.TABLE:
        return NOT_ALLOWED
    if experience.state in AT_A_TABLE:
        return STANDS
    return "" if experience.is_open else SETTLED.format(state=experience.get_state_display())


def in_words(experience: Experience) -> str:
    """The sentence that says which one stays, and why."""
    return STAYS.format(called=experience.called, ref=experience.short_ref, why=why_not(experience))


@transaction.atomic
def bring(
    experiences: Iterable[Experience], *, table: Table, meeting: Meeting | None, title: str, text: str, by: User
) -> Bundle:
    """Put experiences together on the agenda of a meeting, or without one on the table's backlog; their senders hear so.

    The item says what the handler wrote, is for who sits at the table at most, and leads to nobody. Raises ValidationError
    when a sender does not allow it, when one stands on an agenda or is settled, and as the agenda's own flow does.
    """
    held = _held(experiences)
    if refused := [in_words(one) for one in held if why_not(one)]:
        raise ValidationError(refused)
    if not title.strip() or not text.strip():
        raise ValidationError({"text": UNWRITTEN})
    bundle = Bundle.objects.create(
        title=title.strip(), text=text.strip(), table=table, meeting=meeting, made_at=timezone.now(), made_by=by,
        item=_item(table, meeting, title.strip(), text.strip(), by),
    )  # fmt: skip
    bundle.experiences.set(held)
    search.index(bundle)
    for one in held:
        _tabled(one, by)
    tell_senders(note(bundle, Kind.BROUGHT, key=Kind.BROUGHT))
    audit.record(by, "bundle.brought", on=bundle, count=len(held))
    _tell_who_leads(bundle)
    return bundle


@transaction.atomic
def add(bundle: Bundle, experiences: Iterable[Experience], *, by: User) -> Bundle:
    """Let more go along with a bundle that did not come to its table yet; their senders hear so. Its words stay.

    Raises ValidationError as `bring` does, and when the bundle came to its table or is off its agenda.
    """
    held = _held(experiences)
    bundle = _growing(bundle)
    if refused := [in_words(one) for one in held if why_not(one)]:
        raise ValidationError(refused)
    bundle.experiences.add(*held)
    for one in held:
        _tabled(one, by)
    _tell_brought(bundle, held)
    audit.record(by, "bundle.added", on=bundle, count=len(held))
    return bundle


@transaction.atomic
def take_out(bundle: Bundle, experience: Experience, *, text: str, by: User) -> Bundle:
    """Take one out of a bundle that did not come to its table yet, with a reason that its sender reads. Raises ValidationError.

    Of an empty bundle the item goes off the agenda; what the table does hereby is done by the portal.
    """
    held = _held([experience])[0]
    bundle = _growing(bundle)
    if not bundle.experiences.filter(pk=held.pk).exists():
        raise ValidationError(NOT_IN_IT)
    if not text.strip():
        raise ValidationError({"text": handling.NO_TEXT})
    bundle.experiences.remove(held)
    if not bundle.experiences.exists():
        _take_off(bundle)
    if held.state == State.TABLED:
        steps.take(held, State.HANDLING, by)
    for one in _with_doubles([held]):
        message = say(one, Message.Kind.REACTION, text, by=by)
        sender_letters.news(one, f"reaction:{message.ref}")
    audit.record(by, "experience.taken_out", on=held, bundle=str(bundle))
    return bundle


@transaction.atomic
def release(bundle: Bundle, *, text: str, by: User) -> Happening:
    """Tell the senders in a handler's words what the table noted, where that is not theirs to read. Raises ValidationError."""
    if not text.strip():
        raise ValidationError({"text": handling.NO_TEXT})
    held = _held(bundle.senders_told())
    happening = note(bundle, Kind.RELEASED, key=f"released:{timezone.now().isoformat()}")
    tell_senders(happening, text=text.strip(), by=by)
    if bundle.happenings.filter(kind__in=[Kind.OUTCOME, Kind.NOTED]).exists():
        translate(held, by=by)
    audit.record(by, "bundle.released", on=bundle)
    _no_longer_waits(bundle)
    return happening


@transaction.atomic
def answer(bundle: Bundle, *, text: str, by: User) -> int:
    """Tell every sender who still waits what came of it, each in their own thread. Gives how many; raises ValidationError."""
    waiting = [one for one in _held(bundle.experiences.all()) if one.is_open]
    if not waiting:
        raise ValidationError(NOBODY_WAITS)
    for one in waiting:
        handling.answer(one, text=text, by=by)
    audit.record(by, "bundle.answered", on=bundle, count=len(waiting))
    _no_longer_waits(bundle)
    return len(waiting)


def withdraw(experience: Experience) -> None:
    """Its sender does not want a table to discuss it any more: it comes off, as long as that did not happen yet.

    The experience is held. What the table does hereby is done by the portal: the table's trail names no sender.
    """
    discussed = Happening.objects.filter(bundle=OuterRef("pk"), kind=Kind.DISCUSSED)
    for bundle in experience.bundles.standing().filter(~Exists(discussed)):
        bundle.experiences.remove(experience)
        if not bundle.experiences.exists():
            _take_off(bundle)
        handlers.tell_of_bundle(bundle, "experience.withdrawn", f"withdrawn:{experience.ref}")
        if experience.state == State.TABLED:
            steps.take(experience, State.HANDLING, None)


def note(bundle: Bundle, kind: str, *, key: str, **fields) -> Happening:
    """Note that something became of the bundle."""
    on = fields.pop("on", None) or timezone.localdate()
    return Happening.objects.create(bundle=bundle, kind=kind, key=key, on=on, at=timezone.now(), **fields)


def tell_senders(*happenings: Happening, text: str = "", by: User | None = None) -> None:
    """Write a step into the thread of each sender for each of what happened to one bundle, and mail each of them once."""
    for one in happenings[0].bundle.senders_told():
        for happening in happenings:
            say(one, Message.Kind.STEP, text, by=by, happening=happening)
        sender_letters.news(one, f"step:{happenings[0].ref}")
    echoes.tell(happenings[0])


def translate(experiences: Iterable[Experience], *, by: User | None) -> None:
    """What stood on an agenda has led to something: it is vertaald naar actie."""
    for one in experiences:
        if one.state == State.TABLED:
            steps.take(one, State.ACTION, by)


def _held(experiences: Iterable[Experience]) -> list[Experience]:
    """Them as they are now, always locked in the same order. Raises ValidationError when there are none."""
    found = Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme")
    held = list(found.filter(pk__in=[one.pk for one in experiences]).order_by("pk"))
    if not held:
        raise ValidationError(NOTHING)
    return held


def _growing(bundle: Bundle) -> Bundle:
    """The bundle, held, while what is in it may change. Raises ValidationError."""
    Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    found = Bundle.objects.growing(timezone.now()).select_related("table", "item").filter(pk=bundle.pk).first()
    if found is None:
        raise ValidationError(TOO_LATE)
    return found


def _with_doubles(held: list[Experience]) -> list[Experience]:
    """Them, and what is the double of one of them: whoever sent that reads along."""
    doubles = Experience.objects.filter(duplicate_of__in=held, state=State.DUPLICATE).select_related("sender", "theme")
    return [*held, *doubles]


def _tell_brought(bundle: Bundle, held: list[Experience]) -> None:
    """Write into the threads of what came later that it goes to a table; once, also for what was in it before."""
    brought = bundle.happenings.filter(kind=Kind.BROUGHT).first()
    for one in _with_doubles(held):
        if brought and not one.messages.filter(happening=brought).exists():
            say(one, Message.Kind.STEP, "", by=None, happening=brought)
        sender_letters.news(one, f"brought:{bundle.ref}:{timezone.now().isoformat()}")


def _item(table: Table, meeting: Meeting | None, title: str, text: str, by: User) -> AgendaItem:
    level = narrowest(table.openness, Openness.TABLE).value
    fields = {"title": title, "text": text, "kind": AgendaItem.Kind.EXPERIENCE, "openness": level, "by": by}
    return agenda.add(meeting, **fields) if meeting else agenda.store(table, **fields)


def _tabled(experience: Experience, by: User) -> None:
    if experience.state == State.RECEIVED:
        experience = handling.take(experience, handler=by, by=by)
    steps.take(experience, State.TABLED, by)
    handling.reacted(experience)


def _tell_who_leads(bundle: Bundle) -> None:
    """Who leads the table finds in the one mail a day that a handler put something on their agenda."""
    table = bundle.table
    if (person := table.chair or table.contact()) is not None:
        path, facts = reverse("agenda-item", args=[bundle.item.ref]), {"table": table.name_in_mail}
        notices.tell(person, "experience.brought", key=f"bundle-brought:{bundle.ref}", path=path, bundled=True, **facts)


def _take_off(bundle: Bundle) -> None:
    """Nothing is left in it: the item goes, unless the table came to it meanwhile."""
    try:
        with transaction.atomic():
            if bundle.item is not None:
                agenda.take_off(bundle.item, by=None)
    except ValidationError:
        return
    Bundle.objects.filter(pk=bundle.pk).update(ended_at=timezone.now(), item=None, meeting=None)


def _no_longer_waits(bundle: Bundle) -> None:
    """What its handlers were told of it, they need not be told again."""
    waiting = Notice.objects.filter(key__startswith=f"bundle:{bundle.ref}:", bundled=True, read_at=None)
    waiting.update(read_at=timezone.now())
