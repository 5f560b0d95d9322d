"""The line of an experience: from where it was received to what came of it and what comes next, in plain words.

What a table wrote down is not kept here. It is read from the table each time, by who reads this, so that what is closed
to them stays closed, and what was narrowed since is so here as well.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from leerlandschap.commons.templatetags.ui import day
from signals.models import Bundle, Experience, Happening, Message
from signals.workflow import State
from tables import outcomes
from tables.models import AgendaItem, GoodExample, Landing, Openness

What = Happening.Kind
STATES = {
    State.RECEIVED: ("Ontvangen", ""),
    State.HANDLING: ("In behandeling", "Een behandelaar is ermee bezig."),
    State.ANSWERED: ("Teruggekoppeld", "Bij de berichten lees je wat ermee is gedaan."),
    State.CLOSED: ("Afgesloten", ""),
    State.REFERRED: ("Doorverwezen", "Bij de berichten lees je waarheen, en waarom."),
    State.DUPLICATE: ("Samen met dezelfde ervaring behandeld", "Iemand stuurde dit al eerder."),
}
AGAIN = ("Weer in behandeling", "Er begint een nieuwe termijn.")
APART = ("Apart verder", "Je vertelde twee dingen; dit is er een van. Je krijgt op allebei antwoord.")
BACK = (
    "Terug bij de behandelaar",
    "Het staat niet meer op de agenda van een tafel. De behandelaar kijkt hoe het verder gaat.",
)
OUTCOMES = {
    outcomes.Kind.DECISION: "De tafel nam een besluit",
    outcomes.Kind.ACTION: "De tafel sprak een actie af",
    outcomes.Kind.INSIGHT: "De tafel legde een inzicht vast",
    outcomes.Kind.QUESTION: "De tafel gaat iets onderzoeken",
    outcomes.Kind.AGREEMENT: "De tafel maakte een werkafspraak",
    outcomes.Kind.EXAMPLE: "De tafel maakte er een goed voorbeeld van",
}
TITLES = {
    What.BROUGHT: "Naar een leertafel",
    What.DISCUSSED: "Besproken aan de tafel",
    What.READABLE: "Wat de tafel vastlegde, is nu te lezen",
    What.DONE: "De actie is gedaan",
    What.LANDED: "Wat de tafel leerde, is doorgevoerd",
    What.SEEN: "Er is effect te zien",
    What.RELEASED: "Wat ervan kwam",
    What.MOVED: "Op een andere agenda gezet",
    What.DROPPED: "Van de agenda gehaald",
}
SHARED = "Gedeeld als goed voorbeeld"
WITHOUT_SENDER = "Het gaat in andere woorden naar {table}. Niemand ziet daar van wie het komt."
ON_AGENDA = "Het staat op de agenda van {day}."
LATER = "Het komt op een van de volgende agenda’s."
STAYS_THERE = "Wat er precies staat, blijft aan de tafel."
NOTED_CLOSED = "Besloten: de afzenders lezen alleen dat het besproken is, tot jij er iets over vertelt."


@dataclass(frozen=True)
class Stop:
    """One stop on the line; without a day it is yet to come."""

    title: str
    words: str = ""
    on: date | datetime | None = None
    quote: str = ""
    link: str = ""

    @property
    def is_done(self) -> bool:
        return self.on is not None


@dataclass
class Sources:
    """What the tables wrote down about several happenings, as far as one reader may read it."""

    rows: dict[str, Model] = field(default_factory=dict)
    # What was told again once everybody could read it: it is quoted there.
    told_later: set[str] = field(default_factory=set)

    def of(self, happening: Happening) -> tuple[str, str]:
        """Its words and where they stand; both empty when they are not theirs to read."""
        row = self.rows.get(str(happening.about)) if happening.about else None
        if row is None or self.is_quoted_later(happening):
            return "", ""
        words = row.what if isinstance(row, Landing) else str(row)
        return words, row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    def is_quoted_later(self, happening: Happening) -> bool:
        return happening.kind == What.OUTCOME and str(happening.about) in self.told_later


def of(experience: Experience, reader) -> list[Stop]:
    """The line of an experience for its sender, oldest first; the last one is what is to come, if anything is."""
    told = list(experience.messages.steps())
    sources = sources_for([message.happening for message in told], reader)
    past = [(step.at, 0, stop) for step in experience.steps.all() if (stop := _of_step(step))]
    past += [(message.at, 1, _of_message(message, sources)) for message in told]
    past += [(experience.example.made_at, 1, stop) for stop in _shared(experience, reader)]
    past.sort(key=lambda one: one[:2])
    return [stop for _at, _rank, stop in past] + _to_come(experience)


def _shared(experience: Experience, reader) -> list[Stop]:
    """That a compliment stands among the good examples, while it does so for its reader."""
    found = GoodExample.objects.visible_to(reader).filter(pk=experience.example_id)
    return [Stop(SHARED, "", one.made_at, str(one), one.get_absolute_url()) for one in found]


def of_bundle(bundle: Bundle, reader) -> list[Stop]:
    """What became of a bundle, for who handles it; what was told in other words is read in the threads."""
    happenings = list(bundle.happenings.select_related("bundle__table", "bundle__item__meeting"))
    sources = sources_for(happenings, reader)
    return [_of_happening(one, sources) for one in happenings]


def of_shown(bundle: Bundle, reader) -> list[Stop]:
    """What became of a bundle, for who meets the same: as far as they may read it, and nothing that was told its senders."""
    told = bundle.happenings.exclude(kind__in=[*Happening.FOR_HANDLERS, What.RELEASED])
    happenings = list(told.select_related("bundle__table", "bundle__item__meeting"))
    sources = sources_for(happenings, reader)
    return [_of_happening(one, sources) for one in happenings]


def sources_for(happenings: list[Happening], reader) -> Sources:
    """What `reader` may read of what these are about, in one question a kind."""
    wanted: dict[str, set] = {}
    for one in happenings:
        if one.about:
            wanted.setdefault(one.outcome, set()).add(one.about)
    found = Sources(told_later={str(one.about) for one in happenings if one.kind == What.READABLE})
    for kind, refs in wanted.items():
        model = outcomes.MODELS[outcomes.Kind(kind)] if kind else Landing
        found.rows |= {str(row.ref): row for row in model.objects.visible_to(reader).filter(ref__in=refs)}
    return found


def _of_step(step) -> Stop | None:
    """A state it came in; being on an agenda and being turned into action are told by what happened at the table."""
    if step.after in {State.TABLED, State.ACTION}:
        return None
    title, words = (
        APART if step.after == State.RECEIVED and step.experience.split_from_id else STATES[State(step.after)]
    )
    if step.after == State.HANDLING and step.before not in {State.RECEIVED, ""}:
        title, words = BACK if step.before == State.TABLED else AGAIN
    return Stop(title, words, step.at)


def _of_message(message: Message, sources: Sources) -> Stop:
    stop = _of_happening(message.happening, sources)
    return Stop(stop.title, message.text or stop.words, stop.on, stop.quote, stop.link)


def _of_happening(happening: Happening, sources: Sources) -> Stop:
    kind = happening.kind
    title = TITLES.get(kind) or OUTCOMES[outcomes.Kind(happening.outcome)]
    quote, link = sources.of(happening)
    if kind == What.BROUGHT:
        words = _where(happening.bundle)
    elif kind == What.NOTED:
        words = NOTED_CLOSED
    else:
        words = STAYS_THERE if happening.about and not quote and not sources.is_quoted_later(happening) else ""
    return Stop(title, words, happening.on, quote, link)


def _where(bundle: Bundle) -> str:
    """To which table it went, and when that comes to it: named where everybody may see the table."""
    table, item = bundle.table, bundle.item
    public = table.openness == Openness.PUBLIC
    words = WITHOUT_SENDER.format(table=table.name if public else "een leertafel")
    if bundle.ended_at or item is None or item.state != AgendaItem.State.PLANNED:
        return words
    when = ON_AGENDA.format(day=day(item.meeting.starts_at)) if public and item.meeting else LATER
    return f"{words} {when}"


def _to_come(experience: Experience) -> list[Stop]:
    if not experience.is_open:
        return []
    if experience.asked_at:
        return [Stop("Jouw antwoord", "We hebben een vraag gesteld. Zodra je antwoordt, gaan we verder.")]
    today = timezone.localdate()
    due = f"Uiterlijk {day(experience.answer_due)}." if experience.answer_due >= today else "Dat had er al moeten zijn."
    return [Stop("Terugkoppeling", f"Je leest wat ermee is gedaan. {due}")]
