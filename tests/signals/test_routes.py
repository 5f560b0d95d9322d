"""Waar moet ik zijn? Who comes with something urgent or formal is led to who handles it, and never thinks it is us."""

from html.parser import HTMLParser

import pytest
from django.utils import timezone

from leerlandschap.commons import passages
from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.models import Passage
from signals import landscape, routes

PAGE = "/ervaringen/"


@pytest.fixture
def shipped(db):
    """The routes as `manage.py landscape` brings them."""
    loader = Loader()
    landscape.routes(loader)
    landscape.texts(loader)


def make_route(body: str, *, key: str = "route-proef", link: str = "") -> Passage:
    return Passage.objects.create(
        key=key, group="route", title="Een situatie", body=body, link=link, edited_at=timezone.now()
    )


class Links(HTMLParser):
    """The attributes of every link on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes) -> None:
        if tag == "a":
            self.found.append(dict(attributes))


# --- what stands on the page -------------------------------------------------------------------------------------------


def test_a_visitor_reads_who_handles_what_and_by_when(visitor, shipped):
    page = visitor.get(PAGE).content.decode()
    for word in (
        "112", "0800-2000", "Veilig Thuis", "klachtenregeling van die organisatie zelf", "AKJ", "hoofdstuk 9",
        "binnen zes weken, of tien weken", "vier weken bij", "IGJ", "binnen drie werkdagen", "bezwaar",
    ):  # fmt: skip
        assert word in page, word


def test_what_cannot_wait_stands_first_and_the_portal_itself_last(visitor, shipped):
    page = visitor.get(PAGE).content.decode()
    order = ["route-112", "route-veilig-thuis", "route-aanbieder", "route-gemeente", "route-calamiteit", "route-leren"]
    assert [page.index(f'id="{key}"') for key in order] == sorted(page.index(f'id="{key}"') for key in order)


def test_the_page_says_that_nothing_is_handled_here(visitor, shipped):
    page = visitor.get(PAGE).content.decode()
    assert "Dit portaal behandelt geen klachten" in page
    assert "Je dient hiermee geen klacht in" in page
    assert "<form" not in page
    assert "melding" not in page.lower()


def test_emergency_numbers_can_be_rung_from_a_telephone(visitor, shipped):
    dialled = {
        link["href"] for link in Links(visitor.get(PAGE).content.decode()).found if link["href"].startswith("tel:")
    }
    assert dialled == {"tel:112", "tel:08002000", "tel:0885551000"}


def test_links_that_lead_elsewhere_are_secure_and_give_the_other_site_no_hold_on_this_one(visitor, shipped):
    links = Links(visitor.get(PAGE).content.decode()).found
    official = {link["href"] for link in links if link.get("rel") == "noopener"}
    assert {"https://veiligthuis.nl", "https://jeugdstem.nl", "https://www.igj.nl"} <= official
    assert all(link.startswith("https://") for link in official)


def test_without_any_text_the_emergency_numbers_are_still_there(visitor, db):
    page = visitor.get(PAGE).content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:08002000"' in page
    assert "staat hier nog niet" in page


# --- the regional office owns the words --------------------------------------------------------------------------------


def test_an_edit_shows_on_the_very_next_visit(visitor, shipped, regio):
    assert "Nieuwe naam" not in visitor.get(PAGE).content.decode()
    route = Passage.objects.get(key="route-gemeente")
    passages.rewrite(route, title="Nieuwe naam", body=route.body, link=route.link, hidden=False, by=regio)
    assert "Nieuwe naam" in visitor.get(PAGE).content.decode()


def test_bringing_the_landscape_again_leaves_the_words_of_an_editor_alone(shipped, regio):
    route = Passage.objects.get(key="route-gemeente")
    passages.rewrite(route, title="Onze woorden", body="Waar: bij ons", link="", hidden=False, by=regio)
    again = Loader()
    landscape.routes(again)
    route.refresh_from_db()
    assert (route.title, route.body) == ("Onze woorden", "Waar: bij ons")
    assert not again.made
    assert not again.renewed


def test_what_an_editor_types_is_text_and_never_markup(visitor, db):
    make_route("Waar: <script>alert(1)</script>\nBel: <b>112</b>\n<img src=x>", link="")
    page = visitor.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


# --- reading a route ---------------------------------------------------------------------------------------------------


def test_lines_with_a_name_in_front_get_a_place_of_their_own(db):
    route = routes.read(make_route("Uitleg vooraf.\nwaar: De gemeente\nTermijn:  zes weken \n\nEn daarna?"))
    assert (route.where, route.term, route.phone) == ("De gemeente", "zes weken", "")
    assert route.explanation == ["Uitleg vooraf.", "En daarna?"]


def test_a_text_without_such_lines_is_all_explanation(db):
    route = routes.read(make_route("Ga naar de gemeente.\nDat mag altijd."))
    assert route.explanation == ["Ga naar de gemeente.", "Dat mag altijd."]
    assert not any([route.where, route.term, route.phone])


def test_a_second_line_of_the_same_name_is_not_lost(db):
    route = routes.read(make_route("Waar: hier\nWaar: en daar"))
    assert route.where == "hier"
    assert route.explanation == ["Waar: en daar"]


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("112", "112"),
        ("0800-2000", "08002000"),
        ("088-555 1000", "0885551000"),
        ("vraag ernaar", ""),
        ("javascript:1", ""),
    ],
)
def test_only_a_number_becomes_a_link_to_ring(db, typed, dialled):
    assert routes.read(make_route(f"Bel: {typed}")).dial == dialled


def test_a_link_is_called_by_the_site_it_leads_to(db):
    assert routes.read(make_route("Waar: IGJ", link="https://www.igj.nl/onderwerpen")).link_label == "igj.nl"


# --- what it costs -----------------------------------------------------------------------------------------------------


def test_the_page_costs_two_queries_with_eight_routes_and_with_fifty(visitor, shipped, django_assert_num_queries):
    with django_assert_num_queries(2):
        visitor.get(PAGE)
    for number in range(42):
        make_route("Waar: ergens", key=f"route-{number}")
    with django_assert_num_queries(2):
        visitor.get(PAGE)


def test_a_second_visit_costs_one_query(visitor, shipped, django_assert_num_queries):
    visitor.get(PAGE)
    with django_assert_num_queries(1):
        visitor.get(PAGE)
