"""The forms at which somebody asks for the newsletter or says what to read of, and with which addresses are taken in."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.validators import validate_email
from django.utils import timezone

from leerlandschap.commons.addresses import canonical, doubt_once
from leerlandschap.commons.forms import DayField, PortalForm
from leerlandschap.commons.registry import news
from newsletter import consent
from newsletter.models import Subscriber

NO_ADDRESS = "Vul een heel e-mailadres in, zoals naam@organisatie.nl."


class PreferencesForm(PortalForm):
    """As whom somebody reads, and what of."""

    audience = forms.ChoiceField(
        label="Ik lees de nieuwsbrief als",
        help_text="Wat voor jou het meest telt, kan dan vooraan staan. Alleen wie de nieuwsbrief maakt, ziet dit.",
        choices=[("", "dat zeg ik liever niet"), *Subscriber.Audience.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Ik wil lezen over",
        help_text="Berichten die de redactie zelf schrijft, krijgt iedereen.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, subscriber: Subscriber, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(source.code, source.topic) for source in news]
        self.initial.setdefault("audience", subscriber.audience)
        self.initial.setdefault("topics", [source.code for source in news if source.code not in subscriber.skips])

    def chosen(self) -> dict:
        """What was chosen, as the flow takes it."""
        wanted = self.cleaned_data["topics"]
        skips = [source.code for source in news if source.code not in wanted]
        return {"audience": self.cleaned_data["audience"], "skips": skips}


class TakeInForm(PortalForm):
    """Addresses that agreed elsewhere, with the proof of that."""

    addresses = forms.CharField(
        label="Adressen",
        help_text="Eén op elke regel, hoogstens 2.000.",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"required": "Plak hier de adressen, één op elke regel."},
    )
    text = forms.CharField(
        label="Waar zij ja tegen zeiden",
        help_text="De letterlijke tekst die er stond toen zij zich opgaven.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Zonder de tekst waarmee zij instemden, mogen zij de nieuwsbrief niet krijgen."},
    )
    source = forms.CharField(
        label="Waar dat was",
        help_text="Bijvoorbeeld: formulier op www.sociaaldomeinflevoland.nl, of de tekenlijst van het symposium.",
        max_length=200,
        error_messages={"required": "Schrijf op waar zij zich opgaven."},
    )
    on = DayField(label="Wanneer dat was", help_text="De dag, of de laatste als het er meer waren.")

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > 2000:
            raise forms.ValidationError("Dit zijn meer dan 2.000 adressen. Lees ze in delen in.")
        wrong = [str(number) for number, line in enumerate(lines, start=1) if not _is_address(line)]
        if wrong:
            raise forms.ValidationError(
                f"Dit is geen e-mailadres: regel {', '.join(wrong[:20])}. Verbeter het of haal het weg."
            )
        return [canonical(line) for line in lines]

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul in wanneer zij ja zeiden.")
        return self.cleaned_data["on"]


def _is_address(line: str) -> bool:
    try:
        validate_email(canonical(line))
    except forms.ValidationError:
        return False
    return True


class SubscribeForm(PortalForm):
    """One address; the text one agrees to travels along by its version."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="We sturen een mail naar dit adres. Pas als je daarin bevestigt, sta je op de lijst.",
        error_messages={"required": NO_ADDRESS, "invalid": NO_ADDRESS, "max_length": NO_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    text_version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def __init__(self, *args, known_domains: Iterable[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known_domains = known_domains
        self.initial.setdefault("text_version", consent.CURRENT.version)

    @property
    def consent_text(self) -> consent.ConsentText:
        """The text that stands at this form: for one that was sent in, the text that its sender saw."""
        return consent.TEXTS.get(self["text_version"].value(), consent.CURRENT)

    def clean(self):
        super().clean()
        if self["text_version"].value() not in consent.TEXTS:
            self.add_error(
                None, "De tekst bij dit formulier is vernieuwd. Lees hem en verstuur het formulier nog eens."
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("text_version")] = consent.CURRENT.version
        if self.cleaned_data.get("email"):
            self._clean_address()
        return self.cleaned_data

    def _clean_address(self) -> None:
        try:
            self.cleaned_data["email"] = canonical(self.cleaned_data["email"])
        except forms.ValidationError as refusal:
            self.add_error("email", refusal)
        else:
            doubt_once(self, "email", self.known_domains)
