"""One row of the workbook, compared: what would happen with it, and the verb that does it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models

from leerlandschap.network.models import User
from tables.intake.sheets import Row


class Outcome(models.TextChoices):
    """What a row brings about."""

    NEW = "new", "nieuw"
    CHANGED = "changed", "verandert"
    SAME = "same", "is er al"


@dataclass
class Step:
    """What a row would do: the thing it is about, what changes in words, and how to do it."""

    row: Row
    outcome: Outcome
    title: str
    carry_out: Callable[[User], None]
    notes: list[str] = field(default_factory=list)


def nothing(by: User) -> None:
    """There already: nothing to do."""


def change(label: str, before: str, after: str) -> str:
    """A change in words."""
    return f"{label}: {before} → {after}" if before else f"{label}: {after}"
