"""Looking into the letters that a story wrote."""

from leerlandschap.commons.models import Letter


def letters_to(whom):
    """The letters to a person, account or address, oldest first."""
    address = getattr(whom, "email", whom)
    return Letter.objects.filter(address=address).order_by("pk")


def newest_letter(whom) -> Letter:
    """The last letter to a person, account or address."""
    return letters_to(whom).last()


def link_in(letter: Letter) -> str:
    """The path that the letter's one link leads to."""
    return letter.content()["path"]
