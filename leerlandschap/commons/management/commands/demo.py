"""Fills the portal with invented organisations and people, for whoever wants to look around or load it."""

import json
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import search
from leerlandschap.commons.demo_cast import Cast, without_mail
from leerlandschap.commons.registry import demo

REFUSED = (
    "Proefgegevens horen niet in een portaal dat echt in gebruik is: de accounts hebben een wachtwoord dat iedereen kent. "
    "Draai dit alleen in de proefomgeving (MODE=embedded)."
)
MOST = 200


class Command(BaseCommand):
    help = "Maakt verzonnen organisaties, mensen en tafels. Nog eens draaien voegt niets toe."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--scale", type=int, default=1, help=f"zoveel keer 6 tafels en 200 mensen (1 tot {MOST})")
        parser.add_argument("--json", action="store_true", help="geef de accounts als JSON")

    def handle(self, *args, scale: int, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError(REFUSED)
        if not 1 <= scale <= MOST:
            raise CommandError(f"--scale {scale} kan niet: kies een getal van 1 tot {MOST}.")
        cast = Cast(timezone.localdate())
        call_command("landscape", stdout=StringIO())
        with transaction.atomic(), without_mail():
            for play in demo:
                play(cast, scale=scale)
        search.rebuild()
        self.stdout.write(json.dumps(cast.as_json(), ensure_ascii=False, indent=1) if options["json"] else listed(cast))


def listed(cast: Cast) -> str:
    """The accounts as lines to read."""
    lines = ["Alles hieronder is verzonnen: organisaties, mensen en wat ze deden.", ""]
    lines += [f"{one.address:36} {one.password}  {one.role}, {one.organisation}" for one in cast.accounts]
    return "\n".join(lines)
