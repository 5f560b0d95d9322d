"""Questions whose SQL is written once: the same answer as the ORM's, every time, for whatever takes a blank's place."""

from datetime import date

import pytest
from django.utils import timezone

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
