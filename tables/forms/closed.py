"""Forms for the calendar of closed days."""

from datetime import timedelta

from django import forms

from leerlandschap.commons.forms import DayField, PortalForm, PortalModelForm
from leerlandschap.commons.models import ClosedPeriod

# The summer holiday is six weeks, for building workers and in some regions seven: longer is a slip of the pen.
LONGEST = timedelta(days=62)
YEARS_AROUND = range(2020, 2100)


class ClosedPeriodForm(PortalModelForm):
    """What is closed, from when to when, and where that is written."""

    first_day = DayField(label="Eerste dag", required="Vul de eerste dag in.")
    last_day = DayField(
        label="Laatste dag", required="Vul de laatste dag in.", help_text="Bij één dag: dezelfde dag als hierboven."
    )

    class Meta:
        model = ClosedPeriod
        fields = ["name", "kind", "first_day", "last_day", "region", "source"]
        help_texts = {
            "name": "Bijvoorbeeld meivakantie, of kantoor gesloten.",
            "kind": "Op een feestdag gaan er ook geen herinneringen uit.",
            "region": "Alleen bij een schoolvakantie. Flevoland is Noord; een andere regio staat er ter informatie.",
            "source": "Waar staat dit? Bijvoorbeeld een adres op rijksoverheid.nl, of een besluit van het regiobureau.",
        }
        error_messages = {
            "name": {"required": "Geef deze dagen een naam."},
            "kind": {"required": "Kies wat voor dagen het zijn."},
            "source": {"required": "Schrijf op waar dit staat, dan kan een ander het nakijken."},
        }

    def clean(self):
        cleaned = super().clean()
        for name in ("first_day", "last_day"):
            if (day := cleaned.get(name)) and day.year not in YEARS_AROUND:
                self.add_error(name, f"Vul een jaar in van {YEARS_AROUND[0]} tot en met {YEARS_AROUND[-1]}.")
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "De laatste dag kan niet voor de eerste liggen.")
        elif first and last and last - first > LONGEST:
            self.add_error("last_day", "Dit is langer dan twee maanden. Kijk de dagen na, of maak er twee regels van.")
        return cleaned


class RemoveForm(PortalForm):
    """Open the days again, or close them after all."""

    removed = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")
