"""Saying that one is away and who stands in, and coming back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import Person, User
from tables.models import Absence

PAST = "Kies een laatste dag die nog komt."
TURNED = "De laatste dag ligt voor de eerste."
OVERLAP = "In die dagen ben je al afwezig gemeld. Haal dat eerst weg, of kies andere dagen."
ALSO_AWAY = "{name} is dan zelf ook weg. Kies iemand anders."
ONESELF = "Je kunt niet voor jezelf invallen. Kies een collega."


@transaction.atomic
def be_away(person: Person, *, first_day: date, last_day: date, stand_in: Person, by: User) -> Absence:
    """Note that somebody is away and who stands in. Raises ValidationError for strange days and who can't."""
    if last_day < first_day:
        raise ValidationError({"last_day": TURNED})
    if last_day < timezone.localdate():
        raise ValidationError({"last_day": PAST})
    if stand_in.pk == person.pk:
        raise ValidationError({"stand_in": ONESELF})
    Person.objects.select_for_update().get(pk=person.pk)
    then = Absence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
    if then.filter(person=person).exists():
        raise ValidationError(OVERLAP)
    if then.filter(person=stand_in).exists():
        raise ValidationError({"stand_in": ALSO_AWAY.format(name=stand_in.name)})
    made = Absence.objects.create(person=person, first_day=first_day, last_day=last_day, stand_in=stand_in, made_by=by)
    audit.record(by, "absence.noted", on=person, first=str(first_day), last=str(last_day), stand_in=str(stand_in))
    return made


@transaction.atomic
def come_back(absence: Absence, *, by: User) -> None:
    """Take an absence away: from now on nobody stands in."""
    audit.record(by, "absence.ended", on=absence.person, first=str(absence.first_day), last=str(absence.last_day))
    absence.delete()
