"""The states of an experience: one table decides, nothing ends without an answer, and history is not rewritten."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from leerlandschap.commons.models import AuditEvent
from signals import workflow
from signals.flows import experiences, handling
from signals.models import Experience, Message, Step
from signals.workflow import STEPS, State
from tests.factories import make_experience
from tests.letters import letters_to

pytestmark = pytest.mark.django_db


def codes(whom) -> list[str]:
    return [letter.code for letter in letters_to(whom)]


def test_every_state_can_be_reached_and_every_step_leads_to_a_state():
    reached, on = {State.RECEIVED}, {State.RECEIVED}
    while on := {after for state in on for after in STEPS[state]} - reached:
        reached |= on

    assert set(STEPS) == set(State) == reached


def test_closing_is_reached_only_from_an_answer():
    assert {before for before, after in STEPS.items() if State.CLOSED in after} == {State.ANSWERED}


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_step_that_is_not_in_the_table_is_refused(before, after):
    if after in STEPS[before]:
        assert workflow.require(before, after) is None
    else:
        with pytest.raises(ValidationError, match=before.label):
            workflow.require(before, after)


def test_from_received_to_closed_its_sender_hears_each_step(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person)
    handling.take(experience, handler=behandelaar, by=behandelaar)
    handling.react(experience, text="We zoeken het uit.", by=behandelaar)
    handling.answer(experience, text="De overdracht is korter gemaakt.", by=behandelaar)

    closed = handling.close(experience, by=behandelaar)

    assert closed.state == State.CLOSED
    assert list(closed.steps.values_list("after", flat=True)) == ["received", "handling", "answered", "closed"]
    assert codes(aanbieder) == ["experience.received", "experience.news", "experience.news"]


def test_nothing_closes_without_an_answer(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person)
    handling.take(experience, handler=behandelaar, by=behandelaar)

    with pytest.raises(ValidationError, match="in behandeling"):
        handling.close(experience, by=behandelaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Experience.objects.filter(pk=experience.pk).update(state=State.CLOSED)


def test_an_answer_says_something(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person)

    with pytest.raises(ValidationError):
        handling.answer(experience, text="   ", by=behandelaar)

    assert Experience.objects.get().state == State.RECEIVED


def test_a_question_is_answered_by_the_sender_and_a_note_is_never_read_by_them(aanbieder, behandelaar, sign_in):
    experience = make_experience(aanbieder.person)
    handling.ask(experience, text="Om welke weken gaat het?", by=behandelaar)
    handling.note(experience, text="Dit hoorden we vaker.", by=behandelaar)

    page = sign_in(aanbieder).get(f"/mijn/ervaringen/{experience.ref}/").text
    experiences.reply(experience, text="De laatste drie.", by=aanbieder)

    assert "Om welke weken gaat het?" in page
    assert "Dit hoorden we vaker." not in page
    assert "experience.asked" in codes(aanbieder)
    assert Experience.objects.get().asked_at is None


def test_a_referred_one_holds_no_text_any_more(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person, text="Een lang verhaal.", help="Iets.", organisation="Het Riet")

    referred = handling.refer(experience, where="Veilig Thuis", text="Bel hen vandaag.", by=behandelaar)

    assert experiences.texts(Experience.objects.get()) == {"text": "", "help": "", "organisation": ""}
    assert referred.messages.for_sender().last().text == "Bel hen vandaag."
    with pytest.raises(ValidationError):
        handling.reopen(referred, by=behandelaar)


def test_who_sent_the_same_hears_the_same_and_not_of_each_other(aanbieder, verwijzer, behandelaar, sign_in):
    first, second = make_experience(aanbieder.person), make_experience(verwijzer.person)
    handling.merge(second, into=first, by=behandelaar)

    handling.answer(first, text="Er komt een vast nummer.", by=behandelaar)

    page = sign_in(verwijzer).get(f"/mijn/ervaringen/{second.ref}/").text
    assert "Er komt een vast nummer." in page
    assert str(aanbieder) not in page
    assert str(first.ref) not in page


@pytest.mark.parametrize("same", [True, False])
def test_nothing_is_the_double_of_itself_or_of_a_double(aanbieder, behandelaar, same):
    first, second, third = (make_experience(aanbieder.person) for _ in range(3))
    handling.merge(second, into=first, by=behandelaar)

    with pytest.raises(ValidationError):
        handling.merge(third, into=third if same else second, by=behandelaar)


def test_a_closed_one_is_taken_up_again_with_a_new_promise(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person)
    handling.answer(experience, text="Gedaan.", by=behandelaar)
    handling.close(experience, by=behandelaar)

    again = handling.reopen(experience, by=behandelaar)

    assert (again.state, again.closed_at, again.answered_at) == (State.HANDLING, None, None)


def test_who_wants_no_answer_is_not_mailed_but_can_read_it(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person, wants_answer=False)

    handling.answer(experience, text="Dank je.", by=behandelaar)

    assert codes(aanbieder) == ["experience.received"]
    assert experience.messages.for_sender().last().text == "Dank je."


def test_history_is_not_rewritten(aanbieder):
    step = make_experience(aanbieder.person).steps.get()
    step.after = State.CLOSED

    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(TypeError):
        step.delete()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Step.objects.update(after=State.CLOSED)

    assert Step.objects.get().after == State.RECEIVED


def test_messages_are_sealed(aanbieder, behandelaar):
    experience = make_experience(aanbieder.person)
    handling.note(experience, text="Een gevoelige notitie.", by=behandelaar)

    assert "gevoelige" not in Message.objects.get().sealed_text


# --- the inbox ----------------------------------------------------------------------------------------------------------


def test_each_read_of_a_text_by_a_handler_is_kept_once(aanbieder, behandelaar, sign_in):
    experience = make_experience(aanbieder.person)
    browser = sign_in(behandelaar)

    for turn in (1, 2):
        browser.get(f"/ervaringen/behandelen/{experience.ref}/")
        assert AuditEvent.objects.filter(code="experience.read").count() == turn
    browser.get("/ervaringen/behandelen/")
    sign_in(aanbieder).get(f"/mijn/ervaringen/{experience.ref}/")

    assert AuditEvent.objects.filter(code="experience.read").count() == 2
    assert AuditEvent.objects.filter(code="experience.read").last().actor_id == behandelaar.pk


def test_clm_sees_how_it_stands_and_no_text_and_no_sender(aanbieder, clm, behandelaar, sign_in):
    experience = make_experience(aanbieder.person, text="Een lang verhaal.", discuss="clm")
    hushed = make_experience(aanbieder.person, discuss="nobody")
    handling.entitle(experience, title="Overdracht duurt lang", by=behandelaar)
    browser = sign_in(clm)

    inbox = browser.get("/ervaringen/behandelen/").text
    page = browser.get(f"/ervaringen/behandelen/{experience.ref}/").text

    assert "Overdracht duurt lang" in inbox
    assert str(hushed.ref) not in inbox
    assert "Een lang verhaal." not in page
    assert str(aanbieder) not in inbox + page
    assert browser.get(f"/ervaringen/behandelen/{hushed.ref}/").status_code == 404


def test_the_inbox_narrows(aanbieder, behandelaar, sign_in):
    signal = make_experience(aanbieder.person)
    praise = make_experience(aanbieder.person, kind="compliment")
    handling.take(praise, handler=behandelaar, by=behandelaar)
    browser = sign_in(behandelaar)

    def shown(address: str) -> set[str]:
        page = browser.get(f"/ervaringen/behandelen/{address}").text
        return {str(one.ref) for one in (signal, praise) if str(one.ref) in page}

    assert shown("") == {str(signal.ref), str(praise.ref)}
    assert shown("?soort=compliment") == shown("?wie=ik") == shown("?staat=handling") == {str(praise.ref)}
    assert shown("?wie=niemand") == {str(signal.ref)}
    assert shown("?laat=ja") == set()
    assert shown("?soort=iets&staat=&thema=onbekend") == {str(signal.ref), str(praise.ref)}


def test_each_deed_has_its_page_and_does_its_work(aanbieder, behandelaar, sign_in):
    experience = make_experience(aanbieder.person)
    browser, base = sign_in(behandelaar), f"/ervaringen/behandelen/{experience.ref}/"
    for deed, data in [
        ("neem", {"handler": behandelaar.pk}),
        ("titel", {"title": "Overdracht duurt lang"}),
        ("notitie", {"text": "Vaker gehoord."}),
        ("vraag", {"text": "Welke weken?"}),
        ("meer-tijd", {"text": "We wachten op de tafel."}),
        ("terugkoppeling", {"text": "Het is korter nu."}),
        ("sluit", {}),
        ("heropen", {}),
    ]:
        assert browser.get(f"{base}{deed}/").status_code == 200
        assert browser.post(f"{base}{deed}/", data | {"once": deed}).status_code == 302, deed
    assert browser.get(f"{base}niets/").status_code == 404
    assert Experience.objects.get().state == State.HANDLING


def test_the_inbox_asks_as_many_questions_for_many_as_for_few(aanbieder, behandelaar, sign_in):
    browser = sign_in(behandelaar)
    browser.get("/ervaringen/behandelen/")
    counts = []
    for _ in range(2):
        for _ in range(4):
            handling.take(make_experience(aanbieder.person), handler=behandelaar, by=behandelaar)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/ervaringen/behandelen/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_was_not_helped_has_it_taken_up_again_and_who_was_says_so_once(aanbieder, behandelaar, sign_in):
    first, second = make_experience(aanbieder.person), make_experience(aanbieder.person)
    browser, own = sign_in(aanbieder), "/mijn/ervaringen/{}/"
    assert "Ben je geholpen?" not in browser.get(own.format(first.ref)).text
    for one in (first, second):
        handling.answer(one, text="Er is een vast nummer.", by=behandelaar)
    mails = len(letters_to(aanbieder))
    judging = {"judging": "ja", "helped": "no"}

    assert "Kies ja, een beetje of nee." in browser.post(own.format(first.ref), {"judging": "ja", "text": "Bah"}).text
    assert "wat er nog mist" in browser.post(own.format(first.ref), judging | {"again": "on"}).text
    browser.post(own.format(first.ref), judging | {"again": "on", "text": "Het nummer geeft geen gehoor."})
    browser.post(own.format(second.ref), judging | {"helped": "yes"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.helped, first.answered_at) == (State.HANDLING, "", None)
    assert first.messages.for_sender().last().text == "Het nummer geeft geen gehoor."
    assert (second.state, second.helped) == (State.ANSWERED, "yes")
    assert AuditEvent.objects.filter(code="experience.judged").count() == 2
    assert len(letters_to(aanbieder)) == mails
    with pytest.raises(ValidationError, match="al laten weten"):
        experiences.judge(second, helped="no", by=aanbieder)
