"""What shows the name of an organisation: experiences are found by the municipalities they are about."""

from leerlandschap.commons.registry import renamed
from leerlandschap.network.models import Organisation
from signals import finding
from signals.models import Experience


@renamed.register
def words_of_experiences(organisation: Organisation) -> None:
    """The experiences about a municipality are found by its new name."""
    finding.renew_all(Experience.objects.filter(municipalities=organisation))
