"""Keeping the answers that are given more often."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from signals.models import StandardAnswer
from signals.models.answers import TWICE

GONE = "Iemand anders heeft dit standaardantwoord intussen verwijderd. Voeg het opnieuw toe als je het wilt houden."


@transaction.atomic
def add(answer: StandardAnswer, *, by: User | None) -> StandardAnswer:
    """Keep an answer that is not saved yet. Raises ValidationError when its name is taken."""
    _save(answer, by, force_insert=True)
    audit.record(by, "answer.added", on=answer)
    return answer


@transaction.atomic
def change(answer: StandardAnswer, *, by: User) -> StandardAnswer:
    """Keep the words as they stand on `answer`. Raises ValidationError when its name is taken, or it is gone."""
    if not StandardAnswer.objects.select_for_update().filter(pk=answer.pk).exists():
        raise ValidationError(GONE)
    _save(answer, by, force_update=True)
    audit.record(by, "answer.changed", on=answer)
    return answer


@transaction.atomic
def remove(answer: StandardAnswer, *, by: User) -> None:
    """Take it away; what was written with it stays."""
    audit.record(by, "answer.removed", on=answer)
    answer.delete()


def _save(answer: StandardAnswer, by: User | None, **how) -> None:
    if StandardAnswer.objects.filter(title__iexact=answer.title).exclude(pk=answer.pk).exists():
        raise ValidationError({"title": TWICE})
    answer.changed_at, answer.changed_by = timezone.now(), by
    answer.save(**how)
