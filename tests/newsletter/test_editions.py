"""An edition: it lays itself out from what is public, is chosen and rewritten, read along, and goes once to who asked."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import AuditEvent
from newsletter import mailing, rich_text
from newsletter.checks import problems
from newsletter.flows import editions, sending, subscriptions
from newsletter.models import Delivery, Edition, Item, Subscriber, Suppression
from newsletter.progress import progress_of
from newsletter.proposals import proposals
from tables.flows import examples
from tables.models import Insight, Openness
from tests.factories import make_insight, make_meeting, make_subscriber, make_table
from tests.newsletter.conftest import ITEM, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def landscape(regio):
    """One public table with something of each kind, and one thing that not everybody reads."""
    table = make_table("Nachtzorg", openness=Openness.PUBLIC, aim="Samen de nacht door.")
    make_insight(table, text="Een vaste bel-lijn helpt.", openness=Openness.PUBLIC)
    make_insight(table, text="Alleen voor het netwerk.", openness=Openness.NETWORK)
    make_meeting(table)
    examples.record(table, title="De warme overdracht", text="Zo.", openness=Openness.PUBLIC, by=regio)
    return table


def states(edition: Edition) -> dict[str, str]:
    """How it went, by address."""
    return {one.address: one.state for one in edition.deliveries.to_subscribers().select_related("subscriber")}


# --- laying out ---------------------------------------------------------------------------------------------------------


def test_a_new_edition_lays_itself_out_from_what_everybody_may_read(landscape, redactie, sign_in):
    browser = sign_in(redactie)

    answer = browser.post(reverse("edition-new"), follow=True)

    edition = Edition.objects.get()
    assert {item.kind for item in edition.items.all()} == {"Geleerd", "Bijeenkomst", "Vrije stoel", "Goed voorbeeld"}
    assert "Een vaste bel-lijn helpt." in answer.text
    assert "Alleen voor het netwerk." not in answer.text.partition("niet-voor-iedereen")[0]
    assert problems(edition) == []


def test_what_stood_in_an_edition_is_not_proposed_again_unless_chosen(landscape, redactie):
    first = editions.begin(by=redactie)
    second = editions.begin(by=redactie)

    assert second.items.count() == 0
    told_before = proposals(second, timezone.now())
    assert {one.stood_in for one in told_before} == {first.subject}
    item = editions.pick(second, told_before[0].key, by=redactie)
    assert item.edition == second
    with pytest.raises(ValidationError):
        editions.pick(second, told_before[0].key, by=redactie)
    with pytest.raises(ValidationError):
        editions.pick(second, "learned:bestaat-niet", by=redactie)


def test_an_editor_rewrites_orders_and_takes_out(landscape, redactie, sign_in):
    browser, edition = sign_in(redactie), editions.begin(by=redactie)
    first, second, *_rest = edition.items.all()

    browser.post(reverse("edition-item", args=[first.ref]), ITEM | {"title": "Anders"})
    browser.post(reverse("edition-item-move", args=[first.ref]), {"direction": "omlaag"})
    assert list(edition.items.values_list("title", flat=True))[:2] == [second.title, "Anders"]
    browser.post(reverse("edition-item-move", args=[first.ref]), {"at": "1"})
    browser.post(reverse("edition-item-take-out", args=[second.ref]))
    browser.post(reverse("edition-item-add", args=[edition.ref]), ITEM)
    browser.post(reverse("edition-words", args=[edition.ref]), {"subject": "Nieuws", "opening": "Dag\n\n- een\n- twee"})

    titles = list(edition.items.values_list("title", flat=True))
    assert (titles[0], titles[-1], second.title in titles) == ("Anders", "Vooraf", False)
    assert list(edition.items.values_list("position", flat=True)) == list(range(1, len(titles) + 1))
    edition.refresh_from_db()
    assert edition.opening == "<p>Dag</p><ul><li>een</li><li>twee</li></ul>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p onclick=x>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)" style="x">a</a></p>', "<p><a>a</a></p>"),
        ("<div><b>a</b><img src=https://kwaad.example/x></div>", "<p><strong>a</strong></p>"),
        ("<b>los</b> hier<div>en verder</div>", "<p><strong>los</strong> hier</p><p>en verder</p>"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>"),
        ("a\0b", "<p>ab</p>"),
    ],
)
def test_rich_text_keeps_only_its_own_list_of_tags(typed, kept):
    assert rich_text.clean(typed) == kept
    assert rich_text.clean(kept) == kept


def test_what_stands_in_the_way_is_said_and_holds_the_edition(landscape, redactie, regio):
    make_subscriber("lezer@werk.example")
    edition = editions.begin(by=redactie)
    editions.add_own(edition, by=redactie, **ITEM | {"link": "/bestaat-niet/"})
    Insight.objects.filter(text="Een vaste bel-lijn helpt.").update(openness=Openness.CLOSED)
    sending.approve(edition, by=regio)

    assert [one.item.title for one in problems(edition)] == ["Een vaste bel-lijn helpt.", "Vooraf"]
    with pytest.raises(ValidationError):
        sending.plan(edition, by=redactie)


def test_what_closed_between_planning_and_its_moment_does_not_go(landscape, redactie, regio):
    edition = editions.begin(by=redactie)
    edition = ready(edition, "lezer@werk.example", by=redactie, reads_along=regio)
    Insight.objects.filter(text="Een vaste bel-lijn helpt.").update(openness=Openness.CLOSED)

    sending.sweep(seconds=1)

    edition.refresh_from_db()
    assert (edition.state, edition.deliveries.count()) == (Edition.State.DRAFT, 0)
    assert "niet meer openbaar" in edition.held_because


# --- letting it go ------------------------------------------------------------------------------------------------------


def test_a_second_person_reads_along_and_a_change_asks_for_it_again(edition, redactie, regio):
    make_subscriber("lezer@werk.example")
    with pytest.raises(ValidationError, match="iemand anders"):
        sending.approve(edition, by=redactie)
    with pytest.raises(ValidationError, match="mee te lezen"):
        sending.plan(edition, by=redactie)
    sending.approve(edition, by=regio)
    editions.write(edition, subject="Anders", opening="", by=redactie)
    with pytest.raises(ValidationError, match="mee te lezen"):
        sending.plan(edition, by=redactie)


def test_from_the_page_that_says_to_how_many_to_the_archive(edition, redactie, regio, sign_in, visitor):
    readers = [f"lezer{one}@werk.example" for one in range(3)]
    for address in readers:
        make_subscriber(address)
    browser = sign_in(redactie)
    sign_in(regio).post(reverse("edition-approve", args=[edition.ref]))
    send = reverse("edition-send", args=[edition.ref])
    assert "3 lezers" in browser.get(send).text
    who = browser.get(reverse("edition-recipients", args=[edition.ref])).text
    assert all(address in who for address in readers)

    browser.post(send, {"when": "now"})
    sending.sweep(seconds=1)
    assert outgoing.outbox == [], "it can be taken back for a minute"
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        sending.sweep(seconds=1)

    edition.refresh_from_db()
    assert sorted(mail.to[0] for mail in outgoing.outbox) == readers
    assert edition.state == Edition.State.SENT
    assert progress_of(edition).accepted == 3
    page = visitor.get(edition.get_absolute_url())
    assert "Lees dit." in page.text
    assert edition.subject in visitor.get(reverse("edition-archive")).text
    assert page.cookies == {}
    [item] = edition.items.all()
    use = reverse("edition-item-used", args=[item.ref])
    once = visitor.get(use).context["form"]["once"].value()
    for _twice in range(2):
        assert "Genoteerd" in visitor.post(use, {"once": once}, follow=True).text
    assert "Vooraf: 1 keer" in browser.get(edition.work_url).text
    assert edition.get_absolute_url() in visitor.get(reverse("edition-feed")).text


def test_taken_back_it_is_a_draft_and_nobody_gets_it(edition, redactie, regio):
    edition = ready(edition, "lezer@werk.example", by=redactie, reads_along=regio)

    sending.take_back(edition, by=redactie)
    sending.sweep(seconds=1)

    assert outgoing.outbox == []
    assert Edition.objects.get().state == Edition.State.DRAFT
    with pytest.raises(ValidationError):
        sending.take_back(edition, by=redactie)


def test_each_mail_is_for_one_reader_can_be_stopped_and_asks_nothing_of_elsewhere(edition, redactie, regio, visitor):
    edition = ready(edition, "a@werk.example", "b@werk.example", by=redactie, reads_along=regio)
    sending.sweep(seconds=1)

    one, other = outgoing.outbox
    for mail in (one, other):
        message = mail.message()
        [html] = [part.content for part in mail.alternatives]
        own_page = message["List-Unsubscribe"].strip("<>")
        assert (len(mail.recipients()), message["List-Unsubscribe-Post"]) == (1, "List-Unsubscribe=One-Click")
        assert message["To"] == mail.recipients()[0]
        assert (own_page in html, own_page in mail.body) == (True, True)
        assert rich_text.links(html)
        assert {link.partition("/nieuwsbrief")[0] for link in rich_text.links(html) if "nieuwsbrief" in link} == {
            "http://localhost:8000"
        }
        assert "<img" not in html
        assert "fonts.googleapis" not in html
        assert "url(" not in html
        assert "invalid/" not in html + mail.body
    assert one.message()["Message-ID"] != other.message()["Message-ID"]

    path = one.message()["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert visitor.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscriber.objects.get(email=one.to[0]).state == Subscriber.State.UNSUBSCRIBED


def test_a_subject_over_two_lines_adds_no_header(edition):
    edition.subject = "Nieuws\r\nBcc: iedereen@elders.example"

    mail = mailing.message(mailing.of(edition), to="a@werk.example", message_id="<x@y>", own_page="https://y/")

    assert mail.message()["Bcc"] is None
    assert mail.recipients() == ["a@werk.example"]


def test_who_stops_while_it_goes_gets_no_mail_any_more(edition, redactie, regio, monkeypatch):
    edition = ready(edition, "a@werk.example", "b@werk.example", by=redactie, reads_along=regio)
    last = Subscriber.objects.get(email="b@werk.example")
    send = EmailBackend.send_messages

    def stops_meanwhile(backend, mails):
        subscriptions.unsubscribe(subscriptions.preferences_path(last).rstrip("/").rpartition("/")[2])
        return send(backend, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", stops_meanwhile)
    sending.sweep(seconds=1)

    assert states(edition) == {"a@werk.example": LedgerState.ACCEPTED, "b@werk.example": LedgerState.SUPPRESSED}
    assert Edition.objects.get().state == Edition.State.SENT


def test_a_pause_holds_the_rest_of_the_batch_and_resuming_goes_on(edition, redactie, regio, monkeypatch):
    edition = ready(edition, *(f"{one}@werk.example" for one in "abc"), by=redactie, reads_along=regio)
    send = EmailBackend.send_messages

    def pause_at_the_first(backend, mails):
        Edition.objects.filter(state=Edition.State.SENDING).update(state=Edition.State.PAUSED)
        return send(backend, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", pause_at_the_first)
    sending.sweep(seconds=1)
    assert sorted(states(edition).values()) == [LedgerState.ACCEPTED, LedgerState.WAITING, LedgerState.WAITING]

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    sending.resume(edition, by=redactie)
    sending.sweep(seconds=1)
    assert set(states(edition).values()) == {LedgerState.ACCEPTED}
    assert len(outgoing.outbox) == 3


def test_a_refused_address_is_suppressed_and_a_busy_server_is_tried_again(edition, redactie, regio, monkeypatch):
    edition = ready(edition, "weg@werk.example", "vol@werk.example", by=redactie, reads_along=regio)

    def refuse(backend, mails):
        code = 550 if mails[0].to == ["weg@werk.example"] else 451
        raise smtplib.SMTPRecipientsRefused({mails[0].to[0]: (code, b"nee")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    sending.sweep(seconds=1)

    assert states(edition) == {"weg@werk.example": LedgerState.REFUSED, "vol@werk.example": LedgerState.WAITING}
    assert Suppression.objects.get().email == "weg@werk.example"
    assert [one.email for one in Subscriber.objects.receiving()] == ["vol@werk.example"]


def test_a_mail_that_may_have_arrived_is_shown_and_goes_again_only_when_an_editor_says_so(
    edition, redactie, regio, sign_in
):
    edition = ready(edition, "a@werk.example", by=redactie, reads_along=regio)
    sending.start_due(timezone.now())
    past = timezone.now() - timedelta(minutes=1)
    Delivery.objects.update(state=LedgerState.HANDING_OVER, lease_until=past)

    sending.sweep(seconds=1)
    assert (states(edition)["a@werk.example"], outgoing.outbox) == (LedgerState.UNCERTAIN, [])
    delivery, browser = Delivery.objects.get(), sign_in(redactie)
    page = browser.get(reverse("edition-recipients", args=[edition.ref])).text
    assert delivery.message_id.strip("<>") in page
    browser.post(reverse("delivery-settle", args=[delivery.ref]), {"arrived": "nee"})
    sending.sweep(seconds=1)

    assert len(outgoing.outbox) == 1
    assert states(edition)["a@werk.example"] == LedgerState.ACCEPTED
    assert AuditEvent.objects.filter(code="edition.uncertain_settled").count() == 1


def test_a_test_mail_goes_to_its_editor_alone_and_counts_for_nothing(edition, redactie, sign_in):
    make_subscriber("lezer@werk.example")

    sign_in(redactie).post(reverse("edition-test", args=[edition.ref]))
    sending.sweep(seconds=1)

    assert [mail.to for mail in outgoing.outbox] == [[redactie.email]]
    assert progress_of(edition).total == 0
    assert Edition.objects.get().state == Edition.State.DRAFT


def test_the_pace_is_that_of_all_processes_together(settings):
    settings.NEWSLETTER_PER_SECOND = 10
    with time_machine.travel("2027-01-12 09:30+01:00", tick=False):
        waits = [sending._seconds_to_wait(20) for _process in range(3)]
    assert waits == [0, 2, 4]


def test_two_editions_at_once_share_one_pace(edition, redactie, regio, settings, monkeypatch):
    other = editions.begin(by=redactie)
    editions.add_own(other, by=redactie, **ITEM)
    ready(edition, "lezer@werk.example", by=redactie, reads_along=regio)
    ready(other, by=redactie, reads_along=regio)
    waits = []
    settings.NEWSLETTER_PER_SECOND = 1
    monkeypatch.setattr(sending, "BATCH", 1)
    monkeypatch.setattr(sending.time, "sleep", waits.append)

    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        sending.sweep(seconds=60)

    assert waits == [0, 1]
    assert len(outgoing.outbox) == 2


def test_the_database_keeps_one_delivery_for_a_subscriber(edition):
    subscriber, now = make_subscriber("a@werk.example"), timezone.now()
    fields = {"edition": edition, "subscriber": subscriber, "made_at": now, "due_at": now}
    Delivery.objects.create(key="een", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(key="twee", **fields)


def test_what_is_out_or_stands_ready_cannot_be_changed(edition, redactie, regio):
    edition = ready(edition, "a@werk.example", by=redactie, reads_along=regio)
    for deed in (
        lambda: editions.add_own(edition, by=redactie, **ITEM),
        lambda: editions.take_out(edition.items.first(), by=redactie),
        lambda: editions.write(edition, subject="Anders", opening="", by=redactie),
        lambda: editions.discard(edition, by=redactie),
    ):
        with pytest.raises(ValidationError):
            deed()
    assert Item.objects.count() == 1
