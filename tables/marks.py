"""What the landscape can be filtered on: movement, base process, purpose, rhythm, and the worlds that something joins.

A filter stands in the address in Dutch; on a parcel it is a mark, the name of a field or of a choice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from leerlandschap.commons.drawing import Parcel
from tables.models import Consultation, InRegion, Table


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, what it says when nothing is chosen, and value → mark."""

    name: str
    label: str
    any: str
    marks: Mapping[str, str]

    def choices(self) -> list[tuple[str, str]]:
        """The values as a list to choose from."""
        return [(value, value.replace("-", " ")) for value in self.marks]


def _fields(*names: str) -> dict[str, str]:
    """The labels of fields, each with its name."""
    return {str(InRegion._meta.get_field(name).verbose_name): name for name in names}


FILTERS = [
    Filter("beweging", "Beweging", "alle bewegingen", _fields(*InRegion.MOVEMENTS)),
    Filter("proces", "Basisproces", "alle processen", _fields(*InRegion.PROCESSES)),
    Filter("doel", "Bedoeld om te", "alles", {one.label: one.value for one in Consultation.Purpose}),
    Filter("ritme", "Hoe vaak", "regelmatig en ad hoc", {"regelmatig": "regular", "ad-hoc": "ad_hoc"}),
    Filter("wereld", "Verbindt", "alle werelden", _fields(*InRegion.WORLDS)),
]


def of_table(table: Table) -> frozenset[str]:
    """A table is there to learn, and meets in a rhythm."""
    return frozenset(table.marks() | {Consultation.Purpose.LEARN.value, "regular"})


def chosen(address: Mapping[str, str]) -> dict[str, str]:
    """What the filters in the address say; a value that does not exist says nothing."""
    asked = {one.name: address.get(one.name, "") for one in FILTERS}
    return {one.name: asked[one.name] if asked[one.name] in one.marks else "" for one in FILTERS}


def dim(parcels: Iterable[Parcel], picked: Mapping[str, str]) -> list[Parcel]:
    """The parcels, those dimmed that lack one of the picked marks."""
    wanted = {one.marks[picked[one.name]] for one in FILTERS if picked[one.name]}
    return [replace(parcel, dimmed=not wanted <= parcel.marks) for parcel in parcels]
