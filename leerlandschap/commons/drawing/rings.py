"""Geometry of the phase ring: four quarters from twelve o'clock on, in the order of a learning track."""

import math
from functools import cache

PHASES = ("connect", "decide", "act", "reflect")
PHASE_NAMES = {"connect": "verbinden", "decide": "beslissen", "act": "doen", "reflect": "reflecteren"}
PHASE_LETTERS = {"connect": "V", "decide": "B", "act": "D", "reflect": "R"}
CORNERS = ((1, -1), (1, 1), (-1, 1), (-1, -1))


def number(value: float) -> str:
    """`value` as it stands in an SVG attribute: at most one decimal, never with a comma."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@cache
def arc(index: int, *, centre: float, radius: float, gap: float) -> str:
    """The path of quarter `index` (0 = twelve to three o'clock), shortened by `gap` units at both ends."""
    inset = gap / radius
    start, end = index * math.pi / 2 + inset, (index + 1) * math.pi / 2 - inset
    (x1, y1), (x2, y2) = (on_circle(centre, radius, angle) for angle in (start, end))
    return f"M{number(x1)} {number(y1)}A{number(radius)} {number(radius)} 0 0 1 {number(x2)} {number(y2)}"


def corner(index: int, *, centre: float, distance: float) -> tuple[float, float]:
    """The point at `distance` from the centre, along both axes, in the corner of quarter `index`."""
    across, down = CORNERS[index]
    return centre + across * distance, centre + down * distance


def on_circle(centre: float, radius: float, angle: float) -> tuple[float, float]:
    """The point on a circle at `angle` (radians, clockwise from twelve o'clock)."""
    return centre + radius * math.sin(angle), centre - radius * math.cos(angle)


def title(phase: str, round_number: int) -> str:
    """What a ring says to who cannot see it."""
    if phase not in PHASES:
        return "Nog geen fase"
    name = f"Fase {PHASE_NAMES[phase]}"
    return f"{name}, ronde {round_number}" if round_number else name
