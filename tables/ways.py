"""Where one makes what a round or a table that is set up still lacks."""

from dataclasses import dataclass

from django.urls import reverse

from leerlandschap.network.roles import Permission, may
from tables.models import Table


@dataclass(frozen=True)
class Way:
    """A page where something missing is made: what one does there, which page, and who may."""

    label: str
    page: str
    permission: Permission
    more: tuple[str, ...] = ()
    anchor: str = ""

    def url(self, table: Table) -> str:
        """The address for this table."""
        return reverse(self.page, args=[table.slug, *self.more]) + self.anchor


P = Permission
# By the code of the condition: those of the gates (tables/gates.py).
OF_A_ROUND = {
    "people": Way("Bekijk de stoelen", "seat-list", P.SEAT_LIST),
    "agreements": Way("Maak de vijf afspraken", "opening-agreements", P.AGREEMENT_EDIT),
    "topics": Way("Stel een onderwerp voor", "topic-list", P.CYCLE_TURN),
    "aim": Way("Schrijf de doelstelling", "setup-step", P.TABLE_SETUP, ("dekken",)),
    "question": Way("Bekijk de onderzoeksvragen", "table-questions", P.CYCLE_TURN),
    "landing": Way("Voeg een landingsplek toe", "cycle", P.CYCLE_TURN, anchor="#landing"),
    "session": Way("Bekijk de onderwerpen", "topic-list", P.TOPIC_BUNDLE),
    "meeting": Way("Bekijk de planning", "planning", P.MEETING_PLAN),
    "reflection": Way("Schrijf de reflectie", "reflection", P.CYCLE_TURN),
}
# Those of the three steps (tables/setup_conditions.py) that are made elsewhere than in the form of the step.
OF_SETTING_UP = {
    "seats": Way("Maak het stoelenplan", "seating-plan", P.TABLE_SETUP),
    "sender": Way("Schrijf de uitnodiging", "invitation-letter", P.TABLE_INVITE),
    "invited": Way("Nodig mensen uit", "table-invitations", P.TABLE_INVITE),
    "quotes": Way("Haal de opgave aan", "quotes", P.TABLE_SETUP),
    "questions": Way("Stel een vraag vast", "table-questions", P.QUESTION_DECIDE),
}


def beside(checked: list[tuple], ways: dict[str, Way], table: Table, user) -> list[tuple]:
    """Each condition and whether it is met, with where `user` makes what is missing: (label, address), or None."""
    return [
        (condition, met, None if met else _open(ways.get(condition.code), table, user)) for condition, met in checked
    ]


def _open(way: Way | None, table: Table, user) -> tuple[str, str] | None:
    return (way.label, way.url(table)) if way and may(user, way.permission, table) else None
