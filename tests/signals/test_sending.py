"""Sending an experience: under one's name, by a mailed link, or with a code that leads nobody back to the sender."""

import os
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlandschap.commons import cipher, mail
from leerlandschap.commons.models import AuditEvent, File, Letter, Notice
from signals import receipts
from signals.flows import experiences, handling, senders
from signals.models import Experience, Message, SenderAddress
from tests.factories import make_experience, make_person, make_picture, make_theme
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db
NEW, BY_CODE, MINE = "/ervaringen/nieuw/", "/ervaringen/met-code/", "/mijn/ervaringen/"
TEXT = "De overdracht tussen wijkteam en aanbieder duurt weken."


def form(**fields) -> dict:
    return {
        "kind": "signal",
        "theme": make_theme().pk,
        "text": TEXT,
        "discuss": "nobody",
        "wants_answer": "on",
    } | fields


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="{name}"', page).group(1)


def send_anonymously(visitor, **fields) -> str:
    """Send as a visitor does. Gives the code that the page shows."""
    receipt = hidden(visitor.get(NEW).text, "receipt")
    answer = visitor.post(NEW, form(receipt=receipt, once="eenmaal", **fields), follow=True)
    return re.search(r'value="([0-9A-Z-]{19})"', answer.text)[1]


def everything_stored() -> str:
    """Every value of every row of every table."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def moments_stored() -> set[tuple]:
    """Every moment in every row of every table: whose, which, and when."""
    found = set()
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)]
        for row in model._base_manager.values_list("pk", *names) if names else ():
            found |= {(model.__name__, row[0], *one) for one in zip(names, row[1:], strict=True) if one[1]}
    return found


# --- with an account ----------------------------------------------------------------------------------------------------


def test_three_answers_are_enough(aanbieder, sign_in):
    browser = sign_in(aanbieder)

    answer = browser.post(NEW, form(), follow=True)

    experience = Experience.objects.get()
    assert answer.redirect_chain[-1][0] == f"{MINE}{experience.ref}/"
    assert TEXT in answer.text
    assert experience.sender == aanbieder.person
    assert (experience.discuss, experience.state) == ("nobody", "received")
    assert not any(getattr(experience, name) for name in experiences.CONSENTS)


def test_the_receipt_is_mailed_at_once_with_a_link_and_no_content(aanbieder):
    experience = make_experience(aanbieder.person, text=TEXT)

    letter = newest_letter(aanbieder)

    assert link_in(letter) == f"{MINE}{experience.ref}/"
    message = mail.compose(letter)
    for word in ("overdracht", "Crisis", "signaal"):
        assert word not in f"{message.subject} {message.body} {message.alternatives[0][0]}"


def test_what_was_written_is_unreadable_in_the_database(aanbieder):
    experience = make_experience(aanbieder.person, text=TEXT, help="Een vaste telefoonlijn.", organisation="Het Riet")
    experiences.reply(experience, text="Nog een voorbeeld erbij.", by=aanbieder)

    stored = everything_stored()

    assert not any(word in stored for word in ("overdracht", "telefoonlijn", "Het Riet", "voorbeeld erbij"))
    assert experience.unseal("text") == TEXT


def test_a_text_opens_in_no_other_row(aanbieder):
    one, other = make_experience(aanbieder.person), make_experience(aanbieder.person)
    Experience.objects.filter(pk=other.pk).update(sealed_text=one.sealed_text)
    other.refresh_from_db()

    with pytest.raises(cipher.Unreadable):
        other.unseal("text")


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(visitor):
    page = visitor.post(NEW, form(kind="", text="", help="Meer tijd")).text

    assert "Kies wat je wilt sturen" in page
    assert "Schrijf in een paar zinnen" in page
    assert "Meer tijd" in page
    assert not Experience.objects.exists()


def test_the_guard_stands_before_it(visitor):
    page = visitor.post(NEW, form(text="Zijn nummer is 123456782.")).text

    assert "burgerservicenummer" in page
    assert not Experience.objects.exists()


def test_where_to_be_stands_before_the_text_and_on_the_page_after_it(aanbieder, sign_in):
    before, after = sign_in(aanbieder).get(NEW).text, sign_in(aanbieder).post(NEW, form(), follow=True).text

    for page in (before, after):
        assert all(word in page for word in ("112", "0800-2000", "AKJ", "IGJ", "hoofdstuk 9"))
    assert before.index("0800-2000") < before.index('name="text"')
    assert "geen officiële klacht" in before


def test_sending_twice_sends_once(aanbieder, sign_in):
    browser, filled = sign_in(aanbieder), form(once="eenmaal")

    first, second = browser.post(NEW, filled), browser.post(NEW, filled)

    assert first.url == second.url
    assert Experience.objects.count() == 1


# --- anonymous ------------------------------------------------------------------------------------------------------------


def test_a_code_opens_the_thread_from_both_sides(visitor, client):
    code = send_anonymously(visitor)
    experience = Experience.objects.get()

    page = client.post(BY_CODE, {"code": code.lower().replace("-", " ")}, follow=True).text
    client.post(BY_CODE, {"text": "Het gebeurde gisteren weer."})

    assert TEXT in page
    assert experience.sender is None
    assert experience.messages.get().text == "Het gebeurde gisteren weer."


def test_a_code_is_shown_once_and_can_be_forgotten(visitor):
    send_anonymously(visitor)

    assert TEXT in visitor.get(BY_CODE).text
    visitor.post("/ervaringen/met-code/sluiten/")

    assert TEXT not in visitor.get(BY_CODE).text


def test_who_presses_twice_has_the_code_all_the_same(visitor, client):
    receipt = hidden(visitor.get(NEW).text, "receipt")
    filled = form(receipt=receipt, once="eenmaal")
    visitor.post(NEW, filled)

    # The answer to the first press never came; the second is handled by the same rule.
    page = client.post(NEW, filled, follow=True).text

    assert re.search(r'value="[0-9A-Z-]{19}"', page)
    assert Experience.objects.count() == 1


def test_no_row_of_any_table_leads_to_who_sent_it(aanbieder, sign_in, behandelaar):
    browser = sign_in(aanbieder)
    receipt = hidden(browser.get(NEW).text, "receipt")
    before = everything_stored()

    browser.post(
        NEW, form(receipt=receipt, anonymous="on", once="eenmaal"), HTTP_USER_AGENT="Eigenaardig/7.1",
        REMOTE_ADDR="203.0.113.77",
    )  # fmt: skip
    code = receipts.unsigned(receipt)
    browser.post(BY_CODE, {"text": "Nog iets."}, HTTP_USER_AGENT="Eigenaardig/7.1", REMOTE_ADDR="203.0.113.77")

    experience = Experience.objects.get()
    assert experience.messages.get().text == "Nog iets."
    new = set(everything_stored().splitlines()) - set(before.splitlines())
    scanned = "\n".join(row for row in new if "Eigenaardig/7.1" not in row or str(experience.pk) in row)
    for trace in (code, receipts.spoken(code), "203.0.113.77", "aanbieder@voorbeeld.nl", str(aanbieder), TEXT):
        assert trace not in scanned, trace
    about = [experience.pk, str(experience.ref)]
    assert not AuditEvent.objects.filter(object_id__in=map(str, about)).exclude(actor_id=None).exists()
    assert not Letter.objects.filter(address=aanbieder.email).exists()
    assert not Notice.objects.filter(person=aanbieder.person).exists()
    assert all(message.by_id is None for message in Message.objects.all())


# What is written at the minute and says nothing of what it is of: the form that was sent (a fingerprint), and the visit itself.
OF_THE_VISIT = {"OnceKey", "Session", "UserSession"}


def test_no_row_and_no_file_tells_at_what_time_of_the_day_somebody_without_a_name_came(aanbieder, sign_in, behandelaar):
    """So that it cannot be laid beside who was signed in at that minute; who gives a name has the time of it."""
    browser, stored = sign_in(aanbieder), moments_stored()
    with time_machine.travel(datetime(2027, 2, 3, 14, 37, 21, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        receipt = hidden(browser.get(NEW).text, "receipt")
        browser.post(NEW, form(receipt=receipt, anonymous="on", once="a", attachments=make_picture()))
        found = Experience.objects.get()
        browser.post(BY_CODE, {"discuss": "table", "once": "b"})
    with time_machine.travel(datetime(2027, 2, 4, 9, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        handling.ask(found, text="Waar was dat?", by=behandelaar)
    with time_machine.travel(datetime(2027, 2, 4, 14, 37, 21, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        browser.post(BY_CODE, {"code": receipts.unsigned(receipt)})
        browser.post(BY_CODE, {"text": "In Almere.", "once": "c"})
    with time_machine.travel(datetime(2027, 2, 4, 15, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        handling.answer(found, text="Dank je wel.", by=behandelaar)
    with time_machine.travel(datetime(2027, 2, 4, 16, 37, 21, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        experiences.judge(found, helped="no", again=True, text="Nog niet.", by=None)

    new = [one for one in moments_stored() - stored if one[0] not in OF_THE_VISIT]
    assert {one for one in new if timezone.localtime(one[3]).minute == 37} == set()
    assert len(new) > 12
    kept = [os.stat(default_storage.path(one.path)).st_mtime for one in File.objects.all()]
    assert [timezone.localtime(datetime.fromtimestamp(at, UTC)).hour for at in kept] == [0]
    said = [message.kind for message in found.messages.all()]
    assert said == ["question", "reply", "feedback", "reply"], "in the order in which they were said"
    found.refresh_from_db()
    assert (str(found.reaction_due), found.state, found.discuss) == ("2027-02-10", "handling", "table")


def test_the_scan_sees_a_trace_when_there_is_one(aanbieder):
    make_experience(aanbieder.person)

    assert str(aanbieder) in everything_stored()


def test_only_a_code_that_was_made_here_is_taken(visitor):
    visitor.post(NEW, form(receipt="AAAAAAAAAAAAAAAA", once="a"))

    assert Experience.objects.get().receipt_hash != receipts.fingerprint("AAAAAAAAAAAAAAAA")


def test_a_wrong_code_opens_nothing(visitor):
    make_experience(text=TEXT)

    page = visitor.post(BY_CODE, {"code": "2222-2222-2222-2222"}).text

    assert "kennen we niet" in page
    assert TEXT not in page


def test_the_pages_of_a_code_are_stored_nowhere(visitor):
    send_anonymously(visitor)

    for address in (BY_CODE, "/ervaringen/ontvangen/"):
        assert "no-store" in visitor.get(address).headers["Cache-Control"]


# --- by a mailed link -----------------------------------------------------------------------------------------------------


def test_a_link_by_mail_sends_without_a_password(visitor):
    visitor.post("/ervaringen/link/", {"email": "Iemand@Wijkteam.example"})
    link = link_in(newest_letter("iemand@wijkteam.example"))

    page = visitor.post(f"{link}nieuw/", form(), follow=True).text

    assert TEXT in page
    assert TEXT not in visitor.get(link).text
    assert Experience.objects.get().sender.email == "iemand@wijkteam.example"
    assert link_in(newest_letter("iemand@wijkteam.example")).startswith("/ervaringen/met-link/")


def test_who_has_an_account_is_led_to_sign_in_and_the_page_says_the_same(visitor, aanbieder):
    known = visitor.post("/ervaringen/link/", {"email": aanbieder.email}, follow=True)
    unknown = visitor.post("/ervaringen/link/", {"email": "iemand@elders.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert newest_letter(aanbieder).code == "experience.sign_in"
    assert link_in(newest_letter(aanbieder)) == MINE


def test_a_link_opens_only_what_was_sent_from_its_own_address(visitor):
    other = make_experience(make_person("ander@elders.example"), text=TEXT)
    senders.ask_link("iemand@elders.example")
    link = link_in(newest_letter("iemand@elders.example"))

    assert visitor.get(f"{link}{other.ref}/").status_code == 404


def test_a_link_closes_when_there_is_an_account(visitor):
    person = make_person("iemand@elders.example")
    make_experience(person, text=TEXT)
    link = link_in(newest_letter(person))
    from leerlandschap.network.models import User

    person.user = User.objects.create_user(person.email, "een-lang-wachtwoord-27")
    person.save()

    assert visitor.get(link).status_code == 410


def test_asking_again_within_the_hour_mails_once(visitor):
    for _ in range(2):
        visitor.post("/ervaringen/link/", {"email": "iemand@elders.example"})

    assert letters_to("iemand@elders.example").count() == 1
    assert SenderAddress.objects.count() == 1


# --- one's own ------------------------------------------------------------------------------------------------------------


def test_consents_are_given_and_taken_back(aanbieder, sign_in):
    experience = make_experience(aanbieder.person)
    browser = sign_in(aanbieder)

    browser.post(f"{MINE}{experience.ref}/", {"discuss": "table", "may_tell_organisation": "on"})
    experience.refresh_from_db()
    assert (experience.discuss, experience.may_tell_organisation) == ("table", True)
    browser.post(f"{MINE}{experience.ref}/", {"discuss": "nobody"})

    experience.refresh_from_db()
    assert (experience.discuss, experience.may_tell_organisation) == ("nobody", False)
    assert AuditEvent.objects.filter(code="experience.consents").count() == 2


def test_one_never_sees_what_another_sent(aanbieder, aanbieder2, sign_in):
    experience = make_experience(aanbieder.person, text=TEXT)
    browser = sign_in(aanbieder2)

    assert browser.get(f"{MINE}{experience.ref}/").status_code == 404
    assert browser.get(f"/ervaringen/behandelen/{experience.ref}/").status_code == 403
    assert browser.get("/ervaringen/behandelen/").status_code == 403
    assert str(experience.ref) not in browser.get(MINE).text
    assert not Notice.objects.filter(person=aanbieder2.person).exists()


STRANGE = st.text(max_size=60) | st.sampled_from(
    ["06-12345678", "123456782", "\x00", "<script>", "Sem", "9" * 400, "\u202e"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(fields=st.dictionaries(
    st.sampled_from(["kind", "theme", "named", "kladje", "attachments",
                     "text", "help", "organisation", "municipalities", "concerns", "often", "discuss",
                     "receipt", "once", "text-weg", "text-houden", "text-reden"]), STRANGE, max_size=8))  # fmt: skip
def test_whatever_is_sent_nothing_breaks_and_nothing_is_lost(visitor, fields):
    answer = visitor.post(NEW, form(**fields))

    assert answer.status_code in {200, 302, 429}
    if answer.status_code == 200 and "text-weg" not in fields and fields.get("help"):
        assert answer.context["form"]["help"].value() == fields["help"]


def test_every_model_of_ervaringen_is_scanned():
    assert {model.__name__ for model in apps.get_app_config("signals").get_models()} == {
        "Attachment", "Bundle", "Draft", "Echo", "Experience", "GoneReceipt", "Happening", "Message", "Praise", "RetentionTerm",
        "SavedView", "SenderAddress", "StandardAnswer", "Step",
    }  # fmt: skip
