"""The pages of the website that are mostly words: about, contact, accessibility, privacy."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlandschap.commons import passages
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.models import Passage
from leerlandschap.commons.passages import GROUPS
from tables.models import Table, Theme

LISTS = [group for group in GROUPS if group not in {"pagina", "route"}]


def texts_version(request) -> str:
    """Changes when any text changes."""
    return Passage.objects.version_key()


def contacts_version(request) -> str:
    """Changes when any text, table, theme's contact or contact person changes."""
    tables = _tables().version_key(also=Sum("clm_contact__version"))
    themes = list(Theme.objects.values_list("name", "clm_contact", "clm_contact__version"))
    return f"{texts_version(request)}/{tables}/{themes}"


@login_not_required
@require_safe
@kept_per_version(texts_version)
def about(request) -> HttpResponse:
    """What the learning landscape is: its phases, elements, fixed structure, and how a table starts."""
    return render(request, "tables/pages/about.html", {"texts": passages.texts("over", *LISTS)})


@login_not_required
@require_safe
@kept_per_version(contacts_version)
def contact(request) -> HttpResponse:
    """Whom to ask: the contactpersoon CLM per theme and table."""
    tables = _tables().select_related("theme__clm_contact", "clm_contact")
    context = {"texts": passages.texts("contact"), "themes": _by_theme(tables)}
    return render(request, "tables/pages/contact.html", context)


@login_not_required
@require_safe
@kept_per_version(texts_version)
def accessibility(request) -> HttpResponse:
    """The accessibility statement."""
    return _words(request, "Toegankelijkheid", "toegankelijkheid")


@login_not_required
@require_safe
@kept_per_version(texts_version)
def privacy(request) -> HttpResponse:
    """What the portal keeps of people, why and for how long."""
    return _words(request, "Privacy", "privacy")


def _words(request, title: str, page: str) -> HttpResponse:
    return render(request, "tables/pages/words.html", {"title": title, "texts": passages.texts(page)})


def _tables():
    """The tables that everybody sees, also for who sees more: this page says the same to all."""
    return Table.objects.visible_to(AnonymousUser()).shown()


def _by_theme(tables) -> dict[Theme, list[Table]]:
    """The tables under their themes, in the order of the landscape; a theme without tables stands there too."""
    themes = {theme: [] for theme in Theme.objects.select_related("clm_contact")}
    for table in tables:
        themes[table.theme].append(table)
    return themes
