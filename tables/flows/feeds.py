"""Making and taking back the link by which a calendar program follows the portal's calendar."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, tickets
from leerlandschap.network.models import Person, User
from tables.models import Feed, Table

SCOPE = "feed"
# A calendar program asks for years without anybody looking.
LIFETIME = timedelta(days=3 * 366)
NOT_YOURS = "Deze tafel kun je niet volgen. Kies een tafel die je kunt zien."


@transaction.atomic
def make(person: Person, *, table: Table | None = None, alarm: bool = False, by: User) -> str:
    """Make the link to one's own meetings, or to those of `table`; an earlier link stops working at once.

    Gives the token, which is stored nowhere and can be shown only now. Raises ValidationError.
    """
    if table is not None and not Table.objects.visible_to(by).filter(pk=table.pk).exists():
        raise ValidationError(NOT_YOURS)
    Person.objects.select_for_update().get(pk=person.pk)
    feed, _new = Feed.objects.update_or_create(
        person=person, table=table, defaults={"alarm": alarm, "made_at": timezone.now()}
    )
    tickets.revoke(SCOPE, about=feed)
    token = tickets.issue(SCOPE, about=feed, lifetime=LIFETIME, many=True)
    feed.ticket = tickets.look(SCOPE, token)
    feed.save(update_fields=["ticket"])
    audit.record(by, "feed.made", on=feed)
    return token


@transaction.atomic
def revoke(feed: Feed, *, by: User) -> None:
    """Take the link back: from now on it gives nothing."""
    tickets.revoke(SCOPE, about=feed)
    audit.record(by, "feed.revoked", on=feed)
    feed.delete()
