"""From what is shown no count below five can be reckoned out: looked for by trying every table that looks the same."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlandschap.commons.small_numbers import LEAST, Roughly, Way, hidden, hidden_parts, median, roughly, said_of


def table(cells: list[list[int]]) -> dict:
    """Rows, columns and the whole, as a round trip."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    ways = {("cell", i, j): Way(("row", i), ("column", j), cells[i][j]) for i in rows for j in columns}
    ways |= {("row", i): Way("begin", ("row", i), sum(cells[i])) for i in rows}
    ways |= {("column", j): Way(("column", j), "end", sum(row[j] for row in cells)) for j in columns}
    return ways | {"all": Way("end", "begin", sum(map(sum, cells)))}


def alike(cells: list[list[int]], gone: frozenset) -> Iterator[list[tuple[int, ...]]]:
    """Every table (with counts not much larger) that shows the same: tried row by row, then all rows together."""
    rows = []
    for i, row in enumerate(cells):
        values = [range(n + LEAST + 1) if ("cell", i, j) in gone else [n] for j, n in enumerate(row)]
        rows.append([one for one in product(*values) if ("row", i) in gone or sum(one) == sum(row)])
    fixed = [(j, sum(column)) for j, column in enumerate(zip(*cells, strict=True)) if ("column", j) not in gone]
    whole = sum(map(sum, cells))
    for other in product(*rows):
        fits = all(sum(row[j] for row in other) == total for j, total in fixed)
        if fits and ("all" in gone or sum(map(sum, other)) == whole):
            yield list(other)


def reach(cells: list[list[int]], gone: frozenset) -> dict:
    """Of each hidden cell the least and the most that it is in any table that shows the same."""
    found = {name: (99, 0) for name in gone if name[0] == "cell"}
    for other in alike(cells, gone):
        for name, (least, most) in found.items():
            count = other[name[1]][name[2]]
            found[name] = min(least, count), max(most, count)
    return found


SMALL_TABLE = st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2)


@settings(max_examples=30, deadline=None)
@given(SMALL_TABLE)
def test_no_small_count_can_be_reckoned_out_of_rows_columns_and_totals(cells):
    ways = table(cells)
    gone = hidden(ways)

    assert {name for name, way in ways.items() if way.count < LEAST} <= gone
    for name, (least, most) in reach(cells, gone).items():
        assert ways[name].count >= LEAST or least < LEAST <= most, (name, least, most)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_part_of_a_whole_can_be_reckoned_out(parts):
    gone = hidden_parts(dict(enumerate(parts)))

    assert {at for at, count in enumerate(parts) if count < LEAST} <= gone
    rest = sum(parts[at] for at in gone)
    if sum(parts) >= LEAST:
        assert not gone or (len(gone) > 1 and rest >= LEAST)
    else:
        assert gone == set(range(len(parts)))


def test_what_is_missing_from_a_total_goes_with_the_next_smallest_and_nothing_more():
    assert hidden_parts({"a": 40, "b": 3, "c": 9, "d": 12}) == {"b", "c"}
    assert hidden_parts({"a": 40, "b": 3, "c": 4, "d": 12}) == {"b", "c"}
    assert hidden_parts({"a": 40, "b": 1, "c": 2, "d": 12}) == {"b", "c", "d"}
    assert not hidden_parts({"a": 40, "b": 5})


def test_counts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        hidden({"out": Way("a", "b", 7), "back": Way("b", "a", 6)})


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_a_whole_is_said_so_that_it_gives_no_small_part_and_no_small_rest_away(one, other):
    part, whole = min(one, other), max(one, other, LEAST)
    said = roughly(part, whole)

    same = [number for number in range(whole + 1) if roughly(number, whole) == said]
    assert part in same
    assert len(same) >= LEAST or LEAST <= min(same) <= max(same) <= whole - LEAST
    assert (said is Roughly.UNSAID) == (whole < 2 * LEAST)


def left_open(said: int | Roughly, whole: int) -> list[int]:
    """What a part can be for what is said of it alone."""
    return [one for one in range(whole + 1) if said is Roughly.UNSAID or roughly(one, whole) == said]


def others(said: dict, of: dict) -> Iterator[dict]:
    """Every table of parts of which the same is said: its cells, their sums by row and by column, and all."""
    fits = {name: set(left_open(words, of[name])) for name, words in said.items()}
    rows = [
        [(a, b) for a, b in product(fits["cell", i, 0], fits["cell", i, 1]) if a + b in fits["row", i]] for i in (0, 1)
    ]
    for (a, b), (c, d) in product(*rows):
        if a + c in fits["column", 0] and b + d in fits["column", 1] and a + b + c + d in fits["all"]:
            yield {name: way.count for name, way in table([[a, b], [c, d]]).items()}


def assert_left_open(parts: list[list[int]], wholes: list[list[int]]) -> dict:
    """Every small part, and small rest, may as well be none up to four. Gives what is said."""
    ways, of = table(parts), {name: way.count for name, way in table(wholes).items()}
    said = said_of(ways, of, of)
    found = list(others(said, of))
    for name, way in ways.items():
        possible, rests = {one[name] for one in found}, {of[name] - one[name] for one in found}
        assert way.count >= LEAST or possible >= set(range(LEAST)), name
        assert of[name] - way.count >= LEAST or rests >= set(range(LEAST)), name
    return said


def test_of_two_small_parts_nothing_is_said_beside_a_sum_that_makes_each_of_them_four():
    said = assert_left_open([[4, 4], [9, 9]], [[12, 12], [12, 12]])

    assert said["row", 0] == 10
    assert said["cell", 0, 0] is said["cell", 0, 1] is Roughly.UNSAID


WHOLE = st.integers(7, 11)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(WHOLE, st.integers(0, 6), st.booleans()), min_size=4, max_size=4))
def test_small_parts_that_add_up_stay_none_up_to_four(drawn):
    parts = [min(part, whole) if small else whole - min(part, whole) for whole, part, small in drawn]

    assert_left_open([parts[:2], parts[2:]], [[drawn[0][0], drawn[1][0]], [drawn[2][0], drawn[3][0]]])


def test_a_median_is_told_of_five_and_more():
    assert median({3: 2, 9: 2}) is None
    assert median({3: 3, 9: 2}) == 3
    assert median({3: 3, 4: 3}) == 4
