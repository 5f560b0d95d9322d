"""Inviting people to a table: drafts, sending, the three answers, and the chair that follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail, tickets
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from leerlandschap.commons.registry import tidy
from leerlandschap.network.models import Person
from tables.flows import invitations, setup, states
from tables.models import ChairGroup, Involvement, Openness, Seat, Table, TableInvitation
from tests.factories import make_cycle, make_organisation, make_person, make_seat, make_table, make_theme
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db
State = TableInvitation.State
TEXT = "Kom aan tafel: jij weet hoe logeren gaat."


@pytest.fixture
def table(clm) -> Table:
    """A table that is being set up, with its letter written."""
    made = setup.start_table(name="Logeren", kind="leertafel", theme=make_theme(), occasion="", by=clm)
    invitations.compose(made, on_behalf_of="De wethouder van Waterrijk", text=TEXT, by=clm)
    return made


def draft(table, clm, email="noor@werk.example", name="Noor", **fields) -> TableInvitation:
    return invitations.draft(TableInvitation(table=table, name=name, email=email, **fields), by=clm)


def sent(table, clm, email="noor@werk.example", **fields) -> TableInvitation:
    return invitations.send(draft(table, clm, email, **fields), by=clm)


def path_of(invitation) -> str:
    """The path of the link in the newest mail to somebody."""
    return link_in(newest_letter(invitation.email))


def now(invitation) -> TableInvitation:
    return TableInvitation.objects.get(pk=invitation.pk)


# --- drafts and sending ---------------------------------------------------------------------------------------------------


def test_a_draft_sends_nothing(table, clm):
    assert draft(table, clm).state == State.DRAFT
    assert not Letter.objects.filter(address="noor@werk.example").exists()


def test_a_mail_says_which_table_and_nothing_of_the_text_or_who_sends(table, clm):
    letter = newest_letter(sent(table, clm).email)

    message = mail.compose(letter)
    everything = message.subject + message.body + message.alternatives[0].content

    assert "Logeren" in message.subject
    assert "Dag Noor," in message.body
    for secret in (TEXT, "wethouder", str(clm), "Waterrijk"):
        assert secret not in everything


def test_a_mail_about_a_closed_table_does_not_name_it(table, clm):
    Table.objects.filter(pk=table.pk).update(openness=Openness.CLOSED)
    table.refresh_from_db()

    message = mail.compose(newest_letter(sent(table, clm).email))

    assert "Logeren" not in message.subject + message.body
    assert "Overleg" in message.subject


def test_what_was_sent_does_not_change_when_the_text_does(table, clm):
    one = sent(table, clm)
    invitations.compose(table, on_behalf_of="Een ander", text="Een andere tekst", by=clm)

    assert (now(one).sender, now(one).greeting) == ("De wethouder van Waterrijk", TEXT)
    assert sent(table, clm, "bo@werk.example").sender == "Een ander"


def test_nothing_is_sent_without_a_text_and_a_sender(clm):
    bare = setup.start_table(name="KDC", kind="leertafel", theme=make_theme(), occasion="", by=clm)

    with pytest.raises(ValidationError, match="Schrijf eerst de tekst"):
        invitations.send(draft(bare, clm), by=clm)
    assert not Letter.objects.exists()


def test_an_address_has_one_open_invitation_whatever_its_capitals(table, clm):
    draft(table, clm)

    with pytest.raises(ValidationError, match="al een uitnodiging"):
        draft(table, clm, "NOOR@werk.example")
    invitations.withdraw(TableInvitation.objects.get(), by=clm)
    draft(table, clm)


def test_a_draft_is_changed_before_it_is_sent(table, clm, sign_in):
    one, plant = draft(table, clm), make_organisation("De Populier")
    group = ChairGroup.objects.create(table=table, perspective=plant.kind, organisation=plant)
    url = reverse("invitation-edit", args=[table.slug, one.ref])
    browser = sign_in(clm)

    page = browser.get(url).text
    wish = {"name": "Nora", "email": "Nora@Werk.example", "group": group.pk, "involvement": "reader", "once": "a"}
    answer = browser.post(url, wish, follow=True)

    assert 'value="noor@werk.example"' in page
    assert "Er is nog niets verstuurd." in answer.text
    kept = now(one)
    assert (kept.name, kept.email, kept.group, kept.organisation) == ("Nora", "nora@werk.example", group, plant)
    assert (kept.state, kept.involvement) == (State.DRAFT, Involvement.READER)
    assert not Letter.objects.filter(address__icontains="werk.example").exists()
    assert AuditEvent.objects.filter(code="table_invitation.rewritten").count() == 1


def test_a_draft_that_is_changed_to_another_address_leaves_the_person_of_the_first(table, clm, gemeente, partner):
    one = draft(table, clm, gemeente.email)
    assert one.person == gemeente.person

    words = {"name": "Wouter", "email": partner.email, "person": None}
    assert invitations.rewrite(one, words=words, by=clm).person == partner.person


def test_a_draft_does_not_become_a_second_invitation_to_one_address(table, clm, sign_in):
    draft(table, clm, "bo@werk.example")
    one = draft(table, clm)
    wish = {"name": "Noor de Vries", "email": "bo@werk.example", "involvement": "member", "once": "a"}

    page = sign_in(clm).post(reverse("invitation-edit", args=[table.slug, one.ref]), wish).text

    assert "al een uitnodiging" in page
    assert 'value="Noor de Vries"' in page
    assert now(one).email == "noor@werk.example"


def test_what_was_sent_is_not_changed(table, clm, sign_in):
    one = sent(table, clm)
    url = reverse("invitation-edit", args=[table.slug, one.ref])

    with pytest.raises(ValidationError, match="intussen veranderd"):
        invitations.rewrite(one, words={"name": "Een ander"}, by=clm)
    assert "verandert niets meer" in sign_in(clm).get(url, follow=True).text
    assert now(one).name == "Noor"


def test_who_sits_at_the_table_is_not_invited(clm, gemeente):
    running = make_table()
    make_seat(running, gemeente.person)

    with pytest.raises(ValidationError, match="zit al aan deze tafel"):
        draft(running, clm, gemeente.email)


def test_all_drafts_go_at_once_when_the_number_is_what_the_sender_was_told(sign_in, table, clm):
    for number in range(3):
        draft(table, clm, f"gast{number}@werk.example")
    browser, path = sign_in(clm), reverse("invitation-send-all", args=[table.slug])
    assert "Verstuur aan 3 mensen" in browser.get(path).text

    with pytest.raises(ValidationError, match="Er zijn nu 3 concepten, niet 2"):
        invitations.send_all(table, seen=2, by=clm)
    assert not Letter.objects.filter(code="table.invited").exists()
    browser.post(path, {"seen": "3", "once": "a"})

    assert Letter.objects.filter(code="table.invited").count() == 3
    assert AuditEvent.objects.filter(code="table_invitation.sent").count() == 3


def test_the_page_says_when_a_draft_came_in_between(sign_in, table, clm):
    draft(table, clm)
    draft(table, clm, "bo@werk.example")

    answer = sign_in(clm).post(reverse("invitation-send-all", args=[table.slug]), {"seen": "1", "once": "a"})

    assert "Er zijn nu 2 concepten, niet 1" in answer.text
    assert 'name="seen" value="2"' in answer.text


def test_the_preview_shows_the_mail_and_the_page_of_one_person(sign_in, table, clm):
    one = draft(table, clm)
    page = sign_in(clm).get(reverse("invitation-preview", args=[table.slug, one.ref])).text

    for words in ("Uitnodiging: Logeren", "Dag Noor,", "Beste Noor,", TEXT, "Namens De wethouder van Waterrijk"):
        assert words in page
    assert now(one).state == State.DRAFT


def test_somebody_from_the_portal_is_chosen_by_who_may_see_everybody_only(sign_in, table, clm, voorzitter, gemeente):
    Table.objects.filter(pk=table.pk).update(chair=voorzitter.person)
    path = reverse("table-invitations", args=[table.slug])
    assert gemeente.person.name in sign_in(clm).get(path).text
    assert "Iemand uit het portaal" not in sign_in(voorzitter).get(path).text

    sign_in(clm).post(path, {"person": gemeente.person.pk, "involvement": "member", "once": "a"})

    assert TableInvitation.objects.get().email == gemeente.email


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Vul een naam in"),
        ({"email": ""}, "Vul een werkadres in"),
        ({"email": "geen adres"}, "volledig adres"),
        ({"email": "noor@gmail.com"}, "Gebruik een werkadres"),
        ({"involvement": "koning"}, "Nog niet gelukt"),
        ({"name": "x" * 121}, "Nog niet gelukt"),
    ],
)
def test_a_draft_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(wrong, sentence, sign_in, table, clm):
    data = {"name": "Noor van Dijk", "email": "noor@werk.example", "involvement": "member", "once": "a"} | wrong

    answer = sign_in(clm).post(reverse("table-invitations", args=[table.slug]), data)

    assert sentence in answer.text
    assert not TableInvitation.objects.exists()


def test_somebody_is_reminded_once(table, clm):
    one = sent(table, clm)
    invitations.remind(one, by=clm)

    assert [letter.code for letter in letters_to(one.email)] == ["table.invited", "table.invited_again"]
    with pytest.raises(ValidationError, match="al één keer herinnerd"):
        invitations.remind(one, by=clm)
    assert len(letters_to(one.email)) == 2


def test_a_withdrawn_invitation_opens_nothing_any_more(visitor, table, clm):
    one = sent(table, clm)
    path = path_of(one)
    invitations.withdraw(one, by=clm)

    assert visitor.get(path).status_code == 410
    assert visitor.post(path, {"answer": "accept", "once": "a"}).status_code == 410
    with pytest.raises(ValidationError, match="intussen veranderd"):
        invitations.withdraw(one, by=clm)


# --- the three answers ----------------------------------------------------------------------------------------------------


def test_looking_changes_nothing_and_the_button_accepts(visitor, table, clm):
    one = sent(table, clm)
    path = path_of(one)

    page = visitor.get(path)
    visitor.head(path)

    assert (page.status_code, now(one).state) == (200, State.SENT)
    assert TEXT in page.text
    answer = visitor.post(path, {"answer": "accept", "once": "a"}, follow=True)
    assert now(one).state == State.ACCEPTED
    assert "Zodra de tafel begint, heb je een stoel" in answer.text
    assert Person.objects.get(email=one.email).name == "Noor"
    assert not Seat.objects.exists()


def test_pressing_twice_accepts_once(visitor, table, clm):
    one = sent(table, clm)
    path = path_of(one)
    for _press in range(2):
        assert visitor.post(path, {"answer": "accept", "once": "a"}).status_code == 302

    late = visitor.post(path, {"answer": "accept", "once": "b"})

    assert late.status_code == 409
    assert AuditEvent.objects.filter(code="table_invitation.accepted").count() == 1


def test_no_comes_with_a_word_why_that_the_sender_reads(visitor, sign_in, table, clm):
    one = sent(table, clm)

    visitor.post(path_of(one), {"answer": "decline", "why": "Geen tijd dit jaar.", "once": "a"})

    assert (now(one).state, now(one).answer) == (State.DECLINED, "Geen tijd dit jaar.")
    assert "Geen tijd dit jaar." in sign_in(clm).get(reverse("table-invitations", args=[table.slug])).text
    assert Notice.objects.filter(person=clm.person, code="table.invitation_answered", bundled=True).count() == 1


def test_a_deputy_gets_an_invitation_of_their_own_for_the_same_chair(visitor, table, clm):
    group = ChairGroup.objects.create(table=table, perspective="provider")
    one = sent(table, clm, group=group, organisation=make_organisation("Het Riet"))

    visitor.post(
        path_of(one),
        {"answer": "deputy", "name": "Bo", "email": "bo@werk.example", "why": "Zij weet meer.", "once": "a"},
    )

    deputy = TableInvitation.objects.get(email="bo@werk.example")
    assert now(one).state == State.DEPUTY
    assert (deputy.state, deputy.group, str(deputy.organisation)) == (State.SENT, group, "Het Riet")
    assert (deputy.instead_of, deputy.greeting) == (now(one), TEXT)
    visitor.post(path_of(deputy), {"answer": "accept", "once": "b"})
    assert now(deputy).state == State.ACCEPTED


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("noor@werk.example", "je eigen adres"),
        ("bo@gmail.com", "Gebruik een werkadres"),
        ("", "volledig adres"),
        ("gast@werk.example", "al een uitnodiging"),
    ],
)
def test_a_deputy_who_cannot_be_asked_leaves_everything_as_it_was(email, sentence, visitor, table, clm):
    draft(table, clm, "gast@werk.example")
    one = sent(table, clm)

    answer = visitor.post(path_of(one), {"answer": "deputy", "name": "Bo", "email": email, "once": "a"})

    assert answer.status_code == 409
    assert sentence in answer.text
    assert "Bo" in answer.text
    assert now(one).state == State.SENT


def test_until_the_table_starts_a_yes_can_become_a_no(visitor, table, clm):
    one = sent(table, clm)
    path = path_of(one)
    visitor.post(path, {"answer": "accept", "once": "a"})

    visitor.post(path, {"answer": "decline", "why": "Andere baan.", "once": "b"})

    assert now(one).state == State.DECLINED


def test_somebody_with_an_account_answers_on_their_own_page(sign_in, visitor, table, clm, gemeente, gemeente2):
    one = sent(table, clm, gemeente.email)
    path = reverse("table-invitation", args=[one.ref])
    assert Notice.objects.get(person=gemeente.person).path == path
    assert path in sign_in(gemeente).get("/mijn/").text
    assert sign_in(gemeente2).get(path).status_code == 404

    sign_in(gemeente).post(path, {"answer": "accept", "once": "a"})

    assert now(one).state == State.ACCEPTED
    assert "Uitnodiging voor Logeren" not in sign_in(gemeente).get("/mijn/").text


def test_a_draft_is_not_there_for_who_will_get_it(sign_in, table, clm, gemeente):
    one = draft(table, clm, gemeente.email)

    assert sign_in(gemeente).get(reverse("table-invitation", args=[one.ref])).status_code == 404
    assert "Uitnodiging" not in sign_in(gemeente).get("/mijn/").text


def test_a_link_works_for_two_months(visitor, table, clm, time_machine):
    time_machine.move_to(timezone.now())
    path = path_of(sent(table, clm))
    time_machine.shift(timedelta(days=60))
    assert visitor.get(path).status_code == 200

    time_machine.shift(timedelta(days=2))

    assert visitor.get(path).status_code == 410


def test_a_made_up_answer_changes_nothing(visitor, table, clm):
    one = sent(table, clm)

    assert visitor.post(path_of(one), {"answer": "weggooien", "once": "a"}).status_code == 200
    assert now(one).state == State.SENT


# --- chairs ---------------------------------------------------------------------------------------------------------------


def run(table: Table) -> None:
    """The table starts, as the flow of cycles does it."""
    Table.objects.filter(pk=table.pk).update(state=Table.State.RUNNING)
    make_cycle(table)


def test_when_the_table_starts_who_accepted_has_a_confirmed_chair_and_hears_it(table, clm):
    riet = make_organisation("Het Riet")
    for email, organisation in (("anne@werk.example", riet), ("bo@werk.example", None)):
        invitations.accept(sent(table, clm, email, organisation=organisation))
    invitations.decline(sent(table, clm, "cas@werk.example"))
    sent(table, clm, "daan@werk.example")
    run(table)

    seats = invitations.seat_accepted(table, by=clm)

    assert {(str(seat.person.email), seat.state) for seat in seats} == {
        ("anne@werk.example", Seat.State.ACCEPTED),
        ("bo@werk.example", Seat.State.ACCEPTED),
    }
    assert Seat.objects.get(person__email="anne@werk.example").organisation == riet
    assert Table.objects.get(pk=table.pk).taken == 2
    assert newest_letter("anne@werk.example").code == "seat.accepted"
    assert invitations.seat_accepted(table, by=clm) == []


def test_a_promised_chair_is_there_even_when_more_accepted_than_there_are_chairs(table, clm):
    ChairGroup.objects.create(table=table, perspective="referrer", chairs=1, kept_until=timezone.localdate())
    for number in range(4):
        invitations.accept(sent(table, clm, f"gast{number}@werk.example"))
    Table.objects.filter(pk=table.pk).update(chairs=2)
    run(table)

    invitations.seat_accepted(table, by=clm)

    found = Table.objects.get(pk=table.pk)
    assert found.taken == Seat.objects.accepted().count() == 4
    assert found.chairs >= 4


def test_an_agendalid_and_a_meelezer_take_no_chair(table, clm):
    for number, form in enumerate((Involvement.AGENDA_MEMBER, Involvement.READER)):
        invitations.accept(sent(table, clm, f"gast{number}@werk.example", involvement=form))
    run(table)

    assert len(invitations.seat_accepted(table, by=clm)) == 2
    assert Table.objects.get(pk=table.pk).taken == 0


def test_at_a_running_table_a_yes_is_a_chair_at_once_and_at_a_full_one_a_place_in_the_list(table, clm):
    run(table)
    Table.objects.filter(pk=table.pk).update(chairs=1, open_for_signup=True)
    table.refresh_from_db()
    first, second = sent(table, clm, "anne@werk.example"), sent(table, clm, "bo@werk.example")

    assert invitations.accept(first).state == Seat.State.ACCEPTED
    assert invitations.accept(second).state == Seat.State.WAITING
    found = Table.objects.get(pk=table.pk)
    assert (found.taken, found.waiting) == (1, 1)


def test_who_got_a_chair_meanwhile_keeps_it(table, clm):
    run(table)
    one = sent(table, clm)
    seat = make_seat(table, make_person(one.email))

    assert invitations.accept(one) == seat
    assert Seat.objects.count() == 1


def test_an_invitation_to_a_table_that_ended_is_refused_with_a_sentence(visitor, table, clm):
    path = path_of(sent(table, clm))
    Table.objects.filter(pk=table.pk).update(state=Table.State.ENDED)

    answer = visitor.post(path, {"answer": "accept", "once": "a"})

    assert answer.status_code == 409
    assert "Deze tafel is gestopt" in answer.text


# --- what lapses ----------------------------------------------------------------------------------------------------------


def test_after_a_year_nothing_is_kept_of_who_did_not_come(table, clm):
    for number, deed in enumerate((lambda one: one, invitations.decline, invitations.accept)):
        deed(sent(table, clm, f"gast{number}@werk.example"))

    for lapse in tidy:
        lapse(timezone.now() + timedelta(days=364))
    assert TableInvitation.objects.count() == 3
    for lapse in tidy:
        lapse(timezone.now() + timedelta(days=366))

    assert TableInvitation.objects.get().state == State.ACCEPTED


def test_the_list_asks_as_much_with_fifty_as_with_one(sign_in, table, clm, django_assert_max_num_queries):
    browser, path = sign_in(clm), reverse("table-invitations", args=[table.slug])
    sent(table, clm, organisation=make_organisation("Het Riet"))
    browser.get(path)
    with django_assert_max_num_queries(25) as few:
        browser.get(path)
    for number in range(50):
        sent(table, clm, f"gast{number}@werk.example", organisation=make_organisation(f"Aanbieder {number}y"))

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(path)
    assert tickets.look(invitations.SCOPE, path_of(TableInvitation.objects.first()).rstrip("/").rpartition("/")[2])


def test_a_yes_is_not_taken_back_by_a_page_from_before_the_table_started(table, clm):
    invitation = sent(table, clm)
    invitations.accept(invitation)
    before = TableInvitation.objects.select_related("table").get()
    states.start(Table.objects.get(), reason="Het mag.", by=clm)

    with pytest.raises(ValidationError, match="intussen veranderd"):
        invitations.decline(before)

    assert TableInvitation.objects.get().state == State.ACCEPTED
    assert Seat.objects.accepted().exists()
