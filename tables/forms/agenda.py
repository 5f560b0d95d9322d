"""The forms of an agenda: an item, a proposal, what becomes of one, and a table's standard agenda."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from leerlandschap.commons.forms import TURNING_MARKS, PortalForm
from leerlandschap.commons.templatetags.ui import moment
from leerlandschap.network.models import Person, User
from tables.agenda import Line
from tables.flows.agenda import NO_LINES, NO_REASON
from tables.forms.questions import owners
from tables.models import AgendaItem, Meeting, Method, StandingItem, Table
from tables.openness import OpennessField, narrowing_only

LONGEST_TITLE = AgendaItem._meta.get_field("title").max_length
NO_TITLE = "Schrijf in één regel waar het over gaat."
HOW_LONG = "Vul een aantal minuten in van 1 tot en met 480."
SPARE_LINES = 3
WIDGET_CLASSES = {"kind": "form-select", "closes": "form-check-input"}
NO_CHILDREN = "Schrijf niets over kinderen of ouders waaraan zij te herkennen zijn."


class MinutesField(forms.IntegerField):
    """A number of minutes that something may last."""

    def __init__(self, **kwargs) -> None:
        errors = dict.fromkeys(("required", "invalid"), HOW_LONG)
        limits = [MinValueValidator(1, HOW_LONG), MaxValueValidator(480, HOW_LONG)]
        super().__init__(**{"label": "Hoeveel minuten?", "error_messages": errors, "validators": limits} | kwargs)
        self.widget.attrs |= {"min": "1", "max": "480", "inputmode": "numeric"}


class KindField(forms.ChoiceField):
    """What comes to the table."""

    def __init__(self, **kwargs) -> None:
        errors = dict.fromkeys(("required", "invalid_choice"), "Kies wat voor punt het is.")
        defaults = {"label": "Wat voor punt is het?", "choices": AgendaItem.Kind.choices, "error_messages": errors}
        super().__init__(**defaults | kwargs)


class ItemForm(PortalForm):
    """Putting an item on an agenda, or changing one that stands there."""

    guarded = ("title", "text")

    title = forms.CharField(label="Onderwerp", max_length=LONGEST_TITLE, error_messages={"required": NO_TITLE})
    kind = KindField(initial=AgendaItem.Kind.DEVELOPMENT)
    minutes = MinutesField(initial=15)
    owner = forms.ModelChoiceField(
        label="Wie brengt het in?", queryset=Person.objects.none(), required=False, empty_label="nog niemand"
    )
    method = forms.ModelChoiceField(
        label="Werkvorm",
        queryset=Method.objects.none(),
        required=False,
        empty_label="geen",
        help_text="Laat je het aantal minuten leeg, dan neemt het punt de tijd van de werkvorm.",
    )
    text = forms.CharField(
        label="Toelichting",
        max_length=AgendaItem._meta.get_field("text").max_length,
        required=False,
        help_text=f"Wat wil je van de tafel, en wat moeten mensen vooraf weten? {NO_CHILDREN}",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    recurs = forms.BooleanField(label="Dit punt komt elke keer terug", required=False)

    field_order = ["title", "kind", "minutes", "owner", "method", "text", "openness", "recurs"]

    def __init__(self, *args, table: Table, by: User, item: AgendaItem | None = None, **kwargs) -> None:
        initial = {name: getattr(item, name) for name in self.base_fields} if item else {}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.fields["openness"] = narrowing_only(item) if item else OpennessField(table.openness)
        self.fields["owner"].queryset = owners(table, by, besides=item.owner_id if item else None)
        self._offer_methods(item)
        self.order_fields(self.field_order)

    def _offer_methods(self, item: AgendaItem | None) -> None:
        methods = Method.objects.pickable(besides=item.method_id if item else None)
        if not methods.exists():
            del self.fields["method"]
            return
        self.fields["method"].queryset = methods
        self.fields["method"].label_from_instance = lambda method: f"{method} ({method.minutes} minuten)"
        self.fields["minutes"].required = False

    def clean(self):
        cleaned = super().clean()
        method = cleaned.get("method")
        if "minutes" in cleaned and cleaned["minutes"] is None:
            if method is None:
                self.add_error("minutes", HOW_LONG)
            else:
                cleaned["minutes"] = method.minutes
        return cleaned

    def given(self) -> dict:
        """What was filled in, by the names of the fields. Only of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def changes(self, item: AgendaItem) -> dict:
        """What differs from the item as it was shown. Only of a valid form."""
        return {name: value for name, value in self.given().items() if getattr(item, name) != value}


class ProposalForm(PortalForm):
    """Bringing an item in as a member of the table."""

    guarded = ("title", "text")

    title = forms.CharField(
        label="Waarover wil je het hebben?", max_length=LONGEST_TITLE, error_messages={"required": NO_TITLE}
    )
    kind = KindField(initial=AgendaItem.Kind.BOTTLENECK)
    minutes = MinutesField(initial=15, label="Hoeveel minuten denk je nodig te hebben?")
    text = forms.CharField(
        label="Waarom moet dit ter tafel komen?",
        max_length=AgendaItem._meta.get_field("text").max_length,
        required=False,
        help_text=f"Wat kom je tegen, en wat vraag je van de tafel? {NO_CHILDREN}",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    meeting = forms.ModelChoiceField(
        label="Voor welke bijeenkomst?",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="maakt niet uit",
        error_messages={"invalid_choice": "Kies een bijeenkomst die nog komt."},
    )

    field_order = ["title", "kind", "minutes", "text", "meeting", "openness"]

    def __init__(self, *args, table: Table, meetings, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = lambda meeting: moment(meeting.starts_at)
        self.fields["openness"] = OpennessField(table.openness)
        self.order_fields(self.field_order)

    def given(self) -> dict:
        """What was filled in, by the names of the fields. Only of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class TakeUpForm(PortalForm):
    """For which meeting to take an item up."""

    meeting = forms.ModelChoiceField(
        label="Op welke agenda?",
        queryset=Meeting.objects.none(),
        empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een bijeenkomst die nog komt."),
    )

    def __init__(self, *args, meetings, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = lambda meeting: moment(meeting.starts_at)


class DeclineForm(PortalForm):
    """Why an item is not taken up."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom niet?",
        help_text="Wie het voorstelde leest dit.",
        max_length=AgendaItem._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_REASON},
    )


class MoveForm(PortalForm):
    """A button that moves an item up or down."""

    direction = forms.ChoiceField(choices=[("omhoog", "omhoog"), ("omlaag", "omlaag")])


class RefreshmentsForm(PortalForm):
    """Who sees to coffee and tea."""

    who = forms.CharField(
        label="Wie verzorgt koffie en thee?",
        max_length=Meeting._meta.get_field("refreshments").max_length,
        required=False,
        help_text="Een naam, een organisatie, of bijvoorbeeld “ieder neemt zelf iets mee”.",
    )


class StandingLineForm(forms.Form):
    """One line of a standard agenda; without a subject it is no line."""

    position = forms.IntegerField(
        label="Nr",
        min_value=1,
        max_value=999,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Geef de regel een nummer vanaf 1."),
    )
    title = forms.CharField(
        label="Onderwerp", max_length=StandingItem._meta.get_field("title").max_length, required=False
    )
    kind = KindField(label="Soort", required=False, initial=AgendaItem.Kind.BUSINESS)
    minutes = MinutesField(label="Minuten", initial=10, required=False)
    closes = forms.BooleanField(label="Na de inhoud", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = WIDGET_CLASSES.get(name, "form-control")

    def clean(self):
        cleaned = super().clean()
        cleaned["title"] = TURNING_MARKS.sub("", cleaned.get("title", "")).strip()
        if cleaned["title"] and "minutes" in cleaned and cleaned["minutes"] is None:
            self.add_error("minutes", HOW_LONG)
        return cleaned


class StandingFormSet(forms.BaseFormSet):
    """The whole standard agenda in one form."""

    def clean(self) -> None:
        if not any(self.errors) and not self.lines():
            raise forms.ValidationError(NO_LINES)

    def lines(self) -> list[Line]:
        """The lines in the order of their numbers. Only of a valid form."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        rows.sort(key=lambda row: row["position"] or 999)
        kind = AgendaItem.Kind.BUSINESS
        return [Line(row["title"], row["minutes"], row["kind"] or kind, row["closes"]) for row in rows]


def standing_formset(lines: list[Line], data=None) -> forms.BaseFormSet:
    """The form for a standard agenda that reads as `lines` now, with room for a few more."""
    factory = forms.formset_factory(
        StandingLineForm, formset=StandingFormSet, extra=SPARE_LINES, max_num=40, absolute_max=80, validate_max=True
    )
    initial = [{"position": number, **line._asdict()} for number, line in enumerate(lines, 1)]
    return factory(data, initial=initial, prefix="regel", form_kwargs={"empty_permitted": False})
