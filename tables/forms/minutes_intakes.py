"""The forms with which old reports are brought along: choosing documents, and reading over what becomes of one."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from leerlandschap.commons import audit, files, guard, personal_data
from leerlandschap.commons.forms import ClockField, DayField, PortalForm
from leerlandschap.commons.personal_data import Kind, Mark
from leerlandschap.network.models import Person
from leerlandschap.network.roles import Permission, may
from tables.flows.meetings import TOO_SHORT, Session
from tables.flows.minutes_intakes import MOST_AT_ONCE, MOST_BYTES, Report
from tables.intake.reports import LONGEST_HEADING, LONGEST_TEXT, Part
from tables.models import Meeting, Openness, Table
from tables.openness import OpennessField, narrowest

CONCEPT, ADOPTED = "concept", "adopted"
# What the browser sends about everything that the guard found, beside the texts; and what keeps it all.
FOUND, EVERYTHING = "gevonden", "alles"
# So many are named one by one.
MOST_PIECES = 150
NO_HEADING = "Geef dit punt een kopje, of maak ook de tekst leeg."
STILL_IN_FILE = (
    "Je haalde weg wat in het document nog staat. Bewaar het document niet, of verbeter het zelf en kies het opnieuw."
)


class DocumentsField(forms.FileField):
    """One or more files."""

    def clean(self, data, initial=None) -> list:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(DocumentsField, self).clean(one, initial) for one in several or [None]]


class SeveralFiles(forms.FileInput):
    """A button that takes more than one."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class UploadForm(PortalForm):
    """Choosing the documents."""

    documents = DocumentsField(
        label="Je oude verslagen",
        help_text=(
            f"Word (.docx) of OpenDocument (.odt), hoogstens {MOST_BYTES // files.MEGABYTE} MB per verslag en "
            f"{MOST_AT_ONCE} tegelijk. Je leest eerst na wat erin staat."
        ),
        allow_empty_file=True,
        max_length=255,
        widget=SeveralFiles(attrs={"accept": ".docx,.odt"}),
        error_messages={
            "required": "Kies een of meer verslagen.",
            "missing": "Kies een of meer verslagen.",
            "invalid": "Er kwam geen bestand mee. Kies het bestand opnieuw.",
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
        },
    )


@dataclass(frozen=True)
class Row:
    """The two fields of one item of the report."""

    number: int
    heading: forms.BoundField
    text: forms.BoundField


class ReportForm(PortalForm):
    """What was read, to read over and mend; when the meeting was, how far the report was, and who may read it.

    Every text is guarded, and all that is found is chosen about in one place.
    """

    day = DayField(label="Wanneer was de bijeenkomst?", required="Vul in wanneer de bijeenkomst was.")
    begins = ClockField(label="Begon om")
    ends = ClockField(label="Eindigde om")
    place = forms.CharField(
        label="Plek", max_length=Meeting._meta.get_field("place").max_length, required=False, help_text="Waar het was."
    )
    state = forms.ChoiceField(
        label="Hoe ver was dit verslag?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe ver dit verslag was."},
    )
    keep_file = forms.BooleanField(
        label="Bewaar het document zelf als stuk bij de bijeenkomst",
        required=False,
        help_text=(
            "Met wie het maakte eruit gehaald. Wie het verslag mag lezen, mag het document hebben, met alles wat erin "
            "staat: ook plaatjes en opmerkingen. Vink je dit niet aan, dan gaat het document weg."
        ),
    )

    def __init__(self, data=None, *args, table: Table, parts: list[Part], by, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        self.table, self.parts = table, parts
        self.choice = None
        self.fields["state"].choices = _states(may(by, Permission.MINUTES_ADOPT, table))
        self.fields["openness"] = OpennessField(
            table.openness,
            initial=narrowest(table.openness, Openness.TABLE),
            help_text="Wie erbij was, schreef voor de tafel. Opener dan de tafel kan niet.",
        )
        for number, part in enumerate(parts, start=1):
            self._add_part(number, part)
        self._take_out()

    def rows(self) -> list[Row]:
        """The items of the report, each with its fields."""
        numbers = range(1, len(self.parts) + 1)
        return [Row(number, self[f"heading-{number}"], self[f"text-{number}"]) for number in numbers]

    def findings(self) -> guard.Choice:
        """What in the texts may point to a person, with what was chosen about it so far."""
        return self.choice or self._look(self._texts())

    def pieces(self) -> list[dict]:
        """What was found, one by one, as far as a page can hold."""
        return self.findings().pieces()[:MOST_PIECES]

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", TOO_SHORT)
        for row in self.rows():
            if cleaned.get(row.text.name) and not cleaned.get(row.heading.name):
                self.add_error(row.heading.name, NO_HEADING)
        self._guard(cleaned)
        return cleaned

    def report(self) -> Report:
        """What is to be made of the document. Only of a valid form."""
        said = self.cleaned_data
        hours = [_moment(said["day"], said[name]) for name in ("begins", "ends")]
        parts = [(said[row.heading.name], said[row.text.name]) for row in self.rows() if said[row.heading.name]]
        return Report(
            Session(*hours, place=said["place"]), parts, level=said["openness"], adopted=said["state"] == ADOPTED,
            keep_file=said["keep_file"],
        )  # fmt: skip

    def note_kept(self, *, on, by) -> None:
        """Add to the trail that something that may point to a person was kept; what, it does not say."""
        if kept := self.findings().counts():
            audit.record(by, "guard.kept", on=on, **kept)

    def _add_part(self, number: int, part: Part) -> None:
        self.fields[f"heading-{number}"] = forms.CharField(
            label=f"Kopje {number}", required=False, initial=part.heading, max_length=LONGEST_HEADING
        )  # fmt: skip
        self.fields[f"text-{number}"] = forms.CharField(
            label=f"Tekst {number}", required=False, initial=part.text, max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": min(14, 3 + len(part.text) // 90 + part.text.count("\n"))}),
        )  # fmt: skip

    def _take_out(self) -> None:
        """What its sender wants out goes from every text, before anything else looks at them."""
        chosen = self._sent(FOUND + guard.TAKE_OUT)
        if not chosen:
            return
        self.data = self.data.copy()
        for name in self._names():
            text = self.data.get(name, "")
            marks = [mark for mark in self._marks(text) if chosen in (EVERYTHING, _key(mark))]
            self.data[name] = personal_data.without(text, marks)

    def _names(self) -> list[str]:
        return [f"{what}-{number}" for number in range(1, len(self.parts) + 1) for what in ("heading", "text")]

    def _texts(self) -> list[str]:
        """Every text as it stands: as typed, or as it was read."""
        return [str(self[name].value() or "") for name in self._names()]

    def _look(self, texts: list[str]) -> guard.Choice:
        """What stands in the texts, with what was ticked about it."""
        look = guard.Choice([mark for text in texts for mark in self._marks(text)], frozenset(), "")
        ticked = self.data.getlist(FOUND + guard.KEEP) if self.is_bound else []
        allowed = {piece["key"] for piece in look.pieces() if not piece["refused"]}
        look.kept = frozenset(allowed if EVERYTHING in ticked else allowed & set(ticked))
        look.reason = self._sent(FOUND + guard.REASON).strip()
        return look

    def _marks(self, text: str) -> list[Mark]:
        """What in a text may point to a person, besides who sits at the table where only the table reads it."""
        return [
            one for one in guard.Choice.about(text, "").marks if one.kind != Kind.NAME or not self._knows(one.piece)
        ]

    def _knows(self, piece: str) -> bool:
        """Whether a name is of somebody at the table: whole, or by first or family name."""
        return any(piece in (name, *name.split(" ", 1)) or piece.endswith(f" {name}") for name in self._known)

    @cached_property
    def _known(self) -> list[str]:
        if self._sent("openness") in {Openness.PUBLIC, Openness.NETWORK}:
            return []
        return list(people_of(self.table).values_list("name", flat=True))

    def _sent(self, name: str) -> str:
        return self.data.get(name, "") if self.is_bound else ""

    def _guard(self, cleaned: dict) -> None:
        """Refuse while something asks for a choice, and to keep a document in which stands what was taken out."""
        self.choice = self._look(self._texts())
        try:
            self.choice.require(taken_out=FOUND + guard.TAKE_OUT in self.data)
        except ValidationError as error:
            self.add_error(None, error)
        if cleaned.get("keep_file") and not self._says_no_more_than_the_minutes():
            self.add_error("keep_file", STILL_IN_FILE)

    def _says_no_more_than_the_minutes(self) -> bool:
        read = self._look([text for part in self.parts for text in (part.heading, part.text)])
        kept = {piece["key"] for piece in self.choice.pieces()}
        return all(piece["key"] in kept for piece in read.pieces())


def _key(mark: Mark) -> str:
    """By which the page and the server mean the same piece."""
    return guard.Choice([mark], frozenset(), "").pieces()[0]["key"]


def people_of(table: Table):
    """Who sits at the table in its running round or leads it."""
    cycle = table.running_cycle()
    leads = [pk for pk in (table.chair_id, table.facilitator_id, table.clm_contact_id) if pk]
    return cycle.company() if cycle else Person.objects.filter(pk__in=leads)


def _states(may_adopt: bool) -> list[tuple[str, str]]:
    adopted = [(ADOPTED, "Vastgesteld: de tafel stelde het toen vast. Wie het mag lezen, leest het meteen")]
    concept = [(CONCEPT, "Concept: alleen wie de tafel leidt leest het, tot je het rondstuurt")]
    return [*adopted, *concept] if may_adopt else concept


def _moment(day: date, hour) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
