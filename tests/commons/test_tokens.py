"""The design tokens keep the contrast that the law asks, by day and by night, and no colour lives elsewhere."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
TOKEN = re.compile(r"--portaal-(color-[\w-]+):\s*([^;]+);")

GROUNDS = ("paper", "surface", "sunken")
LANDS = tuple(f"{kind}-{number}" for kind in ("land", "furrow") for number in range(1, 7))
OUTSIDE = ("map-outside", "map-outside-hatch")
STRONG = ("water", "green", "clay", "tulip", "heather", "wheat")
PHASES = ("phase-connect", "phase-decide", "phase-act", "phase-reflect")
PERSPECTIVES = tuple(
    f"perspective-{kind}"
    for kind in ("municipality", "provider", "referrer", "certified", "knowledge", "region", "other")
)

# What is read: 4.5 : 1 (WCAG 1.4.3).
TEXT = [
    *((text, ground) for text in ("ink", "ink-soft", "water", "water-strong", "danger") for ground in GROUNDS),
    *(("ink", f"{colour}-tint") for colour in STRONG),
    *((colour, f"{colour}-tint") for colour in STRONG),
    *((colour, ground) for colour in ("green", "clay", "heather", "tulip", "wheat", "slate") for ground in GROUNDS[:2]),
    ("slate", "sunken"),
    ("danger", "danger-tint"),
    ("ink", "danger-tint"),
    *(("on-strong", colour) for colour in (*STRONG, "slate", "danger", "water-strong", *PHASES, *PERSPECTIVES)),
    *(("ink", land) for land in (*LANDS, *OUTSIDE)),
    ("clay", "surface"),
    ("map-label", "map-sea"),
    ("map-label", "map-canal"),
    ("map-label", "map-wave"),
    *(("map-label", f"land-{number}") for number in range(1, 7)),
]
# What must be told apart to understand or operate the page: 3 : 1 (WCAG 1.4.11).
GRAPHIC = [
    *(("control", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in (*GROUNDS, "map-sea", "map-canal", *(f"land-{n}" for n in range(1, 7)))),
    *((phase, ground) for phase in (*PHASES, "phase-ahead") for ground in GROUNDS[:2]),
    *((perspective, ground) for perspective in PERSPECTIVES for ground in GROUNDS[:2]),
    ("map-dike-edge", "map-sea"),
    ("map-dike-edge", "map-canal"),
    ("map-bridge", "map-canal"),
    ("map-bridge", "map-deck"),
    *(("map-bridge", f"land-{number}") for number in range(1, 7)),
    ("map-outside-edge", "map-outside"),
    ("map-outside-edge", "map-sea"),
]
# On the deep water at the foot of the page the night palette holds, also by day.
ON_DEEP = [("ink", "deep"), ("ink-soft", "deep"), ("water", "deep"), ("ink", "deep-wave"), ("water", "deep-wave")]
# Carries no meaning of its own: what it parts is told apart by space, text or another line as well.
DECORATION = {
    **{f"strip-{colour}": "the strips of land under the header" for colour in STRONG},
    "qr-ground": "the white that a QR code stands on, also by night",
    "line": "a divider between things that space already parts",
    "map-dike": "the grass between the dike's two edges",
    "map-edge": "a light edge; a parcel is known by its text and its land",
}


def read_tokens() -> dict[str, tuple[str, str]]:
    """The colour of each token as (light, dark) hex values, with aliases followed."""
    raw = dict(TOKEN.findall((CSS / "tokens.css").read_text()))

    def resolve(value: str) -> tuple[str, str]:
        alias = re.fullmatch(r"var\(--portaal-(color-[\w-]+)\)", value)
        if alias:
            return resolve(raw[alias[1]])
        pair = re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", value)
        return (pair[1], pair[2]) if pair else (value, value)

    return {name.removeprefix("color-"): resolve(value) for name, value in raw.items()}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it, between 1 and 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TOKENS = read_tokens()


def too_weak(pairs, least, modes=(0, 1)):
    """The pairs below the least ratio, readable in a failure."""
    measured = [
        (front, ground, mode, contrast(TOKENS[front][mode], TOKENS[ground][mode]))
        for front, ground in pairs
        for mode in modes
    ]
    return [
        f"{front} on {ground} ({('light', 'dark')[mode]}): {ratio:.2f}"
        for front, ground, mode, ratio in measured
        if ratio < least
    ]


def test_the_ruler_measures_what_is_known():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_text_can_be_read_by_day_and_by_night():
    assert too_weak(TEXT, 4.5) == []


def test_every_drawing_can_be_told_apart_by_day_and_by_night():
    assert too_weak(GRAPHIC, 3) == []


def test_the_foot_of_the_page_can_be_read():
    assert too_weak(ON_DEEP, 4.5, modes=(1,)) == []


def test_no_colour_is_forgotten():
    checked = {name for pair in (*TEXT, *GRAPHIC, *ON_DEEP) for name in pair}
    assert set(TOKENS) - checked - set(DECORATION) == set()
    assert checked - set(TOKENS) == set()
    assert checked & set(DECORATION) == set()


@pytest.mark.parametrize("sheet", [path for path in SHEETS if path.name != "tokens.css"], ids=lambda path: path.name)
def test_no_colour_is_written_outside_the_tokens(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    values = " ".join(re.findall(r":([^;{}]+)[;}]", rules))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b(?:white|black|red|gray|grey)\b", values) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(sheet):
    known = set(re.findall(r"(--portaal-[\w-]+):", (CSS / "tokens.css").read_text()))
    assert set(re.findall(r"var\((--portaal-[\w-]+)", sheet.read_text())) - known == set()
