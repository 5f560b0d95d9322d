"""The forms for a chair one has, and for who decides about those of others."""

from django import forms

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Organisation, Person
from tables.forms.signups import ADDRESS
from tables.models import Involvement, Table

NAME = "Vul de voor- en achternaam in."
CHOOSE_FORM = "Kies een vorm."
IN_ONE_WORD = [(value, Involvement(value).short) for value in Involvement.values]


class InvolvementForm(PortalForm):
    """Another form of taking part."""

    involvement = forms.ChoiceField(
        label="Hoe wil je meedoen?",
        choices=Involvement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_FORM, "invalid_choice": CHOOSE_FORM},
    )

    def __init__(self, *args, now: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        self.fields["involvement"].choices = [choice for choice in Involvement.choices if choice[0] != now]

    def speak_of(self, whom: str) -> None:
        """Ask about somebody else, where the forms themselves are explained beside it."""
        field = self.fields["involvement"]
        field.label = f"Hoe doet {whom} mee?"
        field.choices = [choice for choice in IN_ONE_WORD if choice[0] != self._now]


class ColleagueForm(PortalForm):
    """A colleague: somebody from the portal, or a name and a work address."""

    colleague = forms.ModelChoiceField(
        label="Collega",
        queryset=Person.objects.none(),
        required=False,
        empty_label="iemand die nog niet in het portaal staat",
        error_messages={"invalid_choice": "Kies een collega uit de lijst, of vul een naam en een werkadres in."},
    )
    name = forms.CharField(label="Naam", max_length=120, required=False)
    email = forms.EmailField(label="Werkadres", max_length=254, required=False, error_messages={"invalid": ADDRESS})

    def __init__(self, *args, colleagues=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if colleagues is None or not colleagues.exists():
            del self.fields["colleague"]
            self.fields["name"].required = self.fields["email"].required = True
            self.fields["name"].error_messages["required"] = NAME
            self.fields["email"].error_messages["required"] = ADDRESS
        else:
            self.fields["colleague"].queryset = colleagues
            self.fields["name"].label = "Naam, als je collega niet in de lijst staat"
            self.fields["email"].label = "Werkadres van die collega"

    def clean(self):
        cleaned = super().clean()
        if (chosen := cleaned.pop("colleague", None)) is not None:
            return {**cleaned, "name": chosen.name, "email": chosen.email}
        for name, sentence in (("name", NAME), ("email", ADDRESS)):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if cleaned.get("email"):
            cleaned["email"] = addresses.canonical(cleaned["email"])
        return cleaned


class AskColleagueForm(ColleagueForm):
    """Asking a colleague along: for which organisation, and in which form."""

    organisation = forms.ModelChoiceField(
        label="Namens welke organisatie?",
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"required": "Kies namens welke organisatie je collega aanschuift."},
    )
    involvement = forms.ChoiceField(
        label="Hoe doet je collega mee?",
        choices=IN_ONE_WORD,
        initial=Involvement.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_FORM},
    )
    field_order = ["organisation", "colleague", "name", "email", "involvement"]

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        if len(organisations) == 1:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations

    def clean(self):
        cleaned = super().clean()
        if len(self.organisations) == 1:
            cleaned["organisation"] = self.organisations[0]
        return cleaned


class TieForm(PortalForm):
    """Which known organisation was typed."""

    organisation = forms.ModelChoiceField(
        label="Hoort bij",
        queryset=Organisation.objects.none(),
        empty_label="kies een organisatie",
        error_messages={"required": "Kies bij welke organisatie deze persoon hoort."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.active()


class MoveForm(PortalForm):
    """To which other table somebody is moved."""

    table = forms.ModelChoiceField(
        label="Naar welke tafel?",
        queryset=Table.objects.none(),
        empty_label="kies een tafel",
        error_messages={"required": "Kies een tafel die nu mensen aanneemt."},
    )

    def __init__(self, *args, away_from: Table, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        running = Table.objects.visible_to(user).filter(state=Table.State.RUNNING, open_for_signup=True)
        self.fields["table"].queryset = running.filter(kind=away_from.kind).exclude(pk=away_from.pk).order_by("name")


class RemoveForm(PortalForm):
    """Taking somebody off a chair, with a reason that the person reads."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Reden",
        help_text="De persoon leest deze reden in het portaal; in de mail staat hij niet.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom; de persoon leest dit."},
    )
