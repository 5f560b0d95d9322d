"""Makes the search index anew from the rows themselves; the portal may be running meanwhile."""

from django.core.management.base import BaseCommand

from leerlandschap.commons import search


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw. Kan altijd: elke nacht doet het portaal het ook zelf."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"In de zoekindex: {search.rebuild()} vindplaatsen.")
