"""The demo's tables in the state of this autumn: rounds, chairs, questions and dates, relative to today.

All of it is made by the flows, with the clock set to the day.
"""

from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.commons.registry import demo
from leerlandschap.network.models import Organisation, Person, User
from tables import (
    demo_actions,
    demo_agendas,
    demo_chairs,
    demo_gatherings,
    demo_links,
    demo_load,
    demo_meetings,
    demo_rounds,
    demo_setup,
    demo_yield,
)
from tables.demo_calendar import meeting_days, suitable
from tables.demo_plans import BRINGS, CALIBRATED, HOPES, PREPARING, RUNNING, THEME_TABLES, Plan, ThemeTable
from tables.flows import calibrations, meetings, seats, signups
from tables.flows import tables as flows
from tables.models import Calibration, Involvement, Meeting, Participation, Seat, Table, Theme
from tables.models.calibrations import HalfYear

ROUND_IS_OLD = demo_rounds.ROUND_IS_OLD
THEMES_OF_CLM2 = {"thuis-op-maat", "kdc", "logeren"}
INVENTED = "Verzonnen, voor de proefomgeving"


@demo.register
def tables(cast: Cast, *, scale: int) -> None:
    """The six tables of the landscape and two invented thematafels; a table where something happened is left as it is."""
    _participations(cast)
    for plan in THEME_TABLES:
        _theme_table(cast, plan)
    for turn, plan in enumerate([*RUNNING, *PREPARING, *THEME_TABLES]):
        table = Table.objects.get(slug=plan.slug)
        if not table.meetings.exists() and not Seat.objects.filter(cycle__table=table).exists():
            _play(cast, table, plan, turn)
            demo_chairs.play(cast, table)
    demo_setup.fill(cast)
    if not Calibration.objects.exists():
        _calibrate(cast)
    demo_links.lay(cast)
    demo_yield.tell(cast)
    demo_actions.play(cast)
    demo_gatherings.play(cast)
    if scale > 1:
        demo_load.fill(cast, scale)


def _calibrate(cast: Cast) -> None:
    """Last half year's calibrations were done, each with another answer; this half year's wait."""
    now = HalfYear.of(cast.today)
    before = HalfYear.of(now.opens - timedelta(days=1))
    for half in (before, now):
        with cast.at(min((half.opens - cast.today).days, -1), 8):
            calibrations.ask_due(half.opens)
    done = Calibration.objects.filter(half_year=before.code).select_related("table").order_by("table__slot")
    for calibration, answers in zip(done, cycle(CALIBRATED)):
        day = suitable(before.due - timedelta(days=14))
        with cast.at((day - cast.today).days, 11):
            calibrations.complete(calibration, **answers, by=_leads(calibration.table))


def _leads(table: Table) -> User:
    """Who speaks for a table: its voorzitter with an account, or else its contactpersoon CLM."""
    return (table.chair.user if table.chair else None) or table.contact().user


def _participations(cast: Cast) -> None:
    """The invented municipalities take part in everything; each theme has a contactpersoon CLM."""
    for theme in Theme.objects.all():
        for name in ("Gemeente Waterrijk", "Gemeente Nieuwland"):
            lookup = {"theme": theme, "municipality": Organisation.objects.get(name=name)}
            fields = {"from_date": cast.day(-400), "source": INVENTED}
            Participation.objects.get_or_create(**lookup, defaults=fields)
        if theme.clm_contact is None:
            theme.clm_contact = cast.people["clm2" if theme.slug in THEMES_OF_CLM2 else "clm"]
            theme.save(update_fields=["clm_contact"])


def _theme_table(cast: Cast, plan: ThemeTable) -> None:
    if Table.objects.filter(slug=plan.slug).exists():
        return
    theme = Theme.objects.get(slug="samen-leren")
    Table.objects.create(
        slug=plan.slug,
        kind=Table.Kind.THEMATAFEL,
        name=plan.name,
        theme=theme,
        aim=plan.aim,
        welcome=plan.welcome,
        state=Table.State.RUNNING,
        open_for_signup=True,
        rhythm_min=5,
        rhythm_max=8,
        slot=Table.objects.next_slot(theme.slug),
        edited_at=cast.moment(-300),
    )


def _play(cast: Cast, table: Table, plan: Plan, turn: int) -> None:
    """It begins and somebody leads it; then who sits, what its rounds brought, who joined later, and the dates."""
    by = cast.people["regio"].user
    if plan.round:
        demo_rounds.start(cast, table, plan, by=by)
    with cast.at(demo_rounds.began(plan) if plan.round else -ROUND_IS_OLD, 10):
        _appoint(cast, table, plan)
    if plan.round:
        seated = _seat_first(cast, table, plan, turn) if table.has_fixed_chairs else 0
        demo_rounds.live(cast, table, plan, turn, by=table.clm_contact.user)
        if table.has_fixed_chairs:
            _seat_later(cast, table, plan, turn, seated)
    _meet(cast, table, plan, turn)
    if not table.has_fixed_chairs:
        demo_rounds.come(cast, table, turn, by=table.clm_contact.user)


def _appoint(cast: Cast, table: Table, plan: Plan) -> None:
    """The regional office names who leads the table, and how many chairs it has."""
    people = {"chair": plan.chair, "facilitator": plan.facilitator, "clm_contact": plan.clm}
    wanted = {name: cast.people[local] for name, local in people.items() if local}
    wanted |= {"place": plan.place, **({"chairs": plan.chairs} if plan.round else {})}
    for name, value in wanted.items():
        setattr(table, name, value)
    flows.revise(table, changed=list(wanted), by=cast.people["regio"].user)


def _seat_first(cast: Cast, table: Table, plan: Plan, turn: int) -> int:
    """Who sat from the first round on: half of those who sit now. Gives their number."""
    members = _members(cast, plan, turn)
    first = members[: len(members) // 2]
    for number, local in enumerate(first):
        _sit(cast, table, local, day=demo_rounds.began(plan) + 2 + 2 * number, number=number)
    return len(first)


def _seat_later(cast: Cast, table: Table, plan: Plan, turn: int, seated: int) -> None:
    """Who came in this round asked in its first weeks; who still asks did so this week, and who waits before that."""
    for number, local in enumerate(_members(cast, plan, turn)[seated:]):
        _sit(cast, table, local, day=5 - ROUND_IS_OLD + 3 * number, number=number)
    for local in plan.agenda_members:
        _sit(cast, table, local, day=-60, number=turn, involvement=Involvement.AGENDA_MEMBER)
    for number, local in enumerate(plan.waits):
        _ask(cast, table, local, day=-20 + 6 * number, number=number)
    for number, local in enumerate(plan.asks):
        _ask(cast, table, local, day=-3 + number, number=number)


def _members(cast: Cast, plan: Plan, turn: int) -> list[str]:
    """Who sits there, by the first part of their address."""
    chosen = [local for local in _colleagues(cast)[turn % 4 :: 4] if local != plan.chair]
    leading = [plan.chair] if plan.chair and plan.chair not in plan.members and "." in plan.chair else []
    return [*leading, *plan.members, *chosen][: len(plan.members) + plan.colleagues]


def _colleagues(cast: Cast) -> list[str]:
    """Those without an account, four of each organisation in a row."""
    return [local for local, person in cast.people.items() if person.user_id is None]


def _sit(cast: Cast, table: Table, local: str, *, day: int, number: int, involvement=Involvement.MEMBER) -> None:
    seat = _ask(cast, table, local, day=day, number=number, involvement=involvement)
    with cast.at(day + 2, 14):
        seats.accept(seat, by=_leads(table))


def _ask(cast: Cast, table: Table, local: str, *, day: int, number: int, involvement=Involvement.MEMBER):
    person = cast.people[local]
    with cast.at(day, 9 + number % 8, 7 * number % 60):
        return signups.take_chair(
            table,
            person,
            organisation=_organisation_of(person),
            involvement=involvement,
            brings=BRINGS[number % len(BRINGS)],
            hopes=HOPES[number % len(HOPES)],
            by=person.user,
        )


def _organisation_of(person: Person) -> Organisation:
    return person.memberships.select_related("organisation").order_by("pk").first().organisation


def _meet(cast: Cast, table: Table, plan: Plan, turn: int) -> None:
    """A few meetings behind us and a few ahead for a table that runs; a table that is being set up has a first one."""
    begin = max(cast.today, table.starts_on or date.min)
    first = begin + timedelta(weeks=2 + turn % 3 * (1 if plan.round else 3))
    if plan.round:
        days = meeting_days(first - timedelta(weeks=3 * plan.weeks), weeks=plan.weeks, count=6)
    else:
        days = meeting_days(first, weeks=plan.weeks, count=1)
    planned = [_one_meeting(cast, table, plan, (day - cast.today).days) for day in days]
    for number, meeting in enumerate(planned):
        demo_agendas.make(cast, meeting, turn + number, by=_leads(table))
    for number, meeting in enumerate(planned):
        _hold(cast, meeting, turn + number)


def _one_meeting(cast: Cast, table: Table, plan: Plan, days: int) -> Meeting:
    """Planned a month ahead by who leads the table, or a week ago."""
    starts_at = cast.moment(days, 9, 30)
    with cast.at(min(days - 30, -7), 15):
        session = meetings.Session(starts_at, starts_at + timedelta(hours=2), plan.place)
        return meetings.plan(table, session, by=_leads(table))


def _hold(cast: Cast, meeting: Meeting, turn: int) -> None:
    """Held when its day has come: at a leertafel with an agenda and minutes, at a thematafel as a session."""
    days, by = (timezone.localdate(meeting.starts_at) - cast.today).days, _leads(meeting.table)
    if days >= 0:
        return
    if meeting.table.has_fixed_chairs and meeting.table.running_cycle():
        demo_meetings.hold(cast, meeting, turn, by=by)
        return
    with cast.at(days, 13):
        meetings.mark_held(meeting, by=by)
