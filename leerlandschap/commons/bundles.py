"""The one mail a day: reminders that wait are told together, on working days in office hours.

When each goes is what its reader chose (`MailPreference`): as soon as nothing new has come for a while, every working day, or
once a week. What was done meanwhile does not go, which is asked twice: before the mail is written and before it is handed over.
"""

from datetime import datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import notices, workdays
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, MailPreference, Notice, Rhythm

KEY = "bundle:"
OFFICE_HOURS = range(8, 17)
# What comes shortly after one another becomes one mail; who keeps changing things holds it up no longer than this.
QUIET_FOR, AT_LATEST_AFTER = timedelta(minutes=10), timedelta(hours=1)
OPEN = [LedgerState.WAITING, LedgerState.CLAIMED, LedgerState.HANDING_OVER]


def is_time(now: datetime) -> bool:
    """Whether reminders may go: on a working day, in office hours."""
    local = timezone.localtime(now)
    return local.hour in OFFICE_HOURS and workdays.is_workday(local.date())


def send_due(now: datetime) -> int:
    """Write one letter to each person for whom reminders are due, unless they had one today. Gives the number of letters."""
    if not is_time(now):
        return 0
    local = timezone.localtime(now)
    waiting = Notice.objects.to_bundle().select_related("person").order_by("person_id", "pk")
    waiting = notices.drop_lapsed(list(waiting))
    people = {notice.person_id for notice in waiting}
    rhythms, had, opened = _rhythms(people), _had_one(people, local), _opening_of_week(local)
    written = 0
    for person, mine in groupby(waiting, key=lambda notice: notice.person_id):
        ripe = _ripe(list(mine), rhythms, local, opened)
        if ripe and person not in had:
            written += _bundle(ripe, local)
    return written


def recount(letter: Letter) -> int:
    """How many of the reminders in a written letter still wait; the letter says that number from now on."""
    waiting = notices.drop_lapsed(list(letter.notices.filter(read_at=None)))
    content = letter.content()
    if (
        waiting
        and "count" in content["facts"]
        and letter.code == "bundle"
        and content["facts"]["count"] != len(waiting)
    ):
        letter.seal({**content, "facts": {"count": len(waiting)}})
        Letter.objects.filter(pk=letter.pk).update(sealed=letter.sealed)
    return len(waiting)


def _rhythms(people: set[int]) -> dict[tuple[int, str], str]:
    chosen = MailPreference.objects.filter(person__in=people)
    return {(one.person_id, one.group): one.rhythm for one in chosen}


def _had_one(people: set[int], local: datetime) -> set[int]:
    """Who had a mail with reminders today, or has one on its way that was held up."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    of_today = Q(settled_at__gte=midnight, state__in=[LedgerState.ACCEPTED, LedgerState.UNCERTAIN]) | Q(state__in=OPEN)
    return set(Letter.objects.filter(of_today, key__startswith=KEY, person__in=people).values_list("person", flat=True))


def _ripe(mine: list[Notice], rhythms: dict, local: datetime, week: datetime) -> list[Notice]:
    """Those of one person that go now; what is not mailed at all counts as read."""
    by_rhythm: dict[str, list[Notice]] = {rhythm: [] for rhythm in Rhythm.values}
    for notice in mine:
        by_rhythm[_rhythm_of(notice, rhythms)].append(notice)
    if off := by_rhythm[Rhythm.OFF]:
        Notice.objects.filter(pk__in=[notice.pk for notice in off]).update(read_at=local)
    morning = local.replace(hour=OFFICE_HOURS.start, minute=0, second=0, microsecond=0)
    soon = by_rhythm[Rhythm.AT_ONCE]
    return [
        *(soon if _is_calm(soon, local) else []),
        *(notice for notice in by_rhythm[Rhythm.DAILY] if notice.made_at < morning),
        *(notice for notice in by_rhythm[Rhythm.WEEKLY] if notice.made_at < week),
    ]


def _rhythm_of(notice: Notice, rhythms: dict) -> str:
    group = next(group for group in notices.groups() if group.code == notices.kind(notice.code).group)
    rhythm = rhythms.get((notice.person_id, group.code), group.unless_chosen)
    return Rhythm.DAILY if group.weekly_by_itself and rhythm == Rhythm.WEEKLY else rhythm


def _is_calm(soon: list[Notice], local: datetime) -> bool:
    made = [notice.made_at for notice in soon]
    return bool(made) and (local - max(made) >= QUIET_FOR or local - min(made) >= AT_LATEST_AFTER)


def _opening_of_week(local: datetime) -> datetime:
    """When the first working day of this week begins; in a week without one, when next week does."""
    day = local.date() - timedelta(days=local.weekday())
    while not workdays.is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(OFFICE_HOURS.start), tzinfo=local.tzinfo)


@transaction.atomic
def _bundle(waiting: list[Notice], local: datetime) -> int:
    """One letter for these notices of one person; 0 when today's went already, then they wait for tomorrow's."""
    person = waiting[0].person
    code, path, facts = _says(waiting)
    key = f"{KEY}{person.pk}:{local.date()}"
    letter = notices.write_to(person.email, code, key=key, path=path, name=person.name, **facts)
    if letter is None:
        return 0
    Letter.objects.filter(pk=letter.pk).update(person=person)
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting], letter=None).update(letter=letter)
    return 1


def _says(waiting: list[Notice]) -> tuple[str, str, dict]:
    """What the mail says: of several how many there are, of one what it is."""
    if len(waiting) > 1 or not notices.kind(waiting[0].code).leads_there:
        return "bundle", reverse(settings.LOGIN_REDIRECT_URL), {"count": len(waiting)}
    return waiting[0].code, waiting[0].path, waiting[0].facts
