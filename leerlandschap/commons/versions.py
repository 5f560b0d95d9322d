"""A short key that changes whenever one of many rows changes, comes or goes, in one question to the database."""

from django.db.models import Count, F, QuerySet, Sum, Value


def totals(rows: QuerySet, **also) -> QuerySet:
    """One row of totals that changes with `rows`, whose model counts its changes in `version`; `also` adds totals to it.

    Which rows they are counts as much as how often they changed: when one goes and another comes or changes, the totals
    may well be what they were, and a page that was taken away would come back.
    """
    together = rows.order_by().annotate(all=Value(1)).values("all")
    return together.annotate(
        number=Count("pk"),
        changes=Sum("version"),
        of_which=Sum(F("pk") * F("version")),
        rows=Sum("pk"),
        squares=Sum(F("pk") * F("pk")),
        **also,
    ).values_list("number", "changes", "of_which", "rows", "squares", *also)


def key_of(rows: QuerySet, **also) -> str:
    """The totals of `rows` as a key."""
    return as_key(totals(rows, **also))


def as_key(answer) -> str:
    """What a question about totals was answered, as a key."""
    return "/".join(".".join(str(number or 0) for number in row) for row in answer)
