"""The forms with which running actions are brought along: choosing the list, and which of its rows come along in whose name."""

from dataclasses import dataclass

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Person
from tables.flows.action_intakes import NO_OWNER, NONE_CHOSEN
from tables.forms.intakes import UploadForm as WorkbookForm
from tables.intake.actions import Line, Plan


class UploadForm(WorkbookForm):
    """Choosing the list."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workbook"].label = "Je actielijst"
        self.fields[
            "workbook"
        ].help_text = "Een rekenblad (.xlsx of .ods) van hoogstens 5 MB. Je ziet eerst wat erin staat."


@dataclass(frozen=True)
class Choice:
    """A new action on the page: whether it comes along, and in whose name when that is not sure."""

    line: Line
    take: forms.BoundField
    owner: forms.BoundField | None
    # What there is to look at.
    doubts: list[str]


class TakeOverForm(PortalForm):
    """Which actions come along, and who gets those of which it is not sure whose they are."""

    # Which preview was looked at.
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, plan: Plan, people: list[Person], stands_in: Person | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.people = plan, {str(person.pk): person for person in people}
        self.initial.setdefault("seen", plan.fingerprint())
        for line in plan.new:
            self._add_line(line, stands_in)

    def choices(self) -> list[Choice]:
        """The new actions, each with its fields."""
        found = []
        for line in self.plan.new:
            number = line.at
            owner = None if line.owner else self[f"owner-{number}"]
            found.append(Choice(line, self[f"take-{number}"], owner, self.plan.doubts_of(line)))
        return found

    def clean(self):
        cleaned = super().clean()
        taken = [one for one in self.choices() if cleaned.get(one.take.name)]
        if not taken:
            self.add_error(None, NONE_CHOSEN)
        for one in taken:
            if one.owner is not None and one.owner.name not in self.errors and not cleaned.get(one.owner.name):
                self.add_error(one.owner.name, NO_OWNER)
        return cleaned

    def owners(self) -> dict[int, Person]:
        """Who gets each of the chosen actions, by the number of its row. Only of a valid form."""
        taken = [one for one in self.choices() if self.cleaned_data[one.take.name]]
        return {one.line.at: one.line.owner or self.people[self.cleaned_data[one.owner.name]] for one in taken}

    def _add_line(self, line: Line, stands_in: Person | None) -> None:
        number = line.at
        self.fields[f"take-{number}"] = forms.BooleanField(
            label=f"Neem mee: rij {number}", required=False, initial=not line.about_somebody,
            widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        )  # fmt: skip
        if line.owner is None:
            names = [(pk, person.name) for pk, person in self.people.items()]
            self.fields[f"owner-{number}"] = forms.ChoiceField(
                label=f"Wie doet de actie in rij {number}?", required=False, choices=[("", "Maak een keuze"), *names],
                initial=str(stands_in.pk) if stands_in else "", error_messages={"invalid_choice": NO_OWNER},
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip
