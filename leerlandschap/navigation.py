"""An entry of the navigation, and for whom it is there."""

from collections.abc import Callable
from dataclasses import dataclass


def everyone(user) -> bool:
    return True


def signed_in(user) -> bool:
    return user is not None


def staff(user) -> bool:
    """Contactpersoon CLM and the regional office: those who have a work page."""
    return user is not None and user.has_work()


@dataclass(frozen=True)
class Entry:
    """A front door: its Dutch label, the name of its address, and who is offered it (a user, or None for a visitor)."""

    label: str
    url_name: str
    for_whom: Callable[[object], bool] = everyone
