"""Making a picture anew that everybody will look at: no larger than it is shown, and nothing in it but what can be seen."""

import base64
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from leerlandschap.commons import apart
from leerlandschap.commons.traces import BROKEN, TOO_LARGE

PROGRAM = Path(__file__).with_name("program.py")


@dataclass(frozen=True)
class Drawn:
    """The bytes of a picture, whether they are a JPEG (else a PNG), and its size in points."""

    content: bytes
    is_jpeg: bool
    width: int
    height: int


def drawn_anew(content: bytes, *, within: int) -> Drawn:
    """The picture upright, at most `within` points wide and high, without what it told of place and camera.

    It is done in a process of its own. Raises ValidationError, with what to do, for what cannot be drawn.
    """
    try:
        answer = apart.ask(PROGRAM, content, str(within), megabytes=1024, seconds=9)
    except apart.NoAnswer as error:
        raise ValidationError(BROKEN) from error
    if "refused" in answer:
        raise ValidationError(TOO_LARGE if answer["refused"] == "large" else BROKEN)
    return Drawn(base64.b64decode(answer["content"]), answer["is_jpeg"], answer["width"], answer["height"])
