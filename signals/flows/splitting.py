"""One experience that tells two things becomes two: for the same sender, by the same promise, each with an answer of its own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from signals import finding
from signals.flows import handling, sender_letters, steps
from signals.flows.messages import say
from signals.models import Experience, Message, Step
from signals.workflow import State

# What holds of both: who sent it, what they allow, and what was promised. Nothing of it becomes wider.
SHARED = (
    "sender", "receipt_hash", "received_at", "reaction_due", "answer_due", "extended", "reacted_at", "discuss", "wants_answer",
    "may_tell_organisation", "may_stand_on_sheet", "may_share_compliment",
)  # fmt: skip
NO_TEXT = "Zet hier wat in de nieuwe ervaring hoort, in de woorden van de afzender."
TOLD = (
    "Je vertelde twee dingen. We behandelen ze apart, zodat je op allebei antwoord krijgt. "
    "Ze staan allebei bij jouw ervaringen, met dezelfde beloofde datum."
)


@transaction.atomic
def split(
    experience: Experience, *, kind: str, theme, text: str, same_organisation: bool = False, by: User
) -> Experience:
    """Handle apart what `text`, in its sender's words, says of another thing. Gives the new one; raises ValidationError.

    The first one keeps its whole text and its attachments. Who splits handles the new one; its sender hears of it by a link.
    """
    experience = _open(experience)
    if not text.strip():
        raise ValidationError({"text": NO_TEXT})
    other = _apart(experience, kind=kind, theme=theme)
    other.seal(text=text.strip(), organisation=experience.unseal("organisation") if same_organisation else "")
    other.handler = by
    other.save(force_insert=True)
    other.municipalities.set(experience.municipalities.all())
    finding.renew([other])
    Step.objects.create(experience=other, after=State.RECEIVED, at=timezone.now(), by=by)
    steps.take(other, State.HANDLING, by)
    for one in (experience, other):
        say(one, Message.Kind.REACTION, TOLD, by=by)
        handling.reacted(one)
    audit.record(by, "experience.split", on=experience, into=str(other))
    sender_letters.news(other, "split")
    return other


def _apart(experience: Experience, *, kind: str, theme) -> Experience:
    """Not saved, and without its texts. What is split again belongs to the first."""
    shared = {name: getattr(experience, name) for name in SHARED}
    return Experience(kind=kind, theme=theme, split_from=experience.split_from or experience, **shared)


def _open(experience: Experience) -> Experience:
    """As it is now, held. Raises ValidationError when nobody waits for an answer any more."""
    rows = Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme", "split_from")
    found = rows.get(pk=experience.pk)
    if not found.is_open:
        raise ValidationError(handling.SETTLED.format(state=found.get_state_display()))
    return found
