"""A compliment as an equal: passed to those it praises and shared in the network, for as long as its sender allows it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Organisation, Person, User
from signals.flows import sender_letters
from signals.flows.messages import say
from signals.models import Experience, Message, Praise
from tables.flows import examples, openness
from tables.models import Openness

NOT_ALLOWED = "De afzender wil niet dat dit compliment in het netwerk gedeeld wordt."
NOT_TO_THEM = "De afzender wil niet dat de organisatie hiervan weet."
PASSED_ALREADY = "Aan deze organisatie is het al doorgegeven."
UNWRITTEN = "Schrijf in je eigen woorden wat er zo goed ging."
PASSED = "Dank je wel. Je compliment is doorgegeven aan wie je prijst, in andere woorden en zonder je naam."
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


def may_be_passed_on(experience: Experience) -> bool:
    """Whether it is a compliment of which its sender lets those it praises know."""
    return experience.kind == Experience.Kind.COMPLIMENT and experience.may_tell_organisation


@transaction.atomic
def pass_on(experience: Experience, *, organisation: Organisation, text: str, by: User) -> Praise:
    """Give it to those it praises, in a handler's words; they hear in the one mail a day, and its sender hears so.

    Raises ValidationError without the sender's consent, without words, and for who has it already.
    """
    experience = (
        Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme").get(pk=experience.pk)
    )
    if not may_be_passed_on(experience):
        raise ValidationError(NOT_TO_THEM)
    if not text.strip():
        raise ValidationError({"text": UNWRITTEN})
    if experience.praise.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": PASSED_ALREADY})
    praise = Praise(experience=experience, organisation=organisation, by=by, at=timezone.now())
    praise.seal(text=text.strip())
    praise.save(force_insert=True)
    say(experience, Message.Kind.REACTION, PASSED, by=by)
    audit.record(by, "experience.passed_on", on=experience)
    sender_letters.news(experience, f"praise:{praise.ref}")
    _tell_those_praised(praise)
    return praise


def _tell_those_praised(praise: Praise) -> None:
    """Whoever works there and has an account."""
    at = Person.objects.at(praise.organisation, timezone.localdate()).filter(user__is_active=True)
    path, key = reverse("my-compliments"), f"praise:{praise.ref}"
    notices.tell_all([
        notices.Telling(one.pk, "experience.praised", f"{key}:{one.pk}", path, {}, bundled=True) for one in at
    ])  # fmt: skip


def withdraw(experience: Experience) -> None:
    """Its sender takes that back: from now on nobody in the network reads it. The trail of this names no sender."""
    example = experience.example
    if example is not None and example.openness != Openness.CLOSED:
        openness.narrow(example, Openness.CLOSED, by=None)
