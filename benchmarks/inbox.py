"""The inbox of experiences, and their public figures, over a thousand experiences and over a hundred thousand.

`DATABASE_URL=postgres://… python -m benchmarks.inbox`, measured in turns (`benchmarks/turns.py`). Both hold the same mixture:
what came in over four years, a fifth of it open, some of that late, with titles of a few words.
The rows are laid without flows, and hold no sealed text.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from math import inf

from benchmarks import turns
from benchmarks.measure import know_the_tables

FEW, MANY = (1_000,), (100_000,)
LIMIT, SEARCH_LIMIT = 1.2, 3.0
DAYS = 4 * 365
COUNTED = "public figures, counted anew"
HANDLER, CLM = "behandelaar@voorbeeld.nl", "clm@voorbeeld.nl"
THEMES = ["Crisis", "Thuis op maat", "Wachttijd", "Overgang naar volwassen", "Onderwijs en zorg", "Vervoer"]
TOWNS = ["Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde"]
# One of each makes a title; the last of the things stands in one of fifty, and both last ones together in none.
THINGS = ["Overdracht", "Beschikking", "Wachtlijst", "Telefoonnummer", "Verslag", "Gesprek", "Aanmelding", "Afspraak"]
HOW = [
    "duurt lang",
    "komt te laat",
    "is onduidelijk",
    "ging juist goed",
    "raakt zoek",
    "vraagt veel tijd",
    "loopt vast",
]
RARE = "Tolk ontbreekt"
ON_WHAT = ["in het weekend", "bij de start", "na een plaatsing", "met het wijkteam", "tussen twee organisaties"]


def main() -> int:
    costs = turns.compared(FEW, MANY, fill, pages)
    heading = f"page | {FEW[0]:,} experiences | {MANY[0]:,}"
    return turns.report(costs, heading, _limit)


def _limit(name: str) -> float:
    """How many times as much a page may cost at many. Counting, once a day, goes over all there is."""
    return inf if name == COUNTED else SEARCH_LIMIT if name.startswith("search") else LIMIT


# --- what is looked at ---------------------------------------------------------------------------------------------------------


def pages() -> dict[str, Callable[[], None]]:
    """Each page by its name, as who handles experiences, as a contactpersoon CLM, or as anybody."""
    from django.core.cache import cache
    from django.urls import reverse

    from leerlandschap.network.models import User
    from tests.conftest import browser_of

    inbox, figures = reverse("handling-list"), reverse("experience-figures")
    handles, looks = (browser_of(User.objects.get(email=email)) for email in (HANDLER, CLM))
    found = {name: turns.opening(handles, f"{inbox}?{asked}") for name, asked in _asked().items()}
    for which, asked in (("first", ""), ("last", "?laatste=ja")):
        found[f"contactpersoon CLM, {which} page"] = turns.opening(looks, inbox + asked)
    anew = turns.opening(looks, figures, before=cache.clear)
    return found | {"public figures": turns.opening(looks, figures), COUNTED: anew}


def _asked() -> dict[str, str]:
    filters = {
        "all": "alles=ja", "kind": "soort=compliment", "theme": "thema=crisis", "state": "staat=handling",
        "of mine": "wie=ik", "of nobody": "wie=niemand", "municipality": "gemeente=Urk", "late": "laat=ja",
        "may go to a table": "tafel=mag", "two filters": "thema=crisis&gemeente=Urk",
        "search, a word in many": "zoek=weekend", "search, a word in few": "zoek=tolken",
        "search, two words": "zoek=wachtlijsten+plaatsing", "search, found nowhere": "zoek=tolk+verslagen",
        "search and filters": "zoek=overdracht&staat=handling&wie=ik",
    }  # fmt: skip
    leafed = [("first page", ""), ("last page", "&laatste=ja")]
    return {f"{name}, {which}": asked + last for name, asked in filters.items() for which, last in leafed}


# --- what is there -------------------------------------------------------------------------------------------------------------


def fill(many: int) -> None:
    """So many invented experiences, of which the newest came in today."""
    from django.db import connection

    from signals.models import Experience

    people, themes, towns = _people(), _themes(), _towns()
    rows = [_experience(number, DAYS * number / many, people, themes, towns) for number in range(many)]
    _say_words(rows, towns)
    Experience.objects.bulk_create(rows, batch_size=2_000)
    named = Experience.municipalities.through
    named.objects.bulk_create(
        (named(experience=one, organisation=town) for at, one in enumerate(rows) for town in _about(at, towns)),
        batch_size=5_000,
    )
    know_the_tables(connection)


def _people() -> list:
    """Who handle experiences; the first is the one who looks."""
    from leerlandschap.network.roles import Role
    from tests.factories import make_account

    make_account(CLM, name="Clm", role=Role.CLM)
    role = Role.EXPERIENCE_HANDLER
    return [make_account(HANDLER, name="Eva", role=role), make_account("tweede@voorbeeld.nl", name="Jan", role=role)]


def _themes() -> list:
    from tests.factories import make_theme

    return [make_theme(name) for name in THEMES]


def _towns() -> list:
    from leerlandschap.network.models import OrganisationKind
    from tests.factories import make_organisation

    return [make_organisation(name, kind=OrganisationKind.MUNICIPALITY) for name in TOWNS]


def _about(number: int, towns: list) -> list:
    """One municipality, of every fifth two."""
    return [towns[number // 7 % 6], *([towns[(number // 7 + 1) % 6]] if number % 5 == 0 else [])]


def _experience(number: int, days_ago: float, people: list, themes: list, towns: list):
    """One that came in so many days ago; the mixture is the same along the whole stretch."""
    from django.utils import timezone

    from signals.models import Experience

    received = timezone.now() - timedelta(days=days_ago)
    day = received.date()
    state, waits = _state(number)
    done = received + timedelta(days=3 + number % 30)
    return Experience(
        kind=["signal", "complaint", "compliment"][number % 3], state=state, theme=themes[number // 3 % 6],
        title=_title(number), discuss=["table", "clm", "nobody"][number // 2 % 3], received_at=received,
        handler=None if state == "received" else people[number // 5 % 2],
        reaction_due=day + timedelta(days=7), answer_due=day + timedelta(days=42 if number % 4 else 900),
        reacted_at=None if state == "received" else received + timedelta(days=1 + number % 9),
        answered_at=None if waits else done, closed_at=done if state == "closed" else None,
    )  # fmt: skip


def _state(number: int) -> tuple[str, bool]:
    """A fifth is open, whenever it came in."""
    if number // 11 % 5:
        return ("answered" if number % 7 == 0 else "closed"), False
    return ["received", "handling", "handling", "handling", "tabled", "action"][number // 2 % 6], True


def _title(number: int) -> str:
    if number % 50 == 49:
        return f"{RARE} {ON_WHAT[number // 50 % 5]}"
    return f"{THINGS[number % 8]} {HOW[number // 8 % 7]} {ON_WHAT[number // 56 % 5]}"


def _say_words(rows: list, towns: list) -> None:
    """By which words each is found; the same few texts come back, so each is read once."""
    from leerlandschap.commons import search

    texts = [
        "\n".join([one.title, one.get_kind_display(), one.theme.name, *(town.name for town in _about(at, towns))])
        for at, one in enumerate(rows)
    ]
    different = sorted(set(texts))
    known = dict(zip(different, search.stems_of_all(different), strict=True))
    for one, text in zip(rows, texts, strict=True):
        one.words = known[text]


if __name__ == "__main__":
    turns.require_database()
    sys.exit(main())
