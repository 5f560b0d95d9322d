"""Telling people, once: the notice on their page and the letter that carries it, in the transaction of the deed.

What a letter says is a `Kind`: a subject, one sentence and the words of one link. Kinds are registered in each app's
`letters.py`; they may name a table, a place, a date or a count, never a text, a title or another person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from leerlandschap.commons import scope
from leerlandschap.commons.ical import Event
from leerlandschap.commons.models.letters import Letter, Notice
from leerlandschap.commons.models.preferences import Rhythm
from leerlandschap.commons.registry import letters as kinds
from leerlandschap.commons.registry import mail_groups
from leerlandschap.commons.writes import Insert

LETTERS, NOTICES = Insert(Letter), Insert(Notice)


OTHER = "other"


@dataclass(frozen=True)
class Group:
    """What a number of reminders are about together: what somebody chooses a rhythm for."""

    code: str
    label: str
    text: str
    # Which rhythms can be chosen, and which holds until somebody chooses; all of them, and daily, unless it says so.
    rhythms: tuple[str, ...] = tuple(Rhythm.values)
    unless_chosen: str = Rhythm.DAILY
    # Its reminders come once a week by themselves, and need not wait for the week's first day again.
    weekly_by_itself: bool = False


@dataclass(frozen=True)
class Kind:
    """What a letter of one code says; `{table}` and the like are filled from the facts it was told with."""

    code: str
    subject: str
    sentence: str
    button: str
    # Why this mail comes, for its last line.
    why: str = "Je krijgt deze mail omdat je meedoet in het leerlandschap."
    # Where even the time an answer takes may not tell what is known of an address: (address) -> the code and path of the
    # letter that this one becomes, found out when it is handed over.
    decide: Callable[[str], tuple[str, str]] | None = None
    # What it is about, of those `registry.mail_groups` knows: a reminder goes in the rhythm chosen for that.
    group: str = OTHER
    # Which of several reminders of this kind still need doing, asked just before they go: (notices) -> their keys.
    still: Callable[[list], set[str]] | None = None
    # Whether a mail of one reminder may lead where it stands: only where the address tells nothing of a closed table.
    leads_there: bool = False
    # What its calendar part asks of a calendar (`ical.REQUEST` and so on); empty when there is none.
    method: str = ""


@dataclass(frozen=True)
class Telling:
    """Something to tell one person, once by its `key`; `path` is where it can be seen.

    With `bundled` it waits for the one mail a day, and no address is needed; otherwise a letter goes at once. Where the
    mail leads elsewhere than the page (a link for who has no account) that is `letter_path`: it is never stored readable.
    """

    person_id: int
    code: str
    key: str
    path: str
    facts: dict = field(default_factory=dict)
    address: str = ""
    name: str = ""
    bundled: bool = False
    letter_path: str = ""
    # What its kind's calendar part says.
    events: tuple[Event, ...] = ()
    # When it came to be known; without one, now.
    at: datetime | None = None


def kind(code: str) -> Kind:
    """The Kind registered as `code`. Raises LookupError."""
    for entry in kinds:
        if entry.code == code:
            return entry
    raise LookupError(f"no letter is registered as {code}")


def groups() -> list[Group]:
    """What somebody can choose a rhythm for, in the order of the page."""
    return list(mail_groups)


def to(
    person, code: str, *, key: str, path: str, letter_path: str = "", events: Sequence[Event] = (), **facts
) -> Telling:
    """A Telling that goes to `person` at once."""
    reader = {"address": person.email, "name": person.name}
    return Telling(person.pk, code, key, path, facts, **reader, letter_path=letter_path, events=tuple(events))


def tell(person, code: str, *, key: str, path: str, bundled: bool = False, **facts) -> bool:
    """Tell `person` something once; false when it was told before. `path` is where it can be seen."""
    telling = to(person, code, key=key, path=path, **facts)
    if bundled:
        telling = Telling(person.pk, code, key, path, facts, bundled=True)
    return tell_all([telling]) == 1


@scope.deed()
def tell_all(tellings: list[Telling]) -> int:
    """Tell several things, in two inserts; what was told before is left out. Gives how many were new."""
    for telling in tellings:
        kind(telling.code)
    now = timezone.now()
    at_once = [_letter_of(one, now) for one in tellings if not one.bundled]
    letters = {letter.key: letter for letter in LETTERS.add_new(*at_once, told_apart_by="key")}
    to_tell = [one for one in tellings if one.bundled or _letter_key(one) in letters]
    notices = [_notice_of(one, letters.get(_letter_key(one)), now) for one in to_tell]
    told = NOTICES.add_new(*notices, told_apart_by="key")
    _take_back({letter.pk for letter in letters.values()} - {notice.letter_id for notice in told})
    return len(told)


def write_to(address: str, code: str, *, key: str, path: str, name: str = "", **facts) -> Letter | None:
    """Write to an address that belongs to no account (None when it was written before, by `key`)."""
    if was_written(key):
        return None
    kind(code)
    letter = _letter(code, key=key, address=address, path=path, facts=facts, now=timezone.now(), name=name)
    # None as well when it was written at this very moment, by somebody who asked the same.
    return next(iter(LETTERS.add_new(letter, told_apart_by="key")), None)


def no_longer_waits(key: str) -> None:
    """What was asked of somebody has been done, by whomever: they need not be reminded of it."""
    Notice.objects.filter(key=key, read_at=None).update(read_at=timezone.now())


def follow(key: str, *, to: str) -> None:
    """What was told under `key` is from now on known as `to`: the thing it is about went on as another row."""
    Notice.objects.filter(key=key).update(key=to)


def in_words(notice: Notice) -> str:
    """What a notice says, in one line."""
    return kind(notice.code).subject.format(**notice.facts)


def drop_lapsed(waiting: list[Notice]) -> list[Notice]:
    """Of reminders that no mail carried yet: those that still need doing; the others are done with."""
    lapsed: set[int] = set()
    for code in {notice.code for notice in waiting}:
        if (still := kind(code).still) is not None:
            same = [notice for notice in waiting if notice.code == code]
            keys = still(same)
            lapsed |= {notice.pk for notice in same if notice.key not in keys}
    if lapsed:
        Notice.objects.filter(pk__in=lapsed, read_at=None).update(read_at=timezone.now())
    return [notice for notice in waiting if notice.pk not in lapsed]


def was_written(key: str) -> bool:
    """Whether a letter with this key was written before."""
    return Letter.objects.filter(key=key).exists()


def _letter_key(telling: Telling) -> str:
    return f"notice:{telling.key}"


def _letter_of(telling: Telling, now: datetime) -> Letter:
    return _letter(
        telling.code,
        key=_letter_key(telling),
        address=telling.address,
        path=telling.letter_path or telling.path,
        facts=telling.facts,
        now=now,
        name=telling.name,
        person_id=telling.person_id,
        events=telling.events,
    )


def _notice_of(telling: Telling, letter: Letter | None, now: datetime) -> Notice:
    return Notice(
        key=telling.key,
        person_id=telling.person_id,
        code=telling.code,
        facts=telling.facts,
        path=telling.path,
        made_at=telling.at or now,
        bundled=telling.bundled,
        letter=letter,
    )


def _take_back(letters: set[int]) -> None:
    """Letters, written a moment ago, of what was told before: the letter of then has been forgotten, the notice has not."""
    if letters:
        Letter.objects.filter(pk__in=letters).delete()


def _letter(code, *, key, address, path, facts, now: datetime, person_id=None, name="", events=()) -> Letter:
    letter = Letter(code=code, key=key, person_id=person_id, address=address, name=name, made_at=now, due_at=now)
    calendar = {"events": [event.as_facts() for event in events]} if events else {}
    letter.seal({"path": path, "facts": facts, **calendar})
    return letter
