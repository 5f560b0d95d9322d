"""People, their accounts, where they work and what they are there."""

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from leerlandschap.network.models.organisations import Organisation
from leerlandschap.network.roles import (
    MATRIX,
    ROLES_BY_PLACE,
    ROLES_FOR_AN_ORGANISATION,
    SECOND_FACTOR_ROLES,
    Permission,
    Role,
)


class UserManager(BaseUserManager):
    """Makes accounts; an address is kept in small letters, so that nobody has two."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: the way in for one person. Signs in by address."""

    email = models.EmailField("e-mailadres", unique=True)
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("mag in het beheer", default=False)
    date_joined = models.DateTimeField("account sinds", default=timezone.now)
    # Part of what a session is checked against: raising it ends every session of this account at its next request.
    access_epoch = models.PositiveIntegerField("ronde van toegang", default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.person.name if hasattr(self, "person") else self.email

    def _get_session_auth_hash(self, secret=None) -> str:
        return f"{super()._get_session_auth_hash(secret=secret)}{self.access_epoch}"

    def roles(self) -> set[Role]:
        """What this person is in the portal as a whole; asked of the database once per request."""
        return {role for role, organisation_id in self._assignments() if organisation_id is None} | {Role.MEMBER}

    def roles_at(self, organisation: Organisation) -> set[Role]:
        """What this person is for one organisation."""
        return {role for role, organisation_id in self._assignments() if organisation_id == organisation.pk}

    def has_any_role(self, roles: set[Role]) -> bool:
        return any(role in roles for role, _organisation in self._assignments())

    def has_work(self) -> bool:
        """Whether there is a work page for this person."""
        return any(Permission.WORK in MATRIX[role] for role in self.roles())

    def needs_second_factor(self) -> bool:
        return self.has_any_role(SECOND_FACTOR_ROLES)

    def _assignments(self) -> list[tuple[Role, int | None]]:
        if not hasattr(self, "_assignments_found"):
            rows = RoleAssignment.objects.running(timezone.localdate()).filter(person=person_of(self))
            self.remember_assignments(rows.values_list("role", "organisation_id"))
        return self._assignments_found

    def remember_assignments(self, rows) -> None:
        """Take (role, organisation or None) as what this account has now, for as long as this request lasts."""
        self._assignments_found = [(Role(role), where) for role, where in rows]


class PersonQuerySet(models.QuerySet):
    def at(self, organisation: Organisation, on: date) -> "PersonQuerySet":
        """Who works for `organisation` on a day."""
        running = Membership.objects.running(on).filter(organisation=organisation)
        return self.filter(memberships__in=running).distinct()

    def visible_to(self, user) -> "PersonQuerySet":
        """Oneself and the people of one's own organisations; CLM and the regional office see everybody."""
        if not user.is_authenticated:
            return self.none()
        if user.roles() & {Role.CLM, Role.REGIONAL_OFFICE}:
            return self.all()
        colleagues = Membership.objects.running(timezone.localdate()).visible_to(user)
        return self.filter(Q(user=user) | Q(memberships__in=colleagues)).distinct()


class Person(models.Model):
    """Somebody of flesh and blood, known by a verified work address; `user` when they have an account."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    phone = models.CharField("telefoon", max_length=30, blank=True)
    user = models.OneToOneField(
        User, verbose_name="account", null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    # Counts changes, for the public pages that name this person.
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "mensen"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name

    def has_role(self, role: Role, organisation: Organisation | None, on: date) -> bool:
        """Whether this person has `role` on a day, for `organisation` or (None) in the portal as a whole."""
        return self.role_assignments.running(on).filter(role=role, organisation=organisation).exists()


def person_of(user: User) -> Subquery:
    """The key of the person whose account `user` is; of an account without a person nothing, which nothing equals.

    `chair=person_of(user)` is found once in a question. `chair__user=user` says the same, and joins all people to each row.
    """
    return Subquery(Person.objects.filter(user=user).order_by().values("pk"))


class PeriodQuerySet(models.QuerySet):
    """Rows that hold from one day up to and including another."""

    def running(self, on: date) -> "PeriodQuerySet":
        return self.filter(started_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))


class MembershipQuerySet(PeriodQuerySet):
    def visible_to(self, user) -> "MembershipQuerySet":
        """Who works at one's own organisations; CLM and the regional office see everybody."""
        if not user.is_authenticated:
            return self.none()
        if user.roles() & {Role.CLM, Role.REGIONAL_OFFICE}:
            return self.all()
        own = Membership.objects.running(timezone.localdate()).filter(person=person_of(user))
        return self.filter(organisation__in=own.values("organisation"))


class Membership(models.Model):
    """That a person works for an organisation, from when to when (the day it ended no longer counts)."""

    person = models.ForeignKey(Person, verbose_name="persoon", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", on_delete=models.PROTECT, related_name="memberships"
    )
    function = models.CharField("functie", max_length=120, blank=True)
    started_on = models.DateField("sinds")
    ended_on = models.DateField("tot", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "werkplek"
        verbose_name_plural = "werkplekken"
        ordering = ["organisation", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_on=None),
                name="one_running_membership_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="a_membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class RoleAssignment(models.Model):
    """That a person has a role, in the whole portal or for one organisation, from when to when."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        Person, verbose_name="persoon", on_delete=models.CASCADE, related_name="role_assignments"
    )
    role = models.CharField(
        "rol",
        max_length=24,
        choices=[(role.value, role.label) for role in Role if role not in ROLES_BY_PLACE],
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="voor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="role_assignments",
    )
    started_on = models.DateField("sinds")
    ended_on = models.DateField("tot", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organisation"],
                condition=Q(ended_on=None, organisation__isnull=False),
                name="one_running_local_assignment_per_role",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ended_on=None, organisation=None),
                name="one_running_assignment_per_role",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(ROLES_FOR_AN_ORGANISATION), organisation__isnull=False)
                | (~Q(role__in=sorted(ROLES_FOR_AN_ORGANISATION)) & Q(organisation__isnull=True)),
                name="a_local_role_names_its_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
