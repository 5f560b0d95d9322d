"""How an experience went from state to state. Rows are only ever added."""

from django.db import models

from leerlandschap.network.models import User
from signals.models.experiences import Experience
from signals.workflow import State


class Step(models.Model):
    """One step between two states; who did it, and when."""

    experience = models.ForeignKey(Experience, verbose_name="ervaring", on_delete=models.CASCADE, related_name="steps")
    before = models.CharField("van", max_length=9, choices=State, blank=True)
    after = models.CharField("naar", max_length=9, choices=State)
    by = models.ForeignKey(
        User, verbose_name="door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.before or 'nieuw'} -> {self.after}"

    def save(self, *args, **kwargs) -> None:
        """Raises TypeError for a step that was made before: what happened is not rewritten."""
        if self.pk is not None:
            raise TypeError("a step is not rewritten")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Raises TypeError: a step goes only with its experience."""
        raise TypeError("a step is not removed")
