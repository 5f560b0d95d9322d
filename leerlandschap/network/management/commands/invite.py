"""Invites somebody from the command line: how the first account of a portal comes to be."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from leerlandschap.commons import addresses
from leerlandschap.network.flows import invitations, organisations
from leerlandschap.network.models import Organisation, OrganisationKind, RoleAssignment

ROLES = [value for value, _label in RoleAssignment._meta.get_field("role").choices]


class Command(BaseCommand):
    help = "Invite somebody by mail, for instance the first person of the regional office."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help="their work address")
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, help="its name; made when it is not there yet")
        parser.add_argument("--kind", choices=OrganisationKind.values, default=OrganisationKind.REGIONAL_OFFICE)
        parser.add_argument("--role", choices=ROLES, default="")

    def handle(self, *args, **options) -> None:
        try:
            validate_email(options["address"])
            address = addresses.canonical(options["address"])
            organisation = Organisation.objects.named(options["organisation"]).first()
            if organisation is None:
                new = Organisation(name=options["organisation"], kind=options["kind"])
                organisation = organisations.add(new, by=None)
            invitations.invite(options["name"], address, organisation, role=options["role"], by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"An invitation for {address} waits to be mailed.")
