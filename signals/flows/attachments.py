"""Attachments of an experience: taking them in without what leads to who made them, and destroying them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from leerlandschap.commons import files
from signals.models import Attachment, Experience, Message
from signals.models.attachments import AttachmentQuerySet

MOST_BYTES = 10 * files.MEGABYTE
AT_ONCE, MOST = 3, 10
CALLED = "bijlage-{number}"
MANY = f"Kies hoogstens {AT_ONCE} bestanden tegelijk."
ENOUGH = f"Bij één ervaring kunnen hoogstens {MOST} bijlagen. Zet wat je nog hebt in één bestand."


@transaction.atomic
def attach(
    experience: Experience, uploads: Iterable[UploadedFile], *, message: Message | None = None
) -> list[Attachment]:
    """Keep `uploads` with an experience that is held, or with a `message` about it. Raises ValidationError.

    In the trail stands nothing of it but that the experience or the message came.
    """
    uploads = list(uploads)
    last = experience.attachments.aggregate(last=Max("number"))["last"] or 0
    if len(uploads) > AT_ONCE:
        raise ValidationError({"attachments": MANY})
    if last + len(uploads) > MOST:
        raise ValidationError({"attachments": ENOUGH})
    return [_keep(experience, upload, last + place, message) for place, upload in enumerate(uploads, start=1)]


def destroy(attachments: AttachmentQuerySet) -> int:
    """Remove attachments with their bytes; those are gone once the transaction is committed. Gives how many."""
    with transaction.atomic():
        found = list(attachments.select_related("file").select_for_update(of=("self",)))
        for one in found:
            one.delete()
            files.remove(one.file)
    return len(found)


def _keep(experience: Experience, upload: UploadedFile, number: int, message: Message | None) -> Attachment:
    attachment = Attachment(experience=experience, message=message, number=number)
    try:
        attachment.file = files.keep_nameless(
            upload, allowed=files.PAPERS, max_size=MOST_BYTES, number=attachment.ref,
            called=CALLED.format(number=number),
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({"attachments": error.messages}) from error
    attachment.save(force_insert=True)
    return attachment
