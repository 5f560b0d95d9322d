"""Rows added and changed with SQL that is written once: the same rows as the ORM's, and what is there already left alone."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from leerlandschap.commons import writes
from leerlandschap.commons.models import AuditEvent, Letter, Notice, OnceKey, Ticket
from leerlandschap.commons.writes import Change, Insert
from leerlandschap.network.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def a_key(digest: str, location: str = "", made_at: datetime | None = None) -> OnceKey:
    return OnceKey(digest=digest, location=location, made_at=made_at or timezone.now())


def digests() -> list[str]:
    return sorted(OnceKey.objects.values_list("digest", flat=True))


def test_a_row_holds_what_its_object_held():
    now = datetime(2027, 1, 11, 9, 0, tzinfo=AMSTERDAM)
    Insert(AuditEvent).add(AuditEvent(at=now, actor_name="Anna", code="x", details={"count": 3, "who": "é'\""}))

    [event] = AuditEvent.objects.all()

    assert (event.at, event.actor_id, event.actor_name) == (now, None, "Anna")
    assert event.details == {"count": 3, "who": "é'\""}


def test_a_new_row_gets_its_key_and_can_be_saved_again():
    person = Person(name="Anna", email="anna@voorbeeld.nl")

    assert Insert(Person).add_new(person, told_apart_by="ref") == [person]

    person.name = "Anna de Wit"
    person.save()
    assert Person.objects.get(pk=person.pk, ref=person.ref).name == "Anna de Wit"


def test_what_is_there_already_is_left_as_it_is():
    keys = Insert(OnceKey)
    keys.add(a_key("a", "/eerst/"))

    new = keys.add_new(a_key("a", "/later/"), a_key("b"), told_apart_by="digest")

    assert [one.digest for one in new] == ["b"]
    assert OnceKey.objects.get(digest="a").location == "/eerst/"


def test_a_row_left_out_spoils_nothing_of_the_transaction():
    keys = Insert(OnceKey)
    with transaction.atomic():
        keys.add(a_key("a"))
        assert keys.add_new(a_key("a"), told_apart_by="digest") == []
        keys.add(a_key("b"))

    assert digests() == ["a", "b"]


def test_what_goes_to_the_database_is_what_the_orm_would_send():
    """A value that goes as it is, is one of which the ORM asks all it asks and gives the same back."""
    moment = datetime(2027, 7, 1, 12, 0, tzinfo=AMSTERDAM)
    person = make_person()
    rows = [
        Letter(key="k", made_at=moment, due_at=moment, address="a@voorbeeld.nl", person=person, claim=uuid.uuid4()),
        Letter(key=7, made_at=moment, due_at=moment, person_id=str(person.pk), name=gettext_lazy("Naam")),
        Notice(key="k", person=person, code="x", facts={"place": 1}, made_at=moment, bundled=True),
        AuditEvent(at=moment, actor_name="Anna", code="x", details={"count": 3}),
        Person(name="Anna", email="anna@voorbeeld.nl"),
    ]

    for one in rows:
        insert = Insert(type(one))
        by_the_orm = [field.get_db_prep_save(field.pre_save(one, add=True), connection) for field in insert._fields]
        assert [(type(value), str(value)) for value in insert._row(one)] == [
            (type(value), str(value)) for value in by_the_orm
        ]


def test_a_row_that_must_be_new_is_refused_when_it_is_not():
    keys = Insert(OnceKey)
    keys.add(a_key("a"))

    with pytest.raises(IntegrityError), transaction.atomic():
        keys.add(a_key("a"))


def test_nothing_to_add_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        Insert(OnceKey).add()
        assert Insert(OnceKey).add_new(told_apart_by="digest") == []


def test_more_rows_than_a_statement_takes_go_in_several(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(writes, "ROWS_AT_ONCE", 2)

    with django_assert_num_queries(3):
        new = Insert(OnceKey).add_new(*[a_key(digest) for digest in "abcde"], told_apart_by="digest")

    assert digests() == [one.digest for one in new] == list("abcde")


def test_many_letters_fit():
    now = timezone.now()
    letters = [Letter(key=f"k{number}", made_at=now, due_at=now, address="a@voorbeeld.nl") for number in range(1200)]

    assert len(Insert(Letter).add_new(*letters, told_apart_by="key")) == Letter.objects.count() == 1200


def test_a_change_touches_the_rows_it_means_and_says_how_many():
    keys = [a_key(digest) for digest in "ab"]
    Insert(OnceKey).add(*keys)
    lead = Change(lambda to, digest: (OnceKey.objects.filter(digest=digest), {"location": to}), "to", "digest")

    assert [lead.make("/a/", "a"), lead.make("/b/", "b"), lead.make("/c/", "c")] == [1, 1, 0]
    assert dict(OnceKey.objects.values_list("digest", "location")) == {"a": "/a/", "b": "/b/"}


def test_a_moment_is_written_in_the_time_zone_of_the_database():
    person, at = make_person(), datetime(2027, 7, 1, 12, 0, tzinfo=AMSTERDAM)
    ticket = Ticket.objects.create(token_hash="x", scope="s", about=str(person.pk), made_at=at, expires_at=at)
    blank = datetime(2000, 1, 1, tzinfo=AMSTERDAM)
    use = Change(lambda pk, now: (Ticket.objects.filter(pk=pk), {"used_at": now}), -1, blank)

    use.make(ticket.pk, at)

    assert Ticket.objects.get().used_at == at


def test_a_change_without_all_its_values_is_a_mistake():
    lead = Change(lambda digest: (OnceKey.objects.filter(digest=digest), {"location": ""}), "digest")

    with pytest.raises(TypeError):
        lead.make()
