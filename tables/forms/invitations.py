"""The forms of inviting: the letter, a person, and the answers."""

from django import forms
from django.core.exceptions import ValidationError

from leerlandschap.commons import addresses
from leerlandschap.commons.forms import PortalForm, PortalModelForm
from leerlandschap.network.forms.fields import NameField, WorkAddressField, require_work_address
from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.roles import Permission, may
from tables.models import Involvement, Setup, Table, TableInvitation


class LetterForm(PortalModelForm):
    """On whose behalf the invitations go, and what they say."""

    guarded = ("invitation",)

    class Meta:
        model = Setup
        fields = ["on_behalf_of", "invitation"]
        labels = {"on_behalf_of": "Namens wie?", "invitation": "Tekst van de uitnodiging"}
        help_texts = {
            "on_behalf_of": "Naam en functie, bijvoorbeeld: de wethouder jeugd van Waterrijk.",
            "invitation": "Iedereen leest deze tekst in het portaal; de mail bevat alleen de naam van de tafel en een link. "
            "Noem geen kinderen of ouders.",
        }
        widgets = {"invitation": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_behalf_of"].required = self.fields["invitation"].required = True
        self.fields["on_behalf_of"].error_messages["required"] = "Vul in namens wie de uitnodiging gaat."
        self.fields["invitation"].error_messages["required"] = "Schrijf waarom je mensen aan tafel vraagt."


class InviteeForm(PortalForm):
    """Whom to invite: somebody from the portal, or a name with a work address."""

    person = forms.ModelChoiceField(
        label="Iemand uit het portaal",
        queryset=Person.objects.none(),
        required=False,
        empty_label="nee, ik vul een naam en een adres in",
    )
    name = NameField(label="Naam", required=False)
    email = WorkAddressField(label="Werkadres", required=False)
    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), required=False, empty_label="nog niet bekend"
    )
    group = forms.ModelChoiceField(
        label="Voor welke stoel?",
        help_text="Uit het stoelenplan. Kies je niets, dan komt het perspectief van de organisatie in beeld.",
        queryset=None,
        required=False,
        empty_label="geen bepaalde stoel",
    )
    involvement = forms.ChoiceField(
        label="Hoe doet deze persoon mee?",
        choices=[
            (Involvement.MEMBER, "lid: zit aan tafel, op een stoel"),
            (Involvement.AGENDA_MEMBER, "agendalid: krijgt de stukken en komt als het nodig is"),
            (Involvement.READER, "meelezer: leest mee"),
        ],
        initial=Involvement.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe deze persoon meedoet."},
    )
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def __init__(self, *args, table: Table, by: User, draft: TableInvitation | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        self.fields["group"].queryset = table.chair_groups.select_related("organisation")
        self.fields["organisation"].queryset = Organisation.objects.active()
        if may(by, Permission.TABLE_STAFF):
            self.fields["person"].queryset = Person.objects.visible_to(by)
        else:  # the names of all people are nobody else's to read
            del self.fields["person"]
        if draft:
            self.initial |= self._as_written(draft)

    def _as_written(self, draft: TableInvitation) -> dict:
        """What stands on a draft: the person where one can be chosen here, or else a name and an address."""
        people = self.fields["person"].queryset if "person" in self.fields else Person.objects.none()
        chosen = draft.person_id and people.filter(pk=draft.person_id).exists()
        who = {"person": draft.person_id} if chosen else {"name": draft.name, "email": draft.email}
        kept = {"organisation": draft.organisation_id, "group": draft.group_id, "involvement": draft.involvement}
        return who | kept

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person"):
            return cleaned
        for name, sentence in (("name", "Vul een naam in."), ("email", "Vul een werkadres in.")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(
                    name, f"{sentence[:-1]}, of kies iemand uit het portaal." if "person" in self.fields else sentence
                )
        if cleaned.get("email"):
            self._check_address(cleaned["email"])
        return cleaned

    def _check_address(self, email: str) -> None:
        try:
            require_work_address(email)
        except ValidationError as error:
            self.add_error("email", error)
        addresses.doubt_once(self, "email", set(Organisation.objects.active().public_domains()))

    def words(self) -> dict:
        """What the draft says as it was filled in."""
        cleaned = self.cleaned_data
        person = cleaned.get("person")
        return {
            "person": person,
            "name": person.name if person else cleaned["name"],
            "email": person.email if person else cleaned["email"],
            "organisation": cleaned["organisation"] or (cleaned["group"] and cleaned["group"].organisation),
            "group": cleaned["group"],
            "involvement": cleaned["involvement"],
        }

    def invitation(self) -> TableInvitation:
        """The draft as it was filled in."""
        return TableInvitation(table=self.table, **self.words())


class SendAllForm(PortalForm):
    """The button under how many will be sent."""

    seen = forms.IntegerField(min_value=0, max_value=10_000, widget=forms.HiddenInput)


class DeclineInvitationForm(PortalForm):
    """Saying no, with a word why."""

    guarded = ("why",)

    why = forms.CharField(
        label="Waarom niet?",
        help_text="Wie je uitnodigde leest dit. Je hoeft niets in te vullen.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeputyForm(PortalForm):
    """Somebody who comes instead."""

    guarded = ("why",)

    name = NameField(label="Naam van wie in jouw plaats komt")
    email = WorkAddressField(label="Werkadres", help_text="Deze persoon krijgt zelf een uitnodiging en antwoordt zelf.")
    why = forms.CharField(label="Toelichting", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    doubted = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("email"):
            try:
                require_work_address(cleaned["email"])
            except ValidationError as error:
                self.add_error("email", error)
            addresses.doubt_once(self, "email", set(Organisation.objects.active().public_domains()))
        return cleaned
