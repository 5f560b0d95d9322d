"""The forms of a gathering: what it is, for whom and when."""

from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q

from leerlandschap.commons.forms import DayField, PortalForm
from leerlandschap.network.models import Person, User
from tables.flows.gatherings import NOT_ANONYMOUS
from tables.flows.meetings import Session
from tables.forms.meetings import HoursForm
from tables.models import Gathering, Meeting
from tables.openness import in_words, is_wider

MOST_TIMES = 26
NO_TITLE = "Geef het een titel waaraan mensen zien waar het over gaat."
PLACES = "Vul een aantal plekken in van 1 tot en met 1000, of laat het leeg."
TIMES = f"Vul een aantal keren in van 2 tot en met {MOST_TIMES}."


class WhatForm(PortalForm):
    """What a gathering is about, who organises it and who may come."""

    guarded = ("title", "text")

    kind = forms.ChoiceField(
        label="Wat voor leervorm is het?",
        choices=[("", "Kies een leervorm"), *Gathering.Kind.choices],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een leervorm."),
    )
    title = forms.CharField(
        label="Titel",
        max_length=Gathering._meta.get_field("title").max_length,
        error_messages={"required": NO_TITLE},
    )
    text = forms.CharField(
        label="Waar gaat het over?",
        max_length=Gathering._meta.get_field("text").max_length,
        required=False,
        help_text="Wat gaan jullie doen, voor wie is het, en wat moet iemand meenemen? Schrijf niets over kinderen of ouders.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    anonymous = forms.BooleanField(
        label="Ik zeg toe dat in wat wordt besproken niemand te herkennen is: geen kind, ouder of collega.",
        required=False,
        help_text="Nodig voor een casuïstiekbespreking.",
    )
    organiser = forms.ModelChoiceField(
        label="Wie organiseert het?", queryset=Person.objects.none(), required=False, empty_label="nog niemand"
    )
    places = forms.IntegerField(
        label="Hoeveel plekken zijn er?",
        required=False,
        help_text="Laat leeg als iedereen welkom is.",
        validators=[MinValueValidator(1, PLACES), MaxValueValidator(1000, PLACES)],
        error_messages={"invalid": PLACES},
    )
    openness = forms.ChoiceField(
        label="Wie mag dit zien en meedoen?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies wie mag meedoen."),
    )

    FIELDS = ("kind", "title", "text", "anonymous", "organiser", "places", "openness")

    def __init__(self, *args, by: User, gathering: Gathering | None = None, **kwargs) -> None:
        now = {name: getattr(gathering, name) for name in self.FIELDS} if gathering else {}
        super().__init__(*args, initial={"openness": "network", **now, **kwargs.pop("initial", {})}, **kwargs)
        levels = [one for one, _label in Gathering._meta.get_field("openness").choices]
        widest = gathering.openness if gathering else levels[0]
        self.fields["openness"].choices = [(one, in_words(one)) for one in levels if not is_wider(one, widest)]
        people = Person.objects.visible_to(by).filter(user__is_active=True)
        now = gathering.organiser_id if gathering else None
        self.fields["organiser"].queryset = Person.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=now))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Gathering.Kind.CASES and not cleaned.get("anonymous"):
            self.add_error("anonymous", NOT_ANONYMOUS)
        return cleaned

    def written_on(self, gathering: Gathering) -> list[str]:
        """Write what was filled in on `gathering`; gives the names of what differs. Only of a valid form."""
        changed = [name for name in self.FIELDS if getattr(gathering, name) != self.cleaned_data[name]]
        for name in changed:
            setattr(gathering, name, self.cleaned_data[name])
        return changed


class DateForm(HoursForm):
    """One date: when and where."""

    day = DayField(label="Dag")
    field_order = ["day", "begins", "ends", "place", "online_url"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "online_url" in self.fields:
            self.fields["online_url"].help_text = "Alleen wie zich aanmeldde en is ingelogd ziet deze link."

    def session(self) -> Session:
        """The date. Only of a valid form."""
        return self.session_on(self.cleaned_data["day"])


class GatheringForm(WhatForm, DateForm):
    """Making a gathering: what, and when; once, now and then, or as a track."""

    EVERY = [("", "één keer"), ("1", "elke week"), ("2", "elke twee weken"), ("4", "elke vier weken")]
    every = forms.ChoiceField(
        label="Hoe vaak?",
        choices=EVERY,
        required=False,
        error_messages={"invalid_choice": "Kies hoe vaak."},
    )
    times = forms.IntegerField(
        label="Hoeveel keer in totaal?",
        required=False,
        help_text="Alleen als het vaker dan één keer is. Losse data zet je er later bij.",
        validators=[MinValueValidator(2, TIMES), MaxValueValidator(MOST_TIMES, TIMES)],
        error_messages={"invalid": TIMES},
    )
    whole = forms.BooleanField(
        label="Het is een traject: wie meedoet, komt alle keren",
        required=False,
        help_text="Mensen melden zich dan in één keer aan voor alle data. Anders kiezen ze per datum.",
    )
    refreshments = forms.CharField(
        label="Wie verzorgt koffie en thee, of de maaltijd?",
        max_length=Meeting._meta.get_field("refreshments").max_length,
        required=False,
    )

    field_order = [
        "kind", "title", "text", "anonymous", "day", "begins", "ends", "every", "times", "whole", "place", "online_url",
        "refreshments", "places", "organiser", "openness",
    ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("every") and not cleaned.get("times") and "times" not in self.errors:
            self.add_error("times", TIMES)
        return cleaned

    def sessions(self) -> list[Session]:
        """The dates, at the same hours. Only of a valid form."""
        weeks, first = int(self.cleaned_data["every"] or 0), self.cleaned_data["day"]
        times = self.cleaned_data["times"] if weeks else 1
        return [self.session_on(first + timedelta(weeks=weeks * number)) for number in range(times)]
