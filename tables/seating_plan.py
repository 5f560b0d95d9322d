"""The seating plan of a table: its chairs per perspective, who sits there, and the drawing of it."""

from dataclasses import dataclass, field

from leerlandschap.commons.drawing.seating import Chair, SeatingPlan, draw_seating
from leerlandschap.network.models import OrganisationKind
from tables.models import ChairGroup, Involvement, Seat, Table, TableInvitation


@dataclass
class Row:
    """A group of chairs, with who sits there and how many were asked and have not answered."""

    group: ChairGroup
    sitting: list[str] = field(default_factory=list)
    asked: int = 0

    @property
    def empty(self) -> int:
        return max(0, self.group.chairs - len(self.sitting))

    def chairs(self) -> list[Chair]:
        """The chairs of this group: first who sits there, then the empty ones."""
        kind, label = self.group.perspective, str(self.group)
        taken = [Chair(kind, label, who, taken=True) for who in self.sitting]
        return taken + [Chair(kind, label)] * self.empty


@dataclass(frozen=True)
class Plan:
    """All groups of a table, and who sits there outside of them."""

    table: Table
    rows: list[Row]
    beyond: list[Chair]

    @property
    def chairs(self) -> list[Chair]:
        return [chair for row in self.rows for chair in row.chairs()] + self.beyond

    @property
    def taken(self) -> int:
        return sum(chair.taken for chair in self.chairs)

    @property
    def empty(self) -> int:
        return len(self.chairs) - self.taken

    def drawing(self) -> SeatingPlan:
        """The table from above."""
        return draw_seating(self.chairs, title=self.table.name)


@dataclass(frozen=True)
class _Sitter:
    name: str
    group_id: int | None
    organisation_id: int | None
    kind: str


def plan_of(table: Table) -> Plan:
    """The seating plan as it stands, in three questions: who accepted, or once the table runs who has a chair."""
    rows = [Row(group) for group in table.chair_groups.select_related("organisation")]
    by_group = {row.group.pk: row for row in rows}
    invitations = list(TableInvitation.objects.filter(table=table).select_related("organisation", "person"))
    for invitation in invitations:
        if invitation.state == TableInvitation.State.SENT and invitation.group_id in by_group:
            by_group[invitation.group_id].asked += 1
    sitters = _accepted(invitations) if table.state == Table.State.PREPARING else _seated(table, invitations)
    beyond = [sitter for sitter in sitters if not _place(sitter, rows)]
    return Plan(table, rows, [_loose(sitter) for sitter in beyond])


def _accepted(invitations: list[TableInvitation]) -> list[_Sitter]:
    state, member = TableInvitation.State.ACCEPTED, Involvement.MEMBER
    return [
        _Sitter(one.name, one.group_id, one.organisation_id, one.organisation.kind if one.organisation else "")
        for one in invitations
        if one.state == state and one.involvement == member
    ]


def _seated(table: Table, invitations: list[TableInvitation]) -> list[_Sitter]:
    """Who holds a chair now; who came by an invitation sits where that said."""
    groups = {one.person_id: one.group_id for one in invitations if one.person_id}
    seats = Seat.objects.at(table).accepted().filter(involvement=Involvement.MEMBER).select_related("person")
    return [
        _Sitter(seat.person.name, groups.get(seat.person_id), seat.organisation_id, seat.perspective)
        for seat in seats.order_by("requested_at", "pk")
    ]


def _place(sitter: _Sitter, rows: list[Row]) -> bool:
    """Give somebody the chair they were invited for, else one of their organisation's, else one of their perspective."""
    fits = [row for row in rows if row.group.pk == sitter.group_id]
    if not fits and sitter.organisation_id:
        fits = [row for row in rows if row.group.organisation_id == sitter.organisation_id and row.empty]
    if not fits and sitter.kind:
        fits = [
            row for row in rows if not row.group.organisation_id and row.group.perspective == sitter.kind and row.empty
        ]
    if fits:
        fits[0].sitting.append(sitter.name)
    return bool(fits)


def _loose(sitter: _Sitter) -> Chair:
    kind = sitter.kind or OrganisationKind.OTHER
    return Chair(kind, OrganisationKind(kind).label, sitter.name, taken=True)
