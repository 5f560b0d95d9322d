"""How many questions a page or a form asks the database: few, and as many at 600 tables as at 6."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tables.models import Cycle, ResearchQuestion, Table
from tests.factories import make_meeting, make_person, make_seat, make_table, make_theme

pytestmark = pytest.mark.django_db

FEW, MANY = 6, 600
# issue 2 and the goals of docs/performance.md.
MOST_FOR_A_SIGN_UP, MOST_FOR_A_PAGE = 12, 8
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
def test_a_sign_up_asks_at_most_twelve_questions(chairs, sign_in, gemeente):
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
