"""What waits at the tables for somebody."""

from datetime import timedelta
from uuid import UUID

from django.db.models import CharField, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import kept
from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.panels import Line, Panel
from leerlandschap.commons.paths import path_of, path_to
from leerlandschap.commons.registry import panels
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import OrganisationKind, RoleAssignment, person_of
from leerlandschap.network.questions import QuestionOf
from leerlandschap.network.roles import MATRIX, ROLES_FOR_AN_ORGANISATION, Permission, may
from tables import rhythm
from tables.models import (
    Action,
    Attendance,
    Calibration,
    Cycle,
    Insight,
    Meeting,
    ResearchQuestion,
    Seat,
    SetupStep,
    Stance,
    Table,
    TableInvitation,
    TableLink,
    WorkingAgreement,
)

MOST = 10
# A year's planning, made in autumn, looks as far as the next summer.
CALENDAR_AHEAD = timedelta(days=274)


ASKED, RUNS = "asked", "runs"


def _led(user):
    """In one question: of the tables where `user` decides how many wait for an answer, with name and address; and of the
    running tables whose dates they look after the key and the version, which whatever touches a rhythm raises.
    """
    led = Table.objects.led_by(user)
    decides = Table.objects.all() if may(user, Permission.SEAT_DECIDE) else led
    plans = Table.objects.all() if may(user, Permission.MEETING_PLAN) else led
    waiting = decides.filter(cycles__ended_on=None, cycles__seats__state=Seat.State.REQUESTED)
    asked = waiting.order_by().values("name", "slug").annotate(
        what=Value(ASKED), number=Count("cycles__seats"), raised=Value(0)
    )  # fmt: skip
    running = plans.filter(state=Table.State.RUNNING).order_by()
    running = running.annotate(what=Value(RUNS), number=F("pk"), raised=F("version"))
    columns = ("what", "name", "slug", "number", "raised")
    return asked.values_list(*columns).union(running.values_list(*columns), all=True)


LED = QuestionOf(_led)
TO_CALIBRATE = QuestionOf(
    lambda user: (
        (
            Calibration.objects.all()
            if may(user, Permission.CALIBRATE)
            else Calibration.objects.filter(table__chair=person_of(user))
        )
        .open()
        .order_by("due_on", "table__name")
        .select_related("table")
        .only("ref", "half_year", "due_on", "table__name", "table__slug")[:MOST]
    )
)


def _asked_of(user):
    """What tables ask of `user`, and what became of what they asked, in one question: (what, table, address, ref, state)."""
    steps = SetupStep.objects.filter(owner=person_of(user), done_at=None, table__state=Table.State.PREPARING)
    invited = TableInvitation.objects.open().filter(person=person_of(user)).exclude(sent_at=None)
    own = ResearchQuestion.objects.legible_to(user).filter(submitted_by=person_of(user))
    speaks_for = Q(waits_for__chair=person_of(user)) | Q(waits_for__clm_contact=person_of(user))
    proposed = TableLink.objects.between_visible_to(user).filter(speaks_for)

    def rows(found, what: str, ref, state: str, table: str = "table"):
        found = found.order_by().annotate(
            what=Value(what, CharField()), place=F(f"{table}__name"), address=F(f"{table}__slug"),
            which=Cast(ref, CharField()), how=F(state),
        )  # fmt: skip
        return found.values_list("what", "place", "address", "which", "how")

    return rows(steps, "step", F("table__ref"), "kind").union(
        rows(invited, "invitation", F("ref"), "state"),
        rows(own, "question", F("ref"), "state"),
        rows(proposed, "link", F("ref"), "kind", "waits_for"),
        all=True,
    )


ASKED_OF = QuestionOf(_asked_of)
SET_UP = QuestionOf(
    lambda user: (
        Table.objects.preparing()
        .annotate(done=Count("steps", filter=Q(steps__done_at__isnull=False)))
        .order_by("name")
        .values_list("name", "slug", "done")
    )
)


# --- one's own chairs, actions and sessions -------------------------------------------------------------------------------------

# How long after the close of a round it is asked whether somebody found what they hoped for.
ASKED_FOR = timedelta(days=90)
MOST_STUCK = 20
SITS, HOPED, PROMISED, COMES, HOLDS, STANCE = "sits", "hoped", "promised", "comes", "holds", "stance"
# The roles that speak for an organisation.
SPEAKING = [role for role in ROLES_FOR_AN_ORGANISATION if Permission.STANCE_TAKE in MATRIX[role]]
KINDS = (SITS, HOPED, PROMISED, COMES, HOLDS, STANCE)
EMPTY = Value("")
NO_DAY = Cast(Value(None), DateField())


def _own_things(user, since, now, today):
    """In one question, each with what its line says: chairs, rounds to look back on, open actions, sessions one comes to,
    insights of which it is time to ask whether they still hold, and agreements that wait for one's municipality.
    """
    sat = Seat.objects.filter(person=person_of(user), decided_at__isnull=False, state=Seat.State.ENDED, met="")
    # Not who was taken off a chair before the round closed.
    sat = sat.filter(Q(continued_by__isnull=False) | Q(cycle__table__state=Table.State.ENDED, reason=""))
    chairs = _rows(
        Seat.objects.current().filter(person=person_of(user)), SITS, F("cycle__table__name"), NO_DAY, slug=F("state")
    )
    hoped = _rows(sat.filter(cycle__ended_on__gte=since), HOPED, F("cycle__table__name"), F("cycle__ended_on"))
    promised = _rows(_first_promised(user), PROMISED, F("text"), F("due_on"), where=F("table__name"))
    coming = Attendance.objects.coming().filter(person=person_of(user), meeting__ends_at__gte=now)
    coming = coming.filter(meeting__state=Meeting.State.PLANNED, meeting__table__kind=Table.Kind.THEMATAFEL)
    day_of = Cast("meeting__starts_at", DateField())
    comes = _rows(coming, COMES, F("meeting__table__name"), day_of, ref=F("meeting__ref"))
    led = (
        Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user)) | Q(table__clm_contact=person_of(user))
    )
    checks = Insight.objects.to_check(today).filter(led).exclude(table__state=Table.State.ENDED)
    holds = _rows(checks, HOLDS, F("text"), F("check_on"), where=F("table__name"))
    waiting = _rows(_without_stance(user, today), STANCE, F("text"), F("valid_from"), where=F("table__name"))
    return chairs.union(hoped, promised, comes, holds, waiting, all=True).order_by("on")


def _first_promised(user) -> QuerySet:
    """The open actions of `user` that are due first, no more than the panel shows; read along the index of who promised."""
    own = Action.objects.open().standing().filter(owner=person_of(user)).order_by("due_rank", "pk")
    return Action.objects.filter(pk__in=own.values("pk")[:MOST])


def _without_stance(user, today) -> QuerySet:
    """The working agreements that `user` reads, that hold for a municipality they speak for, and of which it said nothing."""
    speaks = RoleAssignment.objects.running(today).filter(person=person_of(user), role__in=SPEAKING)
    own = speaks.filter(organisation__kind=OrganisationKind.MUNICIPALITY).values("organisation")
    said = Stance.objects.filter(agreement=OuterRef("pk"), organisation__in=own)
    return WorkingAgreement.objects.visible_to(user).open().meant_for(own).exclude(Exists(said))


def _rows(rows: QuerySet, kind: str, text, on, *, ref=None, slug=EMPTY, where=EMPTY) -> QuerySet:
    named = rows.order_by().annotate(kind=Value(kind), what=text, on=on, key=ref or F("ref"), slug=slug, where=where)
    return named.values_list("kind", "what", "on", "key", "slug", "where")


OWN_THINGS = QuestionOf(_own_things, timezone.localdate(), timezone.now(), timezone.localdate() + timedelta(days=1))


@panels.register
def asked_at_tables(user) -> list[Panel]:
    """Invitations and proposed links to answer, steps of setting up to do, and how this person's own questions stand."""
    rows = ASKED_OF.ask(user)
    invitations = [Line(f"Uitnodiging voor {table}", reverse("table-invitation", args=[UUID(ref)]), "wacht op je antwoord")
                   for what, table, _slug, ref, _state in rows if what == "invitation"]  # fmt: skip
    steps = [Line(f"{table}: {SetupStep.Kind(kind).label}", reverse("setup", args=[slug]), "te doen")
             for what, table, slug, _ref, kind in rows if what == "step"]  # fmt: skip
    questions = [Line(f"Je vraag voor {table}", reverse("question", args=[UUID(ref)]), ResearchQuestion.State(state).label)
                 for what, table, _slug, ref, state in rows if what == "question"]  # fmt: skip
    links = [Line(f"Een verbinding met {table}", reverse("link-list", args=[slug]), "wacht op je antwoord")
             for what, table, slug, _ref, _kind in rows if what == "link"]  # fmt: skip
    return [
        Panel("Voorgestelde verbindingen", links),
        Panel("Je bent uitgenodigd", invitations, personal=True),
        Panel("Tafels die je helpt inrichten", steps, personal=True),
        Panel("Mijn onderzoeksvragen", questions, personal=True),
    ]


@panels.register
def own_things(user) -> list[Panel]:
    """The chairs this person has, asked for or waits for, what a closed round asks, what they promised, their sessions;
    and what they are asked about insights and working agreements.
    """
    today = timezone.localdate()
    found = OWN_THINGS.ask(user, today - ASKED_FOR, timezone.now(), today)
    by_kind = {kind: [row for row in found if row[0] == kind] for kind in KINDS}
    return [
        Panel(
            "Onderschrijft je gemeente dit?",
            [_to_subscribe(row) for row in by_kind[STANCE][:MOST]],
            more_url=path_of("working-agreement-list"),
            more_text="Alle werkafspraken",
            personal=True,
        ),
        Panel("Klopt dit nog?", [_to_confirm(row) for row in by_kind[HOLDS][:MOST]]),
        Panel(
            "Mijn stoelen",
            [_chair(row) for row in by_kind[SITS]],
            empty="Je zit nog aan geen tafel.",
            more_url=path_of("table-list"),
            more_text="Bekijk bij welke tafel je kunt aanschuiven",
            personal=True,
        ),
        Panel("Vond je wat je hoopte?", [_to_look_back_on(row) for row in by_kind[HOPED]], personal=True),
        Panel(
            "Mijn acties",
            [_promised(row) for row in by_kind[PROMISED][:MOST]],
            more_url=path_of("my-actions"),
            more_text="Bekijk al je acties",
            personal=True,
        ),
        Panel("Mijn sessies", [_session(row) for row in by_kind[COMES]], personal=True),
    ]


def _chair(row) -> Line:
    _kind, table, _on, ref, state, _where = row
    return Line(table, path_to("seat", ref), Seat.State(state).label)


def _to_look_back_on(row) -> Line:
    _kind, table, on, ref, _slug, _where = row
    return Line(table, path_to("seat", ref), f"ronde afgesloten op {day(on, 'kort')}")


def _promised(row) -> Line:
    _kind, text, on, ref, _slug, where = row
    late = on is not None and on < timezone.localdate()
    when = f"{'te laat, was voor' if late else 'voor'} {day(on, 'kort')}" if on else ""
    return Line(text, path_to("action", ref), when, note=where)


def _to_confirm(row) -> Line:
    _kind, text, on, ref, _slug, where = row
    return Line(text, path_to("insight", ref), f"te bekijken sinds {day(on, 'kort')}", note=where)


def _to_subscribe(row) -> Line:
    _kind, text, _on, ref, _slug, where = row
    return Line(text, path_to("working-agreement", ref), "nog geen standpunt", note=where)


def _session(row) -> Line:
    _kind, table, on, ref, _slug, _where = row
    return Line(table, path_to("session", ref), day(on, "kort"))


@panels.register
def tables_being_set_up(user) -> list[Panel]:
    """Tables that are being set up, with how far they are, for who begins tables."""
    if not may(user, Permission.TABLE_START):
        return []
    lines = [
        Line(name, reverse("setup", args=[slug]), f"{done} van 3 stappen klaar")
        for name, slug, done in SET_UP.ask(user)
    ]
    return [Panel("Tafels die worden ingericht", lines)]


@panels.register
def for_who_leads(user) -> list[Panel]:
    """Tables where somebody waits for an answer, for who may give it; and tables that wait to be calibrated or are out of
    their rhythm, for who looks after their dates.
    """
    rows = LED.ask(user)
    waiting = sorted(row[1:4] for row in rows if row[0] == ASKED)
    asked = [
        Line(name, reverse("seat-list", args=[slug]), f"{number} te beantwoorden")
        for name, slug, number in waiting[:MOST]
    ]
    to_answer = Panel("Wie wil aanschuiven", asked)
    led = sorted(row[3:] for row in rows if row[0] == RUNS)
    if not led:
        return [to_answer]
    calibrate = [
        Line(str(one), one.get_absolute_url(), f"uiterlijk {day(one.due_on, 'kort')}") for one in TO_CALIBRATE.ask(user)
    ]
    out = kept.thing(("out of rhythm", tuple(led)), lambda: _out_of_rhythm([pk for pk, _version in led]))
    return [to_answer, Panel("Tijd om te ijken", calibrate), Panel("Uit het ritme", _shortened(out))]


def _out_of_rhythm(tables: list[int]) -> list[Line]:
    """A line for each of these tables that meets too rarely or too often."""
    return [
        Line(table.name, reverse("planning", args=[table.slug]), verdict.tempo.value, note=verdict.sentence)
        for table, verdict in rhythm.out_of_rhythm(Table.objects.filter(pk__in=tables), timezone.localdate())
    ]


def _shortened(lines: list[Line]) -> list[Line]:
    """No more than a panel holds; the last line counts the rest."""
    if len(lines) <= MOST:
        return lines
    return [*lines[:MOST], Line(f"En nog {len(lines) - MOST} tafels", path_of("table-list"))]


@panels.register
def calendar_to_fill(user) -> list[Panel]:
    """That the closed days are known for less than nine months ahead, for who keeps them."""
    if not may(user, Permission.CALENDAR_EDIT):
        return []
    until = ClosedPeriod.objects.filled_until()
    if until is not None and until >= timezone.localdate() + CALENDAR_AHEAD:
        return []
    text = f"De kalender loopt tot en met {day(until)}" if until else "De kalender is nog niet gevuld"
    return [Panel("Vrije dagen en vakanties", [Line(text, path_of("closed-list"), "aanvullen")])]


@panels.register
def stuck_rounds(user) -> list[Panel]:
    """Rounds that have been in one phase for too long, for the regional office and CLM."""
    if not may(user, Permission.TABLE_STATE):
        return []
    stuck = Cycle.objects.stuck(timezone.localdate()).select_related("table")[:MOST_STUCK]
    lines = [
        Line(
            str(cycle.table),
            cycle.get_absolute_url(),
            f"{cycle.get_phase_display()} sinds {day(cycle.phase_since, 'kort')}",
        )
        for cycle in stuck
    ]
    return [Panel("Rondes die stilstaan", lines)]
