"""Going from one state to another, as the workflow allows, and keeping that it was so."""

from datetime import datetime

from django.utils import timezone

from leerlandschap.network.models import User
from signals import workflow
from signals.models import Experience, Step
from signals.workflow import State


def take(experience: Experience, after: State, by: User | None) -> None:
    """Let `experience`, which is held, go on to `after`; nobody in `by` is the portal. Raises ValidationError."""
    workflow.require(experience.state, after)
    Step.objects.create(experience=experience, before=experience.state, after=after, by=by, at=_moment(experience, by))
    experience.state = after
    # A closed one has its moment of closing in the same breath; the answer stands there already.
    experience.save(update_fields=["state"])


def _moment(experience: Experience, by: User | None) -> datetime:
    """Now; of what nobody did to what came without a name the day, though never before the step that it follows on."""
    if by is not None or not experience.dated_by_day:
        return timezone.now()
    return max(
        [experience.moment_of_sender(), *experience.steps.order_by("-at", "-pk").values_list("at", flat=True)[:1]]
    )
