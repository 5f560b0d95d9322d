"""What the map is made of: what comes in (parcels and bridges) and what goes to the template (shapes with places)."""

from dataclasses import dataclass, field

from leerlandschap.commons.drawing import rings

# Measures that both layouts share, in units of the drawing.
COLUMNS = 3
HEIGHTS = {"small": 146, "medium": 160, "large": 174}
LABEL, PAD, RING = 26, 14, 50


@dataclass(frozen=True)
class Parcel:
    """A table as it stands on the map. `slot` counts inside the polder, and apart from that outside the dike."""

    key: str
    name: str
    url: str
    block: str = ""
    block_key: str = ""
    size: str = "small"
    slot: int = -1
    phase: str | None = None
    round: int = 0
    state_text: str = ""
    next_text: str = ""
    people: int = 0
    free: int = 0
    outside: bool = False
    hatched: bool = False

    @property
    def title(self) -> str:
        """All that is drawn, as one sentence for who cannot see it."""
        facts = [self.name, self.state_text, rings.title(self.phase, self.round) if self.phase else "", self.next_text]
        return ". ".join(filter(None, [*facts, self.table_text]))

    @property
    def table_text(self) -> str:
        """How many sit at the table and how many chairs are free."""
        people = f"{self.people} aan tafel" if self.people else ""
        return " · ".join(filter(None, [people, f"{self.free} vrij" if self.free else ""]))


@dataclass(frozen=True)
class Bridge:
    """Two tables that feed each other."""

    from_key: str
    to_key: str


@dataclass(frozen=True)
class Rect:
    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def middle(self) -> int:
        return self.y + self.h // 2


@dataclass(frozen=True)
class Line:
    """One line of text: its left end on the baseline, its role (name, meta, state, next, label) and font size."""

    x: int
    y: int
    text: str
    role: str
    size: float


@dataclass(frozen=True)
class Plot:
    """A drawn parcel."""

    parcel: Parcel
    rect: Rect
    lines: list[Line]
    tone: int
    turned: bool
    ring: tuple[int, int] | None
    chairs: list[tuple[int, int]]


@dataclass(frozen=True)
class Way:
    """A drawn bridge: a path, and whether it spans one canal or follows the water further on."""

    points: list[tuple[int, int]]
    near: bool
    keys: tuple[str, str]

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


@dataclass
class Map:
    """One layout, ready for `templates/_components/map.html`."""

    kind: str
    width: int
    height: int
    dike: str
    plots: list[Plot]
    lands: list[tuple[Rect, int]]
    ditches: list[Rect]
    labels: list[Line]
    ways: list[Way] = field(default_factory=list)
    boat: tuple[int, int] | None = None

    @property
    def furrows(self) -> list[tuple[int, bool]]:
        """The patterns that are used: (tone, turned)."""
        return sorted({(plot.tone, plot.turned) for plot in self.plots if not plot.parcel.outside})


@dataclass(frozen=True)
class Landscape:
    """The map in both layouts, and the same as a list: (block, its parcels with the names each is joined to)."""

    wide: Map
    narrow: Map
    blocks: list[tuple[str, list[tuple[Parcel, list[str]]]]]
