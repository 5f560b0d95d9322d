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
    # What it is, by the words that the map can be filtered on; and whether it is dimmed, since it is none of what was chosen.
    marks: frozenset[str] = frozenset()
    dimmed: bool = False

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
    """What joins two parcels; it is drawn by its kind, and read as `words` from the one and `back` from the other."""

    from_key: str
    to_key: str
    kind: str = "feeds"
    words: str = "voedt"
    back: str = "wordt gevoed door"


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
    kind: str = "feeds"

    @property
    def arrow(self) -> str:
        """The points of an arrow head where the way ends, for what runs one way."""
        (before_x, before_y), (x, y) = self.points[-2:]
        along = (x > before_x) - (x < before_x), (y > before_y) - (y < before_y)
        across = (-along[1], along[0])
        back = (x - 9 * along[0], y - 9 * along[1])
        left, right = [(back[0] + side * 6 * across[0], back[1] + side * 6 * across[1]) for side in (1, -1)]
        return f"{x},{y} {left[0]},{left[1]} {right[0]},{right[1]}"

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


def directed(points: list[tuple[int, int]], forward: bool) -> list[tuple[int, int]]:
    """The points of a way from where the bridge begins to where it leads."""
    return points if forward else points[::-1]


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
    def kinds(self) -> set[str]:
        """The kinds of bridge that are drawn."""
        return {way.kind for way in self.ways}

    @property
    def furrows(self) -> list[tuple[int, bool]]:
        """The patterns that are used: (tone, turned)."""
        return sorted({(plot.tone, plot.turned) for plot in self.plots if not plot.parcel.outside})


# So many fit beside the map on A4 with room to spare, and so many when they stand closer together.
FEW, ON_ONE_SHEET = 16, 32


@dataclass(frozen=True)
class Landscape:
    """The map in both layouts, and the same as a list: (block, its parcels with what each is joined to, in words)."""

    wide: Map
    narrow: Map
    blocks: list[tuple[str, list[tuple[Parcel, list[str]]]]]

    @property
    def size(self) -> str:
        """How long the list is, for whoever prints it beside the map: few, many, or more than one sheet can hold."""
        listed = sum(len(rows) for _block, rows in self.blocks)
        return "few" if listed <= FEW else "many" if listed <= ON_ONE_SHEET else "more"
