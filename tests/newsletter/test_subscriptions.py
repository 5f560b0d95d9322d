"""The newsletter's door: whoever types an address asks, and only who holds the link in the mail decides."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outgoing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail, registry, tickets
from leerlandschap.commons.models import AuditEvent, Letter, Ticket
from newsletter import consent, tidy
from newsletter.flows import subscriptions
from newsletter.models import Consent, Subscriber
from tests.factories import make_organisation, make_subscriber

pytestmark = pytest.mark.django_db
FORM = "/nieuwsbrief/"
ADDRESS = "jan@waterrijk.nl"


def type_in(browser: Client, email: str = ADDRESS, **fields):
    """What happens when somebody opens the form, types `email` and presses the button."""
    form = browser.get(FORM).context["form"]
    sent = {name: form[name].value() or "" for name in ("once", "text_version", "doubted")}
    return browser.post(FORM, sent | {"email": email} | fields)


def mails() -> list:
    """The mails that have gone since the last look."""
    outgoing.outbox.clear()
    while mail.deliver_due(timezone.now()):
        pass
    return list(outgoing.outbox)


def link_in(message) -> str:
    """The path of the link in a mail."""
    return re.search(r"http://[^/\s]+(/nieuwsbrief/\S+)", message.body).group(1)


def subscribe(browser: Client, email: str = ADDRESS) -> Subscriber:
    """Somebody who asked, opened the mail and confirmed."""
    type_in(browser, email)
    browser.post(link_in(mails()[0]))
    return Subscriber.objects.get(email=email)


# --- the story ---------------------------------------------------------------------------------------------------------


def test_somebody_asks_reads_the_mail_confirms_and_is_on_the_list(visitor):
    answer = type_in(visitor)
    assert answer.url == reverse("newsletter-asked")
    assert Subscriber.objects.get().state == Subscriber.State.UNCONFIRMED
    [message] = mails()
    assert message.to == [ADDRESS]
    link = link_in(message)
    assert "Ja, stuur mij de nieuwsbrief" in visitor.get(link).content.decode()
    assert Subscriber.objects.get().state == Subscriber.State.UNCONFIRMED, "looking at the page changes nothing"
    assert visitor.post(link).url == reverse("newsletter-confirmed")
    assert "je staat op de lijst" in visitor.get(reverse("newsletter-confirmed")).content.decode()
    assert list(Subscriber.objects.subscribed()) == [Subscriber.objects.get(email=ADDRESS)]


def test_a_mail_scanner_that_follows_every_link_subscribes_nobody(visitor):
    type_in(visitor)
    link = link_in(mails()[0])
    for _ in range(3):
        visitor.get(link)
        visitor.head(link)
    assert Subscriber.objects.get().state == Subscriber.State.UNCONFIRMED


def test_the_proof_of_consent_holds_what_was_shown_when_and_where_and_no_ip_address(visitor):
    with time_machine.travel("2027-01-12 09:30+01:00", tick=False):
        type_in(visitor)
        link = link_in(mails()[0])
    with time_machine.travel("2027-01-13 08:00+01:00", tick=False):
        visitor.post(link)
    proof = Consent.objects.get()
    assert (proof.text, proof.text_version) == (consent.CURRENT.text, consent.CURRENT.version)
    assert proof.form_path == FORM
    assert (proof.asked_at.day, proof.confirmed_at.day) == (12, 13)
    assert not {"ip", "address", "remote_addr"} & {field.name for field in Consent._meta.get_fields()}
    assert "127.0.0.1" not in str(Consent.objects.values().get())


def test_the_text_names_the_sender_how_often_about_what_and_how_to_stop(visitor):
    page = visitor.get(FORM).content.decode()
    assert consent.CURRENT.text in page
    for word in ("Sociaal Domein Flevoland", "6 tot 10 keer per jaar", "leertafels", "stoppen"):
        assert word in consent.CURRENT.text


def test_consent_is_given_to_the_text_that_stood_on_the_screen(visitor, monkeypatch):
    old = consent.CURRENT
    form = visitor.get(FORM).context["form"]
    new = consent.ConsentText("2028-01", "Een andere tekst.")
    monkeypatch.setitem(consent.TEXTS, new.version, new)
    monkeypatch.setattr(consent, "CURRENT", new)
    visitor.post(FORM, {"email": ADDRESS, "text_version": form["text_version"].value()})
    assert Consent.objects.get().text == old.text


def test_a_text_nobody_ever_showed_is_no_consent(visitor):
    page = visitor.post(FORM, {"email": ADDRESS, "text_version": "verzonnen"})
    assert "Lees hem en verstuur het formulier nog eens" in page.content.decode()
    assert page.context["form"]["text_version"].value() == consent.CURRENT.version
    assert not Subscriber.objects.exists()


# --- the screen tells nothing ------------------------------------------------------------------------------------------


def test_the_screen_answers_the_same_for_unknown_waiting_subscribed_and_stopped_addresses(visitor):
    for state in Subscriber.State:
        make_subscriber(f"{state}@waterrijk.nl", state=state)
    answers = set()
    for name in ("onbekend", *Subscriber.State):
        response = type_in(Client(), f"{name}@waterrijk.nl")
        assert response.status_code == 302
        answers.add((response.url, visitor.get(response.url).content))
    assert len(answers) == 1


def test_who_is_already_on_the_list_hears_that_by_mail_with_a_link_to_stop(visitor):
    make_subscriber(ADDRESS, state=Subscriber.State.SUBSCRIBED)
    type_in(visitor)
    [message] = mails()
    assert message.subject == "Je staat al op de lijst van de nieuwsbrief"
    assert "Stop de nieuwsbrief" in visitor.get(link_in(message)).content.decode()
    assert not Consent.objects.filter(confirmed_at=None).exists()


def test_an_address_gets_one_mail_in_twenty_four_hours_whoever_keeps_asking(visitor):
    with time_machine.travel("2027-01-12 23:50+01:00", tick=False) as clock:
        type_in(visitor)
        clock.shift(timedelta(minutes=20))
        type_in(Client())
        clock.shift(timedelta(hours=23, minutes=39))
        type_in(Client())
        assert Letter.objects.count() == 1
        clock.shift(timedelta(minutes=2))
        type_in(Client())
        assert Letter.objects.count() == 2
        assert len(mails()) == 2


def test_the_same_form_sent_twice_is_one_question(visitor):
    form = visitor.get(FORM).context["form"]
    sent = {"email": ADDRESS, "once": form["once"].value(), "text_version": form["text_version"].value()}
    assert visitor.post(FORM, sent).url == visitor.post(FORM, sent).url == reverse("newsletter-asked")
    assert (Subscriber.objects.count(), Consent.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_capitals_make_no_second_subscriber(visitor):
    type_in(visitor, "Jan@Waterrijk.NL")
    type_in(Client(), "jan@waterrijk.nl")
    assert [one.email for one in Subscriber.objects.all()] == ["jan@waterrijk.nl"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(email="JAN@elders.nl", made_at=timezone.now())


def test_a_signed_in_person_finds_their_own_address_in_the_form(sign_in, gemeente):
    assert sign_in(gemeente).get(FORM).context["form"]["email"].value() == gemeente.email


# --- links -------------------------------------------------------------------------------------------------------------


def test_a_used_link_says_that_nothing_needs_to_be_done(visitor):
    type_in(visitor)
    link = link_in(mails()[0])
    visitor.post(link)
    for answer in (visitor.get(link), visitor.post(link)):
        assert answer.status_code == 410
        assert tickets.USED in answer.content.decode()


def test_a_lapsed_link_asks_to_start_again_and_subscribes_nobody(visitor):
    type_in(visitor)
    link = link_in(mails()[0])
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        answer = visitor.post(link)
    assert answer.status_code == 410
    assert tickets.LAPSED in answer.content.decode()
    assert not Subscriber.objects.subscribed().exists()


@pytest.mark.parametrize("name", ["newsletter-confirm", "newsletter-unsubscribe"])
@pytest.mark.parametrize("token", ["verzonnen", "a" * 3000, "\x00", "\u202eabc", "'; DROP TABLE"])
def test_a_link_that_was_never_given_is_answered_in_words(visitor, name, token):
    for answer in (visitor.get(reverse(name, args=[token])), visitor.post(reverse(name, args=[token]))):
        assert answer.status_code == 410
        assert "Vul je adres opnieuw in" in answer.content.decode()


def test_a_link_to_confirm_does_not_stop_and_a_link_to_stop_does_not_confirm(visitor):
    type_in(visitor)
    confirm = link_in(mails()[0]).split("/")[-2]
    assert visitor.post(reverse("newsletter-unsubscribe", args=[confirm])).status_code == 410
    stop = subscriptions.preferences_path(Subscriber.objects.get()).split("/")[-2]
    assert visitor.post(reverse("newsletter-confirm", args=[stop])).status_code == 410
    assert Subscriber.objects.get().state == Subscriber.State.UNCONFIRMED


def test_the_database_holds_no_link_in_readable_form(visitor):
    type_in(visitor)
    stored = str(list(Ticket.objects.values())) + str(list(Letter.objects.values()))
    token = link_in(mails()[0]).split("/")[-2]
    assert token not in stored


# --- stopping ----------------------------------------------------------------------------------------------------------


def test_stopping_asks_one_press_and_no_sign_in(visitor):
    subscriber = subscribe(visitor)
    link = subscriptions.preferences_path(subscriber)
    page = Client().get(link).content.decode()
    assert "Stop de nieuwsbrief" in page
    assert "j…@waterrijk.nl" in page
    assert ADDRESS not in page
    subscriber.refresh_from_db()
    assert subscriber.state == Subscriber.State.SUBSCRIBED, "looking at the page changes nothing"
    answer = Client().post(link)
    assert answer.status_code == 200
    assert "Je krijgt geen nieuwsbrief meer" in answer.content.decode()
    assert not Subscriber.objects.subscribed().exists()


def test_a_mail_program_stops_for_its_reader_without_a_cookie_and_is_led_nowhere(visitor):
    link = subscriptions.preferences_path(subscribe(visitor))
    program = Client(enforce_csrf_checks=True)
    answer = program.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert not Subscriber.objects.subscribed().exists()
    assert AuditEvent.objects.get(code="newsletter.unsubscribed").details == {"one_click": True}


def test_stopping_twice_is_stopping_once_and_the_link_keeps_working(visitor):
    subscriber = subscribe(visitor)
    link = subscriptions.preferences_path(subscriber)
    for _ in range(2):
        assert visitor.post(link).status_code == 200
    assert AuditEvent.objects.filter(code="newsletter.unsubscribed").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=2 * 365)):
        assert visitor.get(link).status_code == 200


def test_an_old_confirmation_does_not_bring_back_who_stopped(visitor):
    type_in(visitor)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        type_in(visitor)
        first, second = (link_in(message) for message in mails())
        visitor.post(first)
        visitor.post(subscriptions.preferences_path(Subscriber.objects.get()))
        assert visitor.post(second).status_code == 410
    assert Subscriber.objects.get().state == Subscriber.State.UNSUBSCRIBED


def test_who_stopped_can_come_back_by_asking_again_and_until_then_stays_off_the_list(visitor):
    subscriber = subscribe(visitor)
    visitor.post(subscriptions.preferences_path(subscriber))
    type_in(visitor)
    assert Subscriber.objects.get().state == Subscriber.State.UNSUBSCRIBED
    visitor.post(link_in(mails()[0]))
    assert Subscriber.objects.get().state == Subscriber.State.SUBSCRIBED
    assert Consent.objects.exclude(confirmed_at=None).count() == 2


def test_the_audit_trail_tells_what_happened_and_never_the_address(visitor):
    subscriber = subscribe(visitor)
    visitor.post(subscriptions.preferences_path(subscriber))
    trail = list(AuditEvent.objects.order_by("pk").values())
    assert [event["code"] for event in trail] == ["newsletter.subscribed", "newsletter.unsubscribed"]
    assert ADDRESS not in str(trail)


# --- what lapses -------------------------------------------------------------------------------------------------------


def test_an_address_nobody_confirmed_is_forgotten_after_seven_days(visitor):
    type_in(visitor)
    now = timezone.now()
    assert tidy.unconfirmed(now + timedelta(days=6, hours=23)) == 0
    assert Subscriber.objects.exists()
    assert tidy.unconfirmed(now + timedelta(days=7, hours=1)) == 1
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()
    assert tidy.unconfirmed in list(registry.tidy)


def test_tidying_leaves_subscribers_their_proof_and_those_who_stopped(visitor):
    subscribe(visitor)
    make_subscriber("gestopt@waterrijk.nl", state=Subscriber.State.UNSUBSCRIBED)
    tidy.unconfirmed(timezone.now() + timedelta(days=400))
    assert Subscriber.objects.count() == 2
    assert Consent.objects.get().confirmed_at


def test_the_question_of_who_stopped_before_lapses_without_forgetting_that_they_stopped(visitor):
    make_subscriber(ADDRESS, state=Subscriber.State.UNSUBSCRIBED)
    type_in(visitor)
    tidy.unconfirmed(timezone.now() + timedelta(days=8))
    assert Subscriber.objects.get().state == Subscriber.State.UNSUBSCRIBED
    assert not Consent.objects.exists()


# --- what people type --------------------------------------------------------------------------------------------------


def test_a_slip_in_the_address_is_asked_about_once_and_what_was_typed_stays(visitor):
    first = type_in(visitor, "jan@gmial.com")
    assert "Bedoel je @gmail.com?" in first.content.decode()
    assert not Subscriber.objects.exists()
    form = first.context["form"]
    assert form["email"].value() == "jan@gmial.com"
    again = {name: form[name].value() for name in ("email", "once", "text_version", "doubted")}
    assert visitor.post(FORM, again).url == reverse("newsletter-asked")
    assert Subscriber.objects.get().email == "jan@gmial.com"


def test_a_slip_in_the_domain_of_a_municipality_is_seen_and_that_of_a_provider_is_not_given_away(visitor):
    make_organisation("Gemeente Waterrijk", kind="municipality", mail_domain="waterrijk.nl")
    make_organisation("De Populier", kind="provider", mail_domain="depopulier.nl")
    assert "Bedoel je @waterrijk.nl?" in type_in(visitor, "jan@waterijk.nl").content.decode()
    assert type_in(visitor, "jan@depopuler.nl").status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jan",
        "jan@",
        "@waterrijk.nl",
        "jan@waterrijk",
        "jan\x00@waterrijk.nl",
        "a" * 1_000_000,
        "jan@nl\nBcc: x@y.nl",
    ],
)
def test_what_is_no_address_gets_a_sentence_and_stays_in_the_field(visitor, typed):
    page = type_in(visitor, typed)
    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert page.context["form"]["email"].value() == typed
    assert "Nog niet gelukt" in page.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("field", ["once", "text_version", "doubted"])
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "\u202e"])
def test_a_hidden_field_full_of_nonsense_is_no_crash(visitor, field, value):
    assert type_in(visitor, **{field: value}).status_code in {200, 302}


def test_marks_that_turn_the_reading_direction_are_left_out_of_an_address(visitor):
    type_in(visitor, "jan@water\u202erijk.nl")
    assert Subscriber.objects.get().email == ADDRESS


# --- the pages ---------------------------------------------------------------------------------------------------------


def test_the_form_costs_a_visitor_at_most_three_queries(visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert visitor.get(FORM).status_code == 200


def test_the_answer_page_costs_no_query(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get(reverse("newsletter-asked"))


def test_a_page_behind_a_link_is_kept_in_no_cache(visitor):
    type_in(visitor)
    assert "no-store" in visitor.get(link_in(mails()[0])).headers["Cache-Control"]


def test_a_press_from_elsewhere_confirms_nothing(visitor):
    type_in(visitor)
    link = link_in(mails()[0])
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert not Subscriber.objects.subscribed().exists()
