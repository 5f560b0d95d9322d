"""The form for a calibration."""

from django import forms

from leerlandschap.commons.forms import PortalForm, SeveralField
from leerlandschap.commons.templatetags.ui import day
from tables.models import Calibration, OpeningAgreement


class CalibrationForm(PortalForm):
    """Three questions, what the table agrees, and which of its five agreements still hold."""

    guarded = ("words",)

    question = forms.ChoiceField(
        label="Klopt de onderzoeksvraag nog?",
        choices=Calibration.Question,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de vraag nog klopt."},
    )
    company = forms.ChoiceField(
        label="Zitten de juiste mensen aan tafel?",
        choices=Calibration.Company,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de juiste mensen aan tafel zitten."},
    )
    intention = forms.ChoiceField(
        label="Wat is de bedoeling van de tafel?",
        choices=Calibration.Intention,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de bedoeling is."},
    )
    words = forms.CharField(
        label="Wat spreken jullie af?",
        help_text="Wat verandert er, en wie missen jullie? Noem organisaties of rollen, geen namen van mensen.",
        max_length=Calibration._meta.get_field("words").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    still_hold = SeveralField(
        label="Welke afspraken van de eerste bijeenkomsten kloppen nog?",
        help_text="Vink aan wat klopt. Wat niet meer klopt, laat je leeg; pas het daarna aan bij de tafel.",
        queryset=OpeningAgreement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze afspraak is er niet meer. Kies opnieuw."},
    )

    def __init__(self, *args, agreements, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if agreements:
            self.fields["still_hold"].queryset = agreements
            self.fields["still_hold"].label_from_instance = _as_choice
        else:
            del self.fields["still_hold"]

    def answers(self) -> dict:
        """What the flow takes. Only of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


def _as_choice(agreement: OpeningAgreement) -> str:
    """An agreement with its words, and since when or until when it is known to hold."""
    known = f"klopte nog op {day(agreement.checked_on)}" if agreement.checked_on else f"van {day(agreement.agreed_on)}"
    return f"{agreement}: {agreement.text} ({known})"
