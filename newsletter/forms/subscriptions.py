"""The form at which somebody asks for the newsletter."""

from collections.abc import Iterable

from django import forms

from leerlandschap.commons.addresses import canonical, doubt_once
from leerlandschap.commons.forms import PortalForm
from newsletter import consent

NO_ADDRESS = "Vul een heel e-mailadres in, zoals naam@organisatie.nl."


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
