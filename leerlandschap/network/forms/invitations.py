"""Forms for inviting somebody, and for accepting."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.forms.fields import (
    FunctionField,
    NameField,
    WorkAddressField,
    require_work_address,
    role_choices,
)
from leerlandschap.network.models import Organisation, User
from leerlandschap.network.roles import Permission, may

ROLE_HINT = {
    True: "Rollen met veel toegang vragen bij de eerste keer inloggen om een tweede stap.",
    False: "Een organisatiebeheerder nodigt collega's uit en beëindigt hun lidmaatschap.",
}


class InvitationForm(PortalForm):
    """Whom to invite, for which organisation, with which role."""

    name = NameField(label="Naam")
    email = WorkAddressField(
        help_text="Hier sturen we de uitnodiging naartoe. Dit wordt ook het adres om mee in te loggen."
    )
    organisation = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisation.objects.none(),
        empty_label="Kies een organisatie",
        error_messages={"required": "Kies voor welke organisatie je iemand uitnodigt."},
    )
    function = FunctionField()
    role = forms.ChoiceField(label="Rol", required=False)
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def __init__(self, *args, by: User, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = organisations
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].empty_label = None
        self.fields["role"].choices = self._roles(by, organisations)
        self.fields["role"].help_text = ROLE_HINT[may(by, Permission.ROLE_ASSIGN)]

    def clean_email(self) -> str:
        require_work_address(self.cleaned_data["email"])
        return self.cleaned_data["email"]

    def clean(self) -> dict:
        super().clean()
        addresses.doubt_once(self, "email", [organisation.mail_domain for organisation in self.known])
        return self.cleaned_data

    @staticmethod
    def _roles(by: User, organisations) -> list[tuple[str, str]]:
        """Which of them is allowed where is the flow's to decide; here those that are allowed anywhere are offered."""
        first = organisations[0] if organisations else None
        return role_choices(by, first)


class PasswordForm(PortalForm):
    """The password somebody chooses with their invitation."""

    password = forms.CharField(
        label="Kies een wachtwoord",
        max_length=200,
        strip=False,
        error_messages={"required": "Kies een wachtwoord."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], User(email=self.email))
        return self.cleaned_data["password"]

    def clean(self) -> dict:
        """A password is kept exactly as typed: what is cleaned of other texts may stand in it."""
        password = self.cleaned_data.get("password")
        super().clean()
        if password is not None:
            self.cleaned_data["password"] = password
        return self.cleaned_data
