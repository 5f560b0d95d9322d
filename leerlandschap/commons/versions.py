"""A short key that changes whenever one of many rows changes, comes or goes, in one question to the database."""

from django.db.models import Count, F, QuerySet, Sum


def key_of(rows: QuerySet, **also) -> str:
    """The key of `rows`, whose model counts its changes in `version`; `also` adds totals to it.

    Which rows they are counts as much as how often they changed: when one goes and another comes or changes, the totals
    may well be what they were, and a page that was taken away would come back.
    """
    found = rows.order_by().aggregate(
        Count("pk"),
        Sum("version"),
        of_which=Sum(F("pk") * F("version")),
        rows=Sum("pk"),
        squares=Sum(F("pk") * F("pk")),
        **also,
    )
    return ".".join(str(number or 0) for number in found.values())
