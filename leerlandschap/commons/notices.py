"""Telling people, once: the notice on their page and the letter that carries it, in the transaction of the deed.

What a letter says is a `Kind`: a subject, one sentence and the words of one link. Kinds are registered in each app's
`letters.py`; they may name a table, a place, a date or a count, never a text, a title or another person.
"""

from dataclasses import dataclass
from datetime import datetime

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


def kind(code: str) -> Kind:
    """The Kind registered as `code`. Raises LookupError."""
    for entry in letters:
        if entry.code == code:
            return entry
    raise LookupError(f"no letter is registered as {code}")


def tell(person, code: str, *, key: str, path: str, bundled: bool = False, **facts) -> Notice | None:
    """Tell `person` something once (None when it was told before, by `key`).

    With `bundled` it waits for the one mail a day; otherwise a letter goes at once. `path` is where it can be seen.
    """
    now = timezone.now()
    if Notice.objects.filter(key=key).exists():
        return None
    kind(code)
    letter = None
    if not bundled:
        letter = _letter(
            code, key=f"notice:{key}", address=person.email, path=path, facts=facts, now=now, person=person
        )
    return Notice.objects.create(
        key=key, person=person, code=code, facts=facts, path=path, made_at=now, bundled=bundled, letter=letter
    )


def write_to(address: str, code: str, *, key: str, path: str, name: str = "", **facts) -> Letter | None:
    """Write to an address that belongs to no account (None when it was written before, by `key`)."""
    if Letter.objects.filter(key=key).exists():
        return None
    kind(code)
    return _letter(code, key=key, address=address, path=path, facts=facts, now=timezone.now(), name=name)


def _letter(code, *, key, address, path, facts, now: datetime, person=None, name="") -> Letter:
    letter = Letter(
        code=code,
        key=key,
        person=person,
        address=address,
        name=name or getattr(person, "name", ""),
        made_at=now,
        due_at=now,
    )
    letter.seal({"path": path, "facts": facts})
    letter.save(force_insert=True)
    return letter
