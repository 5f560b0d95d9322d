"""The words around the newsletter as they are shipped."""

from leerlandschap.commons.registry import landscape

CONTENT = """
- Wat er aan de tafels is geleerd, en waar dat terechtkwam
- Wanneer de tafels bij elkaar komen, en waar nog een stoel vrij is
- Goede voorbeelden uit de praktijk die mogen rondgaan
- Cijfers, altijd met het verhaal erbij
"""


@landscape.register
def newsletter_texts(loader) -> None:
    """What the newsletter is, on the page where people ask for it."""
    loader.passage("nieuwsbrief-inhoud", "pagina", 90, "Wat je krijgt", CONTENT)
