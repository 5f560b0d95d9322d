"""Reading calendar files with another library than the one that wrote them."""

import vobject


def read(text: str | bytes):
    """The calendar of a file that keeps to the standard: known properties, lines of at most 75 octets, CRLF. Raises."""
    raw = text if isinstance(text, bytes) else text.encode()
    assert b"\n" not in raw.replace(b"\r\n", b""), "a line ends in CRLF"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a line is longer than 75 octets"
    calendar = vobject.readOne(raw.decode(), allowQP=False)
    calendar.validate(raiseException=True)
    return calendar


def value(component, name: str) -> str:
    """The value of one property."""
    return component.getChildValue(name)
