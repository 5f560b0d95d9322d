"""An experience: a signal, a complaint or a compliment that somebody sent, and how far it has come."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.days import start_of_day
from leerlandschap.network.models import Organisation, OrganisationKind, Person, User, person_of
from leerlandschap.network.roles import Permission, may
from signals.models.sealed import SealedTexts
from signals.workflow import SETTLED, TONES, UNSETTLED, State
from tables.models import GoodExample, Theme


class Discuss(models.TextChoices):
    """With whom the handler may talk about it."""

    NOBODY = "nobody", "met niemand"
    CLM = "clm", "met de contactpersonen CLM"
    TABLE = "table", "aan een leertafel, zonder dat iemand ziet van wie het komt"


class ExperienceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ExperienceQuerySet":
        """One's own; all for who handles them; for CLM and the regional office those they may know of.

        What is seen here is how it stands. The text is read by its sender and by who handles it (`read_by`).
        """
        if not user.is_authenticated:
            return self.none()
        if may(user, Permission.EXPERIENCE_HANDLE):
            return self.all()
        if may(user, Permission.EXPERIENCE_LIST):
            return self.filter(~Q(discuss=Discuss.NOBODY) | Q(sender=person_of(user)))
        return self.sent_by(user)

    def read_by(self, user) -> "ExperienceQuerySet":
        """Those whose text `user` may read."""
        if user.is_authenticated and may(user, Permission.EXPERIENCE_HANDLE):
            return self.all()
        return self.sent_by(user)

    def sent_by(self, user) -> "ExperienceQuerySet":
        """One's own, sent under one's own name."""
        return self.filter(sender=person_of(user)) if user.is_authenticated else self.none()

    def counted(self) -> "ExperienceQuerySet":
        """Those that count as one experience more: without doubles of the same sender, or of who knows whom."""
        return self.filter(counts=True)

    def open(self) -> "ExperienceQuerySet":
        """Those in which somebody still waits for an answer."""
        return self.filter(state__in=UNSETTLED)

    def late(self, on: date) -> "ExperienceQuerySet":
        """Open, and past a promise that was not kept: a first reaction, or the answer. What waits for its sender is not late."""
        unanswered = Q(reacted_at=None, reaction_due__lt=on) | Q(answer_due__lt=on)
        return self.open().filter(unanswered, asked_at=None)


class Experience(SealedTexts, models.Model):
    """What somebody experienced, in their own words (sealed), with what they allow and what was promised."""

    class Kind(models.TextChoices):
        SIGNAL = "signal", "signaal"
        COMPLAINT = "complaint", "klacht"
        COMPLIMENT = "compliment", "compliment"

    class Concerns(models.TextChoices):
        CHAIN = "chain", "de samenwerking in de keten"
        PROCESS = "process", "een proces of regeling"
        ORGANISATION = "organisation", "een organisatie"

    class Often(models.TextChoices):
        ONCE = "once", "één keer"
        MORE = "more", "vaker"

    class Helped(models.TextChoices):
        YES = "yes", "ja"
        PARTLY = "partly", "een beetje"
        NO = "no", "nee"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("soort", max_length=10, choices=Kind)
    state = models.CharField("staat", max_length=9, choices=State, default=State.RECEIVED)
    theme = models.ForeignKey(Theme, verbose_name="thema", on_delete=models.PROTECT, related_name="+")
    municipalities = models.ManyToManyField(
        Organisation,
        verbose_name="gemeenten",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": OrganisationKind.MUNICIPALITY},
    )
    concerns = models.CharField("gaat over", max_length=12, choices=Concerns, blank=True)
    often = models.CharField("hoe vaak", max_length=4, choices=Often, blank=True)
    sealed_text = models.TextField("tekst (versleuteld)")
    sealed_help = models.TextField("wat zou helpen (versleuteld)", blank=True)
    sealed_organisation = models.TextField("welke organisatie (versleuteld)", blank=True)
    # What a handler calls it, without anything of the sender: the only words others see.
    title = models.CharField("neutrale titel", max_length=120, blank=True)
    # The stems it is found by (`signals/finding.py`), each with a space on either side; nothing of what its sender wrote.
    words = models.TextField("zoekwoorden", blank=True, editable=False)
    discuss = models.CharField("mag besproken worden", max_length=6, choices=Discuss, default=Discuss.NOBODY)
    wants_answer = models.BooleanField("wil antwoord", default=True)
    # Consents: each apart, given by the sender and by nobody else, and taken back at any time.
    may_tell_organisation = models.BooleanField("de organisatie mag het weten", default=False)
    may_stand_on_sheet = models.BooleanField("mag op het gespreksblad staan", default=False)
    may_share_compliment = models.BooleanField("mag gedeeld worden in het netwerk", default=False)
    # Who sent it, when they said so; for the others there is a code, of which only the fingerprint is kept.
    sender = models.ForeignKey(
        Person, verbose_name="van", null=True, blank=True, on_delete=models.SET_NULL, related_name="experiences"
    )
    # Nothing, and not an empty text, for who is known: one code is of one sending.
    receipt_hash = models.CharField(  # noqa: DJ001
        "afdruk van de code", max_length=64, null=True, blank=True, db_index=True
    )
    handler = models.ForeignKey(
        User, verbose_name="behandelaar", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    received_at = models.DateTimeField("ontvangen op", db_index=True)
    # What was promised, and when it was kept.
    reaction_due = models.DateField("eerste reactie uiterlijk")
    answer_due = models.DateField("antwoord uiterlijk")
    extended = models.BooleanField("verlengd", default=False)
    reacted_at = models.DateTimeField("eerste reactie op", null=True, blank=True)
    # Since when the sender is asked something: the clock stands still until they answer.
    asked_at = models.DateTimeField("vraag gesteld op", null=True, blank=True)
    answered_at = models.DateTimeField("teruggekoppeld op", null=True, blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    # Kept longer than its term, and why; destroyed when somebody decided so: from then on it is only counted.
    keep_until = models.DateField("langer bewaren tot en met", null=True, blank=True)
    sealed_keeping = models.TextField("waarom langer (versleuteld)", blank=True)
    destroyed_at = models.DateTimeField("vernietigd op", null=True, blank=True)
    # What its sender said of that, once it was answered; empty when they said nothing.
    helped = models.CharField("geholpen", max_length=6, choices=Helped, blank=True)
    referred_to = models.CharField("doorverwezen naar", max_length=200, blank=True)
    duplicate_of = models.ForeignKey(
        "self", verbose_name="dubbel van", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates"
    )
    # A double of which it is not certain that somebody else sent it is no experience more: no figure counts it.
    counts = models.BooleanField("telt mee in aantallen", default=True)
    # The day on which a double that did not count was taken up again: the figures count it once that quarter is over.
    counts_since = models.DateField("telt mee vanaf", null=True, blank=True)
    # What was told in one breath and is handled apart; the same code opens both.
    split_from = models.ForeignKey(
        "self", verbose_name="gesplitst uit", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    # What a compliment became, when it was shared in the network.
    example = models.ForeignKey(
        GoodExample, verbose_name="goed voorbeeld", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = "ervaring"
        verbose_name_plural = "ervaringen"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="experiences_newest_first"),
            models.Index(fields=["state", "-received_at", "-id"], name="experiences_by_state"),
            models.Index(fields=["theme", "-received_at", "-id"], name="experiences_by_theme"),
            models.Index(fields=["handler", "-received_at", "-id"], name="experiences_by_handler"),
            # What nobody handles yet, and in what somebody still waits: few of all that ever came in.
            models.Index(fields=["-received_at", "-id"], condition=Q(handler=None), name="experiences_unhandled"),
            models.Index(fields=["-received_at", "-id"], condition=Q(state__in=UNSETTLED), name="experiences_open"),
            models.Index(fields=["closed_at"], condition=Q(destroyed_at=None), name="experiences_that_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_hash"], condition=Q(split_from=None), name="one_sending_for_each_code"
            ),
            models.CheckConstraint(
                condition=Q(sender=None) | Q(receipt_hash=None), name="who_is_known_needs_no_receipt"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(answered_at__isnull=False), name="nothing_closes_without_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at=None)
                | Q(
                    sealed_text="",
                    sealed_help="",
                    sealed_organisation="",
                    sealed_keeping="",
                    title="",
                    sender=None,
                    receipt_hash=None,
                    handler=None,
                ),
                name="of_what_is_destroyed_only_counts_remain",
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        """Never a word of the sender: this stands in the audit trail."""
        return f"{self.get_kind_display()} {self.short_ref}"

    def get_absolute_url(self) -> str:
        """Where its sender reads it."""
        return reverse("my-experience", args=[self.ref])

    @property
    def short_ref(self) -> str:
        """By which people who talk about it mean the same one."""
        return str(self.ref)[:8]

    @property
    def called(self) -> str:
        """What it is called in a list: the neutral title, or its kind and theme."""
        return self.title or f"{self.get_kind_display().capitalize()} over {self.theme.name}"

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    @property
    def is_destroyed(self) -> bool:
        return self.destroyed_at is not None

    @property
    def keeping(self) -> str:
        """Why it is kept longer. Only a page of who decides about that asks this."""
        return self.unseal("keeping")

    @property
    def is_late(self) -> bool:
        today = timezone.localdate()
        past = (self.reacted_at is None and self.reaction_due < today) or self.answer_due < today
        return self.is_open and self.asked_at is None and past

    @property
    def asks_whether_it_helped(self) -> bool:
        """Whether its sender may say so: it was answered, and they did not say it yet."""
        return self.state in {State.ANSWERED, State.CLOSED} and not self.helped

    @property
    def dated_by_day(self) -> bool:
        """Whether what its sender does is dated no finer than a day: of who gives no name."""
        return self.sender_id is None

    def moment_of_sender(self) -> datetime:
        """The moment to note for what its sender does now: of who has no name the day, so that it lies beside no visit."""
        now = timezone.now()
        return start_of_day(now) if self.dated_by_day else now

    def is_sent_by(self, user) -> bool:
        """Whether `user` sent it under their own name."""
        return self.sender is not None and user.is_authenticated and self.sender.user_id == user.pk
