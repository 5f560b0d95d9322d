"""Telling people, once: the notice on their page and the letter that carries it, in the transaction of the deed.

What a letter says is a `Kind`: a subject, one sentence and the words of one link. Kinds are registered in each app's
`letters.py`; they may name a table, a place, a date or a count, never a text, a title or another person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlandschap.commons.models.letters import Letter, Notice
from leerlandschap.commons.registry import letters


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


def kind(code: str) -> Kind:
    """The Kind registered as `code`. Raises LookupError."""
    for entry in letters:
        if entry.code == code:
            return entry
    raise LookupError(f"no letter is registered as {code}")


def to(person, code: str, *, key: str, path: str, letter_path: str = "", **facts) -> Telling:
    """A Telling that goes to `person` at once."""
    return Telling(person.pk, code, key, path, facts, address=person.email, name=person.name, letter_path=letter_path)


def tell(person, code: str, *, key: str, path: str, bundled: bool = False, **facts) -> bool:
    """Tell `person` something once; false when it was told before. `path` is where it can be seen."""
    telling = to(person, code, key=key, path=path, **facts)
    if bundled:
        telling = Telling(person.pk, code, key, path, facts, bundled=True)
    return tell_all([telling]) == 1


def tell_all(tellings: list[Telling]) -> int:
    """Tell several things, in two inserts; what was told before is left out. Gives how many were new."""
    for telling in tellings:
        kind(telling.code)
    try:
        with transaction.atomic():
            return _write(tellings)
    except IntegrityError:
        told = set(Notice.objects.filter(key__in=[one.key for one in tellings]).values_list("key", flat=True))
        return _write([one for one in tellings if one.key not in told])


def write_to(address: str, code: str, *, key: str, path: str, name: str = "", **facts) -> Letter | None:
    """Write to an address that belongs to no account (None when it was written before, by `key`)."""
    if was_written(key):
        return None
    kind(code)
    letter = _letter(code, key=key, address=address, path=path, facts=facts, now=timezone.now(), name=name)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:  # written at this very moment, by somebody who asked the same
        return None
    return letter


def no_longer_waits(key: str) -> None:
    """What was asked of somebody has been done, by whomever: they need not be reminded of it."""
    Notice.objects.filter(key=key, read_at=None).update(read_at=timezone.now())


def in_words(notice: Notice) -> str:
    """What a notice says, in one line."""
    return kind(notice.code).subject.format(**notice.facts)


def was_written(key: str) -> bool:
    """Whether a letter with this key was written before."""
    return Letter.objects.filter(key=key).exists()


def _write(tellings: list[Telling]) -> int:
    now = timezone.now()
    by_key = {
        one.key: _letter(
            one.code,
            key=f"notice:{one.key}",
            address=one.address,
            path=one.letter_path or one.path,
            facts=one.facts,
            now=now,
            name=one.name,
            person_id=one.person_id,
        )
        for one in tellings
        if not one.bundled
    }
    Letter.objects.bulk_create(by_key.values())
    Notice.objects.bulk_create(
        Notice(
            key=one.key,
            person_id=one.person_id,
            code=one.code,
            facts=one.facts,
            path=one.path,
            made_at=now,
            bundled=one.bundled,
            letter=by_key.get(one.key),
        )
        for one in tellings
    )
    return len(tellings)


def _letter(code, *, key, address, path, facts, now: datetime, person_id=None, name="") -> Letter:
    letter = Letter(code=code, key=key, person_id=person_id, address=address, name=name, made_at=now, due_at=now)
    letter.seal({"path": path, "facts": facts})
    return letter
