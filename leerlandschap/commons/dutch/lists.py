"""Lists of Dutch words, each a text file beside this one; a line that begins with # says what it is.

Shipped with the portal and the same everywhere. What means the same as what is not here but in the synonyms, which the
regional office edits (`commons/models/synonyms.py`).
"""

from pathlib import Path


def lines(name: str) -> list[str]:
    """The lines of a list."""
    found = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def words(name: str) -> frozenset[str]:
    """The words of a list, in no order."""
    return frozenset(" ".join(lines(name)).split())


STOPWORDS = words("stopwords")
COMMON = words("common")
BROAD = words("broad")
PARTS = words("parts")
# Of the words that say nothing, a form with the word it belongs to: only sayings hear of it.
SMALL_FORMS = {form: family.split()[0] for family in lines("small_forms") for form in family.split()}
_FAMILIES = [line.split() for line in lines("forms")]
# A form with the word it belongs to.
FORMS = {
    form: family[0].removeprefix("=") for family in _FAMILIES for form in (family[0].removeprefix("="), *family[1:])
}
# Words that are their own stem: the stemmer would take them for forms of another.
WHOLE = frozenset(family[0].removeprefix("=") for family in _FAMILIES if family[0].startswith("="))
