"""The year wheel holds at twelve moments and at six hundred: nothing overlaps, nothing sticks out, nothing ever moves."""

import math
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from leerlandschap.commons.drawing import lettering, wheel
from leerlandschap.commons.drawing.wheel import Ladder, Mark, Wheel, Year
from leerlandschap.commons.moments import LANES
from tests.commons.test_drawing import long_name

SIZES = [12, 60, 300, 600]
LETTERS = [letter for _name, letter in LANES.values()]


def make_year(count: int, *, number: int = 2027, seed: int = 5, **fields) -> Year:
    """A year with `count` moments, most of them meetings on working days, some of weeks, with names of sixty characters."""
    chance, marks = random.Random(seed), []
    for _at in range(count):
        lane = chance.choice([0, 0, 0, 1, 1, 2, 3, 4, 5, 6])
        first = date(number, 1, 1) + timedelta(days=chance.randrange(365))
        last = first + timedelta(days=chance.randrange(30, 60)) if lane > 1 and chance.random() < 0.2 else first
        marks.append(Mark(lane, first, last, long_name(chance)))
    summer = (date(number, 7, 10), date(number, 8, 22), "Zomervakantie")
    christmas = (date(number, 12, 18), date(number + 1, 1, 2), "Kerstvakantie")
    standard = {
        "shaded": [summer, christmas],
        "today": date(number, 11, 22),
        "coming": f"7 december: {long_name(chance)}",
    }
    return Year(number, marks, LETTERS, **standard | fields)


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a piece of a ring: where its lines and arcs end."""
    found = re.findall(r"(?:M|L|A[\d.]+ [\d.]+ 0 [01] [01] )([-\d.]+) ([-\d.]+)", path)
    return [(float(x), float(y)) for x, y in found]


def box(text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text around its middle, as wide as the widest font makes it."""
    half = lettering.width(text.text, text.size, bold=text.role not in {"next", "total"}) / 2
    return text.x - half, text.y - text.size * 0.8, text.x + half, text.y + text.size * 0.25


def apart(one, other) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def parcels(drawing):
    return [parcel for month in drawing.months for parcel in month.parcels]


def texts(drawing) -> list:
    return [month.label for month in drawing.months] + drawing.lanes + drawing.middle


@pytest.mark.parametrize("count", SIZES)
def test_no_two_texts_run_into_each_other_or_leave_the_drawing(count):
    for drawing in wheel.draw(make_year(count)):
        boxes = [box(text) for text in texts(drawing)]
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        assert all(left >= 0 and top >= 0 and right <= drawing.width and bottom <= drawing.height
                   for left, top, right, bottom in boxes)  # fmt: skip


@pytest.mark.parametrize("count", SIZES)
def test_every_parcel_lies_in_its_own_week_and_lane_so_none_overlaps_another(count):
    year = make_year(count)
    drawn, found = Wheel(year), set()
    for parcel in parcels(drawn.drawn()):
        low, high = drawn.radii(parcel.lane)
        around = [(x - drawn.centre, y - drawn.centre) for x, y in points(parcel.path)]
        assert len(around) == 4
        assert all(low - 0.2 <= math.hypot(x, y) <= high + 0.2 for x, y in around)
        angles = [math.atan2(x, -y) % (2 * math.pi) for x, y in around]
        week = (sum(angles) / 4 - drawn.OPENING / 2) / (2 * math.pi - drawn.OPENING) * year.days // 7
        week = min(int(week), wheel.WEEKS - 1)
        assert drawn.angle(week * 7) <= min(angles)
        assert max(angles) <= drawn.angle(year.days if week == wheel.WEEKS - 1 else week * 7 + 7)
        assert (parcel.lane, week) not in found
        found.add((parcel.lane, week))
    assert len(found) >= min(count, 12) - 3


@pytest.mark.parametrize("count", SIZES)
def test_the_number_in_a_parcel_fits_in_it(count):
    drawn = Wheel(make_year(count))
    for parcel in parcels(drawn.drawn()):
        low, _high = drawn.radii(parcel.lane)
        room = (drawn.angle(7) - drawn.angle(0)) * low
        assert lettering.width(parcel.text, parcel.size) <= room
        assert bool(parcel.text) == (parcel.count > 1) or parcel.count > 9
    ladder = Ladder(make_year(count))
    assert all(lettering.width(one.text, one.size) <= ladder.column - 6 for one in parcels(ladder.drawn()))


@pytest.mark.parametrize("count", SIZES)
def test_the_ladder_has_a_field_for_each_month_and_lane_and_nothing_sticks_out(count):
    drawing = Ladder(make_year(count)).drawn()
    fields = [numbers(parcel.path) for parcel in parcels(drawing)]

    assert all(0 <= one[0] < one[2] <= drawing.width and 0 <= one[1] < one[3] <= drawing.height for one in fields)
    assert len({(one[0], one[1]) for one in fields}) == len(fields)


@pytest.mark.parametrize("count", SIZES)
def test_what_is_added_changes_its_own_week_and_nothing_else(count):
    year = make_year(count)
    added = replace(year, marks=[*year.marks, Mark(0, date(2027, 5, 11), date(2027, 5, 11), "Nieuw")])

    for before, after in zip(wheel.draw(year), wheel.draw(added), strict=True):
        old = {(one.lane, one.path): (one.count, one.words) for one in parcels(before)}
        new = {(one.lane, one.path): (one.count, one.words) for one in parcels(after)}
        changed = {key for key in new if old.get(key) != new[key]}
        assert len(changed) == 1
        assert set(old) <= set(new)
        assert "Nieuw" in new[changed.pop()][1] or count > 12


def test_a_period_lies_in_every_week_it_touches_and_a_day_in_one():
    marks = [
        Mark(2, date(2027, 1, 1), date(2027, 1, 31), "Ronde"),
        Mark(0, date(2027, 12, 31), date(2027, 12, 31), "Eind"),
    ]
    ring = Wheel(make_year(0, today=date(2027, 3, 1))).year
    drawing = Wheel(replace(ring, marks=marks)).drawn()

    assert len([one for one in parcels(drawing) if one.lane == 2]) == 5
    assert [one.words for one in drawing.months[11].parcels] == ["Vanaf 24 december: Eind"]
    assert [month.words for month in drawing.months[:2]] == ["januari: 1 moment", "februari: geen momenten"]


def test_a_leap_year_has_its_last_day_too():
    year = replace(make_year(0, number=2028), marks=[Mark(0, date(2028, 12, 31), date(2028, 12, 31), "Oud en nieuw")])

    for drawing in wheel.draw(year):
        assert sum(one.count for one in parcels(drawing)) == 1


def test_the_needle_points_at_today_and_only_in_its_own_year():
    ring, ladder = wheel.draw(make_year(12, today=date(2027, 7, 2)))
    x, y = float(ring.needle[2]), float(ring.needle[3])
    assert abs(x - ring.width / 2) < 5
    assert y > ring.height / 2
    assert float(ladder.needle[1]) == pytest.approx(30 + 6 * 42 + 42 / 31, abs=0.1)
    assert [month.number for month in ring.months if month.present] == [7]

    for drawing in wheel.draw(make_year(12, today=date(2028, 7, 2))):
        assert drawing.needle is None
        assert not any(month.present for month in drawing.months)


def test_a_holiday_is_shaded_where_it_falls_and_cut_off_at_the_end_of_the_year():
    ring, ladder = wheel.draw(make_year(0))

    assert [name for _path, name in ring.shades] == ["Zomervakantie", "Kerstvakantie"]
    assert [name for _path, name in ladder.shades] == ["Zomervakantie", "Zomervakantie", "Kerstvakantie"]
    assert max(numbers(ladder.shades[-1][0])) <= 30 + 12 * 42
