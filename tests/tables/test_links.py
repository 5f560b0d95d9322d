"""Links: one table feeds another, or both work on the same question; it shows on both pages, to who may see both."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent, Notice
from tables import bridges
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
    table, source = (make_table(name, chair=voorzitter.person) for name in ("Monding", "Bron"))
    browser = sign_in(voorzitter)
    url = reverse("link-list", args=[table.slug])

    answer = browser.post(url, {"kind": "fed_by", "to_table": source.pk, "note": ""}, follow=True)

    made = TableLink.objects.get()
    assert (made.from_table, made.to_table, made.kind) == (source, table, FEEDS)
    assert "Wordt gevoed door" in answer.content.decode()
    browser.post(reverse("link-remove", args=[table.slug, made.ref]))
    assert not TableLink.objects.exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("code", flat=True)) == ["link.laid", "link.removed"]


def test_a_chairs_link_to_a_table_of_another_is_a_proposal_that_shows_on_no_page(sign_in, visitor, voorzitter, clm):
    table, other = make_table("Monding", chair=voorzitter.person), make_table("Bron")
    browser, url = sign_in(voorzitter), reverse("link-list", args=[table.slug])

    answer = browser.post(url, {"kind": "feeds", "to_table": other.pk, "note": "Wat wij vinden"}, follow=True).text

    assert "zodra Bron of het regiobureau ja zegt" in answer
    assert "Wacht op de andere tafel" in answer
    assert TableLink.objects.get().waits_for == other
    for one in (table, other):
        assert "Wat wij vinden" not in visitor.get(one.get_absolute_url()).text
        assert "Wat wij vinden" not in sign_in(clm).get(one.get_absolute_url()).text
    assert not bridges.links(clm)
    with pytest.raises(ValidationError, match="al voorgesteld"):
        lay(table, other, by=voorzitter)


def test_the_other_tables_chair_finds_the_proposal_and_says_yes(sign_in, visitor, voorzitter, gemeente, clm):
    table = make_table("Monding", chair=voorzitter.person)
    other = make_table("Bron", chair=gemeente.person)
    made = lay(table, other, by=voorzitter, note="Wat wij vinden")
    browser, url = sign_in(gemeente), reverse("link-list", args=[other.slug])
    assert "Monding" not in visitor.get(other.get_absolute_url()).text

    told = Notice.objects.get(code="link.proposed")
    assert (told.person, told.path, told.facts) == (gemeente.person, url, {"table": "Bron"})
    assert f'href="{url}">Een verbinding met Bron' in browser.get("/mijn/").text
    assert "Een verbinding met" not in sign_in(voorzitter).get("/mijn/").text
    assert "Voorgesteld aan deze tafel" in browser.get(url).text
    browser.post(reverse("link-accept", args=[other.slug, made.ref]))

    assert "Monding" in visitor.get(other.get_absolute_url()).text
    assert "Een verbinding met" not in browser.get("/mijn/").text


def test_who_proposed_cannot_say_yes_for_the_other_table(sign_in, voorzitter):
    table, other = make_table("Monding", chair=voorzitter.person), make_table("Bron")
    made = lay(table, other, by=voorzitter)

    answer = sign_in(voorzitter).post(reverse("link-accept", args=[table.slug, made.ref]))

    assert answer.status_code == 403
    assert TableLink.objects.get().waits_for == other


@pytest.mark.parametrize("who", ["clm", "regio"])
def test_the_office_says_yes_for_any_table(who, request, sign_in, voorzitter):
    table, other = make_table("Monding", chair=voorzitter.person), make_table("Bron")
    made = lay(table, other, by=voorzitter)

    sign_in(request.getfixturevalue(who)).post(reverse("link-accept", args=[table.slug, made.ref]))

    assert TableLink.objects.get().waits_for is None


def test_laying_what_the_other_table_proposed_is_a_yes(voorzitter, gemeente):
    table, other = make_table(chair=voorzitter.person), make_table(chair=gemeente.person)
    lay(table, other, SHARES, by=voorzitter)

    lay(other, table, SHARES, by=gemeente)

    assert TableLink.objects.get().waits_for is None


def test_a_proposal_is_refused_or_taken_back_by_either_table(sign_in, voorzitter, gemeente):
    table, other = make_table(chair=voorzitter.person), make_table(chair=gemeente.person)
    for who, at in ((voorzitter, table), (gemeente, other)):
        made = lay(table, other, by=voorzitter)
        answer = sign_in(who).post(reverse("link-remove", args=[at.slug, made.ref]), follow=True)
        assert "Het voorstel is weg." in answer.text
        assert not TableLink.objects.exists()


def test_a_yes_to_what_was_taken_back_is_told(voorzitter, clm):
    made = lay(make_table(chair=voorzitter.person), make_table(), by=voorzitter)
    links.accept(made, by=clm)

    with pytest.raises(ValidationError, match="intussen beantwoord"):
        links.accept(made, by=clm)


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
