"""The form for a link between tables."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import User
from tables.models import Table, TableLink


class LinkForm(PortalForm):
    """Which table, and how the two belong together, read from the table at hand."""

    guarded = ("note",)

    kind = forms.ChoiceField(label="Hoe horen ze bij elkaar?", choices=[])
    to_table = forms.ModelChoiceField(
        label="Met welke tafel?",
        queryset=Table.objects.none(),
        empty_label="Kies een tafel",
        error_messages={"required": "Kies een tafel.", "invalid_choice": "Kies een tafel uit de lijst."},
    )
    note = forms.CharField(
        label="Toelichting",
        help_text="Bijvoorbeeld wat er van de ene tafel naar de andere gaat.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, table: Table, by: User, other: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._table = table
        self.fields["kind"].choices = [
            ("feeds", f"{table} voedt die tafel"),
            ("fed_by", f"die tafel voedt {table}"),
            ("shares_question", "ze delen een vraag"),
        ]
        others = Table.objects.visible_to(by).exclude(state=Table.State.ENDED).exclude(pk=table.pk)
        self.fields["to_table"].queryset = others.order_by("name")
        if other and (chosen := others.filter(slug=other[:80].replace("\0", "")).first()):
            self.initial |= {"to_table": chosen.pk, "kind": "shares_question"}

    def ends(self) -> tuple[Table, Table]:
        """From which table to which."""
        other = self.cleaned_data["to_table"]
        return (other, self._table) if self.cleaned_data["kind"] == "fed_by" else (self._table, other)

    def link_kind(self) -> str:
        """The kind of link, whichever way it runs."""
        shares = self.cleaned_data["kind"] == "shares_question"
        return TableLink.Kind.SHARES_QUESTION if shares else TableLink.Kind.FEEDS
