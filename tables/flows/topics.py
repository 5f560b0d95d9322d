"""Topics of a thematafel: proposed by tables and people, bundled into sessions, talked about or dropped with a reason.

Whoever proposed one hears what became of it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Person, User
from tables.flows import cycles
from tables.models import Meeting, Table, Topic

NOT_HERE = "Onderwerpen breng je bij een thematafel die loopt. Kies een andere thematafel."
NOT_YOURS = "Je kunt alleen een onderwerp brengen namens een tafel die je leidt."
MOVED_ON = "Dit onderwerp is intussen {state}. Ververs de pagina."
WHY = "Schrijf in één zin waarom; wie het voorstelde leest dit."
NONE_CHOSEN = "Kies minstens één onderwerp."
NO_SESSION = "Kies een sessie van deze thematafel die nog komt."


@transaction.atomic
def propose(
    table: Table, *, text: str, by: User | None, person: Person | None, why: str = "", from_table: Table | None = None
) -> Topic:
    """Put a topic on the list of a thematafel, for oneself or for a table one leads. Raises ValidationError."""
    if table.has_fixed_chairs or table.state != Table.State.RUNNING:
        raise ValidationError(NOT_HERE)
    if from_table is not None and from_table not in Table.objects.led_by(by):
        raise ValidationError({"from_table": NOT_YOURS})
    topic = Topic.objects.create(
        table=table, text=text.strip(), why=why.strip(), proposed_by=person, proposed_at=timezone.now(),
        from_table=from_table,
    )  # fmt: skip
    cycles.show(table)
    audit.record(by, "topic.proposed", on=table, from_table=str(from_table or ""))
    return topic


@transaction.atomic
def bundle(topics: list[Topic], *, session: Meeting, by: User) -> None:
    """Put topics of one thematafel in a session of it that is to come; each proposer is told. Raises ValidationError."""
    if not topics:
        raise ValidationError({"topics": NONE_CHOSEN})
    table = _locked(topics[0].table)
    if session.table_id != table.pk or session not in table.meetings.upcoming(timezone.now()):
        raise ValidationError({"session": NO_SESSION})
    chosen = _fresh(topics, Topic.State.PROPOSED)
    for topic in chosen:
        _settle(topic, Topic.State.PLANNED, by=by, session=session)
    audit.record(by, "topics.bundled", on=table, count=len(chosen), session=session.starts_at.isoformat())
    _tell(chosen, "topic.planned", path=reverse("session", args=[session.ref]))


@transaction.atomic
def discuss(topic: Topic, *, by: User, reason: str = "") -> Topic:
    """Say that the topic was talked about, and in `reason`, now or later, what came of it. Raises ValidationError."""
    (topic,) = _settled_from(topic, Topic.State.PLANNED, Topic.State.DISCUSSED)
    _settle(topic, Topic.State.DISCUSSED, by=by, session=topic.session, reason=reason)
    audit.record(by, "topic.discussed", on=topic.table)
    _tell([topic], "topic.discussed")
    return topic


@transaction.atomic
def drop(topic: Topic, *, reason: str, by: User) -> Topic:
    """Take the topic off the list, with a reason that its proposer reads. Raises ValidationError without one."""
    (topic,) = _settled_from(topic, Topic.State.PROPOSED, Topic.State.PLANNED)
    if not reason.strip():
        raise ValidationError({"reason": WHY})
    _settle(topic, Topic.State.DROPPED, by=by, reason=reason)
    audit.record(by, "topic.dropped", on=topic.table)
    _tell([topic], "topic.dropped")
    return topic


@transaction.atomic
def put_back(topic: Topic, *, by: User | None) -> Topic:
    """Put a topic back on the list: from a session, or after all. Raises ValidationError when it stands there."""
    (topic,) = _settled_from(topic, Topic.State.PLANNED, Topic.State.DROPPED)
    _back(topic)
    audit.record(by, "topic.put_back", on=topic.table)
    return topic


def release(session: Meeting, *, by: User | None) -> None:
    """A session does not go on: its topics are back on the list."""
    for topic in session.topics.filter(state=Topic.State.PLANNED).select_related("table"):
        put_back(topic, by=by)


def talked_about(session: Meeting, *, by: User | None) -> None:
    """A session was held: its topics were talked about."""
    for topic in session.topics.filter(state=Topic.State.PLANNED).select_related("table"):
        discuss(topic, by=by)


def drop_all(table: Table, *, reason: str, by: User) -> None:
    """Drop every topic of a table that has not been talked about, each with the same reason."""
    for topic in Topic.objects.filter(table=table, state__in=[Topic.State.PROPOSED, Topic.State.PLANNED]):
        drop(topic, reason=reason, by=by)


def _locked(table: Table) -> Table:
    return Table.objects.select_for_update().get(pk=table.pk)


def _fresh(topics: list[Topic], *states: str) -> list[Topic]:
    """The topics as they are now. Raises ValidationError when one is in none of `states` any more."""
    found = list(
        Topic.objects.filter(pk__in=[topic.pk for topic in topics]).select_related("table", "proposed_by", "session")
    )
    for topic in found:
        if topic.state not in states:
            raise ValidationError(MOVED_ON.format(state=topic.get_state_display()))
    return found


def _settled_from(topic: Topic, *states: str) -> list[Topic]:
    _locked(topic.table)
    return _fresh([topic], *states)


def _settle(topic: Topic, state: str, *, by: User, session: Meeting | None = None, reason: str = "") -> None:
    topic.state, topic.session, topic.reason = state, session, reason.strip()
    topic.settled_at, topic.settled_by = timezone.now(), by
    topic.save()
    cycles.show(topic.table)


def _back(topic: Topic) -> None:
    topic.state, topic.session, topic.reason = Topic.State.PROPOSED, None, ""
    topic.settled_at = topic.settled_by = None
    topic.save()
    cycles.show(topic.table)


def _tell(topics: list[Topic], code: str, *, path: str = "") -> None:
    """Tell each proposer what became of it, in the one mail a day."""
    notices.tell_all(
        [
            notices.Telling(
                topic.proposed_by_id, code, f"topic:{topic.ref}:{code}:{topic.settled_at:%Y%m%d%H%M%S}",
                path or reverse("topic-list", args=[topic.table.slug]), {"table": topic.table.name_in_mail}, bundled=True,
            )
            for topic in topics
            if topic.proposed_by_id and topic.proposed_by.user_id
        ]
    )  # fmt: skip
