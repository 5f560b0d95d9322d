"""allauth's forms, where the portal asks for something else than allauth does."""

from allauth.account.fields import EmailField
from django import forms

from leerlandschap.network.flows import accounts


class ResetPasswordForm(forms.Form):
    """The address of an account. Looks nothing up, so that not even time tells whether there is one."""

    email = EmailField(required=True)

    def save(self, request, **kwargs) -> str:
        accounts.ask_reset(self.cleaned_data["email"])
        return self.cleaned_data["email"]
