"""How a table is set up: tafel schikken, tafel dekken, tafelmanieren, and what each of them settled."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Person, User
from tables.models.tables import Table


class SetupStep(models.Model):
    """One of the three steps in which a table is set up: who sees to it, and when it was done."""

    class Kind(models.TextChoices):
        ARRANGE = "arrange", "tafel schikken"
        PREPARE = "prepare", "tafel dekken"
        MANNERS = "manners", "tafelmanieren"

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField("stap", max_length=8, choices=Kind)
    owner = models.ForeignKey(
        Person, verbose_name="wie dit doet", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField("klaar op", null=True, blank=True)
    done_by = models.ForeignKey(
        User, verbose_name="klaar gemeld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "stap van het inrichten"
        verbose_name_plural = "stappen van het inrichten"
        ordering = ["table", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "kind"], name="each_step_of_a_table_is_taken_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False), name="a_step_that_is_done_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.get_kind_display()}"


class Setup(models.Model):
    """What was thought through before the first meeting: why, how urgent, on whose behalf, and how it will go."""

    class Support(models.TextChoices):
        NARROW = "narrow", "smal: een enkeling vraagt erom"
        SOME = "some", "redelijk: een deel van de partijen doet mee"
        BROAD = "broad", "breed: iedereen die nodig is wil meedoen"

    class Urgency(models.TextChoices):
        CAN_WAIT = "can_wait", "kan wachten"
        THIS_YEAR = "this_year", "dit jaar nodig"
        NOW = "now", "nu nodig"

    class MinutesFormat(models.TextChoices):
        LISTS = "lists", "besluiten- en actielijst"
        NARRATIVE = "narrative", "verhalend"
        HARVEST = "harvest", "oogst"
        VISUAL = "visual", "visueel"

    table = models.OneToOneField(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="setup")
    # Tafel schikken.
    occasion = models.TextField("aanleiding", blank=True, max_length=2000)
    support = models.CharField("draagvlak", max_length=8, choices=Support, blank=True)
    support_reason = models.CharField("waarom", blank=True, max_length=400)
    urgency = models.CharField("urgentie", max_length=10, choices=Urgency, blank=True)
    urgency_reason = models.CharField("waarom nu", blank=True, max_length=400)
    on_behalf_of = models.CharField("uitnodiging namens", blank=True, max_length=160)
    invitation = models.TextField("tekst van de uitnodiging", blank=True, max_length=2000)
    # Where what is learned lands in the four base processes of the PDCA cycle.
    embedding_contract = models.CharField("contracteren", blank=True, max_length=400)
    embedding_monitor = models.CharField("monitoren", blank=True, max_length=400)
    embedding_steer = models.CharField("sturen", blank=True, max_length=400)
    embedding_learn = models.CharField("leren", blank=True, max_length=400)
    # Tafel dekken; aim, challenge, place and rhythm stand on the table itself.
    counting = models.TextField("tellen: welke cijfers", blank=True, max_length=1000)
    telling = models.TextField("vertellen: welke verhalen", blank=True, max_length=1000)
    agendas = models.TextField("agenda's", blank=True, max_length=1000)
    minutes_format = models.CharField("verslagvorm", max_length=10, choices=MinutesFormat, blank=True)
    # Tafelmanieren; the openness stands on the table, and everything made there inherits it.
    intentions = models.TextField("intenties van de tafel", blank=True, max_length=2000)
    openness_reason = models.CharField("waarom deze mate van openheid", blank=True, max_length=400)
    guidance_reason = models.CharField("waarom deze begeleiding", blank=True, max_length=400)

    class Meta:
        verbose_name = "inrichting"
        verbose_name_plural = "inrichtingen"

    def __str__(self) -> str:
        return f"Inrichting van {self.table}"


class ChallengeQuote(models.Model):
    """A starting point of the movement, quoted from a monitoring document that leads."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField("citaat", max_length=2000)
    document = models.CharField("document", max_length=200)
    document_version = models.CharField("versie", max_length=60)
    page = models.CharField("bladzijde", max_length=20, blank=True)
    product = models.CharField("contractproduct", max_length=160, blank=True)
    position = models.PositiveSmallIntegerField("plaats", default=0)

    class Meta:
        verbose_name = "citaat uit een monitoringsdocument"
        verbose_name_plural = "citaten uit monitoringsdocumenten"
        ordering = ["table", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.document}, {self.document_version}"
