"""The code by which who sent something anonymously comes back to it: made in the browser's form, stored only as a fingerprint."""

import hashlib
import secrets

from django.core import signing

# No letters and digits that look alike on paper. Sixteen of them are 79 bits: nobody tries them all.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
SALT = "signals.receipt"
# A form may stay open for a day.
HELD_FOR = 24 * 60 * 60


def make() -> str:
    """A new code."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """The code as it is shown: in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def typed(text: str) -> str:
    """A code as somebody typed it over, with or without dashes and spaces; empty when it is none."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def signed(code: str) -> str:
    """The code for a form: only a code that was made here comes back with it."""
    return signing.dumps(code, salt=SALT)


def unsigned(value: str) -> str:
    """The code that `signed` was given, or a new one when it was not made here or the form stood open too long."""
    try:
        return typed(str(signing.loads(value, salt=SALT, max_age=HELD_FOR))) or make()
    except signing.BadSignature:
        return make()


def fingerprint(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(f"signals.receipt\0{code}".encode("utf-8", "replace")).hexdigest()
