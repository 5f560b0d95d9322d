"""Taking out of a file what people do not know is in it: where a picture was taken, and who made a document."""

import io
import re
import struct
import zipfile
import zlib

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

# A photo of today's telephones fits; what is drawn in memory stays below half a gigabyte.
MOST_PIXELS = 50_000_000
QUALITY = 88

TOO_LARGE = "Het plaatje is te groot: hoogstens 50 miljoen beeldpunten kan. Maak het kleiner en probeer het nog eens."
BROKEN = "Het plaatje is beschadigd. Open het, sla het opnieuw op als .png of .jpg en probeer het nog eens."
# What Pillow raises on bytes that were made to break it.
UNREADABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, OverflowError,
    IndexError, KeyError, TypeError, struct.error, zlib.error,
)  # fmt: skip

# Where an office file says who made it, and for which company; only there, never in what somebody wrote.
MAKERS = {
    "docProps/core.xml": ("dc:creator", "cp:lastModifiedBy"),
    "docProps/app.xml": ("Company", "Manager"),
    "meta.xml": ("dc:creator", "meta:initial-creator", "meta:printed-by"),
}
# A signed document stays as it was: taking something out would break the signature.
SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")


def redrawn(content: bytes) -> bytes:
    """The picture, drawn anew upright, with nothing in it but what can be seen. Raises ValidationError."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(TOO_LARGE)
            return _saved(picture)
    except UNREADABLE as error:
        raise ValidationError(BROKEN) from error


def _saved(picture: Image.Image) -> bytes:
    """The points of the picture: what Pillow keeps beside them (place, comment, profile) is not written."""
    as_jpeg = picture.format == "JPEG"
    upright = ImageOps.exif_transpose(picture)
    fresh = _in_plain_colours(upright, as_jpeg=as_jpeg)
    fresh.info.clear()
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=QUALITY, optimize=True) if as_jpeg else fresh.save(out, "PNG", optimize=True)
    return out.getvalue()


def _in_plain_colours(picture: Image.Image, *, as_jpeg: bool) -> Image.Image:
    if as_jpeg:
        return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    if picture.mode in {"L", "LA", "RGB", "RGBA"} and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA")


def without_makers(content: bytes) -> bytes:
    """An office file (a zip that was checked) without the names of who made it; a signed one is given back as it is.

    Names in comments and in changes that were tracked are part of what somebody wrote, and stay.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        names = old.namelist()
        if any(name.startswith(SIGNED) for name in names) or not MAKERS.keys() & set(names):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                # What an OpenDocument file says first of itself is read as it stands.
                packing = zipfile.ZIP_STORED if entry.filename == "mimetype" else entry.compress_type
                new.writestr(_plain(entry), _unnamed(entry.filename, old.read(entry)), compress_type=packing)
        return out.getvalue()


def _plain(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same member; without fields that say on which machine it was packed."""
    return zipfile.ZipInfo(entry.filename, entry.date_time)


def _unnamed(name: str, content: bytes) -> bytes:
    for tag in MAKERS.get(name, ()):
        content = re.sub(rf"(<{tag}(?:\s[^>]*)?>)[^<]*(</{tag}>)".encode(), rb"\1\2", content)
    return content
