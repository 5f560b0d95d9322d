"""The forms for topics of a thematafel."""

from django import forms

from leerlandschap.commons.forms import PortalForm, PortalModelForm, SeveralField
from leerlandschap.commons.templatetags.ui import moment
from tables.models import Meeting, Topic


class TopicForm(PortalModelForm):
    """Proposing a topic, for oneself or for a table one leads."""

    guarded = ("text", "why")

    class Meta:
        model = Topic
        fields = ["text", "why", "from_table"]
        labels = {
            "text": "Waarover wil je het hebben?",
            "why": "Waarom moet dit ter tafel komen?",
            "from_table": "Namens welke tafel?",
        }
        help_texts = {"why": "Wat kom je tegen in je werk? Geen namen of gegevens van kinderen of ouders."}
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": "Schrijf het onderwerp in één regel."}}

    def __init__(self, *args, led, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["from_table"]
        field.queryset, field.empty_label = led, "namens mezelf"
        if not led.exists():
            del self.fields["from_table"]


class BundleForm(PortalForm):
    """Choosing topics, and the session that they go into."""

    topics = SeveralField(
        label="Welke onderwerpen?",
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één onderwerp.",
            "invalid_choice": "Kies een onderwerp van de lijst.",
        },
    )
    session = forms.ModelChoiceField(
        label="In welke sessie?",
        queryset=Meeting.objects.none(),
        empty_label="Kies een sessie",
        error_messages={"required": "Kies een sessie.", "invalid_choice": "Kies een sessie die nog komt."},
    )

    def __init__(self, *args, topics, sessions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = topics
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = _session_in_words


class SettleForm(PortalForm):
    """What became of a topic, and why."""

    guarded = ("reason",)

    DEEDS = [("besproken", "besproken"), ("terug", "terug op de lijst"), ("niet", "niet opgepakt")]
    deed = forms.ChoiceField(
        choices=DEEDS,
        error_messages={"required": "Kies wat er met het onderwerp gebeurt.", "invalid_choice": "Kies uit de lijst."},
    )
    reason = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("deed") == "niet" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Schrijf in één zin waarom; wie het voorstelde leest dit.")
        return cleaned


def _session_in_words(meeting: Meeting) -> str:
    return f"{moment(meeting.starts_at)}{', ' if meeting.place else ''}{meeting.place}"
