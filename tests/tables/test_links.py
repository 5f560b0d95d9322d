"""Links: one table feeds another, or both work on the same question; it shows on both pages, to who may see both."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from tables.flows import links, openness, tables
from tables.models import Openness, Table, TableLink
from tests.factories import make_table

pytestmark = pytest.mark.django_db
FEEDS, SHARES = TableLink.Kind.FEEDS, TableLink.Kind.SHARES_QUESTION


def lay(one: Table, other: Table, kind: str = FEEDS, *, by, note: str = "") -> TableLink:
    return links.link(one, other, kind=kind, by=by, note=note)


def test_a_link_reads_at_both_ends(visitor, clm):
    one, other = make_table("Bron"), make_table("Monding")

    lay(one, other, by=clm, note="Wat crises ons leren.")

    assert "Voedt <a" in visitor.get(one.get_absolute_url()).content.decode()
    page = visitor.get(other.get_absolute_url()).content.decode()
    assert "Wordt gevoed door <a" in page
    assert "Wat crises ons leren." in page


def test_the_page_that_was_kept_shows_the_link_on_the_next_request(visitor, clm):
    one, other = make_table("Bron"), make_table("Monding")
    before = visitor.get(other.get_absolute_url()).content.decode()

    made = lay(one, other, by=clm)
    with_link = visitor.get(other.get_absolute_url()).content.decode()
    links.unlink(made, by=clm)

    assert "Bron" not in before
    assert "Bron" in with_link
    assert "Bron" not in visitor.get(other.get_absolute_url()).content.decode()


def test_sharing_a_question_holds_both_ways_and_is_laid_once(clm):
    one, other = make_table(), make_table()
    lay(one, other, SHARES, by=clm)

    with pytest.raises(ValidationError, match="ligt er al"):
        lay(other, one, SHARES, by=clm)

    assert TableLink.objects.get().read_at(one)[0] == TableLink.objects.get().read_at(other)[0]


def test_feeding_runs_one_way_so_both_ways_are_two_links(clm):
    one, other = make_table(), make_table()

    lay(one, other, by=clm)
    lay(other, one, by=clm)

    assert TableLink.objects.count() == 2


def test_a_table_is_not_linked_to_itself_nor_to_one_that_has_ended(clm):
    table, ended = make_table(), make_table(state=Table.State.ENDED)

    with pytest.raises(ValidationError, match="met zichzelf"):
        lay(table, table, by=clm)
    with pytest.raises(ValidationError, match="beëindigd"):
        lay(table, ended, by=clm)
    assert not TableLink.objects.exists()


def test_a_visitor_reads_nothing_of_a_link_to_a_table_that_is_not_public(visitor, sign_in, gemeente, clm):
    one, hidden = make_table("Bron"), make_table("Tafel van de regio", openness=Openness.NETWORK)
    lay(one, hidden, by=clm)

    assert "Tafel van de regio" not in visitor.get(one.get_absolute_url()).content.decode()
    assert "Tafel van de regio" in sign_in(gemeente).get(one.get_absolute_url()).content.decode()


def test_when_a_table_narrows_its_name_leaves_the_pages_of_its_neighbours(visitor, clm):
    one, other = make_table("Bron"), make_table("Tafel van de regio")
    lay(one, other, by=clm)
    assert "Tafel van de regio" in visitor.get(one.get_absolute_url()).content.decode()

    openness.narrow(other, Openness.NETWORK, by=clm)

    assert "Tafel van de regio" not in visitor.get(one.get_absolute_url()).content.decode()


def test_the_chair_lays_and_removes_a_link_on_a_page_of_its_own(sign_in, voorzitter):
    table, source = make_table("Monding", chair=voorzitter.person), make_table("Bron")
    browser = sign_in(voorzitter)
    url = reverse("link-list", args=[table.slug])

    answer = browser.post(url, {"kind": "fed_by", "to_table": source.pk, "note": ""}, follow=True)

    made = TableLink.objects.get()
    assert (made.from_table, made.to_table, made.kind) == (source, table, FEEDS)
    assert "Wordt gevoed door" in answer.content.decode()
    browser.post(reverse("link-remove", args=[table.slug, made.ref]))
    assert not TableLink.objects.exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("code", flat=True)) == ["link.laid", "link.removed"]


def test_what_was_typed_stays_when_the_link_is_refused(sign_in, clm):
    table, other = make_table("Monding"), make_table("Bron")
    lay(table, other, by=clm)
    wish = {"kind": "feeds", "to_table": other.pk, "note": "Onze vraag over overdracht"}

    page = sign_in(clm).post(reverse("link-list", args=[table.slug]), wish).content.decode()

    assert "ligt er al" in page
    assert "Onze vraag over overdracht" in page


def test_a_table_that_one_may_not_see_can_not_be_linked(sign_in, voorzitter):
    table = make_table(chair=voorzitter.person)
    hidden = make_table("Besloten tafel", openness=Openness.CLOSED)
    wish = {"kind": "feeds", "to_table": hidden.pk, "note": ""}

    page = sign_in(voorzitter).post(reverse("link-list", args=[table.slug]), wish).content.decode()

    assert "Kies een tafel uit de lijst" in page
    assert "Besloten tafel" not in page
    assert not TableLink.objects.exists()


def test_the_new_name_of_a_table_shows_at_the_other_end_on_the_next_request(visitor, clm):
    one, other = make_table("Bron"), make_table("Monding")
    lay(one, other, by=clm)
    assert "Bron" in visitor.get(other.get_absolute_url()).text

    one.name = "Oorsprong"
    tables.revise(one, changed=["name"], by=clm)

    assert "Oorsprong" in visitor.get(other.get_absolute_url()).text
