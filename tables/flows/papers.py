"""Papers of a meeting: hanging one on an agenda item or on the meeting, and taking one away with its bytes."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, files
from leerlandschap.network.models import User
from tables import openness
from tables.models import AgendaItem, Meeting, Paper, Table

MOST_BYTES = 20 * files.MEGABYTE
MOST_PAPERS = 20

TOO_OPEN = "Een stuk kan niet opener zijn dan waar het bij hoort: dat is {parent}."
ENOUGH = "Er hangen al {most} stukken. Haal er eerst een weg, of voeg stukken samen."
GONE = "Het agendapunt is er niet meer. Ga terug naar de agenda."


@transaction.atomic
def hang(on: AgendaItem | Meeting, upload: UploadedFile, *, by: User, title: str = "", level: str = "") -> Paper:
    """Hang `upload` on an item or a meeting; as open as that unless said narrower, and called as its file unless titled.

    Raises ValidationError for a file that is not taken in, an openness that is too wide, and when enough hangs there.
    """
    table = Table.objects.select_for_update().get(pk=on.table_id)
    parent = _parent(on, table)
    level = level or parent
    if openness.is_wider(level, parent):
        raise ValidationError({"openness": TOO_OPEN.format(parent=openness.Openness(parent).label)})
    if on.papers.count() >= MOST_PAPERS:
        raise ValidationError(ENOUGH.format(most=MOST_PAPERS))
    try:
        file = files.keep(upload, allowed=files.PAPERS, max_size=MOST_BYTES, traceless=True)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    where = {"item": on} if isinstance(on, AgendaItem) else {"meeting": on}
    paper = Paper.objects.create(
        table=table, file=file, title=title.strip() or file.name.rpartition(".")[0], openness=level,
        added_by=getattr(by, "person", None), added_at=timezone.now(), **where,
    )  # fmt: skip
    audit.record(by, "paper.added", on=table, size=file.size, kind=paper.kind)
    return paper


@transaction.atomic
def take_away(paper: Paper, *, by: User | None) -> None:
    """Take a paper away; its bytes go when that is certain. That somebody took it away before is no fault."""
    found = Paper.objects.select_for_update(of=("self",)).select_related("file", "table").filter(pk=paper.pk).first()
    if found is None:
        return
    audit.record(by, "paper.removed", on=found.table, size=found.file.size, kind=found.kind)
    found.delete()
    files.remove(found.file)


def take_all_away(item: AgendaItem, *, by: User | None) -> None:
    """The item goes, and what hangs on it."""
    for paper in item.papers.all():
        take_away(paper, by=by)


def _parent(on: AgendaItem | Meeting, table: Table) -> str:
    """The widest that a paper may be there. Raises ValidationError when the item is gone."""
    if isinstance(on, Meeting):
        return table.openness
    now = AgendaItem.objects.filter(pk=on.pk).values_list("openness", flat=True).first()
    if now is None:
        raise ValidationError(GONE)
    return openness.narrowest(now, table.openness)
