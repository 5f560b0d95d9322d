"""The overlap radar: who writes an aim or a question sees where the same insight is already being gathered.

A form watches a field in its `__init__` (`watch`) and asks once before saving in its `clean` (`doubt_once`): that is all. The
places stand under the field, renewed while somebody types; without JavaScript they come with the first attempt to save.
"""

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons import search
from leerlandschap.commons.search import Found
from leerlandschap.network.roles import Permission, may
from tables.models import Insight, ResearchQuestion, Table

KINDS = ("table", "question", "insight")
MOST = 3
# Where the form remembers which text it asked about.
COMPARED = "compared"
DOUBT = (
    "Dit lijkt op wat al ergens anders wordt opgehaald. Kijk hieronder of je daarbij kunt aansluiten. "
    "Is het toch iets anders? Verstuur het formulier dan nog eens."
)


@dataclass(frozen=True)
class Place:
    """Somewhere the same is gathered, and where to link to it instead (empty when there is nothing to link, or no right to)."""

    found: Found
    link_url: str


@dataclass
class Radar:
    """What stands under a watched field: the field's name, the table it is written for, and the places found so far."""

    name: str
    table: Table | None
    places: list[Place] = field(default_factory=list)

    def url(self) -> str:
        """Where the places for a text are asked; the text comes along under the name of its field."""
        about = {"veld": self.name} | ({"tafel": self.table.slug} if self.table else {})
        return f"{reverse('overlap')}?{urlencode(about)}"


def places(user, text: str, *, table: Table | None = None) -> list[Place]:
    """The places, at most three, that `user` may see and where what `text` asks after is gathered; `table`'s own left out."""
    own = [table, *table.questions.all(), *table.insights.all()] if table else []
    found = search.alike(user, text, kinds=KINDS, limit=MOST, besides=own)
    links = table is not None and may(user, Permission.TABLE_LINK, table)
    return [Place(one, _link_url(table, one.thing) if links else "") for one in found]


def _link_url(table: Table, thing: Table | ResearchQuestion | Insight) -> str:
    """The page that lays a link from `table` to where the thing is gathered."""
    other = thing if isinstance(thing, Table) else thing.table
    return f"{reverse('link-list', args=[table.slug])}?{urlencode({'naar': other.slug})}"


def watch(form: forms.Form, name: str, *, by, table: Table | None = None) -> None:
    """Put the radar under the field `name`, for `by` who writes; `table` is the one it is written for, when it exists.

    Call it at the end of the form's `__init__`.
    """
    watched = form.fields[name]
    watched.after, watched.radar, watched.seen_by = "tables/overlap/_radar.html", Radar(name, table), by
    form.fields[COMPARED] = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


def doubt_once(form: forms.Form, name: str) -> None:
    """Refuse what stands in `name` the first time that the same seems to be gathered elsewhere; sent again it is accepted.

    Call it at the end of the form's `clean`. A text that nobody changed is not asked about.
    """
    text, watched = form.cleaned_data.get(name), form.fields[name]
    if not text or name not in form.changed_data:
        return
    mark = hashlib.sha256(text.encode()).hexdigest()
    if form.cleaned_data.get(COMPARED) == mark:
        return
    if found := places(watched.seen_by, text, table=watched.radar.table):
        watched.radar.places = found
        form.data = form.data.copy()
        form.data[form.add_prefix(COMPARED)] = mark
        form.add_error(name, ValidationError(DOUBT, code="overlap"))
