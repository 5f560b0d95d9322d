"""The one mail a day: reminders that wait are told together, on working days in office hours."""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import notices, workdays
from leerlandschap.commons.models import Letter, Notice

OFFICE_HOURS = range(8, 17)


def send_due(now: datetime) -> int:
    """Write one letter to each person for whom reminders wait, unless they had one today. Gives the number of letters."""
    local = timezone.localtime(now)
    if local.hour not in OFFICE_HOURS or not workdays.is_workday(local.date()):
        return 0
    waiting = Notice.objects.to_bundle().select_related("person").order_by("person_id", "pk")
    return sum(_bundle(list(mine), local) for _person, mine in groupby(waiting, key=lambda notice: notice.person_id))


@transaction.atomic
def _bundle(waiting: list[Notice], local: datetime) -> int:
    """One letter for these notices of one person; 0 when today's went already, then they wait for tomorrow's."""
    person = waiting[0].person
    key = f"bundle:{person.pk}:{local.date()}"
    letter = notices.write_to(
        person.email, "bundle", key=key, path=reverse(settings.LOGIN_REDIRECT_URL), name=person.name, count=len(waiting)
    )
    if letter is None:
        return 0
    Letter.objects.filter(pk=letter.pk).update(person=person)
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting], letter=None).update(letter=letter)
    return 1
