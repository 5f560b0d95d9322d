"""Pictures with pieces of news: hanging one up, saying what is on it, and taking it away with its bytes."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from leerlandschap.commons import audit, files
from newsletter.flows import editions
from newsletter.models import Item, Picture

MOST_BYTES = 10 * files.MEGABYTE
# Twice what a mail shows of it, for sharp screens.
WITHIN = 1200

NONE = "Bij dit bericht staat geen afbeelding meer. Kies er een."
GONE = "Dit bericht staat niet meer in de editie."


@transaction.atomic
def hang(item: Item, upload: UploadedFile, *, alt: str, by) -> Picture:
    """Put a picture with a piece of news, in place of the one that was there. Raises ValidationError."""
    edition = editions.to_change(item.edition, by=by)
    if not Item.objects.filter(pk=item.pk).exists():
        raise ValidationError(GONE)
    try:
        file, width, height = files.keep_picture(upload, max_size=MOST_BYTES, within=WITHIN)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    editions.remove_pictures(Picture.objects.filter(item=item))
    picture = Picture.objects.create(item=item, file=file, alt=alt, width=width, height=height)
    audit.record(by, "edition.picture_hung", on=edition, size=file.size)
    return picture


@transaction.atomic
def describe(item: Item, *, alt: str, by) -> None:
    """Say what is to be seen on it. Raises ValidationError."""
    edition = editions.to_change(item.edition, by=by)
    if not Picture.objects.filter(item=item).update(alt=alt):
        raise ValidationError(NONE)
    audit.record(by, "edition.picture_described", on=edition)


@transaction.atomic
def take_away(item: Item, *, by) -> None:
    """Take it away; that somebody did so before is no fault. Raises ValidationError."""
    edition = editions.to_change(item.edition, by=by)
    editions.remove_pictures(Picture.objects.filter(item=item))
    audit.record(by, "edition.picture_taken_away", on=edition)
