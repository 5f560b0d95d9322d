"""Writing and reading the texts of the website: each change is kept as a version, so that any of them can come back."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from leerlandschap.commons import audit
from leerlandschap.commons.models import Passage, PassageVersion

# The lists of texts, in the order in which they are offered for editing.
GROUPS = {
    "pagina": "Teksten van pagina's",
    "jaarfocus": "Focus van het jaar",
    "pijler": "Pijlers",
    "fase": "Fasen van een leertraject",
    "beweging": "Bewegingen",
    "proces": "Basisprocessen",
    "element": "Elementen",
    "overleg": "Vast overleg",
    "communicatie": "Vaste communicatie",
    "stap": "Stappen om een tafel te starten",
    "afspraak": "Afspraken bij de eerste bijeenkomsten",
    "uitgangspunt": "Gedragen uitgangspunten",
    "partner": "Partners",
    "route": "Wegwijzer bij ervaringen",
}
# Pages ask for these by name, the portal counts with four phases, and no route to help may be lost: their words can change,
# their number cannot.
FIXED_GROUPS = {"pagina", "fase", "route"}
# What a page's texts are called in the list; their keys begin with these.
PAGES = {
    "home": "Eerste pagina",
    "over": "Over het leerlandschap",
    "contact": "Contact",
    "ervaringen": "Ervaringen",
    "monitoring": "Monitoring",
    "nieuwsbrief": "Nieuwsbrief",
    "privacy": "Privacy",
    "toegankelijkheid": "Toegankelijkheid",
}
# From this share of common words on, two lines are shown as one that changed.
ALIKE = 0.3
CHANGED_MEANWHILE = (
    "Iemand anders heeft deze tekst intussen gewijzigd. Hieronder zie je die tekst. "
    "Wat je zelf typte staat nog in het formulier: pas het aan of bewaar het alsnog."
)


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Texts:
    """The shown texts that one page needs: `of` gives those of pages by the last part of their key, `lists` the lists."""

    of: dict[str, Passage]
    lists: dict[str, list[Passage]]
    edited_at: datetime | None


def texts(page: str = "", *groups: str) -> Texts:
    """What stands on the page called `page` (its keys begin with that) and in `groups`, in one question."""
    of, lists, newest = {}, {group: [] for group in groups}, None
    for passage in Passage.objects.shown().filter(group__in=[*groups, "pagina"]).order_by("position", "pk"):
        if passage.group != "pagina":
            lists[passage.group].append(passage)
        elif page and passage.key.startswith(f"{page}-"):
            of[passage.key.removeprefix(f"{page}-").replace("-", "_")] = passage
        else:
            continue
        newest = max(filter(None, [newest, passage.edited_at]))
    return Texts(of, lists, newest)


@dataclass(frozen=True)
class TextList:
    """Texts that belong together: a list of the landscape, or what stands on one page."""

    slug: str
    label: str
    fixed: bool
    texts: list[Passage]

    @property
    def newest(self) -> Passage | None:
        """The text that was changed last."""
        return max(self.texts, key=lambda passage: passage.edited_at, default=None)


def list_of(passage: Passage) -> str:
    """The slug of the TextList where the text stands: its list, or its page."""
    return f"pagina-{passage.key.partition('-')[0]}" if passage.group == "pagina" else passage.group


def all_lists() -> list[TextList]:
    """Every text, also hidden ones, by page and by list, in the order in which they are offered for editing."""
    pages = [TextList(f"pagina-{page}", f"Pagina: {label}", True, []) for page, label in PAGES.items()]
    lists = [TextList(slug, label, slug in FIXED_GROUPS, []) for slug, label in GROUPS.items() if slug != "pagina"]
    by_slug = {one.slug: one for one in [*pages, *lists]}
    for passage in Passage.objects.select_related("edited_by__person").order_by("position", "pk"):
        slug = list_of(passage)
        if slug not in by_slug:
            by_slug[slug] = TextList(slug, slug.removeprefix("pagina-").capitalize(), True, [])
        by_slug[slug].texts.append(passage)
    return [one for one in by_slug.values() if one.texts or not one.fixed]


# --- writing ----------------------------------------------------------------------------------------------------------


def remember(passage: Passage) -> PassageVersion:
    """Keep the text as it stands now, before it changes."""
    return PassageVersion.objects.create(
        passage=passage,
        number=passage.version,
        title=passage.title,
        body=passage.body,
        link=passage.link,
        hidden=passage.hidden,
        made_at=passage.edited_at,
        made_by_name=str(passage.edited_by)[:200] if passage.edited_by else "",
    )


def rewrite(
    passage: Passage, *, title: str, body: str, link: str, by, hidden: bool | None = None, since: int | None = None
) -> Passage:
    """Give the text these words (and hide or show it, when `hidden` says so); nothing happens when they are the same.

    Raises ValidationError: code `changed` when somebody else wrote it after version `since`, which the editor saw.
    """
    fields = {"title": title, "body": body, "link": link}
    return _change(passage, fields if hidden is None else {**fields, "hidden": hidden}, by=by, since=since)


def restore(passage: Passage, version: PassageVersion, *, by) -> Passage:
    """Give the text the words it had in `version`; whether it is hidden stays as it is."""
    return _change(passage, {"title": version.title, "body": version.body, "link": version.link}, by=by)


def set_hidden(passage: Passage, *, hidden: bool, by) -> Passage:
    """Take the text from the website, or put it back. Raises ValidationError for a text a page cannot do without."""
    return _change(passage, {"hidden": hidden}, by=by)


@transaction.atomic
def _change(passage: Passage, fields: dict, *, by, since: int | None = None) -> Passage:
    """Write what differs, under the lock of the row, after keeping what was there."""
    passage = Passage.objects.select_for_update().get(pk=passage.pk)
    if since is not None and passage.versions.filter(number__gte=since).exists():
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    fields = {name: value for name, value in fields.items() if getattr(passage, name) != value}
    if not fields:
        return passage
    if fields.get("hidden") and passage.group in FIXED_GROUPS:
        raise ValidationError("Deze tekst hoort bij een pagina en kan niet worden verborgen.")
    remember(passage)
    # Hiding changes no words: newer ones from the portal's makers may still come.
    _write(passage, by=by, edited=passage.edited or set(fields) != {"hidden"}, **fields)
    audit.record(by, "passage.rewritten", on=passage, version=passage.version, hidden=passage.hidden)
    return passage


@transaction.atomic
def add(group: str, *, title: str, body: str, link: str, by) -> Passage:
    """Put a new text at the end of a list. Raises ValidationError when the list is fixed or unknown."""
    if group not in GROUPS or group in FIXED_GROUPS:
        raise ValidationError("Aan deze lijst kun je niets toevoegen.")
    # Locks the list, so that two who add at once get a place and a key each.
    positions = [one.position for one in Passage.objects.select_for_update().in_group(group)]
    passage = Passage.objects.create(
        key=_free_key(f"{group}-{slugify(title)}"[:70]),
        group=group,
        position=max(positions, default=0) + 1,
        title=title,
        body=body,
        link=link,
        edited_at=timezone.now(),
        edited_by=by,
        edited=True,
    )
    audit.record(by, "passage.added", on=passage, group=group)
    return passage


@transaction.atomic
def move(passage: Passage, *, up: bool, by) -> bool:
    """Change places with the text above or below; false when there is none. The words stay, so no version is kept."""
    row = list(Passage.objects.select_for_update().in_group(passage.group))
    at = next(index for index, one in enumerate(row) if one.pk == passage.pk)
    other = at - 1 if up else at + 1
    if passage.group in FIXED_GROUPS or not 0 <= other < len(row):
        return False
    row[at], row[other] = row[other], row[at]
    for position, one in enumerate(row, start=1):
        if one.position != position:
            one.position, one.version = position, one.version + 1
            one.save(update_fields=["position", "version"])
    audit.record(by, "passage.moved", on=passage, up=up)
    return True


def _write(passage: Passage, *, by, **fields) -> None:
    for name, value in fields.items():
        setattr(passage, name, value)
    passage.version += 1
    passage.edited_at, passage.edited_by = timezone.now(), by
    passage.save()


def _free_key(wish: str) -> str:
    taken = set(Passage.objects.filter(key__startswith=wish).values_list("key", flat=True))
    return next(key for key in [wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))] if key not in taken)


# --- comparing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stayed (`same`), went (`gone`) or came (`new`)."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """What changed from one text to another, in reading order: line by line, and word by word in lines that look alike."""
    pieces = []
    for what, old, new in _opcodes(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if what == "equal":
            pieces.append(Piece("same", "".join(old)))
        else:
            pieces += _word_changes("".join(old), "".join(new))
    return pieces


def _word_changes(old: str, new: str) -> list[Piece]:
    """The words that went and came; texts with little in common are shown whole, one after the other."""
    if difflib.SequenceMatcher(None, _words(old), _words(new)).ratio() < ALIKE:
        return [piece for piece in (Piece("gone", old), Piece("new", new)) if piece.text]
    pieces = []
    for what, went, came in _opcodes(_words(old), _words(new)):
        found = [("same", went)] if what == "equal" else [("gone", went), ("new", came)]
        pieces += [Piece(kind, "".join(words)) for kind, words in found if words]
    return pieces


def _opcodes(old: list[str], new: list[str]):
    """What happened, and the parts of both that it happened to."""
    for what, i, j, k, end in difflib.SequenceMatcher(None, old, new).get_opcodes():
        yield what, old[i:j], new[k:end]


def _words(text: str) -> list[str]:
    """Words with the white space behind them, so that joining them gives the text again."""
    return re.findall(r"\S+\s*|\s+", text)
