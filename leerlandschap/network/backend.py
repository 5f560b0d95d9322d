"""Signing in by address, and finding the account of a session with its person in one question."""

from allauth.account.auth_backends import AuthenticationBackend

from leerlandschap.network.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's backend, which also brings the person along."""

    def get_user(self, user_id):
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
