"""Editions that went out, for everybody: the list, one of them, and the feed."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from newsletter import rich_text
from newsletter.flows import editions
from newsletter.models import Edition, Item
from newsletter.views.editions import edition_to_make

IN_FEED = 20


@login_not_required
@require_safe
def archive(request) -> HttpResponse:
    """The editions that went out, newest first."""
    found = Edition.objects.visible_to(request.user).newest_first()[:200]
    return render(request, "newsletter/archive/list.html", {"editions": found})


@login_not_required
@require_safe
def edition(request, slug: str) -> HttpResponse:
    """One edition as a web page."""
    found = get_object_or_404(Edition.objects.visible_to(request.user), slug=slug)
    return _page(request, found)


@require_safe
def edition_as_page(request, ref) -> HttpResponse:
    """The web page of an edition that is being made, for who makes it."""
    return _page(request, edition_to_make(request, ref), looks=True)


def _page(request, found: Edition, **also) -> HttpResponse:
    items = list(found.items.select_related("picture"))
    for item in items:
        item.html = rich_text.shown(item.text)
    context = {"edition": found, "opening": rich_text.shown(found.opening), "items": items, **also}
    return render(request, "newsletter/archive/detail.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("newsletter-use")
@handled_once
def item_used(request, ref) -> HttpResponse:
    """A page with one button, "dit gebruik ik": so that reading an edition itself leaves no cookie."""
    item = get_object_or_404(Item.objects.filter(edition__state__in=Edition.OUT).select_related("edition"), ref=ref)
    if request.method == "POST" and PressForm(request.POST).is_valid():
        editions.use(item)
        return redirect("edition-item-thanks", ref=ref)
    return render(request, "newsletter/archive/use.html", {"item": item, "edition": item.edition, "form": PressForm()})


@login_not_required
@require_safe
def item_thanks(request, ref) -> HttpResponse:
    """It was counted."""
    item = get_object_or_404(Item.objects.filter(edition__state__in=Edition.OUT).select_related("edition"), ref=ref)
    return render(request, "newsletter/archive/thanks.html", {"item": item, "edition": item.edition})


@login_not_required
@require_safe
def feed(request) -> HttpResponse:
    """The newest editions for a feed reader (RFC 4287)."""
    site, listed = settings.SITE_URL, reverse("edition-archive")
    atom = Atom1Feed(
        title="Nieuws uit het leerlandschap",
        link=site + listed,
        description="De nieuwsbrief van het leerlandschap",
        language="nl",
        feed_url=site + request.path,
        author_name="Sociaal Domein Flevoland",
    )
    for one in Edition.objects.visible_to(request.user).newest_first().prefetch_related("items")[:IN_FEED]:
        told = "".join(f"<li>{rich_text.clean(item.title)}</li>" for item in one.items.all())
        address = site + reverse("edition", args=[one.slug])
        atom.add_item(
            title=one.subject, link=address, unique_id=one.ref.urn, pubdate=one.frozen_at,
            updateddate=one.frozen_at, description=f"{rich_text.shown(one.opening, site_url=site)}<ul>{told}</ul>",
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
