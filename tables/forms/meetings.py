"""Forms for the dates of a table."""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone

from leerlandschap.commons.forms import ClockField, DayField, PortalForm
from leerlandschap.commons.templatetags.ui import day as in_words
from tables.flows.meetings import TOO_SHORT, Session
from tables.models import Meeting, Table
from tables.planning import Proposal
from tables.year_ahead import YearAhead

WEEKDAYS = {"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag"}
MOVED_ON = "De voorstellen zijn intussen veranderd. Kijk ze na en kies opnieuw."


class HoursForm(PortalForm):
    """From when to when, and where."""

    begins = ClockField(label="Begint om")
    ends = ClockField(label="Eindigt om")
    place = forms.CharField(
        label="Plek",
        max_length=Meeting._meta.get_field("place").max_length,
        required=False,
        help_text="Waar mensen heen moeten, of “Online”. Zet hier geen link naar de vergadering: iedereen kan dit lezen.",
    )

    online_url = forms.URLField(
        label="Link naar de online vergadering",
        max_length=Meeting._meta.get_field("online_url").max_length,
        required=False,
        assume_scheme="https",
        help_text="Alleen wie aan tafel zit en is ingelogd ziet deze link. In mails en agenda's staat hij niet.",
        error_messages={"invalid": "Plak hier de hele link, bijvoorbeeld https://vergaderen.voorbeeld.nl/kamer."},
    )

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", TOO_SHORT)
        return cleaned

    def session_on(self, day: date) -> Session:
        """The meeting that this form makes of a day. Only of a valid form."""
        hours = [_moment(day, self.cleaned_data[name]) for name in ("begins", "ends")]
        return Session(*hours, place=self.cleaned_data["place"], online_url=self.cleaned_data["online_url"])


class PlanForm(HoursForm):
    """Which of the proposed dates to plan, all at the same hours and place."""

    days = forms.TypedMultipleChoiceField(
        label="Deze data",
        coerce=date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één datum.", "invalid_choice": MOVED_ON},
    )
    field_order = ["days"]

    def __init__(self, *args, year: YearAhead, **kwargs) -> None:
        habit = year.habit
        hours = {"begins": habit.begins, "ends": habit.ends, "place": habit.place}
        days = [proposal.day.isoformat() for proposal in year.proposals]
        super().__init__(*args, initial={"days": days, **hours}, **kwargs)
        self.fields["days"].choices = [(proposal.day.isoformat(), _as_choice(proposal)) for proposal in year.proposals]

    def sessions(self) -> list[Session]:
        """The meetings to plan. Only of a valid form."""
        return [self.session_on(day) for day in self.cleaned_data["days"]]


class MeetingForm(HoursForm):
    """One date, put in by hand."""

    day = DayField(label="Dag", help_text="Een dag die al geweest is, komt erbij als gehouden.")
    ad_hoc = forms.BooleanField(
        label="Ad hoc: deze bijeenkomst telt niet mee voor het ritme",
        required=False,
        help_text="Voor iets dat tussendoor komt. De voorstellen voor gewone data veranderen er niet door.",
    )
    field_order = ["day", "begins", "ends", "place", "online_url", "ad_hoc"]

    def session(self) -> Session:
        """The meeting to plan. Only of a valid form."""
        return self.session_on(self.cleaned_data["day"])


class MoveForm(HoursForm):
    """Another day, time, place or link for one meeting."""

    day = DayField(label="Dag")
    field_order = ["day", "begins", "ends", "place", "online_url"]

    def session(self) -> Session:
        """The meeting as it becomes. Only of a valid form."""
        return self.session_on(self.cleaned_data["day"])


def hours_of(meeting: Meeting) -> dict:
    """The meeting as it stands, for the form that changes it."""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    hours = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
    return {**hours, "place": meeting.place, "online_url": meeting.online_url}


def wished(table: Table, given) -> dict[str, int | None]:
    """Weekday and number of times as chosen in the address; None for what was not chosen, or makes no sense."""
    weekday, times = given.get("dag", ""), given.get("ritme", "")
    return {
        "weekday": list(WEEKDAYS).index(weekday) if weekday in WEEKDAYS else None,
        "times": int(times) if times in {str(number) for number in times_of(table)} else None,
    }


def times_of(table: Table) -> range:
    """The numbers that the table's rhythm leaves to choose from: meetings a year, or weeks between them."""
    return range(max(table.rhythm_min, 1), table.rhythm_max + 1)


def _as_choice(proposal: Proposal) -> str:
    """A proposed date as it stands behind its box."""
    weeks = proposal.weeks
    if not weeks:
        return in_words(proposal.day)
    after = "1 week" if weeks == 1 else f"{weeks} weken"
    late = "; eerder lukt niet binnen het ritme" if proposal.late else ""
    return f"{in_words(proposal.day)}, {after} na de vorige{late}"


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
