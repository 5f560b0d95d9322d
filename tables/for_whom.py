"""For which organisations something holds, in words: never more of them than the reader may know to take part."""

from collections.abc import Iterable

from leerlandschap.network.models import Organisation, OrganisationKind

EVERYONE = "iedereen aan tafel"


def named_to(user, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Those that may be named to `user`: to a visitor only municipalities, whose taking part is no secret."""
    return [one for one in organisations if user.is_authenticated or one.kind == OrganisationKind.MUNICIPALITY]


def for_whom(organisations: Iterable[Organisation], user) -> str:
    """For whom it holds; none named is everyone at the table."""
    organisations = list(organisations)
    if not organisations:
        return EVERYONE
    names = [one.name for one in named_to(user, organisations)]
    if len(names) < len(organisations):
        names.append("andere organisaties" if names else "enkele organisaties")
    return in_row(names)


def in_row(names: list[str]) -> str:
    """Names as a sentence says them: "a, b en c"."""
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
