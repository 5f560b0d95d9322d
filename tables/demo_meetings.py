"""The demo's meetings that were held: who was there, what was said and what came of it, up to the minutes.

All of it invented, and made by the flows on the days it would have happened.
"""

from datetime import timedelta

from django.utils import timezone

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import Person, User
from tables.flows import closing, cockpit, minutes
from tables.flows.outcomes import Line
from tables.models import AgendaItem, Meeting, Minutes, Seat, Table
from tables.outcomes import Kind

# How many days after a meeting its minutes go round, are commented on, and are adopted.
SENT, REMARKED, ADOPTED = 1, 3, 12

# By the kind of an item what was said, and what came of it.
SAID = {
    AgendaItem.Kind.BOTTLENECK: (
        "Drie organisaties vertelden hoe het bij hen gaat. Het eerste uur gaat nu vaak op aan zoeken wie er aan zet is.\n\n"
        "- Wie belt, is overal anders geregeld.\n- Een vast nummer per gemeente helpt.\n- ’s Avonds is er niemand.",
        [
            (Kind.DECISION, "Elke gemeente noemt één vast nummer voor het eerste uur."),
            (Kind.INSIGHT, "Wie het eerste uur samen belt, zoekt daarna minder."),
            (Kind.ACTION, "Verzamel de nummers per gemeente en deel ze met de tafel"),
        ],
    ),
    AgendaItem.Kind.FIGURES: (
        "De cijfers laten een daling zien, maar niet overal. We weten nog niet of het aan de instroom ligt of aan de afspraken.",
        [
            (Kind.QUESTION, "Waarom daalt de wachttijd in de ene gemeente wel en in de andere niet?"),
            (Kind.ACTION, "Vraag de cijfers per kwartaal op"),
        ],
    ),
    AgendaItem.Kind.STORY: (
        "Een samengesteld verhaal, zonder herkenbare gegevens. Het laat zien dat twee keer hetzelfde vragen het vertrouwen kost.",
        [
            (Kind.INSIGHT, "Twee keer hetzelfde vragen kost meer vertrouwen dan wachten."),
            (Kind.AGREEMENT, "We lezen eerst wat er al is, en vragen dan pas."),
        ],
    ),
    AgendaItem.Kind.EXECUTION: (
        "We vergeleken de afspraak van vorig jaar met hoe het nu gaat. Twee van de drie punten lukken, het derde vraagt tijd.",
        [(Kind.DECISION, "We houden de werkwijze vast en kijken over een half jaar opnieuw.")],
    ),
    AgendaItem.Kind.EXAMPLE: (
        "Twee collega’s vertelden hoe een huisbezoek met z’n tweeën gaat, en wat het oplevert.",
        [(Kind.EXAMPLE, "Met z’n tweeën op huisbezoek scheelt een gesprek")],
    ),
    AgendaItem.Kind.MOVEMENT: ("Wat eraan komt staat in de stukken. Voor de zomer verandert hier nog niets.", []),
    AgendaItem.Kind.DEVELOPMENT: (
        "De eerste twee stappen zijn gezet. Voor de derde missen we nog iemand uit het onderwijs.",
        [(Kind.ACTION, "Vraag een school om een keer aan te schuiven")],
    ),
}
REMARK, ANSWER = "Er mist dat we ook de huisartsen zouden bellen.", "Erbij gezet in de nieuwe versie."
ADDED, WHY = "\n\nOok de huisartsen worden gebeld.", "Naar aanleiding van een opmerking."


def hold(cast: Cast, meeting: Meeting, turn: int, *, by: User) -> None:
    """It is held, minuted and closed; its minutes go round, and are adopted when that time has come."""
    day = _day(cast, meeting)
    with cast.at(day, 11, 25):
        cockpit.begin(meeting, by=by)
        _note_who_is_there(meeting, turn, by=by)
        for item in AgendaItem.objects.on_agenda().filter(meeting=meeting):
            _minute(item, turn, by=by)
        made = closing.close(meeting, by=by)
    if day + SENT < 0:
        with cast.at(day + SENT, 9):
            minutes.send_round(made, until=timezone.localdate() + timedelta(days=7), by=by)
    if day + REMARKED < 0 and turn % 2 == 0:
        _talk_it_over(cast, made, day, by=by)
    if day + ADOPTED < 0:
        with cast.at(day + ADOPTED, 9):
            minutes.adopt(made, by=by)


def _day(cast: Cast, meeting: Meeting) -> int:
    return (timezone.localdate(meeting.starts_at) - cast.today).days


def _note_who_is_there(meeting: Meeting, turn: int, *, by: User) -> None:
    seats = list(Seat.objects.at(meeting.table).accepted().order_by("pk"))
    presences = {
        seat.person_id: "excused" if at % 6 == turn % 6 else "absent" if at % 9 == 8 else "present"
        for at, seat in enumerate(seats)
    }
    organisations = {seat.person_id: seat.organisation_id for seat in seats}
    cockpit.note_presence(meeting, presences, organisations=organisations, by=by)


def _minute(item: AgendaItem, turn: int, *, by: User) -> None:
    """What was said and what came of it; of the rest only that it was discussed. Once in three there was no time for one."""
    words, came = SAID.get(item.kind, (None, []))
    if turn % 3 == 2 and item.kind == AgendaItem.Kind.FIGURES:
        return
    cockpit.minute(item, notes=words, seen=0, discussed=True, by=by)
    for kind, text in came:
        if not _stands(item.table, kind, text):
            cockpit.minute(item, notes=None, seen=1, line=_line(item, kind, text), by=by)


def _stands(table: Table, kind: Kind, text: str) -> bool:
    """A question is asked once a year."""
    return kind == Kind.QUESTION and table.questions.filter(text=text).exists()


def _line(item: AgendaItem, kind: Kind, text: str) -> Line:
    if kind != Kind.ACTION:
        return Line(kind, text)
    owner = Person.objects.filter(seats__cycle__table=item.table, seats__state="accepted").order_by("pk").first()
    return Line(kind, text, owner=owner, due_on=timezone.localdate() + timedelta(days=42))


def _talk_it_over(cast: Cast, made: Minutes, day: int, *, by: User) -> None:
    """A member says that something is missing; it is mended in a new version."""
    member = made.meeting.table.cycles.filter(ended_on=None, seats__person__user__isnull=False).values("seats__person")
    person = Person.objects.filter(pk__in=member, user__isnull=False).exclude(user=by).order_by("pk").first()
    if person is None:
        return
    with cast.at(day + REMARKED, 16):
        entry = minutes.current(made).entries.exclude(text="").order_by("position").first()
        remark = minutes.remark(made, entry, person, text=REMARK)
    if day + REMARKED + 1 < 0:
        with cast.at(day + REMARKED + 1, 10):
            minutes.answer(remark, answer=ANSWER, by=by)
            better = minutes.Correction(f"{entry.text}{ADDED}", entry.openness, {})
            minutes.correct(made, {entry.position: better}, why=WHY, seen=1, by=by)
