"""The form for an organisation."""

from django import forms

from leerlandschap.commons.forms import PortalModelForm
from leerlandschap.network.models import Organisation, OrganisationKind

EXISTS = "Er is al een organisatie met deze naam."
ONLY_MUNICIPALITIES = "Alleen een gemeente heeft een gemeentecode."


class OrganisationForm(PortalModelForm):
    """What is known of an organisation."""

    website = forms.URLField(
        label="Website",
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul een volledig adres in, bijvoorbeeld https://www.almere.nl."},
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "mail_domain", "website", "cbs_code"]
        error_messages = {
            "name": {"required": "Vul de naam van de organisatie in."},
            "kind": {"required": "Kies wat voor organisatie dit is."},
        }

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if Organisation.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", EXISTS)
        return name

    def clean_mail_domain(self) -> str:
        return self.cleaned_data["mail_domain"].strip().lower().lstrip("@")

    def clean(self) -> dict:
        super().clean()
        if self.cleaned_data.get("cbs_code") and self.cleaned_data.get("kind") != OrganisationKind.MUNICIPALITY:
            self.add_error("cbs_code", ONLY_MUNICIPALITIES)
        return self.cleaned_data
