"""How many questions a page or a form asks the database: few, as many at 600 tables as at 6, and at 500 members as at 5."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import Membership, Organisation, OrganisationKind, Person
from tables.models import (
    Action,
    Attendance,
    ChairGroup,
    Cycle,
    Involvement,
    ResearchQuestion,
    Seat,
    Table,
    TableInvitation,
)
from tests.factories import make_meeting, make_person, make_seat, make_session, make_table, make_theme

pytestmark = pytest.mark.django_db

FEW, MANY = 6, 600
FEW_MEMBERS, MANY_MEMBERS = 5, 500
# issue 2 and the goals of docs/performance.md.
MOST_FOR_A_SIGN_UP, MOST_FOR_A_PAGE = 11, 8
TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config")


class Questions(CaptureQueriesContext):
    """Counts what is asked of the database, but for what only opens or closes a transaction and its scope."""

    def __init__(self) -> None:
        super().__init__(connection)

    @property
    def asked(self) -> list[str]:
        return [one["sql"] for one in self.captured_queries if not one["sql"].startswith(TRANSACTIONS)]

    def __len__(self) -> int:
        return len(self.asked)


def asked_for(browser: Client, path: str) -> int:
    """The number of questions behind a page, asked by a browser that has just been told about everything else."""
    browser.get(path)
    with Questions() as questions:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(questions)


def make_tables(until: int) -> None:
    """As many tables as `until`, each with a round, a meeting to come and a research question, in a few inserts."""
    theme, now = make_theme(), timezone.now()
    there = Table.objects.count()
    tables = Table.objects.bulk_create(
        Table(
            name=f"Veel {number}",
            slug=f"veel-{number}",
            kind=Table.Kind.LEERTAFEL,
            state=Table.State.RUNNING,
            theme=theme,
            slot=10_000 + number,
            edited_at=now,
            open_for_signup=True,
        )
        for number in range(there, until)
    )
    Cycle.objects.bulk_create(
        Cycle(table=table, started_on=timezone.localdate(), phase_since=timezone.localdate()) for table in tables
    )
    for table in tables[:3]:
        make_meeting(table)
        make_seat(table)
    ResearchQuestion.objects.bulk_create(
        ResearchQuestion(table=table, year=2026, text="Wat werkt?") for table in tables
    )


PAGES = {"first page": "/", "tables": "/tafels/", "a table": None}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "signed in"])
def test_a_page_asks_as_much_at_600_tables_as_at_6(page, signed_in, sign_in, gemeente):
    table = make_table(chair=make_person())
    make_meeting(table)
    make_seat(table, gemeente.person)
    path = PAGES[page] or table.get_absolute_url()
    browser = sign_in(gemeente) if signed_in else Client()
    make_tables(FEW)
    at_few = asked_for(browser, path)

    make_tables(MANY)

    assert (Table.objects.count(), asked_for(browser, path)) == (MANY, at_few)


@pytest.mark.parametrize("path", ["/tafels/", "/mijn/", None])
def test_a_signed_in_page_asks_at_most_eight_questions(path, sign_in, gemeente):
    table = make_table(chair=make_person())
    make_seat(table, gemeente.person)
    make_tables(25)

    assert asked_for(sign_in(gemeente), path or table.get_absolute_url()) <= MOST_FOR_A_PAGE


def test_a_page_that_is_kept_asks_one_question():
    table = make_table()

    assert [asked_for(Client(), path) for path in ("/", "/tafels/", table.get_absolute_url())] == [1, 1, 1]


@pytest.mark.parametrize("chairs", [2, 1], ids=["a chair", "a place on the list"])
def test_a_sign_up_asks_at_most_eleven_questions(chairs, sign_in, gemeente):
    table = make_table(chairs=chairs, chair=make_person(), clm_contact=make_person())
    make_seat(table)
    browser = sign_in(gemeente)
    browser.get("/tafels/")

    with Questions() as questions:
        answer = browser.post(
            reverse("signup", args=[table.slug]),
            {"involvement": "member", "brings": "Cijfers", "hopes": "", "once": "k"},
        )

    assert answer.status_code == 302
    assert len(questions) <= MOST_FOR_A_SIGN_UP, "\n".join(questions.asked)


# --- a table of five hundred ----------------------------------------------------------------------------------------------


def seat_until(table: Table, until: int) -> list[Person]:
    """As many members as `until`, each of an organisation of their own, with an answer for the next meeting, in a few inserts.

    Beside each member somebody asks for a chair, somebody waits, somebody is invited, somebody sits on a chair of the
    round before; each member has an action to do.
    """
    now, today, number = timezone.now(), timezone.localdate(), Organisation.objects.count()
    cycle = table.running_cycle()
    before, _made = Cycle.objects.get_or_create(
        table=table, number=0, defaults={"started_on": today, "phase_since": today, "ended_on": today}
    )
    meeting = table.meetings.order_by("starts_at").first()
    fresh = range(Seat.objects.at(table).accepted().count(), until)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Organisatie {number + one}", kind=OrganisationKind.PROVIDER) for one in fresh
    )
    people = Person.objects.bulk_create(
        Person(name=f"Lid {one} {part}", email=f"lid{one}{part}{table.pk}@veel.example")
        for one in fresh
        for part in ("zit", "vraagt", "wacht")
    )
    seated, asking, waiting = people[::3], people[1::3], people[2::3]
    Membership.objects.bulk_create(
        Membership(person=person, organisation=organisation, started_on=today)
        for person, organisation in zip(seated, organisations, strict=True)
    )
    kinds = list(OrganisationKind)

    def seats(which: list[Person], state: str, *, cycle: Cycle = cycle) -> list[Seat]:
        return [
            Seat(
                cycle=cycle, person=person, organisation=organisation, involvement=Involvement.MEMBER, state=state,
                perspective=kinds[at % len(kinds)], rank=at + fresh.start + 1 if state == Seat.State.WAITING else None,
                requested_at=now, decided_at=now, hopes="Leren",
            )
            for at, (person, organisation) in enumerate(zip(which, organisations, strict=True))
        ]  # fmt: skip

    accepted = Seat.objects.bulk_create(seats(seated, Seat.State.ACCEPTED))
    Seat.objects.bulk_create(
        [
            *seats(asking, Seat.State.REQUESTED),
            *seats(waiting, Seat.State.WAITING),
            *seats(seated, Seat.State.ENDED, cycle=before),
        ]
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=seat.person, organisation=seat.organisation, state="coming", answered_at=now)
        for seat in accepted
    )
    actions = Action.objects.bulk_create(
        Action(table=table, number=one + 1, text="Uitzoeken", owner=person, made_at=now)
        for one, person in zip(fresh, seated, strict=True)
    )
    for action in actions:
        action.cycles.add(cycle)
    groups = ChairGroup.objects.bulk_create(
        ChairGroup(table=table, perspective=kinds[0], organisation=organisation, chairs=1)
        for organisation in organisations
    )
    states = list(TableInvitation.State)
    TableInvitation.objects.bulk_create(
        TableInvitation(
            table=table, name=person.name, email=person.email, organisation=organisation, person=person, group=group,
            state=states[at % len(states)], made_at=now, sent_at=now,
            answered_at=now if states[at % len(states)] in ("accepted", "declined", "deputy") else None,
        )
        for at, (person, organisation, group) in enumerate(zip(asking, organisations, groups, strict=True))
    )  # fmt: skip
    taken = 2 * until
    Table.objects.filter(pk=table.pk).update(chairs=taken + 5, taken=taken, waiting=until, next_rank=until + 1)
    return seated


def pages_of(table: Table) -> dict[str, str]:
    """What the chair of a table opens, and lists in which the table is one of many."""
    meeting = table.meetings.order_by("starts_at").first()
    named = ("seat-list", "cycle", "cycle-list", "cycle-close", "reflection", "planning", "table-invitations",
             "seating-plan", "setup", "link-list", "table-questions", "opening-agreements")  # fmt: skip
    return {
        **{name: reverse(name, args=[table.slug]) for name in named},
        "the table": table.get_absolute_url(),
        "the meeting": meeting.get_absolute_url(),
        "move the meeting": reverse("meeting-move", args=[meeting.ref]),
        "a new question": reverse("question-new", args=[table.slug]),
        "tables": "/tafels/",
        "one's own": "/mijn/",
        "the landscape": "/landschap/?leden=ja",
    }


PAGES_OF_THE_OFFICE = {
    "sign-ups": "/werk/aanmeldingen/",
    "work": "/werk/",
}


@pytest.fixture
def large(voorzitter):
    """A table with a chair, that is led by `voorzitter`, and of which members are five."""
    table = make_table("Grote tafel", chair=voorzitter.person)
    make_meeting(table)
    seat_until(table, FEW_MEMBERS)
    return table


def counted(browser: Client, pages: dict[str, str]) -> dict[str, int]:
    return {name: asked_for(browser, path) for name, path in pages.items()}


def test_what_the_chair_opens_asks_as_much_of_500_members_as_of_5(large, sign_in, voorzitter):
    browser, pages = sign_in(voorzitter), pages_of(large)
    at_few = counted(browser, pages)

    seat_until(large, MANY_MEMBERS)

    assert Seat.objects.at(large).accepted().count() == MANY_MEMBERS
    assert counted(browser, pages) == at_few


def test_what_the_office_opens_asks_as_much_of_500_members_as_of_5(large, sign_in, clm):
    others = {"the table", "table-invitations", "setup", "the landscape"}
    browser = sign_in(clm)
    pages = PAGES_OF_THE_OFFICE | {name: path for name, path in pages_of(large).items() if name in others}
    at_few = counted(browser, pages)

    seat_until(large, MANY_MEMBERS)

    assert counted(browser, pages) == at_few


def test_what_a_member_opens_asks_as_much_of_500_members_as_of_5(large, sign_in, gemeente):
    seat = make_seat(large, gemeente.person)
    browser = sign_in(gemeente)
    mine = {"the table", "the meeting", "cycle", "cycle-list", "tables", "one's own", "the landscape"}
    pages = {name: path for name, path in pages_of(large).items() if name in mine} | {"chair": seat.get_absolute_url()}
    at_few = counted(browser, pages)

    seat_until(large, MANY_MEMBERS)

    assert counted(browser, pages) == at_few


def test_a_session_asks_as_much_of_500_who_come_as_of_5(sign_in, gemeente):
    session, browser = make_session(), sign_in(gemeente)
    pages = {"session": reverse("session", args=[session.ref]), "table": session.table.get_absolute_url()}
    seat_until(session.table, FEW_MEMBERS)
    at_few = counted(browser, pages)

    seat_until(session.table, MANY_MEMBERS)

    assert session.attendances.coming().count() == MANY_MEMBERS
    assert counted(browser, pages) == at_few
