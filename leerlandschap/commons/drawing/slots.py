"""Where a table stands: a cell of the polder, counted row by row, that it keeps as long as it is there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from leerlandschap.commons.drawing.shapes import COLUMNS, Parcel


def next_slot(taken: Mapping[int, str], block_key: str) -> int:
    """The cell for a new parcel of `block_key`, given who stands where (slot → block): beside its own, or the first free."""
    own = [slot for slot, block in taken.items() if block == block_key]
    beside = [slot for cell in own for slot in _neighbours(cell) if slot not in taken]
    return min(beside) if beside else next(slot for slot in range(len(taken) + 1) if slot not in taken)


def settle(parcels: Iterable[Parcel]) -> list[Parcel]:
    """The parcels with a slot of their own each: who has none, or one that is taken, gets the next free one."""
    parcels, settled = list(parcels), []
    for outside in (False, True):
        group = sorted((p for p in parcels if p.outside == outside), key=lambda p: (p.slot < 0, p.slot, p.key))
        taken: dict[int, str] = {}
        for parcel in group:
            if parcel.slot in taken or parcel.slot < 0:
                slot = next_slot(taken, parcel.block_key) if not outside else max(taken, default=-1) + 1
                parcel = replace(parcel, slot=slot)
            taken[parcel.slot] = parcel.block_key
            settled.append(parcel)
    return settled


def _neighbours(slot: int) -> list[int]:
    row, column = divmod(slot, COLUMNS)
    sides = [(row, column + 1), (row + 1, column), (row, column - 1), (row - 1, column)]
    return [r * COLUMNS + c for r, c in sides if r >= 0 and 0 <= c < COLUMNS]
