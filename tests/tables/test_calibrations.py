"""Twice a year each running table looks at its question, its company and its intention."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import bundles
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from tables import tasks
from tables.flows import calibrations
from tables.models import Calibration, Cycle, OpeningAgreement, Openness, Seat, Table
from tables.models.calibrations import HalfYear
from tests.factories import (
    make_calibration,
    make_cycle,
    make_opening_agreement,
    make_person,
    make_question,
    make_seat,
    make_table,
    make_theme,
)

pytestmark = pytest.mark.django_db
MAY = date(2027, 5, 3)
ANSWERS = {"question": "stands", "company": "missing", "intention": "solution", "words": "We vragen een school erbij."}


def make_old_table(name: str = "", *, began: date = date(2020, 1, 1), **fields) -> Table:
    """A table whose first round began at `began`."""
    table = make_table(name, cycle=False, **fields)
    make_cycle(table, started_on=began)
    return table


# --- when ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "code", "due"),
    [
        (date(2027, 5, 1), "2027-1", date(2027, 6, 30)),
        (date(2027, 10, 31), "2027-1", date(2027, 6, 30)),
        (date(2027, 11, 1), "2027-2", date(2027, 12, 15)),
        (date(2028, 1, 1), "2027-2", date(2027, 12, 15)),
        (date(2028, 4, 30), "2027-2", date(2027, 12, 15)),
    ],
)
def test_a_half_year_lasts_until_the_next_opens(on, code, due):
    half = HalfYear.of(on)

    assert (half.code, half.due) == (code, due)
    assert half.opens <= on


def test_a_half_year_has_a_name_that_people_know():
    table = make_table()

    assert make_calibration(table, half_year="2027-1").when == "voorjaar 2027"
    assert str(make_calibration(table, half_year="2027-2")) == f"{table}, najaar 2027"


# --- asking -------------------------------------------------------------------------------------------------------------


def test_every_running_table_is_asked_once_a_half_year():
    table = make_old_table()
    for state in (Table.State.PREPARING, Table.State.PAUSED, Table.State.ENDED):
        make_old_table(state=state)

    asked = [calibrations.ask_due(MAY + timedelta(days=days)) for days in (0, 1, 60, 181, 183, 185)]

    assert asked == [1, 0, 0, 0, 1, 0]
    assert list(table.calibrations.values_list("half_year", "due_on")) == [
        ("2027-1", date(2027, 6, 30)),
        ("2027-2", date(2027, 12, 15)),
    ]
    assert Calibration.objects.count() == 2


@pytest.mark.parametrize(("began", "asked"), [(date(2027, 1, 31), 1), (date(2027, 2, 1), 0), (date(2027, 4, 30), 0)])
def test_a_table_that_has_only_just_begun_is_left_alone(began, asked):
    make_old_table(began=began)

    assert calibrations.ask_due(MAY) == asked


def test_a_table_in_a_later_round_is_as_old_as_its_first():
    table = make_old_table()
    table.cycles.update(ended_on=MAY)
    Cycle.objects.create(table=table, number=2, started_on=MAY, phase_since=MAY)

    assert calibrations.ask_due(MAY) == 1


def test_after_a_standstill_of_months_the_tables_are_asked_all_the_same_with_time_to_answer():
    make_old_table()

    calibrations.ask_due(date(2027, 8, 10))

    assert Calibration.objects.get().due_on == date(2027, 9, 7)


def test_who_leads_is_reminded_once_in_the_one_mail_of_the_day(time_machine):
    time_machine.move_to("2027-05-03 09:00+02:00", tick=False)
    chair, clm = make_person(), make_person()
    table = make_old_table("Crisis", chair=chair, clm_contact=clm)

    tasks.ask_calibrations()
    tasks.ask_calibrations()
    bundles.send_due(timezone.now())
    bundles.send_due(timezone.now() + timedelta(days=1))

    assert set(Notice.objects.values_list("person", "bundled")) == {(chair.pk, True), (clm.pk, True)}
    assert {notice.facts["until"] for notice in Notice.objects.all()} == {"wo 30 juni 2027"}
    assert {notice.path for notice in Notice.objects.all()} == {table.calibrations.get().get_absolute_url()}
    assert sorted(Letter.objects.values_list("address", flat=True)) == sorted([chair.email, clm.email])


def test_a_table_without_people_of_its_own_is_told_to_the_contact_of_its_theme_and_one_who_is_both_hears_once():
    theme, both = make_theme(), make_person()
    theme.clm_contact = both
    theme.save()
    make_old_table(theme=theme, chair=both)
    make_old_table(theme=theme)

    calibrations.ask_due(MAY)

    assert list(Notice.objects.values_list("person", flat=True)) == [both.pk, both.pk]


def test_of_a_closed_table_the_reminder_does_not_say_which():
    make_old_table("Gevoelig", openness=Openness.CLOSED, chair=make_person())

    calibrations.ask_due(MAY)

    assert Notice.objects.get().facts["table"] == "Overleg"


@pytest.mark.skipif("__import__('django').db.connection.vendor != 'postgresql'", reason="needs PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_once():
    make_old_table(chair=make_person())
    ready = threading.Barrier(2)

    def ask():
        ready.wait()
        calibrations.ask_due(MAY)
        connections.close_all()

    workers = [threading.Thread(target=ask) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Calibration.objects.count() == Notice.objects.count() == 1


def test_who_was_asked_at_this_very_moment_is_not_asked_again():
    table = make_old_table(chair=make_person())
    calibrations.ask_due(MAY)

    assert calibrations._ask(table, HalfYear.of(MAY), MAY) is False
    assert Calibration.objects.count() == Notice.objects.count() == 1


def test_a_sweep_with_nothing_to_do_is_one_question(django_assert_num_queries):
    for _number in range(3):
        make_old_table()
    calibrations.ask_due(MAY)

    with django_assert_num_queries(1):
        calibrations.ask_due(MAY)


# --- answering ----------------------------------------------------------------------------------------------------------


def page_of(calibration: Calibration) -> str:
    return reverse("calibration", args=[calibration.table.slug, calibration.ref])


@pytest.fixture
def table(voorzitter):
    return make_old_table("Crisis", chair=voorzitter.person)


def test_the_chair_answers_three_questions_and_who_sits_there_reads_them(sign_in, voorzitter, gemeente, visitor, table):
    make_seat(table, gemeente.person)
    make_question(table, "Wat werkt bij crisis?")
    calibration, browser = make_calibration(table), sign_in(voorzitter)
    assert "Wat werkt bij crisis?" in browser.get(page_of(calibration)).text

    page = browser.post(page_of(calibration), ANSWERS | {"once": "a"}, follow=True).text
    assert "is geijkt" in page

    member = sign_in(gemeente)
    assert f'href="{page_of(calibration)}"' in member.get(table.get_absolute_url()).text
    answers = member.get(page_of(calibration)).text
    assert "Ja, de vraag klopt nog" in answers
    assert "Nee: we missen iemand" in answers
    assert "Oplossing" in answers
    assert "We vragen een school erbij." in answers
    assert "Geijkt" not in visitor.get(table.get_absolute_url()).text
    assert AuditEvent.objects.get(code="calibration.done").details == {
        "half_year": calibration.half_year,
        "still_hold": 0,
    }


def test_a_member_reads_nothing_until_it_is_done_and_an_outsider_never(sign_in, gemeente, aanbieder, table):
    make_seat(table, gemeente.person)
    make_seat(table, aanbieder.person, state=Seat.State.REQUESTED)
    calibration = make_calibration(table)

    assert sign_in(gemeente).get(page_of(calibration)).status_code == 403
    assert sign_in(aanbieder).get(page_of(calibration)).status_code == 404


def test_an_address_with_another_table_in_it_leads_nowhere(sign_in, clm, table):
    calibration, other = make_calibration(table), make_table()

    assert sign_in(clm).get(reverse("calibration", args=[other.slug, calibration.ref])).status_code == 404


def test_what_still_holds_of_the_five_agreements_is_noted_with_the_day(sign_in, voorzitter, table):
    kinds = OpeningAgreement.Kind
    holds = make_opening_agreement(table, kind=kinds.COFFEE, text="Bij toerbeurt.")
    fails = make_opening_agreement(table, kind=kinds.MINUTES)
    calibration, browser = make_calibration(table), sign_in(voorzitter)
    assert "Koffie, thee en locatie: Bij toerbeurt. (van " in browser.get(page_of(calibration)).text

    browser.post(page_of(calibration), ANSWERS | {"still_hold": [holds.pk], "once": "a"})

    holds.refresh_from_db()
    fails.refresh_from_db()
    assert (holds.checked_on, fails.checked_on) == (timezone.localdate(), None)
    next_time = make_calibration(table, half_year="2040-1")
    assert "Bij toerbeurt. (klopte nog op " in browser.get(page_of(next_time)).text


def test_the_agreement_of_another_table_is_refused(sign_in, voorzitter, table):
    make_opening_agreement(table)
    other = make_opening_agreement(make_table())

    answer = sign_in(voorzitter).post(page_of(make_calibration(table)), ANSWERS | {"still_hold": [other.pk]})

    assert "Deze afspraak is er niet meer" in answer.text
    assert OpeningAgreement.objects.filter(checked_on=None).count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"question": ""}, "Kies of de vraag nog klopt"),
        ({"company": ""}, "Kies of de juiste mensen aan tafel zitten"),
        ({"intention": ""}, "Kies wat de bedoeling is"),
        ({"intention": "macht"}, "macht"),
        ({"words": "x" * 1_000_000}, "2000"),
        ({"words": "a\0b"}, "Null-tekens"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_is_kept(sign_in, voorzitter, table, wrong, sentence):
    calibration = make_calibration(table)

    answer = sign_in(voorzitter).post(page_of(calibration), ANSWERS | wrong)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert 'value="missing"' in answer.text
    assert not Calibration.objects.get().is_done()


def test_answers_are_given_once(sign_in, voorzitter, table):
    calibration, browser = make_calibration(table), sign_in(voorzitter)
    browser.post(page_of(calibration), ANSWERS | {"once": "a"})

    answer = browser.post(page_of(calibration), ANSWERS | {"words": "Toch anders.", "once": "b"})

    assert "is al geijkt op" in answer.text
    assert "Toch anders." in answer.text
    assert Calibration.objects.get().words == "We vragen een school erbij."
    with pytest.raises(ValidationError):
        calibrations.complete(calibration, **ANSWERS, by=voorzitter)


def test_once_it_is_done_nobody_is_reminded_any_more(voorzitter, table):
    calibrations.ask_due(MAY)

    calibrations.complete(Calibration.objects.get(), **ANSWERS, by=voorzitter)

    assert not Notice.objects.to_bundle().exists()


def test_it_waits_on_the_page_of_the_chair_the_clm_and_the_table_until_it_is_done(
    sign_in, voorzitter, clm, gemeente, table
):
    calibration = make_calibration(table, due_in_days=10)
    make_calibration(make_old_table("Rust", state=Table.State.PAUSED))
    link = f'href="{page_of(calibration)}"'
    for user, path in [(voorzitter, "/mijn/"), (clm, "/werk/"), (voorzitter, table.get_absolute_url())]:
        page = sign_in(user).get(path).text
        assert link in page, path
        assert "Rust, " not in page
    assert link not in sign_in(gemeente).get("/mijn/").text
    assert link not in sign_in(gemeente).get(table.get_absolute_url()).text

    calibrations.complete(calibration, **ANSWERS, by=clm)

    assert "Tijd om te ijken" not in sign_in(voorzitter).get("/mijn/").text


# --- what the database keeps --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"question": "stands"},
        {"done_at": datetime(2027, 5, 3, tzinfo=timezone.get_default_timezone())},
        {"half_year": "2020-1"},
    ],
    ids=["an answer before it is done", "done without answers", "twice in a half year"],
)
def test_the_database_refuses(fields):
    table = make_table()
    make_calibration(table, half_year="2020-1")
    calibration = make_calibration(table)

    with pytest.raises(IntegrityError), transaction.atomic():
        Calibration.objects.filter(pk=calibration.pk).update(**fields)


def test_an_account_that_goes_leaves_the_answers(voorzitter):
    calibration = calibrations.complete(make_calibration(make_table()), **ANSWERS, by=voorzitter)

    Calibration.objects.filter(pk=calibration.pk).update(done_by=None)

    assert Calibration.objects.get().is_done()
