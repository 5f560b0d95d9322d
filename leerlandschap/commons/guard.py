"""The guard on free text: who types something that may point to a person chooses, before it is kept, what becomes of it.

A burgerservicenummer is refused. Whatever else is found (`personal_data.py`) is shown in words, with a button that takes it
out and a tick that keeps it, with a reason. It runs on the server, works without JavaScript, and stores nothing of what it
found, nor the reason: only that somebody kept something of a kind, in the audit trail.

Any form can have it, for a field of its own or for those that it names; fields that it makes itself it watches::

    class StoryForm(PortalForm):
        story = GuardedTextField(label="Je verhaal", max_length=2000, rows=8)

    class MinutesForm(PortalModelForm):
        guarded = ("text", "remarks")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["why"] = forms.CharField(max_length=400)
            guard.watch(self, "why")

That somebody kept something, `handled_once` adds to the trail of what the flow did; a view says it itself only where it belongs
to something else: `guard.note_kept(form, on=row, by=request.user)`, after the flow, in the same transaction.

The template needs nothing: `_components/form.html` shows the choice under the field. What stood in the text before somebody
edited it is not asked about again.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlandschap.commons import audit, personal_data
from leerlandschap.commons.personal_data import Mark

# What the browser sends beside the text, each after the name of its field.
TAKE_OUT, KEEP, REASON = "-weg", "-houden", "-reden"
EVERYTHING = "alles"
BSN = "Hier staat een burgerservicenummer. Dat mag in het portaal niet staan, om geen enkele reden. Haal het weg."
CHOOSE = "Hieraan is misschien iemand te herkennen. Haal het weg, of vink aan dat het blijft staan en schrijf waarom."
NO_REASON = "Schrijf in een paar woorden waarom dit mag blijven staan."
TAKEN_OUT = "Het is weggehaald. Lees je tekst na en verstuur hem dan."
# The valid forms of the deed that runs, of which it is not noted yet what was kept.
_to_note: ContextVar[list[forms.BaseForm] | None] = ContextVar("to_note", default=None)


class Typed(str):
    """A text as it came in (without what the sender had taken out), with what was chosen about what stands in it."""

    taken_out = False
    kept: frozenset[str] = frozenset()
    reason = ""


class Watching:
    """Part of a widget: reads the choices that come with a text, and takes out what its sender wants out."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        typed = Typed(self.without(value, data.get(name + TAKE_OUT, "")))
        typed.taken_out = typed != value
        typed.kept = frozenset(_all(data, name + KEEP))
        typed.reason = data.get(name + REASON, "").strip()
        return typed

    def without(self, text: str, wanted_out: str) -> str:
        """The text without what its sender wants out."""
        return personal_data.without(text, chosen(text, wanted_out))


class GuardedTextarea(Watching, forms.Textarea):
    """Several lines."""


class GuardedInput(Watching, forms.TextInput):
    """One line."""


class GuardedTextField(forms.CharField):
    """Free text that may not point to a person by accident."""

    def __init__(self, *, max_length: int, rows: int = 5, **kwargs) -> None:
        kwargs.setdefault("widget", GuardedTextarea(attrs={"rows": rows}) if rows > 1 else GuardedInput())
        super().__init__(max_length=max_length, **kwargs)
        self.choice: Choice | None = None
        self.before = ""
        self.known: Iterable[str] = ()

    def get_bound_field(self, form, field_name):
        """As a field of `form`, which knows what stood in the text before."""
        self.before = str(form.get_initial_for_field(self, field_name) or "")
        return super().get_bound_field(form, field_name)

    def clean(self, value) -> str:
        """The text. Raises ValidationError while something in it asks for a choice; `choice` then says what."""
        self.choice = Choice.about(value or "", "\n".join([self.seen(self.before), *self.known]), seen=self.seen)
        cleaned = super().clean(value)
        self.choice.require(taken_out=getattr(value, "taken_out", False))
        return cleaned

    def seen(self, text: str) -> str:
        """The words of `text` as its readers see them: of a text with marks in it, those without the marks."""
        return text


class Choice:
    """What was found in a text, and what its sender chose to do with it."""

    def __init__(self, marks: list[Mark], kept: frozenset[str], reason: str) -> None:
        self.marks, self.kept, self.reason = marks, kept, reason

    @classmethod
    def about(cls, value: str, before: str, *, seen: Callable[[str], str] = str) -> "Choice":
        """The choice that `value`, as it is seen, asks for, besides what stood in the text `before`."""
        known = {_key(mark) for mark in _find(before) if not mark.kind.refused}
        marks = [mark for mark in _find(seen(value)) if _key(mark) not in known]
        return cls(marks, getattr(value, "kept", frozenset()), getattr(value, "reason", ""))

    def pieces(self) -> list[dict]:
        """Each thing that was found, once, for the page: what it says, what it looks like, whether it was ticked to stay."""
        once = {_key(mark): mark for mark in self.marks}
        return [
            {"key": key, "text": mark.piece, "words": mark.kind.words, "refused": mark.kind.refused, "kept": key in self.kept}
            for key, mark in once.items()
        ]  # fmt: skip

    def asks_reason(self) -> bool:
        """Whether anything here may stay when there is a reason."""
        return any(not mark.kind.refused for mark in self.marks)

    def require(self, *, taken_out: bool) -> None:
        """Raises ValidationError while the text cannot be kept as it is."""
        if any(mark.kind.refused for mark in self.marks):
            raise ValidationError(BSN, code="bsn")
        if any(_key(mark) not in self.kept for mark in self.marks):
            raise ValidationError(CHOOSE, code="personal_data")
        if taken_out:
            raise ValidationError(TAKEN_OUT, code="taken_out")
        if self.marks and not self.reason:
            raise ValidationError(NO_REASON, code="no_reason")

    def counts(self) -> Counter:
        """How often each kind of thing was kept."""
        return Counter(mark.kind.code for mark in self.marks)


def watch(form: forms.BaseForm, *names: str) -> None:
    """Put the guard on text fields that `form` has; those that a class names as `guarded` have it already."""
    for name in names:
        form.fields[name] = guarded(form.fields[name])


def know(form: forms.BaseForm, names: Iterable[str]) -> None:
    """Let the guard of `form` pass over who is spoken of here as a matter of course, such as those at the table."""
    for field in form.fields.values():
        if isinstance(field, GuardedTextField):
            field.known = names


def note_kept(form: forms.BaseForm, *, on, by, called: str = "") -> None:
    """Add to the trail that the sender of a valid `form` kept something that may point to a person; what, it does not say."""
    if kept := _kept_in(form):
        audit.record(by, "guard.kept", on=on, called=called, **kept)
    if form in (waiting := _to_note.get() or []):
        waiting.remove(form)


def await_note(form: forms.BaseForm) -> None:
    """Let a valid `form` be noted when the deed that it is for is done (`noting`)."""
    waiting = _to_note.get()
    if waiting is not None and form not in waiting and _kept_in(form):
        waiting.append(form)


@contextmanager
def noting() -> Iterator[Callable[[], None]]:
    """Within, forms wait for their note. Gives what notes those that no view noted, by whom and on what the trail told last."""
    token = _to_note.set(waiting := [])
    try:
        with audit.overheard() as heard:
            yield lambda: _note_rest(waiting, heard)
    finally:
        _to_note.reset(token)


def _note_rest(waiting: list[forms.BaseForm], heard: list[dict]) -> None:
    for form in list(waiting) if heard else []:
        note_kept(form, **heard[-1])


def _kept_in(form: forms.BaseForm) -> Counter:
    return sum((field.choice.counts() for field in form.fields.values() if getattr(field, "choice", None)), Counter())


def chosen(text: str, wanted_out: str) -> list[Mark]:
    """What of `text` its sender wants out: the piece that was chosen, wherever it stands; or everything that was found."""
    return [mark for mark in _find(text) if wanted_out in (_key(mark), EVERYTHING)] if wanted_out else []


def without_refused(text: str) -> str:
    """The text without what may not stand anywhere, for what is kept before anybody could choose (a draft)."""
    return personal_data.without(text, [mark for mark in _find(text) if mark.kind.refused])


def guarded(field: forms.CharField) -> GuardedTextField:
    """A field of text as it was, with the guard on it."""
    watched = GuardedTextField(
        max_length=field.max_length,
        required=field.required,
        label=field.label,
        help_text=field.help_text,
        initial=field.initial,
        strip=field.strip,
        error_messages=field.error_messages,
        widget=_watching(type(field.widget))(attrs=field.widget.attrs),
    )
    # What another part of the portal has hung on the field (the overlap radar) stays on it.
    own = vars(watched).keys()
    vars(watched).update({name: value for name, value in vars(field).items() if name not in own})
    return watched


@cache
def _watching(widget: type[forms.Widget]) -> type[forms.Widget]:
    """The same kind of control, that reads the choices as well."""
    return type(f"Watching{widget.__name__}", (Watching, widget), {})


def _find(text: str) -> list[Mark]:
    return personal_data.find(text, today=timezone.localdate()) if text else []


def _key(mark: Mark) -> str:
    """By which the page and the server mean the same piece. It is in the page only, and stored nowhere."""
    return hashlib.sha256(f"{mark.kind.code}\0{mark.piece}".encode("utf-8", "replace")).hexdigest()[:16]


def _all(data, name: str) -> list[str]:
    return data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
