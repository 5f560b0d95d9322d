"""Who wants the newsletter, and what they agreed to."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower


class SubscriberQuerySet(models.QuerySet):
    def subscribed(self) -> "SubscriberQuerySet":
        """Who gets the newsletter: their address was confirmed, and they did not stop."""
        return self.filter(state=Subscriber.State.SUBSCRIBED)

    def receiving(self) -> "SubscriberQuerySet":
        """Who gets the next edition: subscribed, and with an address that mail can go to."""
        return self.subscribed().filter(~Exists(Suppression.objects.filter(email=OuterRef("email"))))

    def unconfirmed(self) -> "SubscriberQuerySet":
        return self.filter(state=Subscriber.State.UNCONFIRMED)


class Subscriber(models.Model):
    """An address at the newsletter. It is nobody's account: who it belongs to is not asked.

    An unsubscribed one stays, so that no import can put it back on the list; an unconfirmed one lapses (tidy.py).
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "niet bevestigd"
        SUBSCRIBED = "subscribed", "ingeschreven"
        UNSUBSCRIBED = "unsubscribed", "uitgeschreven"

    class Audience(models.TextChoices):
        """For whom what comes first in an edition can differ."""

        PROVIDER = "provider", "aanbieder"
        MUNICIPALITY = "municipality", "gemeente"
        REFERRER = "referrer", "verwijzer"
        OTHER = "other", "iemand anders"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mailadres", unique=True)
    state = models.CharField("staat", max_length=12, choices=State, default=State.UNCONFIRMED)
    # What its reader chose, if anything: whom they read as, and of which sources of news they want nothing.
    audience = models.CharField("leest als", max_length=12, choices=Audience, blank=True)
    skips = models.JSONField("wil niets over", default=list, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    # The last mail that answered a sign-up; empty again when the holder of a link acted on it.
    mailed_at = models.DateTimeField("laatst gemaild op", null=True, blank=True)
    subscribed_at = models.DateTimeField("ingeschreven op", null=True, blank=True)
    unsubscribed_at = models.DateTimeField("uitgeschreven op", null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="a_subscriber_is_written_in_small_letters"),
            models.CheckConstraint(
                condition=~Q(state="subscribed") | Q(subscribed_at__isnull=False),
                name="a_subscriber_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="unsubscribed") | Q(unsubscribed_at__isnull=False),
                name="who_left_the_newsletter_says_when",
            ),
        ]

    def __str__(self) -> str:
        """Without the address: this is what the audit trail keeps for good."""
        return f"abonnee {str(self.ref)[:8]}"

    @property
    def veiled_address(self) -> str:
        """Enough of the address to know which of one's own it is, and too little for somebody else."""
        local, _, domain = self.email.rpartition("@")
        return f"{local[:1]}…@{domain}"


class Consent(models.Model):
    """Proof that somebody agreed: the text as it was shown, when it was asked and confirmed, and at which form.

    The confirmed ones are kept as long as the subscriber; never an IP address.
    """

    subscriber = models.ForeignKey(
        Subscriber, verbose_name="abonnee", on_delete=models.CASCADE, related_name="consents"
    )
    text = models.TextField("getoonde tekst")
    text_version = models.CharField("versie van de tekst", max_length=20)
    form_path = models.CharField("adres van het formulier", max_length=200)
    asked_at = models.DateTimeField("gevraagd op")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_at__gte=models.F("asked_at")),
                name="consent_is_confirmed_after_it_was_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscriber}: {self.text_version}"


class Suppression(models.Model):
    """An address that gets no newsletter, whatever list it comes in on: mail to it bounces, or its owner complained.

    Who confirms the address by mail anew has shown that mail arrives, and takes it off.
    """

    class Reason(models.TextChoices):
        REFUSED = "refused", "het adres bestaat niet (meer) of weigert onze mail"
        COMPLAINT = "complaint", "de lezer klaagde over de nieuwsbrief"

    email = models.EmailField("e-mailadres", unique=True)
    reason = models.CharField("omdat", max_length=9, choices=Reason)
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "tegengehouden adres"
        verbose_name_plural = "tegengehouden adressen"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="a_suppressed_address_is_written_in_small_letters"
            )
        ]

    def __str__(self) -> str:
        """Without the address, as a subscriber."""
        return f"tegengehouden adres {self.pk}"
