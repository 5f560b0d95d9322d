"""The public pages that are mostly words: true, up to date, and the same for everybody."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from leerlandschap.commons import passages
from leerlandschap.commons.models import Passage
from leerlandschap.network.models import Person
from tables.models import Openness, Table, Theme
from tests.factories import make_passage, make_person, make_table, make_theme

pytestmark = pytest.mark.django_db
PAGES = ["about", "contact", "accessibility", "privacy"]


@pytest.fixture
def landscape(db):
    call_command("landscape", stdout=StringIO())


def text_of(client, name) -> str:
    page = client.get(reverse(name))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_it_also_before_the_landscape_is_filled(name, visitor, gemeente, sign_in):
    assert "<h1>" in text_of(visitor, name)
    assert "<h1>" in text_of(sign_in(gemeente), name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_when_it_was_last_changed(name, visitor, landscape):
    assert '<time datetime="2026-11-21">21 november 2026</time>' in text_of(visitor, name)


def test_about_tells_the_whole_landscape(visitor, landscape):
    # Where a long word may break is no part of it.
    page = text_of(visitor, "about").replace("\u00ad", "").replace("&shy;", "")

    groups = [group for group in passages.GROUPS if group not in {"pagina", "route"}]
    for passage in Passage.objects.filter(group__in=groups):
        assert passage.title.replace("&", "&amp;") in page, passage.key
    for passage in Passage.objects.filter(key__startswith="over-"):
        assert passage.title in page, passage.key


def test_privacy_and_accessibility_show_all_their_texts(visitor, landscape):
    for name, page in [("privacy", "privacy"), ("accessibility", "toegankelijkheid")]:
        shown = text_of(visitor, name)
        for passage in Passage.objects.filter(key__startswith=f"{page}-"):
            assert passage.title in shown.replace("&#x27;", "'"), passage.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("about", "over-intro"),
        ("contact", "contact-intro"),
        ("privacy", "privacy-intro"),
        ("accessibility", "toegankelijkheid-intro"),
    ],
)
def test_an_edit_shows_on_the_very_next_request_of_a_visitor(name, key, visitor, redactie, landscape):
    text_of(visitor, name)

    passages.rewrite(Passage.objects.get(key=key), title="Heel nieuw", body="", link="", hidden=False, by=redactie)

    assert "Heel nieuw" in text_of(visitor, name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_same_few_questions_with_hundreds_of_texts(name, visitor, django_assert_max_num_queries):
    text_of(visitor, name)
    for number in range(200):
        make_passage(group=["partner", "pijler", "element"][number % 3])
    make_table()

    with django_assert_max_num_queries(7):
        text_of(visitor, name)
    with django_assert_max_num_queries(3):
        text_of(visitor, name)


def test_contact_names_the_contactpersoon_clm_per_theme_and_table(visitor):
    theme = make_theme("Logeren")
    Theme.objects.filter(pk=theme.pk).update(clm_contact=make_person("thema@voorbeeld.nl", name="Mies Thema"))
    theme.refresh_from_db()
    make_table("Bij het thema", theme=theme)
    make_table("Met een eigen", theme=theme, clm_contact=make_person("tafel@voorbeeld.nl", name="Jo Tafel"))
    make_table("Elders", theme=make_theme("Crisis"))

    page = text_of(visitor, "contact")

    assert page.count("mailto:thema@voorbeeld.nl") == 1
    assert page.index("mailto:thema@") < page.index("Ook voor") < page.index("Bij het thema")
    assert page.count("mailto:tafel@voorbeeld.nl") == 1
    assert page.count("Nog niet bekend") == 1


def test_another_contact_shows_at_once(visitor):
    person = make_person(name="Mies")
    table = make_table(clm_contact=person)
    assert "Mies" in text_of(visitor, "contact")

    Person.objects.filter(pk=person.pk).update(name="Mies de Vries", version=2)
    assert "Mies de Vries" in text_of(visitor, "contact")
    Theme.objects.filter(pk=table.theme_id).update(clm_contact=make_person(name="Bo Thema"))
    assert "Bo Thema" in text_of(visitor, "contact")


def test_a_closed_table_is_named_to_nobody_here(visitor, regio, sign_in):
    make_table("Besloten overleg", openness=Openness.CLOSED)
    make_table("Beëindigd", state=Table.State.ENDED)

    for client in (visitor, sign_in(regio)):
        page = text_of(client, "contact")
        assert "Besloten overleg" not in page
        assert "Beëindigd" not in page


def test_a_name_with_markup_is_shown_as_text(visitor):
    make_table(clm_contact=make_person(name="<img src=x>"))

    assert "<img src=x>" not in text_of(visitor, "contact")
