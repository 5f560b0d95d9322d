"""The audit trail: who did what to which thing, and when. Rows are only ever added (a trigger of the database sees to it)."""

from django.db import models


class AuditEvent(models.Model):
    """Something somebody did. Holds names, never content, and no key into live data: it outlives what it tells of."""

    at = models.DateTimeField("moment", db_index=True)
    actor_id = models.BigIntegerField("wie (nummer)", null=True, blank=True)
    actor_name = models.CharField("wie", max_length=200)
    code = models.CharField("wat", max_length=60)
    object_label = models.CharField("soort", max_length=60)
    object_id = models.CharField("nummer", max_length=60)
    object_name = models.CharField("naam", max_length=200)
    details = models.JSONField("bijzonderheden", default=dict, blank=True)

    class Meta:
        verbose_name = "spoor"
        verbose_name_plural = "sporen"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_label", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.code} {self.object_name}"
