"""Gatherings: made as a draft, opened for sign-up, with or without an account; once, now and then, or as a track."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import ical, moments
from leerlandschap.commons.models import AuditEvent, Letter
from leerlandschap.commons.moments import Span
from tables.events import event_of
from tables.flows import feeds, gatherings, sessions
from tables.flows.meetings import Session
from tables.models import Attendance, Gathering, Meeting
from tests.factories import make_person, make_table
from tests.letters import link_in, newest_letter

pytestmark = pytest.mark.django_db
Kind = Gathering.Kind


def date(in_days: int = 20, **fields) -> Session:
    start = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    return Session(start, start + timedelta(hours=2), **{"place": "Stadhuis", **fields})


def make(by, *dates: Session, opened: bool = True, **fields) -> Gathering:
    fields = {"kind": Kind.TRAINING, "title": "Luisteren naar jongeren", "organiser": by.person, **fields}
    made = gatherings.make(Gathering(**fields), dates or [date()], by=by)
    return gatherings.open_up(made, by=by) if opened else made


def wish(**changes) -> dict:
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    return {
        "kind": "training", "title": "Luisteren", "text": "We oefenen.", "openness": "network", "day": day, "begins": "9:00",
        "ends": "11:00", "once": "a",
    } | changes  # fmt: skip


def coming(meeting: Meeting) -> list[str]:
    return [str(one.person) for one in meeting.attendances.coming().order_by("pk")]


# --- making one ---------------------------------------------------------------------------------------------------------


def test_one_is_made_as_a_draft_and_seen_when_it_is_opened(sign_in, visitor, clm, gemeente):
    answer = sign_in(clm).post(reverse("gathering-add"), wish(openness="public"), follow=True)

    made = Gathering.objects.get()
    assert "als concept" in answer.text
    assert made.dates.get().state == Meeting.State.CONCEPT
    for browser in (visitor, sign_in(gemeente)):
        assert browser.get(made.get_absolute_url()).status_code == 404
        assert "Luisteren" not in browser.get(reverse("gathering-list")).text

    sign_in(clm).post(reverse("gathering-open", args=[made.ref]), {"once": "b"})

    for browser in (visitor, sign_in(gemeente)):
        assert browser.get(made.get_absolute_url()).status_code == 200
        assert "Luisteren" in browser.get(reverse("gathering-list")).text


def test_who_takes_the_chair_somewhere_organises_and_who_does_not_may_not(sign_in, voorzitter, gemeente, partner):
    make_table(chair=voorzitter.person, facilitator=partner.person)

    assert sign_in(voorzitter).get(reverse("gathering-add")).status_code == 200
    for who in (gemeente, partner):
        assert sign_in(who).get(reverse("gathering-add")).status_code == 403
        assert "Organiseer iets" not in sign_in(who).get(reverse("gathering-list")).text


def test_it_comes_back_as_often_as_asked(sign_in, clm):
    sign_in(clm).post(reverse("gathering-add"), wish(every="2", times="3", whole="on", refreshments="De gastheer"))

    made = Gathering.objects.get()
    days = [timezone.localdate(one.starts_at) for one in made.dates.all()]
    assert [(later - days[0]).days for later in days] == [0, 14, 28]
    assert made.whole
    assert {one.refreshments for one in made.dates.all()} == {"De gastheer"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "Kies een leervorm"),
        ({"kind": "feest"}, "Kies een leervorm"),
        ({"title": ""}, "Geef het een titel"),
        ({"day": ""}, "Kies een dag"),
        ({"day": "2020-01-01"}, "Nog niet gelukt"),
        ({"ends": "8:00"}, "eindtijd moet na de begintijd"),
        ({"every": "2"}, "Vul een aantal keren in"),
        ({"every": "2", "times": "99"}, "Vul een aantal keren in"),
        ({"every": "9"}, "Kies hoe vaak"),
        ({"places": "0"}, "Vul een aantal plekken in"),
        ({"openness": "table"}, "Kies wie mag meedoen"),
        ({"kind": "cases"}, "Zeg toe dat niemand te herkennen is"),
        ({"text": "Het BSN is 111222333."}, "burgerservicenummer"),
        ({"text": "Bel de moeder op 06-12345678."}, "misschien iemand te herkennen"),
        ({"title": "\0"}, "Nog niet gelukt"),
    ],
)
def test_what_cannot_be_gets_a_sentence(wrong, sentence, sign_in, clm):
    answer = sign_in(clm).post(reverse("gathering-add"), wish(**wrong))

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not Gathering.objects.exists()


def test_cases_are_talked_about_without_names_or_not_at_all(clm):
    with pytest.raises(ValidationError, match="niemand te herkennen"):
        make(clm, kind=Kind.CASES)
    made = make(clm, kind=Kind.CASES, anonymous=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=made.pk).update(anonymous=False)


def test_what_was_kept_with_a_reason_is_in_the_trail_and_what_it_said_is_not(sign_in, clm):
    text = "Aanmelden kan ook bij training@voorbeeld.nl."
    browser = sign_in(clm)
    asked = browser.post(reverse("gathering-add"), wish(text=text))
    key = asked.text.split('name="text-houden"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    browser.post(
        reverse("gathering-add"), wish(text=text, **{"text-houden": key, "text-reden": "Een werkadres.", "once": "b"})
    )

    assert Gathering.objects.get().text == text
    event = AuditEvent.objects.get(code="guard.kept")
    assert "voorbeeld.nl" not in str(event.details)
    assert "werkadres" not in str(event.details)


# --- who sees what ------------------------------------------------------------------------------------------------------


def test_meetings_of_gatherings_are_seen_as_far_as_the_gathering_is(clm, voorzitter, gemeente, regio):
    draft = make(voorzitter, opened=False, title="Concept", openness="public")
    inner, public = make(clm, title="Netwerk"), make(clm, title="Publiek", openness="public")

    def seen(user) -> set[str]:
        dates = Meeting.objects.visible_to(user).filter(gathering__isnull=False)
        assert {one.gathering for one in dates} == set(Gathering.objects.visible_to(user))
        return {str(one) for one in dates}

    assert seen(AnonymousUser()) == {"Publiek"}
    assert seen(gemeente) == {"Netwerk", "Publiek"}
    assert seen(voorzitter) == seen(clm) == seen(regio) == {"Concept", "Netwerk", "Publiek"}
    assert {draft, inner, public} == set(Gathering.objects.all())


def test_it_stands_in_the_calendar_and_among_what_is_coming(visitor, clm, gemeente):
    make(clm, title="Publiek", openness="public")
    make(clm, title="Netwerk")
    make(clm, title="Concept", opened=False)
    today = timezone.localdate()
    span = Span(today, today + timedelta(days=40))

    def titles(user) -> set[str]:
        listed = {one.title for one in moments.during(user, span)}
        assert {one.title for one in moments.coming(user, timezone.now(), limit=9)} == listed
        return listed

    assert titles(AnonymousUser()) == {"Publiek"}
    assert titles(gemeente) == {"Publiek", "Netwerk"}
    assert "Publiek" in visitor.get("/kalender/").text


def test_a_kept_calendar_shows_a_new_one_at_once(visitor, clm):
    made = make(clm, title="Filmavond over thuis", kind=Kind.FILM, openness="public", opened=False)
    for address in ("/kalender/", "/"):
        assert "Filmavond over thuis" not in visitor.get(address).text
    gatherings.open_up(made, by=clm)
    for address in ("/kalender/", "/"):
        assert "Filmavond over thuis" in visitor.get(address).text


def test_the_video_link_and_names_are_for_who_comes_and_who_organises(sign_in, visitor, clm, gemeente, gemeente2):
    made = make(clm, date(online_url="https://vergaderen.voorbeeld.nl/kamer"), openness="public")
    sessions.join(made.dates.get(), gemeente.person, by=gemeente)
    sessions.join(made.dates.get(), make_person(name="Noor de Groot"), by=None)
    path = made.get_absolute_url()

    assert "vergaderen.voorbeeld.nl" in sign_in(gemeente).get(path).text
    assert "vergaderen.voorbeeld.nl" in sign_in(clm).get(path).text
    for browser in (visitor, sign_in(gemeente2)):
        page = browser.get(path).text
        assert "vergaderen.voorbeeld.nl" not in page
        assert "Noor de Groot" not in page
    assert "Noor de Groot" in sign_in(clm).get(path).text
    assert clm.person.name not in visitor.get(path).text


# --- coming -------------------------------------------------------------------------------------------------------------


def test_one_signs_up_per_date_and_takes_ones_name_off(sign_in, clm, gemeente):
    made = make(clm, date(20), date(27))
    first, second = made.dates.all()
    browser = sign_in(gemeente)

    browser.post(reverse("session-join", args=[first.ref]), {"once": "a"})
    assert (coming(first), coming(second)) == ([gemeente.person.name], [])
    assert "je doet mee" in browser.get(made.get_absolute_url()).text
    browser.post(reverse("session-withdraw", args=[first.ref]), {"once": "b"})
    assert coming(first) == []


def test_a_track_is_signed_up_for_as_a_whole_and_left_as_a_whole(sign_in, clm, gemeente):
    made = make(clm, date(20), date(27), date(34), whole=True)
    first = made.dates.first()
    browser = sign_in(gemeente)

    browser.post(reverse("session-join", args=[first.ref]), {"once": "a"})
    assert [coming(one) for one in made.dates.all()] == [[gemeente.person.name]] * 3
    added = gatherings.add_date(made, date(41), by=clm)
    assert coming(added) == [gemeente.person.name]
    browser.post(reverse("session-withdraw", args=[first.ref]), {"once": "b"})
    assert [coming(one) for one in made.dates.all()] == [[]] * 4


def test_no_more_come_than_there_are_places_and_one_that_frees_is_taken(clm, gemeente):
    session = make(clm, places=2).dates.get()
    people = [make_person() for _ in range(3)]
    for person in people[:2]:
        sessions.join(session, person, by=None)

    with pytest.raises(ValidationError, match="Alle plekken zijn bezet"):
        sessions.join(session, people[2], by=None)
    sessions.join(session, people[0], by=None)
    sessions.withdraw(session.attendances.get(person=people[0]), by=None)
    sessions.join(session, people[2], by=None)
    assert session.attendances.coming().count() == 2


def test_a_track_with_one_full_date_takes_nobody_halfway(clm):
    made = make(clm, date(20), date(27), places=1, whole=True)
    first, second = made.dates.all()
    Attendance.objects.create(meeting=second, person=make_person(), state=Attendance.State.COMING)

    with pytest.raises(ValidationError, match="bezet"):
        sessions.join(first, make_person(), by=None)
    assert coming(first) == []


def test_a_visitor_comes_by_a_confirmed_address_to_what_is_public(visitor, clm):
    made = make(clm, openness="public")
    session = made.dates.get()
    data = {"name": "Iemand", "email": "iemand@werk.example", "organisation_name": "Werk", "once": "a"}

    asked = visitor.post(reverse("session-signup", args=[session.ref]), data, follow=True)
    letter = newest_letter("iemand@werk.example")
    assert "Kijk in je mail" in asked.text
    assert coming(session) == []
    assert "Luisteren" not in str(letter.content()), "a title is content"
    answer = visitor.post(link_in(letter), {"once": "b"}, follow=True)

    assert "Je doet mee" in answer.text
    assert coming(session) == ["Iemand"]


def test_a_visitor_cannot_come_to_what_is_for_the_network(visitor, clm):
    session = make(clm).dates.get()

    assert visitor.get(reverse("session-signup", args=[session.ref])).status_code == 404


# --- changing -----------------------------------------------------------------------------------------------------------


def test_who_signed_up_is_told_when_a_date_moves_or_is_called_off(sign_in, clm, gemeente, gemeente2):
    session = make(clm).dates.get()
    sessions.join(session, gemeente.person, by=gemeente)
    later = date(30)
    start = timezone.localtime(later.starts_at)
    data = {"day": start.date().isoformat(), "begins": "13:00", "ends": "15:00", "place": "Elders", "once": "a"}

    assert "Eén persoon heeft" in sign_in(clm).get(reverse("gathering-date", args=[session.ref])).text
    sign_in(clm).post(reverse("gathering-date", args=[session.ref]), data)
    session.refresh_from_db()
    assert (session.place, session.sequence) == ("Elders", 1)
    assert [letter.person for letter in Letter.objects.filter(code="session.moved")] == [gemeente.person]
    sign_in(clm).post(reverse("gathering-date-cancel", args=[session.ref]), {"once": "b"})
    session.refresh_from_db()
    assert session.state == Meeting.State.CANCELLED
    assert [letter.person for letter in Letter.objects.filter(code="session.cancelled")] == [gemeente.person]
    with pytest.raises(ValidationError, match="gaat niet door"):
        gatherings.cancel_date(session, by=clm)


def test_it_never_becomes_more_open_nor_smaller_than_who_come(sign_in, clm, gemeente):
    made = make(clm, openness="network", places=5)
    for _ in range(3):
        sessions.join(made.dates.get(), make_person(), by=None)
    path = reverse("gathering-edit", args=[made.ref])
    same = {"kind": "training", "title": "Anders", "openness": "network", "places": "3"}

    for wrong, sentence in (({"openness": "public"}, "Nog niet gelukt"), ({"places": "2"}, "al 3 mensen aangemeld")):
        assert sentence in sign_in(clm).post(path, same | wrong | {"once": sentence}).text
    sign_in(clm).post(path, same | {"once": "c"})

    made.refresh_from_db()
    assert (made.title, made.places, made.openness) == ("Anders", 3, "network")
    assert made.dates.get().title == "Anders"
    made.openness = "public"
    with pytest.raises(ValidationError):
        gatherings.revise(made, changed=["openness"], by=clm)


def test_one_date_is_put_down_once_and_never_in_the_past(clm):
    made = make(clm)
    for wrong in (date(20), date(-3), date(5000)):
        with pytest.raises(ValidationError):
            gatherings.add_date(made, wrong, by=clm)
    assert made.dates.count() == 1


# --- calendars outside --------------------------------------------------------------------------------------------------


def test_calendars_outside_get_the_kind_and_never_the_title(visitor, clm, gemeente):
    session = make(clm, title="Over het gezin aan de Kade").dates.get()
    token = feeds.make(gemeente.person, by=gemeente)
    path = reverse("feed", args=[token])
    before = visitor.get(path)
    assert "Training" not in before.text

    sessions.join(session, gemeente.person, by=gemeente)

    after = visitor.get(path)
    assert "Training" in after.text
    assert "Kade" not in after.text + ical.text_of(event_of(session))
    assert before["ETag"] != after["ETag"]


def test_the_page_asks_as_much_for_ten_dates_as_for_one(sign_in, django_assert_max_num_queries, clm):
    made = make(clm)
    browser = sign_in(clm)

    def asked() -> int:
        browser.get(made.get_absolute_url())
        with django_assert_max_num_queries(25) as questions:
            browser.get(made.get_absolute_url())
        return len(questions)

    before = asked()
    for number in range(9):
        sessions.join(gatherings.add_date(made, date(30 + number), by=clm), make_person(), by=None)
    assert asked() == before
