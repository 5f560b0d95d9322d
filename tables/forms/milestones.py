"""The form for the ijkpunten of the region's year."""

from django import forms

from leerlandschap.commons.forms import DayField, PortalModelForm
from tables.forms.closed import YEARS_AROUND
from tables.models import Milestone


class MilestoneForm(PortalModelForm):
    """What it is, when, in which lane of the wheel, and who decided so."""

    first_day = DayField(label="Eerste dag", required="Vul de eerste dag in.")
    last_day = DayField(
        label="Laatste dag", required="Vul de laatste dag in.", help_text="Bij één dag: dezelfde dag als hierboven."
    )

    class Meta:
        model = Milestone
        fields = ["name", "lane", "first_day", "last_day", "source", "openness"]
        widgets = {"openness": forms.RadioSelect}
        labels = {"openness": "Wie ziet dit?"}
        help_texts = {
            "name": "Bijvoorbeeld: gegevens over het eerste kwartaal binnen. Geen namen van aanbieders of mensen.",
            "lane": "Bepaalt in welke baan van het jaarwiel het staat.",
            "source": "Waarom is dit een ijkpunt, of waar is het afgesproken?",
            "openness": "Publiek: iedereen. Netwerk: iedereen met een account.",
        }
        error_messages = {
            "name": {"required": "Geef het ijkpunt een naam."},
            "lane": dict.fromkeys(("required", "invalid_choice"), "Kies wat voor ijkpunt het is."),
            "source": {"required": "Schrijf op waar dit vandaan komt, dan kan een ander het nakijken."},
            "openness": dict.fromkeys(("required", "invalid_choice"), "Kies wie dit ziet."),
        }

    def clean(self):
        cleaned = super().clean()
        for name in ("first_day", "last_day"):
            if (day := cleaned.get(name)) and day.year not in YEARS_AROUND:
                self.add_error(name, f"Vul een jaar in van {YEARS_AROUND[0]} tot en met {YEARS_AROUND[-1]}.")
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "De laatste dag kan niet voor de eerste liggen.")
        elif first and last and (last - first).days > 366:
            self.add_error("last_day", "Een ijkpunt duurt hooguit een jaar. Kijk de dagen na.")
        return cleaned
