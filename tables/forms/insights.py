"""The forms of an insight: writing it down, changing it, saying that it still holds, and what took its place."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property

from leerlandschap.commons.forms import DayField, Fold, PortalForm, PortalModelForm, SeveralField
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import User
from tables import overlap
from tables.models import AgendaItem, Insight, Meeting, Table
from tables.openness import OpennessField, narrowing_only

ASK = "Schrijf het inzicht in één of twee zinnen."
# Of a table that met for years the newest are enough to choose from.
MEETINGS_SHOWN, ITEMS_SHOWN = 12, 40


class RecordForm(PortalForm):
    """Writing an insight down outside a meeting."""

    guarded = ("text", "explanation")

    text = forms.CharField(
        label="Wat heeft de tafel geleerd?",
        help_text="Eén of twee zinnen, zo dat iemand die er niet bij was het snapt. Schrijf niets over kinderen of ouders.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ASK},
    )
    explanation = forms.CharField(
        label="Toelichting", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openness"] = OpennessField(table.openness)
        overlap.watch(self, "text", by=by, table=table)

    def clean(self):
        cleaned = super().clean()
        overlap.doubt_once(self, "text")
        return cleaned


class InsightForm(PortalModelForm):
    """Changing an insight, and on what it rests."""

    guarded = ("text", "explanation")

    meetings = SeveralField(
        label="Bij welke bijeenkomsten kwam het op?",
        queryset=Meeting.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies een bijeenkomst van deze tafel."},
    )
    items = SeveralField(
        label="Bij welke agendapunten?",
        queryset=AgendaItem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies een agendapunt van deze tafel."},
    )

    class Meta:
        model = Insight
        fields = ["text", "explanation", "theme", "check_on", "openness"]
        labels = {"text": "Wat heeft de tafel geleerd?", "theme": "Thema"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "explanation": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"text": {"required": ASK}}

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        table = self.instance.table
        self.fields["theme"].empty_label = "geen thema"
        self.fields["check_on"] = DayField(label="Wanneer vragen we of het nog klopt?")
        self.fields["check_on"].required = False
        self.fields["openness"] = narrowing_only(self.instance)
        meetings = Meeting.objects.visible_to(by).filter(table=table).order_by("-starts_at")
        items = AgendaItem.objects.visible_to(by).filter(table=table, meeting__isnull=False)
        items = items.select_related("meeting").order_by("-meeting__starts_at", "position")
        self._offer("meetings", meetings, MEETINGS_SHOWN, lambda one: day(one.starts_at))
        self._offer("items", items, ITEMS_SHOWN, lambda one: f"{one.title} ({day(one.meeting.starts_at)})")

    def _offer(self, name: str, rows, most: int, label) -> None:
        """Offer the newest of these rows, and those that were chosen before; a list of nothing is not asked."""
        chosen = [row.pk for row in getattr(self.instance, name).all()]
        offered = [*rows.values_list("pk", flat=True)[:most], *rows.filter(pk__in=chosen).values_list("pk", flat=True)]
        if not offered:
            del self.fields[name]
            return
        self.fields[name].queryset = rows.filter(pk__in=offered)
        self.fields[name].label_from_instance = label
        self.initial[name] = chosen

    @property
    def rests(self) -> list[str]:
        """The fields about what it rests on that are asked."""
        return [name for name in ("meetings", "items") if name in self.fields]

    @cached_property
    def helper(self):
        """What it rests on stands behind one door."""
        helper = super().helper
        if self.rests:
            opened = any(name in self.errors for name in self.rests)
            own = [name for name in self.fields if name not in self.rests]
            helper.layout = Layout(*own, Fold("Waar het op rust", *self.rests, opened=opened))
        return helper


class ConfirmForm(PortalForm):
    """Saying that an insight still holds."""

    check_on = DayField(label="Wanneer vragen we het weer?")


class SupersedeForm(PortalForm):
    """What takes the place of an insight: one that is there, or a new one."""

    guarded = ("text",)

    successor = forms.ModelChoiceField(
        label="Een inzicht dat er al is",
        queryset=Insight.objects.none(),
        required=False,
        empty_label="geen; ik schrijf een nieuw inzicht",
        error_messages={"invalid_choice": "Kies een inzicht van deze tafel dat zelf niet vervangen is."},
    )
    text = forms.CharField(
        label="Of een nieuw inzicht",
        required=False,
        max_length=500,
        help_text="Het krijgt dezelfde mate van openheid als het inzicht dat het vervangt.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = choices

    def clean(self):
        cleaned = super().clean()
        chosen, written = cleaned.get("successor"), (cleaned.get("text") or "").strip()
        if bool(chosen) == bool(written) and "successor" not in self.errors:
            self.add_error("text", "Kies een inzicht, of schrijf een nieuw inzicht; één van beide.")
        return cleaned
