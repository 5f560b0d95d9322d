"""The map holds at one table and at two hundred: nothing overlaps, nothing sticks out, and no table ever moves."""

import random
from dataclasses import replace

import pytest

from leerlandschap.commons.drawing import COLUMNS, HEIGHTS, Bridge, Parcel, draw, lettering, next_slot

LONG_WORDS = """
samenwerkingsafspraken jeugdbescherming contractvoortgangsgesprekken crisis in gezinnen op tijd ontwikkelopgaven de en
wachttijden thuis overdracht verblijf jeugdgezondheidszorgorganisaties leren van elkaar WMO GGZ MMMM
""".split()  # noqa: SIM905
SIZES = [1, 6, 40, 200]


def long_name(chance: random.Random) -> str:
    """A Dutch name of sixty characters, with words as long as they come."""
    name = chance.choice(LONG_WORDS).capitalize()
    while len(name) < 60:
        name += " " + chance.choice(LONG_WORDS)
    return name[:60]


def make_parcels(count: int, *, outside: int = 4, seed: int = 7) -> list[Parcel]:
    """`count` tables in `count // 4` themes, each with everything a parcel can carry, placed as they would be over time."""
    chance, taken, parcels = random.Random(seed), {}, []
    for at in range(count):
        block = f"thema-{chance.randrange(count // 4 + 1)}"
        slot = next_slot(taken, block)
        taken[slot] = block
        parcels.append(
            Parcel(
                f"p{at}", long_name(chance), f"/t/{at}/", f"Thema {long_name(chance)}"[:60], block,
                chance.choice(list(HEIGHTS)), slot, chance.choice(["connect", "decide", "act", "reflect", None]),
                chance.randrange(1, 14), chance.choice(["", "", "wordt ingericht"]),
                "wo 23 september 2027, Gemeentehuis Noordoostpolder", chance.randrange(40), chance.randrange(12),
            )
        )  # fmt: skip
    parcels += [
        Parcel(f"o{at}", long_name(chance), f"/o/{at}/", slot=at, next_text="Hogeschool van het Land", outside=True)
        for at in range(outside)
    ]
    return parcels


def make_bridges(parcels: list[Parcel], seed: int = 3) -> list[Bridge]:
    chance = random.Random(seed)
    if len(parcels) < 2:
        return []
    pairs = [chance.sample([parcel.key for parcel in parcels], 2) for _ in range(len(parcels) // 2)]
    return [Bridge(one, other) for one, other in pairs] + [Bridge(parcels[0].key, parcels[1].key)]


def maps(count: int):
    parcels = make_parcels(count)
    landscape = draw(parcels, make_bridges(parcels))
    return [landscape.wide, landscape.narrow]


def overlaps(one, other) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def box_of(line):
    """Left, top, right and bottom of a line of text, as wide as the widest font makes it."""
    wide = lettering.width(line.text, line.size, bold=line.role != "meta")
    return line.x, line.y - line.size * 0.95, line.x + wide, line.y + line.size * 0.25


def places(landscape):
    return {plot.parcel.key: plot.rect for plot in landscape.wide.plots}


@pytest.mark.parametrize("count", SIZES)
def test_no_parcel_overlaps_another_or_leaves_the_map(count):
    for drawn in maps(count):
        rects = [plot.rect for plot in drawn.plots]
        assert len(rects) == count + 4
        assert not [(a, b) for at, a in enumerate(rects) for b in rects[at + 1 :] if overlaps(a, b)]
        assert all(r.x > 0 and r.right < drawn.width and r.y > 0 and r.bottom < drawn.height for r in rects)


@pytest.mark.parametrize("count", SIZES)
def test_no_text_leaves_its_parcel_or_runs_into_the_ring(count):
    for drawn in maps(count):
        for plot in drawn.plots:
            for line in plot.lines:
                left, top, right, bottom = box_of(line)
                assert plot.rect.x < left < right < plot.rect.right, line
                assert plot.rect.y < top < bottom < plot.rect.bottom, line
                if plot.ring:
                    assert right <= plot.ring[0] + 4 or bottom <= plot.ring[1] + 4, line


@pytest.mark.parametrize("count", SIZES)
def test_no_two_lines_of_a_parcel_run_into_each_other(count):
    for drawn in maps(count):
        for plot in drawn.plots:
            lines = sorted(plot.lines, key=lambda line: line.y)
            for one, other in zip(lines, lines[1:], strict=False):
                assert other.y - other.size * 0.8 >= one.y + one.size * 0.1, (one, other)


@pytest.mark.parametrize("count", SIZES)
def test_ring_and_chairs_stay_inside_and_apart_from_the_words(count):
    for drawn in maps(count):
        for plot in drawn.plots:
            if plot.ring:
                assert plot.ring[0] + 50 <= plot.rect.right
                assert plot.ring[1] + 50 <= plot.rect.bottom
            meta = next((line for line in plot.lines if line.role == "meta"), None)
            for x, _ in plot.chairs:
                assert box_of(meta)[2] <= x - 5
                assert x + 5 < (plot.ring[0] if plot.ring else plot.rect.right)


@pytest.mark.parametrize("count", SIZES)
def test_the_name_of_a_block_stands_on_its_land_and_on_no_parcel(count):
    for drawn in maps(count):
        for label in drawn.labels:
            left, top, right, bottom = box_of(label)
            assert right < drawn.width
            for plot in drawn.plots:
                rect = plot.rect
                assert right <= rect.x or left >= rect.right or bottom <= rect.y or top >= rect.bottom, label


@pytest.mark.parametrize("count", SIZES)
def test_bridges_cross_water_and_land_but_no_other_parcel(count):
    for drawn in maps(count):
        for way in drawn.ways:
            for (x1, y1), (x2, y2) in zip(way.points, way.points[1:], strict=False):
                assert x1 == x2 or y1 == y2
                for plot in drawn.plots:
                    rect = plot.rect
                    inside_across = max(x1, x2) > rect.x and min(x1, x2) < rect.right
                    inside_down = max(y1, y2) > rect.y and min(y1, y2) < rect.bottom
                    assert not (inside_across and inside_down), (way, plot.parcel.key)


@pytest.mark.parametrize("count", SIZES)
def test_bridges_begin_and_end_at_the_parcels_they_join(count):
    for drawn in maps(count):
        rects = {plot.parcel.key: plot.rect for plot in drawn.plots}
        for way in drawn.ways:
            ends = [
                key
                for x, y in (way.points[0], way.points[-1])
                for key in way.keys
                if rects[key].x <= x <= rects[key].right and rects[key].y <= y <= rects[key].bottom
            ]
            assert sorted(ends) == sorted(way.keys)


@pytest.mark.parametrize("count", [1, 6, 40])
def test_every_table_keeps_its_place_when_one_is_added(count):
    parcels = make_parcels(count)
    before = places(draw(parcels))
    taken = {parcel.slot: parcel.block_key for parcel in parcels if not parcel.outside}
    for block in ("thema-0", "een nieuw thema"):
        new = replace(parcels[0], key="nieuw", block_key=block, block=block, slot=next_slot(taken, block))
        after = places(draw([new, *parcels]))
        assert {key: after[key] for key in before} == before


def test_every_table_keeps_its_place_when_one_closes_or_a_consultation_is_added():
    parcels = make_parcels(40)
    before = places(draw(parcels))
    fewer = places(draw(parcels[:7] + parcels[8:]))
    assert all(before[key] == rect for key, rect in fewer.items())
    more = places(draw([*parcels, Parcel("o9", "Experttafel", "/", slot=4, outside=True)]))
    assert all(more[key] == rect for key, rect in before.items())


def test_a_row_where_nobody_stands_any_more_is_not_drawn():
    parcels = [Parcel(str(slot), "Tafel", "/", "Crisis", "crisis", slot=slot) for slot in (0, 3, 300)]
    wide = draw(parcels).wide
    tops = [plot.rect.y for plot in wide.plots]
    assert tops[2] - tops[1] == tops[1] - tops[0]
    assert wide.height < 3 * 300


def test_a_table_that_grows_moves_nobody():
    parcels = make_parcels(40)
    parcels[5] = replace(parcels[5], size="small")
    before = places(draw(parcels))
    parcels[5] = replace(parcels[5], size="large")
    after = places(draw(parcels))
    assert [key for key in before if before[key] != after[key]] == ["p5"]
    assert (after["p5"].x, after["p5"].y) == (before["p5"].x, before["p5"].y)
    assert after["p5"].h > before["p5"].h


def test_on_a_telephone_the_order_holds_when_a_table_is_added():
    parcels = make_parcels(40)
    taken = {parcel.slot: parcel.block_key for parcel in parcels if not parcel.outside}
    new = replace(parcels[0], key="nieuw", slot=next_slot(taken, parcels[0].block_key))
    before = [plot.parcel.key for plot in draw(parcels).narrow.plots]
    after = [plot.parcel.key for plot in draw([*parcels, new]).narrow.plots]
    assert [key for key in after if key != "nieuw"] == before


def test_a_new_table_comes_beside_its_own_theme():
    assert next_slot({}, "crisis") == 0
    assert next_slot({0: "crisis"}, "crisis") == 1
    assert next_slot({0: "crisis", 1: "logeren"}, "crisis") == COLUMNS
    assert next_slot({0: "crisis", 1: "logeren"}, "kdc") == 2
    assert next_slot({0: "crisis", 2: "kdc"}, "logeren") == 1


def test_two_tables_with_one_slot_or_none_still_get_a_place_each():
    twins = [
        Parcel(key, "Tafel", "/", "Crisis", "crisis", slot=slot)
        for key, slot in (("a", 0), ("b", 0), ("c", -1), ("d", 10**9))
    ]
    assert len(set(places(draw(twins)).values())) == 4


def test_who_has_no_slot_takes_nobodys_place():
    settled = Parcel("z", "Tafel", "/", "Wonen", "zzz", slot=0)
    newcomer = Parcel("a", "Tafel", "/", "Crisis", "aaa", slot=-1)
    assert places(draw([newcomer, settled]))["z"] == places(draw([settled]))["z"]


def test_the_tables_of_one_theme_share_their_land_and_their_colour():
    parcels = [Parcel(str(slot), "Tafel", "/", "Crisis", "crisis", slot=slot) for slot in (0, 1)]
    parcels.append(Parcel("ander", "Tafel", "/", "KDC", "kdc", slot=2))
    wide = draw(parcels).wide
    assert [plot.tone for plot in wide.plots] == [1, 1, 2]
    assert [label.text for label in wide.labels] == ["Crisis", "KDC"]
    assert len(wide.ditches) == 1


def test_a_bridge_to_a_table_that_is_not_there_is_left_out():
    assert draw([Parcel("a", "Tafel", "/", slot=0)], [Bridge("a", "weg")]).wide.ways == []


def test_the_list_says_what_the_map_says():
    parcels = [
        Parcel("a", "Crisis", "/a/", "Crisis", "crisis", slot=0, phase="act", round=3, people=14, free=2),
        Parcel("b", "Logeren", "/b/", "Logeren", "logeren", slot=1, state_text="wordt ingericht"),
        Parcel("c", "Experttafel", "/c/", slot=0, outside=True),
    ]
    landscape = draw(parcels, [Bridge("a", "b")])
    assert [(block, [parcel.name for parcel, _ in rows]) for block, rows in landscape.blocks] == [
        ("Crisis", ["Crisis"]), ("Logeren", ["Logeren"]), ("Buiten de dijk", ["Experttafel"]),
    ]  # fmt: skip
    assert landscape.blocks[0][1][0][1] == ["voedt Logeren"]
    assert landscape.blocks[1][1][0][1] == ["wordt gevoed door Crisis"]
    assert parcels[0].title == "Crisis. Fase doen, ronde 3. 14 aan tafel · 2 vrij"


def test_what_feeds_points_to_what_is_fed_wherever_the_two_lie():
    parcels = [Parcel(str(slot), "Tafel", "/", "Crisis", "crisis", slot=slot) for slot in (0, 1, 5)]
    for one, other in (("0", "1"), ("1", "0"), ("0", "5"), ("5", "0")):
        landscape = draw(parcels, [Bridge(one, other)])
        for drawn in (landscape.wide, landscape.narrow):
            rect = next(plot.rect for plot in drawn.plots if plot.parcel.key == other)
            x, y = drawn.ways[0].points[-1]
            assert rect.x <= x <= rect.right
            assert rect.y <= y <= rect.bottom
            assert drawn.ways[0].arrow.startswith(f"{x},{y} ")


def test_what_is_dimmed_keeps_its_place_on_the_map_and_leaves_the_list():
    parcels = [Parcel(str(slot), f"Tafel {slot}", "/", "Crisis", "crisis", slot=slot) for slot in (0, 1)]
    dimmed = [parcels[0], replace(parcels[1], dimmed=True)]

    assert places(draw(dimmed)) == places(draw(parcels))
    assert [parcel.key for _block, rows in draw(dimmed).blocks for parcel, _joined in rows] == ["0"]


def test_the_list_says_whether_it_still_fits_beside_the_map_on_paper():
    assert [draw(make_parcels(count)).size for count in (0, 12, 13, 28, 29)] == ["few", "few", "many", "many", "more"]


def test_an_empty_landscape_is_drawn_as_well():
    landscape = draw([])
    assert landscape.wide.plots == []
    assert landscape.narrow.plots == []
    assert landscape.wide.height > 0


def test_a_name_of_sixty_characters_stands_on_the_map_in_full():
    name = "Samenwerken aan passende jeugdhulp dichtbij in heel Flevo-02"
    assert len(name) == 60
    for drawn in (
        draw([Parcel("a", name, "/", slot=0, phase="act", round=1, next_text="di 12 januari, Lelystad")]).wide,
    ):
        assert " ".join(line.text for line in drawn.plots[0].lines if line.role == "name") == name


def test_a_word_that_is_too_long_is_cut_with_a_hyphen():
    lines = lettering.wrap("jeugdgezondheidszorgorganisaties", 16, 120, most=9)
    assert "".join(line.rstrip("-") for line in lines) == "jeugdgezondheidszorgorganisaties"
    assert all(lettering.width(line, 16) <= 120 for line in lines)


def test_a_text_that_does_not_fit_says_so():
    assert lettering.shorten("di 12 januari", 14, 60).endswith("…")
    lines = lettering.wrap("een twee drie vier vijf zes zeven", 16, 80, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(lettering.width(line, 16) <= 80 for line in lines)


# Measured in Chromium in DejaVu Sans at 100 px: (text, bold, regular).
MEASURED = [
    ("Crisis: knelpunten en samenwerking", 2058, 1822),
    ("di 12 januari 2027, Lelystad", 1573, 1396),
    ("14 aan tafel · 3 vrij", 1071, 948),
    ("Jeugdgezondheidszorg & WMO (2027)", 2137, 1901),
]


@pytest.mark.parametrize(("text", "bold", "regular"), MEASURED)
def test_the_ruler_gives_at_least_what_a_browser_measures_and_not_much_more(text, bold, regular):
    assert bold <= lettering.width(text, 100) <= bold * 1.06
    assert regular <= lettering.width(text, 100, bold=False) <= regular * 1.12
