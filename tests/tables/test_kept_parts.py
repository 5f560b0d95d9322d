"""The parts of signed-in pages that are kept: the same for whoever may see the same, new after an edit, never personal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons import kept
from leerlandschap.network.flows import organisations
from tables.flows import chair_groups, tables
from tables.models import ChairGroup, Openness, Table
from tests.factories import make_organisation, make_seat, make_table

pytestmark = pytest.mark.django_db


def test_who_sits_at_a_closed_table_sees_it_in_the_list_and_others_never_do(sign_in, gemeente, aanbieder):
    make_table("Crisis")
    make_seat(make_table("Achter gesloten deuren", openness=Openness.CLOSED), gemeente.person)

    for _round in range(2):
        assert "Achter gesloten deuren" in sign_in(gemeente).get("/tafels/").text
        assert "Achter gesloten deuren" not in sign_in(aanbieder).get("/tafels/").text


def test_an_edit_shows_to_members_on_the_next_request(sign_in, gemeente, clm):
    table = make_table("Crisis")
    browser = sign_in(gemeente)
    pages = ("/tafels/", table.get_absolute_url())
    for page in pages:
        assert "Crisis" in browser.get(page).text

    table.name = "Crisis en rust"
    tables.revise(table, changed=["name"], by=clm)

    for page in pages:
        assert "Crisis en rust" in browser.get(page).text


def test_an_organisation_for_which_chairs_are_kept_is_named_anew(visitor, sign_in, gemeente, clm):
    table, organisation = make_table(), make_organisation("De Populier")
    until = timezone.localdate() + timedelta(days=30)
    chair_groups.add(
        ChairGroup(table=table, perspective=organisation.kind, organisation=organisation, kept_until=until), by=clm
    )
    readers = (visitor, sign_in(gemeente))
    for reader in readers:
        assert "De Populier" in reader.get(table.get_absolute_url()).text

    organisation.name = "De Wilg"
    organisations.change(organisation, by=clm)

    for reader in readers:
        page = reader.get(table.get_absolute_url()).text
        assert "De Wilg" in page
        assert "De Populier" not in page


def test_a_chair_that_changes_name_is_named_anew(sign_in, gemeente, voorzitter):
    table = make_table(chair=voorzitter.person)
    browser = sign_in(gemeente)
    browser.get(table.get_absolute_url())

    voorzitter.person.name, voorzitter.person.version = "Iemand anders", 2
    voorzitter.person.save()

    assert "Voorzitter: Iemand anders" in browser.get(table.get_absolute_url()).text


def test_visitors_never_get_a_part_that_was_kept_for_members(sign_in, gemeente, voorzitter, visitor):
    table = make_table(chair=voorzitter.person)
    assert "Voorzitter:" in sign_in(gemeente).get(table.get_absolute_url()).text

    assert "Voorzitter:" not in visitor.get(table.get_absolute_url()).text


def test_nothing_that_is_kept_names_who_looked_or_carries_a_token(sign_in, gemeente):
    gemeente.person.name = "Quirine van Zelden"
    gemeente.person.save()
    table = make_table()
    make_seat(table, gemeente.person)
    browser = sign_in(gemeente)
    assert "Quirine van Zelden" in browser.get(table.get_absolute_url()).text
    for page in ("/tafels/", table.get_absolute_url(), "/"):
        browser.get(page)

    assert Table.objects.count() == 1
    assert kept._pages
    for page in kept._pages.values():
        assert "Quirine" not in str(page)
        assert "csrfmiddlewaretoken" not in str(page)


def test_two_people_for_whom_the_totals_are_alike_do_not_share_a_map(sign_in, gemeente, aanbieder):
    closed = [make_table(f"Besloten {number}", openness=Openness.CLOSED) for number in range(1, 8)]
    # As many tables, with the same sum of numbers and the same sum of squares: 1 + 5 + 6 and 2 + 3 + 7.
    for number in (1, 5, 6):
        make_seat(closed[number - 1], gemeente.person)
    for number in (2, 3, 7):
        make_seat(closed[number - 1], aanbieder.person)

    for who, sees in ((gemeente, "156"), (aanbieder, "237")):
        page = sign_in(who).get("/landschap/").text
        assert "".join(number for number in "1234567" if f"Besloten {number}" in page) == sees
