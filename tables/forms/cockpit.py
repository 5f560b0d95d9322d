"""The forms of the cockpit: who is there, and what is noted at an item."""

import hashlib
from collections.abc import Iterable

from django import forms

from leerlandschap.commons import guard
from leerlandschap.commons.forms import DayField, PortalForm, SeveralField
from leerlandschap.network.models import Person
from tables.flows.outcomes import Line
from tables.models import AgendaItem, Attendance
from tables.openness import OpennessField, narrowest
from tables.outcomes import HOLDING, LETTERS, Kind, split

FIRST_LETTER = {kind: letter for letter, kind in LETTERS.items()}
SEVERAL_ERRORS = {"invalid_choice": "Kies organisaties die aan deze tafel zitten."}
# What somebody who gave this answer beforehand is taken to be.
EXPECTED = {
    Attendance.State.COMING: Attendance.Presence.PRESENT,
    Attendance.State.EXCUSED: Attendance.Presence.EXCUSED,
    Attendance.State.DEPUTY: Attendance.Presence.DEPUTY,
}


def fingerprint(text: str) -> str:
    """A short mark of a text, by which the form knows whether somebody touched it."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:32]


class ItemForm(PortalForm):
    """What was said about an item, and one outcome in a line; either may be empty."""

    guarded = ("notes", "text")

    notes = forms.CharField(
        label="Verslag",
        help_text="Kort: wat is er besproken? Noem geen namen van kinderen of ouders.",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "accesskey": "t"}),
        error_messages={"max_length": "Het verslag van één punt past in 20.000 tekens. Kort het in."},
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    before = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Soort",
        choices=[(kind.value, f"{kind.label} ({FIRST_LETTER[kind]})") for kind in Kind],
        required=False,
        error_messages={"invalid_choice": "Kies een van de soorten."},
    )
    text = forms.CharField(
        label="Uitkomst in één regel",
        required=False,
        max_length=1_000,
        widget=forms.TextInput(attrs={"accesskey": "u", "autocomplete": "off"}),
    )
    owner = forms.ModelChoiceField(
        label="Wie", queryset=Person.objects.none(), required=False, empty_label="nog niemand"
    )
    due_on = DayField(label="Wanneer")

    def __init__(self, *args, item: AgendaItem, company, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False
        self.fields["owner"].queryset = company
        self.fields["owner"].error_messages["invalid_choice"] = "Kies iemand die aan tafel zit of haar begeleidt."
        self.fields["openness"] = OpennessField(
            narrowest(item.openness, item.table.openness), required=False, widget=forms.Select
        )
        for name, label in (("holds_for", "Geldt voor"), ("not_endorsed_by", "Niet onderschreven door")):
            self.fields[name] = SeveralField(
                queryset=organisations, label=label, required=False, widget=forms.CheckboxSelectMultiple,
                error_messages=SEVERAL_ERRORS,
            )  # fmt: skip
        self.fields["holds_for"].help_text = "Niets aangevinkt: het geldt voor iedereen aan tafel."
        guard.know(self, company.values_list("name", flat=True))

    def notes_if_touched(self) -> str | None:
        """What was written, or None when it still says what it said when the page was opened."""
        notes = self.cleaned_data["notes"]
        return None if fingerprint(notes) == self.cleaned_data["before"] else notes

    def line(self) -> Line | None:
        """The outcome that was typed; a letter in front of it goes before the kind that was chosen."""
        typed = self.cleaned_data
        kind, text = split(typed["text"])
        if not text:
            return None
        kind = kind or Kind(typed["kind"] or Kind.DECISION)
        fields = {"openness": typed["openness"]}
        if kind == Kind.ACTION:
            fields |= {"owner": typed["owner"], "due_on": typed["due_on"]}
        if kind in HOLDING:
            fields |= {"holds_for": typed["holds_for"], "not_endorsed_by": typed["not_endorsed_by"]}
        return Line(kind, text, **fields)


class PresenceForm(PortalForm):
    """How each of those at the table was there; what they answered beforehand is filled in."""

    def __init__(self, *args, people: Iterable[Person], answers: dict[int, Attendance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"wie-{person.ref}": person for person in people}
        for name, person in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=person.name,
                choices=Attendance.Presence.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=_presence(answers.get(person.pk)),
                error_messages={"invalid_choice": "Kies een van de vier."},
            )

    def rows(self) -> list:
        """Each person with the four choices."""
        return [(person, self[name]) for name, person in self.people.items()]

    def presences(self) -> dict[int, str]:
        """By person how they were there; who was left open is not in it."""
        return {person.pk: self.cleaned_data[name] for name, person in self.people.items() if self.cleaned_data[name]}


def _presence(answer: Attendance | None) -> str:
    return (answer.presence or EXPECTED.get(answer.state, "")) if answer else ""
