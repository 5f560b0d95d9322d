"""The gates between the phases: a round goes on when its agreements are made, not when a date has passed.

`GATES` is the whole of it, and the page "Zo gaat een ronde" shows it. A gate may be overruled, with a reason that is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tables.models import Cycle, Meeting, OpeningAgreement, Phase, Table

# Where a round goes after its last phase.
CLOSED = ""
NEXT = {Phase.CONNECT: Phase.DECIDE, Phase.DECIDE: Phase.ACT, Phase.ACT: Phase.REFLECT, Phase.REFLECT: CLOSED}
# Fewer is no table, says the research on learning networks (5 to 20 is usual; a beginning is smaller).
FEWEST_AT_A_TABLE = 3

# What each phase is for, in the words of the seed.
ASKS = {
    Phase.CONNECT: "Jullie verbinden je aan de opgave: wie zit hier, waarom, en hoe werken we samen?",
    Phase.DECIDE: "Jullie analyseren samen, bepalen het doel en kiezen wat je onderzoekt en waar het landt.",
    Phase.ACT: "Jullie doen wat werkt, met wat je weet over wat wel en niet werkt, en komen bij elkaar.",
    Phase.REFLECT: "Jullie meten, onderzoeken en sturen bij: wat leerden we, en wat doen we voortaan anders?",
}

LEERTAFEL, THEMATAFEL = {Table.Kind.LEERTAFEL}, {Table.Kind.THEMATAFEL}
BOTH = LEERTAFEL | THEMATAFEL


@dataclass(frozen=True)
class Condition:
    """Something that must be there before a round goes on: what, at which kinds of table, and how to tell."""

    code: str
    sentence: str
    kinds: frozenset
    met: Callable[[Cycle], bool]

    def holds_for(self, table: Table) -> bool:
        """Whether it is asked of this kind of table."""
        return table.kind in self.kinds


def _people(cycle: Cycle) -> bool:
    return cycle.seats.accepted().count() >= FEWEST_AT_A_TABLE


def _opening_agreements(cycle: Cycle) -> bool:
    return cycle.table.opening_agreements.count() == len(OpeningAgreement.Kind)


def _topics(cycle: Cycle) -> bool:
    return cycle.table.topics.exists()


def _aim(cycle: Cycle) -> bool:
    return bool(cycle.table.aim.strip())


def _question(cycle: Cycle) -> bool:
    return cycle.questions.taken_up().filter(table=cycle.table_id).exists()


def _landing_place(cycle: Cycle) -> bool:
    return cycle.landing_places.exclude(owner=None).exists()


def _session(cycle: Cycle) -> bool:
    return cycle.table.topics.exclude(session=None).filter(session__starts_at__date__gte=cycle.started_on).exists()


def _meeting(cycle: Cycle) -> bool:
    held = cycle.table.meetings.filter(state=Meeting.State.HELD)
    return held.filter(starts_at__date__gte=cycle.started_on).exists()


def _reflection(cycle: Cycle) -> bool:
    reflection = getattr(cycle, "reflection", None)
    return reflection is not None and reflection.is_complete()


def _condition(code: str, kinds: set, sentence: str, met: Callable[[Cycle], bool]) -> Condition:
    return Condition(code, sentence, frozenset(kinds), met)


# Between which phases: what is asked, at which kind of table, in words, and how to tell.
GATES: dict[tuple[str, str], list[Condition]] = {
    (Phase.CONNECT, Phase.DECIDE): [
        _condition("people", LEERTAFEL, f"Er zitten minstens {FEWEST_AT_A_TABLE} mensen aan tafel.", _people),
        _condition("agreements", LEERTAFEL, "De vijf afspraken van de eerste bijeenkomsten zijn gemaakt.", _opening_agreements),
        _condition("topics", THEMATAFEL, "Er staat minstens één onderwerp op de lijst.", _topics),
    ],
    (Phase.DECIDE, Phase.ACT): [
        _condition("aim", BOTH, "De tafel heeft een doelstelling.", _aim),
        _condition("question", LEERTAFEL, "Er is minstens één onderzoeksvraag voor deze ronde.", _question),
        _condition("landing", LEERTAFEL, "Er is een plek waar inzichten landen, en iemand die ervoor zorgt.", _landing_place),
        _condition("session", THEMATAFEL, "Er zijn onderwerpen gebundeld in een sessie.", _session),
    ],
    (Phase.ACT, Phase.REFLECT): [
        _condition("meeting", BOTH, "De tafel is deze ronde minstens één keer bij elkaar geweest.", _meeting),
    ],
    (Phase.REFLECT, CLOSED): [
        _condition(
            "reflection", BOTH,
            "De reflectie is klaar: wat we leerden, wat we anders doen en welke afspraken volgen.", _reflection,
        ),
    ],
}  # fmt: skip


def asked_of(table: Table, step: tuple[str, str]) -> list[Condition]:
    """The conditions that this kind of table meets at one step."""
    return [condition for condition in GATES[step] if condition.holds_for(table)]


def all_asked_of(table: Table) -> list[Condition]:
    """The conditions that this kind of table meets over a whole round, in order."""
    return [condition for step in GATES for condition in asked_of(table, step)]


def checked(cycle: Cycle) -> list[tuple[Condition, bool]]:
    """What the round must have before it goes on from where it is, each with whether it has it."""
    step = (cycle.phase, NEXT[cycle.phase])
    return [(condition, condition.met(cycle)) for condition in asked_of(cycle.table, step)]


def missing(cycle: Cycle) -> list[Condition]:
    """What the round still lacks before it goes on from where it is."""
    return [condition for condition, met in checked(cycle) if not met]


def in_words(lacking: list[Condition]) -> str:
    """What is missing, in one sentence."""
    return f"Wat er moet zijn: {' '.join(condition.sentence for condition in lacking)}"
