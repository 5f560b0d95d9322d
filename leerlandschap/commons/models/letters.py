"""What a person is told (Notice), and the mail that carries it (Letter)."""

import json
import uuid

from django.conf import settings
from django.db import models

from leerlandschap.commons import cipher
from leerlandschap.commons.ledger import LedgerRow


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NoticeQuerySet":
        """Only one's own."""
        return self.filter(person__user=user)

    def news(self) -> "NoticeQuerySet":
        """What happened, newest first; reminders of what waits stand in their own panels."""
        return self.filter(bundled=False)

    def still_waiting(self) -> "NoticeQuerySet":
        """Reminders, told in a letter, of what nobody has done yet."""
        return self.filter(bundled=True, read_at=None, letter__isnull=False)

    def to_bundle(self) -> "NoticeQuerySet":
        """Reminders that no letter carries yet."""
        return self.filter(letter=None, bundled=True, read_at=None)


class Letter(LedgerRow):
    """One mail of one or more notices. Says that something is there and where; never what."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("soort", max_length=60)
    person = models.ForeignKey(
        settings.PERSON_MODEL, verbose_name="aan", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField("adres")
    name = models.CharField("naam", max_length=200, blank=True)
    # Facts and link, sealed: a link that opens something must not be readable in the database. Emptied once accepted.
    sealed = models.TextField("verzegeld", blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = "brief"
        verbose_name_plural = "brieven"

    def __str__(self) -> str:
        return f"{self.code} ({self.get_state_display()})"

    @property
    def message_id(self) -> str:
        """The same for every copy of this letter, so that a reader's mail program can tell that it is a copy."""
        return f"<{self.ref}@{settings.SITE_URL.split('://')[1].split(':')[0].split('/')[0]}>"

    def seal(self, content: dict) -> None:
        self.sealed = cipher.seal(json.dumps(content), bound_to=self.bound)

    def content(self) -> dict:
        """What `seal` was given. Raises cipher.Unreadable."""
        return json.loads(cipher.unseal(self.sealed, bound_to=self.bound))

    @property
    def bound(self) -> str:
        """What its content is bound to."""
        return f"commons.letter:{self.ref}"


class Notice(models.Model):
    """Something a person is told once, on their own page and, by a letter, in their mailbox."""

    key = models.CharField("sleutel", max_length=200, unique=True)
    person = models.ForeignKey(
        settings.PERSON_MODEL, verbose_name="aan", on_delete=models.CASCADE, related_name="notices"
    )
    code = models.CharField("soort", max_length=60)
    # Names of tables, dates and counts only: the same that a mail may carry.
    facts = models.JSONField("feiten", default=dict)
    path = models.CharField("waar het staat", max_length=300)
    made_at = models.DateTimeField("gemaakt op")
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)
    bundled = models.BooleanField("in de dagelijkse mail", default=False)
    letter = models.ForeignKey(
        Letter, verbose_name="brief", null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.key
