"""Invented leervormen: one of each sort that differs, made and opened by the flows; and who signed up for them."""

from dataclasses import dataclass, field
from datetime import timedelta

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import User
from tables.demo_calendar import meeting_days
from tables.flows import gatherings, sessions
from tables.flows.meetings import Session
from tables.models import Gathering, Meeting

Kind = Gathering.Kind


@dataclass(frozen=True)
class Plan:
    """A leervorm: how soon and from which hour, for how many hours, how often, and how many sign up."""

    kind: str
    title: str
    text: str
    in_days: int
    hour: int
    place: str
    coming: int
    hours: int = 2
    times: int = 1
    refreshments: str = ""
    fields: dict = field(default_factory=dict)


PLANS = [
    Plan(
        Kind.CASES, "Wie was er eerst? Samen kijken naar een verloop",
        "Een samengesteld verloop, zonder namen. Neem een situatie mee waarin je achteraf iemand eerder had gebeld.",
        16, 13, "Buurthuis De Kade", 5, fields={"anonymous": True, "places": 8, "openness": "network"},
    ),
    Plan(
        Kind.FILM, "Filmavond: opgroeien in een pleeggezin",
        "We kijken een korte film en praten na met wie er werkt. Iedereen is welkom, ook zonder account.",
        23, 19, "Bibliotheek aan de haven", 11, refreshments="Soep en brood van de gastheer",
        fields={"openness": "public"},
    ),
    Plan(
        Kind.TRAINING, "Luisteren zonder op te lossen",
        "Drie ochtenden oefenen met doorvragen.\n\n- Zelf oefenen\n- Terugkijken\n- Meenemen naar je werk",
        30, 9, "Gemeentehuis Waterrijk", 6, hours=3, times=3, refreshments="Koffie en thee staan klaar",
        fields={"openness": "network", "places": 6, "whole": True},
    ),
    Plan(
        Kind.LUNCH, "Lunch voor wie nieuw is in het landschap", "Kennismaken, en horen waar je terechtkunt.",
        9, 12, "Stadhuis, kamer 2.14", 4, hours=1, refreshments="Broodjes", fields={"openness": "network"},
    ),
]  # fmt: skip


def play(cast: Cast) -> None:
    """Make them, once."""
    if Gathering.objects.exists():
        return
    by = cast.people["regio"].user
    for turn, plan in enumerate(PLANS):
        _fill(cast, _open(cast, plan, by=by), plan, turn)


def _open(cast: Cast, plan: Plan, *, by: User) -> Gathering:
    with cast.at(-12, 10):
        wish = Gathering(kind=plan.kind, title=plan.title, text=plan.text, organiser=by.person, **plan.fields)
        days = meeting_days(cast.day(plan.in_days), weeks=2, count=plan.times)
        dates = [_session(cast, plan, (one - cast.today).days) for one in days]
        made = gatherings.make(wish, dates, refreshments=plan.refreshments, by=by)
        return gatherings.open_up(made, by=by)


def _session(cast: Cast, plan: Plan, days: int) -> Session:
    starts = cast.moment(days, plan.hour)
    return Session(starts, starts + timedelta(hours=plan.hours), plan.place)


def _fill(cast: Cast, made: Gathering, plan: Plan, turn: int) -> None:
    """People sign up, for the whole of a track or its first date."""
    first = Meeting.objects.filter(gathering=made).order_by("starts_at").first()
    people = sorted(cast.people.items())[turn * 3 :: 2]
    for number, (_local, person) in enumerate(people[: plan.coming]):
        with cast.at(-10 + number % 8, 14):
            sessions.join(first, person, by=person.user)
