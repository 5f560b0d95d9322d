"""allauth's forms, where the portal asks for something else than allauth does."""

from allauth.account.fields import EmailField
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from leerlandschap.network.flows import accounts


class ResetPasswordForm(forms.Form):
    """The address of an account. Looks nothing up, so that not even time tells whether there is one."""

    email = EmailField(required=True)

    def save(self, request, **kwargs) -> str:
        accounts.ask_reset(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class AddPasskeyForm(AddWebAuthnForm):
    """A key or passkey, and what its owner calls it."""

    name = forms.CharField(label="Naam van de sleutel", max_length=100, required=False)
