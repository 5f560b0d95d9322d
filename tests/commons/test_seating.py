"""The table from above holds with one chair and with sixty: nothing overlaps, nothing sticks out, all words are there."""

import itertools
import random

import pytest

from leerlandschap.commons.drawing.seating import Chair, draw_seating

KINDS = ["municipality", "provider", "referrer", "certified_institution", "knowledge_partner"]
LABELS = [
    "Gemeente Noordoostpolder",
    "Jeugdbescherming Dijkzichtpolder en omstreken",
    "Samenwerkingsverband jeugdgezondheidszorgorganisaties",
    "verwijzer",
    "WMO MMMM WWWW MMMM WWWW MMMM WWWW MMMM WWWW MMMM WWWW MMMM",
]
NAMES = ["", "Anne", "Maximiliaan van Waterschoot-Oeverlanden tot Zuiderzee", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"]
SIZES = [0, 1, 2, 3, 6, 14, 40, 60]


def make_chairs(count: int, seed: int = 5) -> list[Chair]:
    chance = random.Random(seed)
    return [
        Chair(chance.choice(KINDS), chance.choice(LABELS), who, taken=bool(who))
        for who in (chance.choice(NAMES) for _ in range(count))
    ]


def layouts(count: int):
    plan = draw_seating(
        make_chairs(count), title="Crisis: samenwerkingsafspraken en jeugdgezondheidszorgorganisaties " * 2
    )
    return [plan.wide, plan.narrow]


def box_of_chair(one, radius):
    return one.x - radius, one.y - radius, one.x + radius, one.y + radius


def box_of_table(drawn):
    return drawn.table.x, drawn.table.y, drawn.table.right, drawn.table.bottom


def overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def boxes(drawn):
    """Everything drawn: the table, the chairs, and the words at each chair."""
    chairs = [box_of_chair(one, drawn.radius) for one in drawn.chairs]
    return [box_of_table(drawn), *chairs, *(line.box for one in drawn.chairs for line in one.lines)]


@pytest.mark.parametrize("count", SIZES)
def test_every_chair_is_drawn_in_both_layouts(count):
    chairs = make_chairs(count)
    plan = draw_seating(chairs)
    for drawn in (plan.wide, plan.narrow):
        assert [one.chair for one in drawn.chairs] == chairs


@pytest.mark.parametrize("count", SIZES)
def test_nothing_lies_over_something_else(count):
    for drawn in layouts(count):
        for one in drawn.chairs:  # lines of one chair stand close, and are looked at below
            others = [other for other in drawn.chairs if other is not one]
            mine = [box_of_chair(one, drawn.radius), *(line.box for line in one.lines)]
            theirs = [box_of_chair(other, drawn.radius) for other in others]
            theirs += [line.box for other in others for line in other.lines] + [box_of_table(drawn)]
            assert not [(a, b) for a, b in itertools.product(mine, theirs) if overlap(a, b)], one
            assert not [line for line in one.lines if overlap(line.box, mine[0])], one


@pytest.mark.parametrize("count", SIZES)
def test_nothing_sticks_out(count):
    for drawn in layouts(count):
        for left, top, right, bottom in boxes(drawn):
            assert left >= 0, drawn.kind
            assert top >= 0, drawn.kind
            assert right <= drawn.width, drawn.kind
            assert bottom <= drawn.height, drawn.kind


@pytest.mark.parametrize("count", SIZES)
def test_lines_of_one_chair_do_not_run_into_each_other(count):
    for drawn in layouts(count):
        for one in drawn.chairs:
            for upper, lower in itertools.pairwise(one.lines):
                assert lower.y - lower.size * 0.8 >= upper.y + upper.size * 0.1


@pytest.mark.parametrize("count", SIZES)
def test_the_name_of_the_table_lies_on_the_table(count):
    drawn = layouts(count)[0]
    for line in drawn.title:
        left, top, right, bottom = line.box
        assert drawn.table.x < left < right < drawn.table.right
        assert drawn.table.y < top < bottom < drawn.table.bottom


def test_chairs_go_round_with_the_clock_from_the_top_left():
    drawn = draw_seating(make_chairs(14)).wide
    turns = [turn for turn, _group in itertools.groupby(one.turn for one in drawn.chairs)]
    assert turns == [0, 90, 180, 270]
    assert [len(list(group)) for _turn, group in itertools.groupby(one.turn for one in drawn.chairs)] == [4, 3, 4, 3]


def test_a_chair_that_is_free_says_so_and_one_that_is_taken_names_who():
    free, taken = Chair("provider", "aanbieder"), Chair("provider", "aanbieder", "Lieke", taken=True)
    drawn = draw_seating([free, taken]).wide
    assert [[line.text for line in one.lines] for one in drawn.chairs] == [
        ["aanbieder", "vrij"],
        ["aanbieder", "Lieke"],
    ]
    assert [free.title, taken.title] == ["aanbieder: nog vrij", "aanbieder: Lieke"]
