"""What each step of setting up a table needs: one table, read by the pages, the gate and the tests.

The three steps are those of the seed: tafel schikken, tafel dekken, tafelmanieren.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q

from tables.models import ResearchQuestion, Setup, SetupStep, Table, TableInvitation


@dataclass(frozen=True)
class Facts:
    """What the conditions look at."""

    table: Table
    setup: Setup
    groups: int = 0
    sent: int = 0
    drafts: int = 0
    quotes: int = 0
    questions: int = 0


@dataclass(frozen=True)
class Condition:
    """One thing that a step needs: a code, the sentence on screen, and the test."""

    code: str
    sentence: str
    test: Callable[[Facts], bool]


STEP = SetupStep.Kind
CONDITIONS: dict[str, list[Condition]] = {
    STEP.ARRANGE: [
        Condition("occasion", "De aanleiding is uitgewerkt", lambda f: bool(f.setup.occasion)),
        Condition("support", "Het draagvlak is bepaald, met de reden", lambda f: _both(f.setup, "support")),
        Condition("urgency", "De urgentie is bepaald, met de reden", lambda f: _both(f.setup, "urgency")),
        Condition("seats", "In het stoelenplan staat wie er aan tafel komt", lambda f: f.groups > 0),
        Condition("sender", "De uitnodiging heeft een tekst en een afzender", lambda f: _letter(f.setup)),
        Condition("invited", "De uitnodigingen zijn verstuurd", lambda f: f.sent > 0 and f.drafts == 0),
        Condition("embedding", "De inbedding in de vier processen is afgesproken", lambda f: all(embedding(f.setup))),
    ],
    STEP.PREPARE: [
        Condition("quotes", "De opgave is aangehaald uit een monitoringsdocument", lambda f: f.quotes > 0),
        Condition("aim", "De doelstelling is bepaald", lambda f: bool(f.table.aim)),
        Condition("questions", "Er is minstens één onderzoeksvraag", lambda f: f.questions > 0),
        Condition("counting", "Het is duidelijk welke cijfers er op tafel komen", lambda f: bool(f.setup.counting)),
        Condition("telling", "Het is duidelijk welke verhalen er op tafel komen", lambda f: bool(f.setup.telling)),
        Condition("place", "Er is een vaste plek", lambda f: bool(f.table.place)),
        Condition("agendas", "Het is duidelijk hoe de agenda's tot stand komen", lambda f: bool(f.setup.agendas)),
        Condition("minutes", "De verslagvorm is gekozen", lambda f: bool(f.setup.minutes_format)),
    ],
    STEP.MANNERS: [
        Condition("intentions", "De intenties van de tafel staan op papier", lambda f: bool(f.setup.intentions)),
        Condition("openness", "De mate van openheid is gekozen, met de reden", lambda f: bool(f.setup.openness_reason)),
        Condition("facilitator", "Er is een begeleider", lambda f: f.table.facilitator_id is not None),
        Condition(
            "guidance", "De keuze voor deze begeleiding heeft een reden", lambda f: bool(f.setup.guidance_reason)
        ),
    ],
}


def facts_of(table: Table, setup: Setup) -> Facts:
    """What the conditions of a table look at, in one question."""
    sent = ~Q(invitations__state__in=[TableInvitation.State.DRAFT, TableInvitation.State.WITHDRAWN])
    taken_up = Q(questions__state__in=[ResearchQuestion.State.OPEN, ResearchQuestion.State.ANSWERED])
    draft = Q(invitations__state=TableInvitation.State.DRAFT)
    counts = Table.objects.filter(pk=table.pk).aggregate(
        groups=Count("chair_groups", distinct=True),
        sent=Count("invitations", filter=sent, distinct=True),
        drafts=Count("invitations", filter=draft, distinct=True),
        quotes=Count("quotes", distinct=True),
        questions=Count("questions", filter=taken_up, distinct=True),
    )
    return Facts(table, setup, **counts)


def checked(kind: str, facts: Facts) -> list[tuple[Condition, bool]]:
    """Every condition of a step, with whether it is met."""
    return [(condition, condition.test(facts)) for condition in CONDITIONS[kind]]


def missing(kind: str, facts: Facts) -> list[str]:
    """The sentences of the conditions of a step that are not met."""
    return [condition.sentence for condition, met in checked(kind, facts) if not met]


def embedding(setup: Setup) -> list[str]:
    """What was agreed for each of the four base processes, in their order."""
    return [setup.embedding_contract, setup.embedding_monitor, setup.embedding_steer, setup.embedding_learn]


def _both(setup: Setup, name: str) -> bool:
    """Whether a judgement was chosen and has its reason."""
    return bool(getattr(setup, name) and getattr(setup, f"{name}_reason"))


def _letter(setup: Setup) -> bool:
    return bool(setup.on_behalf_of and setup.invitation)
