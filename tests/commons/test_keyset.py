"""Leafing through a long list: every row once, in both directions, also while rows are added."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from leerlandschap.commons.keyset import page_of
from tables.models import Seat
from tests.factories import make_seat, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven():
    """Seven rows, of which three at the same moment."""
    table, now = make_table(), timezone.now()
    for ago in (0, 1, 2, 2, 2, 3, 4):
        Seat.objects.filter(pk=make_seat(table).pk).update(requested_at=now - timedelta(hours=ago))
    return list(Seat.objects.order_by("-requested_at", "-pk"))


def leaf(link: str = "", size: int = 3, **more):
    return page_of(Seat.objects.all(), QueryDict(link.lstrip("?")), newest="requested_at", size=size, **more)


def test_next_and_next_shows_every_row_once(seven):
    first = leaf()
    second = leaf(first.next)
    third = leaf(second.next)

    assert first.rows + second.rows + third.rows == seven
    assert (first.previous, third.next, third.last) == ("", "", "")


def test_previous_leads_back_to_the_same_page(seven):
    third = leaf(leaf(leaf().next).next)

    second = leaf(third.previous)
    assert second.rows == seven[3:6]
    first = leaf(second.previous)
    assert (first.rows, first.previous) == (seven[:3], "")


def test_last_shows_the_end_and_the_way_back(seven):
    last = leaf(leaf().last)

    assert (last.rows, last.next) == (seven[4:], "")
    assert leaf(last.previous).rows == seven[1:4]


def test_at_an_end_nothing_is_asked_of_beyond_it_and_elsewhere_in_order(seven, django_assert_num_queries):
    """A question whether any follows, without order, reads the whole table when PostgreSQL makes one plan for all values."""
    for link in ("", leaf().last):
        with django_assert_num_queries(1):
            leaf(link)
    second = leaf().next
    with django_assert_num_queries(3) as asked:
        leaf(second)
    assert all("ORDER BY" in one["sql"] for one in asked.captured_queries[1:])


def test_a_row_that_is_added_meanwhile_shifts_nothing(seven):
    first = leaf()
    make_seat(make_table())

    assert leaf(first.next).rows == seven[3:6]


def test_what_else_the_address_asks_is_kept(seven):
    assert leaf("?staat=waiting&na=onzin").next.startswith("?staat=waiting&na=")


@pytest.mark.parametrize("link", ["?na=onzin", "?voor=%00", "?na=00000000-0000-0000-0000-000000000000"])
def test_a_row_that_is_not_there_leads_to_the_first_page(seven, link):
    assert leaf(link).rows == seven[:3]


def test_the_count_is_in_words_and_stops_somewhere(seven):
    assert leaf().count == "7"
    assert leaf(count_to=6).count == "meer dan 6"
    assert leaf("?na=onzin", count_to=6).count == "meer dan 6"


def test_what_is_more_than_a_thousand_is_said_so(seven, monkeypatch):
    monkeypatch.setattr(Seat.objects.all().__class__, "count", lambda rows: 1_001)
    assert leaf().count == "meer dan 1.000"


def test_an_empty_list_has_no_pages():
    page = leaf()

    assert (page.rows, page.previous, page.next, page.last, page.count) == ([], "", "", "", "geen")
