"""Keeping the calendar of closed days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, ClosedPeriod
from leerlandschap.commons.models.closed import school_year
from tables.flows import closed
from tests.factories import make_calendar, make_closed, make_meeting, make_table

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("closed-list"), reverse("closed-add")
FORM = {
    "name": "Meivakantie",
    "kind": "school_holiday",
    "first_day": "2031-04-26",
    "last_day": "2031-05-04",
    "region": "Noord",
    "source": "rijksoverheid.nl",
}


def new(**fields) -> ClosedPeriod:
    fields = {"name": "Dicht", "kind": "closed", "first_day": date(2031, 1, 2), "last_day": date(2031, 1, 3)} | fields
    return ClosedPeriod(source="besluit", **fields)


def test_the_office_closes_days_and_reads_where_that_is_written(sign_in, regio):
    browser = sign_in(regio)

    page = browser.post(ADD, FORM, follow=True).text

    assert "za 26 april 2031 tot en met zo 4 mei 2031" in page
    assert "Schooljaar 2030-2031" in page
    assert "Bron: rijksoverheid.nl." in page
    assert "door" in page
    period = ClosedPeriod.objects.get()
    assert (period.edited, period.edited_by) == (True, regio)
    assert AuditEvent.objects.get(code="closed.added").object_name == "Meivakantie"


def test_a_day_may_be_typed_as_people_do(sign_in, regio):
    sign_in(regio).post(ADD, FORM | {"first_day": "26-4-2031", "last_day": "4-5-2031"})

    assert ClosedPeriod.objects.get().last_day == date(2031, 5, 4)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"last_day": "2031-04-25"}, "De laatste dag kan niet voor de eerste liggen"),
        ({"last_day": "2031-12-31"}, "langer dan twee maanden"),
        ({"first_day": "0031-04-26"}, "Vul een jaar in van 2020"),
        ({"first_day": "morgen"}, "Vul een dag in, bijvoorbeeld 12-1-2027"),
        ({"first_day": ""}, "Vul de eerste dag in"),
        ({"source": "  "}, "Schrijf op waar dit staat"),
        ({"name": ""}, "Geef deze dagen een naam"),
        ({"kind": "verzonnen"}, "verzonnen"),
        ({"region": "Oost"}, "Oost"),
        ({"name": "M" * 1_000_000}, "80"),
        ({"name": "Mei\0vakantie"}, "Null-tekens"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(sign_in, regio, wrong, sentence):
    answer = sign_in(regio).post(ADD, FORM | wrong)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not ClosedPeriod.objects.exists()
    if "source" not in wrong:
        assert "rijksoverheid.nl" in answer.text


def test_the_same_days_do_not_come_in_twice(sign_in, regio):
    make_closed(date(2031, 4, 26), date(2031, 5, 4), name="Meivakantie")

    answer = sign_in(regio).post(ADD, FORM | {"name": "Mei"})

    assert "Deze dagen staan er al: “Meivakantie”" in answer.text
    assert ClosedPeriod.objects.count() == 1


def test_a_period_is_put_right_and_the_trail_says_what_it_was(sign_in, regio):
    period = make_closed(date(2031, 4, 26), date(2031, 5, 4))

    sign_in(regio).post(reverse("closed-edit", args=[period.ref]), FORM | {"last_day": "2031-05-11"})

    period.refresh_from_db()
    assert (period.last_day, period.version, period.edited) == (date(2031, 5, 11), 2, True)
    details = AuditEvent.objects.get(code="closed.changed").details
    assert details["before"]["until"] == "2031-05-04"
    assert details["until"] == "2031-05-11"


def test_what_was_removed_can_be_put_back(sign_in, regio):
    period, browser = make_closed(date(2031, 4, 26)), sign_in(regio)
    where = reverse("closed-remove", args=[period.ref])

    page = browser.post(where, {"removed": "ja"}, follow=True).text
    assert "“Meivakantie” staat niet meer in de kalender" in page
    assert "Verwijderd (1)" in page
    assert not ClosedPeriod.objects.standing().exists()

    browser.post(where, {"removed": "nee"})
    assert ClosedPeriod.objects.standing().exists()
    assert AuditEvent.objects.filter(code__in=["closed.removed", "closed.put_back"]).count() == 2


def test_what_was_added_anew_meanwhile_is_not_put_back_beside_it(regio):
    old = make_closed(date(2031, 1, 2), date(2031, 1, 3), kind="closed", name="Dicht", removed=True)
    closed.add(new(), by=regio)

    with pytest.raises(ValidationError, match="staan er al"):
        closed.set_removed(old, removed=False, by=regio)


def test_the_office_reads_how_many_meetings_stand_in_the_way(sign_in, regio):
    meeting = make_meeting(make_table(), in_days=30)
    day = timezone.localtime(meeting.starts_at).date()
    typed = FORM | {"first_day": day.isoformat(), "last_day": (day + timedelta(days=1)).isoformat()}

    assert "staat één bijeenkomst gepland" in sign_in(regio).post(ADD, typed, follow=True).text


def test_days_of_another_region_are_there_to_read(sign_in, regio):
    make_closed(date(2031, 4, 26), region="Midden")

    assert "telt niet mee voor de planning" in sign_in(regio).get(LIST).text


def test_the_present_school_year_stands_open_and_the_others_behind_a_door(sign_in, regio):
    make_closed(timezone.localdate(), name="Nu")
    make_closed(timezone.localdate() + timedelta(days=800), name="Later")

    page = sign_in(regio).get(LIST).text

    assert page.count('<details class="more" open>') == 1
    assert page.index('<details class="more" open>') < page.index(">Nu<") < page.index('<details class="more">')


def test_an_empty_calendar_says_what_that_means(sign_in, regio):
    assert "Er staan nog geen feestdagen of geen schoolvakanties in" in sign_in(regio).get(LIST).text


@pytest.mark.parametrize(("days", "warned"), [(None, True), (200, True), (273, True), (274, False), (800, False)])
def test_the_work_page_warns_when_less_than_nine_months_are_filled(sign_in, regio, days, warned):
    if days:
        make_calendar(timezone.localdate() + timedelta(days=days))

    assert ("aanvullen" in sign_in(regio).get(reverse("work")).text) == warned


def test_who_does_not_keep_the_calendar_is_not_asked_to(sign_in, clm):
    assert "aanvullen" not in sign_in(clm).get(reverse("work")).text


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2027, 7, 31), "2026-2027"), (date(2027, 8, 1), "2027-2028"), (date(2028, 1, 1), "2027-2028")],
)
def test_a_school_year_begins_in_august(day, year):
    assert school_year(day) == year


def test_the_list_asks_as_much_for_many_days_as_for_few(sign_in, regio, django_assert_max_num_queries):
    browser = sign_in(regio)
    for number in range(60):
        make_closed(date(2030, 1, 1) + timedelta(days=7 * number), edited=True, edited_by=regio)

    with django_assert_max_num_queries(12):
        browser.get(LIST)
