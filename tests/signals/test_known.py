"""What lies on a table already: shown in a handler's words to who may read it, found while typing, counted along with."""

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import Notice
from signals import known
from signals.flows import bundles, echoes, experiences
from signals.models import Bundle, Echo
from tables.flows import openness
from tests.factories import make_account, make_experience, make_organisation, make_seat, make_table, make_theme
from tests.signals.test_sending import NEW, everything_stored

pytestmark = pytest.mark.django_db
LIST = "/ervaringen/bekend/"
WORDS = {
    "title": "Bereikbaar buiten kantooruren",
    "text": "In het weekend duurt het lang voor iemand de telefoon opneemt.",
}
TYPED = "Buiten kantooruren en in het weekend neemt niemand de telefoon op, ook niet van wijkteam Zeehond."
SECRET = "Wij van team Zeehond bellen zelf rond."
SMALL = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def brought(aanbieder, behandelaar):
    """Gives a function: a bundle at a table of some openness, shown as far as said."""

    def bring(table_openness: str = "public", shown: str = "") -> Bundle:
        sent = make_experience(aanbieder.person, text=SECRET, discuss="table")
        table = make_table(openness=table_openness)
        bundle = bundles.bring([sent], table=table, meeting=None, by=behandelaar, **WORDS)
        return echoes.show(bundle, level=shown, by=behandelaar) if shown else bundle

    return bring


def typed(browser, text: str = TYPED, **fields):
    return browser.post(LIST, {"text": text, **fields}, **SMALL).text


def test_a_handler_shows_it_and_who_types_the_same_finds_it_while_nothing_typed_is_kept(
    brought, visitor, behandelaar, aanbieder, sign_in
):
    bundle = brought()
    assert WORDS["title"] not in typed(visitor)
    assert visitor.get(bundle.shown_at_url()).status_code == 404
    address = f"/ervaringen/behandelen/bundels/{bundle.ref}/laat-zien/"
    sign_in(behandelaar).post(address, {"level": "public"})

    before = everything_stored()
    page = typed(visitor)
    assert everything_stored() == before
    assert WORDS["title"] in page
    for unheard in ("Zeehond", str(aanbieder), "Minstens"):
        assert unheard not in page + visitor.get(bundle.shown_at_url()).text
    assert WORDS["title"] not in typed(visitor, "De gymzaal is koud.")
    assert WORDS["title"] in typed(visitor, "De gymzaal is koud.", theme=bundle.table.theme_id)
    assert WORDS["title"] in visitor.post(LIST, {"text": TYPED}).text
    assert WORDS["title"] in visitor.get(LIST).text
    assert f'data-hx-post="{LIST}"' in visitor.get(NEW).text
    sign_in(behandelaar).post(address, {"level": ""})
    assert WORDS["title"] not in typed(visitor) + visitor.get(LIST).text


def test_it_is_shown_as_far_as_its_table_is_open_and_no_further(brought, visitor, gemeente, behandelaar):
    within = brought("network", shown="network")
    assert known.like(gemeente, TYPED, None) == [within]
    assert known.like(None, TYPED, None) == []
    with pytest.raises(ValidationError, match="Opener dan de tafel"):
        echoes.show(within, level="public", by=behandelaar)
    openness.narrow(within.table, "closed", by=None)
    assert known.like(gemeente, TYPED, None) == []


def test_who_reads_the_agenda_item_finds_it_and_another_provider_does_not(brought, gemeente, aanbieder2, sign_in):
    bundle = brought("table")
    make_seat(bundle.table, gemeente.person)
    bundle.item.openness = "table"
    bundle.item.save()

    assert Bundle.objects.shown_to(aanbieder2).count() == 0
    assert WORDS["title"] not in typed(sign_in(aanbieder2))


def test_what_its_sender_takes_back_is_shown_no_more(brought, visitor, aanbieder):
    bundle = brought(shown="public")
    assert WORDS["title"] in typed(visitor)

    experiences.choose(bundle.experiences.get(), discuss="nobody", by=aanbieder)

    assert WORDS["title"] not in typed(visitor)
    assert visitor.get(bundle.shown_at_url()).status_code == 404


def test_one_press_counts_an_organisation_once_and_is_taken_back(brought, sign_in, behandelaar, visitor, client):
    bundle, own = brought(shown="public"), make_organisation("Het Riet")
    one, colleague = make_account(organisation=own), make_account(organisation=own)
    address = f"{bundle.shown_at_url()}bij-ons-ook/"

    for browser in (sign_in(one), sign_in(one), sign_in(colleague), visitor, visitor, client):
        assert browser.post(address, {"doe": "mee"}).status_code == 302
    assert bundle.echoes.sides() == 3
    page = sign_in(behandelaar).get(bundle.get_absolute_url()).text
    assert "<dd>3 keer</dd>" in page
    for shown in (page, visitor.get(bundle.shown_at_url()).text, sign_in(one).get(bundle.shown_at_url()).text):
        assert "Het Riet" not in shown
        assert "Minstens" not in shown
    assert "Je telt mee" in visitor.get(bundle.shown_at_url()).text

    visitor.post(address, {"doe": "terug"})
    sign_in(one).post(address, {"doe": "terug"})
    assert bundle.echoes.sides() == 2
    assert "Toch niet" in visitor.post(address, {"doe": "mee"}, **SMALL).text


def test_how_many_is_said_from_five_on_and_in_fives(brought, visitor):
    bundle = brought(shown="public")
    for number, words in enumerate(["", "", "", "", "Minstens 5", "Minstens 5"], start=1):
        echoes.echo(bundle, mark=str(number))
        page = visitor.get(bundle.shown_at_url()).text
        assert words in page
        assert bool(words) == ("Minstens" in page)
    assert [known.at_least(sides) for sides in (4, 5, 9, 10)] == [0, 5, 5, 10]


def test_who_wants_to_hear_what_comes_of_it_hears_so_without_content(brought, behandelaar):
    bundle, keen, quiet = brought(shown="public"), make_account(), make_account()
    echoes.echo(bundle, by=keen, wants_news=True)
    echoes.echo(bundle, by=quiet)

    bundles.release(bundle, text="Er is nu één nummer.", by=behandelaar)

    told = Notice.objects.get(code="experience.echoed")
    assert (told.person, told.path) == (keen.person, bundle.shown_at_url())
    assert "één nummer" not in everything_stored()
    echoes.echo(bundle, by=keen, wants_news=False)
    bundles.release(bundle, text="En het werkt.", by=behandelaar)
    assert Notice.objects.filter(code="experience.echoed").count() == 1


def test_a_press_of_a_visitor_leads_nowhere(brought, visitor):
    bundle, other = brought(shown="public"), brought(shown="public")
    before = set(everything_stored().splitlines())
    for one in (bundle, other):
        visitor.post(
            f"{one.shown_at_url()}bij-ons-ook/", {"doe": "mee"}, HTTP_USER_AGENT="Eigenaardig/7.1",
            REMOTE_ADDR="203.0.113.77",
        )  # fmt: skip

    new = "\n".join(set(everything_stored().splitlines()) - before)
    assert Echo.objects.values("mark").distinct().count() == 2, "two presses of one browser do not look alike"
    for trace in (visitor.cookies["ook"].value.split(":")[0], "203.0.113.77", "Eigenaardig"):
        assert trace not in new, trace


@pytest.mark.parametrize("text", ["\x00", "9" * 5000, "<script>", "\u202e", "a" * 3999])
def test_whatever_is_typed_there_is_an_answer(text, visitor):
    make_theme()
    for theme in ("", "\x00", "9" * 30, "geen"):
        assert visitor.post(LIST, {"text": text, "theme": theme}).status_code == 200
        assert visitor.post(LIST, {"text": text, "theme": theme}, **SMALL).status_code == 200
