"""The opgave in quotes from the monitoring documents, which lead: adding, changing, removing, ordering."""

from django.db import transaction
from django.db.models import F, Max

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import ChallengeQuote, Table


@transaction.atomic
def add(quote: ChallengeQuote, *, by: User) -> ChallengeQuote:
    """Put a quote at the end."""
    table = _held(quote.table)
    last = table.quotes.aggregate(last=Max("position"))["last"]
    quote.position = 0 if last is None else last + 1
    quote.save()
    return _noted(quote, "quote.added", by)


@transaction.atomic
def change(quote: ChallengeQuote, *, by: User) -> ChallengeQuote:
    """Save a quote as it stands."""
    _held(quote.table)
    quote.save()
    return _noted(quote, "quote.changed", by)


@transaction.atomic
def remove(quote: ChallengeQuote, *, by: User) -> None:
    """Take a quote away; questions that belonged to it belong to the opgave as a whole from then on."""
    _noted(quote, "quote.removed", by)
    quote.delete()


@transaction.atomic
def move(quote: ChallengeQuote, *, up: bool, by: User) -> None:
    """Change places with the quote above or below; at the end of the list nothing happens."""
    quotes = list(_held(quote.table).quotes.all())
    at = next((index for index, one in enumerate(quotes) if one.pk == quote.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if to is None or not 0 <= to < len(quotes):
        return
    quotes[at], quotes[to] = quotes[to], quotes[at]
    for position, one in enumerate(quotes):
        one.position = position
    ChallengeQuote.objects.bulk_update(quotes, ["position"])
    _noted(quote, "quote.moved", by)


def _held(table: Table) -> Table:
    return Table.objects.select_for_update().get(pk=table.pk)


def _noted(quote: ChallengeQuote, code: str, by: User) -> ChallengeQuote:
    Table.objects.filter(pk=quote.table_id).update(version=F("version") + 1)
    audit.record(by, code, on=quote.table, document=quote.document)
    return quote
