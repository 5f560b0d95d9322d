"""The texts of the website, which belong to the regional office: each with its versions."""

import re
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from leerlandschap.commons import versions

# What somebody types in front of a line to make a list.
DASH = re.compile(r"^\s*[-•–*]\s+")


class PassageQuerySet(models.QuerySet):
    def shown(self) -> "PassageQuerySet":
        return self.filter(hidden=False)

    def in_group(self, group: str) -> "PassageQuerySet":
        """The texts of one list, for instance the five pillars, in their order."""
        return self.filter(group=group).order_by("position", "pk")

    def version_key(self) -> str:
        """Changes whenever any text changes, comes or goes: the key under which pages are kept."""
        return versions.key_of(self)


class Words:
    """How a title, a text and a link are shown."""

    @property
    def blocks(self) -> list[dict]:
        """The text in paragraphs and lists: {"list": whether its lines form one, "lines": without their dashes}."""
        blocks = []
        for part in re.split(r"\n\s*\n", self.body.strip()):
            for is_list, lines in groupby(part.splitlines(), key=lambda line: bool(DASH.match(line))):
                blocks.append({"list": is_list, "lines": [DASH.sub("", line).strip() for line in lines]})
        return blocks

    @property
    def link_label(self) -> str:
        """What a link is called: the name of the site it leads to."""
        return urlsplit(self.link).hostname or self.link


class Passage(Words, models.Model):
    """A piece of text on the website: a page's paragraph, a pillar, a partner, a step.

    Plain text: a blank line begins a paragraph, lines that begin with a dash are a list.
    """

    key = models.SlugField("sleutel", max_length=80, unique=True)
    group = models.SlugField("lijst", max_length=40)
    position = models.PositiveSmallIntegerField("plaats", default=0)
    title = models.CharField("titel", max_length=160)
    body = models.TextField("tekst", blank=True, max_length=8000)
    link = models.URLField("link", blank=True, help_text="Bijvoorbeeld https://www.sociaaldomeinflevoland.nl")
    hidden = models.BooleanField("verborgen", default=False)
    version = models.PositiveIntegerField("versie", default=1)
    edited_at = models.DateTimeField("bijgewerkt op")
    # Empty while the text is as the portal shipped it: only then may `manage.py landscape` bring a newer one.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bijgewerkt door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edited = models.BooleanField("door de redactie gewijzigd", default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst"
        verbose_name_plural = "teksten"
        ordering = ["group", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class PassageVersion(Words, models.Model):
    """What a text was between two edits."""

    passage = models.ForeignKey(Passage, verbose_name="tekst", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("versie")
    title = models.CharField("titel", max_length=160)
    body = models.TextField("tekst", blank=True)
    link = models.URLField("link", blank=True)
    hidden = models.BooleanField("verborgen", default=False)
    made_at = models.DateTimeField("gemaakt op")
    made_by_name = models.CharField("gemaakt door", max_length=200, blank=True)

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["passage", "number"], name="one_row_per_passage_version")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
