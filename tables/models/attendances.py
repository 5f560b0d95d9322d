"""Who comes to a meeting: sitting at a table is apart from being at one of its meetings."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Organisation, Person
from tables.models.meetings import Meeting


class AttendanceQuerySet(models.QuerySet):
    def coming(self) -> "AttendanceQuerySet":
        return self.filter(state=Attendance.State.COMING)


class Attendance(models.Model):
    """What somebody answered for one meeting; a deputy comes instead for that meeting only."""

    class State(models.TextChoices):
        COMING = "coming", "komt"
        EXCUSED = "excused", "komt niet"
        DEPUTY = "deputy", "stuurt een vervanger"

    class Presence(models.TextChoices):
        """Whether somebody was there, as noted during the meeting."""

        PRESENT = "present", "aanwezig"
        EXCUSED = "excused", "afwezig met bericht"
        ABSENT = "absent", "afwezig"
        DEPUTY = "deputy", "vervanger"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name="bijeenkomst", on_delete=models.CASCADE, related_name="attendances"
    )
    person = models.ForeignKey(Person, verbose_name="persoon", on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, verbose_name="namens", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Empty for who gave no answer and was there all the same.
    state = models.CharField("antwoord", max_length=10, choices=State, blank=True)
    deputy = models.ForeignKey(
        Person, verbose_name="vervanger", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    # Empty until somebody notes it during the meeting or after it.
    presence = models.CharField("was er", max_length=8, choices=Presence, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_answer_per_person_and_meeting"),
            models.CheckConstraint(
                condition=Q(deputy=None) | Q(state="deputy"), name="only_who_sends_a_deputy_has_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}: {self.get_state_display()}"
