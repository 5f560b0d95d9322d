"""The forms with which an edition is made, and with which it goes."""

from datetime import datetime

from django import forms
from django.utils import timezone

from leerlandschap.commons import guard
from leerlandschap.commons.forms import ClockField, DayField, PortalForm
from leerlandschap.commons.guard import GuardedTextField, Watching
from leerlandschap.commons.registry import news
from newsletter import rich_text
from newsletter.models import Edition, Item, Subscriber

HINT = "Een lege regel begint een alinea. Regels die met een streepje beginnen worden een lijst."


class RichText(Watching, forms.Textarea):
    """Text with a little form. A browser with scripts makes an editor of it (`rich_text.js`); without, one just types."""

    def __init__(self, rows: int = 8) -> None:
        super().__init__({"rows": rows, "data-rich-text": True})

    def get_context(self, name, value, attrs):
        cleaned = rich_text.clean(value)
        context = super().get_context(name, rich_text.to_type(cleaned), attrs)
        context["widget"]["attrs"]["data-html"] = cleaned
        return context

    def without(self, text: str, wanted_out: str) -> str:
        cleaned = rich_text.clean(text)
        marks = guard.chosen(rich_text.seen(cleaned)[0], wanted_out)
        return rich_text.without(cleaned, marks) if marks else text


class RichTextField(GuardedTextField):
    """A text with a little form; measured as it is kept, and under the guard for personal data as it is read."""

    def __init__(self, *, longest: int, **kwargs) -> None:
        super().__init__(**{"max_length": None, "required": False, "widget": RichText(), "help_text": HINT} | kwargs)
        self.longest = longest

    def clean(self, value):
        cleaned = rich_text.clean(super().clean(value))
        if len(cleaned) > self.longest:
            raise forms.ValidationError("Deze tekst is te lang voor een nieuwsbrief. Kort hem in.")
        return cleaned

    def seen(self, text: str) -> str:
        return rich_text.seen(rich_text.clean(text))[0]


class WordsForm(PortalForm):
    """The subject and the opening of an edition."""

    guarded = ("subject",)

    subject = forms.CharField(
        label="Onderwerp",
        help_text="Dit staat in de mailbox van de lezer, en boven de nieuwsbrief.",
        max_length=Edition._meta.get_field("subject").max_length,
        error_messages={"required": "Geef de nieuwsbrief een onderwerp."},
    )
    opening = RichTextField(label="Opening", longest=Edition._meta.get_field("opening").max_length)


class ItemForm(PortalForm):
    """A piece of news: proposed and rewritten, or one's own."""

    guarded = ("title", "link_words")

    title = forms.CharField(
        label="Kop",
        max_length=Item._meta.get_field("title").max_length,
        error_messages={"required": "Geef het bericht een kop."},
    )
    text = RichTextField(label="Tekst", longest=Item._meta.get_field("text").max_length)
    link = forms.CharField(
        label="Link",
        help_text="Een heel webadres, of een pagina van het portaal, zoals /tafels/.",
        max_length=Item._meta.get_field("link").max_length,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "accesskey": "l"}),
    )
    link_words = forms.CharField(
        label="Woorden van de link",
        help_text="Wat de lezer aanklikt, bijvoorbeeld: Lees het hele verhaal.",
        max_length=Item._meta.get_field("link_words").max_length,
        required=False,
    )

    def clean_link(self) -> str:
        link = self.cleaned_data["link"].strip()
        if link and (" " in link or not link.startswith(("/", "https://", "http://")) or link.startswith("//")):
            raise forms.ValidationError(
                "Begin met https:// of, voor een pagina van het portaal, met een schuine streep."
            )
        return link

    def words(self) -> dict[str, str]:
        """What was typed, as the flows take it."""
        return {name: self.cleaned_data[name] for name in ("title", "text", "link", "link_words")}


class OrderForm(PortalForm):
    """What comes first, for each audience."""

    def __init__(self, *args, edition: Edition, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for value, label in Subscriber.Audience.choices:
            choices = [("", "de gewone volgorde"), *((source.code, source.topic) for source in news)]
            self.fields[value] = forms.ChoiceField(
                label=f"Voor wie leest als {label} eerst", choices=choices, required=False,
                initial=edition.first_for.get(value, ""),
            )  # fmt: skip

    def chosen(self) -> dict[str, str]:
        """The code of a source, or nothing, by audience."""
        return {value: self.cleaned_data[value] for value in Subscriber.Audience.values}


class PickForm(PortalForm):
    """The button that takes something from the landscape."""

    key = forms.CharField(max_length=120)


class PlaceForm(PortalForm):
    """The place to which an item was dragged."""

    at = forms.IntegerField(min_value=1, max_value=10_000)


class PlanForm(PortalForm):
    """When an edition goes: at once, or on a day and hour."""

    when = forms.ChoiceField(
        label="Wanneer?",
        choices=[("now", "Meteen. Je kunt het dan nog een minuut terughalen."), ("later", "Op een moment dat ik kies")],
        initial="now",
        widget=forms.RadioSelect,
    )
    day = DayField(label="Dag", required=False)
    clock = ClockField(label="Tijd", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = self.fields["clock"].required = False

    def clean(self):
        super().clean()
        if self.cleaned_data.get("when") == "later":
            for name, words in (("day", "Kies een dag."), ("clock", "Vul een tijd in, bijvoorbeeld 9.30.")):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return self.cleaned_data

    def starts_at(self) -> datetime | None:
        """The chosen moment, or None for at once."""
        if self.cleaned_data["when"] == "now":
            return None
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


class SettleForm(PortalForm):
    """What an editor found out about a mail of which it was not certain that it arrived."""

    arrived = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")
