"""The inbox: found by what a handler calls an experience and never by what its sender wrote, as quick at many as at few."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlandschap.network.flows import organisations
from signals.flows import handling
from signals.models import Experience, SavedView
from tests.factories import make_experience, make_organisation, make_theme

pytestmark = pytest.mark.django_db
INBOX = "/ervaringen/behandelen/"


@pytest.fixture
def town():
    return make_organisation("Waterrijk", kind="municipality")


@pytest.fixture
def found(behandelaar, sign_in):
    """What the inbox shows for what is asked."""
    browser = sign_in(behandelaar)

    def shown(**asked) -> set[Experience]:
        page = browser.get(INBOX, asked).text
        return {one for one in Experience.objects.all() if f"{INBOX}{one.ref}/" in page}

    return shown


def test_each_filter_offers_its_own_choices_and_no_themes(behandelaar, sign_in):
    make_theme("Crisis in de nacht")
    page = sign_in(behandelaar).get(INBOX).text

    offered = {
        name: re.search(rf'id="filter-{name}".*?</select>', page, re.DOTALL)[0] for name in ("soort", "staat", "thema")
    }
    assert [name for name, select in offered.items() if "Crisis in de nacht" in select] == ["thema"]
    assert offered["soort"].count("<option") == 4


def entitled(title: str, by, **fields) -> Experience:
    return handling.entitle(make_experience(**fields), title=title, by=by)


def test_it_is_searched_in_titles_and_metadata_and_never_in_what_a_sender_wrote(found, town, behandelaar):
    crisis = make_theme("Crisis in de nacht")
    waiting = entitled("Kinderen wachten op een crisisplaatsing", behandelaar, text="Een olifant.", theme=crisis)
    praise = entitled("Aandacht voor wie helpt", behandelaar, kind="compliment", municipalities=[town])

    assert found(zoek="crisisplaatsingen") == found(zoek="Plaatsing gewacht") == found(zoek="nacht") == {waiting}
    assert found(zoek="complimenten waterrijk") == {praise}
    assert (
        found(zoek="olifant") == found(zoek="wachten waterrijk") == found(zoek="wachten", soort="compliment") == set()
    )
    assert found(zoek=waiting.short_ref.upper()) == {waiting}

    handling.entitle(waiting, title="Te laat een plek", by=behandelaar)
    town.name = "Zeewolde aan Zee"
    organisations.change(town, by=behandelaar)
    assert found(zoek="wachten") == found(zoek="waterrijk") == set()
    assert (found(zoek="plekken"), found(zoek="zeewolde")) == ({waiting}, {praise})


def test_words_that_say_nothing_or_are_strange_narrow_nothing_and_break_nothing(found, behandelaar, sign_in):
    one = entitled("Overdracht", behandelaar)

    assert found(zoek="de") == found(zoek=" ") == found(wie="0" * 32) == {one}
    assert "Met “de” kunnen we niet zoeken" in sign_in(behandelaar).get(INBOX, {"zoek": "de"}).text
    assert found(zoek="%' | ! & <x> \\ \0 overdracht") == {one}
    assert found(zoek="xy" * 19) == set()


def test_it_narrows_to_who_handles_it(found, behandelaar):
    mine, free = make_experience(), make_experience()
    handling.take(mine, handler=behandelaar, by=behandelaar)

    assert found(wie=str(behandelaar.person.ref)) == found(wie="ik") == {mine}
    assert found(wie="niemand") == {free}


def test_what_is_asked_often_is_kept_as_a_view_of_ones_own_and_can_open_the_list(behandelaar, clm, sign_in):
    browser, theirs, views = sign_in(behandelaar), sign_in(clm), f"{INBOX}weergaven/"
    late = {"name": "Klachten te laat", "is_first": "on"}
    kept = browser.post(f"{views}?soort=complaint&laat=ja&iets=anders", late)
    assert kept.url == f"{INBOX}?soort=complaint&laat=ja"
    assert browser.get(INBOX).url == kept.url
    assert "Klachten te laat" in browser.get(f"{INBOX}?alles=ja").text
    assert "klacht · te laat" in browser.get(views).text

    assert "al een weergave met deze naam" in browser.post(f"{views}?wie=ik", {"name": "klachten TE laat"}).text
    assert "zonder is er niets te bewaren" in browser.post(views, {"name": "Niets"}).text
    assert "misschien iemand te herkennen" in browser.post(f"{views}?zoek=06-12345678", {"name": "Nummer"}).text
    browser.post(f"{views}?wie=niemand", {"name": "Vrij", "is_first": "on"})
    first, second = SavedView.objects.filter(user=behandelaar)
    assert (first.is_first, second.is_first) == (False, True)

    assert theirs.get(INBOX).status_code == 200
    assert "Vrij" not in theirs.get(views).text
    assert theirs.post(f"{views}{second.ref}/verwijder/").status_code == 404
    browser.post(f"{views}{second.ref}/begin-niet/")
    browser.post(f"{views}{first.ref}/verwijder/")
    assert browser.get(INBOX).status_code == 200
    assert [str(view) for view in SavedView.objects.all()] == [f"weergave {str(second.ref)[:8]}"]


def test_it_asks_as_many_questions_for_many_as_for_few(town, behandelaar, sign_in):
    browser = sign_in(behandelaar)
    addresses = ["", "?laatste=ja", "?zoek=overdracht", "?zoek=overdracht&gemeente=Waterrijk&wie=niemand&laat=ja"]
    counts = []
    for many in (3, 26):
        for _ in range(many):
            entitled("Overdracht", behandelaar, municipalities=[town])
        counts.append([])
        for address in addresses:
            browser.get(INBOX + address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(INBOX + address)
            counts[-1].append(len(asked))

    assert all(after <= before for before, after in zip(*counts, strict=True)), counts
    assert max(counts[1]) <= 17, counts


def test_what_is_found_nowhere_is_not_looked_for_day_after_day(town, behandelaar, sign_in):
    for title in ("Tolk ontbreekt", "Verslag raakt zoek"):
        entitled(title, behandelaar, municipalities=[town])
    browser = sign_in(behandelaar)
    asked_in_order = {}
    for words in ("tolk", "tolk verslag"):
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(f"{INBOX}?zoek={words}")
        assert ("Tolk ontbreekt" in page.text) == (words == "tolk")
        asked_in_order[words] = sum('ORDER BY "signals_experience"."received_at"' in one["sql"] for one in asked)
    assert asked_in_order == {"tolk": 1, "tolk verslag": 0}
