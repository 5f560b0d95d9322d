"""Which pages are looked at, and as whom: the table of test_access.py, and what it looks like for others.

What is left out is named with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from leerlandschap.network.models import User
from tests.test_access import ACCOUNT, ADMIN, NOT_SO, OK, TABLE, Row
from tests.world import World

GONE = 410
FILE, SAME, ANSWER = "a file", "the same page as the row before it", "an answer for a script or a monitor"
ELSEWHERE, NOTHING = "leads to another page that is looked at", "the page of what is not there"
LEFT_OUT = {
    "health": ANSWER,
    "sign-of-life": ANSWER,
    "security-txt": ANSWER,
    "mfa_login_webauthn": ANSWER,
    "mfa_download_recovery_codes": FILE,
    "intake-template": FILE,
    "intake-example": FILE,
    "action-intake-template": FILE,
    "action-intake-example": FILE,
    "experience-figures-file": FILE,
    "leertafel: besloten": SAME,
    "table-edit: besloten": SAME,
    "signup: besloten": SAME,
    "signup-asked: besloten": SAME,
    "seat-list: besloten": SAME,
    "planning: besloten": SAME,
    "meeting-add: besloten": SAME,
    "meeting-cancel: besloten": SAME,
    "seat-by-link: verzonnen link": "the same page as signup-confirm: verzonnen link",
    "invitation-add: elders": SAME,
    "feed": FILE,
    "feed: verzonnen link": ANSWER,
    "meeting: besloten": SAME,
    "meeting-move: besloten": SAME,
    "meeting-by-link: van een andere tafel": NOTHING,
    "meeting-by-link: verzonnen link": "the same page as signup-confirm: verzonnen link",
    "meeting: van een leervorm": ELSEWHERE,
    "meeting: van een concept": ELSEWHERE,
    "session: van een leervorm": ELSEWHERE,
    "meeting-agenda: van een leervorm": NOTHING,
    "meeting-move: van een leervorm": NOTHING,
    "cockpit: gesloten": ELSEWHERE,
    "paper": FILE,
    "paper: binnen de tafel": FILE,
    "minutes-intake-new: besloten": SAME,
    "minutes-file": FILE,
    "minutes-file: word": FILE,
    "minutes-file: concept": FILE,
    "synonym-list": FILE,
    "code-attachment": NOTHING,
    "sender-attachment": FILE,
    "my-attachment": FILE,
    "handling-attachment": FILE,
    "newsletter-preferences: verzonnen link": "the same page as newsletter-unsubscribe: verzonnen link",
    "edition-feed": FILE,
    "edition-picture": FILE,
    "edition-picture: een concept": FILE,
    "edition: die klaarstaat": NOTHING,
    "edition-item-used: een concept": NOTHING,
    "edition-as-mail": "a mail, which is no page of the portal: looked at in test_editions.py",
    "experience-received": "shown once, after sending: looked at in test_a_signal_comes_back.py",
    "account_confirm_login_code": "codes by mail are not used",
    "account_set_password": "every account has a password",
    "mfa_authenticate": "looked at in test_taking_a_chair.py, halfway signing in",
    "mfa_reauthenticate_webauthn": "needs a passkey; the same page as mfa_reauthenticate",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
}
# Who looks, if that is enough to see it: the one with the least to see first.
ORDER = [
    "visitor",
    "gemeente",
    "beheerder_aanbieder",
    "voorzitter",
    "redactie",
    "regio",
    "clm",
    "aanbieder",
    "verwijzer",
    "behandelaar",
]
# The administration is Django's, in our dress: one page of each kind.
ADMINISTRATION = [
    "admin:index",
    "admin:app_list",
    "admin:password_change_done",
    "admin:network_user_changelist",
    "admin:network_user_change",
    "admin:network_user_history",
    "admin:commons_auditevent_changelist",
]
# Where the page differs for others.
ALSO = {
    "home": "gemeente clm",
    "handling-list": "behandelaar",
    "table-list": "clm",
    "leertafel": "gemeente aanbieder clm",
    "signup": "regio",
    "my-landscape": "clm",
    "work": "clm regio",
    "network": "regio",
    "organisation": "beheerder_aanbieder regio",
    "person": "regio",
    "seat-list": "partner",
}


@dataclass(frozen=True)
class Sight:
    """A page as one of the cast sees it."""

    name: str
    who: str
    path: Callable[[World], str]
    status: int = OK

    def __str__(self) -> str:
        return f"{self.name.replace(': ', ':').replace(' ', '-')} as {self.who}"

    def account(self, world: World) -> User | None:
        return world.accounts.get(self.who)


def sights(row: Row) -> list[Sight]:
    """The page of a row, as the first who gets it and as those for whom it differs."""
    shown = [who for who in ORDER if row.get[who] in {OK, GONE}]
    looking = shown[:1] + [who for who in ALSO.get(row.name, "").split() if who in shown[1:]]
    return [Sight(row.name, who, row.path, row.get[who]) for who in looking]


def has_page(row: Row) -> bool:
    """False for a button: an address that takes no GET from anybody."""
    return NOT_SO not in row.get.values()


def at(url_name: str, who: str, *args, status: int = OK, called: str = "") -> Sight:
    return Sight(called or url_name, who, lambda world: reverse(url_name, args=args), status)


def of_table(slug: str, who: str = "visitor") -> Sight:
    return Sight(f"leertafel: {slug}", who, lambda world: reverse("leertafel", args=[slug]))


# What the table does not tell: after the password was just typed, the demo's own tables, and refusals.
MORE = [
    *[sight for row in ADMIN if row.name in ADMINISTRATION for sight in [Sight(row.name, "beheer", row.path)]],
    at("mfa_activate_totp", "gemeente"),
    at("mfa_add_webauthn", "gemeente"),
    at("mfa_deactivate_totp", "beheer"),
    at("mfa_view_recovery_codes", "regio"),
    at("mfa_generate_recovery_codes", "regio"),
    Sight(
        "account_reset_password_from_key",
        "visitor",
        lambda world: reverse("account_reset_password_from_key", args=world.reset_link()),
    ),
    of_table("crisis-knelpunten-samenwerking"),
    of_table("crisis-reflectie-ontwikkelopgaven"),
    of_table("kdc"),
    at("seat-list", "clm", "crisis-reflectie-ontwikkelopgaven", called="seat-list: met wachtlijst"),
    at("signup", "gemeente", "crisis-reflectie-ontwikkelopgaven", called="signup: volle tafel"),
    at("signup", "visitor", "kdc", called="signup: nog niet open"),
    at("work", "gemeente", status=403, called="geen toegang"),
    Sight("niet gevonden", "visitor", lambda world: "/bestaat-niet/", 404),
    Sight("niet gevonden", "clm", lambda world: "/bestaat-niet/", 404),
]
PAGES = [one for row in TABLE + ACCOUNT if row.name not in LEFT_OUT for one in sights(row)] + MORE
