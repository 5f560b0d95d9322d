"""Text with a little form: paragraphs, bold, italic, lists and links; the same list of tags for screen and mail.

Cleaned when it is kept and again whenever it is shown. A style, an image, an address of another kind never gets through.
"""

import re
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.safestring import SafeString, mark_safe

from leerlandschap.commons.personal_data import Mark
from leerlandschap.commons.templatetags.ui import paragraphs

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
SCHEMES = {"http", "https", "mailto"}
# A first line that an editor in a browser left outside any paragraph.
LOOSE = re.compile(r"^((?:(?!</?(?:p|ul|ol)>).)+)", re.DOTALL)
# A kept text, piece by piece: a tag, a sign that is written with an &, or signs that are written as they are.
PIECE = re.compile(r"<[^>]*>|&#?\w+;|[^<&]+|.", re.DOTALL)
MAILTO = re.compile(r'href="mailto:([^"]*)"')
BREAK = re.compile(r"</?(?:p|br|ul|ol|li)\b")
# What editors in browsers write for the same thing.
SAME = {"<b>": "<strong>", "</b>": "</strong>", "<i>": "<em>", "</i>": "</em>", "<div>": "<p>", "</div>": "</p>"}


def clean(text: str) -> str:
    """What may be kept of `text`; text without any tag becomes paragraphs, by its blank lines."""
    text = str(text or "").replace("\0", "").strip()
    if not _has_tags(text):
        return str(paragraphs(text))
    for one, other in SAME.items():
        text = text.replace(one, other)
    kept = nh3.clean(text, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None).strip()
    return LOOSE.sub(r"<p>\1</p>", kept)


def to_type(text: str) -> str:
    """Kept text as somebody types it in a plain box: without tags when nothing gets lost by that."""
    typed = plain(text)
    return typed if clean(typed) == text else text


def shown(text: str, *, site_url: str = "", link_style: str = "") -> SafeString:
    """Kept text for a page; for a mail its own paths become addresses of `site_url`, and links get their look."""
    return mark_safe(
        nh3.clean(
            text,
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes=SCHEMES,
            link_rel=None,
            url_relative=("rewrite_with_base", site_url) if site_url else "pass_through",
            set_tag_attribute_values={"a": {"style": link_style}} if link_style else None,
        )
    )


def plain(text: str, *, site_url: str = "") -> str:
    """Kept text as plain lines: a blank one between paragraphs, a dash before each of a list, addresses in brackets."""
    reader = _Plain(site_url)
    reader.feed(text)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(_without_double_blanks(lines)).strip()


def seen(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The words of a kept text with the mail addresses behind its links, and of each sign from where to where it stands."""
    signs, places = [], []
    for piece in PIECE.finditer(text):
        words, where = _signs(piece)
        signs.append(words)
        places += where
    return "".join(signs), places


def without(text: str, marks: list[Mark]) -> str:
    """A kept text without `marks` of what is seen of it, whatever tags stand in between; a word comes in their place."""
    places = seen(text)[1]
    for mark in sorted(marks, key=lambda mark: mark.start, reverse=True):
        first, *others = dict.fromkeys(places[mark.start : mark.end])
        for start, end in reversed(others):
            text = text[:start] + text[end:]
        text = text[: first[0]] + mark.kind.instead + text[first[1] :]
    return text


def links(text: str) -> list[str]:
    """The addresses that a kept text links to."""
    reader = _Plain("")
    reader.feed(text)
    return reader.links


def _has_tags(text: str) -> bool:
    return "</" in text or "<br" in text


def _signs(piece: re.Match) -> tuple[str, Iterable[tuple[int, int]]]:
    """What is seen of a piece, and for each sign of that where it stands."""
    token, start, end = piece[0], piece.start(), piece.end()
    if token.startswith("&"):
        return (seen := unescape(token)), [(start, end)] * len(seen)
    if not token.startswith("<"):
        return token, _each(start, end)
    if found := MAILTO.search(token):
        return f"{found[1]} ", [*_each(start + found.start(1), start + found.end(1)), (end, end)]
    return ("\n", [(end, end)]) if BREAK.match(token) else ("", [])


def _each(start: int, end: int) -> Iterable[tuple[int, int]]:
    """The places of signs one after the other."""
    return zip(range(start, end), range(start + 1, end + 1), strict=True)


def _without_double_blanks(lines):
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


class _Plain(HTMLParser):
    """Reads cleaned text into plain parts."""

    def __init__(self, site_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.site_url, self.parts, self.links = site_url, [], []
        self._counters: list[int | None] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag in {"ul", "ol"}:
            self._counters.append(0 if tag == "ol" else None)
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append(f"\n{self._mark()} ")
        elif tag in {"p", "br"}:
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag) -> None:
        if tag == "a" and self.links:
            address = self.links[-1]
            self.parts.append(f" ({self.site_url if address.startswith('/') else ''}{address})")
        elif tag in {"ul", "ol"} and self._counters:
            self._counters.pop()
            self.parts.append("\n\n")
        elif tag == "p":
            self.parts.append("\n\n")

    def handle_data(self, data) -> None:
        self.parts.append(data.replace("\n", " "))

    def _mark(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "-"
        self._counters[-1] += 1
        return f"{self._counters[-1]}."
