"""Taking in a file, keeping it, and giving it back.

What a file is, is decided by what is in it; the name only has to agree. It is given back as a download that no browser
opens in the portal's name. A picture is drawn anew, and with `traceless` an office file loses who made it (`traces.py`).
"""

import base64
import hashlib
import io
import os
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.utils import timezone

from leerlandschap.commons import archives, cipher, pictures, scrubbing, traces
from leerlandschap.commons.days import start_of_day
from leerlandschap.commons.forms import TURNING_MARKS
from leerlandschap.commons.models.files import File

MEGABYTE = 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
# How a file ends that is being put under another key; one that was left by a process that died is written over.
RESEALED = ".resealed"
UNSAFE_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*;]+')
LONGEST_NAME = 120
# What a file may do in a browser that opens it all the same: nothing.
SEALED_OFF = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True)
class Kind:
    """A kind of file that can be allowed: how its name ends, and for a zip what must be in it."""

    extension: str
    content_type: str
    required: frozenset[str] = frozenset()
    # Another way to write the ending.
    also: str = ""

    @property
    def endings(self) -> tuple[str, ...]:
        """How a name may end."""
        return (self.extension, self.also) if self.also else (self.extension,)


XLSX = Kind(".xlsx", f"{OFFICE}.spreadsheetml.sheet", frozenset({"[Content_Types].xml", "xl/workbook.xml"}))
DOCX = Kind(".docx", f"{OFFICE}.wordprocessingml.document", frozenset({"[Content_Types].xml", "word/document.xml"}))
ODS = Kind(".ods", f"{OPEN_DOCUMENT}.spreadsheet", frozenset({"mimetype", "content.xml"}))
ODT = Kind(".odt", f"{OPEN_DOCUMENT}.text", frozenset({"mimetype", "content.xml"}))
PPTX = Kind(
    ".pptx", f"{OFFICE}.presentationml.presentation", frozenset({"[Content_Types].xml", "ppt/presentation.xml"})
)
ODP = Kind(".odp", f"{OPEN_DOCUMENT}.presentation", frozenset({"mimetype", "content.xml"}))
PDF = Kind(".pdf", "application/pdf")
PNG = Kind(".png", "image/png")
JPEG = Kind(".jpg", "image/jpeg", also=".jpeg")
OFFICE_KINDS = (XLSX, DOCX, PPTX, ODS, ODT, ODP)
PICTURES = (PNG, JPEG)
KINDS = (*OFFICE_KINDS, PDF, *PICTURES)
SPREADSHEETS = (XLSX, ODS)
# What people talk about at a meeting.
PAPERS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG)

EMPTY = "Het bestand is leeg. Kies het bestand met de gegevens erin."
TOO_BIG = "Het bestand is {size} MB groot; hoogstens {most} MB kan. Haal weg wat niet nodig is en probeer het nog eens."
OLD_OR_LOCKED = "Dit is een oud Officebestand of het heeft een wachtwoord. Sla het zonder wachtwoord op als {endings}."
WRONG_KIND = "Dit is {what}. Sla het op als {endings} en kies dat bestand."
WRONG_NAME = "De naam eindigt niet op {ending}, terwijl het bestand dat wel is. Sla het opnieuw op als {ending}."
# How other files begin, and what people call them.
RECOGNISED = (
    (b"pk\x03\x04", "een zip-bestand"),
    (b"%pdf-", "een pdf"),
    (b"\x89png", "een plaatje"),
    (b"\xff\xd8\xff", "een plaatje"),
    (b"gif8", "een plaatje"),
    (b"{\\rtf", "een rtf-bestand"),
    (b"<svg", "een svg-plaatje"),
    (b"<!doctype html", "een webpagina"),
    (b"<html", "een webpagina"),
    (b"<table", "een webpagina"),
    (b"<?xml", "een xml-bestand"),
)


# --- taking in --------------------------------------------------------------------------------------------------------


def keep(
    upload: UploadedFile, *, allowed: Collection[Kind], max_size: int, sealed: bool = False, traceless: bool = False
) -> File:
    """Store `upload`, of an allowed kind and at most `max_size` bytes; `sealed` makes it unreadable on the disk.

    A picture is stored as drawn anew, without what it told of place and camera; with `traceless` an office file without
    the names of who made it. Raises ValidationError with a sentence that says what to do. Call it in the transaction that
    makes the row the file belongs to; what a transaction that failed leaves on the disk is swept up later.
    """
    kind = check(upload, allowed=allowed, max_size=max_size)
    content = _stored_as(upload.read(), kind, traceless=traceless)
    file = File(name=shown_name(upload.name, kind), sealed=sealed, sha256=hashlib.sha256(content).hexdigest())
    return _store(file, content, kind)


def keep_nameless(
    upload: UploadedFile, *, allowed: Collection[Kind], max_size: int, number: uuid.UUID, called: str
) -> File:
    """Store `upload` sealed, made anew without who made it, when and where, and `called` otherwise than its sender did.

    It opens only under `number`, by which its own row knows it; no fingerprint stays, since that would tell who has the
    same file. Raises ValidationError as `keep`, and for a file in which something may stay that leads to its maker.
    """
    kind = check(upload, allowed=allowed, max_size=max_size)
    content = upload.read()
    content = traces.redrawn(content) if kind in PICTURES else scrubbing.without_maker(content, kind.extension)
    file = File(uuid=number, name=f"{called}{kind.extension}", sealed=True)
    return _store(file, content, kind, at=start_of_day(timezone.now()))


def keep_picture(upload: UploadedFile, *, max_size: int, within: int) -> tuple[File, int, int]:
    """Store a picture for everybody to look at: drawn anew in a process of its own, no larger than `within` points.

    Gives it with its width and height. Raises ValidationError as `keep`.
    """
    check(upload, allowed=PICTURES, max_size=max_size)
    drawn = pictures.drawn_anew(upload.read(), within=within)
    kind = JPEG if drawn.is_jpeg else PNG
    stem = shown_name(upload.name, kind).removesuffix(kind.extension).removesuffix(".png").removesuffix(".PNG")
    file = File(name=f"{stem}{kind.extension}", sha256=hashlib.sha256(drawn.content).hexdigest())
    return _store(file, drawn.content, kind), drawn.width, drawn.height


def _store(file: File, content: bytes, kind: Kind, *, at: datetime | None = None) -> File:
    """Write it to the disk and note it, as kept now, or `at` another moment: then the disk says so too."""
    file.content_type, file.size, file.kept_at = kind.content_type, len(content), at or timezone.now()
    default_storage.save(file.path, ContentFile(_seal(file, content) if file.sealed else content))
    if at is not None:
        path = Path(default_storage.path(file.path))
        for one in (path, path.parent):
            os.utime(one, (at.timestamp(), at.timestamp()))
    file.save()
    return file


def check(upload: UploadedFile, *, allowed: Collection[Kind], max_size: int) -> Kind:
    """What kind of file `upload` is, by its content. Raises ValidationError when it is not one of `allowed`, or unsafe."""
    if not upload.size:
        raise ValidationError(EMPTY)
    if upload.size > max_size:
        size, most = -(-upload.size // MEGABYTE), max_size // MEGABYTE
        raise ValidationError(TOO_BIG.format(size=size, most=most))
    kind = _kind_of(upload)
    if kind not in allowed:
        raise ValidationError(_wrong_kind(upload, kind, allowed))
    if not (upload.name or "").lower().endswith(kind.endings):
        raise ValidationError(WRONG_NAME.format(ending=kind.extension))
    return kind


def shown_name(name: str, kind: Kind) -> str:
    """`name` without folders and without anything that could mean something to a browser or a disk."""
    stem = Path((name or "").replace("\\", "/")).name
    ending = next((one for one in kind.endings if stem.lower().endswith(one)), "")
    stem = stem.removesuffix(stem[-len(ending) :]) if ending else stem
    stem = " ".join(UNSAFE_IN_A_NAME.sub(" ", TURNING_MARKS.sub("", stem)).split()).strip(" .")
    return f"{stem[:LONGEST_NAME] or 'bestand'}{kind.extension}"


def _stored_as(content: bytes, kind: Kind, *, traceless: bool) -> bytes:
    if kind in PICTURES:
        return traces.redrawn(content)
    return traces.without_makers(content) if traceless and kind in OFFICE_KINDS else content


def _kind_of(upload: UploadedFile) -> Kind | None:
    head = _ends(upload)[0]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in _ends(upload)[1] else None
    if not head.startswith(b"PK\x03\x04"):
        return None
    members = archives.members(upload)
    return next((kind for kind in KINDS if kind.required and _fits(kind, members)), None)


def _fits(kind: Kind, members: dict[str, bytes]) -> bool:
    """Whether a zip holds what this kind must hold; the OpenDocument ones say in so many words which they are."""
    declared = members.get("mimetype", b"").strip().decode("ascii", "replace")
    return kind.required <= members.keys() and ("mimetype" not in kind.required or declared == kind.content_type)


def _ends(upload: UploadedFile) -> tuple[bytes, bytes]:
    """The first and the last kilobyte."""
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(max(0, upload.size - 1024))
    tail = upload.read(1024)
    upload.seek(0)
    return head, tail


def _wrong_kind(upload: UploadedFile, kind: Kind | None, allowed: Collection[Kind]) -> str:
    *others, last = sorted({one.extension for one in allowed}, reverse=True)
    endings = f"{', '.join(others)} of {last}" if others else last
    head = _ends(upload)[0]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return OLD_OR_LOCKED.format(endings=endings)
    return WRONG_KIND.format(what=_what(head, kind), endings=endings)


def _what(head: bytes, kind: Kind | None) -> str:
    """What people would call a file that begins like this."""
    if kind in PICTURES:
        return "een plaatje"
    if kind is not None:
        return f"een {kind.extension[1:]}-bestand"
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = next((what for magic, what in RECOGNISED if begin.startswith(magic)), "")
    return found or ("een ander soort bestand" if b"\0" in head else "een tekstbestand, bijvoorbeeld csv")


# --- giving back ------------------------------------------------------------------------------------------------------


def open(file: File) -> IO[bytes]:
    """The bytes of `file`, to read. Raises FileNotFoundError, and cipher.Unreadable for a sealed file without its key."""
    stored = default_storage.open(file.path, "rb")
    if not file.sealed:
        return stored
    with stored:
        opened = cipher.unseal(stored.read().decode("ascii"), bound_to=_bound(file))
    return io.BytesIO(base64.b64decode(opened))


def serve(file: File, content: IO[bytes] | None = None) -> FileResponse:
    """`file` as a download, with its `content` when that was opened. Who may have it was settled by the caller."""
    response = FileResponse(
        content or open(file), as_attachment=True, filename=file.name, content_type=file.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED_OFF
    response["Cache-Control"] = "private, no-store"
    return response


def show(picture: File, *, for_everybody: bool, in_mail: bool) -> FileResponse:
    """A picture of `keep_picture`, to stand in a page; or `in_mail`, that is read on the page of somebody's mailbox.

    Its address is for this picture alone: what is for everybody is never asked for twice.
    """
    response = FileResponse(open(picture), filename=picture.name, content_type=picture.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED_OFF
    if in_mail:
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if for_everybody else "private, no-store"
    return response


def is_under(file: File, beginning: str) -> bool:
    """Whether the bytes of a sealed file begin so. Raises FileNotFoundError."""
    with default_storage.open(file.path, "rb") as stored:
        return stored.read(len(beginning)) == beginning.encode("ascii")


def reseal(file: File) -> None:
    """Put a sealed file under the newest key, in one move: who reads it meanwhile reads the one or the other.

    Raises FileNotFoundError, and cipher.Unreadable. Call it with the row held, so that nobody removes it meanwhile.
    """
    path = Path(default_storage.path(file.path))
    content = cipher.reseal(path.read_text("ascii"), bound_to=_bound(file))
    beside = path.with_suffix(RESEALED)
    beside.write_text(content, "ascii")
    beside.replace(path)


def _seal(file: File, content: bytes) -> bytes:
    return cipher.seal(base64.b64encode(content).decode("ascii"), bound_to=_bound(file)).encode("ascii")


def _bound(file: File) -> str:
    return f"commons.file:{file.uuid}"


# --- letting go -------------------------------------------------------------------------------------------------------


def remove(file: File) -> None:
    """Delete the row now, and the bytes once the transaction has been committed."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def sweep(now: datetime, *, older_than: timedelta = timedelta(days=2)) -> int:
    """Delete bytes that no row knows, left by a transaction that failed or a process that died. Gives how many.

    What came without a name is dated at the beginning of its day, so nothing goes within a day of that.
    """
    known = {uuid.hex for uuid in File.objects.values_list("uuid", flat=True)}
    lost = [path for path in _stored() if path[3:] not in known and _stored_before(path, now - older_than)]
    for path in lost:
        default_storage.delete(path)
    return len(lost)


def _stored() -> list[str]:
    """The paths of all stored files; other things that may lie there are left alone."""
    if not default_storage.exists(""):
        return []
    folders = [folder for folder in default_storage.listdir("")[0] if re.fullmatch("[0-9a-f]{2}", folder)]
    names = [f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]]
    return [name for name in names if re.fullmatch("[0-9a-f]{2}/[0-9a-f]{32}", name)]


def _stored_before(path: str, moment: datetime) -> bool:
    return default_storage.get_modified_time(path) < moment
