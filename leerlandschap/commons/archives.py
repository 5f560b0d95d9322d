"""Whether a zip may be opened at all: asked of its directory, before anything that reads it for real gets to see it.

Office files (xlsx, ods, docx, odt) are zips. Half a megabyte of zip can hold gigabytes, members that want to be written
elsewhere, or programs.
"""

import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 1_000
MOST_UNPACKED = 50 * MEGABYTE
# Text packs well; a hundredfold it does not, unless it was made to. Below a few megabytes it does no harm.
MOST_RATIO = 100
RATIO_COUNTS_FROM = 5 * MEGABYTE
ENCRYPTED = 0x1

BROKEN = (
    "Het bestand is beschadigd. Open het in je rekenblad of tekstverwerker, sla het opnieuw op en probeer het nog eens."
)
TOO_MUCH = "Het bestand is uitgepakt te groot. Haal weg wat niet nodig is, zoals plaatjes, en probeer het nog eens."
LOCKED = "Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het nog eens."
MACROS = "In het bestand zitten macro's. Sla het op zonder macro's, bijvoorbeeld als .xlsx, en probeer het nog eens."
STRANGE = "Het bestand is vreemd opgebouwd. Open het, sla het op als nieuw bestand en probeer het nog eens."

# What zipfile and zlib raise on bytes that were made to break them.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError, RuntimeError,
    LookupError,
)  # fmt: skip


def members(stream: IO[bytes]) -> dict[str, bytes]:
    """The names in the zip, each with the first bytes of what it holds. Raises ValidationError with what to do.

    Every member is read through once, so what is given has a directory that tells the truth.
    """
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _check_directory(entries, stream)
            return {entry.filename: _read_through(archive, entry) for entry in entries}
    except UNREADABLE as error:
        raise ValidationError(BROKEN) from error
    finally:
        stream.seek(0)


def _check_directory(entries: list[zipfile.ZipInfo], stream: IO[bytes]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise ValidationError(TOO_MUCH)
    if unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * stream.seek(0, 2):
        raise ValidationError(TOO_MUCH)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise ValidationError(LOCKED)
    names = [entry.filename.lower() for entry in entries]
    if any(_wanders(entry) for entry in entries) or len(set(names)) < len(names):
        raise ValidationError(STRANGE)
    # Something else before the zip: a file that is two things at once.
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise ValidationError(STRANGE)
    if any(_is_program(name) for name in names):
        raise ValidationError(MACROS)


def _wanders(entry: zipfile.ZipInfo) -> bool:
    """Whether a member wants to be written elsewhere, or under another name than it shows."""
    name = entry.orig_filename
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def _is_program(name: str) -> bool:
    return (
        name.endswith(("vbaproject.bin", "vbadata.xml"))
        or "/activex/" in name
        or "/macrosheets/" in name
        or name.startswith(("basic/", "scripts/"))
    )


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a member, at most as far as the directory promised; a wrong promise is a broken file."""
    with archive.open(entry) as member:
        first = member.read(200)
        while member.read(MEGABYTE):
            pass
    return first
