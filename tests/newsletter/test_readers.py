"""What readers choose for themselves, and what editors may do about them: proof first, and who stopped stays out."""

from datetime import date, timedelta

import pytest
from django.core import mail as outgoing
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import Person
from newsletter import mailing
from newsletter.flows import editions, readers, sending, subscriptions
from newsletter.models import Consent, Edition, Subscriber, Suppression
from tables.models import Openness
from tests.factories import make_insight, make_meeting, make_subscriber, make_table

pytestmark = pytest.mark.django_db
PROOF = {"text": "Ja, stuur mij de nieuwsbrief.", "source": "tekenlijst van het symposium", "on": date(2026, 1, 2)}


@pytest.fixture
def edition(redactie, settings) -> Edition:
    """A draft with an insight, a meeting, and one item of its maker's own."""
    settings.NEWSLETTER_PER_SECOND, settings.NEWSLETTER_SECOND_PERSON = 0, False
    table = make_table("Nachtzorg", openness=Openness.PUBLIC, open_for_signup=False)
    make_insight(table, text="Een bel-lijn helpt.")
    make_meeting(table)
    found = editions.begin(by=redactie)
    editions.add_own(found, title="Vooraf", text="Dag.", link="", link_words="", by=redactie)
    return found


def path_for(subscriber: Subscriber, name: str) -> str:
    token = subscriptions.preferences_path(subscriber).rstrip("/").rpartition("/")[2]
    return reverse(name, args=[token])


def test_by_the_link_a_reader_chooses_what_to_read_and_stays_subscribed(visitor):
    reader = make_subscriber("lezer@werk.example")
    path = path_for(reader, "newsletter-preferences")
    assert path_for(reader, "newsletter-unsubscribe").startswith("/nieuwsbrief/afmelden/")

    answer = visitor.post(path, {"audience": "provider", "topics": ["learned", "chairs"]})

    reader.refresh_from_db()
    assert "bewaard" in answer.text
    assert (reader.audience, reader.skips) == ("provider", ["landed", "coming", "examples"])
    assert reader.state == Subscriber.State.SUBSCRIBED
    assert visitor.post(path, {"audience": "koning", "topics": ["x\0"]}).status_code == 200


def test_each_reader_gets_what_they_chose_in_the_order_for_them(edition, redactie):
    for name, audience, skips in (("a", "", []), ("b", "provider", []), ("c", "", ["learned"])):
        subscriptions.prefer(make_subscriber(f"{name}@werk.example"), audience=audience, skips=skips)
    editions.order_for(edition, {"provider": "coming", "referrer": ""}, by=redactie)
    sending.plan(edition, by=redactie)
    Edition.objects.update(starts_at=timezone.now() - timedelta(seconds=1))

    sending.sweep(seconds=1)

    texts = {mail.to[0][0]: mail.body for mail in outgoing.outbox}
    order = {who: [text.find(words) for words in ("Een bel-lijn", "Stadhuis", "Vooraf")] for who, text in texts.items()}
    assert -1 < order["a"][0] < order["a"][1] < order["a"][2]
    assert -1 < order["b"][1] < order["b"][0] < order["b"][2]
    assert (order["c"][0], order["c"][1] > 0, order["c"][2] > 0) == (-1, True, True)
    assert len(mailing.arranged(edition)) == 3


def test_an_account_holder_begins_chooses_and_stops_and_editing_the_profile_changes_nothing(gemeente, sign_in):
    browser, path = sign_in(gemeente), reverse("my-newsletter")
    assert "Je krijgt hem nu niet" in browser.get(path).text

    browser.post(path, {"text_version": "2026-11"})
    reader = Subscriber.objects.get(email=gemeente.email)
    proof = reader.consents.get()
    assert (reader.state, proof.form_path, proof.confirmed_at is not None) == ("subscribed", path, True)
    browser.post(path, {"audience": "municipality", "topics": ["learned"]})
    Person.objects.filter(user=gemeente).update(name="Anders")
    reader.refresh_from_db()
    assert (reader.audience, reader.state) == ("municipality", "subscribed")

    browser.post(path, {"stop": "ja"})
    reader.refresh_from_db()
    assert reader.state == Subscriber.State.UNSUBSCRIBED
    assert browser.post(path, {"text_version": "verzonnen"}).status_code == 200
    assert reader.consents.count() == 1


def test_taking_in_asks_for_proof_and_puts_nobody_back_who_stopped(redactie, sign_in):
    make_subscriber("stopte@werk.example", state="unsubscribed")
    make_subscriber("heeft@werk.example")
    make_subscriber("vroeg@werk.example", state="unconfirmed")
    Suppression.objects.create(email="klaagde@werk.example", reason="complaint", since=timezone.now())
    names = [
        "Nieuw@werk.example",
        "vroeg@werk.example",
        "stopte@werk.example",
        "klaagde@werk.example",
        "heeft@werk.example",
    ]
    browser, path = sign_in(redactie), reverse("reader-take-in")
    fields = {"addresses": "\n".join([*names, names[0]]), **PROOF, "on": "2026-01-02"}

    refused = browser.post(path, fields | {"text": "", "addresses": "geen adres", "on": "2099-01-01"})
    assert "regel 1" in refused.text
    assert "mogen zij de nieuwsbrief niet krijgen" in refused.text
    told = browser.post(path, fields, follow=True).text

    assert "Ingeschreven: 2." in told
    assert {one.email for one in Subscriber.objects.receiving()} == {
        "nieuw@werk.example", "vroeg@werk.example", "heeft@werk.example",
    }  # fmt: skip
    proof = Consent.objects.get(subscriber__email="nieuw@werk.example")
    assert (proof.text, proof.form_path, proof.text_version) == (PROOF["text"], PROOF["source"], readers.ELSEWHERE)
    page = browser.get(reverse("reader", args=[proof.subscriber.ref])).text
    assert PROOF["text"] in page
    assert PROOF["source"] in page


def test_who_complained_gets_nothing_until_they_confirm_anew(redactie, sign_in):
    reader = make_subscriber("klaagt@werk.example")
    browser = sign_in(redactie)

    browser.post(reverse("reader-suppress", args=[reader.ref]))

    assert not Subscriber.objects.receiving().exists()
    assert "klaagde" in browser.get(reverse("reader", args=[reader.ref])).text
    assert reader.email in browser.get(reverse("reader-list"), {"staat": "tegengehouden"}).text
