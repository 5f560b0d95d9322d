"""The forms of a bundle: bringing it to a table, and telling its senders what came of it."""

from django import forms
from django.utils import timezone

from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.guard import GuardedTextField
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import User
from signals.models import Bundle, Experience
from tables.models import Meeting, Table

NEXT, BACKLOG = "next", "backlog"
WHEN = [(NEXT, "Op de agenda van de eerstvolgende bijeenkomst"), (BACKLOG, "Op de voorraad; de tafel kiest het moment")]
NO_MEETING = "Deze tafel heeft nog geen bijeenkomst gepland. Kies de voorraad, of een andere tafel."


class BringForm(PortalForm):
    """Bringing experiences to a table. The words are the handler's: nothing of what a sender wrote stands in it beforehand."""

    title = GuardedTextField(
        label="Onderwerp op de agenda",
        max_length=Bundle._meta.get_field("title").max_length,
        rows=1,
        error_messages={"required": "Schrijf in één regel waar het over gaat."},
    )
    text = GuardedTextField(
        label="Waar gaat het over?",
        help_text="In je eigen woorden: geen zinnen van de afzender, geen organisatie, niets waaraan iemand te herkennen is.",
        max_length=Bundle._meta.get_field("text").max_length,
        rows=6,
        error_messages={"required": "Schrijf in je eigen woorden waar het over gaat. De tafel leest dit."},
    )
    table = forms.ModelChoiceField(
        label="Naar welke tafel?", queryset=Table.objects.none(), empty_label="Kies een tafel",
        error_messages={"required": "Kies een tafel.", "invalid_choice": "Kies een tafel uit de lijst."},
    )  # fmt: skip
    when = forms.ChoiceField(
        label="Wanneer?", choices=WHEN, initial=NEXT, widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer de tafel het bespreekt.", "invalid_choice": "Kies een van de twee."},
    )  # fmt: skip

    def __init__(self, *args, experiences: list[Experience], by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tables = Table.objects.visible_to(by).filter(state=Table.State.RUNNING).select_related("theme")
        self.fields["table"].queryset = tables.order_by("theme__position", "name")
        coming = Meeting.objects.nearest(timezone.now()).filter(table__in=tables)
        self.coming = {meeting.table_id: meeting for meeting in coming}
        self.fields["table"].label_from_instance = self._named
        self._begin_with(experiences)

    def clean(self) -> dict:
        """With the meeting that was chosen, or None for the backlog."""
        cleaned = super().clean()
        table, meeting = cleaned.get("table"), None
        if table is not None and cleaned.get("when") == NEXT:
            meeting = self.coming.get(table.pk)
            if meeting is None:
                self.add_error("when", NO_MEETING)
        return cleaned | {"meeting": meeting}

    def said(self) -> dict:
        """What was filled in, as the flow takes it."""
        return {name: self.cleaned_data[name] for name in ("title", "text", "table", "meeting")}

    def _named(self, table: Table) -> str:
        meeting = self.coming.get(table.pk)
        return f"{table.name} ({day(meeting.starts_at) if meeting else 'nog geen bijeenkomst'})"

    def _begin_with(self, experiences: list[Experience]) -> None:
        """Of one experience its neutral title, which is a handler's; a table of the theme when there is but one."""
        if len(experiences) == 1:
            self.initial["title"] = experiences[0].title
        themes = {one.theme_id for one in experiences}
        own = [table.pk for table in self.fields["table"].queryset if table.theme_id in themes]
        if len(own) == 1:
            self.initial["table"] = own[0]


class AddForm(PortalForm):
    """Letting experiences go along with a bundle that did not come to its table yet."""

    bundle = forms.ModelChoiceField(
        label="Bij welke bundel?", queryset=Bundle.objects.none(), to_field_name="ref", empty_label="Kies een bundel",
        error_messages={
            "required": "Kies een bundel.", "invalid_choice": "Kies een bundel uit de lijst: deze kwam intussen aan haar tafel.",
        },
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        growing = Bundle.objects.growing(timezone.now()).select_related("table", "item__meeting")
        self.fields["bundle"].queryset = growing
        self.fields["bundle"].label_from_instance = self._named

    def _named(self, bundle: Bundle) -> str:
        meeting = bundle.item.meeting
        return f"{bundle.title} ({bundle.table.name}, {day(meeting.starts_at) if meeting else 'op de voorraad'})"


class OutForm(PortalForm):
    """Taking an experience out of a bundle."""

    text = GuardedTextField(
        label="Wat schrijf je de afzender?",
        help_text="Waarom het nu niet naar deze tafel gaat, en wat je er wel mee doet.",
        max_length=4000,
        rows=5,
        error_messages={"required": "Schrijf eerst iets op: de afzender leest dit."},
    )


class TellForm(PortalForm):
    """A text to everybody who sent something in a bundle."""

    text = GuardedTextField(
        label="Je tekst",
        help_text="Iedere afzender leest dit in zijn eigen draad. Schrijf niets waaraan een ander te herkennen is.",
        max_length=4000,
        rows=6,
        error_messages={"required": "Schrijf eerst iets op."},
    )
