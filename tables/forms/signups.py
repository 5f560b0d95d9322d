"""The forms for taking a chair, and for answering who asks."""

from django import forms
from django.core.exceptions import ValidationError

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Organisation
from tables.models import Involvement

NAME = "Vul je voor- en achternaam in."
ADDRESS = "Vul een volledig adres in, bijvoorbeeld naam@organisatie.nl."


class ChairForm(PortalForm):
    """What somebody with an account says when they take a chair."""

    guarded = ("brings", "hopes")

    involvement = forms.ChoiceField(
        label="Hoe wil je meedoen?",
        choices=Involvement.choices,
        initial=Involvement.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je wilt meedoen."},
    )
    brings = forms.CharField(
        label="Wat breng je mee?",
        help_text="Ervaring, cijfers, een vraag uit de praktijk. Geen namen of gegevens van kinderen of ouders.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hopes = forms.CharField(
        label="Wat hoop je te leren?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, organisations: list[Organisation] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None and len(organisations) > 1:
            self.fields = {"organisation": _which_organisation(organisations), **self.fields}


class VisitorChairForm(ChairForm):
    """What somebody without an account says when they ask for a chair."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        error_messages={"required": NAME},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Je werkadres",
        help_text="We sturen een mail met een link. Pas als je die bevestigt, vragen we je stoel aan.",
        max_length=254,
        error_messages={"required": ADDRESS, "invalid": ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation_name = forms.CharField(
        label="Je organisatie",
        max_length=160,
        error_messages={"required": "Vul in voor welke organisatie je werkt."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    # The address that was asked about as a likely slip: sent a second time unchanged, it is taken as meant.
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    field_order = ["name", "email", "organisation_name", "involvement", "brings", "hopes"]

    def clean_email(self) -> str:
        email = addresses.canonical(self.cleaned_data["email"])
        if addresses.domain_of(email) in addresses.FREE_MAIL:
            raise ValidationError("Gebruik je werkadres: zo weten we namens welke organisatie je aanschuift.")
        return email

    def clean(self):
        super().clean()
        addresses.doubt_once(self, "email", _known_domains())
        return self.cleaned_data


class AcceptForm(PortalForm):
    """Confirming a chair; ties what was typed to a known organisation when it is not tied yet."""

    organisation = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="nog niet bekend in het portaal",
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class DeclineForm(PortalForm):
    """Declining a request, with a reason that the person reads."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Reden",
        help_text="De aanvrager leest deze reden.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom; de aanvrager leest dit."},
    )


class PressForm(PortalForm):
    """A button: nothing to fill in but the key that makes pressing twice harmless."""


def _which_organisation(organisations: list[Organisation]) -> forms.ModelChoiceField:
    """For whom somebody takes the chair who works at several."""
    return forms.ModelChoiceField(
        label="Namens welke organisatie?",
        queryset=Organisation.objects.filter(pk__in=[one.pk for one in organisations]),
        empty_label=None,
        error_messages={"required": "Kies namens welke organisatie je aanschuift."},
    )


def _known_domains() -> set[str]:
    """Of public bodies only: guessing at a provider's domain would tell a visitor that it takes part."""
    return set(Organisation.objects.active().public_domains())
