"""What is counted and what it means: the same for everybody, before the first figure is there."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.models import Passage
from monitoring import landscape
from monitoring.landscape_texts import INDICATORS
from monitoring.models import Direction, Group, Indicator
from tests.factories import make_indicator, make_theme

PAGE = "/monitoring/"


@pytest.fixture
def shipped(db):
    """The catalogue as `manage.py landscape` brings it, after the themes of the tables."""
    make_theme("Crisis")
    make_theme("Thuis op Maat")
    loader = Loader()
    landscape.indicators(loader)
    landscape.texts(loader)


def shown(page) -> list[str]:
    """The codes of the indicators on a page, in their order."""
    return re.findall(r'<li class="plot[^>]*id="([^"]+)"', page.content.decode())


# --- the list ----------------------------------------------------------------------------------------------------------


def test_a_visitor_reads_every_definition_in_its_group(visitor, shipped):
    page = visitor.get(PAGE)
    assert shown(page) == list(INDICATORS)
    html = page.content.decode()
    headings = [html.index(f'id="{group.value}"') for group in Group]
    assert headings == sorted(headings)
    assert html.index('id="uitkomsten"') < html.index('id="dropout_pct"') < html.index('id="stromen"')


def test_the_page_says_that_there_are_no_figures_yet_and_why(visitor, shipped):
    html = visitor.get(PAGE).content.decode()
    assert "Er zijn nog geen cijfers gepubliceerd" in html
    assert "We spreken eerst met elkaar af wat we tellen" in html
    assert "komt later" not in html
    assert "binnenkort" not in html


def test_no_indicator_is_coloured_good_or_bad(visitor, shipped):
    html = visitor.get(PAGE).content.decode()
    assert "Geen rood of groen" in html
    assert "chip--green" not in html
    assert "chip--tulip" not in html


def test_the_national_set_is_dropout_satisfaction_and_what_belongs_to_goal_attainment(shipped):
    national = {one.code for one in Indicator.objects.all() if one.outcome_set}
    assert national == {"dropout_pct", "satisfaction", "goal_attainment_pct", "repeat_pct"}


def test_numbers_that_only_describe_have_no_direction(shipped):
    undecided = set(Indicator.objects.filter(direction=Direction.NO_VERDICT).values_list("code", flat=True))
    assert undecided == {"inflow", "outflow", "in_care", "crisis_requests"}
    assert not any(one.judged for one in Indicator.objects.filter(direction=Direction.CONTEXT))


def test_every_definition_says_what_how_of_what_and_from_where_and_asks_for_a_story(shipped):
    for one in Indicator.objects.all():
        assert all([one.definition, one.counting, one.unit, one.source, one.scope]), one.code
        assert "egionaal ingekocht" in one.scope
        assert one.question.endswith("?"), one.code


# --- the filter lives in the address -----------------------------------------------------------------------------------


def test_a_filter_in_the_address_narrows_the_list(visitor, shipped):
    assert shown(visitor.get(PAGE, {"soort": "capaciteit"})) == ["waiting_time", "crisis_24h_pct", "occupancy_pct"]
    assert shown(visitor.get(PAGE, {"thema": "crisis"})) == ["crisis_requests", "crisis_24h_pct"]
    assert shown(visitor.get(PAGE, {"soort": "stromen", "thema": "crisis"})) == ["crisis_requests"]


def test_choosing_one_filter_leaves_the_other_as_it_was(visitor, shipped):
    html = visitor.get(PAGE, {"soort": "stromen"}).content.decode()
    assert f'href="{PAGE}?soort=stromen&amp;thema=crisis#begrippen"' in html
    assert re.search(r'href="/monitoring/\?soort=stromen#begrippen" aria-current="true"', html)


@pytest.mark.parametrize("nonsense", ["verzonnen", "\x00", "\u202e", "a" * 5000, "<script>alert(1)</script>"])
def test_a_filter_that_means_nothing_gives_a_sentence_and_a_way_back(visitor, shipped, nonsense):
    page = visitor.get(PAGE, {"thema": nonsense})
    assert page.status_code == 200
    assert not shown(page)
    html = page.content.decode()
    assert "Toon alle begrippen" in html
    assert "<script>alert" not in html


def test_without_indicators_the_page_says_so_and_leads_on(visitor, db):
    html = visitor.get(PAGE).content.decode()
    assert "Er zijn nog geen begrippen vastgesteld" in html
    assert 'class="filters' not in html


# --- one definition ----------------------------------------------------------------------------------------------------


def test_a_definition_has_a_page_of_its_own_that_leads_back_to_its_place(visitor, shipped):
    html = visitor.get("/monitoring/waiting_time/").content.decode()
    for word in ("Wachttijd", "Zo tellen we", "Vraag bij het verhaal", "lager is gunstiger", "nog geen cijfers"):
        assert word in html, word
    assert f'href="{PAGE}#waiting_time"' in html


def test_every_link_on_the_list_opens(visitor, shipped):
    links = re.findall(r'href="(/monitoring/[^"#]+)', visitor.get(PAGE).content.decode())
    assert len(links) > len(INDICATORS)
    assert {visitor.get(link.replace("&amp;", "&")).status_code for link in links} == {200}


def test_an_unknown_code_is_not_there(visitor, db):
    assert visitor.get("/monitoring/verzonnen/").status_code == 404


# --- the catalogue is shipped, the words belong to the editor ----------------------------------------------------------


def test_bringing_the_landscape_twice_changes_nothing(shipped):
    again = Loader()
    landscape.indicators(again)
    landscape.texts(again)
    assert not again.made
    assert not again.renewed


def test_a_newer_shipped_definition_replaces_the_old_one_and_never_what_an_editor_wrote(shipped):
    Indicator.objects.filter(code="inflow").update(definition="een oude tekst")
    Indicator.objects.filter(code="outflow").update(definition="onze eigen tekst", edited=True)
    landscape.indicators(Loader())
    inflow, outflow = (Indicator.objects.get(code=code) for code in ("inflow", "outflow"))
    assert inflow.definition == INDICATORS["inflow"]["definition"]
    assert inflow.version == 2
    assert outflow.definition == "onze eigen tekst"


def test_an_indicator_of_a_theme_that_is_not_there_belongs_to_none(db):
    landscape.indicators(Loader())
    assert not Indicator.objects.exclude(theme=None).exists()


def test_a_code_stands_for_one_indicator(db):
    make_indicator("inflow")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_indicator("inflow")


# --- kept, and never old -----------------------------------------------------------------------------------------------


def test_an_edit_of_a_definition_a_text_or_a_theme_shows_on_the_very_next_visit(visitor, shipped):
    visitor.get(PAGE)
    one = Indicator.objects.get(code="inflow")
    one.label, one.version = "Nieuwe instroom", one.version + 1
    one.save()
    assert "Nieuwe instroom" in visitor.get(PAGE).content.decode()
    theme = Indicator.objects.get(code="crisis_requests").theme
    theme.name = "Spoed"
    theme.save()
    assert "Spoed" in visitor.get(PAGE).content.decode()
    text = Passage.objects.get(key="monitoring-geen-oordeel")
    text.title, text.version = "Geen kleur", text.version + 1
    text.save()
    assert "Geen kleur" in visitor.get(PAGE).content.decode()
    Indicator.objects.get(code="inflow").delete()
    assert "inflow" not in shown(visitor.get(PAGE))


def test_the_key_of_the_page_changes_with_each_thing_on_it_and_with_nothing_else(shipped):
    key = Indicator.objects.version_key("monitoring")
    Passage.objects.create(key="home-intro", group="pagina", title="Welkom", edited_at=timezone.now())
    assert Indicator.objects.version_key("monitoring") == key
    make_indicator("nieuw")
    assert Indicator.objects.version_key("monitoring") != key


def test_the_list_costs_three_queries_for_ten_indicators_and_for_two_hundred(visitor, db, django_assert_num_queries):
    for number in range(10):
        make_indicator(f"tien-{number}", theme=make_theme("Crisis"))
    with django_assert_num_queries(3):
        visitor.get(PAGE)
    for number in range(190):
        make_indicator(f"meer-{number}", theme=make_theme("Crisis"))
    with django_assert_num_queries(3):
        visitor.get(PAGE)


def test_a_definition_costs_three_queries_and_a_second_visit_one(visitor, shipped, django_assert_num_queries):
    with django_assert_num_queries(3):
        visitor.get("/monitoring/inflow/")
    with django_assert_num_queries(1):
        visitor.get("/monitoring/inflow/")
