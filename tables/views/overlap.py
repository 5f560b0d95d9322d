"""Where the same insight is already being gathered: as a page of its own, and as the part that renews under a field."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tables import overlap as radar
from tables.forms.overlap import OverlapForm
from tables.models import Table
from tables.models.tables import SLUG


@require_safe
def overlap(request) -> HttpResponse:
    """The places for a text (`?tekst=`, or the field that `?veld=` names), leaving out those of a table (`?tafel=`)."""
    text = request.GET.get(request.GET.get("veld", ""), "") or request.GET.get("tekst", "")
    slug = request.GET.get("tafel", "")
    table = Table.objects.visible_to(request.user).filter(slug=slug).first() if SLUG.fullmatch(slug) else None
    places = radar.places(request.user, text, table=table) if text.strip() else []
    if request.htmx:
        return render(request, "tables/overlap/_places.html", {"places": places})
    context = {"form": OverlapForm(initial={"tekst": text}), "places": places, "asked": bool(text.strip())}
    return render(request, "tables/overlap/page.html", context)
