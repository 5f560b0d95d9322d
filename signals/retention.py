"""How long what people sent is kept: a term for each kind, from the day it ended; then somebody decides, never the clock.

No law names a term for these: the portal is no complaints procedure (Awb chapter 9 is the municipality's own). For complaints the
Selectielijst gemeenten en intergemeentelijke organen 2020 sets terms that the region's archivist must read into this; until
then hold the terms below, which the regional office changes in the portal.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from signals.models import Experience, RetentionTerm
from signals.models.experiences import ExperienceQuerySet
from signals.workflow import State

PROPOSED = (
    "Voorstel van het portaal, tot de archivaris van de regio de termijn vaststelt (Selectielijst gemeenten 2020)."
)
MONTHS = {Experience.Kind.COMPLAINT: 36, Experience.Kind.SIGNAL: 24, Experience.Kind.COMPLIMENT: 12}


@dataclass(frozen=True)
class Term:
    """How many months one kind is kept, and where that stands."""

    kind: Experience.Kind
    months: int
    source: str


def terms() -> list[Term]:
    """The term of each kind as it holds now."""
    set_here = {one.kind: one for one in RetentionTerm.objects.all()}
    return [
        Term(kind, set_here[kind].months, set_here[kind].source) if kind in set_here else Term(kind, months, PROPOSED)
        for kind, months in MONTHS.items()
    ]


def month_of(day: date) -> date:
    """The first day of its month: what is over by then stands on the list of that month."""
    return day.replace(day=1)


def due(today: date) -> ExperienceQuerySet:
    """What stands on the list of this month: ended so long ago that its term was over when the month began, and not kept longer.

    What was answered and never closed ended when it was answered. A double waits for the one that it is the double of, as long
    as that is handled.
    """
    month, over = month_of(today), Q(pk=None)
    for term in terms():
        before = timezone.make_aware(datetime.combine(_months_before(month, term.months), time.min))
        answered = Q(closed_at=None, state=State.ANSWERED, answered_at__lt=before)
        over |= Q(kind=term.kind) & (Q(closed_at__lt=before) | answered)
    found = Experience.objects.filter(over, destroyed_at=None).filter(Q(keep_until=None) | Q(keep_until__lt=month))
    return found.exclude(duplicate_of__in=Experience.objects.open())


def _months_before(month: date, number: int) -> date:
    """The first day of the month so many months earlier."""
    months = 12 * month.year + month.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)
