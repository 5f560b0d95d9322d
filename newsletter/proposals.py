"""What an edition can tell of the landscape, and what of it stood in an edition before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from leerlandschap.commons.news import Narrow, Offer, Source
from leerlandschap.commons.registry import news
from newsletter.models import Edition, Item

# How far the very first edition looks back.
AT_FIRST = timedelta(days=90)


@dataclass(frozen=True)
class Found:
    """What a source has to tell, and the key by which an edition knows it."""

    source: Source
    offer: Offer | Narrow

    @property
    def key(self) -> str:
        return f"{self.source.code}:{self.offer.key}"


@dataclass(frozen=True)
class Proposal(Found):
    """An offer that may be chosen, and the subject of the edition in which it stood before (empty: in none)."""

    stood_in: str = ""


@dataclass(frozen=True)
class Narrower(Found):
    """Something that not everybody reads: only a sentence of an editor's own can be told of it."""


def proposals(edition: Edition, now: datetime) -> list[Proposal]:
    """What happened since the last edition and is not in this one yet: what stood in none first, kind by kind."""
    since, before, here = since_when(edition, now), _stood_in(edition), set(edition.items.values_list("key", flat=True))
    found = [
        Proposal(source, offer, before.get(f"{source.code}:{offer.key}", ""))
        for source in news
        for offer in source.offers(since, now)
    ]
    return sorted((one for one in found if one.key not in here), key=lambda one: bool(one.stood_in))


def narrower(edition: Edition, user, now: datetime) -> list[Narrower]:
    """What `user` reads since the last edition and not everybody does; also what something is told of already."""
    since = since_when(edition, now)
    return [Narrower(source, offer) for source in news for offer in source.narrower(user, since, now)]


def since_when(edition: Edition, now: datetime) -> datetime:
    """From when news is new: since the last edition that went out."""
    last = Edition.objects.exclude(pk=edition.pk).filter(frozen_at__isnull=False).order_by("-frozen_at").first()
    return last.frozen_at if last else now - AT_FIRST


def no_longer_public(items: list[Item]) -> list[Item]:
    """Those of `items` that were chosen when everybody read them, and now not everybody does."""
    standing = set()
    for source in news:
        keys = {one.key.removeprefix(f"{source.code}:") for one in items if one.source == source.code}
        if keys:
            standing |= {f"{source.code}:{key}" for key in source.still_public(keys)}
    return [one for one in items if one.key and one.key not in standing]


def _stood_in(edition: Edition) -> dict[str, str]:
    """Of what stands in other editions, in which."""
    rows = Item.objects.exclude(edition=edition).exclude(key="").order_by("pk")
    return {key: subject or "een concept" for key, subject in rows.values_list("key", "edition__subject")}
