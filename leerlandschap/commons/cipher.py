"""Text that is unreadable in the database, a dump or a backup, and bound to the row it belongs to (AES-256-GCM).

Keys come from FIELD_KEYS, newest first: the first one seals, all of them open. It does not protect against whoever runs
the portal itself.
"""

import base64
import hashlib
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class Unreadable(ValueError):
    """Sealed text that was moved, changed, or sealed with a key that is gone."""


def seal(text: str, *, bound_to: str) -> str:
    """Encrypt `text` so that it opens only with the same `bound_to` (for instance `commons.letter:<uuid>:facts`)."""
    key, nonce = settings.FIELD_KEYS[0], os.urandom(12)
    sealed = _with(key).encrypt(nonce, text.encode(), bound_to.encode())
    return f"1:{_name(key)}:{base64.b64encode(nonce + sealed).decode()}"


def reseal(sealed: str, *, bound_to: str) -> str:
    """The same text under the newest key. Raises Unreadable."""
    return seal(unseal(sealed, bound_to=bound_to), bound_to=bound_to)


def newest() -> str:
    """How everything begins that was sealed with the newest key."""
    return f"1:{_name(settings.FIELD_KEYS[0])}:"


def unseal(sealed: str, *, bound_to: str) -> str:
    """The text that `seal` was given. Raises Unreadable."""
    try:
        _version, name, payload = sealed.split(":")
        key = next(key for key in settings.FIELD_KEYS if _name(key) == name)
        raw = base64.b64decode(payload)
        return _with(key).decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (ValueError, StopIteration, InvalidTag) as error:
        raise Unreadable(f"cannot open what was sealed for {bound_to}") from error


@cache
def _with(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"leerlandschap field key\0" + key.encode()).digest())


@cache
def _name(key: str) -> str:
    """A short name by which a sealed text says with which key it was sealed."""
    return hashlib.sha256(b"leerlandschap key name\0" + key.encode()).hexdigest()[:8]
