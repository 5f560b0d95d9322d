"""Taking a chair: asking, confirming an address, the waiting list, the answer, giving back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from leerlandschap.network.models import Person
from tables.flows import chairs, seats, signups
from tables.models import Involvement, Seat, SignUp, Table
from tests.factories import make_organisation, make_person, make_seat, make_table
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db


def take(table, person=None, involvement=Involvement.MEMBER):
    return signups.take_chair(table, person or make_person(), organisation=None, involvement=involvement, by=None)


# --- the rule ---------------------------------------------------------------------------------------------------------


def test_who_asks_while_chairs_are_free_has_one_held():
    table = make_table(chairs=2)

    seat = take(table)

    table.refresh_from_db()
    assert (seat.state, table.taken, table.free) == (Seat.State.REQUESTED, 1, 1)


def test_who_asks_at_a_full_table_gets_a_place_on_the_list():
    table = make_table(chairs=1)
    take(table)

    first, second = take(table), take(table)

    assert [first.state, second.state] == [Seat.State.WAITING] * 2
    assert [first.place_on_list(), second.place_on_list()] == [1, 2]
    table.refresh_from_db()
    assert (table.taken, table.waiting) == (1, 2)


def test_an_agendalid_and_a_meelezer_need_no_chair():
    table = make_table(chairs=1)
    take(table)

    for involvement in (Involvement.AGENDA_MEMBER, Involvement.READER):
        assert take(table, involvement=involvement).state == Seat.State.REQUESTED

    table.refresh_from_db()
    assert (table.taken, table.waiting) == (1, 0)


def test_nobody_has_two_chairs_in_a_round():
    table, person = make_table(), make_person()
    take(table, person)

    with pytest.raises(ValidationError, match="al een plek"):
        take(table, person)

    table.refresh_from_db()
    assert table.taken == Seat.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"open_for_signup": False}, {"state": Table.State.PREPARING}, {"state": Table.State.ENDED}, {"cycle": False}],
)
def test_a_table_that_takes_no_requests_says_so(fields):
    with pytest.raises(ValidationError, match="nu niet aanschuiven"):
        take(make_table(**fields))


def test_a_declined_chair_goes_to_who_waits_longest(clm):
    table = make_table(chairs=1)
    asked, first, second = take(table), take(table), take(table)

    seats.decline(asked, reason="We zoeken nog een verwijzer.", by=clm)

    states = [Seat.objects.get(pk=seat.pk).state for seat in (asked, first, second)]
    assert states == [Seat.State.DECLINED, Seat.State.OFFERED, Seat.State.WAITING]
    assert second.place_on_list() == 1
    table.refresh_from_db()
    assert (table.taken, table.waiting) == (1, 1)


def test_a_chair_given_back_goes_to_who_waits_longest():
    table = make_table(chairs=1)
    held, waiting = take(table), take(table)

    seats.withdraw(held, by=None)

    assert Seat.objects.get(pk=waiting.pk).state == Seat.State.OFFERED
    assert newest_letter(waiting.person).code == "seat.offered"


def test_leaving_the_waiting_list_frees_no_chair():
    table = make_table(chairs=1)
    take(table)
    waiting = take(table)

    seats.withdraw(waiting, by=None)

    table.refresh_from_db()
    assert (table.taken, table.waiting) == (1, 0)


def test_ranks_are_never_given_twice():
    table = make_table(chairs=1)
    take(table)
    seats.withdraw(take(table), by=None)

    again = take(table)

    assert (again.rank, again.place_on_list()) == (2, 1)


def test_more_chairs_go_to_who_waits(clm):
    table = make_table(chairs=1)
    take(table)
    first, second, third = take(table), take(table), take(table)

    chairs.set_chairs(table, 3, by=clm)

    states = [Seat.objects.get(pk=seat.pk).state for seat in (first, second, third)]
    assert states == [Seat.State.OFFERED, Seat.State.OFFERED, Seat.State.WAITING]


def test_a_table_never_gets_fewer_chairs_than_are_taken(clm):
    table = make_table(chairs=3)
    take(table)
    take(table)

    with pytest.raises(ValidationError, match="Er zijn al 2 stoelen bezet"):
        chairs.set_chairs(table, 1, by=clm)


def test_an_accepted_chair_is_told_and_noted(clm):
    seat = take(make_table("Crisis"))

    seats.accept(seat, by=clm)

    seat.refresh_from_db()
    assert (seat.state, seat.decided_by) == (Seat.State.ACCEPTED, clm)
    assert newest_letter(seat.person).code == "seat.accepted"
    assert AuditEvent.objects.filter(code="seat.accepted", actor_id=clm.pk, object_name="Crisis").exists()


def test_a_decision_is_taken_once(clm):
    seat = take(make_table())
    seats.accept(seat, by=clm)

    with pytest.raises(ValidationError, match="al beslist"):
        seats.decline(seat, reason="toch niet", by=clm)


def test_the_chair_is_asked_to_decide_in_the_one_mail_a_day(voorzitter):
    table = make_table(chair=voorzitter.person)

    take(table)

    notice = Notice.objects.get(person=voorzitter.person)
    assert (notice.code, notice.bundled, notice.letter) == ("seat.asked", True, None)


def test_who_decides_is_not_reminded_of_what_was_decided(voorzitter, clm):
    seat = take(make_table(chair=voorzitter.person))

    seats.accept(seat, by=clm)

    assert not Notice.objects.to_bundle().exists()


# --- in the browser, with an account ----------------------------------------------------------------------------------


def wish(**fields):
    return {"involvement": "member", "brings": "Cijfers", "hopes": "", "once": "a-key", **fields}


def test_a_member_takes_a_chair_and_sees_the_receipt(sign_in, gemeente):
    table = make_table("Thuis op Maat")
    browser = sign_in(gemeente)

    answer = browser.post(reverse("signup", args=[table.slug]), wish(), follow=True)

    seat = Seat.objects.get()
    assert answer.redirect_chain == [(seat.get_absolute_url(), 302)]
    assert "Je aanvraag is binnen" in answer.text
    assert (seat.person, seat.organisation.name, seat.brings) == (gemeente.person, "Gemeente Waterrijk", "Cijfers")
    assert "Thuis op Maat" in browser.get(reverse("my-landscape")).text


def test_the_same_form_sent_twice_makes_one_chair(sign_in, gemeente):
    table = make_table()
    browser, address = sign_in(gemeente), reverse("signup", args=[table.slug])

    first, second = browser.post(address, wish()), browser.post(address, wish())

    assert first.url == second.url == Seat.objects.get().get_absolute_url()


def test_asking_again_with_another_form_says_that_there_is_a_chair(sign_in, gemeente):
    table = make_table()
    browser, address = sign_in(gemeente), reverse("signup", args=[table.slug])
    browser.post(address, wish())

    answer = browser.post(address, wish(once="another-key", brings="Iets anders"))

    assert answer.status_code == 200
    assert "Je hebt al een plek bij deze tafel" in answer.text
    assert "Iets anders" in answer.text


def test_a_member_gives_the_chair_back_by_one_post(sign_in, gemeente):
    table = make_table()
    seat = take(table, gemeente.person)
    browser, address = sign_in(gemeente), reverse("seat", args=[seat.ref])

    browser.get(address)
    assert Seat.objects.get().state == Seat.State.REQUESTED
    browser.post(address, {"once": "k", "deed": "terug"})

    assert Seat.objects.get().state == Seat.State.WITHDRAWN


def test_somebody_elses_chair_is_not_there(sign_in, gemeente, aanbieder):
    seat = take(make_table(), gemeente.person)
    browser = sign_in(aanbieder)

    assert browser.get(reverse("seat", args=[seat.ref])).status_code == 404
    assert browser.post(reverse("seat", args=[seat.ref]), {"deed": "terug"}).status_code == 404
    assert Seat.objects.get().state == Seat.State.REQUESTED


# --- in the browser, without an account -------------------------------------------------------------------------------


def visitor_wish(**fields):
    anna = {"name": "Anna de Wit", "email": "anna@waterrijk.example", "organisation_name": "Gemeente Waterrijk"}
    return wish(**{**anna, **fields})


def test_a_visitor_holds_nothing_until_the_address_is_confirmed(visitor):
    table = make_table(chairs=1)

    answer = visitor.post(reverse("signup", args=[table.slug]), visitor_wish())

    assert answer.url == reverse("signup-asked", args=[table.slug])
    table.refresh_from_db()
    assert (table.taken, Seat.objects.count(), SignUp.objects.count()) == (0, 0, 1)


def test_a_visitor_confirms_by_the_link_and_its_button(visitor):
    table = make_table()
    make_organisation("Gemeente Waterrijk", kind="municipality", mail_domain="waterrijk.example")
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    link = link_in(Letter.objects.get())

    page = visitor.get(link)
    assert "Anna de Wit" in page.text
    assert not Seat.objects.exists()
    answer = visitor.post(link, {"once": "k"}, follow=True)

    seat = Seat.objects.get()
    assert "Je aanvraag is binnen" in answer.text
    assert (seat.person.email, seat.organisation.name) == ("anna@waterrijk.example", "Gemeente Waterrijk")
    assert seat.perspective == "municipality"
    assert not SignUp.objects.exists()


def test_a_confirmation_link_works_once(visitor):
    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    link = link_in(Letter.objects.get())
    visitor.post(link, {"once": "k"})

    answer = visitor.get(link)

    assert "Je adres is al bevestigd" in answer.text
    assert Seat.objects.count() == 1


def test_a_used_confirmation_link_has_the_way_to_the_chair_mailed_and_not_shown(visitor):
    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    link = link_in(Letter.objects.get())
    visitor.post(link, {"once": "k"})

    page = visitor.get(link)
    assert "/stoel/" not in page.text
    answer = visitor.post(link, {"once": "again"})

    assert answer.url == reverse("signup-asked", args=[table.slug])
    letter = newest_letter("anna@waterrijk.example")
    assert letter.code == "signup.already"
    assert "Je plek bij" in visitor.get(link_in(letter)).text


def test_what_was_typed_before_the_mail_went_is_not_changed_by_who_types_the_same_address_after(visitor):
    table = make_table()
    address = reverse("signup", args=[table.slug])
    visitor.post(address, visitor_wish())

    visitor.post(address, visitor_wish(name="Iemand anders", organisation_name="Elders", once="other"))

    assert SignUp.objects.get().name == "Anna de Wit"
    assert letters_to("anna@waterrijk.example").count() == 1


def test_on_another_day_the_form_counts_anew_and_the_old_link_no_longer(visitor, time_machine):
    table = make_table()
    address = reverse("signup", args=[table.slug])
    visitor.post(address, visitor_wish())
    old_link = link_in(Letter.objects.get())
    time_machine.move_to(timezone.now() + timedelta(days=1))

    visitor.post(address, visitor_wish(organisation_name="Gemeente Elders", once="other"))

    assert SignUp.objects.get().organisation_name == "Gemeente Elders"
    assert visitor.get(old_link).status_code == 410
    assert "Gemeente Elders" in visitor.get(link_in(newest_letter("anna@waterrijk.example"))).text


def test_a_confirmation_link_lapses_after_a_week(visitor, time_machine):
    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    link = link_in(Letter.objects.get())
    time_machine.move_to(timezone.now() + signups.CONFIRM_WITHIN)

    answer = visitor.get(link)

    assert answer.status_code == 410
    assert "verlopen" in answer.text


def test_a_table_that_filled_up_meanwhile_gives_a_place_on_the_list(visitor):
    table = make_table(chairs=1)
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    take(table)

    answer = visitor.post(link_in(Letter.objects.get(code="signup.confirm")), {"once": "k"}, follow=True)

    assert "plek <strong>1</strong> van de wachtlijst" in answer.text


def test_a_table_that_closed_meanwhile_says_so(visitor):
    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    Table.objects.update(open_for_signup=False)

    answer = visitor.post(link_in(Letter.objects.get()), {"once": "k"})

    assert "nu niet aanschuiven" in answer.text
    assert SignUp.objects.exists()


def test_the_screen_never_tells_whether_an_address_is_seated(visitor):
    table = make_table()
    seat = take(table, make_person("anna@waterrijk.example"))
    address = reverse("signup", args=[table.slug])

    seated = visitor.post(address, visitor_wish(), follow=True)
    fresh = visitor.post(address, visitor_wish(email="berend@waterrijk.example"), follow=True)

    assert seated.text == fresh.text
    assert newest_letter("anna@waterrijk.example").code == "signup.already"
    assert newest_letter("berend@waterrijk.example").code == "signup.confirm"
    assert Seat.objects.get() == seat


def test_an_address_gets_one_mail_a_day_for_a_table(visitor):
    table = make_table()
    for number in range(3):
        visitor.post(reverse("signup", args=[table.slug]), visitor_wish(once=f"key-{number}"))

    assert letters_to("anna@waterrijk.example").count() == 1
    assert SignUp.objects.count() == 1


def test_who_has_no_account_sees_and_gives_back_the_chair_by_a_link(visitor):
    table = make_table()
    seat = take(table)
    link = link_in(newest_letter(seat.person))

    assert "Je aanvraag is binnen" in visitor.get(link).text
    visitor.get(link)
    assert Seat.objects.get().state == Seat.State.REQUESTED
    answer = visitor.post(link, {"once": "k", "deed": "terug"}, follow=True)

    assert "teruggegeven" in answer.text
    assert Seat.objects.get().state == Seat.State.WITHDRAWN


def test_no_link_stands_readable_in_the_database(visitor):
    take(make_table())
    token = link_in(Letter.objects.get()).rstrip("/").rpartition("/")[2]

    assert len(token) > 40
    for model in (Letter, Notice):
        for row in model.objects.values():
            assert token not in str(row)


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "anna", "Vul een volledig adres in"),
        ("email", "anna@gmail.com", "Gebruik je werkadres"),
        ("name", "", "Vul je voor- en achternaam in"),
        ("organisation_name", "", "Vul in voor welke organisatie"),
        ("involvement", "", "Kies hoe je wilt meedoen"),
        ("involvement", "koning", "koning"),
        ("brings", "x" * 1_000_000, "1000 tekens"),
        ("brings", "nul\x00teken", "Null"),
    ],
)
def test_bad_input_gets_a_sentence_and_everything_typed_is_kept(visitor, field, value, sentence):
    table = make_table()

    answer = visitor.post(reverse("signup", args=[table.slug]), {**visitor_wish(), field: value})

    assert answer.status_code == 200
    assert sentence in answer.text
    kept = {**visitor_wish(), field: value}
    assert all(kept[name] in answer.text for name in ("name", "email", "organisation_name", "brings") if name != field)
    assert not SignUp.objects.exists()


def test_a_likely_typo_in_the_address_is_pointed_out_once(visitor):
    make_organisation("Gemeente Waterrijk", kind="municipality", mail_domain="waterrijk.example")
    table = make_table()
    address = reverse("signup", args=[table.slug])

    answer = visitor.post(address, visitor_wish(email="anna@waterijk.example"))
    assert "Bedoel je @waterrijk.example?" in answer.text
    again = visitor.post(address, visitor_wish(email="anna@waterijk.example", doubted="anna@waterijk.example"))

    assert again.status_code == 302


def test_marks_that_turn_text_around_are_taken_out(visitor):
    table = make_table()

    visitor.post(reverse("signup", args=[table.slug]), visitor_wish(name="Anna \u202etiW ed"))

    assert SignUp.objects.get().name == "Anna tiW ed"


def test_an_unknown_table_is_not_there(visitor):
    assert visitor.get(reverse("signup", args=["bestaat-niet"])).status_code == 404


@pytest.mark.parametrize("token", ["x", "ö" * 50, "a" * 3000, "%00"])
def test_a_broken_link_says_what_to_do(visitor, token):
    answer = visitor.get(f"/aanmelding/{token}/")

    assert answer.status_code == 410
    assert "Open de link uit je mail opnieuw" in answer.text


# --- for who decides --------------------------------------------------------------------------------------------------


def test_the_clm_contact_accepts_in_the_browser(sign_in, clm, gemeente):
    table = make_table()
    seat = take(table, gemeente.person)
    browser = sign_in(clm)

    page = browser.get(reverse("seat-list", args=[table.slug]))
    assert gemeente.person.name in page.text
    after = browser.post(reverse("seat-accept", args=[seat.ref]), {"once": "k", "organisation": ""}, follow=True)

    seat.refresh_from_db()
    assert seat.state == Seat.State.ACCEPTED
    assert f"De stoel van {gemeente.person.name} is bevestigd." in after.text


def test_accepting_ties_what_was_typed_to_an_organisation(sign_in, clm):
    organisation = make_organisation("Het Riet")
    seat = take(make_table())

    sign_in(clm).post(reverse("seat-accept", args=[seat.ref]), {"once": "k", "organisation": organisation.pk})

    seat.refresh_from_db()
    assert (seat.organisation, seat.perspective) == (organisation, "provider")


def test_declining_without_a_reason_is_refused_with_a_sentence(sign_in, clm):
    seat = take(make_table())

    answer = sign_in(clm).post(reverse("seat-decline", args=[seat.ref]), {"once": "k", "reason": " "})

    assert answer.status_code == 409
    assert "Schrijf in één zin waarom" in answer.text


def test_the_reason_is_read_in_the_portal_and_never_mailed(sign_in, clm, gemeente):
    seat = take(make_table(), gemeente.person)

    sign_in(clm).post(reverse("seat-decline", args=[seat.ref]), {"once": "k", "reason": "Alleen crisisteams."})

    assert "Alleen crisisteams." in sign_in(gemeente).get(reverse("seat", args=[seat.ref])).text
    message = mail.compose(newest_letter(gemeente.person))
    assert "Alleen crisisteams" not in message.subject + message.body + message.alternatives[0].content


def test_the_chair_of_another_table_sees_no_list(sign_in, voorzitter):
    make_table(chair=voorzitter.person)
    other = make_table()

    assert sign_in(voorzitter).get(reverse("seat-list", args=[other.slug])).status_code == 403


def test_the_export_holds_every_chair_and_leaves_a_trail(sign_in, clm):
    table = make_table("Crisis")
    make_seat(table, make_person(name="=1+1"))

    answer = sign_in(clm).post(reverse("seat-export", args=[table.slug, "csv"]))

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "'=1+1" in answer.content.decode("utf-8-sig")
    assert AuditEvent.objects.filter(code="seats.exported", object_name="Crisis").exists()


def test_an_unconfirmed_request_is_forgotten_after_a_week(visitor, time_machine):
    from leerlandschap.commons.registry import tidy

    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    time_machine.move_to(timezone.now() + signups.CONFIRM_WITHIN * 2)

    for lapse in tidy:
        lapse(timezone.now())

    assert not SignUp.objects.exists()
    assert not Person.objects.filter(email="anna@waterrijk.example").exists()


def test_a_link_that_was_refused_works_when_the_table_takes_requests_again(visitor):
    table = make_table()
    visitor.post(reverse("signup", args=[table.slug]), visitor_wish())
    link = link_in(Letter.objects.get())
    Table.objects.update(open_for_signup=False)
    visitor.post(link, {"once": "k"})
    Table.objects.update(open_for_signup=True)

    assert visitor.post(link, {"once": "l"}).status_code == 302
    assert Seat.objects.exists()
