"""How long experiences are kept after they ended, and what is left of a code whose experience is gone."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from leerlandschap.network.models import User
from signals.models.experiences import Experience

SHORTEST, LONGEST = 1, 240


class RetentionTerm(models.Model):
    """How many months experiences of one kind are kept after they ended, and where that stands."""

    kind = models.CharField("soort", max_length=10, choices=Experience.Kind, unique=True)
    months = models.PositiveSmallIntegerField(
        "maanden na afsluiting", validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    source = models.CharField("waar dat staat", max_length=300)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)
    changed_by = models.ForeignKey(
        User, verbose_name="gewijzigd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=SHORTEST, months__lte=LONGEST), name="a_term_is_a_month_or_more"
            )
        ]

    def __str__(self) -> str:
        return f"bewaartermijn {self.get_kind_display()}"


class GoneReceipt(models.Model):
    """The fingerprint of a receipt code whose experience was destroyed. Of which one it was, nothing leads to."""

    receipt_hash = models.CharField("afdruk van de code", max_length=64, unique=True)

    class Meta:
        verbose_name = "code van een vernietigde ervaring"
        verbose_name_plural = "codes van vernietigde ervaringen"

    def __str__(self) -> str:
        return "code van een vernietigde ervaring"
