"""Gatherings that belong to no table: forms of learning with a sign-up of their own, once, now and then, or as a track."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from leerlandschap.network.models import Person, User, person_of
from leerlandschap.network.roles import Role
from tables.models.openness import EVERYWHERE
from tables.models.tables import Openness

FOR_WHOM = [(one.value, one.label) for one in (Openness.PUBLIC, Openness.NETWORK)]


class GatheringQuerySet(models.QuerySet):
    def visible_to(self, user) -> "GatheringQuerySet":
        """A visitor sees what is public, who is signed in the network's as well; a draft is for who makes it."""
        opened = models.Q(opened_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(opened, openness=Openness.PUBLIC)
        if user.roles() & EVERYWHERE:
            return self.all()
        return self.filter(opened | models.Q(organiser=person_of(user)))


class Gathering(models.Model):
    """What is organised, by whom and for whom; its dates are meetings without a table."""

    class Kind(models.TextChoices):
        CASES = "cases", "casuïstiekbespreking"
        WORK = "work", "werkbespreking"
        TRAINING = "training", "training"
        EXPLANATION = "explanation", "toelichting"
        EVALUATION = "evaluation", "evaluatie"
        FILM = "film", "filmavond"
        COFFEE = "coffee", "koffie"
        LUNCH = "lunch", "lunch"
        DINNER = "dinner", "diner"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("leervorm", max_length=12, choices=Kind)
    title = models.CharField("titel", max_length=120)
    text = models.TextField("waar het over gaat", blank=True, max_length=3000)
    openness = models.CharField("mate van openheid", max_length=8, choices=FOR_WHOM, default=Openness.NETWORK)
    organiser = models.ForeignKey(
        Person, verbose_name="wie het organiseert", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # For how many there is room at each date; empty: for everybody.
    places = models.PositiveSmallIntegerField(
        "aantal plekken", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    # A longer track: who comes, comes to every date.
    whole = models.BooleanField("aanmelden voor de hele reeks", default=False)
    # That no child, parent or colleague can be recognised in what is talked about was said by who made it.
    anonymous = models.BooleanField("alleen anoniem", default=False)
    opened_at = models.DateTimeField("opengezet op", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = "leervorm"
        verbose_name_plural = "leervormen"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="cases") | models.Q(anonymous=True),
                name="cases_are_talked_about_without_names",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gathering", args=[self.ref])

    def roles_of(self, user) -> set[Role]:
        """Who organises it leads it."""
        person = getattr(user, "person", None)
        return {Role.CHAIR} if person is not None and self.organiser_id == person.pk else set()
