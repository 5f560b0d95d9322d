"""What a table agreed: the five agreements of its first meetings, and the working agreements that follow from learning."""

import uuid

from django.db import models

from leerlandschap.network.models import User
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
        """Those that hold."""
        return self.filter(ended_on=None)


class WorkingAgreement(models.Model):
    """A way of working that a table agreed on, from a day and until it is ended."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="working_agreements")
    # The rounds in which it held: the one that made it, and every one after it until it ended.
    cycles = models.ManyToManyField(Cycle, verbose_name="rondes", related_name="working_agreements")
    text = models.CharField("werkafspraak", max_length=500)
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
