"""The map of the landscape: each table a parcel of a polder, each theme a block of land, canals in between.

A place never moves: it follows from the parcel's stored slot alone, so that a table that is added, closed or grows leaves
every other where it was. Slots are the cells of the polder, row by row; `next_slot` gives a new table the first free cell
next to its own theme, or else the first free cell. Texts are broken over lines by widths that hold in every font.
"""

from collections.abc import Iterable

from leerlandschap.commons.drawing.narrow import Narrow
from leerlandschap.commons.drawing.shapes import COLUMNS, HEIGHTS, Bridge, Landscape, Parcel
from leerlandschap.commons.drawing.slots import next_slot, settle
from leerlandschap.commons.drawing.wide import Wide

__all__ = ["COLUMNS", "HEIGHTS", "Bridge", "Landscape", "Parcel", "draw", "next_slot", "settle"]

TONES = 6
OUTSIDE = "Buiten de dijk"


def draw(parcels: Iterable[Parcel], bridges: Iterable[Bridge] = ()) -> Landscape:
    """The landscape of `parcels`; a bridge to a parcel that is not there is left out."""
    placed = sorted(settle(parcels), key=lambda parcel: (parcel.outside, parcel.slot))
    names = {parcel.key: parcel.name for parcel in placed}
    known = [bridge for bridge in bridges if bridge.from_key in names and bridge.to_key in names]
    tones = _tones(placed)
    return Landscape(
        wide=Wide(placed, tones).drawn(known),
        narrow=Narrow(placed, tones).drawn(known),
        blocks=_as_list(placed, known, names),
    )


def _tones(parcels: list[Parcel]) -> dict[str, int]:
    """A colour of land for each block, in the order in which the blocks were reclaimed."""
    blocks = dict.fromkeys(parcel.block_key for parcel in parcels if not parcel.outside)
    return {block: at % TONES + 1 for at, block in enumerate(blocks)}


def _as_list(parcels, bridges, names):
    joined: dict[str, list[str]] = {}
    for bridge in bridges:
        joined.setdefault(bridge.from_key, []).append(f"{bridge.words} {names[bridge.to_key]}")
        joined.setdefault(bridge.to_key, []).append(f"{bridge.back} {names[bridge.from_key]}")
    blocks: dict[str, list] = {}
    for parcel in parcels:
        if parcel.dimmed:
            continue
        block = OUTSIDE if parcel.outside else parcel.block
        blocks.setdefault(block, []).append((parcel, joined.get(parcel.key, [])))
    return list(blocks.items())
