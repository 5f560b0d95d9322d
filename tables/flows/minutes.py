"""The life of minutes: made at closing, sent round, commented on, adopted, and from then on only corrected in the open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, notices, search
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Person, User
from tables import openness, outcomes
from tables.flows import cycles, decisions
from tables.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    Minutes,
    MinutesEntry,
    MinutesVersion,
    Remark,
    Seat,
    Table,
)

TAKEN_OVER = "Overgenomen uit een document van voor het portaal."
EMPTY = "Er staat niets in het verslag. Schrijf bij minstens één punt wat er is besproken."
TOO_OPEN = "Een verslag kan niet opener zijn dan {parent}."
LONGEST_TERM = timedelta(days=60)
NOT_SENT = "Dit verslag is al vastgesteld of ingetrokken; het gaat niet meer rond."
TOO_SOON = "Kies een dag na vandaag, zodat iedereen kan reageren."
TOO_LATE = "Kies een dag binnen twee maanden."
NO_COMMENTS = "Reageren kan niet meer: de reactietermijn is voorbij. Zeg het in de volgende bijeenkomst."
EMPTY_REMARK = "Schrijf op wat er anders moet."
EMPTY_ANSWER = "Schrijf in één regel wat je ermee deed."
STILL_OPEN = "De reactietermijn loopt nog tot en met {until}. Daarna, of in de volgende bijeenkomst, stel je het vast."
NOT_ROUND = "Stuur het verslag eerst rond, zodat iedereen kan reageren."
SETTLED = "Dit verslag is al vastgesteld of ingetrokken. Ververs de pagina."
NOT_AT = "Vaststellen kan in een latere bijeenkomst van deze tafel die bezig is."
NO_WHY = "Schrijf in één zin wat er veranderde en waarom; iedereen leest dat bij de versie."
NOTHING = "Er is niets veranderd. Pas eerst een tekst aan."
OTHER_VERSION = "Iemand anders maakte intussen versie {number}. Lees die eerst; je tekst staat hier nog."
NO_REASON = "Schrijf in één zin waarom dit verslag wordt ingetrokken."
WITHDRAWN = "Dit verslag is ingetrokken. Ververs de pagina."


@dataclass(frozen=True)
class Correction:
    """What an entry says from now on: its text, how open it is, and the decisions in it that read otherwise, by ref."""

    text: str
    openness: str
    decisions: Mapping[str, str]


@transaction.atomic
def make(meeting: Meeting, *, by: User | None) -> Minutes:
    """Make the concept minutes of a meeting from what was noted at its items."""
    made = Minutes.objects.create(meeting=meeting, made_at=timezone.now())
    version = _version(made, 1, attendance=_attendance(meeting), by=by)
    items = list(AgendaItem.objects.on_agenda().filter(meeting=meeting))
    found = outcomes.of_items(items)
    entries = MinutesEntry.objects.bulk_create(
        MinutesEntry(
            version=version, table_id=meeting.table_id, item=item, position=number, heading=item.title, text=item.notes,
            outcomes=[one.kept() for one in found[item.pk]],
            openness=openness.narrowest(item.openness, meeting.table.openness),
        )
        for number, item in enumerate(items, start=1)
    )  # fmt: skip
    search.index_all(entries)
    audit.record(by, "minutes.made", on=meeting.table, at=meeting.starts_at.isoformat())
    return made


@transaction.atomic
def take_over(
    meeting: Meeting, parts: Sequence[tuple[str, str]], *, level: str, adopted: bool, by: User | None
) -> Minutes:
    """Make the minutes of a meeting from before the portal: each part a heading and a text, all as open as `level`.

    They are a concept, or adopted at the time. Raises ValidationError for a level wider than the table, and without a part.
    """
    if not parts:
        raise ValidationError(EMPTY)
    openness.hold_within(level, meeting.table, refusal=TOO_OPEN)
    now = timezone.now()
    settled = {"state": Minutes.State.ADOPTED, "adopted_at": now} if adopted else {}
    made = Minutes.objects.create(meeting=meeting, made_at=now, taken_over_at=now, **settled)
    version = _version(made, 1, attendance={}, by=by, why=TAKEN_OVER)
    MinutesEntry.objects.bulk_create(
        MinutesEntry(
            version=version, table_id=meeting.table_id, position=number, heading=heading, text=text, openness=level
        )
        for number, (heading, text) in enumerate(parts, start=1)
    )
    return _noted(made, "minutes.taken_over", by, adopted=adopted, parts=len(parts))


@transaction.atomic
def send_round(minutes: Minutes, *, until: date | None = None, by: User | None) -> Minutes:
    """Open the time for comments, and tell who sits at the table; sent again it only lasts until another day.

    Raises ValidationError for a day in the past or far away, and for minutes that were adopted or withdrawn.
    """
    minutes = _locked(minutes)
    until = until or timezone.localdate() + timedelta(days=settings.MINUTES_COMMENT_DAYS)
    if minutes.state not in {Minutes.State.CONCEPT, Minutes.State.COMMENTS}:
        raise ValidationError(NOT_SENT)
    _refuse_strange(until)
    first = minutes.state == Minutes.State.CONCEPT
    minutes.state, minutes.comments_until = Minutes.State.COMMENTS, until
    minutes.save(update_fields=["state", "comments_until"])
    _noted(minutes, "minutes.sent_round" if first else "minutes.term_moved", by, until=until.isoformat())
    if first:
        _send(minutes, by=by)
    return minutes


@transaction.atomic
def remark(minutes: Minutes, entry: MinutesEntry | None, person: Person, *, text: str) -> Remark:
    """Say something about an entry within the time for comments; the minute-taker hears that somebody did.

    Raises ValidationError when the time is over, and without a text.
    """
    minutes = _locked(minutes)
    if not minutes.takes_comments(timezone.localdate()):
        raise ValidationError(NO_COMMENTS)
    if not text.strip():
        raise ValidationError({"text": EMPTY_REMARK})
    made = Remark.objects.create(minutes=minutes, entry=entry, person=person, text=text.strip(), made_at=timezone.now())
    _noted(minutes, "minutes.remarked", person.user)
    _tell_taker(minutes, but=person)
    return made


@transaction.atomic
def answer(remark: Remark, *, answer: str, by: User) -> Remark:
    """Say what was done with a remark; who made it hears of that. Raises ValidationError without words."""
    if not answer.strip():
        raise ValidationError({"answer": EMPTY_ANSWER})
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    remark.answer, remark.answered_at = answer.strip(), timezone.now()
    remark.save(update_fields=["answer", "answered_at"])
    _noted(remark.minutes, "minutes.remark_answered", by)
    if remark.person and remark.person.user_id and remark.person.user_id != by.pk:
        _tell([remark.person_id], "minutes.answered", remark.minutes, key=f"remark:{remark.ref}:answered")
    return remark


@transaction.atomic
def correct(
    minutes: Minutes, corrections: Mapping[int, Correction], *, why: str, seen: int, by: User | None
) -> MinutesVersion:
    """Make the next version, with other words for the entries of the present one by their position, and say why.

    An entry may become narrower, and is so in every version; wider is a verb of its own. A decision that reads otherwise
    does so on the list of decisions as well. Raises ValidationError when withdrawn, when nothing changes, without `why`,
    and when there is a newer version than `seen`.
    """
    minutes = _locked(minutes)
    if minutes.state == Minutes.State.WITHDRAWN:
        raise ValidationError(WITHDRAWN)
    before = current(minutes)
    if before.number != seen:
        raise ValidationError(OTHER_VERSION.format(number=before.number))
    if not why.strip():
        raise ValidationError({"why": NO_WHY})
    entries = list(before.entries.all())
    corrected = [_corrected(entry, corrections.get(entry.position)) for entry in entries]
    if all(_same(*pair) for pair in zip(entries, corrected, strict=True)):
        raise ValidationError(NOTHING)
    version = _version(minutes, before.number + 1, attendance=before.attendance, by=by, why=why.strip())
    for entry in corrected:
        entry.version = version
    search.index_all(MinutesEntry.objects.bulk_create(corrected))
    _narrow_earlier(minutes, entries, corrected)
    _reword(entries, corrected, by=by)
    _noted(minutes, "minutes.corrected", by, version=version.number)
    if minutes.state == Minutes.State.ADOPTED:
        _tell(_readers(minutes), "minutes.corrected", minutes, key=f"minutes:{minutes.ref}:v{version.number}", by=by)
    return version


@transaction.atomic
def adopt(minutes: Minutes, *, at: Meeting | None = None, by: User | None) -> Minutes:
    """Adopt minutes once the time for comments is over, or before that `at` a later meeting that is going on.

    Raises ValidationError.
    """
    minutes = _locked(minutes)
    if minutes.state == Minutes.State.CONCEPT and at is None:
        raise ValidationError(NOT_ROUND)
    if minutes.state not in {Minutes.State.CONCEPT, Minutes.State.COMMENTS}:
        raise ValidationError(SETTLED)
    if at is None and minutes.takes_comments(timezone.localdate()):
        raise ValidationError(STILL_OPEN.format(until=day(minutes.comments_until)))
    if at is not None and not _is_later(at, minutes.meeting):
        raise ValidationError(NOT_AT)
    minutes.state, minutes.adopted_at, minutes.adopted_by = Minutes.State.ADOPTED, timezone.now(), by
    minutes.save(update_fields=["state", "adopted_at", "adopted_by"])
    return _noted(minutes, "minutes.adopted", by, in_meeting=at is not None)


@transaction.atomic
def withdraw(minutes: Minutes, *, reason: str, by: User | None) -> Minutes:
    """Take minutes back, with a reason that stands on their page; who sits at the table hears so. Raises ValidationError."""
    minutes = _locked(minutes)
    if minutes.state == Minutes.State.WITHDRAWN:
        raise ValidationError(WITHDRAWN)
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    sent = minutes.state != Minutes.State.CONCEPT
    minutes.state, minutes.reason = Minutes.State.WITHDRAWN, reason.strip()
    minutes.save(update_fields=["state", "reason"])
    _noted(minutes, "minutes.withdrawn", by)
    if sent:
        _tell(_readers(minutes), "minutes.withdrawn", minutes, key=f"minutes:{minutes.ref}:withdrawn", by=by)
    return minutes


def current(minutes: Minutes) -> MinutesVersion:
    """The newest version."""
    return minutes.versions.order_by("-number").first()


# --- what a version says ------------------------------------------------------------------------------------------------


def _version(minutes: Minutes, number: int, *, attendance: dict, by: User | None, why: str = "") -> MinutesVersion:
    return MinutesVersion.objects.create(
        minutes=minutes, number=number, made_at=timezone.now(), made_by=by, why=why, attendance=attendance
    )


def _attendance(meeting: Meeting) -> dict[str, list[str]]:
    """Names by how they were there; who sent somebody stands with whom they sent."""
    found = meeting.attendances.exclude(presence="").select_related("person", "deputy").order_by("person__name")
    names: dict[str, list[str]] = {}
    for one in found:
        sent = one.presence == Attendance.Presence.DEPUTY and one.deputy
        name = f"{one.deputy.name} (voor {one.person.name})" if sent else one.person.name
        names.setdefault(one.presence, []).append(name)
    return names


def _corrected(entry: MinutesEntry, correction: Correction | None) -> MinutesEntry:
    """The entry as the next version says it."""
    wish = correction or Correction(entry.text, entry.openness, {})
    level = openness.narrowest(entry.openness, wish.openness)
    said = [
        one | {"text": wish.decisions[one["ref"]].strip()} if wish.decisions.get(one["ref"], "").strip() else one
        for one in entry.outcomes
    ]
    return MinutesEntry(
        table_id=entry.table_id, item_id=entry.item_id, position=entry.position, heading=entry.heading,
        text=wish.text.strip(), outcomes=said, openness=level,
    )  # fmt: skip


def _same(one: MinutesEntry, other: MinutesEntry) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("text", "outcomes", "openness"))


def _narrow_earlier(minutes: Minutes, entries: list[MinutesEntry], corrected: list[MinutesEntry]) -> None:
    """What is for fewer people from now on was written for more: it is narrower in the versions before as well."""
    for before, after in zip(entries, corrected, strict=True):
        if before.openness != after.openness:
            wider = [level for level in openness.ORDER if openness.is_wider(level, after.openness)]
            earlier = MinutesEntry.objects.filter(version__minutes=minutes, position=before.position)
            earlier.filter(openness__in=wider).update(openness=after.openness)


def _reword(entries: list[MinutesEntry], corrected: list[MinutesEntry], *, by: User | None) -> None:
    """Decisions that read otherwise in the minutes do so on the list."""
    before = {one["ref"]: one["text"] for entry in entries for one in entry.outcomes}
    texts = {
        one["ref"]: one["text"] for entry in corrected for one in entry.outcomes if one["text"] != before[one["ref"]]
    }
    for decision in Decision.objects.filter(ref__in=texts):
        decisions.reword(decision, text=texts[str(decision.ref)], by=by)


# --- who is told --------------------------------------------------------------------------------------------------------


def _send(minutes: Minutes, *, by: User | None) -> None:
    """Each member with an account gets a mail at once, with a link and no content; who sends it does not."""
    people = Person.objects.filter(pk__in=_readers(minutes)).exclude(user=None).exclude(user=by)
    facts = {"table": minutes.meeting.table.name_in_mail, "until": day(minutes.comments_until)}
    path = minutes.get_absolute_url()
    notices.tell_all(
        [
            notices.to(one, "minutes.sent", key=f"minutes:{minutes.ref}:sent:{one.pk}", path=path, **facts)
            for one in people
        ]
    )


def _readers(minutes: Minutes) -> list[int]:
    """Who sits at the table or leads it, and who came to the session of a thematafel."""
    table = minutes.meeting.table
    seated = Seat.objects.at(table).accepted().values_list("person_id", flat=True)
    leads = [pk for pk in (table.chair_id, table.facilitator_id) if pk]
    came = [] if table.has_fixed_chairs else minutes.meeting.attendances.values_list("person_id", flat=True)
    return sorted({*seated, *leads, *came})


def _tell(people: list[int], code: str, minutes: Minutes, *, key: str, by: User | None = None) -> None:
    """In the one mail a day; who did it themselves is not told."""
    told = Person.objects.filter(pk__in=people).exclude(user=None).exclude(user=by)
    facts = {"table": minutes.meeting.table.name_in_mail}
    path = minutes.get_absolute_url()
    notices.tell_all([notices.Telling(one.pk, code, f"{key}:{one.pk}", path, facts, bundled=True) for one in told])


def _tell_taker(minutes: Minutes, *, but: Person) -> None:
    """Who made the minutes hears once a day that there are remarks."""
    taker = minutes.versions.order_by("number").values_list("made_by__person", flat=True).first()
    if taker and taker != but.pk:
        _tell([taker], "minutes.remarked", minutes, key=f"minutes:{minutes.ref}:remarked:{timezone.localdate()}")


# --- holding and noting -------------------------------------------------------------------------------------------------


def _locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now, under their table's lock."""
    table = Table.objects.select_for_update().get(pk=minutes.meeting.table_id)
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes.pk)
    found.meeting.table = table
    return found


def _noted(minutes: Minutes, code: str, by: User | None, **details) -> Minutes:
    cycles.show(minutes.meeting.table)
    audit.record(by, code, on=minutes.meeting.table, at=minutes.meeting.starts_at.isoformat(), **details)
    return minutes


def _refuse_strange(until: date) -> None:
    today = timezone.localdate()
    if until <= today:
        raise ValidationError({"until": TOO_SOON})
    if until > today + LONGEST_TERM:
        raise ValidationError({"until": TOO_LATE})


def _is_later(meeting: Meeting, than: Meeting) -> bool:
    same_table = meeting.table_id == than.table_id
    return same_table and meeting.state == Meeting.State.RUNNING and meeting.starts_at > than.starts_at
