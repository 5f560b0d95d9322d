"""Questions whose SQL is written once: the same answer as the ORM's, every time, for whatever takes a blank's place."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons.models import Ticket
from leerlandschap.commons.questions import Question
from leerlandschap.network.models import Membership, Person
from tests.factories import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_the_answer_follows_the_rows():
    names = Question(lambda: Person.objects.order_by("name").values_list("name"))
    assert names.ask() == []

    make_person(name="Anna")

    assert names.ask() == [("Anna",)]


def test_each_value_takes_the_place_of_its_blank():
    person = make_person(organisation=make_organisation())
    running = Question(
        lambda pk, on: Membership.objects.running(on).filter(person=pk).values_list("pk"), -1, date(1, 1, 1)
    )
    today = timezone.localdate()
    made = make_membership(make_person(), make_organisation("Het Riet"))

    assert running.ask(made.person_id, today) == [(made.pk,)]
    assert running.ask(person.pk, today) != [(made.pk,)]
    assert running.ask(made.person_id, date(2000, 1, 1)) == []


def test_columns_are_what_their_fields_say():
    person = make_person()
    whole = Question(lambda: Person.objects.values_list("ref", "user"))

    assert whole.ask() == [(person.ref, None)]


def test_what_would_be_sql_is_only_a_value():
    by_name = Question(lambda name: Person.objects.filter(name=name).values_list("pk"), "-")

    assert by_name.ask("' OR 1=1 --") == []


def test_objects_come_with_what_the_queryset_brings_along(django_assert_num_queries):
    organisation = make_organisation("Het Riet")
    membership = make_membership(make_person(name="Anna"), organisation)
    of_person = Question(
        lambda name: (
            Membership.objects.filter(person__name=name)
            .select_related("person", "organisation")
            .annotate(since=F("started_on"))
        ),
        "-",
    )

    with django_assert_num_queries(1):
        [found] = of_person.ask("Anna")
        assert (found, found.person.name, found.organisation) == (membership, "Anna", organisation)
        assert found.since == membership.started_on


def test_an_object_that_is_not_there_is_none():
    make_person(name="Anna")

    [found] = Question(lambda: Person.objects.select_related("user")).ask()

    assert found.user is None


def test_moments_are_compared_in_the_time_zone_of_the_database():
    noon = datetime(2027, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    Ticket.objects.create(token_hash="x", scope="s", about="a", made_at=noon, expires_at=noon)
    lapsed = Question(lambda now: Ticket.objects.filter(expires_at__lte=now), datetime(2000, 1, 1, tzinfo=UTC))

    assert len(lapsed.ask(noon)) == 1
    assert lapsed.ask(noon - timedelta(seconds=1)) == []


def test_what_nobody_may_see_is_not_even_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Question(Person.objects.none).ask() == []


def test_a_question_without_all_its_values_is_a_mistake():
    with pytest.raises(TypeError):
        Question(lambda name: Person.objects.filter(name=name), "-").ask()


def test_a_question_that_would_stay_at_the_day_it_was_written_is_refused():
    today = Question(lambda: Membership.objects.running(timezone.localdate()))
    now = Question(lambda: Ticket.objects.filter(expires_at__lte=timezone.now()))

    for question in (today, now):
        with pytest.raises(TypeError, match="must be a blank"):
            question.ask()


def test_what_is_always_the_same_is_written_out_so_that_its_plan_knows_it():
    """In quotes and percents too; where a plan is made for each question anyway it stays a value."""
    made = [make_person(name=name) for name in ("100% O'Neill", "100%% O'Neill", "Anna \\ %s")]
    asked = [
        Question(lambda name: Person.objects.filter(name=name).values_list("pk"), "-").ask(one.name) for one in made
    ]
    fixed = [
        Question(lambda pk, name=one.name: Person.objects.filter(name=name, pk__gt=pk).values_list("pk"), -1)
        for one in made
    ]

    assert [question.ask(0) for question in fixed] == asked == [[(one.pk,)] for one in made]
    statement, _read = fixed[0]._written
    assert len(statement.filled((0,))[1]) == (1 if connection.vendor == "postgresql" else 2)
