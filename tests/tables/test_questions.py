"""Research questions: handed in by anybody, taken up or declined with a reason, answered; each as open as its table says."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, Notice
from tables.flows import openness, questions
from tables.flows import quotes as quote_flows
from tables.models import ChallengeQuote, Openness, ResearchQuestion, Table
from tests.factories import make_cycle, make_question, make_seat, make_table

pytestmark = pytest.mark.django_db
State = ResearchQuestion.State


@pytest.fixture
def table(clm, voorzitter) -> Table:
    return make_table("Vroeg erbij", chair=voorzitter.person, clm_contact=clm.person)


def this_year() -> int:
    return timezone.localdate().year


def hand_in(table, who, text="Wat werkt er laat?") -> ResearchQuestion:
    return questions.submit(table, text=text, year=this_year(), by=who.person)


def version(table) -> int:
    return Table.objects.get(pk=table.pk).version


# --- handing one in -------------------------------------------------------------------------------------------------------


def test_anybody_hands_a_question_in_and_who_decides_hears_it_in_the_daily_mail(sign_in, table, gemeente, voorzitter):
    browser = sign_in(gemeente)

    answer = browser.post(
        reverse("question-new", args=[table.slug]),
        {"text": "Wat werkt?", "year": this_year(), "once": "a"},
        follow=True,
    )

    question = ResearchQuestion.objects.get()
    assert (question.state, question.submitted_by) == (State.SUBMITTED, gemeente.person)
    assert "Je hoort wat ermee gebeurt" in answer.text
    assert Notice.objects.get(code="question.submitted").person == voorzitter.person
    assert "Je vraag voor Vroeg erbij" in browser.get("/mijn/").text


def test_what_was_handed_in_is_read_by_its_sender_and_who_decides_and_nobody_else(
    sign_in, table, gemeente, gemeente2, voorzitter
):
    question = hand_in(table, gemeente, "Een vraag in wording")
    make_seat(table, gemeente2.person)
    pages = [reverse("question", args=[question.ref]), "/vragen/", reverse("table-questions", args=[table.slug])]

    for who in (gemeente, voorzitter):
        assert all("Een vraag in wording" in sign_in(who).get(page).text for page in pages)
    assert not any("Een vraag in wording" in sign_in(gemeente2).get(page).text for page in pages)
    assert "Een vraag in wording" not in sign_in(gemeente).get(table.get_absolute_url()).text


def test_a_question_is_asked_once_a_year(table, gemeente, gemeente2, clm):
    hand_in(table, gemeente)

    with pytest.raises(ValidationError, match="staat dit jaar al bij de tafel"):
        hand_in(table, gemeente2)
    questions.submit(table, text="Wat werkt er laat?", year=this_year() + 1, by=gemeente.person)
    assert ResearchQuestion.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Schrijf de vraag op"),
        ({"text": "x" * 401}, "Nog niet gelukt"),
        ({"year": "1900"}, "Nog niet gelukt"),
        ({"year": "nooit"}, "Nog niet gelukt"),
        ({"text": "\0"}, "Nog niet gelukt"),
    ],
)
def test_a_question_that_cannot_be_gets_a_sentence(wrong, sentence, sign_in, table, gemeente):
    data = {"text": "Wat werkt?", "year": this_year(), "once": "a"} | wrong

    answer = sign_in(gemeente).post(reverse("question-new", args=[table.slug]), data)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not ResearchQuestion.objects.exists()


def test_a_table_that_ended_takes_no_questions(sign_in, gemeente):
    table = make_table(state=Table.State.ENDED)

    answer = sign_in(gemeente).post(
        reverse("question-new", args=[table.slug]), {"text": "Wat werkt?", "year": this_year(), "once": "a"}
    )

    assert "gestopt" in answer.text
    assert not ResearchQuestion.objects.exists()


# --- deciding -------------------------------------------------------------------------------------------------------------


def test_a_question_that_is_taken_up_joins_the_round_and_its_sender_hears_it(sign_in, table, gemeente, voorzitter):
    question, before = hand_in(table, gemeente), version(table)

    sign_in(voorzitter).post(reverse("question-take-up", args=[question.ref]), {"once": "a"})

    question.refresh_from_db()
    assert (question.state, question.decided_by) == (State.OPEN, voorzitter)
    assert list(question.cycles.all()) == [table.running_cycle()]
    assert Notice.objects.filter(person=gemeente.person, code="question.taken_up").count() == 1
    assert version(table) > before
    assert "Wat werkt er laat?" in sign_in(gemeente).get(table.get_absolute_url()).text


def test_a_question_is_declined_with_a_reason_that_its_sender_reads_and_others_do_not(
    sign_in, table, gemeente, gemeente2, voorzitter
):
    question = hand_in(table, gemeente)
    path = reverse("question-decline", args=[question.ref])

    refused = sign_in(voorzitter).post(path, {"reason": " ", "once": "a"})
    assert refused.status_code == 409
    assert "wie de vraag indiende leest dit" in refused.text
    sign_in(voorzitter).post(path, {"reason": "Dit weten we al.", "once": "b"})

    assert ResearchQuestion.objects.get().state == State.DECLINED
    assert "Dit weten we al." in sign_in(gemeente).get(reverse("question", args=[question.ref])).text
    assert "niet opgepakt" in sign_in(gemeente).get("/mijn/").text
    assert sign_in(gemeente2).get(reverse("question", args=[question.ref])).status_code == 404
    assert Notice.objects.filter(person=gemeente.person, code="question.declined").count() == 1


def test_what_was_decided_is_not_decided_again(table, gemeente, voorzitter):
    question = hand_in(table, gemeente)
    questions.take_up(question, by=voorzitter)

    for again in (questions.take_up, lambda one, by: questions.decline(one, reason="Nee", by=by)):
        with pytest.raises(ValidationError, match="al beslist"):
            again(question, by=voorzitter)


def test_who_decides_sets_a_question_at_once_with_where_it_belongs_and_who_sees_to_it(sign_in, table, clm, gemeente):
    quote = quote_flows.add(
        ChallengeQuote(
            table=table, text="Zo thuis mogelijk.", document="Bijlage 12", document_version="2026", page="4"
        ),
        by=clm,
    )
    wish = {
        "text": "Wat werkt?", "year": this_year(), "quote": quote.pk, "owner": gemeente.person.pk, "openness": "network",
        "once": "a",
    }  # fmt: skip

    page = sign_in(clm).post(reverse("question-new", args=[table.slug]), wish, follow=True).text

    question = ResearchQuestion.objects.get()
    assert (question.state, question.openness, question.owner) == (State.OPEN, "network", gemeente.person)
    assert "Zo thuis mogelijk." in page
    assert "Bijlage 12, 2026, bladzijde 4" in page
    assert Notice.objects.filter(person=gemeente.person, code="question.yours").count() == 1


def test_an_owner_of_another_table_s_quote_cannot_be_chosen(sign_in, table, clm):
    other = quote_flows.add(
        ChallengeQuote(table=make_table(), text="Elders", document="B", document_version="1"), by=clm
    )
    wish = {"text": "Wat werkt?", "year": this_year(), "quote": other.pk, "openness": "public", "once": "a"}

    assert "Nog niet gelukt" in sign_in(clm).post(reverse("question-new", args=[table.slug]), wish).text
    assert not ResearchQuestion.objects.exists()


def test_a_question_taken_up_while_the_table_is_set_up_waits_for_its_first_round(clm):
    table = make_table(state=Table.State.PREPARING, cycle=False)

    question = questions.add(table, text="Wat werkt?", year=this_year(), by=clm)

    assert not question.cycles.exists()
    make_cycle(table)
    assert questions.add(table, text="En daarna?", year=this_year(), by=clm).cycles.count() == 1


# --- openness -------------------------------------------------------------------------------------------------------------


def test_a_question_inherits_the_openness_of_its_table_and_never_goes_beyond_it(clm, gemeente):
    table = make_table(openness=Openness.TABLE)

    assert questions.add(table, text="Wat werkt?", year=this_year(), by=clm).openness == Openness.TABLE
    assert hand_in(table, gemeente).openness == Openness.TABLE
    with pytest.raises(ValidationError, match="kan niet opener zijn"):
        questions.add(table, text="En?", year=this_year(), by=clm, level=Openness.PUBLIC)


def test_changing_a_question_narrows_it_and_never_widens_it(sign_in, table, clm):
    question = make_question(table, "Wat werkt?", openness=Openness.NETWORK)
    path = reverse("question-edit", args=[question.ref])
    wish = {"text": "Wat werkt wel?", "year": this_year(), "openness": "public", "once": "a"}

    assert "Nog niet gelukt" in sign_in(clm).post(path, wish).text
    sign_in(clm).post(path, wish | {"openness": "table", "once": "b"})

    question.refresh_from_db()
    assert (question.text, question.openness) == ("Wat werkt wel?", Openness.TABLE)
    question.openness = Openness.PUBLIC
    with pytest.raises(ValidationError):
        questions.revise(question, changed=["openness"], by=clm)


def test_widening_a_question_asks_to_say_that_it_is_meant(sign_in, table, clm):
    question = make_question(table, "Wat werkt?", openness=Openness.TABLE)
    path = reverse("question-openness", args=[question.ref])

    assert "Zet een vinkje" in sign_in(clm).post(path, {"openness": "network", "once": "a"}).text
    assert ResearchQuestion.objects.get().openness == Openness.TABLE
    sign_in(clm).post(path, {"openness": "network", "meant": "on", "once": "b"})

    assert ResearchQuestion.objects.get().openness == Openness.NETWORK
    assert AuditEvent.objects.filter(code="openness.widened").count() == 1


def test_the_table_s_page_shows_each_reader_the_questions_that_are_open_to_them(
    sign_in, visitor, table, gemeente, gemeente2, voorzitter
):
    for level in Openness:
        make_question(table, f"Vraag-{level}", openness=level)
    make_seat(table, gemeente.person)
    path = table.get_absolute_url()

    def read(browser) -> list[str]:
        page = browser.get(path).text
        return [level.value for level in Openness if f"Vraag-{level}" in page]

    for _round in range(2):
        assert read(visitor) == ["public"]
        assert read(sign_in(gemeente2)) == ["public", "network"]
        assert read(sign_in(gemeente)) == ["public", "network", "table"]
        assert read(sign_in(voorzitter)) == ["public", "network", "table", "closed"]


# --- answering ------------------------------------------------------------------------------------------------------------


def test_who_sees_to_a_question_writes_what_was_found_and_at_last_the_answer(
    sign_in, visitor, table, clm, gemeente, gemeente2
):
    question = hand_in(table, gemeente2)
    questions.take_up(question, by=clm)
    ResearchQuestion.objects.update(owner=gemeente.person)
    path, browser = reverse("question-answer", args=[question.ref]), sign_in(gemeente)
    assert sign_in(gemeente2).get(path).status_code == 403

    browser.post(path, {"answer": "Tot nu toe: bellen.", "once": "a"})
    assert (ResearchQuestion.objects.get().state, ResearchQuestion.objects.get().answer) == (
        "open",
        "Tot nu toe: bellen.",
    )
    browser.post(path, {"answer": "Bellen, en blijven bellen.", "final": "on", "once": "b"})

    found = ResearchQuestion.objects.get()
    assert found.state == State.ANSWERED
    assert found.answered_at is not None
    assert "Bellen, en blijven bellen." in visitor.get(table.get_absolute_url()).text
    assert Notice.objects.filter(person=gemeente2.person, code="question.answered").count() == 1


def test_an_answer_is_not_empty(sign_in, table, clm):
    question = make_question(table, "Wat werkt?")

    answer = sign_in(clm).post(
        reverse("question-answer", args=[question.ref]), {"answer": " ", "final": "on", "once": "a"}
    )

    assert "Schrijf op wat de tafel gevonden heeft." in answer.text
    assert ResearchQuestion.objects.get().state == State.OPEN


def test_an_answer_can_be_taken_back_to_an_open_question(table, clm):
    question = questions.answer(make_question(table, "Wat werkt?"), answer="Bellen.", final=True, by=clm)

    questions.answer(question, answer="Toch nog niet zeker.", final=False, by=clm)

    assert (ResearchQuestion.objects.get().state, ResearchQuestion.objects.get().answered_at) == ("open", None)


# --- the list over all tables -----------------------------------------------------------------------------------------------


def test_the_list_is_filtered_by_table_state_and_year(sign_in, table, gemeente, clm):
    other = make_table("Later ook")
    make_question(table, "Vraag van nu")
    questions.answer(make_question(table, "Vraag met antwoord"), answer="Ja.", final=True, by=clm)
    questions.add(other, text="Vraag van straks", year=this_year() + 1, by=clm)
    browser = sign_in(gemeente)

    def listed(query: str) -> list[str]:
        page = browser.get(f"/vragen/?{query}").text
        return [text for text in ("Vraag van nu", "Vraag met antwoord", "Vraag van straks") if text in page]

    assert len(listed("")) == 3
    assert listed("staat=answered") == ["Vraag met antwoord"]
    assert listed(f"tafel={other.slug}") == ["Vraag van straks"]
    assert listed(f"jaar={this_year()}") == ["Vraag van nu", "Vraag met antwoord"]
    assert listed("tafel=bestaat-niet") == []
    for nonsense in ("jaar=abc", "staat=xyz", "pagina=99999", "jaar=%00", "tafel=%00", "pagina=-1"):
        assert browser.get(f"/vragen/?{nonsense}").status_code == 200


def test_the_list_asks_as_much_with_a_hundred_questions_as_with_one(sign_in, gemeente, django_assert_max_num_queries):
    make_question(make_table(), "Wat werkt?")
    browser = sign_in(gemeente)
    browser.get("/vragen/")
    with django_assert_max_num_queries(20) as few:
        browser.get("/vragen/")
    for number in range(100):
        make_question(make_table(), f"Vraag {number}")

    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "101 vragen" in browser.get("/vragen/").text


# --- the opgave in quotes -------------------------------------------------------------------------------------------------


def test_quotes_are_added_ordered_changed_and_removed(sign_in, clm):
    table, browser = make_table(), sign_in(clm)
    path = reverse("quotes", args=[table.slug])
    for number in range(3):
        data = {
            "text": f"Citaat {number}",
            "document": "Bijlage",
            "document_version": "2",
            "page": "3",
            "once": str(number),
        }
        browser.post(path, data)
    first, _second, last = table.quotes.all()

    browser.post(reverse("quote-move", args=[table.slug, last.ref]), {"direction": "omhoog", "once": "a"})
    browser.post(reverse("quote-move", args=[table.slug, first.ref]), {"direction": "omhoog", "once": "b"})
    assert [quote.text for quote in table.quotes.all()] == ["Citaat 0", "Citaat 2", "Citaat 1"]
    browser.post(
        reverse("quote", args=[table.slug, first.ref]),
        {"text": "Citaat nul", "document": "Bijlage", "document_version": "3", "once": "c"},
    )
    browser.post(reverse("quote-remove", args=[table.slug, last.ref]), {"once": "d"})

    assert [(quote.text, quote.document_version) for quote in table.quotes.all()] == [
        ("Citaat nul", "3"),
        ("Citaat 1", "2"),
    ]


def test_a_question_whose_quote_goes_belongs_to_the_opgave_as_a_whole(clm):
    table = make_table()
    quote = quote_flows.add(ChallengeQuote(table=table, text="T", document="D", document_version="1"), by=clm)
    question = questions.add(table, text="Wat werkt?", year=this_year(), by=clm, quote=quote)

    quote_flows.remove(quote, by=clm)

    question.refresh_from_db()
    assert question.quote is None


def test_a_quote_without_its_source_is_refused_and_kept(sign_in, clm):
    table = make_table()

    page = sign_in(clm).post(reverse("quotes", args=[table.slug]), {"text": "Blijft staan.", "once": "a"}).text

    assert "Vul in uit welk document het citaat komt." in page
    assert "Blijft staan." in page
    assert not table.quotes.exists()


def test_who_asks_what_another_table_asks_already_sees_so_once_and_can_still_hand_it_in(sign_in, table, gemeente, clm):
    questions.add(make_table(), text="Wat helpt gezinnen bij een plaatsing in crisis?", year=this_year(), by=clm)
    browser, path = sign_in(gemeente), reverse("question-new", args=[table.slug])
    wish = {"text": "Wat helpt gezinnen bij crisisplaatsingen?", "year": this_year(), "once": "a"}

    page = browser.post(path, wish).text

    assert "Wat helpt gezinnen bij een plaatsing in crisis?" in page
    assert not ResearchQuestion.objects.filter(table=table).exists()
    mark = page.split('name="compared" value="')[1].split('"')[0]
    assert browser.post(path, wish | {"compared": mark}).status_code == 302
    assert ResearchQuestion.objects.filter(table=table).count() == 1


def test_who_handed_a_question_in_reads_the_answer_no_further_than_its_openness(sign_in, table, gemeente, clm):
    question = questions.take_up(hand_in(table, gemeente), by=clm)
    questions.answer(question, answer="Drie gezinnen zeiden het.", final=True, by=clm)
    openness.narrow(question, Openness.CLOSED, by=clm)

    assert sign_in(gemeente).get(reverse("question", args=[question.ref])).status_code == 404
    listed = sign_in(gemeente).get(reverse("question-list")).text
    assert "Wat werkt er laat?" not in listed
    assert "Mijn onderzoeksvragen" not in sign_in(gemeente).get(reverse("my-landscape")).text
