"""Editions of the newsletter, and the items they are made of."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leerlandschap.network.models import User


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EditionQuerySet":
        """What everybody reads: editions that went out, or are going. Who makes them asks for `NEWSLETTER_EDIT` first."""
        return self.filter(state__in=Edition.OUT)

    def to_start(self, now: datetime) -> "EditionQuerySet":
        """Those whose moment has come."""
        return self.filter(state=Edition.State.PLANNED, starts_at__lte=now)

    def going(self) -> "EditionQuerySet":
        """Those of which mails may be handed over now."""
        return self.filter(state=Edition.State.SENDING)

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by(F("frozen_at").desc(nulls_first=True), "-made_at", "-pk")


class Edition(models.Model):
    """One newsletter: made, read by a second person, sent once to who asked for it, and from then on in the archive."""

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        PLANNED = "planned", "staat klaar"
        SENDING = "sending", "wordt verstuurd"
        PAUSED = "paused", "gepauzeerd"
        SENT = "sent", "verstuurd"

    OUT = (State.SENDING, State.PAUSED, State.SENT)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    # The last part of its address; given when it is planned, and never changed after it went out.
    slug = models.SlugField("adres", max_length=80, unique=True, null=True, blank=True)
    subject = models.CharField("onderwerp", max_length=120, blank=True)
    opening = models.TextField("opening", blank=True, max_length=20_000)
    # What comes first for an audience: the code of a source of news by the audience's value; without, the editors' order.
    first_for = models.JSONField("wat vooraan staat", default=dict, blank=True)
    state = models.CharField("staat", max_length=8, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField("gewijzigd op")
    changed_by = models.ForeignKey(
        User, verbose_name="gewijzigd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whoever read it along; any change after that asks to read it again.
    approved_at = models.DateTimeField("akkoord op", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, verbose_name="akkoord van", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # From when it goes; until then it can be taken back.
    starts_at = models.DateTimeField("gaat vanaf", null=True, blank=True)
    # When who gets it was written down, and the mails began to go.
    frozen_at = models.DateTimeField("begonnen op", null=True, blank=True)
    sent_at = models.DateTimeField("klaar op", null=True, blank=True)
    # Why the portal did not let it go at its moment.
    held_because = models.CharField("tegengehouden, omdat", max_length=500, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(starts_at__isnull=False, slug__isnull=False) & ~Q(subject=""),
                name="an_edition_that_goes_says_when_and_where",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "planned"]) | Q(frozen_at__isnull=False),
                name="an_edition_that_went_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="a_sent_edition_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "editie zonder onderwerp"

    def get_absolute_url(self) -> str:
        """Its page in the archive; of one that did not go out, the page on which it is made."""
        if self.state in self.OUT:
            return reverse("edition", args=[self.slug])
        return self.work_url

    @property
    def work_url(self) -> str:
        return reverse("edition-work", args=[self.ref])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_out(self) -> bool:
        return self.state in self.OUT


class Item(models.Model):
    """One piece of news in an edition: a copy of what was public in the landscape, or the editors' own.

    Their own is also a sentence that they released about something that not everybody reads (`about`).
    """

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, verbose_name="editie", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("plaats")
    # What it was proposed as (`registry.news`); empty for the editors' own.
    source = models.CharField("bron", max_length=40, blank=True)
    key = models.CharField("sleutel", max_length=120, blank=True)
    # Of what not everybody reads this tells, in a sentence that an editor released; the sentence stays when that goes.
    about = models.CharField("vertelt over", max_length=120, blank=True)
    kind = models.CharField("soort", max_length=60, blank=True)
    title = models.CharField("kop", max_length=200)
    text = models.TextField("tekst", blank=True, max_length=20_000)
    # A path of the portal or an address elsewhere.
    link = models.CharField("link", max_length=500, blank=True)
    link_words = models.CharField("woorden van de link", max_length=80, blank=True)
    # How often a reader of the archive said to use it: a count and nothing of who.
    used = models.PositiveIntegerField("wordt gebruikt", default=0, editable=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["edition", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], condition=~Q(key=""), name="nothing_stands_twice_in_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(source="", key="") | ~Q(source="") & ~Q(key=""), name="what_was_proposed_says_what_it_is"
            ),
            models.UniqueConstraint(
                fields=["edition", "about"], condition=~Q(about=""), name="nothing_narrower_is_told_twice_in_an_edition"
            ),
            models.CheckConstraint(condition=Q(about="") | Q(key=""), name="what_is_told_in_own_words_is_no_copy"),
        ]

    def __str__(self) -> str:
        return self.title
