"""Forms for asking for an account, and for answering."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import Fold, PortalForm
from leerlandschap.network.forms.fields import (
    FunctionField,
    NameField,
    WorkAddressField,
    require_work_address,
    role_choices,
)
from leerlandschap.network.models import AccountRequest, Organisation, OrganisationKind, User

EXISTS = "Deze organisatie staat al in de lijst. Kies haar daar."
CHOOSE = "Kies een organisatie uit de lijst, of vul een nieuwe in."
KIND = "Kies wat voor organisatie dit is."


class RequestForm(PortalForm):
    """Who asks for an account, where they work, and why."""

    guarded = ("reason",)

    name = NameField(label="Je naam", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = WorkAddressField(label="Je werkadres", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    organisation_name = forms.CharField(
        label="Je organisatie",
        max_length=160,
        error_messages={"required": "Vul in voor welke organisatie je werkt."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    function = FunctionField(label="Je functie", widget=forms.TextInput(attrs={"autocomplete": "organization-title"}))
    reason = forms.CharField(
        label="Waarvoor wil je een account?",
        help_text="Bijvoorbeeld: ik schuif aan bij een leertafel. Geen namen of gegevens van kinderen of ouders.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        require_work_address(self.cleaned_data["email"])
        return self.cleaned_data["email"]

    def clean(self) -> dict:
        super().clean()
        addresses.doubt_once(self, "email", Organisation.objects.active().public_domains())
        return self.cleaned_data

    def asked(self) -> dict:
        """What the flow takes."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "organisation_name", "function", "reason")}


class ApprovalForm(PortalForm):
    """For which organisation somebody is let in: one that is there, or a new one."""

    organisation = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisation.objects.active(),
        required=False,
        empty_label="Staat er nog niet bij",
    )
    new_name = forms.CharField(label="Naam van de nieuwe organisatie", max_length=160, required=False)
    new_kind = forms.ChoiceField(
        label="Soort organisatie", choices=[("", "Kies een soort"), *OrganisationKind.choices], required=False
    )
    role = forms.ChoiceField(label="Rol", required=False)

    def __init__(self, *args, by: User, request: AccountRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(by)
        found = _probable_organisation(request)
        self.initial.setdefault("organisation", found)
        if found is None:
            self.initial.setdefault("new_name", request.organisation_name)

    @cached_property
    def helper(self) -> FormHelper:
        """What most requests need stands in sight: the organisation; the rest is behind a door, unless it is needed."""
        helper = super().helper
        rare = ("new_name", "new_kind", "role")
        needed = self.initial["organisation"] is None or any(self[name].errors or self[name].value() for name in rare)
        helper.layout = Layout("organisation", Fold("Een nieuwe organisatie, of een rol", *rare, opened=needed), "once")
        return helper

    def clean(self) -> dict:
        super().clean()
        if self.cleaned_data.get("organisation"):
            return self.cleaned_data
        name = self.cleaned_data.get("new_name", "")
        if not name:
            self.add_error("organisation", CHOOSE)
        elif Organisation.objects.filter(name__iexact=name).exists():
            self.add_error("new_name", EXISTS)
        elif not self.cleaned_data.get("new_kind"):
            self.add_error("new_kind", ValidationError(KIND))
        return self.cleaned_data

    def new_organisation(self) -> Organisation | None:
        """The organisation to be added first; None when one was chosen."""
        if self.cleaned_data["organisation"]:
            return None
        return Organisation(name=self.cleaned_data["new_name"], kind=self.cleaned_data["new_kind"])


def _probable_organisation(request: AccountRequest) -> Organisation | None:
    """The one with that name, else the one with that mail domain."""
    by_name = Organisation.objects.named(request.organisation_name).first()
    domain = addresses.domain_of(request.email)
    return by_name or Organisation.objects.active().exclude(mail_domain="").filter(mail_domain__iexact=domain).first()
