"""The forms of a research question: handing one in, setting one, deciding, answering."""

from django import forms
from django.utils import timezone

from leerlandschap.commons.forms import PortalForm, PortalModelForm
from leerlandschap.network.models import Person, User
from leerlandschap.network.roles import Permission, may
from tables import overlap
from tables.models import ResearchQuestion, Table
from tables.openness import OpennessField, narrowing_only

ASK = "Schrijf de vraag op die de tafel moet onderzoeken."


def years(table: Table) -> list[int]:
    """The years for which a question can be set: this one and the next, and the year in which a table starts."""
    this = timezone.localdate().year
    return sorted({this, this + 1, *([table.starts_on.year] if table.starts_on else [])})


class SubmitForm(PortalForm):
    """Handing a question in."""

    guarded = ("text",)

    text = forms.CharField(
        label="Je onderzoeksvraag",
        help_text="Eén vraag, zo dat iemand die de tafel niet kent hem snapt. Schrijf niets over kinderen of ouders.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ASK},
    )
    year = forms.TypedChoiceField(label="Voor welk jaar?", coerce=int)

    field_order = ["text", "year"]

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        overlap.watch(self, "text", by=by, table=table)
        choices = years(table)
        self.fields["year"].choices = [(year, str(year)) for year in choices]
        this = timezone.localdate().year
        self.fields["year"].initial = max(this, table.starts_on.year) if table.starts_on else this

    def clean(self):
        cleaned = super().clean()
        overlap.doubt_once(self, "text")
        return cleaned


class SetForm(SubmitForm):
    """Setting a question for a year, as who decides does."""

    quote = forms.ModelChoiceField(
        label="Hoort bij welk deel van de opgave?", queryset=None, required=False, empty_label="de opgave als geheel"
    )
    owner = forms.ModelChoiceField(
        label="Wie trekt deze vraag?", queryset=Person.objects.none(), required=False, empty_label="nog niemand"
    )

    field_order = ["text", "year", "quote", "owner", "openness"]

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, table=table, by=by, **kwargs)
        self.fields["quote"].queryset = table.quotes.all()
        self.fields["owner"].queryset = owners(table, by)
        self.fields["openness"] = OpennessField(table.openness)
        self.order_fields(self.field_order)


class QuestionForm(PortalModelForm):
    """Changing a question that is there."""

    guarded = ("text",)

    class Meta:
        model = ResearchQuestion
        fields = ["text", "year", "quote", "owner", "openness"]
        labels = {"quote": "Hoort bij welk deel van de opgave?", "owner": "Wie trekt deze vraag?"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": ASK}}

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        table = self.instance.table
        choices = sorted({*years(table), self.instance.year})
        self.fields["year"] = forms.TypedChoiceField(
            label="Jaar", coerce=int, choices=[(year, str(year)) for year in choices]
        )
        self.fields["quote"].queryset = table.quotes.all()
        self.fields["quote"].empty_label = "de opgave als geheel"
        self.fields["owner"].queryset = owners(table, by, besides=self.instance.owner_id)
        self.fields["owner"].empty_label = "nog niemand"
        self.fields["openness"] = narrowing_only(self.instance)
        overlap.watch(self, "text", by=by, table=table)

    def clean(self):
        cleaned = super().clean()
        overlap.doubt_once(self, "text")
        return cleaned


class DeclineQuestionForm(PortalForm):
    """Declining a question, with a reason that its sender reads."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom niet?",
        help_text="Wie de vraag indiende leest dit.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom niet; wie de vraag indiende leest dit."},
    )


class AnswerForm(PortalForm):
    """What was found, so far or as the answer."""

    guarded = ("answer",)

    answer = forms.CharField(
        label="Wat heeft de tafel gevonden?",
        help_text="Je kunt dit bewaren terwijl de vraag nog openstaat. Schrijf niets over kinderen of ouders.",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    final = forms.BooleanField(label="De vraag is hiermee beantwoord", required=False)


def owners(table: Table, by: User, *, besides: int | None = None):
    """Who can see to a question: who sits at the table or leads it, and for who may choose among everybody: everybody."""
    if may(by, Permission.TABLE_STAFF):
        return Person.objects.visible_to(by).filter(user__is_active=True)
    seated = Person.objects.filter(seats__cycle__table=table, seats__cycle__ended_on=None, seats__state="accepted")
    leads = [table.chair_id, table.facilitator_id, table.clm_contact_id, besides]
    return Person.objects.filter(pk__in=[*seated.values_list("pk", flat=True), *filter(None, leads)])
