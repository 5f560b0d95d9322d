"""What becomes of an experience whose term is over: somebody confirms, and only what is counted remains; or it is kept longer."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices, tickets, workdays
from leerlandschap.commons.models import Letter, Notice
from leerlandschap.commons.notices import Telling
from leerlandschap.network.flows import people
from leerlandschap.network.models import Person, User
from leerlandschap.network.roles import MATRIX, Permission
from signals import finding, retention
from signals.flows import attachments, echoes, handling
from signals.models import Bundle, Experience, GoneReceipt, RetentionTerm, SenderAddress
from signals.workflow import State

NOTHING = "Kies eerst een of meer ervaringen van de lijst."
NOT_DUE = "Een van deze ervaringen staat niet meer op de lijst: iemand besloot er net over. Bekijk de lijst opnieuw."
NO_REASON = "Schrijf in een paar woorden waarom deze ervaringen langer nodig zijn."
TOO_EARLY = "Kies een dag die nog komt."
REVIEW = "experience-review"


@transaction.atomic
def destroy(experiences: Iterable[Experience], *, by: User) -> int:
    """Destroy what was said in these and who sent them; what is counted stays. Gives how many.

    Raises ValidationError, and then destroys none, when one of them is not on the list of this month (any more).
    """
    held = _held(experiences)
    for one in held:
        _destroy(one, by)
    left = Experience.objects.filter(destroyed_at=None).values("bundles")
    for bundle in Bundle.objects.filter(experiences__in=held).exclude(pk__in=left.exclude(bundles=None)).distinct():
        echoes.forget(bundle)
    _no_longer_waits()
    return len(held)


@transaction.atomic
def keep_longer(experiences: Iterable[Experience], *, until: date, reason: str, by: User) -> int:
    """Keep these up to and including a day, for a reason. Gives how many; raises ValidationError."""
    if until <= timezone.localdate():
        raise ValidationError({"until": TOO_EARLY})
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    held = _held(experiences)
    for one in held:
        one.keep_until = until
        one.seal(keeping=reason.strip())
        one.save(update_fields=["keep_until", "sealed_keeping"])
        audit.record(by, "experience.kept", on=one, until=until.isoformat())
    _no_longer_waits()
    return len(held)


@transaction.atomic
def set_term(kind: str, *, months: int, source: str, by: User) -> RetentionTerm:
    """Say how many months a kind is kept after it ended, and where that stands."""
    term, _ = RetentionTerm.objects.update_or_create(
        kind=kind, defaults={"months": months, "source": source.strip(), "changed_by": by}
    )
    audit.record(by, "retention.set", on=term, months=months)
    return term


def remind() -> int:
    """Once a month, on a working day: tell who decides that there is a list. Gives how many were told."""
    today = timezone.localdate()
    if workdays.on_or_before(today) != today:
        return 0
    path, month = reverse("retention-list"), f"{retention.month_of(today):%Y-%m}"
    waiting = [one for one in _deciders() if retention.due(today).visible_to(one.user).exists()]
    return notices.tell_all([
        Telling(one.pk, "experience.review", f"{REVIEW}:{month}:{one.pk}", path, {}, bundled=True) for one in waiting
    ])  # fmt: skip


def _deciders() -> list[Person]:
    roles = [role for role, may in MATRIX.items() if Permission.EXPERIENCE_RETAIN in may]
    running = {"role_assignments__role__in": roles, "role_assignments__ended_on": None}
    return list(Person.objects.filter(**running, user__is_active=True).select_related("user").distinct())


def _held(experiences: Iterable[Experience]) -> list[Experience]:
    """Them as they are now, always locked in the same order. Raises ValidationError when the list no longer holds one."""
    wanted = {one.pk for one in experiences}
    if not wanted:
        raise ValidationError(NOTHING)
    rows = Experience.objects.select_for_update(of=("self",)).select_related("sender", "theme")
    held = list(rows.filter(pk__in=wanted).order_by("pk"))
    due = set(retention.due(timezone.localdate()).filter(pk__in=wanted).values_list("pk", flat=True))
    if due != wanted:
        raise ValidationError(NOT_DUE)
    return held


def _destroy(experience: Experience, by: User) -> None:
    """With everything that leads to its sender, in whatever table."""
    if experience.state == State.ANSWERED:
        experience = handling.close(experience, by=by)
    sender, code = experience.sender, experience.receipt_hash
    _forget_what_was_told(experience)
    attachments.destroy(experience.attachments.all())
    experience.messages.all().delete()
    experience.steps.update(by=None)
    _empty(experience)
    if code:
        GoneReceipt.objects.get_or_create(receipt_hash=code)
    if sender:
        _forget_sender(sender)
    audit.record(by, "experience.destroyed", on=experience)


def _empty(experience: Experience) -> None:
    """The row keeps its kind, theme, municipalities, dates and states: what is counted."""
    experience.seal(text="", help="", organisation="", keeping="")
    experience.title, experience.sender, experience.receipt_hash, experience.handler = "", None, None, None
    experience.may_share_compliment = experience.may_tell_organisation = experience.may_stand_on_sheet = False
    experience.destroyed_at = timezone.now()
    experience.save()
    finding.renew([experience])


def _forget_what_was_told(experience: Experience) -> None:
    """Notices and mails about it, which name who got them; a bundled mail was about more than this and only loses its notice."""
    told = Notice.objects.filter(key__startswith=f"experience:{experience.ref}:")
    Letter.objects.filter(notices__in=told.filter(bundled=False)).delete()
    told.delete()


def _forget_sender(sender: Person) -> None:
    """Who sent by a link and nothing else, was known here for that alone."""
    if sender.user_id or Experience.objects.filter(sender=sender).exists():
        return
    for address in SenderAddress.objects.filter(email__iexact=sender.email):
        tickets.revoke_all(about=address)
        address.delete()
    people.forget(sender)


def _no_longer_waits() -> None:
    """Whose list is empty need not be reminded of it."""
    today = timezone.localdate()
    for notice in Notice.objects.filter(key__startswith=f"{REVIEW}:", read_at=None).select_related("person__user"):
        if not retention.due(today).visible_to(notice.person.user).exists():
            notices.no_longer_waits(notice.key)
