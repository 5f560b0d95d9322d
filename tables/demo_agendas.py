"""Invented agendas: what was on those behind us, what is on the next one, and what waits; made by the flows."""

from itertools import cycle, islice

from django.core.files.uploadedfile import SimpleUploadedFile

from leerlandschap.commons import documents
from leerlandschap.commons.demo_cast import Cast
from leerlandschap.commons.documents import Document, Grid, Heading, Paragraph
from leerlandschap.network.models import Person, User
from tables.flows import agenda, papers
from tables.models import AgendaItem, Meeting, Method, Openness, Seat, Table

Kind = AgendaItem.Kind

# Title, kind, minutes, explanation, werkvorm.
CONTENT = [
    (
        "Samen beslissen over hulp: wat vraagt dat van ons?", Kind.BOTTLENECK, 40,
        "We bespreken drie situaties zonder namen.\n\n- Wat ging goed?\n- Wat kon eerder?\n- Wie had erbij moeten zijn?",
        "incidentmethode",
    ),
    (
        "Wat de cijfers over wachten laten zien", Kind.FIGURES, 25,
        "We kijken eerst samen naar de cijfers en praten daarna pas over verklaringen.", "cijfergesprek",
    ),
    (
        "Van afspraak naar praktijk: bellen voor we verwijzen", Kind.EXECUTION, 30,
        "Vorige keer spraken we af eerst te bellen. Wat merken we ervan, en waar loopt het vast?", "een-twee-vier-allen",
    ),
    ("Zo doen wij dat: een huisbezoek met z'n tweeën", Kind.EXAMPLE, 20, "Een voorbeeld uit de praktijk, met vragen.", ""),
    (
        "Wat verandert er in het land, en wat betekent dat hier?", Kind.MOVEMENT, 20,
        "Kort: wat komt eraan, en wat kunnen we nu al doen?", "rondje",
    ),
    ("Een verhaal van een jongere die terugkijkt", Kind.STORY, 25, "Zonder namen. We luisteren eerst.", "binnenkring"),
    ("Onze ontwikkelstappen: waar staan we?", Kind.DEVELOPMENT, 30, "", "stoppen-starten-doorgaan"),
]  # fmt: skip
# By the kind of an item the paper that goes with it: its name, and what it says.
PAPERS = {
    Kind.FIGURES: (
        "Wachten in cijfers",
        Document(
            "Wachten in cijfers",
            (("Herkomst", "verzonnen, voor de proefomgeving"),),
            (
                Paragraph("Hoeveel weken mensen wachtten op een eerste gesprek, per kwartaal."),
                Grid(
                    "Wachttijd",
                    ("Kwartaal", "Weken"),
                    (("Eerste", "9"), ("Tweede", "8"), ("Derde", "8"), ("Vierde", "6")),
                ),
                Paragraph("Bespreek eerst wat je ziet, en dan pas waardoor het komt."),
            ),
        ),
    ),
    Kind.BOTTLENECK: (
        "Drie situaties zonder namen",
        Document(
            "Drie situaties zonder namen",
            (("Herkomst", "samengesteld en verzonnen"),),
            (
                Heading("Een overdracht op vrijdagmiddag"),
                Paragraph(
                    "Drie organisaties dachten dat een ander zou bellen. Maandag bleek dat niemand het had gedaan."
                ),
                Heading("Twee keer hetzelfde verhaal"),
                Paragraph("Een gezin vertelde in één week vier keer wat er aan de hand was."),
                Heading("Een plek, maar geen vervoer"),
                Paragraph("Er was een plek om te logeren, en geen manier om er te komen."),
            ),
        ),
    ),
}
PROPOSALS = [
    ("Wie belt wie als er op vrijdagmiddag iets gebeurt?", Kind.BOTTLENECK, 20, "Dit liep twee keer mis."),
    (
        "Een werkbezoek aan elkaars locatie",
        Kind.DEVELOPMENT,
        10,
        "Zien hoe een ander werkt helpt meer dan erover praten.",
    ),
]
LATER = ("Terugblik op de eerste afspraken van de tafel", Kind.DEVELOPMENT, 30)
COFFEE = ["De gastheer van het Stadhuis", "Om de beurt; nu de aanbieders", ""]
AHEAD = 40


def make(cast: Cast, meeting: Meeting, turn: int, *, by: User) -> None:
    """The agenda of a meeting: shared a week before it; of one that is far ahead there is none yet."""
    days = (meeting.starts_at.date() - cast.today).days
    if days > AHEAD or not meeting.table.has_fixed_chairs:
        return
    with cast.at(min(days - 9, -2), 16):
        agenda.begin_with_standing(meeting, by=by)
        owners = _people(meeting.table)
        for number, line in enumerate(islice(cycle(CONTENT), turn % len(CONTENT), turn % len(CONTENT) + 2)):
            _item(meeting, line, owner=owners[(turn + number) % len(owners)] if owners else None, by=by)
        agenda.arrange_refreshments(meeting, who=COFFEE[turn % len(COFFEE)], by=by)
        if turn % 3 == 0:
            title = "Hoe zit de tafel erbij? Overleg van voorzitter en CLM"
            agenda.add(meeting, title=title, minutes=10, openness=Openness.CLOSED, by=by)
    with cast.at(min(days - 7, -1), 9):
        agenda.share(meeting, by=by)
    if days > 0:
        _wishes(cast, meeting, owners, by=by)


def _item(meeting: Meeting, line: tuple, *, owner: Person | None, by: User) -> None:
    title, kind, minutes, text, code = line
    method = Method.objects.filter(code=code).first()
    item = agenda.add(meeting, title=title, kind=kind, minutes=minutes, text=text, method=method, owner=owner, by=by)
    if kind in PAPERS:
        papers.hang(item, _paper(*PAPERS[kind]), by=by)


def _paper(name: str, document: Document) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.odt", documents.rendered(document, "odt"), documents.TYPES["odt"])


def _wishes(cast: Cast, meeting: Meeting, people: list[Person], *, by: User) -> None:
    """What waits for the next meeting: on the backlog, and proposed by who sits there with an account."""
    members = [person for person in people if person.user_id and person.user_id != by.pk]
    title, kind, minutes = LATER
    with cast.at(-1, 10):
        item = agenda.add(meeting, title=title, kind=kind, minutes=minutes, by=by)
        agenda.keep_for_later(item, by=by)
        for person, (title, kind, minutes, text) in zip(members, PROPOSALS, strict=False):
            agenda.propose(
                meeting.table, title=title, kind=kind, minutes=minutes, text=text, person=person, meeting=meeting
            )


def _people(table: Table) -> list[Person]:
    seated = Seat.objects.at(table).accepted().select_related("person").order_by("pk")
    return [seat.person for seat in seated]
