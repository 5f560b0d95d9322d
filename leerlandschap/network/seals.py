"""What lies sealed of people: the secrets of their second factors, which allauth keeps."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from leerlandschap.commons import cipher
from leerlandschap.commons.registry import seals
from leerlandschap.commons.resealing import Sealed
from leerlandschap.network.adapter import SecondFactorAdapter

# By which names allauth keeps what it had sealed: that of an app, and that from which recovery codes are made.
SECRETS = ("secret", "seed")


class SecondFactors(Sealed):
    """Secrets in the data of an authenticator."""

    label = "mfa.authenticator.data"

    def rows(self) -> QuerySet:
        return Authenticator.objects.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES])

    def is_old(self, row: Authenticator) -> bool:
        return any(not row.data[name].startswith(cipher.newest()) for name in SECRETS if name in row.data)

    def renew(self, row: Authenticator) -> None:
        renewed = {
            name: cipher.reseal(row.data[name], bound_to=SecondFactorAdapter.BOUND_TO)
            for name in SECRETS
            if name in row.data
        }
        Authenticator.objects.filter(pk=row.pk).update(data=row.data | renewed)


seals.register(SecondFactors())
