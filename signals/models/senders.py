"""The address of somebody who sends without a password."""

from django.db import models
from django.db.models.functions import Lower


class SenderAddress(models.Model):
    """An address that asked for a link; the link proves that the address is theirs, and opens what was sent from it."""

    email = models.EmailField("adres")
    made_at = models.DateTimeField("gemaakt op", db_index=True)

    class Meta:
        verbose_name = "adres van een afzender"
        verbose_name_plural = "adressen van afzenders"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_sender_address_per_address")]

    def __str__(self) -> str:
        return f"afzender {self.pk}"
