"""What a table agreed: the five agreements of its first meetings, and the working agreements that follow from learning."""

import uuid
from datetime import date

from django.db import models
from django.urls import reverse

from leerlandschap.network.models import Organisation, User
from tables.models.cycles import Cycle
from tables.models.openness import AtTableQuerySet
from tables.models.tables import Openness, Table


class OpeningAgreement(models.Model):
    """One of the five agreements that a table makes at its first meetings, and looks at again every half year."""

    class Kind(models.TextChoices):
        INTENTIONS = "intentions", "Intenties en bedoeling"
        INVOLVEMENT = "involvement", "Vormen van betrokkenheid"
        INPUT = "input", "Wat ter tafel komt"
        MINUTES = "minutes", "Verslaglegging"
        COFFEE = "coffee", "Koffie, thee en locatie"

    # What the seed asks of each.
    QUESTIONS = {
        Kind.INTENTIONS: "Waar leidt het leren toe? Waar komen de inzichten terecht?",
        Kind.INVOLVEMENT: "Wie is waarbij, met welke frequentie?",
        Kind.INPUT: "Welke ervaringen en welke data komen op tafel?",
        Kind.MINUTES: "Hoe leggen we vast wat we bespreken, en wie doet dat?",
        Kind.COFFEE: "Wie zorgt voor koffie en thee, en waar zitten we?",
    }

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="opening_agreements")
    kind = models.CharField("afspraak over", max_length=12, choices=Kind)
    text = models.TextField("afspraak", max_length=2000)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    agreed_on = models.DateField("afgesproken op")
    # When the table last said that it still holds.
    checked_on = models.DateField("herijkt op", null=True, blank=True)
    edited_at = models.DateTimeField("bijgewerkt op")
    edited_by = models.ForeignKey(
        User, verbose_name="bijgewerkt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AtTableQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak van de tafel"
        verbose_name_plural = "afspraken van de tafel"
        ordering = ["table", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "kind"], name="each_opening_agreement_is_made_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class WorkingAgreementQuerySet(AtTableQuerySet):
    def open(self) -> "WorkingAgreementQuerySet":
        """Those that nobody ended."""
        return self.filter(ended_on=None)

    def valid_on(self, on: date) -> "WorkingAgreementQuerySet":
        """Those that hold on a day."""
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gte=on), valid_from__lte=on)

    def over_by(self, on: date) -> "WorkingAgreementQuerySet":
        """Those that no longer held on a day."""
        return self.filter(ended_on__lt=on)

    def meant_for(self, organisations: models.QuerySet) -> "WorkingAgreementQuerySet":
        """Those that hold for one of these organisations: it is named, or nobody is and it sits at the table."""
        named = WorkingAgreement.holds_for.through.objects.filter(workingagreement=models.OuterRef("pk"))
        seated = Table.objects.filter(
            cycles__ended_on=None, cycles__seats__state="accepted", cycles__seats__organisation__in=organisations
        ).values("pk")
        to_it = models.Exists(named.filter(organisation__in=organisations))
        to_all = ~models.Exists(named) & models.Q(table__in=seated)
        return self.filter(to_it | to_all)

    def for_list(self) -> "WorkingAgreementQuerySet":
        """With what a list says of each: its table and theme, for whom it holds, and who took which stance."""
        return self.select_related("table__theme").prefetch_related("holds_for", "stances__organisation")


class WorkingAgreement(models.Model):
    """A way of working that a table agreed on, from a day and until it is ended."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="working_agreements")
    # The rounds in which it held: the one that made it, and every one after it until it ended.
    cycles = models.ManyToManyField(Cycle, verbose_name="rondes", related_name="working_agreements")
    text = models.CharField("werkafspraak", max_length=500)
    item = models.ForeignKey(
        "tables.AgendaItem",
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="working_agreements",
    )
    # Nobody named: it holds for everyone at the table.
    holds_for = models.ManyToManyField(Organisation, verbose_name="geldt voor", blank=True, related_name="+")
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    valid_from = models.DateField("geldt vanaf")
    ended_on = models.DateField("geldt tot en met", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WorkingAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "werkafspraak"
        verbose_name_plural = "werkafspraken"
        ordering = ["table", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("valid_from")),
                name="an_agreement_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("working-agreement", args=[self.ref])

    def state_on(self, on: date) -> str:
        """How it stands on a day, in words."""
        if self.ended_on and self.ended_on < on:
            return "geldt niet meer"
        return "geldt" if self.valid_from <= on else "gaat nog in"
