"""What can be said of a mail address by looking at it: its one way of writing, a slip of the fingers, a free provider."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

# Providers where anybody can have an address: it says nothing about where somebody works.
FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "hotmail.be", "outlook.com", "live.com", "live.nl", "msn.com",
    "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.nl", "ymail.com", "aol.com", "gmx.com", "gmx.net", "gmx.de",
    "mail.com", "email.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl",
    "planet.nl", "hetnet.nl", "home.nl", "upcmail.nl", "casema.nl", "chello.nl", "quicknet.nl", "telfort.nl", "xs4all.nl",
    "online.nl", "tele2.nl", "versatel.nl", "zonnet.nl", "solcon.nl", "caiway.nl", "caiway.net", "zeelandnet.nl",
    "multiweb.nl", "freedom.nl", "t-mobilethuis.nl", "odido.nl", "deltahome.nl", "filternet.nl",
})  # fmt: skip
# One letter says little about a very short name: me.com is no slip for ne.com.
SHORTEST_GUESS = 8
# What a mail server takes at most (RFC 5321).
LONGEST = 254
SLIP = "Bedoel je @{domain}? Verbeter het adres, of verstuur het formulier nog eens als het zo klopt."
STRANGE = "In dit adres staat een teken dat niet in een e-mailadres hoort. Typ het adres opnieuw."


def canonical(address: str) -> str:
    """The one way an address is stored: trimmed, in small letters, its domain as the mail servers write it.

    Raises ValidationError when it cannot be an address, or is longer than a mail server takes.
    """
    local, _, domain = address.strip().lower().rpartition("@")
    try:
        written = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise ValidationError(STRANGE) from None
    if not (local and domain and written.isascii()) or len(written) > LONGEST:
        raise ValidationError(STRANGE)
    return written.lower()


def domain_of(address: str) -> str:
    """What stands behind the last @, in small letters; empty when there is no @."""
    return address.rpartition("@")[2].strip().lower() if "@" in address else ""


def likely_typo(address: str, known_domains: Iterable[str]) -> str | None:
    """The domain that was probably meant, when `address` has one that is a single slip away from it; else None.

    A slip is a letter too many, too few, another, or two that changed places. Domains in `known_domains` (of organisations
    in the landscape) go before those of mail providers; an address at any domain that is known is never doubted.
    """
    domain = domain_of(address)
    known = {name.strip().lower() for name in known_domains} - {""}
    if not domain or domain in known or domain in FREE_MAIL:
        return None
    guesses = sorted(known) + sorted(name for name in FREE_MAIL if len(name) >= SHORTEST_GUESS)
    return next((name for name in guesses if one_slip_apart(domain, name)), None)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two words differ by exactly one letter added, dropped or replaced, or by two neighbours that changed places."""
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    at = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


def doubt_once(form, field: str, known_domains: Iterable[str]) -> None:
    """Refuse the address in `field` the first time that it looks like a slip; sent again unchanged it is accepted.

    Call it at the end of the form's `clean`. The form has a hidden field `doubted`, which remembers what was asked about.
    """
    address = form.cleaned_data.get(field)
    if not address or form.cleaned_data.get("doubted") == address:
        return
    if meant := likely_typo(address, known_domains):
        form.data = form.data.copy()
        form.data[form.add_prefix("doubted")] = address
        form.add_error(field, ValidationError(SLIP.format(domain=meant), code="slip"))
