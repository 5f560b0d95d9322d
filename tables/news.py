"""What the tables can tell in a newsletter: as it is only what a visitor without an account reads.

Of what is narrower an editor who reads it may tell in words of their own.
"""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from leerlandschap.commons.news import Narrow, Offer, Source
from leerlandschap.commons.registry import news
from leerlandschap.commons.templatetags.ui import moment
from tables.models import GoodExample, Insight, Landing, LandingStep, Meeting, Openness, Table
from tables.openness import READERS, narrowest

VISITOR = AnonymousUser()
# As many of a kind as anybody would choose from.
MOST = 12
TOLD = (Landing.State.AGREED, Landing.State.DONE, Landing.State.SEEN)


def learned(since: datetime, now: datetime) -> list[Offer]:
    """What was learned since, with where it landed already."""
    landings = Prefetch("landings", Landing.objects.filter(state__in=TOLD), to_attr="told_landings")
    found = _insights().filter(made_at__gte=since).prefetch_related(landings)[:MOST]
    return [Offer(str(one.ref), one.text, _insight(one), one.get_absolute_url()) for one in found]


def landed(since: datetime, now: datetime) -> list[Offer]:
    """Where insights of before landed since: agreed, done, or with an effect that was seen."""
    newest = (
        LandingStep.objects.filter(at__gte=since, to_state__in=TOLD).order_by("-at").values_list("landing", flat=True)
    )
    found = _landings().filter(insight__made_at__lt=since).in_bulk(list(dict.fromkeys(newest))[:MOST])
    return [_landing(one) for one in found.values()]


def coming(since: datetime, now: datetime) -> list[Offer]:
    """The meetings to come."""
    found = _meetings().upcoming(now).select_related("table", "gathering")[:MOST]
    return [
        Offer(
            str(one.ref), str(one), ", ".join(filter(None, [moment(one.starts_at), one.place])), one.get_absolute_url()
        )
        for one in found
    ]


def free_chairs(since: datetime, now: datetime) -> list[Offer]:
    """Tables at which somebody can still take a chair."""
    found = [table for table in _tables().select_related("theme") if table.takes_signups() and table.free_for_all]
    return [
        Offer(table.slug, f"Aan tafel: {table.name}", _chairs(table), table.get_absolute_url())
        for table in found[:MOST]
    ]


def examples(since: datetime, now: datetime) -> list[Offer]:
    """Good examples that were told since."""
    found = _examples().filter(made_at__gte=since)[:MOST]
    return [Offer(str(one.ref), one.title, one.text, one.get_absolute_url()) for one in found]


# --- what not everybody reads --------------------------------------------------------------------------------------------


def narrower_learned(user, since: datetime, now: datetime) -> list[Narrow]:
    """Insights since that are not everybody's."""
    found = _only_for(user, _insights).filter(made_at__gte=since)[:MOST]
    return [_narrow(one, one.text, one.explanation, one.table, one.openness) for one in found]


def narrower_landed(user, since: datetime, now: datetime) -> list[Narrow]:
    """Where such insights of before landed since."""
    steps = LandingStep.objects.filter(at__gte=since, to_state__in=TOLD).values("landing")
    found = _only_for(user, _landings).filter(insight__made_at__lt=since, pk__in=steps).order_by("-pk")[:MOST]
    return [
        _narrow(one, one.insight.text, _stand(one), one.insight.table, one.insight.openness, one.insight)
        for one in found
    ]


def narrower_coming(user, since: datetime, now: datetime) -> list[Narrow]:
    """Meetings to come of tables that are not everybody's."""
    found = _only_for(user, _meetings).upcoming(now).filter(table__isnull=False).select_related("table")[:MOST]
    return [_narrow(one, str(one), moment(one.starts_at), one.table, one.table.openness) for one in found]


def narrower_examples(user, since: datetime, now: datetime) -> list[Narrow]:
    """Good examples since that are not everybody's."""
    found = _only_for(user, _examples).filter(made_at__gte=since).select_related("table")[:MOST]
    return [_narrow(one, one.title, one.text, one.table, one.openness) for one in found]


def _only_for(user, rows: Callable[..., QuerySet]) -> QuerySet:
    """Of `rows` those that `user` reads and not everybody does."""
    return rows(user).exclude(pk__in=rows().order_by().values("pk"))


def _narrow(one, title: str, text: str, table: Table | None, openness: str, at=None) -> Narrow:
    """`at` is what has the page on which its readers read it, when that is not itself."""
    readers = READERS[narrowest(openness, table.openness) if table else Openness(openness)]
    nearby = table is not None and table.openness == Openness.PUBLIC and table.state != Table.State.ENDED
    page = {"page": table.get_absolute_url(), "page_words": f"Naar {table}"} if nearby else {}
    return Narrow(str(one.ref), title, text, (at or one).get_absolute_url(), readers, **page)


# --- the rows -----------------------------------------------------------------------------------------------------------


def _insights(reader=VISITOR) -> QuerySet[Insight]:
    return Insight.objects.visible_to(reader).standing().select_related("table")


def _landings(reader=VISITOR) -> QuerySet[Landing]:
    return Landing.objects.visible_to(reader).filter(state__in=TOLD).select_related("insight__table")


def _meetings(reader=VISITOR) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(reader).planned()


def _tables(reader=VISITOR) -> QuerySet[Table]:
    return Table.objects.visible_to(reader).shown()


def _examples(reader=VISITOR) -> QuerySet[GoodExample]:
    return GoodExample.objects.visible_to(reader)


def _insight(insight: Insight) -> str:
    where = "\n".join(f"- {_stand(one)}" for one in insight.told_landings)
    landed = f"Waar het landde:\n\n{where}" if where else ""
    return "\n\n".join(filter(None, [insight.explanation, landed, f"Geleerd bij {insight.table}."]))


def _landing(landing: Landing) -> Offer:
    insight = landing.insight
    words = f"Waar het landde: {_stand(landing)}\n\nGeleerd bij {insight.table}."
    return Offer(str(landing.ref), insight.text, words, insight.get_absolute_url())


def _stand(landing: Landing) -> str:
    """Where it lands, what changes, and how that stands."""
    return f"{landing.where}: {landing.what} ({landing.get_state_display()})"


def _chairs(table: Table) -> str:
    number = table.free_for_all
    free = "Er is nog 1 stoel vrij." if number == 1 else f"Er zijn nog {number} stoelen vrij."
    return "\n\n".join(filter(None, [table.aim, free]))


def _standing(rows: Callable[[], QuerySet], field: str = "ref") -> Callable[[set[str]], set[str]]:
    """Which keys are still those of `rows`."""
    return lambda keys: {str(one) for one in rows().filter(**{f"{field}__in": keys}).values_list(field, flat=True)}


for source in [
    Source(
        "learned", "Wat er aan de tafels is geleerd", "Geleerd", "Lees dit inzicht",
        learned, _standing(_insights), narrower=narrower_learned,
    ),
    Source(
        "landed", "Waar inzichten landden", "Geland", "Lees waar het vandaan komt",
        landed, _standing(_landings), narrower=narrower_landed,
    ),
    Source(
        "coming", "Bijeenkomsten die komen", "Bijeenkomst", "Bekijk de bijeenkomst",
        coming, _standing(_meetings), 4, narrower=narrower_coming,
    ),
    Source(
        "chairs", "Tafels met een vrije stoel", "Vrije stoel", "Bekijk de tafel", free_chairs, _standing(_tables, "slug"),
    ),
    Source(
        "examples", "Goede voorbeelden", "Goed voorbeeld", "Lees het voorbeeld",
        examples, _standing(_examples), narrower=narrower_examples,
    ),
]:  # fmt: skip
    news.register(source)
