"""The codes that the demo's authenticator apps would show now, so that a newcomer can walk the real path.

Only in the embedded trial, and only for invented people: elsewhere there is nothing here.
"""

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from leerlandschap.commons import registry

# The domain that the demo's people have, and nobody of flesh and blood.
DEMO_DOMAIN = "@voorbeeld.nl"


@dataclass(frozen=True)
class Code:
    """What an authenticator app would show for an account, and for how many seconds more."""

    address: str
    code: str
    seconds_left: int


@registry.codes.register
def codes() -> list[Code]:
    """The present code of every demo account that has one; nothing outside the embedded trial."""
    if not (settings.EMBEDDED and settings.DEMO_CODES) or settings.PRODUCTION:
        return []
    found = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__email__endswith=DEMO_DOMAIN)
    return [_code(authenticator) for authenticator in found.select_related("user").order_by("user__email")]


def _code(authenticator: Authenticator) -> Code:
    now = int(time.time())
    value = hotp_value(decrypt(authenticator.data["secret"]), now // app_settings.TOTP_PERIOD)
    left = app_settings.TOTP_PERIOD - now % app_settings.TOTP_PERIOD
    return Code(authenticator.user.email, format_hotp_value(value), left)
