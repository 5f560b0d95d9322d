"""An experience as who handles it has it: taking it, asking, answering, and each step of the workflow."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.commons.models import Notice
from leerlandschap.network.models import User
from signals import finding, promises
from signals.flows import attachments, sender_letters, steps
from signals.flows.messages import say
from signals.models import Experience, Message
from signals.workflow import State

Kind = Message.Kind
EXTENDED = "De afzender kreeg al een keer bericht dat het langer duurt. Nog een keer kan niet."
SETTLED = "Deze ervaring is {state}. Heropen haar eerst."
WAITS = "Er staat al een vraag open. Wacht op het antwoord van de afzender."
NO_TEXT = "Schrijf eerst iets op: de afzender leest dit."
ITSELF = "Een ervaring is niet dubbel van zichzelf, en niet van een die zelf dubbel is."
GONE = "Deze ervaring is vernietigd: de bewaartermijn was om. Alleen de aantallen zijn er nog."
TOGETHER = (
    "Iemand anders stuurde hetzelfde. We behandelen jullie ervaringen samen; jij leest hier ook wat ermee is gedaan."
)


@transaction.atomic
def take(experience: Experience, *, handler: User, by: User) -> Experience:
    """Say who handles it; what was only received is in handling from now on. Raises ValidationError."""
    experience = _open(experience)
    experience.handler = handler
    experience.save(update_fields=["handler"])
    if experience.state == State.RECEIVED:
        steps.take(experience, State.HANDLING, by)
    audit.record(by, "experience.assigned", on=experience, to=str(handler))
    _no_longer_waits(experience)
    return experience


@transaction.atomic
def assign(experiences: list[Experience], *, handler: User, by: User) -> int:
    """Say of several at once who handles them. Gives how many; raises ValidationError when somebody settled one meanwhile."""
    for one in sorted(experiences, key=lambda one: one.pk):
        take(one, handler=handler, by=by)
    return len(experiences)


@transaction.atomic
def entitle(experience: Experience, *, title: str, by: User) -> Experience:
    """Give it the neutral title by which others know it."""
    experience = _held(experience)
    experience.title = title.strip()
    experience.save(update_fields=["title"])
    finding.renew([experience])
    audit.record(by, "experience.entitled", on=experience)
    return experience


@transaction.atomic
def note(experience: Experience, *, text: str, by: User) -> Message:
    """Write something down for who handles it; the sender never reads it."""
    experience = _held(experience)
    audit.record(by, "experience.noted", on=experience)
    return say(experience, Kind.NOTE, _written(text), by=by)


@transaction.atomic
def react(experience: Experience, *, text: str, by: User) -> Message:
    """Write to the sender. Raises ValidationError when nobody waits any more."""
    experience = _taken(_open(experience), by)
    message = say(experience, Kind.REACTION, _written(text), by=by)
    reacted(experience)
    audit.record(by, "experience.reacted", on=experience)
    sender_letters.news(experience, f"reaction:{message.ref}")
    return message


@transaction.atomic
def ask(experience: Experience, *, text: str, by: User) -> Message:
    """Ask the sender something; the clock stands still until they answer. Raises ValidationError."""
    experience = _taken(_open(experience), by)
    if experience.asked_at:
        raise ValidationError(WAITS)
    message = say(experience, Kind.QUESTION, _written(text), by=by)
    experience.asked_at = timezone.now()
    experience.save(update_fields=["asked_at"])
    reacted(experience)
    audit.record(by, "experience.asked", on=experience)
    sender_letters.asked(experience, f"question:{message.ref}")
    return message


@transaction.atomic
def extend(experience: Experience, *, text: str, by: User) -> Message:
    """Take four weeks more, once, with a reason that the sender reads. Raises ValidationError."""
    experience = _taken(_open(experience), by)
    if experience.extended:
        raise ValidationError(EXTENDED)
    message = say(experience, Kind.EXTENSION, _written(text), by=by)
    experience.answer_due, experience.extended = promises.extended(experience.answer_due), True
    experience.save(update_fields=["answer_due", "extended"])
    reacted(experience)
    audit.record(by, "experience.extended", on=experience, until=experience.answer_due.isoformat())
    sender_letters.news(experience, f"extension:{message.ref}")
    return message


@transaction.atomic
def answer(experience: Experience, *, text: str, by: User) -> Message:
    """Tell the sender what came of it; whoever sent the same reads it too. Raises ValidationError."""
    experience = _taken(_open(experience), by)
    message = say(experience, Kind.FEEDBACK, _written(text), by=by)
    steps.take(experience, State.ANSWERED, by)
    experience.answered_at, experience.asked_at = timezone.now(), None
    experience.save(update_fields=["answered_at", "asked_at"])
    reacted(experience)
    audit.record(by, "experience.answered", on=experience)
    for one in [experience, *_doubles(experience)]:
        if one.pk != experience.pk:
            say(one, Kind.FEEDBACK, text, by=by)
        sender_letters.news(one, f"feedback:{message.ref}")
    return message


@transaction.atomic
def close(experience: Experience, *, by: User) -> Experience:
    """End it, after the sender was told what came of it. Raises ValidationError before that."""
    experience = _held(experience)
    steps.take(experience, State.CLOSED, by)
    experience.closed_at = timezone.now()
    experience.save(update_fields=["closed_at"])
    audit.record(by, "experience.closed", on=experience)
    return experience


@transaction.atomic
def reopen(experience: Experience, *, by: User | None) -> Experience:
    """Take it up again, with a new promise from today; nobody in `by` is its sender, who is not told. Raises ValidationError."""
    experience = _held(experience)
    steps.take(experience, State.HANDLING, by)
    experience.answered_at, experience.closed_at, experience.duplicate_of = None, None, None
    if not experience.counts:
        experience.counts, experience.counts_since = True, timezone.localdate()
    experience.helped = ""
    experience.answer_due, experience.extended = promises.answer_due(timezone.localdate()), False
    experience.save(
        update_fields=[
            "answered_at",
            "closed_at",
            "duplicate_of",
            "helped",
            "counts",
            "counts_since",
            "answer_due",
            "extended",
        ]
    )
    audit.record(by, "experience.reopened", on=experience)
    if by is not None:
        sender_letters.news(experience, f"reopened:{timezone.now().isoformat()}")
    return experience


@transaction.atomic
def refer(experience: Experience, *, where: str, text: str, by: User) -> Experience:
    """Lead the sender to who does handle it; what they wrote and added is removed here. Raises ValidationError."""
    experience = _held(experience)
    say(experience, Kind.REFERRAL, _written(text), by=by)
    steps.take(experience, State.REFERRED, by)
    experience.referred_to, experience.asked_at, experience.closed_at = where.strip(), None, timezone.now()
    experience.seal(text="", help="", organisation="")
    experience.save(
        update_fields=["referred_to", "asked_at", "closed_at", "sealed_text", "sealed_help", "sealed_organisation"]
    )
    attachments.destroy(experience.attachments.all())
    experience.messages.filter(kind__in=[Kind.REPLY, Kind.NOTE]).delete()
    reacted(experience)
    audit.record(by, "experience.referred", on=experience)
    sender_letters.news(experience, "referred")
    return experience


@transaction.atomic
def merge(experience: Experience, *, into: Experience, by: User) -> Experience:
    """Say that it is the same as another, which is handled for both. Raises ValidationError."""
    experience, into = _held(experience), _held(into)
    if into.pk == experience.pk or into.duplicate_of_id or experience.duplicates.exists():
        raise ValidationError(ITSELF)
    say(experience, Kind.REACTION, TOGETHER, by=by)
    steps.take(experience, State.DUPLICATE, by)
    experience.counts = _is_of_another(experience, into)
    experience.duplicate_of, experience.asked_at, experience.closed_at = into, None, timezone.now()
    experience.save(update_fields=["counts", "duplicate_of", "asked_at", "closed_at"])
    reacted(experience)
    audit.record(by, "experience.merged", on=experience, into=str(into))
    sender_letters.news(experience, f"merged:{into.short_ref}")
    return experience


def _doubles(experience: Experience) -> Iterable[Experience]:
    """Those whose senders read with it what becomes of it."""
    return experience.duplicates.filter(state=State.DUPLICATE, destroyed_at=None).select_related("sender")


def _is_of_another(experience: Experience, into: Experience) -> bool:
    """Whether certainly somebody else sent `into`, and its doubles that count; of who sent without a name nothing is certain."""
    senders = {into.sender_id, *into.duplicates.counted().values_list("sender", flat=True)}
    return experience.sender_id is not None and not senders & {None, experience.sender_id}


def _held(experience: Experience) -> Experience:
    """The experience as it is now, held until this is done. Raises ValidationError when it was destroyed."""
    found = Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme").get(pk=experience.pk)
    if found.is_destroyed:
        raise ValidationError(GONE)
    return found


def _open(experience: Experience) -> Experience:
    """The same, when somebody still waits for an answer. Raises ValidationError."""
    experience = _held(experience)
    if not experience.is_open:
        raise ValidationError(SETTLED.format(state=experience.get_state_display()))
    return experience


def _taken(experience: Experience, by: User) -> Experience:
    """Who writes to the sender of what nobody handles yet, handles it."""
    return take(experience, handler=by, by=by) if experience.state == State.RECEIVED else experience


def _written(text: str) -> str:
    if not text.strip():
        raise ValidationError({"text": NO_TEXT})
    return text.strip()


def reacted(experience: Experience) -> None:
    """The first reaction was given, if it was not yet; nobody need be reminded of it."""
    if experience.reacted_at is None:
        experience.reacted_at = timezone.now()
        experience.save(update_fields=["reacted_at"])
    _no_longer_waits(experience)


def _no_longer_waits(experience: Experience) -> None:
    """What handlers were reminded of about it, they need not be reminded of again."""
    waiting = Notice.objects.filter(key__startswith=f"experience:{experience.ref}:", bundled=True, read_at=None)
    waiting.update(read_at=timezone.now())
