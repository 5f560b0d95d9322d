"""Promise dates hold over holidays, stop while the sender is asked, and are reminded of when they pass."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from dateutil.easter import easter
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlandschap.commons import workdays
from leerlandschap.commons.models import ClosedPeriod, Notice
from signals import promises
from signals.flows import experiences, handling, reminders
from signals.models import Experience
from tests.factories import make_closed, make_experience

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2025, 1, 1), date(2034, 12, 31))


def free_days(year: int) -> set[date]:
    """The holidays of a year, by another library's Easter and by the text of the law."""
    sunday = easter(year)
    found = {sunday, sunday + timedelta(1), sunday + timedelta(39), sunday + timedelta(49), sunday + timedelta(50)}
    found |= {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    found.add(date(year, 4, 26) if date(year, 4, 27).isoweekday() == 7 else date(year, 4, 27))
    return found | ({date(year, 5, 5)} if year in range(1990, 2100, 5) else set())


def works(day: date) -> bool:
    return day.isoweekday() < 6 and day not in free_days(day.year)


@pytest.mark.parametrize("year", range(1990, 2090))
def test_the_holidays_of_a_century(year):
    assert workdays.public_holidays(year) == free_days(year)


def test_known_days():
    assert {date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25)} < workdays.public_holidays(2026)
    assert date(2025, 4, 26) in workdays.public_holidays(2025), "King's Day moves to Saturday"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(received=DAYS)
def test_the_first_reaction_is_due_on_the_fifth_working_day(received):
    due = promises.reaction_due(received)

    between = [received + timedelta(days) for days in range(1, (due - received).days + 1)]
    assert works(due)
    assert sum(works(day) for day in between) == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(received=DAYS)
def test_the_answer_is_due_on_the_last_working_day_within_six_weeks_and_within_four_more(received):
    due, end = promises.answer_due(received), received + timedelta(days=42)

    assert works(due)
    assert due <= end
    assert not any(works(due + timedelta(days)) for days in range(1, (end - due).days + 1))

    longer, last = promises.extended(due), due + timedelta(days=28)
    assert works(longer)
    assert longer <= last
    assert not any(works(longer + timedelta(days)) for days in range(1, (last - longer).days + 1))


def test_a_day_that_the_office_added_counts_as_a_holiday():
    make_closed(date(2026, 11, 25), name="Gesloten dag", kind=ClosedPeriod.Kind.PUBLIC_HOLIDAY)

    assert promises.reaction_due(date(2026, 11, 23)) == date(2026, 12, 1)


def at(year: int, month: int, day: int) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime(year, month, day, 10)), tick=False)


def test_while_the_sender_is_asked_the_clock_stands_still(aanbieder, behandelaar):
    with at(2026, 9, 7):
        experience = make_experience(aanbieder.person)
    with at(2026, 9, 10):
        handling.ask(experience, text="Welke weken?", by=behandelaar)
    with at(2026, 12, 1):
        assert not Experience.objects.late(timezone.localdate()).exists()
    with at(2026, 9, 24):
        experiences.reply(experience, text="Deze.", by=aanbieder)

    experience = Experience.objects.get()
    assert experience.answer_due == date(2026, 10, 19) + timedelta(days=14)


def test_four_weeks_more_once_and_with_a_reason(aanbieder, behandelaar):
    from django.core.exceptions import ValidationError

    with at(2026, 9, 7):
        experience = make_experience(aanbieder.person)
        handling.extend(experience, text="De tafel komt pas in november samen.", by=behandelaar)
        with pytest.raises(ValidationError):
            handling.extend(experience, text="Nog eens.", by=behandelaar)

    assert Experience.objects.get().answer_due == date(2026, 11, 16)


def test_late_ones_are_reminded_of_once_on_working_days_and_not_when_answered(aanbieder, behandelaar):
    with at(2026, 9, 7):
        late, answered = make_experience(aanbieder.person), make_experience(aanbieder.person)
    with at(2026, 9, 8):
        handling.answer(answered, text="Gedaan.", by=behandelaar)
    with at(2026, 9, 14):
        assert reminders.remind_late() == 0, "the fifth working day itself is in time"
    with at(2026, 9, 19):
        assert reminders.remind_late() == 0, "a Saturday"
    with at(2026, 9, 21):
        assert reminders.remind_late() == 1
        assert reminders.remind_late() == 0
        assert list(Experience.objects.late(timezone.localdate())) == [late]
        handling.react(late, text="Sorry dat het duurde.", by=behandelaar)

    reminder = Notice.objects.get(code="experience.late")
    assert reminder.person == behandelaar.person
    assert reminder.bundled
    assert reminder.read_at is not None
