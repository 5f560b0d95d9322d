"""What experiences add up to, for everybody: of quarters that are over, never fewer than five, and nothing of any of them."""

import csv
import io
import re
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlandschap.commons import kept
from leerlandschap.commons.small_numbers import LEAST, Roughly
from leerlandschap.network.models import OrganisationKind
from signals import figure_words, figures
from signals.figures import Counts, Figures, quarters_between
from signals.flows import bundles, handling
from signals.models import Bundle, Experience, Happening
from signals.workflow import State
from tables.models import Theme
from tests.factories import make_organisation, make_table

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING, SUMMER = datetime(2026, 5, 12, 10, tzinfo=AMSTERDAM), datetime(2026, 8, 11, 10, tzinfo=AMSTERDAM)
PAGE, QUESTION = "/ervaringen/cijfers/", "/ervaringen/cijfers/vraag/"


@pytest.fixture
def today(db, settings, monkeypatch):
    """The second of November 2026: the third quarter is over, the fourth runs."""
    monkeypatch.setattr(figures.timezone, "localdate", lambda value=None: _local(value))
    kept.forget()
    cache.clear()


def _local(value) -> date:
    return value.astimezone(AMSTERDAM).date() if value else date(2026, 11, 2)


def theme(name: str) -> Theme:
    return Theme.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0]


def came(number: int, about: str, at: datetime = SPRING, **fields) -> list[Experience]:
    fields = {"kind": "signal", "sealed_text": "x"} | fields
    due = {"reaction_due": at.date(), "answer_due": at.date()}
    rows = [Experience(theme=theme(about), received_at=at, **due, **fields) for _ in range(number)]
    return Experience.objects.bulk_create(rows)


def words(path: str) -> str:
    """What a visitor reads on a page."""
    page = Client().get(path)
    assert page.status_code == 200
    main = re.search(r"<main.*</main>", page.text, re.DOTALL).group()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_what_is_small_stays_unsaid_and_so_does_what_would_give_it_away(today):
    came(21, "Crisis")
    came(3, "Logeren", discuss="nobody")
    came(8, "Vervoer", at=SUMMER)
    came(9, "Crisis", at=datetime(2026, 10, 20, 10, tzinfo=AMSTERDAM))

    page = words(PAGE)

    # Thirty-two: also what only the handler may know of is counted, and what came in this quarter is not.
    assert "Ervaringen 32 Alles" in page
    assert "Crisis 21" in page
    # Three would follow from 32 - 21 - 8; so the eight goes with it.
    assert re.search(r"Niet getoond: [^.]*Logeren[^.]*Vervoer|Niet getoond: [^.]*Vervoer[^.]*Logeren", page)
    assert "Vervoer 8" not in page
    assert "tonen we niet" in words(f"{QUESTION}?thema=logeren")
    assert "Er kwamen 21 ervaringen binnen over Crisis" in words(f"{QUESTION}?thema=crisis")


def test_with_hardly_any_experiences_the_page_says_so_and_no_number(today):
    came(4, "Crisis")

    page = words(PAGE)

    assert "nog te weinig ervaringen" in page
    assert not re.search(r"\b4\b", page)
    assert "tonen we niet" in words(f"{QUESTION}?thema=crisis&periode=2026-2")
    assert words(f"{QUESTION}?thema=%00&periode=2026-9") == words(QUESTION)


def test_a_councillor_reads_what_was_done_and_how_fast(today, behandelaar):
    # From Tuesday 12 May: Ascension is on the 14th, and Whit Monday on the 25th.
    later, answer = SPRING + timedelta(days=7), SPRING + timedelta(days=14)
    found = came(12, "Crisis", state=State.ANSWERED, reacted_at=later, answered_at=answer)
    found += came(3, "Crisis", discuss="nobody")
    came(2, "Crisis", state=State.DUPLICATE, duplicate_of=found[0])
    table = make_table("Aan de sluis")
    bundle = Bundle.objects.create(title="In het kort", text="Wat werkt?", table=table, made_at=later)
    bundle.experiences.set(found[:6])
    noted = {"bundle": bundle, "on": later.date(), "at": later}
    Happening.objects.create(kind="outcome", key="1", outcome="insight", **noted)
    Happening.objects.create(kind="noted", key="2", outcome="decision", **noted)

    read = words(f"{QUESTION}?thema=crisis&periode=2026")

    assert "Er kwamen 17 ervaringen binnen over Crisis in 2026." in read
    # Six, and the two that are the double of one of them.
    assert "Ongeveer 10 gingen naar een leertafel of thematafel." in read
    assert "Aan tafel leidde dat tot: een inzicht (ongeveer 5)." in read
    assert "Alle of bijna alle zijn beantwoord" in read
    assert "eerste reactie kwam na 4 werkdagen" in read
    assert "terugkoppeling kwam na 8 werkdagen" in read
    assert "besluit" not in read
    assert "In het kort" not in read


def test_the_file_holds_the_counts_of_the_page_and_no_formula(today):
    came(12, "Crisis")
    came(3, "Logeren")
    came(7, "Vroeg")
    Theme.objects.filter(name="Crisis").update(name="=1+1")

    answer = Client().get("/ervaringen/cijfers/bestand/csv/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    whole = "vanaf 2026 tot en met het derde kwartaal van 2026"
    assert ["ervaringen", "alle thema’s", whole, "22"] in rows
    assert ["ervaringen", "'=1+1", whole, "12"] in rows
    assert {row[3] for row in rows if row[1] in {"Logeren", "Vroeg"}} == {"niet getoond"}
    assert not {row[3] for row in rows} & set("1234")
    asked = Client().get("/ervaringen/cijfers/bestand/xlsx/?thema=crisis&periode=2026-2")
    assert asked.status_code == 200
    assert Client().get("/ervaringen/cijfers/bestand/exe/").status_code == 404


def test_counting_asks_the_same_few_questions_however_much_came_in(today):
    town = make_organisation("Gemeente Dijkrand", kind=OrganisationKind.MUNICIPALITY)
    asked = []
    for number in (6, 60):
        for one in came(number, "Crisis", reacted_at=SUMMER):
            one.municipalities.add(town)
        kept.forget()
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            page = words(PAGE)
        asked.append(len(counted))
    with CaptureQueriesContext(connection) as again:
        assert words(PAGE) == page

    assert "Gemeente Dijkrand" in page
    assert asked[0] == asked[1]
    assert len(again) < asked[0] - 4


def test_shares_and_order_say_nothing_closer():
    assert figure_words.share(Roughly.FEW, 12) == "hoogstens vier"
    assert figure_words.share(15, 21) == "ongeveer 70%"
    assert figure_words.amount(13390) == "ongeveer 13.390"
    table = figure_words.bars([("a", None, ""), ("b", 7, ""), ("c", None, ""), ("d", 9, "")], largest_first=True)
    assert ([row.name for row in table.rows], table.hidden) == (["d", "b"], ["a", "c"])


YEARS = quarters_between(date(2025, 1, 1), date(2026, 7, 1))
THEMES = [None, 1, 2, 3]
CELLS = st.dictionaries(st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from(YEARS)), st.integers(0, 12))


def sums() -> list[list]:
    """Each whole that is asked for anywhere, with its parts: themes of a span, years of all, quarters of a year."""
    lines = [[(theme, span) for theme in THEMES] for span in [None, 2025, 2026, *YEARS]]
    for theme in THEMES:
        lines.append([(theme, None), (theme, 2025), (theme, 2026)])
        lines += [[(theme, year), *[(theme, one) for one in YEARS if one[0] == year]] for year in (2025, 2026)]
    return lines


@settings(max_examples=40, deadline=None)
@given(CELLS, st.integers(0, 100))
def test_no_total_that_is_shown_gives_a_small_count_away(cells, complaints):
    whole = sum(cells.values())
    kinds = Counter(complaint=complaints * whole // 100, signal=whole - complaints * whole // 100)
    found = Figures(Counts(Counter(cells), kinds), [1, 2, 3], [], date(2025, 1, 1), date(2026, 7, 1))

    shown = {(theme, one.span): found.came(theme, one) for theme in THEMES for one in [found.whole, *found.periods]}
    assert all(count is None or count >= LEAST for count in shown.values())
    for total, *parts in sums():
        gone = [name for name in parts if shown[name] is None]
        if shown[total] is not None and gone:
            rest = shown[total] - sum(shown[name] or 0 for name in parts)
            assert len(gone) > 1
            assert rest >= LEAST


@settings(max_examples=60, deadline=None)
@given(CELLS, st.data())
def test_no_median_that_is_told_gives_the_days_of_fewer_than_five_away(cells, data):
    """As if each median told the days of everybody that it is of: what is left of a whole is of five or more, or of nobody."""
    counts = Counts(Counter(cells), Counter(signal=sum(cells.values())))
    done = {cell: data.draw(st.integers(max(0, number - 3), number)) for cell, number in cells.items()}
    for cell, number in done.items():
        counts.days["reacted"][cell] = Counter({3: number})
    found = Figures(counts, [1, 2, 3], [], date(2025, 1, 1), date(2026, 7, 1))

    told, of, came = set(), Counter(), Counter()
    for theme in THEMES:
        for one in [found.whole, *found.periods]:
            within = [cell for cell in cells if theme in (None, cell[0]) and cell[1] in one.quarters]
            of[theme, one.span] = sum(done[cell] for cell in within)
            came[theme, one.span] = sum(cells[cell] for cell in within)
            if found.answer(theme, one).to_reaction is not None:
                told.add((theme, one.span))
    assert all(of[name] >= LEAST and came[name] >= 2 * LEAST for name in told)
    for total, *parts in sums():
        if total in told and (left := [name for name in parts if name not in told]):
            rest = of[total] - sum(of[name] for name in parts if name in told)
            assert rest >= LEAST, (total, left)


def test_a_double_of_the_same_sender_lifts_no_small_number(today, behandelaar, aanbieder, aanbieder2):
    def sent(number: int, sender) -> list[Experience]:
        return came(number, "Crisis", at=SUMMER, sender=sender and sender.person)

    first, again, once_more, other = sent(3, aanbieder) + sent(1, aanbieder2)
    nameless, also = sent(2, None)
    with time_machine.travel(SUMMER + timedelta(days=1)):
        for one in (again, once_more, other):
            handling.merge(one, into=first, by=behandelaar)
        handling.merge(also, into=nameless, by=behandelaar)

    # The first, that of another, and the one without a name: three, of which nothing is said.
    assert Experience.objects.counted().count() == 3
    assert "nog te weinig ervaringen" in words(PAGE)
    handling.reopen(again, by=behandelaar)
    assert Experience.objects.get(pk=again.pk).counts


def test_what_changes_in_a_quarter_that_runs_changes_no_quarter_that_is_over(today, behandelaar, aanbieder):
    """Found double, taken up again, answered anew, off its table or along to one: all of it counts when this quarter is over."""
    table = make_table("Aan de sluis")
    with time_machine.travel(SUMMER):
        found = came(40, "Crisis", at=SUMMER, sender=aanbieder.person)
        for one in found[:10]:
            handling.answer(one, text="Er is nu één nummer.", by=behandelaar)
        handling.merge(found[10], into=found[0], by=behandelaar)
        dropped, grows = (
            bundles.bring(some, table=table, meeting=None, title="Bellen", text="Wie belt?", by=behandelaar)
            for some in (came(10, "Crisis", at=SUMMER, discuss="table"), came(10, "Crisis", at=SUMMER, discuss="table"))
        )
        left = bundles.bring(
            came(6, "Crisis", at=SUMMER, discuss="table"), table=table, meeting=None, title="Taxi", text="Wie rijdt?",
            by=behandelaar,
        )  # fmt: skip
        later = came(9, "Crisis", at=SUMMER, discuss="table")
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=AMSTERDAM)):
        before = figures.count(date(2026, 1, 1), date(2026, 10, 1))
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=AMSTERDAM)):
        handling.merge(found[20], into=found[0], by=behandelaar)
        handling.reopen(found[10], by=behandelaar)
        for one in found[1:9]:
            handling.reopen(one, by=behandelaar)
        handling.answer(found[1], text="Nu ook in het weekend.", by=behandelaar)
        Bundle.objects.filter(pk=dropped.pk).update(ended_at=timezone.now())
        bundles.add(grows, later, by=behandelaar)
        for one in left.experiences.all():
            bundles.take_out(left, one, text="Toch niet hier.", by=behandelaar)
        after = figures.count(date(2026, 1, 1), date(2026, 10, 1))
        over = figures.count(date(2026, 1, 1), date(2027, 1, 1))

    assert before.parts["tabled"].total() == 26
    assert before.parts["answered"].total() == 10
    assert (before.came.total(), over.came.total()) == (74, 74)
    assert after == before
    assert over.parts["answered"].total() == 3
    assert over.parts["tabled"].total() == 19
