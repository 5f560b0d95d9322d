"""The forms of who handles experiences, and the filter of the inbox."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.guard import GuardedTextField
from leerlandschap.network.models import Organisation, User
from leerlandschap.network.roles import Role
from signals.flows import experiences, splitting
from signals.models import Experience
from tables.models import GoodExample, Theme

ROUTES = [
    "de klachtenregeling van de aanbieder",
    "de klachtenbehandeling van de gemeente",
    "een vertrouwenspersoon van Jeugdstem (AKJ)",
    "de Inspectie Gezondheidszorg en Jeugd (IGJ)",
    "Veilig Thuis",
    "bezwaar en beroep bij de gemeente",
]


class DeedForm(PortalForm):
    """Something that is done to one experience; the base of what follows."""

    def __init__(self, *args, experience: Experience, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(experience, by)

    def prepare(self, experience: Experience, by: User) -> None:
        """Fill in what depends on the experience and on who does it."""

    def said(self) -> dict:
        """What was filled in, as the flow takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class HandlerField(forms.ModelChoiceField):
    """Choosing who handles experiences."""

    def __init__(self, **kwargs) -> None:
        errors = {"invalid_choice": "Kies een behandelaar uit de lijst.", "required": "Kies een behandelaar."}
        super().__init__(queryset=User.objects.none(), empty_label=None, error_messages=errors, **kwargs)

    def fill(self) -> None:
        """Offer who handles experiences today."""
        held = {"person__role_assignments__role": Role.EXPERIENCE_HANDLER, "person__role_assignments__ended_on": None}
        self.queryset = User.objects.filter(**held, is_active=True).select_related("person").distinct()


class TakeForm(DeedForm):
    """Saying who handles it."""

    handler = HandlerField(label="Wie behandelt deze ervaring?")

    def prepare(self, experience: Experience, by: User) -> None:
        self.fields["handler"].fill()
        self.initial["handler"] = experience.handler_id or by.pk


class AssignForm(PortalForm):
    """Saying of several at once who handles them."""

    handler = HandlerField(label="Wie behandelt deze ervaringen?")

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].fill()
        self.initial["handler"] = by.pk


class TitleForm(DeedForm):
    """The words by which others know it."""

    title = GuardedTextField(
        label="Neutrale titel",
        help_text="Dit zien contactpersonen CLM en het regiobureau. Geen woorden van de afzender, geen organisatie.",
        max_length=120,
        rows=1,
        error_messages={"required": "Vat de ervaring in een paar neutrale woorden samen."},
    )

    def prepare(self, experience: Experience, by: User) -> None:
        self.initial["title"] = experience.title


class WriteForm(DeedForm):
    """A text: to the sender, or a note."""

    text = GuardedTextField(
        label="Je tekst", max_length=4000, rows=6, error_messages={"required": "Schrijf eerst iets op."}
    )


class ReferForm(WriteForm):
    """Leading the sender to who does handle it."""

    where = forms.ChoiceField(
        label="Waar moet de afzender zijn?", choices=[(route, route[0].upper() + route[1:]) for route in ROUTES],
        error_messages={"required": "Kies waar de afzender moet zijn."},
    )  # fmt: skip
    field_order = ["where", "text"]


class ExampleForm(DeedForm):
    """A compliment as a good example, in a handler's words."""

    title = GuardedTextField(
        label="Wat gaat goed?",
        help_text="Eén regel, in je eigen woorden. Iedereen met een account leest dit.",
        max_length=GoodExample._meta.get_field("title").max_length,
        rows=1,
        error_messages={"required": "Schrijf in één regel wat goed gaat."},
    )
    text = GuardedTextField(
        label="Het verhaal",
        help_text="Zo verteld dat een ander er iets aan heeft, en niemand te herkennen is.",
        max_length=4000,
        rows=6,
        required=False,
    )


class PraiseForm(DeedForm):
    """A compliment for those it praises."""

    organisation = forms.ModelChoiceField(
        label="Voor welke organisatie?", queryset=Organisation.objects.none(), empty_label="Kies een organisatie",
        error_messages={"required": "Kies wie het compliment krijgt.", "invalid_choice": "Kies een organisatie uit de lijst."},
    )  # fmt: skip
    text = GuardedTextField(
        label="Het compliment",
        help_text="In je eigen woorden. Wie daar werkt en een account heeft, leest dit; niet van wie het komt.",
        max_length=2000,
        rows=4,
        error_messages={"required": "Schrijf in je eigen woorden wat er zo goed ging."},
    )

    def prepare(self, experience: Experience, by: User) -> None:
        self.fields["organisation"].queryset = Organisation.objects.active().order_by("name")


class MergeForm(DeedForm):
    """Saying of which it is the double."""

    into = forms.ModelChoiceField(
        label="Dubbel van welke ervaring?", queryset=Experience.objects.none(), to_field_name="ref",
        empty_label="Kies een ervaring",
        error_messages={"required": "Kies een ervaring.", "invalid_choice": "Kies een ervaring uit de lijst."},
    )  # fmt: skip

    def prepare(self, experience: Experience, by: User) -> None:
        others = Experience.objects.open().filter(theme=experience.theme).exclude(pk=experience.pk)
        self.fields["into"].queryset = others.select_related("theme")
        self.fields["into"].label_from_instance = lambda one: f"{one.called} ({one.short_ref})"


class SplitForm(DeedForm):
    """Handling apart what an experience tells besides."""

    kind = forms.ChoiceField(label="Wat is de nieuwe?", choices=Experience.Kind.choices, widget=forms.RadioSelect)
    theme = forms.ModelChoiceField(
        label="Waar gaat de nieuwe over?", queryset=Theme.objects.all(), empty_label=None,
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema uit de lijst."},
    )  # fmt: skip
    text = GuardedTextField(
        label="Wat hoort in de nieuwe?",
        help_text="Hier staat de hele tekst. Haal weg wat bij de eerste hoort en laat de woorden van de afzender staan. "
        "De eerste houdt de hele tekst.",
        max_length=4000,
        rows=8,
        error_messages={"required": splitting.NO_TEXT},
    )
    same_organisation = forms.BooleanField(label="De nieuwe gaat over dezelfde organisatie", required=False)

    def prepare(self, experience: Experience, by: User) -> None:
        self.initial |= {"kind": experience.kind, "theme": experience.theme_id}
        self.initial["text"] = experiences.read(experience, by=by)["text"]
        if not experience.sealed_organisation:
            del self.fields["same_organisation"]


class PressForm(DeedForm):
    """A button: nothing to fill in but the key that makes pressing twice harmless."""
