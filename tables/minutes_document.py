"""Minutes as a document: what one reader may read of them, in the order of the agenda, with the lists at the end."""

from django.utils import timezone

from leerlandschap.commons.documents import Block, Document, Grid, Heading, Paragraph, prose
from leerlandschap.commons.templatetags.ui import clock, day
from tables import reading
from tables.models import Minutes, MinutesVersion, Openness
from tables.outcomes import Kind, Outcome

EVERYTHING = "Dit is het hele verslag."
PARTLY = "Dit verslag bevat wat jij mag lezen. Andere onderdelen zijn voor minder mensen."


def of(minutes: Minutes, version: MinutesVersion, levels: list[Openness]) -> Document:
    """The minutes for who reads `levels` of their table."""
    parts = reading.parts_of([version], levels).get(version.pk, [])
    there = reading.who_was_there(version, levels)
    blocks: list[Block] = []
    if there:
        blocks += [Heading("Wie er was"), *(Paragraph(f"{how}: {', '.join(names)}") for how, names in there)]
    for part in parts:
        blocks += _part(part)
    found = [outcome for part in parts for outcome in part.outcomes]
    return Document(
        title_of(minutes), _about(minutes, version, levels), (*blocks, *_decisions(found), *_actions(found))
    )


def title_of(minutes: Minutes) -> str:
    return f"Verslag van {minutes.meeting.table.name}, {day(minutes.meeting.starts_at)}"


def file_name(minutes: Minutes) -> str:
    """What the file is called, without its ending."""
    return f"verslag-{minutes.meeting.table.slug}-{timezone.localdate(minutes.meeting.starts_at):%Y-%m-%d}"


def _about(minutes: Minutes, version: MinutesVersion, levels: list[Openness]) -> tuple[tuple[str, str], ...]:
    meeting = minutes.meeting
    state = minutes.get_state_display()
    if minutes.state == Minutes.State.ADOPTED:
        state = f"{state} {_when_adopted(minutes)}"
    return (
        ("Tafel", f"{meeting.table.get_kind_display().capitalize()} {meeting.table.name}"),
        ("Wanneer", f"{day(meeting.starts_at)}, {clock(meeting.starts_at)} tot {clock(meeting.ends_at)}"),
        ("Waar", meeting.place or "niet genoteerd"),
        ("Staat", f"{state}, versie {version.number} van {day(version.made_at)}"),
        ("Volledig", EVERYTHING if len(levels) == len(Openness) else PARTLY),
    )


def _when_adopted(minutes: Minutes) -> str:
    return "voor de tafel in het portaal kwam" if minutes.was_adopted_before() else f"op {day(minutes.adopted_at)}"


def _part(part: reading.Part) -> list[Block]:
    return [
        Heading(f"{part.entry.position}. {part.entry.heading}"),
        *prose(part.entry.text),
        *(Paragraph(_in_words(outcome)) for outcome in part.outcomes),
    ]


def _in_words(outcome: Outcome) -> str:
    """An outcome in running text: "Besluit 3: We bellen eerst. Geldt voor Waterrijk."."""
    words = [f"{outcome.name.capitalize()}: {outcome.text}"]
    if outcome.kind == Kind.ACTION:
        words.append(f"Wie: {outcome.who or 'nog niemand'}{f', voor {day(outcome.due)}' if outcome.due else ''}.")
    if outcome.holds_for:
        words.append(f"Geldt voor {', '.join(outcome.holds_for)}.")
    if outcome.not_endorsed_by:
        words.append(f"Niet onderschreven door {', '.join(outcome.not_endorsed_by)}.")
    return " ".join(f"{one}." if one[-1] not in ".?!" else one for one in words)


def _decisions(outcomes: list[Outcome]) -> list[Block]:
    found = [one for one in outcomes if one.kind == Kind.DECISION]
    rows = tuple(
        (str(one.number), one.text, ", ".join(one.holds_for) or "iedereen aan tafel", ", ".join(one.not_endorsed_by))
        for one in found
    )
    header = ("Nr", "Besluit", "Geldt voor", "Niet onderschreven door")
    return [Heading("Besluiten"), Grid("Besluiten", header, rows, (1, 7, 4, 4))] if rows else []


def _actions(outcomes: list[Outcome]) -> list[Block]:
    found = [one for one in outcomes if one.kind == Kind.ACTION]
    rows = tuple((str(one.number), one.text, one.who or "nog niemand", day(one.due)) for one in found)
    header = ("Nr", "Wat", "Wie", "Wanneer")
    return [Heading("Acties"), Grid("Acties", header, rows, (1, 8, 4, 4))] if rows else []
