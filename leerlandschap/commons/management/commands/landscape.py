"""Brings the learning landscape of the seed into the database: texts, themes, tables, municipalities."""

from django.core.management.base import BaseCommand
from django.db import transaction

from leerlandschap.commons import search
from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.registry import landscape


class Command(BaseCommand):
    help = "Richt het leerlandschap in. Nog eens draaien kan altijd: wat de redactie wijzigde blijft zoals het is."

    def handle(self, *args, **options) -> None:
        loader = Loader()
        with transaction.atomic():
            for bring in landscape:
                bring(loader)
        search.rebuild()
        self.stdout.write(f"Gemaakt: {counts(loader.made)}. Vernieuwd: {counts(loader.renewed)}.")


def counts(counter) -> str:
    """The counts in words, such as "85 teksten, 6 tafels"."""
    return ", ".join(f"{number} {noun}" for noun, number in counter.items()) or "niets"
