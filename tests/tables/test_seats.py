"""What becomes of a chair: offers, other forms, colleagues, deputies, being moved and being taken off."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail, spreadsheets, tickets
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from leerlandschap.network.models import Person
from tables.flows import attendances, chairs, seat_letters, seats, signups
from tables.models import Attendance, ChairGroup, Involvement, Meeting, Seat, SignUp
from tables.views import seat_lists
from tests.cast import account
from tests.factories import make_meeting, make_membership, make_organisation, make_person, make_seat, make_table
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db
MEMBER = Involvement.MEMBER


def take(table, person=None, *, organisation=None, involvement=MEMBER):
    person = person or make_person()
    return signups.take_chair(table, person, organisation=organisation, involvement=involvement, by=None)


def again(seat) -> Seat:
    return Seat.objects.select_related("cycle__table", "person", "organisation").get(pk=seat.pk)


@pytest.fixture
def riet(db):
    return make_organisation("Het Riet", mail_domain="riet.example")


@pytest.fixture
def holder(riet):
    """Somebody of Het Riet with a confirmed chair, without an account."""
    person = make_person("noor@riet.example", name="Noor van Dijk", organisation=riet)
    seat = make_seat(make_table("Crisis", chairs=3), person)
    Seat.objects.filter(pk=seat.pk).update(organisation=riet, perspective=riet.kind)
    return again(seat)


@pytest.fixture
def offered(time_machine):
    """Somebody to whom the only chair of a table is offered, with one more behind them on the list."""
    time_machine.move_to(timezone.now().replace(hour=10), tick=False)
    table = make_table(chairs=1)
    held, first, second = take(table), take(table), take(table)
    seats.withdraw(held, by=None)
    return again(first), again(second)


# --- an offer ---------------------------------------------------------------------------------------------------------


def test_an_offer_holds_a_week_and_says_so_in_the_mail(offered):
    seat, _next = offered

    assert (seat.state, seat.offer_until) == (Seat.State.OFFERED, timezone.localdate() + timedelta(days=7))
    message = mail.compose(newest_letter(seat.person))
    assert "houden we tot en met" in message.body


def test_taking_an_offer_asks_the_table_to_decide(offered, voorzitter):
    seat, _next = offered
    seat.table.chair = voorzitter.person
    seat.table.save()

    taken = seats.take_offer(seat, by=None)

    assert taken.state == Seat.State.REQUESTED
    assert Notice.objects.filter(person=voorzitter.person, code="seat.asked").exists()


def test_an_offer_that_is_left_goes_to_the_next(offered):
    seat, following = offered

    seats.leave_offer(seat, by=None)

    assert (again(seat).state, again(following).state) == (Seat.State.WITHDRAWN, Seat.State.OFFERED)


def test_an_offer_holds_until_the_end_of_its_last_day_and_then_goes_on(offered, time_machine):
    seat, following = offered
    time_machine.move_to(timezone.now() + timedelta(days=7), tick=False)
    chairs.sweep()
    assert again(seat).state == Seat.State.OFFERED

    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    with pytest.raises(ValidationError, match="Dit aanbod gold tot en met"):
        seats.take_offer(seat, by=None)
    chairs.sweep()

    assert (again(seat).state, again(following).state) == (Seat.State.LAPSED, Seat.State.OFFERED)
    assert newest_letter(seat.person).code == "seat.lapsed"


def test_after_months_without_a_worker_one_sweep_makes_it_good_and_a_second_does_nothing(offered, time_machine):
    seat, following = offered
    time_machine.move_to(timezone.now() + timedelta(days=100), tick=False)

    chairs.sweep()
    chairs.sweep()

    assert again(following).offer_until == timezone.localdate() + timedelta(days=7)
    assert letters_to(seat.person).filter(code="seat.lapsed").count() == 1


def test_the_page_offers_to_take_the_chair_or_let_it_go_and_looking_does_neither(visitor, offered):
    seat, _next = offered
    link = link_in(newest_letter(seat.person))

    page = visitor.get(link)
    assert "Ik neem de stoel" in page.text
    assert "Ik laat hem gaan" in page.text
    assert again(seat).state == Seat.State.OFFERED
    visitor.post(link, {"deed": "neem", "once": "k"})

    assert again(seat).state == Seat.State.REQUESTED


def test_an_offer_that_went_on_meanwhile_says_so_in_place_of_failing(visitor, offered):
    seat, _next = offered
    link = link_in(newest_letter(seat.person))
    seats.leave_offer(seat, by=None)

    answer = visitor.post(link, {"deed": "neem", "once": "k"})

    assert answer.status_code == 409
    assert "al beslist" in answer.text


# --- kept chairs --------------------------------------------------------------------------------------------------------


@pytest.fixture
def keeping(db):
    """A table with two chairs, one of them kept for verwijzers for ten days."""
    table = make_table(chairs=2)
    until = timezone.localdate() + timedelta(days=10)
    ChairGroup.objects.create(table=table, perspective="referrer", chairs=1, kept_until=until)
    chairs.keep(table)
    table.refresh_from_db()
    return table


def test_a_kept_chair_is_left_for_who_it_is_kept_for(keeping, riet):
    doctors = make_organisation("Huisartsen", kind="referrer")
    assert (keeping.kept, keeping.free_for_all) == (1, 1)

    states = [take(keeping, organisation=one).state for one in (riet, riet, doctors)]

    assert states == [Seat.State.REQUESTED, Seat.State.WAITING, Seat.State.REQUESTED]
    keeping.refresh_from_db()
    assert (keeping.taken, keeping.kept, keeping.waiting) == (2, 0, 1)


def test_after_its_last_day_a_kept_chair_is_offered_to_who_waits(keeping, riet, time_machine):
    time_machine.move_to(timezone.now().replace(hour=10), tick=False)
    take(keeping, organisation=riet)
    waits = take(keeping, organisation=riet)
    time_machine.move_to(timezone.now() + timedelta(days=10), tick=False)
    chairs.sweep()
    assert again(waits).state == Seat.State.WAITING

    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    chairs.sweep()

    assert again(waits).state == Seat.State.OFFERED
    keeping.refresh_from_db()
    assert keeping.kept == 0


def test_who_asks_before_the_sweep_does_not_pass_who_waits(keeping, riet, time_machine):
    time_machine.move_to(timezone.now().replace(hour=10), tick=False)
    take(keeping, organisation=riet)
    waits = take(keeping, organisation=riet)
    time_machine.move_to(timezone.now() + timedelta(days=11), tick=False)

    late = take(keeping, organisation=riet)

    assert (again(waits).state, late.state) == (Seat.State.OFFERED, Seat.State.WAITING)


def test_tying_an_organisation_gives_who_waits_the_chair_that_is_kept_for_it(keeping, riet, clm):
    take(keeping, organisation=riet)
    waits = take(keeping)

    seats.tie(waits, organisation=make_organisation("Huisartsen", kind="referrer"), by=clm)

    assert again(waits).state == Seat.State.OFFERED


def test_a_kept_chair_is_given_directly_to_nobody_else(keeping, riet, clm):
    take(keeping, organisation=riet)

    with pytest.raises(ValidationError, match="vrijgehouden voor anderen"):
        signups.seat_directly(keeping, make_person(), organisation=riet, involvement=MEMBER, by=clm)


def test_the_form_says_in_words_for_whom_chairs_are_kept(visitor, keeping, riet):
    take(keeping, organisation=riet)

    page = visitor.get(reverse("signup", args=[keeping.slug]))

    assert "niet voor iedereen" in page.text
    assert "1 stoel wordt vrijgehouden voor verwijzers, tot en met" in page.text
    assert "plek 1 van de wachtlijst" in page.text
    assert "voor verwijzers, tot en met" in visitor.get(keeping.get_absolute_url()).text


# --- another form -------------------------------------------------------------------------------------------------------


def test_a_lid_who_becomes_agendalid_stays_confirmed_and_frees_the_chair(clm):
    table = make_table(chairs=1)
    seat = seats.accept(take(table), by=clm)
    waits = take(table)

    changed = seats.take_part_as(seat, Involvement.AGENDA_MEMBER, by=None)

    assert changed.state == Seat.State.ACCEPTED
    assert again(waits).state == Seat.State.OFFERED


def test_an_agendalid_who_becomes_lid_takes_a_chair_or_waits(clm):
    table = make_table(chairs=1)
    first = seats.accept(take(table, involvement=Involvement.AGENDA_MEMBER), by=clm)
    second = seats.accept(take(table, involvement=Involvement.AGENDA_MEMBER), by=clm)

    states = [seats.take_part_as(seat, MEMBER, by=None).state for seat in (first, second)]

    assert states == [Seat.State.ACCEPTED, Seat.State.WAITING]
    assert newest_letter(second.person).code == "seat.waiting"


def test_who_waits_may_go_back_to_what_they_were(clm):
    table = make_table(chairs=1)
    take(table)
    seat = seats.accept(take(table, involvement=Involvement.AGENDA_MEMBER), by=clm)
    seat = seats.take_part_as(seat, MEMBER, by=None)

    assert seats.take_part_as(seat, Involvement.AGENDA_MEMBER, by=None).state == Seat.State.ACCEPTED


def test_the_same_form_is_refused_and_one_that_does_not_exist_too(sign_in, gemeente):
    seat = take(make_table(), gemeente.person)
    address = reverse("seat", args=[seat.ref])

    with pytest.raises(ValidationError, match="al zo mee"):
        seats.take_part_as(seat, MEMBER, by=None)
    answer = sign_in(gemeente).post(address, {"deed": "vorm", "involvement": "koning", "once": "k"})

    assert answer.status_code == 409
    assert "Kies een vorm." in answer.text


# --- handing the chair over ---------------------------------------------------------------------------------------------


def test_a_chair_is_handed_over_only_when_the_colleague_accepts_by_one_post(visitor, holder, riet):
    signups.offer_own_chair(holder, name="Siem", email="siem@riet.example", by=None)
    link = link_in(newest_letter("siem@riet.example"))

    page = visitor.get(link)
    assert "Noor van Dijk geeft de eigen stoel" in page.text
    assert again(holder).state == Seat.State.ACCEPTED
    visitor.post(link, {"once": "k"})

    heir = Seat.objects.accepted().get()
    assert (heir.person.email, heir.organisation, heir.cycle) == ("siem@riet.example", riet, holder.cycle)
    assert again(holder).state == Seat.State.ENDED
    assert newest_letter(holder.person).code == "seat.handed_over"
    holder.table.refresh_from_db()
    assert holder.table.taken == 1


def test_a_chair_that_is_handed_over_passes_the_waiting_list_by(holder):
    chairs.set_chairs(holder.table, 1, by=account("clm"))
    waits = take(holder.table)

    seats.hand_over(holder, to=make_person("siem@riet.example"), by=None)

    assert again(waits).state == Seat.State.WAITING


def test_a_colleague_who_waited_no_longer_waits_after_taking_over(holder, riet):
    chairs.set_chairs(holder.table, 1, by=account("clm"))
    colleague = make_person("siem@riet.example")
    waited = take(holder.table, colleague, organisation=riet)

    heir = seats.hand_over(holder, to=colleague, by=None)

    assert (heir.state, again(waited).state) == (Seat.State.ACCEPTED, Seat.State.ENDED)
    holder.table.refresh_from_db()
    assert (holder.table.taken, holder.table.waiting) == (1, 0)


def test_who_sits_there_already_takes_no_second_chair(holder, riet):
    colleague = make_person("siem@riet.example")
    take(holder.table, colleague, organisation=riet)

    with pytest.raises(ValidationError, match="zelf al een stoel"):
        seats.hand_over(holder, to=colleague, by=None)


@pytest.mark.parametrize("email", ["siem@elders.example", "noor@riet.example", "NOOR@riet.example"])
def test_only_another_person_of_the_same_organisation_is_a_colleague(holder, email):
    for flow in (
        signups.offer_own_chair,
        lambda seat, **more: attendances.send_deputy(make_meeting(seat.table), seat, **more),
    ):
        with pytest.raises(ValidationError, match="hoort niet bij|ben je zelf"):
            flow(holder, name="Siem", email=email, by=None)


def test_who_works_there_is_a_colleague_whatever_their_address(holder, riet):
    make_membership(make_person("siem@elders.example"), riet)

    assert signups.offer_own_chair(holder, name="Siem", email="siem@elders.example", by=None)


def test_a_chair_can_be_kept_after_all_and_the_link_says_so(visitor, holder):
    signups.offer_own_chair(holder, name="Siem", email="siem@riet.example", by=None)
    link = link_in(newest_letter("siem@riet.example"))

    signups.keep_own_chair(holder)

    assert not SignUp.objects.exists()
    assert "ingetrokken" in visitor.get(link).text


def test_a_link_shows_no_names_of_colleagues(visitor, sign_in, riet):
    member = account("aanbieder2")
    seat = make_seat(make_table(), member.person)
    Seat.objects.filter(pk=seat.pk).update(organisation=riet, perspective=riet.kind)
    make_membership(make_person(name="Siem de Ruiter"), riet)
    link = reverse(
        "seat-by-link", args=[tickets.issue(seat_letters.SEAT_SCOPE, about=seat, lifetime=timedelta(days=1))]
    )

    assert "Siem de Ruiter" not in visitor.get(link).text
    assert "Siem de Ruiter" in sign_in(member).get(reverse("seat", args=[seat.ref])).text


# --- asking a colleague along -------------------------------------------------------------------------------------------


def ask_along(browser, table, **fields):
    said = {"name": "Siem", "email": "siem@populier.example", "involvement": "member", "once": "k", **fields}
    return browser.post(reverse("signup-colleague", args=[table.slug]), said)


@pytest.fixture
def populier(aanbieder):
    found = aanbieder.person.memberships.get().organisation
    found.mail_domain = "populier.example"
    found.save()
    return found


def test_a_colleague_who_is_asked_along_confirms_it_themselves(sign_in, visitor, aanbieder, populier):
    table = make_table()

    assert ask_along(sign_in(aanbieder), table).status_code == 302
    assert not Seat.objects.exists()
    link = link_in(newest_letter("siem@populier.example"))
    assert "Aanbieder vraagt of je meedoet" in visitor.get(link).text
    visitor.post(link, {"once": "k"})

    seat = Seat.objects.get()
    assert (seat.organisation, seat.state) == (populier, Seat.State.REQUESTED)


def test_nobody_from_elsewhere_is_asked_along(sign_in, aanbieder, populier):
    answer = ask_along(sign_in(aanbieder), make_table(), email="siem@elders.example")

    assert answer.status_code == 200
    assert "hoort niet bij De Populier" in answer.text
    assert "siem@elders.example" in answer.text
    assert not Letter.objects.exists()


def test_a_stranger_cannot_undo_what_a_colleague_asked(sign_in, visitor, aanbieder, populier):
    table = make_table()
    ask_along(sign_in(aanbieder), table)

    wish = {
        "name": "X",
        "email": "siem@populier.example",
        "organisation_name": "Y",
        "involvement": "reader",
        "once": "z",
    }
    visitor.post(reverse("signup", args=[table.slug]), wish)

    assert SignUp.objects.get().asked_by == aanbieder.person


def test_no_mail_about_a_colleague_carries_a_name(sign_in, aanbieder, populier):
    ask_along(sign_in(aanbieder), make_table(), name="Siem de Ruiter")

    message = mail.compose(newest_letter("siem@populier.example"))
    assert aanbieder.person.name not in message.subject + message.body


# --- a deputy -----------------------------------------------------------------------------------------------------------


def test_a_deputy_hears_when_and_where_and_nothing_else(holder):
    meeting = make_meeting(holder.table, place="Stadhuis Urk")

    attendances.send_deputy(meeting, holder, name="Siem", email="siem@riet.example", by=None)

    answer = Attendance.objects.get()
    assert (answer.state, answer.deputy.name, answer.organisation) == ("deputy", "Siem", holder.organisation)
    message = mail.compose(newest_letter("siem@riet.example"))
    assert "Stadhuis Urk" in message.body
    assert not any(word in message.subject + message.body for word in ("Noor", "Crisis"))
    assert Seat.objects.count() == 1


def test_who_comes_after_all_needs_no_deputy_and_the_deputy_hears_it(holder):
    meeting = make_meeting(holder.table)
    attendances.send_deputy(meeting, holder, name="Siem", email="siem@riet.example", by=None)

    attendances.answer(meeting, holder, Attendance.State.COMING, by=None)

    assert Attendance.objects.get().deputy is None
    assert newest_letter("siem@riet.example").code == "deputy.not_needed"


@pytest.mark.parametrize("trouble", ["over", "cancelled", "elsewhere", "not confirmed"])
def test_an_answer_is_asked_only_of_who_sits_there_before_it_begins(holder, trouble):
    meeting = make_meeting(make_table() if trouble == "elsewhere" else holder.table)
    if trouble == "over":
        Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    if trouble == "cancelled":
        Meeting.objects.update(state=Meeting.State.CANCELLED)
    if trouble == "not confirmed":
        holder.state = Seat.State.REQUESTED
        holder.save()

    with pytest.raises(ValidationError, match="geen plek|al begonnen of gaat niet door"):
        attendances.answer(meeting, holder, Attendance.State.COMING, by=None)


def test_on_the_page_one_answers_for_each_meeting_and_who_decides_sees_it(sign_in, clm):
    member = account("gemeente")
    table = make_table(chairs=3)
    seat = make_seat(table, member.person)
    meeting = make_meeting(table)
    browser, address = sign_in(member), reverse("seat", args=[seat.ref])

    assert "nog geen antwoord" in browser.get(address).text
    browser.post(address, {"deed": "kom", "meeting": meeting.ref, "once": "k"})

    assert "je komt" in browser.get(address).text
    assert "Komt (1)" in sign_in(clm).get(reverse("seat-list", args=[table.slug])).text


@pytest.mark.parametrize("post", [{"deed": "kom", "meeting": "onzin"}, {"deed": "vlieg"}, {}, {"deed": "kom"}])
def test_a_deed_that_does_not_exist_is_not_there(sign_in, gemeente, post):
    seat = make_seat(make_table(), gemeente.person)

    assert sign_in(gemeente).post(reverse("seat", args=[seat.ref]), post).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "", "email": "siem@riet.example"}, "Vul de voor- en achternaam in"),
        ({"name": "Siem", "email": "siem"}, "Vul een volledig adres in"),
        ({"name": "Siem", "email": "siem@elders.example"}, "hoort niet bij Het Riet"),
        ({"name": "x" * 1_000_000, "email": "siem@riet.example"}, "120"),
        ({"name": "Siem\x00", "email": "siem@riet.example"}, "Null"),
    ],
)
def test_a_colleague_who_is_filled_in_wrongly_gets_a_sentence_and_stays_filled_in(visitor, holder, fields, sentence):
    answer = visitor.post(seat_letters.path_to(holder), {"deed": "overdragen", "once": "k", **fields})

    assert answer.status_code == 409
    assert sentence in answer.text
    assert fields["email"] in answer.text


# --- for who decides ----------------------------------------------------------------------------------------------------


def test_somebody_who_is_moved_asks_there_and_frees_the_chair_here(clm, riet):
    here, there = make_table(chairs=1), make_table("Logeren", chairs=1)
    seat, waits = take(here, organisation=riet), take(here)

    moved = seats.move_to(seat, there, by=clm)

    assert (moved.state, moved.table, moved.organisation) == (Seat.State.REQUESTED, there, riet)
    assert (again(seat).state, again(waits).state) == (Seat.State.ENDED, Seat.State.OFFERED)
    letter = newest_letter(seat.person)
    assert (letter.code, letter.content()["facts"]) == ("seat.moved", {"table": "Logeren"})


def test_at_a_full_table_who_is_moved_waits(clm):
    there = make_table(chairs=1)
    take(there)

    assert seats.move_to(take(make_table()), there, by=clm).state == Seat.State.WAITING


@pytest.mark.parametrize("where", ["here", "seated", "closed"])
def test_nobody_is_moved_where_they_cannot_sit(clm, where):
    seat = take(make_table())
    there = {"here": seat.table, "seated": make_table(), "closed": make_table(open_for_signup=False)}[where]
    if where == "seated":
        take(there, seat.person)

    with pytest.raises(ValidationError):
        seats.move_to(seat, there, by=clm)
    assert again(seat).state == Seat.State.REQUESTED


def test_who_is_taken_off_reads_why_in_the_portal_and_not_in_the_mail(sign_in, clm, gemeente):
    seat = seats.accept(take(make_table(), gemeente.person), by=clm)
    address = reverse("seat-manage", args=[seat.ref])

    sign_in(clm).post(address, {"deed": "beeindigen", "reason": "Lang niet geweest.", "once": "k"})

    assert again(seat).state == Seat.State.ENDED
    assert "Lang niet geweest." in sign_in(gemeente).get(reverse("seat", args=[seat.ref])).text
    assert "Lang niet" not in mail.compose(newest_letter(gemeente.person)).body


def test_the_chair_of_a_table_moves_nobody(sign_in, voorzitter):
    seat = take(make_table(chair=voorzitter.person))
    browser, address = sign_in(voorzitter), reverse("seat-manage", args=[seat.ref])

    assert "Naar een andere tafel" not in browser.get(address).text
    assert browser.post(address, {"deed": "verplaatsen", "once": "k"}).status_code == 403


def test_the_list_counts_who_has_not_confirmed_without_naming_them(sign_in, clm, visitor):
    table = make_table()
    wish = {"name": "Anna de Wit", "email": "anna@werk.example", "organisation_name": "Werk", "involvement": "member"}
    visitor.post(reverse("signup", args=[table.slug]), {**wish, "once": "k"})

    page = sign_in(clm).get(reverse("seat-list", args=[table.slug])).text

    assert "1 aanmelding wacht" in page
    assert "Anna de Wit" not in page


def test_a_long_list_is_leafed_through_and_a_refusal_opens_at_its_own_page(sign_in, clm, monkeypatch):
    monkeypatch.setattr(seat_lists, "ON_A_PAGE", 2)
    table, days = make_table(chairs=9), timezone.now() - timedelta(days=9)
    asked = [make_seat(table, make_person(name=f"Vrager {n}"), state=Seat.State.REQUESTED) for n in range(3)]
    for number, one in enumerate(asked):
        Seat.objects.filter(pk=one.pk).update(requested_at=days + timedelta(days=number))
    browser, address = sign_in(clm), reverse("seat-list", args=[table.slug])

    first, second = browser.get(address).text, browser.get(f"{address}?aanvragen=2&leden=onzin").text
    refused = browser.post(reverse("seat-decline", args=[asked[2].ref]), {"reason": "", "once": "k"}).text

    assert ("Vrager 1" in first, "Vrager 2" in first) == (True, False)
    assert 'href="?aanvragen=2#aanvragen"' in first
    assert ("Vrager 1" in second, "Vrager 2" in second) == (False, True)
    assert "Vrager 2" in refused
    assert "error-summary" in refused


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_list_can_be_taken_along_as_a_spreadsheet(sign_in, clm, kind):
    table = make_table()
    make_seat(table, make_person(name="Noor van Dijk"))

    answer = sign_in(clm).post(reverse("seat-export", args=[table.slug, kind]))

    rows = spreadsheets.read(io.BytesIO(answer.content))[0].rows
    assert rows[0][0] == "Naam"
    assert rows[1][0] == "Noor van Dijk"
    assert AuditEvent.objects.filter(code="seats.exported").exists()


def test_all_sign_ups_are_filtered_by_the_address(sign_in, clm):
    first, second = make_table("Crisis", chairs=1), make_table("Logeren")
    take(first, make_person(name="Persoon Een"))
    take(first, make_person(name="Persoon Twee"))
    take(second, make_person(name="Persoon Drie"))
    browser, address = sign_in(clm), reverse("signup-list")

    def seen(**chosen):
        page = browser.get(address, chosen).text
        return [name for name in ("Een", "Twee", "Drie") if f"Persoon {name}" in page]

    assert seen() == ["Een", "Twee", "Drie"]
    assert seen(tafel=first.slug) == ["Een", "Twee"]
    assert seen(staat="waiting") == ["Twee"]
    assert seen(staat="onzin", perspectief="\x00") == ["Een", "Twee", "Drie"]
    assert seen(tafel="../") == []


# --- speed --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["seat-list", "seat", "signup-list", "signup"])
def test_pages_ask_as_much_with_five_as_with_many(page, sign_in, clm, django_assert_max_num_queries):
    table = make_table(chairs=60)
    clm_seat = make_seat(table, clm.person)
    make_meeting(table)
    browser = sign_in(clm)
    address = {
        "seat-list": reverse("seat-list", args=[table.slug]),
        "seat": reverse("seat", args=[clm_seat.ref]),
        "signup-list": reverse("signup-list"),
        "signup": reverse("signup", args=[table.slug]),
    }[page]

    def count() -> int:
        with django_assert_max_num_queries(40) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    _fill(table, 5)
    browser.get(address)
    few = count()
    _fill(table, 45)
    assert count() == few


def _fill(table, more: int) -> None:
    organisation = make_organisation("Gemeente Waterrijk", kind="municipality")
    for _number in range(more):
        seat = make_seat(table, make_person(organisation=organisation))
        Seat.objects.filter(pk=seat.pk).update(organisation=organisation, perspective=organisation.kind)
    assert Person.objects.exists()
