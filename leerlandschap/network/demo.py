"""The demo's organisations, accounts and colleagues; with `--scale` as many more as a load test wants."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from leerlandschap.commons import tickets
from leerlandschap.commons.demo_cast import DOMAIN, PASSWORD, Account, Cast, totp_secret
from leerlandschap.commons.registry import demo
from leerlandschap.network.demo_people import ACCOUNTS, FUNCTIONS, OFFICE, ORGANISATIONS, somebody
from leerlandschap.network.flows import invitations, organisations, requests
from leerlandschap.network.models import (
    AccountRequest,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    User,
)
from leerlandschap.network.roles import SECOND_FACTOR_ROLES, Role

A_YEAR_AGO = -400
COLLEAGUES_EACH = 4
PEOPLE_PER_SCALE, ORGANISATIONS_PER_SCALE, BATCH = 200, 20, 2000
CROWD, CROWD_ORGANISATION = "proef", "Proeforganisatie"


@demo.register
def people(cast: Cast, *, scale: int) -> None:
    """Everybody is invited and accepts, a year ago; colleagues without an account are known by their address only."""
    with cast.at(A_YEAR_AGO):
        for name, kind in ORGANISATIONS.items():
            if not Organisation.objects.filter(name=name).exists():
                organisations.add(Organisation(name=name, kind=kind), by=None)
        for row in ACCOUNTS:
            cast.accounts.append(_account(cast, *row))
        _colleagues(cast)
    with cast.at(-2, 11):
        _open_ends(cast)
    if scale > 1:
        _crowd(cast, scale)


def _account(cast: Cast, local: str, name: str, organisation: str, function: str, role: str, label: str) -> Account:
    address = f"{local}@{DOMAIN}"
    secret = totp_secret(address) if role in SECOND_FACTOR_ROLES else ""
    if not User.objects.filter(email=address).exists():
        _invite_and_accept(name, address, Organisation.objects.get(name=organisation), function, role, secret)
    cast.people[local] = Person.objects.get(email=address)
    return Account(address, PASSWORD, label or Role(role).label, organisation, secret)


def _invite_and_accept(name, address, organisation, function, role, secret) -> None:
    """The way in that everybody takes; the link that would be in the mail is made here."""
    invitation = invitations.invite(name, address, organisation, function, role, by=None)
    token = tickets.issue(invitations.SCOPE, about=invitation, lifetime=invitation.LIFETIME)
    user = invitations.accept(invitation, token=token, password=PASSWORD)
    tickets.revoke(invitations.SCOPE, about=invitation)
    if secret:
        TOTP.activate(user, secret)


def _colleagues(cast: Cast) -> None:
    """A few people at every organisation but the regional office, as a region brings them in from a list."""
    number = 0
    for name in ORGANISATIONS:
        if name == OFFICE:
            continue
        organisation = Organisation.objects.get(name=name)
        for _ in range(COLLEAGUES_EACH):
            who = somebody(number)
            local = who.lower().replace(" ", ".")
            cast.people[local] = _colleague(
                who, f"{local}@{DOMAIN}", organisation, FUNCTIONS[number % len(FUNCTIONS)], cast
            )
            number += 1


def _colleague(name: str, email: str, organisation: Organisation, function: str, cast: Cast) -> Person:
    person, made = Person.objects.get_or_create(email=email, defaults={"name": name})
    if made:
        Membership.objects.create(
            person=person, organisation=organisation, function=function, started_on=cast.day(A_YEAR_AGO)
        )
    return person


def _open_ends(cast: Cast) -> None:
    """Somebody was invited and has not answered yet; somebody asked for an account and waits for the regional office."""
    by, organisation = cast.people["organisatiebeheerder"].user, Organisation.objects.get(name="Jeugdhulp Wolkenveer")
    invited, asked = f"pim.waterlelie@{DOMAIN}", f"rik.zandplaat@{DOMAIN}"
    if not Invitation.objects.filter(email=invited).exists():
        invitations.invite("Pim Waterlelie", invited, organisation, "teamleider", by=by)
    if not AccountRequest.objects.filter(email=asked).exists():
        requests.ask(
            name="Rik Zandplaat",
            email=asked,
            organisation_name="Wijkteam Waterrijk",
            function="jeugdprofessional",
            reason="Ik wil meedoen aan de tafel over crisis.",
        )


# --- for load: rows at once, since inviting twenty thousand people one by one would take an hour ----------------------


def _crowd(cast: Cast, scale: int) -> None:
    """Fill up to `scale` times 200 people and 20 organisations. All have an account, and one password hash between them."""
    _more_organisations(scale * ORGANISATIONS_PER_SCALE)
    places = list(Organisation.objects.filter(name__startswith=CROWD_ORGANISATION).order_by("pk"))
    password = make_password(PASSWORD)
    there = Person.objects.filter(email__startswith=CROWD, email__endswith=f"@{DOMAIN}").count()
    by_name = len(ACCOUNTS) + COLLEAGUES_EACH * (len(ORGANISATIONS) - 1)
    wanted = scale * PEOPLE_PER_SCALE - by_name
    for first in range(there, wanted, BATCH):
        _more_people(range(first, min(first + BATCH, wanted)), places, password, cast)


def _more_organisations(wanted: int) -> None:
    kinds = [kind for kind in OrganisationKind if kind != OrganisationKind.REGIONAL_OFFICE]
    there = Organisation.objects.filter(name__startswith=CROWD_ORGANISATION).count()
    Organisation.objects.bulk_create(
        Organisation(name=f"{CROWD_ORGANISATION} {number:05}", kind=kinds[number % len(kinds)])
        for number in range(there, wanted - len(ORGANISATIONS))
    )


def _more_people(numbers: range, places: list[Organisation], password: str, cast: Cast) -> None:
    addresses = [f"{CROWD}{number:06}@{DOMAIN}" for number in numbers]
    users = User.objects.bulk_create(User(email=address, password=password) for address in addresses)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    everybody = Person.objects.bulk_create(
        Person(name=somebody(number), email=user.email, user=user) for number, user in zip(numbers, users, strict=True)
    )
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=places[number % len(places)],
            function=FUNCTIONS[number % len(FUNCTIONS)],
            started_on=cast.day(A_YEAR_AGO),
        )
        for number, person in zip(numbers, everybody, strict=True)
    )
