"""The agenda of a meeting: putting items on it, ordering them, taking them off, and letting the table read it.

A member proposes; who leads the table takes it up, keeps it for later or declines with a reason, and the proposer hears so.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices, search
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Person, User
from tables import openness
from tables.agenda import Line, standing_of
from tables.flows import papers
from tables.models import AgendaItem, Meeting, Seat, StandingItem, Table

State = AgendaItem.State
MOST_ITEMS = 60
OUTCOMES = ("decisions", "actions", "questions", "insights", "examples", "working_agreements")

SETTLED = "Deze bijeenkomst is al gehouden of geannuleerd. De agenda verandert niet meer."
MOVED_ON = "Dit agendapunt is intussen {state}. Ververs de pagina."
TOO_OPEN = "Een agendapunt kan niet opener zijn dan de tafel: die is {parent}."
NOT_EMPTY = "Er staan al punten op deze agenda. De vaste agenda zet je alleen op een lege agenda."
NOTHING_YET = "Er staat nog niets op de agenda. Zet er eerst een punt op."
ELSEWHERE = "Kies een bijeenkomst van deze tafel die nog komt."
FULL = "Er staan al {most} punten op de agenda. Haal er eerst een weg of zet er een op de voorraad."
NO_REASON = "Schrijf in één zin waarom niet; wie het voorstelde leest dit."
NOT_YOURS = "Je trekt alleen een voorstel in dat je zelf deed."
BROUGHT_IN = "Een lid bracht dit punt in. Zet het op de voorraad, of zeg met een reden dat jullie het niet oppakken."
TALKED_ABOUT = "Over dit punt is al gesproken; het blijft op de agenda staan."
ENDED = "Deze tafel is gestopt. Er komen geen agendapunten meer bij."
NO_LINES = "Laat minstens één punt staan."


# --- the items ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add(meeting: Meeting, *, title: str, by: User | None, **fields) -> AgendaItem:
    """Put an item on the agenda, in front of what closes the meeting; `fields` are those of AgendaItem.

    It is as open as the table unless said narrower. Raises ValidationError when the meeting is over or the agenda full,
    and for an openness that is wider than the table's.
    """
    meeting = _open(meeting)
    item = _new(meeting.table, title=title, meeting=meeting, state=State.PLANNED, by=by, **fields)
    _place(item, meeting)
    audit.record(by, "agenda.item_added", on=meeting.table, at=meeting.starts_at.isoformat())
    return item


@transaction.atomic
def store(table: Table, *, title: str, by: User | None, **fields) -> AgendaItem:
    """Put an item on the table's backlog, for a meeting that is to be chosen; `fields` are those of AgendaItem.

    Raises ValidationError when the table ended, and for an openness that is wider than the table's.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    item = _new(table, title=title, meeting=None, state=State.PLANNED, by=by, **fields)
    audit.record(by, "agenda.item_stored", on=table)
    return item


@transaction.atomic
def edit(item: AgendaItem, *, by: User, **changes) -> AgendaItem:
    """Change the fields named; the openness may only narrow. Raises ValidationError when it was talked about or declined."""
    item = _held(item, State.PROPOSED, State.PLANNED)
    _refuse_when_settled(item)
    if "openness" in changes and openness.is_wider(changes["openness"], item.openness):
        raise ValidationError({"openness": TOO_OPEN.format(parent=item.get_openness_display())})
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    search.index(item)
    audit.record(by, "agenda.item_changed", on=item.table, fields=sorted(changes))
    return item


@transaction.atomic
def move(item: AgendaItem, *, up: bool, by: User) -> None:
    """Change places with the item above or below; at the end of the list nothing happens. Raises ValidationError."""
    meeting = _open(item.meeting)
    items = list(meeting.agenda_items.on_agenda())
    at = next((index for index, one in enumerate(items) if one.pk == item.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if to is None or not 0 <= to < len(items):
        return
    items[at], items[to] = items[to], items[at]
    _number(items)
    audit.record(by, "agenda.item_moved", on=meeting.table, at=meeting.starts_at.isoformat())


@transaction.atomic
def take_off(item: AgendaItem, *, by: User | None) -> None:
    """Take an item off the agenda or the backlog for good. What a member brought in is declined with a reason instead.

    Raises ValidationError for that, and when it was talked about.
    """
    item = _held(item, State.PLANNED)
    _refuse_when_settled(item)
    if item.proposed_by_id is not None:
        raise ValidationError(BROUGHT_IN)
    _refuse_when_talked_about(item)
    meeting = item.meeting
    papers.take_all_away(item, by=by)
    search.forget(item)
    item.delete()
    if meeting is not None:
        _number(list(meeting.agenda_items.on_agenda()))
    audit.record(by, "agenda.item_taken_off", on=item.table)


# --- what members bring in ----------------------------------------------------------------------------------------------


@transaction.atomic
def propose(table: Table, *, title: str, person: Person, meeting: Meeting | None = None, **fields) -> AgendaItem:
    """Bring an item in, for a meeting to come or for whichever; who leads the table hears of it in the daily mail.

    Raises ValidationError when the table ended, the meeting is not one of its to come, or the openness is wider than its.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    if meeting is not None:
        meeting = _to_come(table, meeting)
    item = _new(
        table, title=title, meeting=meeting, state=State.PROPOSED, by=person.user, proposed_by=person,
        **{"owner": person} | fields,
    )  # fmt: skip
    audit.record(person.user, "agenda.item_proposed", on=table)
    decider = table.chair_id or table.clm_contact_id
    if decider is not None and decider != person.pk:
        _tell([decider], table, "agenda.proposed", key=f"agenda:{item.ref}:proposed")
    return item


@transaction.atomic
def take_up(item: AgendaItem, *, meeting: Meeting, by: User) -> AgendaItem:
    """Put what was proposed, or waits on the backlog, on the agenda of a meeting to come; its proposer hears so.

    Raises ValidationError when it was settled before, or the meeting is not one to come.
    """
    item = _held(item, State.PROPOSED, State.PLANNED)
    meeting = _to_come(item.table, meeting)
    if item.state == State.PLANNED and item.meeting_id == meeting.pk:
        return item
    _refuse_when_settled(item)
    item.state, item.meeting = State.PLANNED, meeting
    item.save(update_fields=["state", "meeting"])
    _place(item, meeting)
    audit.record(by, "agenda.item_taken_up", on=item.table, at=meeting.starts_at.isoformat())
    _tell_proposer(item, "agenda.taken_up", by=by, date=day(meeting.starts_at))
    return item


@transaction.atomic
def keep_for_later(item: AgendaItem, *, by: User | None) -> AgendaItem:
    """Put an item on the table's backlog, from a proposal or from an agenda; its proposer hears so. Raises ValidationError."""
    item = _held(item, State.PROPOSED, State.PLANNED)
    _refuse_when_settled(item)
    _refuse_when_talked_about(item)
    _to_backlog(item)
    audit.record(by, "agenda.item_kept", on=item.table)
    _tell_proposer(item, "agenda.kept", by=by)
    return item


@transaction.atomic
def decline(item: AgendaItem, *, reason: str, by: User) -> AgendaItem:
    """Say that what a member brought in is not taken up, with a reason that they read. Raises ValidationError without one."""
    item = _held(item, State.PROPOSED, State.PLANNED)
    _refuse_when_settled(item)
    _refuse_when_talked_about(item)
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    item.state, item.reason = State.DECLINED, reason.strip()
    item.save(update_fields=["state", "reason"])
    audit.record(by, "agenda.item_declined", on=item.table)
    _tell_proposer(item, "agenda.declined", by=by)
    return item


@transaction.atomic
def withdraw(item: AgendaItem, *, by: User) -> None:
    """Take one's own proposal back, as long as nobody decided about it. Raises ValidationError."""
    item = _held(item, State.PROPOSED)
    if item.proposed_by is None or item.proposed_by.user_id != by.pk:
        raise ValidationError(NOT_YOURS)
    papers.take_all_away(item, by=by)
    search.forget(item)
    item.delete()
    audit.record(by, "agenda.item_withdrawn", on=item.table)


# --- the agenda as a whole ----------------------------------------------------------------------------------------------


@transaction.atomic
def begin_with_standing(meeting: Meeting, *, by: User | None) -> list[AgendaItem]:
    """Put the table's standard agenda on an empty agenda. Raises ValidationError when something stands on it."""
    meeting = _open(meeting)
    if meeting.agenda_items.on_agenda().exists():
        raise ValidationError(NOT_EMPTY)
    now, table = timezone.now(), meeting.table
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            table=table, meeting=meeting, position=position, openness=table.openness, made_at=now, made_by=by,
            **line._asdict(),
        )
        for position, line in enumerate(standing_of(table))
    )  # fmt: skip
    search.index_all(items)
    audit.record(by, "agenda.begun", on=table, at=meeting.starts_at.isoformat(), count=len(items))
    return items


@transaction.atomic
def share(meeting: Meeting, *, by: User | None) -> Meeting:
    """Let everybody who may read its items read the agenda; who sits at the table hears so in the daily mail, once.

    Raises ValidationError when nothing stands on it, or the meeting is over.
    """
    meeting = _open(meeting)
    if not meeting.agenda_items.on_agenda().exists():
        raise ValidationError(NOTHING_YET)
    if meeting.agenda_shared_at is None:
        meeting.agenda_shared_at = timezone.now()
        meeting.save(update_fields=["agenda_shared_at"])
        audit.record(by, "agenda.shared", on=meeting.table, at=meeting.starts_at.isoformat())
        _tell_members(meeting, by)
    return meeting


@transaction.atomic
def arrange_refreshments(meeting: Meeting, *, who: str, by: User) -> Meeting:
    """Say who sees to coffee and tea; empty when nobody was named. Raises ValidationError when the meeting is over."""
    meeting = _open(meeting)
    meeting.refreshments = who.strip()
    meeting.save(update_fields=["refreshments"])
    audit.record(by, "meeting.refreshments", on=meeting.table, at=meeting.starts_at.isoformat())
    return meeting


@transaction.atomic
def set_standing(table: Table, lines: list[Line], *, by: User) -> list[StandingItem]:
    """Make this the table's standard agenda; agendas that stand already stay as they are. Raises ValidationError."""
    table = Table.objects.select_for_update().get(pk=table.pk)
    if not lines:
        raise ValidationError(NO_LINES)
    table.standing_items.all().delete()
    rows = [StandingItem(table=table, position=position, **line._asdict()) for position, line in enumerate(lines)]
    audit.record(by, "agenda.standing_set", on=table, count=len(rows))
    return StandingItem.objects.bulk_create(rows)


def release(meeting: Meeting, *, by: User | None) -> None:
    """A meeting does not go on: what was brought in waits on the backlog, and what is of every meeting lapses."""
    for item in meeting.agenda_items.select_related("proposed_by").filter(state__in=[State.PROPOSED, State.PLANNED]):
        if item.state == State.PROPOSED:
            item.meeting = None
            item.save(update_fields=["meeting"])
        elif item.proposed_by_id or item.kind != AgendaItem.Kind.BUSINESS:
            _to_backlog(item)
            _tell_proposer(item, "agenda.kept", by=by)


# --- inside -------------------------------------------------------------------------------------------------------------


def _open(meeting: Meeting) -> Meeting:
    """The meeting as it is now, under its table's lock. Raises ValidationError when it is over or was called off."""
    table = Table.objects.select_for_update().get(pk=meeting.table_id)
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.table = table
    if not meeting.is_planned():
        raise ValidationError(SETTLED)
    return meeting


def _to_come(table: Table, meeting: Meeting) -> Meeting:
    found = table.meetings.upcoming(timezone.now()).filter(pk=meeting.pk).first()
    if found is None:
        raise ValidationError({"meeting": ELSEWHERE})
    return found


def _held(item: AgendaItem, *states: str) -> AgendaItem:
    """The item as it is now, under its table's lock. Raises ValidationError when it is in none of `states` any more."""
    table = Table.objects.select_for_update().get(pk=item.table_id)
    found = AgendaItem.objects.select_related("meeting", "proposed_by").filter(pk=item.pk).first()
    if found is None:
        raise ValidationError(MOVED_ON.format(state="weg"))
    if found.state not in states:
        raise ValidationError(MOVED_ON.format(state=found.get_state_display()))
    found.table = table
    return found


def _refuse_when_settled(item: AgendaItem) -> None:
    if item.state != State.PROPOSED and item.is_settled():
        raise ValidationError(SETTLED)


def _refuse_when_talked_about(item: AgendaItem) -> None:
    """Raises ValidationError when something was said or settled at the item."""
    if item.notes or item.discussed_at or any(getattr(item, name).exists() for name in OUTCOMES):
        raise ValidationError(TALKED_ABOUT)


def _new(table: Table, *, title: str, by: User | None, **fields) -> AgendaItem:
    """An item of the table, no wider than it. Raises ValidationError."""
    level = fields.pop("openness", "") or table.openness
    if openness.is_wider(level, table.openness):
        raise ValidationError({"openness": TOO_OPEN.format(parent=table.get_openness_display())})
    item = AgendaItem.objects.create(
        table=table, title=title.strip(), openness=level, made_at=timezone.now(), made_by=by, **fields
    )
    search.index(item)
    return item


def _place(item: AgendaItem, meeting: Meeting) -> None:
    """Give the item a place in front of what closes the meeting. Raises ValidationError when the agenda is full."""
    others = [one for one in meeting.agenda_items.on_agenda() if one.pk != item.pk]
    if len(others) >= MOST_ITEMS:
        raise ValidationError(FULL.format(most=MOST_ITEMS))
    end = len(others)
    while end and others[end - 1].closes and not item.closes:
        end -= 1
    _number([*others[:end], item, *others[end:]])


def _number(items: list[AgendaItem]) -> None:
    for position, one in enumerate(items):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def _to_backlog(item: AgendaItem) -> None:
    meeting, item.meeting, item.state = item.meeting, None, State.PLANNED
    item.save(update_fields=["meeting", "state"])
    if meeting is not None:
        _number(list(meeting.agenda_items.on_agenda()))


# --- telling ------------------------------------------------------------------------------------------------------------


def _tell_proposer(item: AgendaItem, code: str, *, by: User | None, **facts) -> None:
    """Who brought it in hears what became of it, in the one mail a day; not what they did themselves."""
    person = item.proposed_by
    if person is not None and person.user_id and (by is None or person.user_id != by.pk):
        key = f"agenda:{item.ref}:{code}:{timezone.now():%Y%m%d%H%M%S}"
        path = reverse("agenda-item", args=[item.ref])
        _tell([person.pk], item.table, code, key=key, path=path, **facts)


def _tell_members(meeting: Meeting, by: User | None) -> None:
    seated = Seat.objects.at(meeting.table).accepted().exclude(person__user=None)
    if by is not None:
        seated = seated.exclude(person__user=by)
    people, path = list(seated.values_list("person_id", flat=True)), reverse("meeting-agenda", args=[meeting.ref])
    key = f"agenda:{meeting.ref}:shared"
    _tell(people, meeting.table, "agenda.shared", key=key, path=path, date=day(meeting.starts_at))


def _tell(people: list[int], table: Table, code: str, *, key: str, path: str = "", **facts) -> None:
    path, facts = path or reverse("backlog", args=[table.slug]), {"table": table.name_in_mail, **facts}
    notices.tell_all([notices.Telling(pk, code, f"{key}:{pk}", path, facts, bundled=True) for pk in people])
