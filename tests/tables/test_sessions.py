"""Sessions of a thematafel: coming and not coming, with an account or by a confirmed work address."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import Letter
from leerlandschap.network.models import Person
from tables.flows import meetings, openness, sessions, states
from tables.models import Attendance, Meeting, Openness, Seat, SessionSignUp, Table
from tables.tidy import unconfirmed_session_signups
from tests.factories import make_person, make_session, make_table
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db
WISH = {"name": "Sem de Boer", "email": "sem@zorgpunt.example", "organisation_name": "Het Zorgpunt"}


def test_somebody_comes_by_one_button_and_takes_their_name_off_by_another(gemeente, sign_in):
    session = make_session()
    page, path = sign_in(gemeente), reverse("session", args=[session.ref])

    joined = page.post(reverse("session-join", args=[session.ref]), follow=True).content.decode()

    assert "Je doet mee." in joined
    assert "Er doet één persoon mee." in joined
    attendance = Attendance.objects.get()
    assert attendance.organisation.name == "Gemeente Waterrijk"
    page.post(reverse("session-withdraw", args=[session.ref]))
    assert Attendance.objects.coming().count() == 0
    assert "Er heeft zich nog niemand aangemeld." in page.get(path).content.decode()


def test_signing_up_twice_counts_once(gemeente):
    session = make_session()

    sessions.join(session, gemeente.person, by=gemeente)
    sessions.join(session, gemeente.person, by=gemeente)

    assert Attendance.objects.count() == 1


def test_who_went_away_can_come_back(gemeente):
    session = make_session()
    sessions.withdraw(sessions.join(session, gemeente.person, by=gemeente), by=gemeente)

    sessions.join(session, gemeente.person, by=gemeente)

    assert Attendance.objects.coming().get().person == gemeente.person


def test_nobody_needs_a_chair(gemeente):
    sessions.join(make_session(), gemeente.person, by=gemeente)

    assert not Seat.objects.exists()


@pytest.mark.parametrize("why", ["over", "cancelled", "paused", "leertafel"])
def test_a_session_that_takes_nobody_says_so(why, clm, gemeente):
    session = make_session(in_days=-2 if why == "over" else 14)
    if why == "cancelled":
        session = meetings.cancel(session, by=clm)
    elif why == "paused":
        states.pause(session.table, reason="Zomer.", by=clm)
        session = Meeting.objects.select_related("table").get()
    elif why == "leertafel":
        Table.objects.update(kind=Table.Kind.LEERTAFEL)
        session = Meeting.objects.select_related("table").get()

    with pytest.raises(ValidationError, match="nu niet aanmelden"):
        sessions.join(session, gemeente.person, by=gemeente)


def test_names_are_for_who_leads_and_the_count_for_everybody(clm, gemeente, aanbieder, visitor, sign_in):
    session = make_session()
    sessions.join(session, make_person(name="Anna de Wit"), by=None)
    path = reverse("session", args=[session.ref])

    pages = [browser.get(path).content.decode() for browser in (sign_in(clm), sign_in(aanbieder), visitor)]

    assert ["Anna de Wit" in page for page in pages] == [True, False, False]
    assert all("Er doet één persoon mee." in page for page in pages)


def test_a_visitor_comes_by_a_confirmed_address(visitor):
    session = make_session()

    answer = visitor.post(reverse("session-signup", args=[session.ref]), WISH)

    assert answer.url == reverse("session-asked", args=[session.ref])
    assert not Attendance.objects.exists()
    link = link_in(newest_letter(WISH["email"]))
    assert "Sem de Boer" in visitor.get(link).content.decode()
    assert not Attendance.objects.exists(), "opening a link signs up"
    own = visitor.post(link, {"once": "a"})
    assert own.status_code == 302
    assert "Je doet mee." in visitor.get(own.url).content.decode()
    assert not SessionSignUp.objects.exists()
    visitor.post(own.url, {"once": "b"})
    assert not Attendance.objects.coming().exists()
    assert "Je bent afgemeld." in visitor.get(own.url).content.decode()


def test_the_receipt_mails_a_link_of_ones_own(visitor):
    session = make_session()
    sessions.join(session, make_person("sem@zorgpunt.example"), by=None)

    assert "Je doet mee." in visitor.get(link_in(newest_letter("sem@zorgpunt.example"))).content.decode()


def test_who_comes_already_gets_the_same_page_as_a_stranger(visitor):
    session = make_session()
    sessions.join(session, make_person(WISH["email"]), by=None)

    known = visitor.post(reverse("session-signup", args=[session.ref]), WISH)
    unknown = visitor.post(reverse("session-signup", args=[session.ref]), WISH | {"email": "iemand@zorgpunt.example"})

    assert known.url == unknown.url
    assert letters_to("iemand@zorgpunt.example").count() == 1


def test_one_mail_a_day_for_an_address_and_a_session():
    session = make_session()
    for _time in range(3):
        sessions.ask(session, **WISH)

    assert Letter.objects.filter(address=WISH["email"]).count() == 1


def test_a_link_works_once_and_an_invented_one_never(visitor):
    session = make_session()
    sessions.ask(session, **WISH)
    link = link_in(newest_letter(WISH["email"]))
    visitor.post(link, {"once": "a"})

    assert visitor.get(link).status_code == 410
    assert visitor.get(reverse("session-by-link", args=["x" * 43])).status_code == 410


def test_a_free_mail_address_is_refused_and_what_was_typed_is_kept(visitor):
    session = make_session()

    page = visitor.post(reverse("session-signup", args=[session.ref]), WISH | {"email": "sem@gmail.com"})

    assert page.status_code == 200
    assert "Gebruik je werkadres" in page.content.decode()
    assert "Sem de Boer" in page.content.decode()


def test_what_nobody_confirmed_goes_after_a_week():
    sessions.ask(make_session(), **WISH)
    now = timezone.now()

    assert unconfirmed_session_signups(now) == 0
    assert unconfirmed_session_signups(now + sessions.CONFIRM_WITHIN * 2) == 1
    assert not Person.objects.filter(email=WISH["email"]).exists()


def test_who_signed_up_hears_that_it_is_called_off(clm):
    session = make_session()
    person = make_person()
    sessions.join(session, person, by=None)

    meetings.cancel(session, by=clm)

    assert newest_letter(person).code == "session.cancelled"


def test_who_signed_up_hears_that_it_moved_and_signs_up_again_for_another_time(clm):
    session = make_session()
    person = make_person()
    sessions.join(session, person, by=None)
    later = [moment + timedelta(days=7) for moment in (session.starts_at, session.ends_at)]

    meetings.reschedule(session, meetings.Session(*later, session.place), by=clm)

    assert newest_letter(person).code == "session.moved"
    assert not Attendance.objects.coming().exists()


def test_a_session_of_a_table_one_may_not_see_is_not_there(visitor, gemeente, sign_in):
    session = make_session(openness=Openness.CLOSED)
    path = reverse("session", args=[session.ref])

    assert visitor.get(path).status_code == sign_in(gemeente).get(path).status_code == 404


def test_the_sign_up_of_a_thematafel_leads_to_its_sessions(visitor, gemeente, sign_in):
    table = make_session().table
    path = reverse("signup", args=[table.slug])

    for browser in (visitor, sign_in(gemeente)):
        assert browser.get(path).url == browser.post(path, WISH).url == f"{table.get_absolute_url()}#sessies"
    page = visitor.get(table.get_absolute_url()).content.decode()
    assert "Doe mee" in page
    assert reverse("session", args=[table.meetings.get().ref]) in page
    assert not Table.objects.get(pk=table.pk).takes_signups()


def test_a_thematafel_says_which_conditions_apply_to_it(visitor):
    page = visitor.get(make_table(kind=Table.Kind.THEMATAFEL).get_absolute_url()).content.decode()

    assert "Er zijn onderwerpen gebundeld in een sessie." in page
    assert "Er is minstens één onderzoeksvraag voor deze ronde." not in page


def test_the_page_asks_as_much_with_five_hundred_who_come_as_with_five(clm, sign_in, django_assert_max_num_queries):
    session = make_session()
    people = Person.objects.bulk_create(Person(name=f"P {n}", email=f"p{n}@voorbeeld.nl") for n in range(500))
    Attendance.objects.bulk_create(
        Attendance(meeting=session, person=person, state="coming", answered_at=timezone.now()) for person in people
    )
    page = sign_in(clm)

    with django_assert_max_num_queries(16):
        assert "Er doen 500 mensen mee." in page.get(reverse("session", args=[session.ref])).content.decode()


def test_what_was_typed_before_the_mail_went_is_not_changed_by_who_types_the_same_address_after(visitor):
    session = make_session()
    sessions.ask(session, **WISH)

    sessions.ask(session, **WISH | {"name": "Iets lelijks", "email": WISH["email"].upper()})

    assert SessionSignUp.objects.get().name == "Sem de Boer"


def test_on_another_day_the_form_counts_anew_and_the_old_link_no_longer(visitor, time_machine):
    session = make_session()
    sessions.ask(session, **WISH)
    old = link_in(newest_letter(WISH["email"]))
    time_machine.move_to(timezone.now() + timedelta(days=1))

    sessions.ask(session, **WISH | {"name": "Sem Boer"})

    assert visitor.get(old).status_code == 410
    assert "Sem Boer" in visitor.get(link_in(newest_letter(WISH["email"]))).text


def test_a_link_that_was_refused_works_when_the_session_takes_people_again(visitor, clm):
    session = make_session()
    sessions.ask(session, **WISH)
    link = link_in(newest_letter(WISH["email"]))
    states.pause(session.table, reason="Zomer.", by=clm)
    assert "nu niet aanmelden" in visitor.post(link, {"once": "a"}).text

    states.resume(session.table, by=clm)

    assert visitor.post(link, {"once": "b"}).status_code == 302
    assert Attendance.objects.coming().exists()


def test_a_link_from_before_the_table_was_closed_opens_nothing(visitor, clm):
    session = make_session()
    sessions.ask(session, **WISH)
    link = link_in(newest_letter(WISH["email"]))
    openness.narrow(session.table, Openness.CLOSED, by=clm)

    answers = [visitor.get(link), visitor.post(link, {"once": "a"})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not any(session.table.name in answer.text or session.place in answer.text for answer in answers)
    assert not Attendance.objects.exists()
