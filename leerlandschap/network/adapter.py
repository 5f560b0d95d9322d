"""How allauth is fitted to this portal: its mails, its addresses, and what it stores of second factors."""

import uuid
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, cipher, notices
from leerlandschap.network.flows import accounts
from leerlandschap.network.sessions import mark_beginning

# allauth's mails: (code of our letter, the word under which allauth gives the link, or the name of a page of ours).
LETTERS = {
    "account/email/email_confirmation": ("account.confirm_address", "activate_url"),
    "account/email/email_confirmation_signup": ("account.confirm_address", "activate_url"),
    "account/email/password_reset_key": ("account.reset", "password_reset_url"),
    "account/email/unknown_account": ("account.unknown", "account-request"),
    "account/email/account_already_exists": ("account.exists", "account_reset_password"),
    "account/email/password_changed": ("account.password_changed", "usersessions_list"),
    "account/email/password_set": ("account.password_changed", "usersessions_list"),
    "account/email/password_reset": ("account.password_changed", "usersessions_list"),
    "account/email/email_changed": ("account.address_changed", "contact"),
    "account/email/email_deleted": ("account.address_changed", "contact"),
    "account/email/email_confirm": ("account.address_changed", "contact"),
    "mfa/email/totp_activated": ("account.second_factor_added", "mfa_index"),
    "mfa/email/webauthn_added": ("account.second_factor_added", "mfa_index"),
    "mfa/email/totp_deactivated": ("account.second_factor_removed", "mfa_index"),
    "mfa/email/webauthn_removed": ("account.second_factor_removed", "mfa_index"),
    "mfa/email/recovery_codes_generated": ("account.recovery_codes", "mfa_index"),
}
# A mail that a later allauth adds is told in general words rather than not at all.
ANY_OTHER = ("account.notice", "account_email")

MISMATCH = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei, of kies een nieuw wachtwoord."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only, and their mails go through the ledger."""

    error_messages = DefaultAccountAdapter.error_messages | {"email_password_mismatch": MISMATCH}

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the letter that stands for allauth's mail. Its link follows SITE_URL, never the Host header."""
        code, link = LETTERS.get(template_prefix, ANY_OTHER)
        path = urlsplit(context[link]).path if link in context else reverse(link)
        notices.write_to(email, code, key=f"{code}:{uuid.uuid4()}", path=path)

    def login(self, request, user) -> None:
        super().login(request, user)
        mark_beginning(request.session, timezone.now())
        audit.record(user, "account.signed_in", on=user)

    @transaction.atomic
    def confirm_email(self, request, email_address) -> bool:
        """The confirmed address is also the one the person goes by; refused when that is somebody else's."""
        user = email_address.user
        if not accounts.address_is_free(email_address.email, for_user=user):
            messages.error(request, accounts.TAKEN)
            return False
        if not super().confirm_email(request, email_address):
            return False
        accounts.change_address(user, email_address.email)
        return True


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie sealed in the database."""

    # allauth does not say whose secret it is, so it is bound to its purpose and not to its row.
    BOUND_TO = "mfa.authenticator"

    def encrypt(self, text: str) -> str:
        return cipher.seal(text, bound_to=self.BOUND_TO)

    def decrypt(self, encrypted_text: str) -> str:
        return cipher.unseal(encrypted_text, bound_to=self.BOUND_TO)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Het leerlandschap"}
