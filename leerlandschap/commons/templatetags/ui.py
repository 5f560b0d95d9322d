"""The drawn and written pieces that pages are made of; `docs/ui.md` shows where each is used.

They stand in every template without `{% load %}`. What is drawn alike is drawn once and kept: nothing here depends on who
looks, and no piece carries an id, so a piece may stand on a page as often as it likes.
"""

import datetime
import re
from functools import cache, lru_cache
from html import escape

import lucide
from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from leerlandschap.commons.drawing import rings

register = template.Library()

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# Where a long compound may break: before one of these parts, so the pieces are always words.
COMPOUND_PARTS = re.compile(
    r"(?<=\w{4})(?=(?:voortgang|gesprek|samenwerking|overleg|afspra|ontwikkel|opgave|bescherming|reclassering|rapportage"
    r"|organisatie|structuur|communicatie|instelling|aanbieder|bestuur|beleid|wissel|traject|verordening)\w*)"
)
LONG_WORD = re.compile(r"\w{18,}")
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")

# Organisation kinds: (name of the token, letter, Dutch name). Both the English and the Dutch value are understood.
PERSPECTIVES = {
    "municipality": ("municipality", "G", "gemeente"),
    "provider": ("provider", "A", "aanbieder"),
    "referrer": ("referrer", "V", "verwijzer"),
    "certified": ("certified", "J", "gecertificeerde instelling"),
    "knowledge": ("knowledge", "K", "kennispartner"),
    "region": ("region", "R", "regio-organisatie"),
    "other": ("other", "O", "overig"),
}
PERSPECTIVES |= {name: (token, letter, name) for token, letter, name in list(PERSPECTIVES.values())}
PERSPECTIVES |= {
    "certified_institution": PERSPECTIVES["certified"],
    "knowledge_partner": PERSPECTIVES["knowledge"],
    "regional_office": PERSPECTIVES["region"],
}

# How a ring is built per size: side of the box, radius, gap between quarters, size of the number.
RINGS = {"s": (32, 13, 1.6, 11), "m": (56, 19, 2, 17), "l": (56, 19, 2, 17)}
MOST_CHAIRS = 24


# Everybody reads the same clock, so nobody's own is asked for at each date.
HERE = timezone.get_default_timezone()
# A day this near is told from the same day of another year.
NEAR = datetime.timedelta(days=183)

# --- dates and texts --------------------------------------------------------------------------------------------------


@register.filter
def day(value, style: str = "") -> str:
    """A date or moment as "di 12 januari 2027". Empty for nothing.

    With "kort" without the year when it is near enough to need none, with "dag" always without.
    """
    if not value:
        return ""
    on = _local(value)
    text = f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"
    return text if style == "dag" or (style == "kort" and _is_near(on)) else f"{text} {on.year}"


def _is_near(on) -> bool:
    day = on.date() if isinstance(on, datetime.datetime) else on
    return abs(day - timezone.now().astimezone(HERE).date()) < NEAR


@register.filter
def clock(value) -> str:
    """The time of a moment as "9.30 uur"."""
    return f"{_local(value):%-H.%M} uur" if value else ""


@register.filter
def moment(value, style: str = "") -> str:
    """A moment as "di 12 januari 2027, 9.30 uur"; a date without a time as `day` writes it."""
    if not value or not isinstance(value, datetime.datetime):
        return day(value, style)
    return f"{day(value, style)}, {clock(value)}"


def _local(value):
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return value.astimezone(HERE)
    return value


@register.filter(is_safe=True)
def paragraphs(value) -> SafeString:
    """Plain text as it was meant: a blank line begins a new paragraph, lines that begin with a dash are a list."""
    parts = re.split(r"\n\s*\n", str(value or "").replace("\r\n", "\n").strip())
    return mark_safe("".join(_paragraph(part.strip().splitlines()) for part in parts if part.strip()))


def _paragraph(lines: list[str]) -> str:
    if len(lines) > 1 and all(BULLET.match(line) for line in lines):
        return (
            "<ul>" + "".join(f"<li>{conditional_escape(BULLET.sub('', line).strip())}</li>" for line in lines) + "</ul>"
        )
    return "<p>" + "<br>".join(conditional_escape(line.strip()) for line in lines) + "</p>"


@register.filter
def soft_hyphens(value) -> str:
    """Text in which a long compound may break between its parts, where the browser knows no Dutch hyphenation."""
    return LONG_WORD.sub(lambda word: COMPOUND_PARTS.sub("\u00ad", word[0]), str(value or ""))


@register.filter
def as_list(value) -> list[str]:
    """The lines of a plain text, without blank ones and without the dash or number somebody typed in front."""
    return [BULLET.sub("", line).strip() for line in str(value or "").splitlines() if line.strip()]


# --- signs ------------------------------------------------------------------------------------------------------------


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """A line icon that only decorates; the text beside it says what is meant."""
    return mark_safe(lucide._render_icon(str(name), size, aria_hidden="true", focusable="false"))


@register.simple_tag
def phase_ring(phase, number=None, size: str = "m") -> SafeString:
    """The ring of a learning track: four quarters, the present one filled, the past ones lined, the round in the middle."""
    return _ring(str(phase or ""), int(number or 0), size)


@lru_cache(maxsize=512)
def _ring(phase: str, round_number: int, size: str) -> SafeString:
    return format_html(
        '<svg class="ring ring--{} phase--{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        size, phase or "none", RINGS[size][0], RINGS[size][0], rings.title(phase, round_number),
        ring_body(phase, round_number, size),
    )  # fmt: skip


@register.simple_tag
def ring_shapes(phase, number=None) -> SafeString:
    """The shapes of a ring of size m alone, for a drawing that brings its own box of 56 by 56 and its own words."""
    return ring_body(str(phase), int(number or 0), "m")


@cache
def ring_body(phase: str, round_number: int, size: str) -> SafeString:
    """The shapes of a ring inside a box of `RINGS[size]` units; the colour comes from a class around it."""
    side, radius, gap, type_size = RINGS[size]
    centre = side / 2
    present = rings.PHASES.index(phase) if phase in rings.PHASES else -1
    quarters = "".join(_quarter(i, present, rings.arc(i, centre=centre, radius=radius, gap=gap)) for i in range(4))
    letter = rings.PHASE_LETTERS.get(phase, "")
    text = f"{round_number or ''}" if size != "s" else f"{letter}{round_number or ''}"
    type_size *= 1 if len(text) < 3 else 0.75
    ground = f'<circle class="ring__ground" cx="{centre:g}" cy="{centre:g}" r="{radius + 3:g}"/>'
    middle = (
        f'<text class="ring__number" x="{centre:g}" y="{centre + type_size * 0.36:.1f}" '
        f'font-size="{type_size:g}">{text}</text>'
    )
    return mark_safe(ground + quarters + middle + (_letter(letter, present, centre) if size != "s" else ""))


def _quarter(index: int, present: int, path: str) -> str:
    phase = rings.PHASES[index]
    if index == present:
        return (
            f'<path class="ring__arc ring__present" d="{path}"/>'
            f'<path class="ring__pattern ring__pattern--{phase}" d="{path}"/>'
        )
    if index < present:
        return f'<path class="ring__arc ring__past phase--{phase}" d="{path}"/>'
    return f'<path class="ring__arc ring__ahead" d="{path}"/>'


def _letter(letter: str, quarter: int, centre: float) -> str:
    if not letter:
        return ""
    x, y = rings.corner(quarter, centre=centre, distance=19.5)
    return (
        f'<circle class="ring__disc" cx="{x:g}" cy="{y:g}" r="7.75"/>'
        f'<text class="ring__letter" x="{x:g}" y="{y + 3.7:.1f}" font-size="10.5">{letter}</text>'
    )


@register.simple_tag
@cache
def phase_legend() -> SafeString:
    """The four phases with their colour, pattern, letter and name."""
    rows = format_html_join(
        "", "<li>{}<span>{}</span></li>", ((_sample(p), rings.PHASE_NAMES[p]) for p in rings.PHASES)
    )
    return format_html('<ul class="legend" aria-label="De vier fasen">{}</ul>', rows)


def _sample(phase: str) -> SafeString:
    return format_html(
        '<svg class="phase--{}" viewBox="0 0 32 32" aria-hidden="true">'
        '<path class="ring__arc ring__present" d="M3 27H29"/><path class="ring__pattern ring__pattern--{}" d="M3 27H29"/>'
        '<circle class="ring__disc" cx="16" cy="12" r="11"/>'
        '<text class="ring__letter" x="16" y="17" font-size="14">{}</text></svg>',
        phase, phase, rings.PHASE_LETTERS[phase],
    )  # fmt: skip


@register.simple_tag
def state_chip(text, tone: str = "") -> SafeString:
    """The state of a thing in words; tone: water, green, clay, heather, tulip, wheat, open (dashed) or none."""
    return mark_safe(_chip(str(text), tone) if text else "")


def _chip(text: str, tone: str = "") -> str:
    return f'<span class="chip{escape(f" chip--{tone}") if tone else ""}">{escape(text)}</span>'


@register.simple_tag
def panel_lines(lines) -> SafeString:
    """The lines of a panel (`commons/panels.py`): a page of them is mostly lines, and `format_html` took a tenth of its time."""
    return mark_safe("".join(_line(line) for line in lines))


def _line(line) -> str:
    note = f'<span class="entry__meta">{escape(line.note)}</span>' if line.note else ""
    end = f'<span class="entry__end">{_chip(line.state)}</span>' if line.state else ""
    title = f'<a class="entry__title" href="{escape(line.url)}">{escape(line.text)}</a>'
    return f'<li class="entry"><div class="entry__body">{title}{note}</div>{end}</li>'


@register.simple_tag
def perspective_badge(kind, label="") -> SafeString:
    """The letter and colour of an organisation kind, with its name; `label` replaces that name (an organisation)."""
    token, letter, name = PERSPECTIVES.get(str(kind), PERSPECTIVES["other"])
    return format_html(
        '<span class="perspective"><span class="badge badge--{}" title="{}"><span aria-hidden="true">{}</span></span>'
        '<span>{}</span></span>',
        token, name, letter, label or name,
    )  # fmt: skip


@register.filter
def perspective_token(kind) -> str:
    """The name in tokens and classes of an organisation kind."""
    return PERSPECTIVES.get(str(kind), PERSPECTIVES["other"])[0]


@register.filter
def perspective_letter(kind) -> str:
    """The letter of an organisation kind."""
    return PERSPECTIVES.get(str(kind), PERSPECTIVES["other"])[1]


@register.simple_tag
def seats(taken, free) -> SafeString:
    """A row of taken (filled) and free (outlined) chairs, with the number of free ones in words."""
    return _seats(max(int(taken or 0), 0), max(int(free or 0), 0))


@lru_cache(maxsize=512)
def _seats(taken: int, free: int) -> SafeString:
    words = {0: "geen stoel vrij", 1: "1 stoel vrij"}.get(free, f"{free} stoelen vrij")
    return format_html('<span class="seats">{}<span>{}</span></span>', _chairs(taken, free), words)


def _chairs(taken: int, free: int) -> SafeString:
    count = taken + free
    if not 0 < count <= MOST_CHAIRS:
        return mark_safe("")
    chairs = "".join(_chair(at * 17, "taken" if at < taken else "free") for at in range(count))
    title = f"{taken} van de {count} stoelen bezet"
    return mark_safe(f'<svg viewBox="0 0 {count * 17} 18" role="img" aria-label="{title}">{chairs}</svg>')


def _chair(x: int, kind: str) -> str:
    """A chair from above: a seat and the curve of its back."""
    return (
        f'<rect class="seats__{kind}" x="{x + 3}" y="6" width="11" height="10" rx="3"/>'
        f'<path class="seats__free" d="M{x + 2} 4q6.5 -4 13 0" stroke-linecap="round"/>'
    )


# --- fragments --------------------------------------------------------------------------------------------------------


@register.inclusion_tag("_components/empty.html")
def empty_state(sentence, url="", label="") -> dict:
    """Nothing here yet: what that means, and a way forward."""
    return {"sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("_components/pager.html")
def pager(previous="", next="", last="", count="", about="") -> dict:
    """Previous, next and last as addresses (empty where there is none), how many there are in words, and through what."""
    return {"previous": previous, "next": next, "last": last, "count": count, "about": about}


@register.inclusion_tag("_components/breadcrumb.html")
def breadcrumb(*parts) -> dict:
    """The way back: label and address in turn, and at the end the label of this page."""
    return {"steps": list(zip(parts[:-1:2], parts[1::2], strict=False)), "here": parts[-1] if parts else ""}


@register.filter
def error_list(form) -> list[dict]:
    """Every error of a form as {text, href, label, asks}: those of a field link to it; `asks` where its label is a question."""
    errors = [{"text": text, "href": "", "label": "", "asks": False} for text in form.non_field_errors()]
    for field in form:
        target = f"#{_target(field)}" if not field.is_hidden else ""
        asks = str(field.label).endswith("?")
        errors += [{"text": text, "href": target, "label": field.label, "asks": asks} for text in field.errors]
    return errors


def _target(bound) -> str:
    """The id of the first control of a field: of a group of choices the first one."""
    return bound.id_for_label or f"{bound.auto_id}_0"
