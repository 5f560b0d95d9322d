"""What a newsletter can tell: an app says in its `news.py` what happened there that everybody may read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Offer:
    """Something that can stand in an edition as it is, because it is public: its key, its words, and its page."""

    key: str
    title: str
    text: str
    path: str


@dataclass(frozen=True)
class Narrow:
    """Something that not everybody reads: it cannot stand in an edition, but who reads it may tell of it in words of their own.

    `readers` are who does read it, in words; `page` is a public page nearby, if there is one.
    """

    key: str
    title: str
    text: str
    path: str
    readers: str
    page: str = ""
    page_words: str = ""


def nothing_narrower(user, since: datetime, now: datetime) -> list[Narrow]:
    """Of a kind of news that is public or is not there."""
    return []


@dataclass(frozen=True)
class Source:
    """A kind of news: `offers` gives what is public and newer than a moment, newest or soonest first.

    `still_public` says of keys that were offered once which may still be read by everybody; `narrower` gives what a user
    reads and not everybody does.
    """

    code: str
    # What a reader may want to read of or not, in words.
    topic: str
    # What stands above such an item, and on its link.
    kind: str
    link_words: str
    offers: Callable[[datetime, datetime], list[Offer]]
    still_public: Callable[[set[str]], set[str]]
    # How many of them a new edition begins with.
    to_begin_with: int = 3
    narrower: Callable[[object, datetime, datetime], list[Narrow]] = nothing_narrower
