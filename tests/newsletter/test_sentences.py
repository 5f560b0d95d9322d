"""Of what not everybody reads only a sentence of one's own goes along, and that somebody released it is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent
from newsletter import mailing
from newsletter.checks import problems
from newsletter.flows import editions
from newsletter.models import Edition, Item
from newsletter.proposals import narrower
from tables.flows import examples
from tables.models import Insight, Openness
from tests.factories import make_insight, make_meeting, make_table

pytestmark = pytest.mark.django_db
INNER = "We durfden elkaar niet te bellen na vijf uur."
OWN = {"title": "Bellen na vijven", "sentence": "Een tafel zocht uit wanneer bellen helpt.", "agreed": "on"}


@pytest.fixture
def inner(regio) -> Insight:
    """At a public table something that only the table reads, and a table of which nobody else knows."""
    found = make_insight(make_table("Nachtzorg", openness=Openness.PUBLIC), text=INNER, openness=Openness.TABLE)
    hidden = make_table("Achter de dijk", openness=Openness.TABLE)
    make_meeting(hidden)
    examples.record(hidden, title="Een geheim recept", text="Zo.", openness=Openness.TABLE, by=regio)
    return found


@pytest.fixture
def draft(inner, regio) -> Edition:
    return editions.begin(by=regio)


def titles(edition: Edition, user) -> set[str]:
    return {one.offer.title for one in narrower(edition, user, timezone.now())}


def test_only_who_reads_it_can_tell_of_it_and_nobody_takes_it_as_it_is(inner, draft, redactie, regio, sign_in):
    key = f"learned:{inner.ref}"

    assert titles(draft, regio) >= {INNER, "Een geheim recept"}
    assert any("Achter de dijk" in title for title in titles(draft, regio))
    assert titles(draft, redactie) == set()
    with pytest.raises(ValidationError):
        editions.pick(draft, key, by=regio)
    with pytest.raises(ValidationError):
        editions.release(draft, key, title="Kop", sentence="Zin.", by=redactie)
    assert sign_in(redactie).get(reverse("edition-release", args=[draft.ref, key])).status_code == 404
    assert "Niet voor iedereen (3)" in sign_in(regio).get(draft.work_url).text


def test_what_goes_along_is_the_sentence_alone_and_who_released_it_is_kept(inner, draft, regio, sign_in):
    browser, page = sign_in(regio), reverse("edition-release", args=[draft.ref, f"learned:{inner.ref}"])

    assert "wie aan de tafel zit" in browser.get(page).text
    unsaid = browser.post(page, {name: OWN[name] for name in ("title", "sentence")}).text
    assert ("Vink aan dat iedereen dit mag lezen." in unsaid, OWN["sentence"] in unsaid) == (True, True)
    browser.post(page, OWN)

    item = Item.objects.get(about=f"learned:{inner.ref}")
    assert (item.title, item.text, item.key) == (OWN["title"], f"<p>{OWN['sentence']}</p>", "")
    assert item.link == inner.table.get_absolute_url()
    mail = mailing.of(draft)
    for part in (mail.html, mail.text):
        assert (OWN["sentence"] in part, INNER in part, str(inner.ref) in part) == (True, False, False)
    event = AuditEvent.objects.get(code="edition.sentence_released")
    assert (event.actor_name, event.details["about"]) == (str(regio), item.about)
    assert "Niet voor iedereen (2)" in browser.get(draft.work_url).text


def test_of_a_table_that_is_not_public_there_is_no_link_either(inner, draft, regio):
    [key] = [one.key for one in narrower(draft, regio, timezone.now()) if one.offer.title == "Een geheim recept"]

    assert editions.release(draft, key, title="Kop", sentence="Zin.", by=regio).link == ""


@pytest.mark.parametrize("typed", [f"Aan tafel: {INNER.upper()}", INNER.replace(" ", "\n", 1)])
def test_the_words_themselves_are_refused_also_when_it_is_changed_later(typed, inner, draft, regio, sign_in):
    key = f"learned:{inner.ref}"
    with pytest.raises(ValidationError):
        editions.release(draft, key, title="Kop", sentence=typed, by=regio)
    item = editions.release(draft, key, title="Kop", sentence="Zin.", by=regio)

    moved = sign_in(regio).get(reverse("edition-item", args=[item.ref]), follow=True)
    answer = sign_in(regio).post(moved.request["PATH_INFO"], OWN | {"sentence": typed})

    assert "Hier staat letterlijk wat niet iedereen mag lezen." in answer.text
    assert Item.objects.get(pk=item.pk).text == "<p>Zin.</p>"


def test_the_sentence_stays_in_order_when_what_it_is_about_goes(inner, draft, regio, sign_in):
    item = editions.release(draft, f"learned:{inner.ref}", title="Kop", sentence="Zin.", by=regio)
    before = problems(draft)
    inner.delete()

    assert problems(draft) == before == []
    sign_in(regio).post(reverse("edition-sentence", args=[item.ref]), OWN)
    assert Item.objects.get(pk=item.pk).title == OWN["title"]
    assert AuditEvent.objects.filter(code="edition.sentence_released").count() == 2
