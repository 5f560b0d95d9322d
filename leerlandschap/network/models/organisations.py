"""Organisations that meet in the learning landscape."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from leerlandschap.network.roles import MATRIX, ROLES_FOR_AN_ORGANISATION, Permission, may


class OrganisationKind(models.TextChoices):
    """What an organisation is in youth care; also the perspective its people bring to a table."""

    MUNICIPALITY = "municipality", "gemeente"
    PROVIDER = "provider", "aanbieder"
    REFERRER = "referrer", "verwijzer"
    CERTIFIED_INSTITUTION = "certified_institution", "gecertificeerde instelling"
    KNOWLEDGE_PARTNER = "knowledge_partner", "kennispartner"
    REGIONAL_OFFICE = "regional_office", "regio-organisatie"
    OTHER = "other", "overig"

    @property
    def plural(self) -> str:
        """The heading above several of them."""
        return PLURALS[self]


PLURALS = {
    OrganisationKind.MUNICIPALITY: "Gemeenten",
    OrganisationKind.PROVIDER: "Aanbieders",
    OrganisationKind.REFERRER: "Verwijzers",
    OrganisationKind.CERTIFIED_INSTITUTION: "Gecertificeerde instellingen",
    OrganisationKind.KNOWLEDGE_PARTNER: "Kennispartners",
    OrganisationKind.REGIONAL_OFFICE: "Regio-organisaties",
    OrganisationKind.OTHER: "Overige organisaties",
}


class OrganisationQuerySet(models.QuerySet):
    def active(self) -> "OrganisationQuerySet":
        return self.filter(ended_on=None)

    def municipalities(self) -> "OrganisationQuerySet":
        return self.filter(kind=OrganisationKind.MUNICIPALITY)

    def public_domains(self) -> "OrganisationQuerySet":
        """The mail domains of municipalities: that these take part is no secret, of others it may be."""
        return self.municipalities().exclude(mail_domain="").values_list("mail_domain", flat=True)

    def visible_to(self, user) -> "OrganisationQuerySet":
        """Whoever is signed in sees which organisations take part; a visitor sees none listed."""
        return self.all() if user.is_authenticated else self.none()

    def where_works(self, person, on) -> "OrganisationQuerySet":
        """Where `person` works on a day."""
        running = Q(memberships__ended_on=None) | Q(memberships__ended_on__gt=on)
        return self.filter(running, memberships__person=person, memberships__started_on__lte=on)

    def where_may_invite(self, user, on) -> "OrganisationQuerySet":
        """Active organisations for which `user` may invite people."""
        return self.where_may(user, Permission.PEOPLE_INVITE, on)

    def where_may(self, user, permission: Permission, on) -> "OrganisationQuerySet":
        """Active organisations for which `user` has `permission`: all, or those where a role of theirs says so."""
        if may(user, permission):
            return self.active()
        able = [role for role in ROLES_FOR_AN_ORGANISATION if permission in MATRIX[role]]
        running = Q(role_assignments__ended_on=None) | Q(role_assignments__ended_on__gt=on)
        return (
            self.active()
            .filter(
                running,
                role_assignments__person__user=user,
                role_assignments__role__in=able,
                role_assignments__started_on__lte=on,
            )
            .distinct()
        )

    def named(self, name: str) -> "OrganisationQuerySet":
        """Active organisations called `name`, whatever the capitals."""
        return self.active().filter(name__iexact=name.strip())


class Organisation(models.Model):
    """A municipality, provider, referrer or partner."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=160)
    kind = models.CharField("soort", max_length=24, choices=OrganisationKind)
    mail_domain = models.CharField(
        "maildomein", max_length=120, blank=True, help_text="Wat na de @ staat in werkadressen, bijvoorbeeld almere.nl"
    )
    website = models.URLField("website", blank=True)
    cbs_code = models.CharField("gemeentecode CBS", max_length=6, blank=True, help_text="Bijvoorbeeld GM0034")
    ended_on = models.DateField("doet niet meer mee sinds", null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_organisation_per_name"),
            models.CheckConstraint(
                condition=Q(cbs_code="") | Q(kind=OrganisationKind.MUNICIPALITY),
                name="only_municipalities_have_a_cbs_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def roles_of(self, user) -> set:
        """What `user` is for this organisation."""
        return user.roles_at(self)
