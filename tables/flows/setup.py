"""Setting up a table: beginning one, filling in its three steps, and saying that a step is done."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from leerlandschap.commons import audit, notices, search
from leerlandschap.network.models import Person, User
from tables import setup_conditions
from tables.flows import tables
from tables.models import Openness, Setup, SetupStep, Table, Theme

NAME_TAKEN = "Er is al een tafel met deze naam. Kies een naam die het verschil laat zien."
NO_NAME = "Begin de naam met letters of cijfers."
ENDED = "Deze tafel is gestopt. Je kunt de inrichting nog lezen, maar niet meer wijzigen."
MISSING = "Deze stap mist nog iets: {missing}."
# The rhythm of the seed: a leertafel 2–9 times a year, a thematafel every 5–8 weeks.
RHYTHM = {Table.Kind.LEERTAFEL: (2, 9), Table.Kind.THEMATAFEL: (5, 8)}


def start_table(*, name: str, kind: str, theme: Theme, occasion: str, by: User) -> Table:
    """Begin a table that is to be set up; who begins it is its contactpersoon CLM. Raises ValidationError."""
    if not slugify(name):
        raise ValidationError({"name": NO_NAME})
    if Table.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": NAME_TAKEN})
    try:
        return _made(name, kind, theme, occasion, by)
    except IntegrityError:  # somebody else began one at this very moment, and got the name or the place on the map
        if Table.objects.filter(name__iexact=name).exists():
            raise ValidationError({"name": NAME_TAKEN}) from None
        return _made(name, kind, theme, occasion, by)


@transaction.atomic
def ensure(table: Table) -> Setup:
    """The setup of a table with its three steps, made when they are missing."""
    setup, _made = Setup.objects.get_or_create(table=table)
    for kind in SetupStep.Kind:
        SetupStep.objects.get_or_create(table=table, kind=kind)
    return setup


def of(table: Table) -> Setup:
    """The setup of a table, not saved when it has none yet; looking makes nothing."""
    return Setup.objects.filter(table=table).first() or Setup(table=table)


@transaction.atomic
def fill_in(table: Table, *, words: dict, of_table: dict, by: User) -> Setup:
    """Keep what was filled in: `words` of the setup, and `of_table` of the table itself. Raises ValidationError."""
    _require_going_on(table)
    setup = ensure(table)
    if words:
        Setup.objects.filter(pk=setup.pk).update(**words)
        audit.record(by, "setup.filled_in", on=table, fields=sorted(words))
    if of_table:
        for name, value in of_table.items():
            setattr(table, name, value)
        tables.revise(table, changed=list(of_table), by=by)
    setup.refresh_from_db()
    return setup


@transaction.atomic
def assign(table: Table, kind: str, *, to: Person | None, by: User) -> SetupStep:
    """Say who sees to a step; who is newly asked hears so. Raises ValidationError."""
    _require_going_on(table)
    ensure(table)
    step = SetupStep.objects.select_for_update().get(table=table, kind=kind)
    if step.owner == to:
        return step
    step.owner = to
    step.save(update_fields=["owner"])
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)
    audit.record(by, "setup.assigned", on=table, step=kind, who=str(to or ""))
    if to is not None and to.user_id != by.pk:
        key = f"setup:{table.ref}:{kind}:{to.pk}:{timezone.localdate()}"
        path = reverse("setup", args=[table.slug])
        where = {"path": path, "letter_path": table.path_in_mail if table.openness == Openness.CLOSED else path}
        notices.tell_all([notices.to(to, "setup.asked", key=key, table=table.name_in_mail, **where)])
    return step


@transaction.atomic
def finish(table: Table, kind: str, *, by: User) -> SetupStep:
    """Say that a step is done. Raises ValidationError that names what it still misses."""
    _require_going_on(table)
    setup = ensure(table)
    table.refresh_from_db()
    if missing := setup_conditions.missing(kind, setup_conditions.facts_of(table, setup)):
        raise ValidationError([MISSING.format(missing=sentence[0].lower() + sentence[1:]) for sentence in missing])
    step = SetupStep.objects.select_for_update().get(table=table, kind=kind)
    if step.done_at is None:
        step.done_at, step.done_by = timezone.now(), by
        step.save(update_fields=["done_at", "done_by"])
        audit.record(by, "setup.step_done", on=table, step=kind)
    return step


@transaction.atomic
def reopen(table: Table, kind: str, *, by: User) -> None:
    """Take a step up again. Raises ValidationError."""
    _require_going_on(table)
    if SetupStep.objects.filter(table=table, kind=kind, done_at__isnull=False).update(done_at=None, done_by=None):
        audit.record(by, "setup.step_reopened", on=table, step=kind)


@transaction.atomic
def _made(name: str, kind: str, theme: Theme, occasion: str, by: User) -> Table:
    low, high = RHYTHM[kind]
    table = Table.objects.create(
        name=name,
        slug=_free_slug(name),
        kind=kind,
        theme=theme,
        state=Table.State.PREPARING,
        rhythm_min=low,
        rhythm_max=high,
        clm_contact=getattr(by, "person", None),
        slot=Table.objects.next_slot(theme.slug),
        edited_at=timezone.now(),
        edited=True,
    )
    audit.record(by, "table.begun", on=table, kind=kind, theme=str(theme))
    search.index(table)
    setup = ensure(table)
    setup.occasion = occasion
    setup.save(update_fields=["occasion"])
    return table


def _free_slug(name: str) -> str:
    """An address from the name; when it is taken, with a number behind it."""
    base = slugify(name)[:70].strip("-")
    taken = set(Table.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


def _require_going_on(table: Table) -> None:
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
