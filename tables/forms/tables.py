"""The form for what a table's page says."""

from django import forms

from leerlandschap.network.models import Person, User
from leerlandschap.network.roles import Permission, may
from tables import overlap
from tables.forms.region import RegionForm
from tables.models import Table

RHYTHM = {
    Table.Kind.LEERTAFEL: ("Minstens hoe vaak per jaar?", "Hooguit hoe vaak per jaar?"),
    Table.Kind.THEMATAFEL: ("Minstens hoeveel weken ertussen?", "Hooguit hoeveel weken ertussen?"),
}


class TableForm(RegionForm):
    """What a table wants, who is welcome, how many chairs it has, where it stands in the region, and who is there for it.

    That last part only for who may choose among everybody: the names of all people are nobody else's to read.
    """

    guarded = ("aim", "challenge", "welcome")

    class Meta:
        model = Table
        fields = [
            "aim",
            "challenge",
            "welcome",
            "place",
            "rhythm_min",
            "rhythm_max",
            "chairs",
            "open_for_signup",
            "chair",
            "facilitator",
            "clm_contact",
        ]
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 4}),
            "challenge": forms.Textarea(attrs={"rows": 4}),
            "welcome": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "aim": "Wat wil deze tafel bereiken? Schrijf voor iemand die de tafel niet kent.",
            "chairs": "Komt er een stoel bij, dan gaat die naar wie het langst op de wachtlijst staat.",
        }

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm_min"].label, self.fields["rhythm_max"].label = RHYTHM[self.instance.kind]
        for name in ("chair", "facilitator", "clm_contact"):
            if may(by, Permission.TABLE_STAFF):
                self.fields[name].queryset = Person.objects.visible_to(by).filter(user__is_active=True)
                self.fields[name].empty_label = "nog niemand gekozen"
            else:
                del self.fields[name]
        overlap.watch(self, "aim", by=by, table=self.instance)

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("rhythm_min"), cleaned.get("rhythm_max")
        if low is not None and high is not None and low > high:
            self.add_error("rhythm_max", f"Vul een getal in van {low} of hoger.")
        overlap.doubt_once(self, "aim")
        return cleaned
