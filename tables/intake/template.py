"""What is offered to fill in: the empty workbook, and one with a few invented rows."""

from leerlandschap.commons.spreadsheets import Sheet
from tables.intake.sheets import KINDS

EXAMPLE = {
    "Organisaties": [
        ["De Wilg", "aanbieder", "dewilg.example", "https://www.dewilg.example"],
        ["Gemeente Polderdam", "gemeente", "polderdam.example", ""],
        ["Huisartsen Oostvaart", "verwijzer", "", ""],
    ],
    "Mensen": [
        ["Noor de Boer", "n.deboer@dewilg.example", "gedragswetenschapper", "De Wilg"],
        ["Sam Aydin", "s.aydin@polderdam.example", "beleidsadviseur jeugd", "Gemeente Polderdam"],
        ["Mila Visser", "m.visser@oostvaart.example", "huisarts", "Huisartsen Oostvaart"],
    ],
    "Stoelen": [
        ["{table}", "n.deboer@dewilg.example", "lid"],
        ["{table}", "s.aydin@polderdam.example", "agendalid"],
    ],
}


def empty() -> list[Sheet]:
    """The three sheets with only the names of their columns."""
    return [Sheet(kind.title, [kind.header]) for kind in KINDS]


def example(table_name: str) -> list[Sheet]:
    """The three sheets with a few invented rows; the chairs stand at the table called `table_name`."""
    rows = {title: [[cell.format(table=table_name) for cell in row] for row in rows] for title, rows in EXAMPLE.items()}
    return [Sheet(kind.title, [kind.header, *rows[kind.title]]) for kind in KINDS]
