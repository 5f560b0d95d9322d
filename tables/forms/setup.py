"""The forms with which a table is begun and set up. What is filled in is kept; nothing is demanded before its time."""

from django import forms
from django.forms.models import fields_for_model

from leerlandschap.commons.forms import PortalForm, PortalModelForm
from leerlandschap.network.models import Person, User
from leerlandschap.network.roles import Permission, may
from tables import overlap
from tables.models import Setup, SetupStep, Table, Theme


class StartForm(PortalForm):
    """Beginning a table."""

    guarded = ("occasion",)

    name = forms.CharField(
        label="Naam van de tafel",
        help_text="Zo kort als het kan, bijvoorbeeld: Logeren.",
        max_length=120,
        error_messages={"required": "Geef de tafel een naam."},
    )
    kind = forms.ChoiceField(
        label="Soort tafel",
        choices=[
            (Table.Kind.LEERTAFEL, "leertafel: een vaste groep onderzoekt samen een opgave"),
            (Table.Kind.THEMATAFEL, "thematafel: een ontmoetingsplek, zonder vaste stoelen"),
        ],
        initial=Table.Kind.LEERTAFEL,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor tafel het wordt."},
    )
    theme = forms.ModelChoiceField(
        label="Thema",
        queryset=Theme.objects.none(),
        empty_label="Kies een thema",
        error_messages={"required": "Kies bij welk thema de tafel hoort."},
    )
    occasion = forms.CharField(
        label="Aanleiding",
        help_text="Waarom deze tafel, en waarom nu? Je kunt dit later aanvullen.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.all()


class StepForm(PortalModelForm):
    """One step of setting up: fields of the setup, and of the table itself (`of_table`)."""

    of_table: tuple[str, ...] = ()
    table_widgets: dict = {}
    table_hints: dict = {}

    class Meta:
        model = Setup
        fields: list[str] = []

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        extra = fields_for_model(Table, self.of_table, widgets=self.table_widgets, help_texts=self.table_hints)
        for name, field in extra.items():
            field.required = False
            field.initial = getattr(table, name) if not hasattr(table, f"{name}_id") else getattr(table, f"{name}_id")
            self.fields[name] = field
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [("", "nog niet gekozen"), *(choice for choice in field.choices if choice[0])]
        self.order_fields(self.field_order)

    def words(self) -> dict:
        """What was changed of the setup."""
        return {name: self.cleaned_data[name] for name in self.changed_fields()}

    def table_words(self) -> dict:
        """What was changed of the table itself."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.of_table}


class ArrangeForm(StepForm):
    """Tafel schikken: why, how wanted, how urgent, and where what is learned lands."""

    guarded = (
        "occasion",
        "support_reason",
        "urgency_reason",
        "embedding_contract",
        "embedding_monitor",
        "embedding_steer",
        "embedding_learn",
    )

    class Meta(StepForm.Meta):
        fields = [
            "occasion",
            "support",
            "support_reason",
            "urgency",
            "urgency_reason",
            "embedding_contract",
            "embedding_monitor",
            "embedding_steer",
            "embedding_learn",
        ]
        labels = {
            "support": "Draagvlak: wie wil dit?",
            "support_reason": "Waaraan zie je dat?",
            "urgency": "Urgentie: hoe hard is het nodig?",
            "urgency_reason": "Waarom nu, of waarom later?",
            "embedding_contract": "Inbedding: contracteren",
            "embedding_monitor": "Inbedding: monitoren",
            "embedding_steer": "Inbedding: sturen",
            "embedding_learn": "Inbedding: leren",
        }
        help_texts = {
            "occasion": "Wat gebeurt er nu dat om deze tafel vraagt? Schrijf niets over kinderen of ouders.",
            "embedding_contract": "Hoe komt wat de tafel leert in gesprekken en afspraken met aanbieders?",
            "embedding_monitor": "Welke cijfers en verhalen volgt de tafel, en wie levert ze?",
            "embedding_steer": "Wie in de regio en bij de gemeenten kan met de inzichten verder?",
            "embedding_learn": "Hoe hoort de rest van het landschap wat hier geleerd wordt?",
        }
        widgets = {"occasion": forms.Textarea(attrs={"rows": 4})} | {
            f"embedding_{name}": forms.Textarea(attrs={"rows": 2, "maxlength": 400})
            for name in ("contract", "monitor", "steer", "learn")
        }


class PrepareForm(StepForm):
    """Tafel dekken: the aim, what is counted and told, and the practical side."""

    guarded = ("counting", "telling", "agendas")

    of_table = ("aim", "place", "rhythm_min", "rhythm_max", "starts_on")
    table_widgets = {
        "aim": forms.Textarea(attrs={"rows": 4}),
        "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    }
    table_hints = {
        "aim": "Wat wil deze tafel bereiken? Schrijf voor iemand die de tafel niet kent.",
        "place": "Waar de tafel meestal bij elkaar komt.",
    }
    field_order = [
        "aim",
        "counting",
        "telling",
        "place",
        "starts_on",
        "rhythm_min",
        "rhythm_max",
        "agendas",
        "minutes_format",
    ]

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, table=table, by=by, **kwargs)
        overlap.watch(self, "aim", by=by, table=table)
        unit = "hoe vaak per jaar" if table.has_fixed_chairs else "hoeveel weken tussen twee keer"
        self.fields["rhythm_min"].label, self.fields["rhythm_max"].label = f"Minstens {unit}?", f"Hooguit {unit}?"

    class Meta(StepForm.Meta):
        fields = ["counting", "telling", "agendas", "minutes_format"]
        labels = {
            "counting": "Tellen: welke cijfers komen op tafel?",
            "telling": "Vertellen: welke verhalen komen op tafel?",
            "agendas": "Agenda's: wie maakt ze, en wanneer?",
        }
        help_texts = {
            "counting": "Noem de cijfers, en waar ze vandaan komen.",
            "telling": "Van wie hoor je hoe het in de praktijk gaat? Alleen verhalen waarin niemand te herkennen is.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("counting", "telling", "agendas")}

    def clean(self):
        cleaned = super().clean()
        for name in ("rhythm_min", "rhythm_max"):
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = getattr(self.table, name)
        low, high = cleaned.get("rhythm_min"), cleaned.get("rhythm_max")
        if low is not None and high is not None and low > high:
            self.add_error("rhythm_max", f"Vul een getal in van {low} of hoger.")
        overlap.doubt_once(self, "aim")
        return cleaned


class MannersForm(StepForm):
    """Tafelmanieren: the intentions, why this openness, and who guides the table and why."""

    guarded = ("intentions", "openness_reason", "guidance_reason")

    of_table = ("facilitator",)
    field_order = ["intentions", "openness_reason", "facilitator", "guidance_reason"]

    class Meta(StepForm.Meta):
        fields = ["intentions", "openness_reason", "guidance_reason"]
        labels = {
            "openness_reason": "Waarom past deze mate van openheid bij de tafel?",
            "guidance_reason": "Waarom past deze begeleiding bij de intenties en doelen?",
        }
        help_texts = {"intentions": "Waar zitten we voor, en hoe willen we met elkaar omgaan?"}
        widgets = {
            "intentions": forms.Textarea(attrs={"rows": 4}),
            "openness_reason": forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
            "guidance_reason": forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
        }

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, by=by, **kwargs)
        if may(by, Permission.TABLE_STAFF):
            self.fields["facilitator"].queryset = Person.objects.visible_to(by).filter(user__is_active=True)
            self.fields["facilitator"].empty_label = "nog niemand gekozen"
        else:
            del self.fields["facilitator"]


FORMS = {
    SetupStep.Kind.ARRANGE: ArrangeForm,
    SetupStep.Kind.PREPARE: PrepareForm,
    SetupStep.Kind.MANNERS: MannersForm,
}


class OwnerForm(PortalForm):
    """Who sees to a step, out of the people that whoever chooses may see."""

    owner = forms.ModelChoiceField(
        label="Wie doet deze stap?", queryset=Person.objects.none(), required=False, empty_label="nog niemand"
    )

    def __init__(self, *args, by: User, now: Person | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(by).filter(user__is_active=True)
        # Whom a colleague chose stays to be chosen, also by who does not see everybody.
        self.fields["owner"].queryset = Person.objects.filter(
            pk__in=[*people.values_list("pk", flat=True), now and now.pk]
        )
        self.fields["owner"].initial = now
