"""Which letters a font has: a PDF that can be read aloud is refused when one is missing, so what is missing is replaced."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

# Stands for a letter that the font does not have.
INSTEAD = "?"
# The kinds of table that say which letters there are (OpenType, "cmap"): one for the first 65,536, one for all.
SHORT, LONG = 4, 12


def drawable(text: str, font: Path) -> str:
    """The text with what `font` cannot draw replaced; letters and their accents are one where they can be."""
    there = known_to(font)
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if one == "\n" or ord(one) in there else _instead(one) for one in composed)


@cache
def known_to(font: Path) -> frozenset[int]:
    """The code points that the font file has a letter for."""
    data = font.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    return frozenset(_of_cmap(data, tables[b"cmap"]))


def _instead(one: str) -> str:
    return " " if one.isspace() else "" if unicodedata.category(one) in {"Cf", "Mn"} else INSTEAD


def _of_cmap(data: bytes, cmap: int) -> set[int]:
    found: set[int] = set()
    for at in range(cmap + 4, cmap + 4 + 8 * struct.unpack_from(">H", data, cmap + 2)[0], 8):
        part = cmap + struct.unpack_from(">I", data, at + 4)[0]
        kind = struct.unpack_from(">H", data, part)[0]
        if kind == LONG:
            found |= _of_groups(data, part)
        elif kind == SHORT:
            found |= _of_segments(data, part)
    return found


def _of_groups(data: bytes, part: int) -> set[int]:
    groups = struct.unpack_from(">I", data, part + 12)[0]
    spans = (struct.unpack_from(">II", data, part + 16 + 12 * group) for group in range(groups))
    return {code for first, last in spans for code in range(first, last + 1)}


def _of_segments(data: bytes, part: int) -> set[int]:
    count = struct.unpack_from(">H", data, part + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", data, part + 14)
    firsts = struct.unpack_from(f">{count}H", data, part + 16 + 2 * count)
    return {code for first, last in zip(firsts, lasts, strict=True) for code in range(first, last + 1) if code < 0xFFFF}
