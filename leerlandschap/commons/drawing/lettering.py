"""How wide a text can become, and how it breaks over lines, for what the server draws before a browser has measured it.

The widths are those of DejaVu Sans Bold, the widest face our font stack can fall back to: in every other face the text is
narrower, so what fits here fits everywhere.
"""

# Advance widths in hundredths of the font size.
_BOLD = {
    31: "'", 34: "ijlïîíì", 35: " \u00a0", 37: "/IJ\\|Ï", 38: ",.·’‘", 40: ":;", 42: "-", 44: "f", 46: "!()[]", 48: "t", 49: "r",
    50: "_`–", 52: '"*', 58: "?z", 59: "cç", 60: "s", 64: "L", 65: "vxyÿ", 66: "“”", 67: "akáàäâ", 68: "EFTeéëèêÉËÈ",
    69: "oöóòô", 70: "$0123456789€", 71: "hnuüúùû{}ñ", 72: "SYbdgpq", 73: "CPZ", 76: "B", 77: "AKRVXÄ", 81: "UÜ", 82: "G",
    83: "D", 84: "#+<=>HN^~", 85: "OQÖ", 87: "&", 92: "w", 100: "%@M—…", 104: "m", 110: "W",
}  # fmt: skip
WIDTHS = {character: width / 100 for width, characters in _BOLD.items() for character in characters}
WIDEST = 1.1
# Regular weight is at least this much narrower in every face; the margin is for hinting and rounding.
REGULAR, MARGIN = 0.94, 1.02


def width(text: str, size: float, *, bold: bool = True) -> float:
    """The most room `text` can take at font size `size`, in the same unit."""
    return sum(WIDTHS.get(character, WIDEST) for character in text) * size * MARGIN * (1 if bold else REGULAR)


def shorten(text: str, size: float, room: float, *, bold: bool = True) -> str:
    """`text`, or as much of it as fits in `room`, with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def wrap(text: str, size: float, room: float, *, most: int, bold: bool = True) -> list[str]:
    """`text` over at most `most` lines that each fit in `room`; a word too long for a line is cut with a hyphen."""
    lines: list[str] = []
    for word in _words(text, size, room, bold):
        if lines and width(f"{lines[-1]} {word}", size, bold=bold) <= room and not lines[-1].endswith("-\u200b"):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    lines = [line.replace("\u200b", "") for line in lines]
    if len(lines) > most:
        lines[most - 1 :] = [shorten(" ".join(lines[most - 1 :]) + "…", size, room, bold=bold)]
    return lines


def _words(text: str, size: float, room: float, bold: bool):
    """The words of `text`; a word wider than `room` comes in pieces that end in a hyphen (marked, so nothing joins them)."""
    for word in text.split():
        while width(word, size, bold=bold) > room:
            cut = next((at for at in range(len(word) - 1, 1, -1) if width(f"{word[:at]}-", size, bold=bold) <= room), 1)
            yield f"{word[:cut]}-\u200b"
            word = word[cut:]
        yield word
