"""What stands on one parcel: its name over as many lines as it needs, who sit there, what comes, ring and free chairs."""

from leerlandschap.commons.drawing import lettering
from leerlandschap.commons.drawing.shapes import HEIGHTS, PAD, RING, Line, Parcel, Plot, Rect


def lay_out(parcel: Parcel, x: int, y: int, w: int, h: int | None, tone: int) -> Plot:
    """Lay the texts of a parcel out in a box at (x, y); with `h` empty the box is as high as they ask."""
    room = w - 2 * PAD
    has_ring = bool(parcel.phase)
    foot_room = room - (RING + 4 if has_ring else 0)
    foot = _foot(parcel, foot_room)
    foot_height = max(17 * len(foot), RING - 4 if has_ring else 0)
    size, names = _name(parcel.name, room, (h - 30 - foot_height) if h else 90)
    step = round(size * 1.2)
    h = h or 30 + step * len(names) + foot_height + (HEIGHTS[parcel.size] - HEIGHTS["small"]) // 2
    lines = [
        Line(x + PAD, y + 10 + round(size * 0.95) + step * at, text, "name", size) for at, text in enumerate(names)
    ]
    base = y + h - 14 - 17 * (len(foot) - 1)
    lines += [Line(x + PAD, base + 17 * at, text, role, 13.5) for at, (role, text) in enumerate(foot)]
    rect = Rect(x, y, w, h)
    ring = (rect.right - RING - 8, rect.bottom - RING - 8) if has_ring else None
    return Plot(parcel, rect, lines, tone, parcel.slot % 2 == 1, ring, _chairs(parcel, lines, x + PAD + foot_room))


def _name(name: str, room: int, height: int) -> tuple[float, list[str]]:
    """The largest size at which the whole name stands in `room` by `height`, and its lines."""
    for size in (17, 16, 15, 14, 13):
        lines = lettering.wrap(name, size, room, most=99)
        if len(lines) * round(size * 1.2) <= height and not _is_cut(name, lines):
            return size, lines
    return 13, lettering.wrap(name, 13, room, most=max(height // 16, 1))


def _is_cut(name: str, lines: list[str]) -> bool:
    return " ".join(lines) != " ".join(name.split())


def _foot(parcel: Parcel, room: int) -> list[tuple[str, str]]:
    """The lines at the foot of a parcel as (role, text): its state or who sit there, and what comes."""
    first = [("state", parcel.state_text)] if parcel.state_text else []
    first += [("meta", parcel.table_text)] if parcel.table_text and not first else []
    texts = [(role, lettering.shorten(text, 13.5, room)) for role, text in first]
    return texts + [("next", text) for text in lettering.wrap(parcel.next_text, 13.5, room, most=2)]


def label(text: str, x: int, y: int, room: int) -> Line:
    """The name of a block at the top left of its land, with the right end free for a bridge."""
    return Line(x + 4, y + 18, lettering.shorten(text, 13, room - 40), "label", 13)


def _chairs(parcel: Parcel, lines: list[Line], right: int) -> list[tuple[int, int]]:
    """Centres of the free chairs, drawn behind the number in words where there is room; at most four."""
    count = min(parcel.free, 4)
    meta = next((line for line in lines if line.role == "meta"), None)
    if not meta or not count:
        return []
    start = meta.x + lettering.width(meta.text, meta.size, bold=False) + 10
    if start + count * 13 > right:
        return []
    return [(right - 6 - 13 * at, meta.y - 5) for at in reversed(range(count))]
