"""Papers: what people read before a meeting, or look at during it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.commons.models import File
from leerlandschap.network.models import Person, person_of
from tables.models.agenda import AgendaItem
from tables.models.meetings import Meeting
from tables.models.minutes import Minutes
from tables.models.openness import EVERYWHERE, AtTableQuerySet, readable_by
from tables.models.tables import Openness, Table


class PaperQuerySet(AtTableQuerySet):
    def visible_to(self, user) -> "PaperQuerySet":
        """Those of the items that `user` reads, as far as their own openness says; of a meeting, once its agenda is shared.

        The document of an old report has no agenda: it is had as long as that report is adopted.
        """
        readable = readable_by(user)
        if user.is_authenticated and user.roles() & EVERYWHERE:
            return self.filter(readable)
        items = Q(item__in=AgendaItem.objects.visible_to(user).values("pk"))
        old_report = Q(meeting__report__taken_over_at__isnull=False, meeting__report__state=Minutes.State.ADOPTED)
        of_meeting = Q(item=None) & (Q(meeting__agenda_shared_at__isnull=False) | old_report)
        if user.is_authenticated:
            of_meeting |= Q(item=None) & (Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user)))
        return self.filter(readable & (items | of_meeting))


class Paper(models.Model):
    """A file that hangs on an agenda item, or on a meeting as a whole; who may read that may have it."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="papers",
    )
    meeting = models.ForeignKey(
        Meeting, verbose_name="bij bijeenkomst", null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    file = models.OneToOneField(File, verbose_name="bestand", on_delete=models.PROTECT, related_name="paper")
    title = models.CharField("titel", max_length=160)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    added_by = models.ForeignKey(
        Person, verbose_name="toegevoegd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField("toegevoegd op")

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) ^ Q(meeting=None), name="a_paper_hangs_on_an_item_or_on_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.ref])

    @property
    def kind(self) -> str:
        """How its name ends, as people call the kind: pdf, docx, png."""
        return self.file.name.rpartition(".")[2]
