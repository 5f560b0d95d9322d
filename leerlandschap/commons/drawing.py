"""Geometry of what the portal draws: the phase ring, and the map that lays tables out as parcels of a polder."""

import math
from functools import cache

# In the order of a learning track; each quarter of the ring begins where the one before ends, from twelve o'clock on.
PHASES = ("connect", "decide", "act", "reflect")
PHASE_NAMES = {"connect": "verbinden", "decide": "beslissen", "act": "doen", "reflect": "reflecteren"}
PHASE_LETTERS = {"connect": "V", "decide": "B", "act": "D", "reflect": "R"}


def number(value: float) -> str:
    """`value` as it stands in an SVG attribute: at most one decimal, never with a comma."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@cache
def arc(index: int, *, centre: float, radius: float, gap: float) -> str:
    """The path of quarter `index` (0 = twelve to three o'clock) of a ring, shortened by `gap` units at both ends."""
    inset = gap / radius
    start, end = index * math.pi / 2 + inset, (index + 1) * math.pi / 2 - inset
    (x1, y1), (x2, y2) = (_on_circle(centre, radius, angle) for angle in (start, end))
    return f"M{number(x1)} {number(y1)}A{number(radius)} {number(radius)} 0 0 1 {number(x2)} {number(y2)}"


def corner(index: int, *, centre: float, distance: float) -> tuple[str, str]:
    """The point at `distance` from the centre, along both axes, in the corner of quarter `index`."""
    across, down = ((1, -1), (1, 1), (-1, 1), (-1, -1))[index]
    return number(centre + across * distance), number(centre + down * distance)


def _on_circle(centre: float, radius: float, angle: float) -> tuple[float, float]:
    return centre + radius * math.sin(angle), centre - radius * math.cos(angle)
