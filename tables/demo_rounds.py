"""The demo's rounds, topics and sessions: a diary of deeds for each table, done by the flows in the order of their days."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import User
from tables import demo_setup, demo_yield
from tables.demo_calendar import suitable
from tables.demo_plans import Plan
from tables.demo_round_plans import ACTIONS, AGREED_ON, FOUND, LANDINGS, REFLECTIONS, TOPICS, WHY_SO_EARLY
from tables.demo_setup_plans import ANSWERS, SO_FAR
from tables.flows import (
    actions,
    cycles,
    hopes,
    landing_places,
    meetings,
    questions,
    sessions,
    states,
    topics,
    working_agreements,
)
from tables.models import Cycle, Meeting, Phase, ResearchQuestion, Seat, Table

ROUND_LASTS, ROUND_IS_OLD = 270, 120
# How many days after it began a round comes into each phase.
INTO = {Phase.DECIDE: 30, Phase.ACT: 60, Phase.REFLECT: 90}
# A round that closed was *doen* for most of its time.
INTO_REFLECTING = 220
LATE = "De bijeenkomsten liepen uit; de tafel wilde niet langer wachten."
ALREADY_RAN = "De tafel liep al voordat er een portaal was."
COME_TO_A_SESSION = 6

Deed = tuple[int, int, Callable[[], object]]


def began(plan: Plan) -> int:
    """How many days ago (negative) the first round of a table began."""
    return -ROUND_IS_OLD - ROUND_LASTS * (plan.round - 1)


def start(cast: Cast, table: Table, plan: Plan, *, by: User) -> None:
    """The table begins with its first round, as it did before there was a portal."""
    table.cycles.all().delete()
    Table.objects.filter(pk=table.pk).update(state=Table.State.PREPARING)
    with cast.at(began(plan), 9):
        states.start(table, by=by, reason=ALREADY_RAN)


def live(cast: Cast, table: Table, plan: Plan, turn: int, *, by: User) -> None:
    """Everything that happened in its rounds until today; chairs and dates of the running round come after."""
    demo_setup.agree(cast, table, day=began(plan) + 8)
    diary = _questions(cast, table, plan, turn, by)
    for number in range(1, plan.round + 1):
        first = began(plan) + ROUND_LASTS * (number - 1)
        diary += _round(cast, table, plan, turn + number, first, closes=number < plan.round, by=by)
    for days, hour, deed in sorted(diary, key=lambda entry: entry[:2]):
        with cast.at(days, hour):
            deed()


def _questions(cast: Cast, table: Table, plan: Plan, turn: int, by: User) -> list[Deed]:
    """Last year's questions have their answer, the first of this year has something, the others are open."""
    year = cast.today.year
    deeds: list[Deed] = []
    for text in plan.earlier_questions:
        deeds.append((began(plan) + 70, 11, lambda text=text: questions.add(table, text=text, year=year - 1, by=by)))
        deeds.append((-150, 11, lambda text=text: _answer(table, text, ANSWERS[turn % len(ANSWERS)], by, final=True)))
    for number, text in enumerate(plan.questions):
        owner = table.chair if number % 2 else table.facilitator
        asked = {"text": text, "year": year, "owner": owner, "by": by}
        deeds.append((-110, 11, lambda asked=asked: questions.add(table, **asked)))
        if number == 0:
            deeds.append((-30, 15, lambda text=text: _answer(table, text, SO_FAR, by, final=False)))
    return deeds


def _answer(table: Table, text: str, answer: str, by: User, *, final: bool) -> None:
    questions.answer(ResearchQuestion.objects.get(table=table, text=text), answer=answer, final=final, by=by)


def _round(cast: Cast, table: Table, plan: Plan, turn: int, first: int, *, closes: bool, by: User) -> list[Deed]:
    """One round from the day it began: what was promised, agreed and learned, and its turns until its close, or today."""
    kind, words = LANDINGS[turn % len(LANDINGS)]
    owner = table.chair or table.clm_contact
    deeds: list[Deed] = []
    if table.has_fixed_chairs:
        intended = {"kind": kind, "words": words, "owner": owner, "by": by}
        deeds.append((first + 50, 10, lambda: _intend(table, **intended)))
    for number in range(2):
        deeds.append((first + 34 + 20 * number, 15, lambda number=number: _promise(cast, table, 2 * turn + number, by)))
    if table.has_fixed_chairs:
        deeds += demo_yield.of_round(cast, table, turn, first, by)
    reached = list(INTO) if closes else list(INTO)[: list(Phase).index(plan.phase)]
    for phase in reached:
        after = INTO_REFLECTING if closes and phase == Phase.REFLECT else INTO[phase]
        deeds.append((first + after, 16, lambda phase=phase: _advance(table, phase, by)))
    if closes:
        deeds += _closing(cast, table, turn, first + ROUND_LASTS, by)
    if closes and table.has_fixed_chairs:
        deeds.append((first + 80, 9, lambda: _plan_and_hold(cast, table, plan, first + 80, by, [], turn)))
    if not table.has_fixed_chairs:
        deeds += _topics(cast, table, plan, turn, first, by, until=first + ROUND_LASTS if closes else 0)
    return deeds


def _intend(table: Table, **intended) -> None:
    """A round without a landing place from the one before gets one."""
    if not _running(table).landing_places.exists():
        landing_places.intend(_running(table), **intended)


def _running(table: Table) -> Cycle:
    return Cycle.objects.running().select_related("table").get(table=table)


def _advance(table: Table, phase: str, by: User) -> None:
    cycle = _running(table)
    reason = WHY_SO_EARLY if phase == Phase.ACT else LATE
    cycles.advance(cycle, to=phase, by=by, reason=reason)


def _promise(cast: Cast, table: Table, turn: int, by: User) -> None:
    """An action; of every two the first is done by now."""
    text, local = ACTIONS[turn % len(ACTIONS)]
    due = timezone.localdate() + timedelta(days=45)
    action = actions.add(table, text=text, owner=cast.people[local], due_on=due, by=by)
    if turn % 2:
        actions.tick_off(action, by=by)


def _closing(cast: Cast, table: Table, turn: int, day: int, by: User) -> list[Deed]:
    """The reflection, a working agreement that follows from it, the close, and what people say they found."""
    learned, behaviour, agreement = REFLECTIONS[turn % len(REFLECTIONS)]
    texts = {"learned": learned, "behaviour": behaviour, "agreements": agreement}

    def look_back() -> None:
        cycles.reflect(_running(table), by=by, **texts)
        working_agreements.make(table, text=AGREED_ON[turn % len(AGREED_ON)], by=by)

    def close() -> None:
        cycles.close(_running(table), by=by)

    def say() -> None:
        ended = Seat.objects.filter(cycle__table=table, continued_by__isnull=False, met="").select_related("cycle")
        for seat, (met, line) in zip(ended.order_by("pk"), FOUND, strict=False):
            hopes.say(seat, met=met, met_line=line, by=seat.person.user)

    return [(day - 10, 14, look_back), (day - 1, 16, close), (day + 4, 11, say)]


def _plan_and_hold(cast: Cast, table: Table, plan: Plan, days: int, by: User, texts: list, turn: int) -> None:
    """A meeting of an earlier round: planned some weeks ahead, with topics at a thematafel, and held."""
    day = suitable(cast.day(days))
    while table.meetings.filter(starts_at__date=day).exists():
        day = suitable(day + timedelta(days=1))
    days = (day - cast.today).days
    starts_at = cast.moment(days, 9, 30)
    with cast.at(days - 20, 15):
        session = meetings.plan(table, meetings.Session(starts_at, starts_at + timedelta(hours=2), plan.place), by=by)
        _fill(cast, session, texts, turn, by)
    with cast.at(days, 13):
        meetings.mark_held(session, by=by)


def _topics(cast: Cast, table: Table, plan: Plan, turn: int, first: int, by: User, *, until: int) -> list[Deed]:
    """What was proposed at a thematafel, and the sessions it went into; the last proposals still wait, one was dropped."""
    rows = TOPICS[table.slug]
    mine = rows[:3] if until else rows[3:]
    deeds: list[Deed] = [(first + 5, 10, lambda: [_propose(cast, table, *row) for row in mine])]
    if until:
        deeds += [
            (first + 40, 9, lambda: _plan_and_hold(cast, table, plan, first + 62, by, [mine[0][0], mine[1][0]], turn)),
            (first + 120, 9, lambda: _plan_and_hold(cast, table, plan, first + 145, by, [mine[2][0]], turn + 3)),
        ]
    else:
        deeds.append(
            (-40, 11, lambda: topics.drop(_topic(table, mine[0][0]), by=by, reason="Dit speelt bij één partij."))
        )
    return deeds


def _propose(cast: Cast, table: Table, text: str, why: str, local: str, brought_by: str) -> None:
    person = cast.people[local]
    from_table = Table.objects.led_by(person.user).filter(slug=brought_by).first()
    topics.propose(table, text=text, why=why, person=person, from_table=from_table, by=person.user)


def _topic(table: Table, text: str):
    return table.topics.select_related("table").get(text=text)


def _fill(cast: Cast, session: Meeting, texts: list[str], turn: int, by: User) -> None:
    """Bundle topics into a session, and let people sign up for it."""
    if texts:
        topics.bundle([_topic(session.table, text) for text in texts], session=session, by=by)
    if not session.table.has_fixed_chairs:
        people = list(cast.people.values())
        for number in range(COME_TO_A_SESSION + turn % 3):
            person = people[(5 * turn + 3 * number) % len(people)]
            sessions.join(session, person, by=person.user)


def come(cast: Cast, table: Table, turn: int, *, by: User) -> None:
    """The sessions to come of a thematafel: the nearest has topics, and people signed up for it."""
    with cast.at(-2, 9):
        coming = list(table.meetings.order_by("starts_at").filter(state=Meeting.State.PLANNED)[:2])
        proposed = list(table.topics.open().values_list("text", flat=True)[:2])
        for number, session in enumerate(coming):
            _fill(cast, session, proposed if number == 0 else [], turn + number, by)
