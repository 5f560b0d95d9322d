"""Words that mean the same to who searches: kept by the regional office."""

import uuid

from django.db import models
from django.db.models import Q


class SynonymQuerySet(models.QuerySet):
    def in_use(self) -> "SynonymQuerySet":
        """Groups that hold, in the order of the alphabet."""
        return self.filter(removed=False).order_by("words", "pk")


class Synonym(models.Model):
    """A group of words and expressions that search takes for each other."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    # Of a group that the portal ships: by which `manage.py landscape` knows it again.
    key = models.SlugField("sleutel", max_length=80, null=True, blank=True, unique=True)
    words = models.CharField("woorden", max_length=1000)
    # A shipped group that was taken away stays as a row, so that it is not brought in again.
    removed = models.BooleanField("weggehaald", default=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    edited = models.BooleanField("door de redactie gewijzigd", default=False)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = "groep zoekwoorden"
        verbose_name_plural = "groepen zoekwoorden"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_group_of_synonyms_has_words")]

    def __str__(self) -> str:
        return self.words

    @property
    def members(self) -> list[str]:
        """The words and expressions of the group."""
        return [word.strip() for word in self.words.split(",") if word.strip()]
