"""An experience as its sender has it: sending it, answering a question about it, and taking a consent back.

What a sender does stands in the trail as done by the portal: the trail is kept for ever, and leads to no sender.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Person, User
from signals import finding, promises, receipts
from signals.flows import attachments as attaching
from signals.flows import bundles, compliments, handling, sender_letters
from signals.flows.handlers import handlers
from signals.flows.messages import say
from signals.models import Discuss, Experience, Message, Step
from signals.workflow import State

CONSENTS = ("may_tell_organisation", "may_stand_on_sheet", "may_share_compliment")
ENDED = "Deze ervaring is afgesloten. Wil je er nog iets over zeggen? Stuur een nieuwe."
SAID = "Je hebt dit al laten weten, of er wordt weer aan gewerkt. Ververs de pagina."
WHY_AGAIN = "Schrijf in een paar zinnen wat er nog mist; dan weet de behandelaar waar hij verder moet."
NOTHING = "Schrijf eerst iets op."
TWICE = "Deze ervaring is al verstuurd. Kijk met je code hoe het ermee staat."


@transaction.atomic
def send(
    *, kind: str, theme, text: str, sender: Person | None = None, code: str = "", by: User | None = None,
    municipalities=(), help: str = "", organisation: str = "", attachments=(), **fields
) -> Experience:  # fmt: skip
    """Take in what somebody experienced, from a known `sender` or with a receipt `code`. Raises ValidationError.

    Of an anonymous one nothing is stored that leads to who sent it, nor at what time of the day that was.
    """
    today = timezone.localdate()
    fingerprint = receipts.fingerprint(code) if sender is None else None
    if fingerprint and Experience.objects.filter(receipt_hash=fingerprint).exists():
        raise ValidationError(TWICE)
    experience = Experience(
        kind=kind, theme=theme, sender=sender, receipt_hash=fingerprint,
        reaction_due=promises.reaction_due(today), answer_due=promises.answer_due(today), **fields,
    )  # fmt: skip
    experience.received_at = experience.moment_of_sender()
    experience.seal(text=text, help=help, organisation=organisation)
    experience.save(force_insert=True)
    experience.municipalities.set(municipalities)
    finding.renew([experience])
    Step.objects.create(experience=experience, after=State.RECEIVED, at=experience.received_at)
    attaching.attach(experience, attachments)
    audit.record(None, "experience.sent", on=experience)
    sender_letters.receipt(experience)
    _tell_handlers(experience)
    return experience


@transaction.atomic
def reply(experience: Experience, *, text: str, by: User | None, attachments=()) -> Message:
    """Say something more, or answer what was asked: then the clock runs on from where it stood. Raises ValidationError."""
    experience = Experience.objects.select_for_update().get(pk=experience.pk)
    if experience.state in {State.CLOSED, State.REFERRED, State.DUPLICATE}:
        raise ValidationError(ENDED)
    if not text.strip():
        raise ValidationError({"text": NOTHING})
    message = say(experience, Message.Kind.REPLY, text, by=by if experience.sender_id else None)
    attaching.attach(experience, attachments, message=message)
    if experience.asked_at:
        asked, today = timezone.localdate(experience.asked_at), timezone.localdate()
        experience.answer_due = promises.stood_still(experience.answer_due, asked=asked, replied=today)
        experience.asked_at = None
        experience.save(update_fields=["answer_due", "asked_at"])
    audit.record(None, "experience.replied", on=experience)
    _tell_handlers(experience, message)
    return message


@transaction.atomic
def choose(experience: Experience, *, by: User | None, **choices) -> Experience:
    """Give consents or take them back, and change with whom it may be discussed. It holds from now on."""
    experience = Experience.objects.select_for_update().get(pk=experience.pk)
    changed = [name for name, value in choices.items() if getattr(experience, name) != value]
    for name in changed:
        setattr(experience, name, choices[name])
    if changed:
        experience.save(update_fields=changed)
        audit.record(None, "experience.consents", on=experience, changed=sorted(changed))
        _undo_what_is_no_longer_allowed(experience)
    return experience


@transaction.atomic
def judge(experience: Experience, *, helped: str, by: User | None, again: bool = False, text: str = "") -> Experience:
    """Say whether what was done with it helped; with `again` it is taken up anew, for the reason in `text`.

    Raises ValidationError when it was not answered, when it was said before, and without a reason to take it up again.
    """
    experience = Experience.objects.select_for_update(of=("self",)).get(pk=experience.pk)
    if not experience.asks_whether_it_helped:
        raise ValidationError(SAID)
    if again and not text.strip():
        raise ValidationError({"text": WHY_AGAIN})
    experience.helped = helped
    experience.save(update_fields=["helped"])
    known = by if experience.sender_id else None
    audit.record(None, "experience.judged", on=experience, helped=str(helped))
    if again:
        handling.reopen(experience, by=None)
    if text.strip():
        _tell_handlers(experience, say(experience, Message.Kind.REPLY, text, by=known))
    return experience


def read(experience: Experience, *, by: User) -> dict[str, str]:
    """Its texts, for somebody who may read them; that who handles it did so is kept in the trail.

    The one thing that looking writes: a page of a handler is asked for, and an audit row stays.
    """
    if not experience.is_sent_by(by):
        audit.record(by, "experience.read", on=experience)
    return texts(experience)


def texts(experience: Experience) -> dict[str, str]:
    """What its sender wrote, for its sender."""
    return {name: experience.unseal(name) for name in ("text", "help", "organisation")}


def _undo_what_is_no_longer_allowed(experience: Experience) -> None:
    """What was done with a consent that is gone is undone as far as it can be."""
    if experience.discuss != Discuss.TABLE:
        bundles.withdraw(experience)
    if not experience.may_share_compliment:
        compliments.withdraw(experience)


def _tell_handlers(experience: Experience, message: Message | None = None) -> None:
    """Who handles it, or as long as nobody does everybody who may, finds it in the one mail a day."""
    who = getattr(experience.handler, "person", None)
    people = [who] if who else handlers()
    key = f"experience:{experience.ref}:{message.ref if message else 'received'}"
    code = "experience.replied" if message else "experience.to_handle"
    path = sender_letters.path_for_handler(experience)
    notices.tell_all([
        notices.Telling(person.pk, code, f"{key}:{person.pk}", path, {}, bundled=True, at=experience.moment_of_sender())
        for person in people
    ])  # fmt: skip
