"""The form for an intended landing place."""

from leerlandschap.commons.forms import PortalModelForm
from tables.models import LandingPlace


class LandingPlaceForm(PortalModelForm):
    """Where what is learned should land, and who sees to it."""

    guarded = ("words",)

    class Meta:
        model = LandingPlace
        fields = ["kind", "words", "owner"]
        labels = {"kind": "Waar landen de inzichten?", "words": "Waar precies?", "owner": "Wie zorgt daarvoor?"}
        help_texts = {"words": "Bijvoorbeeld: de regiovisie 2028, of de werkinstructie van de wijkteams."}
        error_messages = {
            "kind": {"required": "Kies waar de inzichten landen."},
            "owner": {"required": "Kies wie ervoor zorgt dat het landt."},
        }

    def __init__(self, *args, company, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.queryset, owner.required, owner.empty_label = company, True, "Kies iemand"
        owner.error_messages["required"] = "Kies wie ervoor zorgt dat het landt."
