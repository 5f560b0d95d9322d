"""Puts everything that lies sealed under the newest key of FIELD_KEYS; the portal may be running meanwhile."""

from django.core.management.base import BaseCommand, CommandError

from leerlandschap.commons import resealing

DONE = "Done: nothing is left under an old key. The old ones may leave FIELD_KEYS."
LEFT = (
    "Not done: {count} left under an old key. Keep the old keys. Restart what still runs without the newest key, and run this "
    "again; of what cannot be opened, look for the key it was sealed with."
)


class Command(BaseCommand):
    help = "Put everything that lies sealed under the newest key of FIELD_KEYS (see deploy/README.md)."

    def handle(self, *args, **options) -> None:
        outcomes = []
        for outcome in resealing.renew_all():
            outcomes.append(outcome)
            self.stdout.write(f"{outcome.sealed.label}: {outcome.renewed} renewed")
            for pk in outcome.unreadable:
                self.stderr.write(f"{outcome.sealed.label}: row {pk} cannot be opened and stays as it is")
        # Counted at the end: what a process without the newest key sealed meanwhile is left too.
        left = {outcome.sealed.label: outcome.left for outcome in outcomes}
        for label, count in left.items():
            self.stdout.write(f"{label}: {count} left")
        if any(left.values()):
            raise CommandError(LEFT.format(count=sum(left.values())))
        self.stdout.write(DONE)
