"""Tables for a load test: rows at once, in the state that the flows would leave, since chair by chair would take an hour."""

from datetime import timedelta
from functools import cache
from itertools import cycle, islice

from leerlandschap.commons.demo_cast import DOMAIN, Cast
from leerlandschap.commons.drawing import next_slot
from leerlandschap.network.models import Membership
from tables import demo_calendar
from tables.models import Cycle, Involvement, Meeting, Phase, ResearchQuestion, Seat, Table, Theme

TABLES_PER_SCALE, SITTING, CHAIRS = 6, 10, 14
PREFIX = "proeftafel-"
PLACES = ["Stadhuis Lelystad", "Stadhuis Almere", "De Meerpaal, Dronten", "Emmeloord", "Gemeentehuis Urk", "Online"]


def fill(cast: Cast, scale: int) -> None:
    """Fill up to `scale` times six tables, each with a round, ten people, two questions and three meetings."""
    there = Table.objects.count()
    numbered = Table.objects.filter(slug__startswith=PREFIX).count()
    made = _more_tables(cast, numbered, scale * TABLES_PER_SCALE - there)
    rounds = Cycle.objects.bulk_create(
        Cycle(table=table, number=1, phase=Phase.values[at % 4], started_on=cast.day(-90), phase_since=cast.day(-60))
        for at, table in enumerate(made)
    )
    _more_seats(cast, rounds)
    _more_questions(cast, made)
    _more_meetings(cast, made)


def _more_tables(cast: Cast, first: int, count: int) -> list[Table]:
    themes = list(Theme.objects.exclude(slug="jb-jr-veilig-thuis"))
    slots = Table.objects.slots()
    tables = []
    for number in range(first, first + count):
        theme = themes[number % len(themes)]
        slot = next_slot(slots, theme.slug)
        slots[slot] = theme.slug
        tables.append(_table(cast, number, theme, slot))
    return Table.objects.bulk_create(tables)


def _table(cast: Cast, number: int, theme: Theme, slot: int) -> Table:
    kind = Table.Kind.THEMATAFEL if number % 8 == 7 else Table.Kind.LEERTAFEL
    return Table(
        slug=f"{PREFIX}{number:05}",
        kind=kind,
        name=f"{theme} – proeftafel {number:05}",
        theme=theme,
        state=Table.State.RUNNING,
        open_for_signup=True,
        aim="Een tafel om de snelheid van het portaal te meten.",
        rhythm_min=5 if kind == Table.Kind.THEMATAFEL else 2,
        rhythm_max=8 if kind == Table.Kind.THEMATAFEL else 9,
        chairs=CHAIRS,
        taken=SITTING,
        clm_contact=cast.people["clm"],
        place=PLACES[number % len(PLACES)],
        slot=slot,
        edited_at=cast.moment(-90),
    )


def _more_seats(cast: Cast, rounds: list[Cycle]) -> None:
    """Ten different people at each table, taken in turn from the crowd."""
    crowd = Membership.objects.filter(person__email__startswith="proef", person__email__endswith=f"@{DOMAIN}")
    turn = cycle(crowd.select_related("organisation").order_by("pk"))
    Seat.objects.bulk_create(
        (
            Seat(
                cycle=one,
                person_id=work.person_id,
                organisation=work.organisation,
                organisation_name=work.organisation.name,
                perspective=work.organisation.kind,
                involvement=Involvement.MEMBER,
                state=Seat.State.ACCEPTED,
                requested_at=cast.moment(-80),
                decided_at=cast.moment(-78),
                decided_by=cast.people["clm"].user,
            )
            for one in rounds
            for work in islice(turn, SITTING)
        ),
        batch_size=1000,
    )


def _more_questions(cast: Cast, tables: list[Table]) -> None:
    ResearchQuestion.objects.bulk_create(
        ResearchQuestion(
            table=table, year=cast.today.year, text=f"Wat werkt hier, vraag {position}?", position=position
        )
        for table in tables
        for position in (1, 2)
    )


def _more_meetings(cast: Cast, tables: list[Table]) -> None:
    """One behind us and two ahead, spread over the coming months."""
    meetings, suitable = [], cache(demo_calendar.suitable)
    for at, table in enumerate(tables):
        for weeks in (-6, 2, 9):
            day = suitable(cast.day(7 * weeks + at % 35))
            starts_at = cast.moment((day - cast.today).days, 9, 30)
            state = Meeting.State.HELD if day < cast.today else Meeting.State.PLANNED
            ends_at = starts_at + timedelta(hours=2)
            meetings.append(Meeting(table=table, starts_at=starts_at, ends_at=ends_at, place=table.place, state=state))
    Meeting.objects.bulk_create(meetings, batch_size=1000)
