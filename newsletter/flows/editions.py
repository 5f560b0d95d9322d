"""Making an edition: it begins with what happened in the landscape; editors choose, order, rewrite and add."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from leerlandschap.commons import audit, files
from leerlandschap.commons.news import Narrow
from leerlandschap.commons.templatetags.ui import MONTHS, paragraphs
from newsletter import rich_text
from newsletter.models import Edition, Item, Picture
from newsletter.proposals import Proposal, narrower, proposals

NOT_A_DRAFT = "Deze editie staat klaar of is al verstuurd. Haal haar eerst terug als dat nog kan."
GONE = "Dit kan niet meer gekozen worden: het is intussen niet meer openbaar, of het staat er al in."


NOT_NARROWER = (
    "Hierover kan geen eigen zin meer: het is er niet meer, iedereen mag het nu lezen, of er staat al een zin in."
)
COPIED = "Hier staat letterlijk wat niet iedereen mag lezen. Vertel het in een zin van jezelf."
# So long is a piece of a text that nobody writes the same by chance.
NO_CHANCE = 25


@transaction.atomic
def begin(*, by) -> Edition:
    """A new edition that lays itself out: of each kind of news the first few that stood in no edition yet."""
    now = timezone.localtime()
    edition = Edition.objects.create(
        subject=f"Nieuws uit het leerlandschap, {MONTHS[now.month - 1]} {now.year}",
        made_at=now, made_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    chosen = _to_begin_with(proposals(edition, now))
    Item.objects.bulk_create(_item(edition, one, position) for position, one in enumerate(chosen, start=1))
    audit.record(by, "edition.begun", on=edition, items=len(chosen))
    return edition


@transaction.atomic
def write(edition: Edition, *, subject: str, opening: str, by) -> None:
    """Give the edition its subject and opening. Raises ValidationError."""
    edition = to_change(edition, by=by)
    edition.subject, edition.opening = subject, rich_text.clean(opening)
    edition.save(update_fields=["subject", "opening"])
    audit.record(by, "edition.written", on=edition)


@transaction.atomic
def order_for(edition: Edition, first_for: dict[str, str], *, by) -> None:
    """Say what comes first for which audience. Raises ValidationError."""
    edition = to_change(edition, by=by)
    edition.first_for = {audience: source for audience, source in first_for.items() if source}
    edition.save(update_fields=["first_for"])
    audit.record(by, "edition.ordered", on=edition, **edition.first_for)


@transaction.atomic
def pick(edition: Edition, key: str, *, by) -> Item:
    """Take something from the landscape as it is. Raises ValidationError when it cannot be chosen (any more)."""
    edition = to_change(edition, by=by)
    found = next((one for one in proposals(edition, timezone.now()) if one.key == key), None)
    if found is None:
        raise ValidationError(GONE)
    item = _item(edition, found, edition.items.count() + 1)
    item.save()
    audit.record(by, "edition.item_picked", on=edition, key=key, again=bool(found.stood_in))
    return item


@transaction.atomic
def add_own(edition: Edition, *, by, **words) -> Item:
    """Write a piece of news of one's own: `title`, `text`, `link` and `link_words`. Raises ValidationError."""
    edition = to_change(edition, by=by)
    words["text"] = rich_text.clean(words["text"])
    item = Item.objects.create(edition=edition, position=edition.items.count() + 1, **words)
    audit.record(by, "edition.item_added", on=edition)
    return item


@transaction.atomic
def release(edition: Edition, key: str, *, title: str, sentence: str, by) -> Item:
    """Tell of something that `by` reads and not everybody does, in a sentence of one's own. Raises ValidationError.

    Nothing of the thing itself goes along: no words, no link. That `by` says everybody may read the sentence is kept.
    """
    edition = to_change(edition, by=by)
    found = next((one for one in narrower(edition, by, timezone.now()) if one.key == key), None)
    if found is None or edition.items.filter(about=key).exists():
        raise ValidationError(NOT_NARROWER)
    if _is_copied(f"{title}\n{sentence}", found.offer):
        raise ValidationError({"sentence": COPIED})
    item = Item.objects.create(
        edition=edition, position=edition.items.count() + 1, about=key, kind=found.source.kind,
        title=title, text=str(paragraphs(sentence)), link=found.offer.page, link_words=found.offer.page_words[:80],
    )  # fmt: skip
    audit.record(by, "edition.sentence_released", on=edition, about=key, readers=found.offer.readers)
    return item


@transaction.atomic
def release_anew(item: Item, *, title: str, sentence: str, by) -> None:
    """Give a sentence that was released other words, that everybody may read. Raises ValidationError."""
    edition = to_change(item.edition, by=by)
    found = next((one for one in narrower(edition, by, timezone.now()) if one.key == item.about), None)
    if found and _is_copied(f"{title}\n{sentence}", found.offer):
        raise ValidationError({"sentence": COPIED})
    Item.objects.filter(pk=item.pk).update(title=title, text=str(paragraphs(sentence)))
    audit.record(by, "edition.sentence_released", on=edition, about=item.about, again=True)


@transaction.atomic
def rewrite(item: Item, *, by, **words) -> None:
    """Give a piece of news other words. Raises ValidationError."""
    edition = to_change(item.edition, by=by)
    words["text"] = rich_text.clean(words["text"])
    Item.objects.filter(pk=item.pk).update(**words)
    audit.record(by, "edition.item_rewritten", on=edition, key=item.key)


@transaction.atomic
def place(item: Item, *, at: int, by) -> None:
    """Give a piece of news the place `at` (from 1; beyond the ends is at the end). Raises ValidationError."""
    edition = to_change(item.edition, by=by)
    row = [one for one in edition.items.order_by("position", "pk") if one.pk != item.pk]
    row.insert(max(0, min(at - 1, len(row))), item)
    _number(row)
    audit.record(by, "edition.item_moved", on=edition)


def move(item: Item, *, up: bool, by) -> None:
    """One place up or down. Raises ValidationError."""
    row = list(item.edition.items.order_by("position", "pk").values_list("pk", flat=True))
    place(item, at=row.index(item.pk) + 1 + (-1 if up else 1) if item.pk in row else 1, by=by)


@transaction.atomic
def take_out(item: Item, *, by) -> None:
    """Take a piece of news out; what was proposed can be chosen again. Raises ValidationError."""
    edition = to_change(item.edition, by=by)
    remove_pictures(Picture.objects.filter(item=item))
    Item.objects.filter(pk=item.pk).delete()
    _number(edition.items.order_by("position", "pk"))
    audit.record(by, "edition.item_taken_out", on=edition, key=item.key)


def use(item: Item) -> None:
    """A reader says to use this; only that is counted, never who. Raises ValidationError for what is not out."""
    if not Item.objects.filter(pk=item.pk, edition__state__in=Edition.OUT).update(used=F("used") + 1):
        raise ValidationError("Dit bericht staat niet (meer) in een nieuwsbrief.")


@transaction.atomic
def discard(edition: Edition, *, by) -> None:
    """Throw a draft away. Raises ValidationError."""
    edition = to_change(edition, by=by)
    audit.record(by, "edition.discarded", on=edition)
    remove_pictures(Picture.objects.filter(item__edition=edition))
    edition.delete()


def remove_pictures(found: QuerySet[Picture]) -> None:
    """Remove pictures with their bytes; those are gone once the transaction is committed."""
    for picture in found.select_related("file"):
        picture.delete()
        files.remove(picture.file)


def to_change(edition: Edition, *, by) -> Edition:
    """The edition, locked and noted as changed, so that it must be read along anew. Raises ValidationError."""
    edition = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if edition is None or not edition.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    edition.changed_at, edition.changed_by, edition.approved_at, edition.approved_by = timezone.now(), by, None, None
    edition.held_because = ""
    edition.save(update_fields=["changed_at", "changed_by", "approved_at", "approved_by", "held_because"])
    return edition


def _to_begin_with(found: list[Proposal]) -> list[Proposal]:
    """The first few of each kind, of what stood in no edition."""
    chosen: list[Proposal] = []
    for one in found:
        if not one.stood_in and sum(other.source is one.source for other in chosen) < one.source.to_begin_with:
            chosen.append(one)
    return chosen


def _item(edition: Edition, proposal: Proposal, position: int) -> Item:
    source, offer = proposal.source, proposal.offer
    return Item(
        edition=edition,
        position=position,
        source=source.code,
        key=proposal.key,
        kind=source.kind,
        title=Truncator(offer.title).chars(200),
        text=str(paragraphs(offer.text)),
        link=offer.path,
        link_words=source.link_words,
    )


def _is_copied(written: str, offer: Narrow) -> bool:
    """Whether a sentence of what is told of stands in it to the letter."""
    pieces = (_letters(piece) for piece in re.split(r"[.!?\n]", f"{offer.title}\n{offer.text}"))
    return any(piece in _letters(written) for piece in pieces if len(piece) >= NO_CHANCE)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _number(items: Iterable[Item]) -> None:
    """Write the places of `items`, from 1."""
    for position, item in enumerate(items, start=1):
        if item.position != position:
            Item.objects.filter(pk=item.pk).update(position=position)
