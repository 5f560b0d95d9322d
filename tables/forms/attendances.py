"""The form by which somebody says whether they come."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.models import Attendance

STATE = Attendance.State
ANSWERS = [(STATE.COMING.value, "Ik kom"), (STATE.EXCUSED.value, "Ik kom niet")]


class AnswerForm(PortalForm):
    """Two buttons, of which one is pressed."""

    state = forms.ChoiceField(
        choices=ANSWERS, error_messages={"required": "Kies of je komt.", "invalid_choice": "Kies of je komt."}
    )
