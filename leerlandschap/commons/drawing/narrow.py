"""The map on a telephone: one column, block after block, and what lies outside the dike below it."""

from leerlandschap.commons.drawing.plots import label, lay_out
from leerlandschap.commons.drawing.shapes import LABEL, Bridge, Line, Map, Parcel, Plot, Rect, Way, directed


class Narrow:
    """One column for a telephone: block after block, and what lies outside the dike below it. Order is stable."""

    WIDTH, LEFT, CELL, TOP = 360, 42, 290, 34
    DIKE_LEFT, DIKE_TOP, DIKE_RIGHT, CUT = 12, 12, 348, 24
    BETWEEN, BLOCK_GAP = 14, 22

    def __init__(self, parcels: list[Parcel], tones: dict[str, int]) -> None:
        self.blocks: dict[str, list[Parcel]] = {}
        for parcel in parcels:
            if not parcel.outside:
                self.blocks.setdefault(parcel.block_key, []).append(parcel)
        self.outside = [parcel for parcel in parcels if parcel.outside]
        self.tones = tones
        self.plots: list[Plot] = []
        self.lands: list[tuple[Rect, int]] = []
        self.ditches: list[Rect] = []
        self.labels: list[Line] = []

    def drawn(self, bridges: list[Bridge]) -> Map:
        y = self.TOP
        for block, parcels in self.blocks.items():
            y = self._block(parcels, y, self.tones[block]) + self.BLOCK_GAP
        dike_bottom = y - self.BLOCK_GAP + 22 if self.blocks else y + 40
        y = self._sea(dike_bottom)
        by_key = {plot.parcel.key: plot for plot in self.plots}
        ways = [self._way(at, by_key[b.from_key], by_key[b.to_key], b.kind) for at, b in enumerate(bridges)]
        return Map(
            "narrow", self.WIDTH, y, self._dike(dike_bottom), self.plots, self.lands, self.ditches, self.labels, ways
        )

    def _block(self, parcels: list[Parcel], top: int, tone: int) -> int:
        """Draw a block from `top` down; gives its lower edge."""
        self.labels.append(label(parcels[0].block, self.LEFT, top, self.CELL))
        y = top + LABEL
        for at, parcel in enumerate(parcels):
            if at:
                self.ditches.append(Rect(self.LEFT, y - self.BETWEEN // 2 - 3, self.CELL, 6))
            plot = lay_out(parcel, self.LEFT, y, self.CELL, None, tone)
            self.plots.append(plot)
            y = plot.rect.bottom + self.BETWEEN
        bottom = y - self.BETWEEN + 6
        self.lands.append((Rect(self.LEFT - 6, top, self.CELL + 12, bottom - top), tone))
        return bottom

    def _sea(self, dike_bottom: int) -> int:
        """Draw what lies outside; gives the height of the whole map."""
        if not self.outside:
            return dike_bottom + 16
        y = dike_bottom + 40
        self.labels.append(label("Buiten de dijk", self.LEFT - 2, y - 30, self.CELL))
        for parcel in self.outside:
            plot = lay_out(parcel, self.LEFT, y, self.CELL, None, 0)
            self.plots.append(plot)
            y = plot.rect.bottom + self.BETWEEN
        return y + 4

    def _dike(self, bottom: int) -> str:
        left, top, right, cut = self.DIKE_LEFT, self.DIKE_TOP, self.DIKE_RIGHT, self.CUT
        return (
            f"M{left + 10} {top}H{right - cut}L{right} {top + cut}V{bottom - cut}L{right - cut} {bottom}"
            f"H{left + 10}Q{left} {bottom} {left} {bottom - 10}V{top + 10}Q{left} {top} {left + 10} {top}Z"
        )

    def _way(self, at: int, one: Plot, other: Plot, kind: str) -> Way:
        """Over the ditch to the parcel right below, or along the canal on the left."""
        first, last = sorted((one, other), key=lambda plot: plot.rect.y)
        keys = (one.parcel.key, other.parcel.key)
        if self.plots.index(last) - self.plots.index(first) == 1 and first.parcel.outside == last.parcel.outside:
            x = first.rect.right - 22
            return Way(directed([(x, first.rect.bottom), (x, last.rect.y)], first is one), True, keys, kind)
        lane, shift = self.LEFT - 14 + (at % 4 - 2) * 2, (at % 5 - 2) * 4
        one_y, other_y = first.rect.middle + shift, last.rect.middle + shift
        points = [(first.rect.x, one_y), (lane, one_y), (lane, other_y), (last.rect.x, other_y)]
        return Way(directed(points, first is one), False, keys, kind)
