"""What is counted, and what each figure means: agreed before the first figure is published."""

from hashlib import sha256

from django.db import models
from django.urls import reverse

from leerlandschap.commons.models import Passage
from tables.models import Theme

REGIONAL = "Regionaal ingekocht: alleen jeugdhulp die Sociaal Domein Flevoland inkoopt."


class Direction(models.TextChoices):
    """Whether more of it is better. Agreed per indicator; never a colour that judges by itself."""

    HIGHER = "higher", "hoger is gunstiger"
    LOWER = "lower", "lager is gunstiger"
    CONTEXT = "context", "alleen met context"
    NO_VERDICT = "no_verdict", "geen oordeel"


class Group(models.TextChoices):
    """Which kind of question an indicator answers."""

    OUTCOMES = "uitkomsten", "Landelijke uitkomsten"
    FLOWS = "stromen", "Stromen"
    CAPACITY = "capaciteit", "Wachten en capaciteit"


class IndicatorQuerySet(models.QuerySet):
    def in_order(self) -> "IndicatorQuerySet":
        """As they stand on the page, each with its theme."""
        return self.select_related("theme").order_by("position", "pk")

    def version_key(self, page: str) -> str:
        """Changes whenever an indicator, the name of its theme, or a text of `page` changes, comes or goes. One question."""
        defined = self.order_by().values_list("code", "version", "theme__name", "theme__slug")
        told = Passage.objects.order_by().filter(group="pagina", key__startswith=f"{page}-")
        rows = sorted(map(repr, defined.union(told.values_list("key", "version", "title", "group"), all=True)))
        return sha256("\n".join(rows).encode()).hexdigest()[:20]


class Indicator(models.Model):
    """Something that is counted the same way by everybody, and what may be concluded from it."""

    code = models.SlugField("code", max_length=40, unique=True)
    label = models.CharField("naam", max_length=120)
    group = models.CharField("soort", max_length=12, choices=Group)
    definition = models.TextField("wat is het", max_length=1000)
    counting = models.TextField("zo tellen we", max_length=1000, blank=True)
    question = models.TextField("vraag bij het verhaal", max_length=500, blank=True)
    unit = models.CharField("eenheid", max_length=80)
    direction = models.CharField("richting", max_length=10, choices=Direction, default=Direction.NO_VERDICT)
    source = models.CharField("bron", max_length=200)
    scope = models.CharField("waarover", max_length=200, default=REGIONAL)
    theme = models.ForeignKey(
        Theme, verbose_name="thema", null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    position = models.PositiveSmallIntegerField("plaats", default=0)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    # Set by whoever edits in the portal: from then on `manage.py landscape` leaves the row alone.
    edited = models.BooleanField("door de redactie gewijzigd", default=False, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.code])

    @property
    def outcome_set(self) -> bool:
        """Whether it belongs to the outcomes that municipalities, providers and NJi agreed on for the whole country."""
        return self.group == Group.OUTCOMES

    @property
    def judged(self) -> bool:
        """Whether it was agreed which way is better."""
        return self.direction in {Direction.HIGHER, Direction.LOWER}
