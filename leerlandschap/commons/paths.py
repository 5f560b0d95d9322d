"""Addresses that a page has many of: worked out once, and filled in after that."""

from functools import cache
from uuid import UUID

from django.urls import reverse

BLANK = UUID(int=0)
# Of what is always the same.
path_of = cache(reverse)


def path_to(name: str, ref: UUID) -> str:
    """The address `name` of the one thing that has this `ref`."""
    before, after = _around(name)
    return f"{before}{ref}{after}"


@cache
def _around(name: str) -> list[str]:
    return reverse(name, args=[BLANK]).split(str(BLANK))
