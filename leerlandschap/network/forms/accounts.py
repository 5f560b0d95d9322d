"""allauth's forms, where the portal asks for something else than allauth does."""

from allauth.account.fields import EmailField
from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from leerlandschap.network.flows import accounts


class SignInForm(LoginForm):
    """Address and password; the labels say it, so nothing stands in the fields."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SecondStepForm(AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Zes cijfers uit je app, of een van je herstelcodes."
        self.fields["code"].widget.attrs.pop("placeholder", None)


class ResetPasswordForm(forms.Form):
    """The address of an account. Looks nothing up, so that not even time tells whether there is one."""

    email = EmailField(required=True)

    def save(self, request, **kwargs) -> str:
        accounts.ask_reset(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class AddPasskeyForm(AddWebAuthnForm):
    """A key or passkey, and what its owner calls it."""

    name = forms.CharField(label="Naam van de sleutel", max_length=100, required=False)
