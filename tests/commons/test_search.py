"""The search index: it follows what changes, finds words in other forms, and never what somebody may not see."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlandschap.commons import search, search_store, synonyms
from leerlandschap.commons.models import SearchEntry, SearchWord
from leerlandschap.commons.registry import search as findables
from leerlandschap.commons.search_store import AllOf, AnyOf
from tables.models import Openness, ResearchQuestion, Table
from tests.factories import make_question, make_seat, make_table

pytestmark = pytest.mark.django_db


def indexed(name: str, **fields) -> Table:
    table = make_table(name, **fields)
    search.index(table)
    return table


def asked(table: Table, text: str, **fields) -> ResearchQuestion:
    question = make_question(table, text, **fields)
    search.index(question)
    return question


def names(found) -> list[str]:
    return [one.title for one in found]


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_what_is_indexed_is_found_and_what_is_forgotten_is_not(gemeente):
    table = indexed("Crisis", aim="Minder overplaatsingen.")
    assert names(search.find(gemeente, "overplaatsing")) == ["Crisis"]

    search.forget(table)

    assert search.find(gemeente, "overplaatsing") == []


def test_the_index_follows_a_change(gemeente):
    table = indexed("Crisis", aim="Minder overplaatsingen.")
    table.aim = "Snellere verwijzing."
    search.index(table)

    assert search.find(gemeente, "overplaatsing") == []
    assert names(search.find(gemeente, "verwijzen")) == ["Crisis"]
    assert SearchEntry.objects.count() == 1


def test_the_index_follows_rows_that_go_in_bulk(gemeente):
    indexed("Crisis", aim="Minder overplaatsingen.")
    SearchEntry.objects.all().delete()

    assert search.find(gemeente, "overplaatsing") == []


def test_what_no_app_registered_cannot_be_indexed(gemeente):
    with pytest.raises(LookupError, match="User"):
        search.index(gemeente)


def test_making_the_index_anew_mends_what_a_flow_forgot(gemeente):
    table = make_table("Crisis", aim="Minder overplaatsingen.")
    gone = indexed("Weg", aim="Verdwenen overplaatsingen.")
    Table.objects.filter(pk=gone.pk).delete()
    SearchEntry.objects.create(kind="vroeger", object_id=1, text_stems="overplats")

    assert search.rebuild() == 1

    assert [(entry.kind, entry.object_id) for entry in SearchEntry.objects.all()] == [("table", table.pk)]
    assert names(search.find(gemeente, "overplaatsing")) == ["Crisis"]


def test_making_it_anew_twice_writes_nothing_the_second_time():
    asked(indexed("Crisis", aim="Minder overplaatsingen."), "Waar wachten kinderen op?")
    search.rebuild()

    with CaptureQueriesContext(connection) as questions:
        search.rebuild()

    written = [one["sql"] for one in questions if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert written == []


def test_making_it_anew_counts_first_so_that_once_is_enough():
    """What flows wrote since the last count splits compounds too."""
    for name in ("Molenwiekstorm", "Molenwiek en storm", "Storm door een molenwiek"):
        indexed(name)

    search.rebuild()
    once = set(SearchEntry.objects.values_list("object_id", "title_stems"))
    search.rebuild()

    assert set(SearchEntry.objects.values_list("object_id", "title_stems")) == once
    assert SearchWord.objects.get(stem="molenwiek").entries == 3


def test_the_command_says_how_much_is_in_the_index(capsys):
    make_table("Crisis")

    call_command("search_index")

    assert "1 vindplaatsen" in capsys.readouterr().out


def test_words_are_counted_by_the_entries_they_stand_in():
    table = indexed("Crisis", aim="Crisis na crisis.")
    asked(table, "Waar is crisis?")

    search.count_words()

    assert SearchWord.objects.get(stem="crisis").entries == 2
    assert SearchWord.objects.get(stem=search.EVERYTHING).entries == 2


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("crisisplaatsing", "Plaatsingen in crisis versnellen."),
        ("plaatsing crisis", "Elke crisisplaatsing kost tijd."),
        ("WACHTLIJSTEN", "De wachtlijst groeit."),
        ("cliënten", "Wat clienten vinden."),
        ("afhaken", "Waarom haken jongeren af?"),
        ("kdc", "Het KDC en onderwijs."),
    ],
)
def test_a_word_is_found_in_its_other_forms(gemeente, typed, text):
    indexed("Een tafel", aim=text)
    indexed("Een andere", aim="Over iets heel anders.")

    assert names(search.find(gemeente, typed)) == ["Een tafel"]


def test_a_slip_of_the_fingers_finds_what_was_meant(gemeente):
    indexed("Een tafel", aim="De wachtlijst groeit.")
    search.count_words()

    assert names(search.find(gemeente, "wachtlist")) == ["Een tafel"]


def test_both_databases_find_the_same_words_alike():
    SearchWord.objects.bulk_create(SearchWord(stem=stem, entries=1) for stem in ("wachtlijs", "wacht", "loger"))

    assert search_store.similar_stems("wachtlis") == ["wachtlijs", "wacht"]
    assert search_store.similar_stems("parker") == []


def test_a_synonym_finds_from_the_moment_it_is_kept(gemeente, redactie):
    indexed("Een tafel", aim="De doorlooptijd daalt.")
    assert search.find(gemeente, "wachtlijst") == []

    group = synonyms.add("wachtlijst, doorlooptijd", by=redactie)
    assert names(search.find(gemeente, "wachtlijsten")) == ["Een tafel"]

    synonyms.remove(group, by=redactie)
    assert search.find(gemeente, "wachtlijst") == []


def test_an_expression_is_found_when_all_its_words_are_there(gemeente, redactie):
    synonyms.add("uitval, voortijdig stoppen", by=redactie)
    indexed("Een tafel", aim="Waarom stoppen jongeren voortijdig?")
    indexed("Een andere", aim="Wanneer stoppen we met vergaderen?")

    assert names(search.find(gemeente, "uitval")) == ["Een tafel"]


def test_all_words_go_before_some_and_a_title_before_a_text(gemeente):
    indexed("Logeren", aim="Over vakanties en crisis.")
    indexed("Vervoer", aim="Logeren in de vakantie.")
    indexed("Crisis", aim="Iets anders.")

    assert names(search.find(gemeente, "logeren vakantie")) == ["Logeren", "Vervoer"]
    assert set(names(search.find(gemeente, "logeren crisis taxi"))) == {"Logeren", "Vervoer", "Crisis"}


def test_of_equals_the_newest_comes_first_and_no_more_than_asked(gemeente):
    for number in range(5):
        indexed(f"Crisis {number + 1}0", aim="Gelijk.")

    assert names(search.find(gemeente, "gelijk crisis", limit=3)) == ["Crisis 50", "Crisis 40", "Crisis 30"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "de het een", "\x00", "!!! ''", "😀", "'; DROP TABLE x; --", "\u202e", "a" * 5000]
)
def test_what_says_nothing_finds_nothing_and_harms_nothing(gemeente, typed):
    indexed("Crisis", aim="Iets.")

    assert search.find(gemeente, typed) == []
    assert search.alike(gemeente, typed) == []


def test_a_wish_of_anything_but_stems_is_refused():
    with pytest.raises(ValueError, match="no stem|not a stem"):
        search_store.hits(AnyOf(["crisis", AllOf(["plaats' OR 1=1"])]))


# --- who finds what ---------------------------------------------------------------------------------------------------


def test_only_what_somebody_may_see_is_found(gemeente, aanbieder, clm):
    closed = indexed("Besloten overleg", aim="Het crisisplan.", openness=Openness.TABLE)
    asked(closed, "Werkt het crisisplan?", openness=Openness.TABLE)
    make_seat(closed, aanbieder.person)

    assert search.find(gemeente, "crisisplan") == search.alike(gemeente, "Werkt ons crisisplan wel?") == []
    assert set(names(search.find(aanbieder, "crisisplan"))) == {"Besloten overleg", "Werkt het crisisplan?"}
    assert set(names(search.find(clm, "crisisplan"))) == {"Besloten overleg", "Werkt het crisisplan?"}


def test_what_others_may_not_see_never_stands_in_the_way(gemeente, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 4)
    monkeypatch.setattr(search, "AT_ONCE", 2)
    indexed("Open", aim="Het crisisplan.")
    for number in range(6):
        indexed(f"Dicht {number}", aim="Het crisisplan.", openness=Openness.CLOSED)

    assert names(search.find(gemeente, "crisisplan")) == ["Open"]


# --- the places where the same is gathered --------------------------------------------------------------------------------


def test_at_most_three_places_the_likest_first(gemeente):
    table = indexed("Een tafel")
    asked(table, "Hoe verkorten we de wachtlijst voor een crisisplaatsing van pleegkinderen?")
    for number in range(4):
        asked(table, f"Wat kost de wachtlijst voor plaatsing ons aan vervoer, deel {number}0?")

    found = names(search.alike(gemeente, "De wachtlijst bij plaatsing van pleegkinderen in crisis korter maken"))

    assert len(found) == 3
    assert found[0].startswith("Hoe verkorten we de wachtlijst")


def test_what_is_at_hand_is_left_out_and_kinds_narrow(gemeente):
    table = indexed("Crisis", aim="Hoe verkorten we de wachtlijst voor crisisplaatsing?")
    question = asked(table, "Hoe verkorten we de wachtlijst voor crisisplaatsing?")
    text = "Hoe korten we de wachtlijst bij plaatsing in crisis in?"

    assert {one.kind for one in search.alike(gemeente, text)} == {"table", "question"}
    assert {one.kind for one in search.alike(gemeente, text, kinds=["question"])} == {"question"}
    assert search.alike(gemeente, text, besides=[table, question]) == []


def test_common_words_alone_suggest_nothing(gemeente):
    asked(indexed("Een tafel"), "Hoe kunnen gemeenten en aanbieders beter samenwerken voor jeugdigen en gezinnen?")

    assert search.alike(gemeente, "Hoe leren gemeenten en aanbieders samen over jeugdigen en gezinnen?") == []


def test_a_place_says_what_it_is_and_where(gemeente):
    table = indexed("Crisis", aim="Iets.")
    question = asked(table, "Hoe verkorten we de wachtlijst voor crisisplaatsing?")

    [found] = search.alike(gemeente, "Kortere wachtlijst bij plaatsing in crisis", kinds=["question"])

    assert found.label.startswith("Onderzoeksvraag van Crisis in ")
    assert found.url == f"/vragen/{question.ref}/"


# --- how much it asks of the database -----------------------------------------------------------------------------------


TURNS = ["Wachtlijst bij crisisplaatsing,", "Vervoer naar school,", "Logeren in de vakantie,"]


def many(until: int) -> None:
    table = Table.objects.first() or make_table("Veel")
    there = ResearchQuestion.objects.count()
    rows = ResearchQuestion.objects.bulk_create(
        ResearchQuestion(table=table, year=2026, text=f"{TURNS[number % 3]} nummer {number}0?")
        for number in range(there, until)
    )
    search._write(search._entries(search.findable_of(rows[0]), rows))
    search.count_words()


@pytest.mark.parametrize("ask", [search.find, search.alike])
def test_it_asks_as_much_at_600_entries_as_at_6(ask, gemeente):
    counts = []
    for number in (6, 600):
        many(number)
        ask(gemeente, "wachtlijst crisisplaatsing")
        with CaptureQueriesContext(connection) as questions:
            assert ask(gemeente, "wachtlijst crisisplaatsing", limit=3)
        counts.append(len(questions))

    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("kind", [findable.kind for findable in findables if findable.model is not Table])
def test_whether_one_may_read_it_is_asked_of_what_was_found_and_not_of_every_row(kind, gemeente):
    """A list of all rows one may read, as one condition of several, is worked out for the whole table each time.

    Not of tables, of which there are few.
    """
    findable = next(one for one in findables if one.kind == kind)
    sql = str(findable.visible(gemeente).filter(pk__in=[1, 2]).query)
    own = findable.model._meta.db_table

    assert f'FROM "{own}"' in sql
    assert not re.findall(rf'IN \(SELECT \w+\."id"[^()]* FROM "{own}"', sql)


def test_indexing_asks_three_questions():
    table = make_table("Crisis", aim="Minder overplaatsingen.")
    search.index(table)

    with CaptureQueriesContext(connection) as questions:
        search.index(table)

    written = [one["sql"] for one in questions if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(written) == 3


def test_what_was_handed_in_and_not_taken_up_is_found_by_who_handed_it_in_alone(visitor, gemeente, aanbieder):
    table = make_table()
    for state, reason in (("submitted", ""), ("declined", "Nu niet.")):
        question = make_question(table, f"Waarom lukt overdracht niet? {state}")
        ResearchQuestion.objects.filter(pk=question.pk).update(state=state, reason=reason, submitted_by=gemeente.person)
        search.index(question)

    assert len(search.find(gemeente, "overdracht")) == 2
    assert search.find(aanbieder, "overdracht") == []
