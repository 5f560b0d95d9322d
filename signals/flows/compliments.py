"""A compliment as an equal: shared in the network as a good example, for as long as its sender allows it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from signals.flows import sender_letters
from signals.flows.messages import say
from signals.models import Experience, Message
from tables.flows import examples, openness
from tables.models import Openness

NOT_ALLOWED = "De afzender wil niet dat dit compliment in het netwerk gedeeld wordt."
SHARED_ALREADY = "Dit compliment staat al bij de goede voorbeelden."
TOLD = "Dank je wel. Je compliment staat bij de goede voorbeelden van het netwerk, in andere woorden en zonder je naam."


def may_be_shared(experience: Experience) -> bool:
    """Whether it is a compliment that its sender lets be shared, and was not yet."""
    is_compliment = experience.kind == Experience.Kind.COMPLIMENT
    return is_compliment and experience.may_share_compliment and not (experience.example_id or experience.is_destroyed)


@transaction.atomic
def share(experience: Experience, *, title: str, text: str, by: User) -> Experience:
    """Tell it as a good example, within the network and in a handler's words; its sender hears so. Raises ValidationError."""
    experience = (
        Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme").get(pk=experience.pk)
    )
    if experience.example_id:
        raise ValidationError(SHARED_ALREADY)
    if not may_be_shared(experience):
        raise ValidationError(NOT_ALLOWED)
    experience.example = examples.record(
        None, title=title, text=text, openness=Openness.NETWORK, theme=experience.theme, by=by
    )
    experience.save(update_fields=["example"])
    say(experience, Message.Kind.REACTION, TOLD, by=by)
    audit.record(by, "experience.shared", on=experience)
    sender_letters.news(experience, "shared")
    return experience


def withdraw(experience: Experience) -> None:
    """Its sender takes that back: from now on nobody in the network reads it. The trail of this names no sender."""
    example = experience.example
    if example is not None and example.openness != Openness.CLOSED:
        openness.narrow(example, Openness.CLOSED, by=None)
