"""The forms of a good example: telling one, and changing it."""

from django import forms
from django.db.models import Q

from leerlandschap.commons.forms import PortalModelForm
from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.roles import Permission, may
from tables.models import GoodExample, Openness, Table
from tables.openness import OpennessField, narrowest, narrowing_only


class ExampleForm(PortalModelForm):
    """A good example: what works, of whom, and whom to ask."""

    guarded = ("title", "text")

    agrees = forms.BooleanField(label="Deze organisatie vindt het goed dat haar naam erbij staat", required=False)

    class Meta:
        model = GoodExample
        fields = ["title", "text", "theme", "organisation", "contact", "openness"]
        labels = {
            "title": "Wat werkt er goed?",
            "text": "Vertel het verhaal",
            "theme": "Thema",
            "organisation": "Van welke organisatie is het?",
            "contact": "Bij wie kunnen anderen terecht?",
        }
        help_texts = {
            "title": "In één regel.",
            "text": "Wat deden jullie, wat leverde het op, en wat moet een ander weten? Schrijf niets over kinderen of "
            "ouders.",
            "contact": "Alleen wie is ingelogd ziet deze naam.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {"title": {"required": "Schrijf in één regel wat goed werkt."}}

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].empty_label = "geen thema"
        self.fields["organisation"].queryset = Organisation.objects.active()
        self.fields["organisation"].empty_label = "noem geen organisatie"
        known = Person.objects.visible_to(by).filter(user__is_active=True).values("pk")
        self.fields["contact"].queryset = Person.objects.filter(Q(pk__in=known) | Q(pk=self.instance.contact_id))
        self.fields["contact"].empty_label = "niemand"
        self.fields["openness"] = self._openness(by)
        self.order_fields(["title", "text", "theme", "organisation", "agrees", "contact", "openness"])

    def _openness(self, by: User) -> OpennessField:
        if self.instance.pk:
            return narrowing_only(self.instance)
        table = self.instance.table
        return OpennessField(widest(table, by), loose=table is None, help_text="Wie mag dit lezen?")

    def clean(self):
        cleaned = super().clean()
        if "organisation" in self.changed_data and cleaned.get("organisation") and not cleaned.get("agrees"):
            self.add_error("agrees", "Vraag de organisatie eerst of het mag, en zet dan een vinkje. Of noem haar niet.")
        return cleaned


def widest(table: Table | None, by: User) -> str:
    """How open `by` may tell one: publiek only for who looks after what the tables bring forth, at most as the table is."""
    own = Openness.PUBLIC if may(by, Permission.INSIGHT_KEEP, table) else Openness.NETWORK
    return narrowest(own, table.openness if table else Openness.PUBLIC)
