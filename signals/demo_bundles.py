"""Two invented bundles: one that waits for the next meeting of a table, and one whose thread was walked to its end."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import User
from signals.demo_plans import BundlePlan
from signals.flows import bundles, echoes, handling, returns
from signals.models import Bundle, Experience
from tables.demo_calendar import suitable
from tables.flows import agenda, closing, cockpit, landings, meetings, minutes, openness
from tables.flows.outcomes import Line
from tables.models import AgendaItem, Landing, LandingKind, Meeting, Openness, Table
from tables.outcomes import Kind

Deed = tuple[int, int, Callable[[], object]]
PLACE = "Stadhuis Lelystad"
INSIGHT = "Wie buiten kantooruren belt, is geholpen met één nummer dat iedereen kent."
AGREEMENT = "Buiten kantooruren bellen we allemaal hetzelfde nummer."
NOTES = "Iedereen herkent het. Er blijken vier nummers rond te gaan; twee daarvan worden niet opgenomen."
HOLDS = "Het nummer staat in de telefoon van alle wijkteams."


def deeds(cast: Cast, plan: BundlePlan, made: dict[str, Experience], by: User) -> list[Deed]:
    """What happens to a bundle, each with its day and hour."""
    table = Table.objects.select_related("chair__user").get(slug=plan.table)
    if not plan.met:
        return [(plan.brought, 15, lambda: _bring(plan, made, table, _next(table), by))]
    chair, on = table.chair.user, _free_day(table, cast.day(plan.met))
    day = (on - cast.today).days
    walked = [
        (plan.brought, 15, lambda: _bring(plan, made, table, _plan_meeting(table, on, chair), by)),
        (day, 11, lambda: _hold(table, on, chair)),
        (day, 18, returns.sweep),
        (day + 1, 9, lambda: _send_round(table, on, chair)),
        (day + 4, 10, lambda: _land(table, chair)),
        (day + 5, 10, lambda: _step(table, "agreed", "Met alle wijkteams afgesproken.", chair)),
        (day + 9, 10, lambda: _step(table, "done", HOLDS, chair)),
        (day + 9, 18, returns.sweep),
        (day + 13, 11, lambda: bundles.answer(Bundle.objects.get(title=plan.title), text=plan.answer, by=by)),
        (day + 27, 11, lambda: _close(plan, made, by)),
    ]
    return [one for one in walked if one[0] < 0]


def _free_day(table: Table, first: date) -> date:
    """The first sensible day on which the table does not meet already."""
    on = suitable(first)
    while table.meetings.on_days(on, on).exists():
        on = suitable(on + timedelta(days=1))
    return on


def _bring(plan: BundlePlan, made: dict, table: Table, meeting: Meeting | None, by: User) -> None:
    found = [made[name] for name in plan.names]
    bundle = bundles.bring(found, table=table, meeting=meeting, title=plan.title, text=plan.text, by=by)
    if table.openness == Openness.PUBLIC:
        echoes.show(bundle, level=Openness.PUBLIC, by=by)


def _next(table: Table) -> Meeting | None:
    return Meeting.objects.upcoming(timezone.now()).filter(table=table).first()


def _plan_meeting(table: Table, on: date, by: User) -> Meeting:
    """One in between, outside the rhythm."""
    starts = timezone.make_aware(datetime.combine(on, time(9, 30)))
    session = meetings.Session(starts, starts + timedelta(hours=1), PLACE)
    return meetings.plan(table, session, by=by, ad_hoc=True)


def _hold(table: Table, on: date, by: User) -> None:
    meeting = table.meetings.on_days(on, on).get()
    agenda.share(meeting, by=by)
    cockpit.begin(meeting, by=by)
    item = meeting.agenda_items.get(kind=AgendaItem.Kind.EXPERIENCE)
    cockpit.minute(item, notes=NOTES, seen=0, line=Line(Kind.INSIGHT, INSIGHT), by=by)
    closing.close(meeting, by=by)


def _send_round(table: Table, on: date, by: User) -> None:
    report = table.meetings.on_days(on, on).get().report
    minutes.send_round(report, until=timezone.localdate() + timedelta(days=7), by=by)


def _close(plan: BundlePlan, made: dict[str, Experience], by: User) -> None:
    for name in plan.names:
        handling.close(made[name], by=by)


def _land(table: Table, by: User) -> None:
    """The table lets everybody read what it learned, and says where it lands."""
    insight = table.insights.get(text=INSIGHT)
    if table.openness == Openness.PUBLIC:
        openness.widen(insight, Openness.PUBLIC, by=by)
    landings.propose(insight, kind=LandingKind.WORKING_AGREEMENT, what=AGREEMENT, by=by)


def _step(table: Table, to: str, words: str, by: User) -> None:
    landings.take(Landing.objects.get(insight__table=table, what=AGREEMENT), to=to, words=words, by=by)
