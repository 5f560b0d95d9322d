"""The authenticator app of somebody in a story."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt


def code_of(user) -> str:
    """What the app of `user` shows now."""
    found = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_from(decrypt(found.data["secret"]))


def code_from(secret: str) -> str:
    """What an app that was given `secret` shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code_for(user) -> str:
    """A code that the app of `user` does not show now."""
    return f"{(int(code_of(user)) + 1) % 1_000_000:06d}"
