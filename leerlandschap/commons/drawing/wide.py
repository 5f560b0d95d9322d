"""The map on a wide screen and on paper: three columns of land inside the dike, what others organise on the right."""

from leerlandschap.commons.drawing.plots import label, lay_out
from leerlandschap.commons.drawing.shapes import (
    COLUMNS,
    HEIGHTS,
    LABEL,
    Bridge,
    Line,
    Map,
    Parcel,
    Plot,
    Rect,
    Way,
    directed,
)

ROW_GAP = 20


class Wide:
    """Three columns of land inside the dike, the water with what others organise on the right."""

    WIDTH, LEFT, TOP, CELL, GAP = 1200, 44, 48, 268, 26
    DIKE_LEFT, DIKE_TOP, DIKE_RIGHT, CUT = 22, 22, 924, 36
    SEA_LEFT, SEA_CELL, SEA_TOP, SEA_HEIGHT, SEA_STEP = 962, 222, 74, 124, 140
    PITCH = LABEL + HEIGHTS["large"] + ROW_GAP

    def __init__(self, parcels: list[Parcel], tones: dict[str, int]) -> None:
        self.inside = [parcel for parcel in parcels if not parcel.outside]
        self.outside = [parcel for parcel in parcels if parcel.outside]
        self.tones = tones
        # A row where nobody stands any more is not drawn.
        self.rows = {row: at for at, row in enumerate(sorted({parcel.slot // COLUMNS for parcel in self.inside}))}
        self.cells = {parcel.slot: parcel for parcel in self.inside}

    def drawn(self, bridges: list[Bridge]) -> Map:
        plots = [self._land_plot(parcel) for parcel in self.inside] + [
            self._sea_plot(at, parcel) for at, parcel in enumerate(self.outside)
        ]
        dike_bottom = self.TOP + max(len(self.rows), 1) * self.PITCH + 4
        sea_bottom = max((plot.rect.bottom for plot in plots if plot.parcel.outside), default=0) + 22
        height = max(dike_bottom + 22, sea_bottom)
        by_key = {plot.parcel.key: plot for plot in plots}
        return Map(
            kind="wide", width=self.WIDTH, height=height, dike=self._dike(dike_bottom), plots=plots, lands=self._lands(),
            ditches=self._ditches(), labels=self._labels(),
            ways=[self._way(at, by_key[b.from_key], by_key[b.to_key], b.kind) for at, b in enumerate(bridges)],
            boat=(1080, height - 60) if height - sea_bottom > 60 else None,
        )  # fmt: skip

    def _corner(self, slot: int) -> tuple[int, int]:
        row, column = divmod(slot, COLUMNS)
        return self.LEFT + column * (self.CELL + self.GAP), self.TOP + self.rows[row] * self.PITCH

    def _land_plot(self, parcel: Parcel) -> Plot:
        x, y = self._corner(parcel.slot)
        return lay_out(parcel, x, y + LABEL, self.CELL, HEIGHTS[parcel.size], self.tones[parcel.block_key])

    def _sea_plot(self, at: int, parcel: Parcel) -> Plot:
        return lay_out(parcel, self.SEA_LEFT, self.SEA_TOP + at * self.SEA_STEP, self.SEA_CELL, self.SEA_HEIGHT, 0)

    def _dike(self, bottom: int) -> str:
        left, top, right, cut = self.DIKE_LEFT, self.DIKE_TOP, self.DIKE_RIGHT, self.CUT
        return (
            f"M{left + 14} {top}H{right - cut}L{right} {top + cut}V{bottom - cut}L{right - cut} {bottom}"
            f"H{left + 14}Q{left} {bottom} {left} {bottom - 14}V{top + 14}Q{left} {top} {left + 14} {top}Z"
        )

    def _same(self, slot: int, other: int) -> bool:
        return other in self.cells and self.cells[other].block_key == self.cells[slot].block_key

    def _lands(self) -> list[tuple[Rect, int]]:
        """The ground of each block: its cells, joined where two of one block lie side by side."""
        lands = []
        for slot, parcel in self.cells.items():
            x, y = self._corner(slot)
            w = self.CELL + (self.GAP if slot % COLUMNS < COLUMNS - 1 and self._same(slot, slot + 1) else 0)
            h = LABEL + HEIGHTS["large"] + (ROW_GAP if self._same(slot, slot + COLUMNS) else 0)
            lands.append((Rect(x - 6, y, w + 12, h + 6), self.tones[parcel.block_key]))
        return lands

    def _ditches(self) -> list[Rect]:
        """Narrow water between two parcels of one block."""
        ditches = []
        for slot in self.cells:
            x, y = self._corner(slot)
            if slot % COLUMNS < COLUMNS - 1 and self._same(slot, slot + 1):
                ditches.append(Rect(x + self.CELL + self.GAP // 2 - 3, y + LABEL, 6, HEIGHTS["large"]))
            if self._same(slot, slot + COLUMNS):
                ditches.append(Rect(x, y + LABEL + HEIGHTS["large"] + ROW_GAP // 2 - 3, self.CELL, 6))
        return ditches

    def _labels(self) -> list[Line]:
        """The name of a block above the first parcel of each stretch of its land."""
        labels = []
        for slot, parcel in self.cells.items():
            if slot >= COLUMNS and self._same(slot, slot - COLUMNS) or slot % COLUMNS and self._same(slot, slot - 1):
                continue
            x, y = self._corner(slot)
            labels.append(label(parcel.block, x, y, self.CELL))
        if self.outside:
            labels.append(label("Buiten de dijk", self.SEA_LEFT - 2, self.SEA_TOP - 30, self.SEA_CELL))
        return labels

    def _way(self, at: int, one: Plot, other: Plot, kind: str) -> Way:
        """The bridge from one parcel to another: straight over one canal, or along the canals that lie between them."""
        keys = (one.parcel.key, other.parcel.key)
        first, last = sorted((one, other), key=lambda plot: (plot.parcel.outside, plot.parcel.slot))
        if not last.parcel.outside and (near := self._near(first, last)):
            return Way(directed(near, first is one), True, keys, kind)
        shift = (at % 5 - 2) * 3
        start, leave = self._gate(first, last, shift)
        end, arrive = self._gate(last, first, shift)
        level = self._level(first, last) + shift
        points = [start, (leave, start[1]), (leave, level), (arrive, level), (arrive, end[1]), end]
        points = [p for i, p in enumerate(points) if not i or p != points[i - 1]]
        return Way(directed(points, first is one), False, keys, kind)

    def _near(self, first: Plot, last: Plot) -> list[tuple[int, int]]:
        step = last.parcel.slot - first.parcel.slot
        if step == 1 and last.parcel.slot % COLUMNS:
            y = first.rect.y + 74
            return [(first.rect.right, y), (last.rect.x, y)]
        if step == COLUMNS:
            x = first.rect.right - 22
            return [(x, first.rect.bottom), (x, last.rect.y)]
        return []

    def _gate(self, plot: Plot, towards: Plot, shift: int) -> tuple[tuple[int, int], int]:
        """Where a way leaves a parcel, and the x of the canal it comes out on."""
        y = plot.rect.middle + shift
        if plot.parcel.outside:
            return (plot.rect.x, y), (self.DIKE_RIGHT + self.SEA_LEFT) // 2 + shift
        if towards.rect.x > plot.rect.x or plot.parcel.slot % COLUMNS == 0:
            lane = self.GAP // 2 if plot.parcel.slot % COLUMNS < COLUMNS - 1 else 10
            return (plot.rect.right, y), plot.rect.right + lane + (shift if lane > 10 else shift // 3)
        return (plot.rect.x, y), plot.rect.x - self.GAP // 2 + shift

    def _level(self, first: Plot, last: Plot) -> int:
        """The canal between two rows that a longer way follows: the one below the parcel that lies highest."""
        if first.parcel.outside:
            return first.rect.middle
        row = min(plot.parcel.slot // COLUMNS for plot in (first, last) if not plot.parcel.outside)
        return self.TOP + self.rows[row] * self.PITCH + LABEL + HEIGHTS["large"] + ROW_GAP // 2
