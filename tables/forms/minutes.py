"""The forms of minutes: sending them round, saying something about them, answering that, correcting and withdrawing."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone

from leerlandschap.commons import guard
from leerlandschap.commons.forms import DayField, PortalForm
from tables import openness
from tables.flows.minutes import Correction
from tables.openness import narrower_than
from tables.outcomes import Kind
from tables.reading import Part


class RoundForm(PortalForm):
    """Until when members can comment."""

    until = DayField(label="Reageren kan tot en met", required="Kies tot wanneer iedereen kan reageren.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=settings.MINUTES_COMMENT_DAYS))


class RemarkForm(PortalForm):
    """What a member says of one item."""

    guarded = ("text",)

    text = forms.CharField(
        label="Wat moet er anders?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat er anders moet."},
    )
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AnswerForm(PortalForm):
    """What was done with a remark."""

    guarded = ("answer",)

    answer = forms.CharField(
        label="Wat deed je ermee?",
        max_length=400,
        error_messages={"required": "Schrijf in één regel wat je ermee deed."},
    )


class WithdrawForm(PortalForm):
    """Why minutes are withdrawn."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom wordt het verslag ingetrokken?",
        help_text="Dit blijft bij het verslag staan.",
        max_length=400,
        error_messages={"required": "Schrijf in één zin waarom dit verslag wordt ingetrokken."},
    )


class CorrectForm(PortalForm):
    """Every entry as it stands, to be mended, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, parts: list[Part], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self._add_entry(part)
        self.fields["why"] = forms.CharField(
            label="Wat veranderde er, en waarom?",
            help_text="Dit staat bij de nieuwe versie. Iedereen die het verslag leest, ziet het.",
            max_length=400,
            error_messages={"required": "Schrijf in één zin wat er veranderde en waarom."},
        )
        guard.watch(self, *(name for name in self.fields if name.startswith(("text-", "decision-", "why"))))

    def corrections(self) -> dict[int, Correction]:
        """What each entry says from now on, by its position."""
        return {part.entry.position: self._correction(part) for part in self.parts}

    def _add_entry(self, part: Part) -> None:
        place, entry = part.entry.position, part.entry
        self.fields[f"text-{place}"] = forms.CharField(
            label=f"{place}. {entry.heading}", required=False, max_length=20_000, initial=entry.text,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        for outcome in self._decisions(part):
            self.fields[f"decision-{outcome.ref}"] = forms.CharField(
                label=f"Besluit {outcome.number}", max_length=600, initial=outcome.text,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": "Een besluit kan niet leeg zijn. Zet de oude tekst terug."},
            )  # fmt: skip
        self.fields[f"openness-{place}"] = forms.ChoiceField(
            label="Wie mag dit lezen?", choices=narrower_than(openness.narrowest(part.level)), initial=part.level,
            help_text="Beslotener kan hier; dat geldt dan ook voor eerdere versies.",
        )  # fmt: skip

    def _correction(self, part: Part) -> Correction:
        place, typed = part.entry.position, self.cleaned_data
        words = {outcome.ref: typed[f"decision-{outcome.ref}"] for outcome in self._decisions(part)}
        return Correction(typed[f"text-{place}"], typed[f"openness-{place}"], words)

    @staticmethod
    def _decisions(part: Part) -> list:
        return [outcome for outcome in part.outcomes if outcome.kind == Kind.DECISION]
