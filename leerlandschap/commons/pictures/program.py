"""Draws a picture anew within a size, in a process of its own: bytes in, JSON out. It knows nothing of the portal."""

import base64
import io
import json
import struct
import sys
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
QUALITY = 86
# A photo that somebody saved as a PNG weighs ten times what it does as a JPEG.
HEAVY = 300_000
UNREADABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, OverflowError,
    IndexError, KeyError, TypeError, struct.error, zlib.error,
)  # fmt: skip


def main() -> None:
    try:
        answer = drawn(sys.stdin.buffer.read(), int(sys.argv[1]))
    except UNREADABLE:
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


def drawn(content: bytes, within: int) -> dict:
    """The picture, or why not."""
    with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return {"refused": "large"}
        as_jpeg = picture.format == "JPEG"
        fresh = smaller(picture, within, as_jpeg=as_jpeg)
    saved = b"" if as_jpeg else as_png(fresh)
    if not saved or (len(saved) > HEAVY and fresh.mode in {"L", "RGB"}):
        as_jpeg, saved = True, as_a_jpeg(fresh)
    packed = base64.b64encode(saved).decode()
    return {"content": packed, "is_jpeg": as_jpeg, "width": fresh.width, "height": fresh.height}


def smaller(picture: Image.Image, within: int, *, as_jpeg: bool) -> Image.Image:
    """Upright and within the size; of what Pillow keeps beside the points nothing is left."""
    if as_jpeg:
        picture.draft("RGB", (within, within))
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert(plain_mode(upright, as_jpeg=as_jpeg))
    plain.thumbnail((within, within))
    plain.info.clear()
    return plain


def plain_mode(picture: Image.Image, *, as_jpeg: bool) -> str:
    if picture.mode in {"L", "RGB"} and "transparency" not in picture.info:
        return picture.mode
    return "RGB" if as_jpeg or not picture.has_transparency_data else "RGBA"


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def as_a_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
