"""The form with which something becomes more open, or less."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.openness import OpennessField


class OpennessForm(PortalForm):
    """Choosing who reads it; making it wider asks to say that this is meant."""

    meant = forms.BooleanField(
        label="Als het opener wordt: ik weet dat meer mensen dit dan kunnen lezen, en dat de tafel dit wil.",
        required=False,
    )

    def __init__(self, *args, parent: str, now: str, loose: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openness"] = OpennessField(parent, loose=loose, initial=now, help_text="")
        self.order_fields(["openness", "meant"])
