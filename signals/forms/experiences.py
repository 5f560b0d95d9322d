"""The forms of who sends an experience. Kind, theme and text are all that is asked; the rest is offered."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import Fold, PortalForm, SeveralField
from leerlandschap.commons.guard import GuardedTextField
from leerlandschap.network.models import Organisation
from signals import receipts
from signals.forms.attachments import AGAIN, AttachmentsField, TakesAttachments
from signals.models import Discuss, Experience
from tables.models import Theme

Kind = Experience.Kind
ADDRESS = "Vul een volledig adres in, bijvoorbeeld naam@organisatie.nl."
SIGNED_OUT = (
    "Je bent intussen uitgelogd; wat je schreef staat er nog. Verstuur het nog eens, dan gaat het zonder naam en krijg je een "
    "code. Of kopieer je tekst, log in en verstuur het met je account."
)
WITHOUT_NAME = "De organisatie waarover het gaat mag ervan weten, zonder mijn naam"
# What is no part of what is said.
BESIDES = {"once", "anonymous", "receipt", "named"}
MORE = ["municipalities", "concerns", "organisation", "often", "help", "attachments"]
ALLOWED = ["discuss", "may_tell_organisation", "may_stand_on_sheet", "may_share_compliment"]
KINDS = [
    (Kind.SIGNAL, "Signaal: iets loopt niet goed, of kan beter"),
    (Kind.COMPLAINT, "Klacht: ik ben ontevreden en wil dat ervan geleerd wordt"),
    (Kind.COMPLIMENT, "Compliment: iets gaat juist goed"),
]


class ConsentForm(PortalForm):
    """What a sender allows: each apart, nothing by default."""

    discuss = forms.ChoiceField(
        label="Met wie mogen we dit bespreken?",
        help_text="Met niemand: dan weet alleen wie het behandelt ervan, en telt het mee in de aantallen.",
        choices=Discuss.choices,
        initial=Discuss.NOBODY,
        required=False,
        widget=forms.RadioSelect,
    )
    may_tell_organisation = forms.BooleanField(
        label=f"{WITHOUT_NAME}. Een compliment geven we door",
        required=False,
    )
    may_stand_on_sheet = forms.BooleanField(
        label="Het mag, zonder mijn naam, op het gespreksblad van die organisatie staan voor het contractgesprek",
        required=False,
    )
    may_share_compliment = forms.BooleanField(
        label="Is het een compliment? Dan mag het gedeeld worden in het netwerk", required=False
    )

    def clean_discuss(self) -> str:
        return self.cleaned_data["discuss"] or Discuss.NOBODY


class OwnConsentForm(ConsentForm):
    """What a sender allows of something sent before; of a compliment, whether it may be shared."""

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discuss"].required = True
        self.fields["may_share_compliment"].label = "Het compliment mag gedeeld worden in het netwerk"
        if kind != Kind.COMPLIMENT:
            self.fields["may_tell_organisation"].label = WITHOUT_NAME
            del self.fields["may_share_compliment"]


class ExperienceForm(TakesAttachments, ConsentForm):
    """Sending an experience."""

    kind = forms.ChoiceField(
        label="Wat wil je sturen?", choices=KINDS, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je wilt sturen: een signaal, een klacht of een compliment."},
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        label="Waar gaat het over?", queryset=Theme.objects.all(), empty_label="Kies een thema",
        error_messages={
            "required": "Kies het thema dat er het dichtst bij ligt.", "invalid_choice": "Kies een thema uit de lijst.",
        },
    )  # fmt: skip
    text = GuardedTextField(
        label="Wat heb je meegemaakt?",
        help_text="Een paar zinnen is genoeg. Schrijf geen namen of andere gegevens waaraan iemand te herkennen is.",
        max_length=4000,
        rows=6,
        error_messages={"required": "Schrijf in een paar zinnen wat je hebt meegemaakt."},
    )
    municipalities = SeveralField(
        label="In welke gemeente of gemeenten?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concerns = forms.ChoiceField(
        label="Waar ligt het aan?", choices=[("", "Dat weet ik niet"), *Experience.Concerns.choices], required=False
    )
    organisation = GuardedTextField(
        label="Welke organisatie?",
        help_text="Alleen de behandelaar en het regiobureau zien dit.",
        max_length=120,
        rows=1,
        required=False,
    )
    often = forms.ChoiceField(
        label="Hoe vaak gebeurt het?", choices=[("", "Dat weet ik niet"), *Experience.Often.choices], required=False
    )
    help = GuardedTextField(label="Wat zou helpen?", max_length=2000, rows=3, required=False)
    attachments = AttachmentsField()
    wants_answer = forms.BooleanField(label="Ik wil horen wat ermee gebeurt", required=False, initial=True)
    anonymous = forms.BooleanField(
        label="Stuur zonder mijn naam",
        help_text="Je krijgt een code waarmee je terugkomt. Wij weten dan niet wie je bent, en kunnen je niet mailen.",
        required=False,
    )
    receipt = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    # That it was filled in under a name: who was signed out meanwhile does not send without one unasked.
    named = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)

    field_order = ["kind", "theme", "text", *MORE, *ALLOWED, "wants_answer", "anonymous"]

    def __init__(self, *args, known_sender: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipalities"].queryset = Organisation.objects.active().municipalities()
        self.fields["text"].after = "signals/known/_typing.html"
        self.initial["receipt"] = receipts.signed(receipts.make())
        if known_sender:
            self.initial["named"] = "ja"
        else:
            del self.fields["anonymous"]

    @cached_property
    def helper(self):
        """Three questions in the open; what is seldom needed behind two doors, which open when something in them is wrong."""
        helper = super().helper
        more = Fold("Meer vertellen (niet verplicht)", *MORE, opened=self._is_wrong(MORE))
        allowed = Fold("Wat mogen we ermee? (nu: niets delen)", *ALLOWED, opened=self._is_wrong(ALLOWED))
        last = [name for name in ("wants_answer", "anonymous", "receipt", "named", "once") if name in self.fields]
        helper.layout = Layout("kind", "theme", "text", more, allowed, *last)
        return helper

    def _is_wrong(self, names: list[str]) -> bool:
        return self.is_bound and any(name in self.errors for name in names)

    @property
    def code(self) -> str:
        """The receipt code that this form was sent with."""
        return receipts.unsigned(self.data.get(self.add_prefix("receipt"), ""))

    def said(self) -> dict:
        """What was filled in, as the flow takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BESIDES}

    def typed(self) -> dict:
        """What stands in it, right or wrong, as far as a draft keeps it."""
        names = [name for name in self.fields if name not in BESIDES | {"attachments"}]
        return {name: self[name].data if self[name].data is not None else "" for name in names}

    def ask_whether_nameless(self) -> None:
        """Say that who filled it in was signed out meanwhile; sent again it goes without a name."""
        self.add_error(None, SIGNED_OUT)
        if self.files:
            self.add_error("attachments", AGAIN)
        self.data = self.data.copy()
        self.data[self.add_prefix("named")] = ""


class ReplyForm(TakesAttachments, PortalForm):
    """Saying something more in the thread."""

    text = GuardedTextField(
        label="Je bericht",
        help_text="Schrijf geen namen of andere gegevens waaraan iemand te herkennen is.",
        max_length=4000,
        rows=4,
        error_messages={"required": "Schrijf eerst iets op."},
    )
    attachments = AttachmentsField()

    @cached_property
    def helper(self):
        """The text in the open; a file behind a door."""
        helper = super().helper
        wrong = self.is_bound and "attachments" in self.errors
        helper.layout = Layout(
            "text", Fold("Foto of document erbij (niet verplicht)", "attachments", opened=wrong), "once"
        )
        return helper

    def said(self) -> dict:
        """What was filled in, as the flow takes it."""
        return {name: self.cleaned_data[name] for name in ("text", "attachments")}


class HelpedForm(PortalForm):
    """Whether what was done with it helped; who misses something has it taken up again."""

    helped = forms.ChoiceField(
        label="Heeft het geholpen?", choices=Experience.Helped.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies ja, een beetje of nee.", "invalid_choice": "Kies ja, een beetje of nee."},
    )  # fmt: skip
    again = forms.BooleanField(label="Kijk er nog eens naar", required=False)
    text = GuardedTextField(
        label="Wat mist er nog?",
        help_text="Schrijf geen namen of andere gegevens waaraan iemand te herkennen is.",
        max_length=4000,
        rows=3,
        required=False,
    )


class CodeForm(PortalForm):
    """Coming back with a receipt code."""

    code = forms.CharField(
        label="Je code",
        help_text="Zestien letters en cijfers. Streepjes en hoofdletters maken niet uit.",
        max_length=40,
        error_messages={"required": "Vul de code in die je kreeg toen je je ervaring stuurde."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LinkForm(PortalForm):
    """Asking for a link by mail."""

    email = forms.EmailField(
        label="Je mailadres", max_length=254, error_messages={"required": ADDRESS, "invalid": ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def clean_email(self) -> str:
        return addresses.canonical(self.cleaned_data["email"])
