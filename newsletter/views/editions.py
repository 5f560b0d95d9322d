"""Making an edition: the list of them, one of them with what can be chosen, and how it will look."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import MoveForm, PressForm
from leerlandschap.network.roles import Permission, require
from newsletter import mailing, rich_text
from newsletter.checks import links_elsewhere, problems
from newsletter.flows import editions, sending
from newsletter.forms.editions import ItemForm, OrderForm, PickForm, PlaceForm, WordsForm
from newsletter.models import Edition, Item, Subscriber
from newsletter.progress import progress_of
from newsletter.proposals import Narrower, narrower, proposals, since_when

PAGES = "newsletter/editions"
# A mail brings its own styles along; nothing else than what the portal itself serves may be asked for.
AS_A_MAIL = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}


@require_safe
def edition_list(request) -> HttpResponse:
    """Every edition, drafts first."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    found = Edition.objects.newest_first()[:200]
    return render(request, f"{PAGES}/list.html", {"editions": found, "press": PressForm(auto_id=False)})


@require_POST
@handled_once
def edition_new(request) -> HttpResponse:
    """Begin an edition that lays itself out."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    edition = editions.begin(by=request.user)
    messages.success(request, "De editie is begonnen. Kies, orden en herschrijf, en schrijf de opening.")
    return redirect(edition.work_url)


@require_safe
def edition_work(request, ref) -> HttpResponse:
    """One edition: a draft as it is being made; one that stands ready or went as it goes."""
    edition = edition_to_make(request, ref)
    if not edition.is_draft:
        return going(request, edition)
    now = timezone.now()
    items, proposed = list(edition.items.select_related("picture")), proposals(edition, now)
    found = problems(edition)
    context = {
        "edition": edition,
        "items": [(item, [one.text for one in found if one.item == item]) for item in items],
        "problems": found,
        "elsewhere": links_elsewhere(edition, items),
        "new": [one for one in proposed if not one.stood_in],
        "narrower": _not_told_yet(request, items, edition, now),
        "told_before": [one for one in proposed if one.stood_in],
        "since": since_when(edition, now),
        "audiences": Subscriber.Audience.choices,
        "opening": rich_text.shown(edition.opening),
        "receiving": Subscriber.objects.receiving().count(),
        "reads_along": settings.NEWSLETTER_SECOND_PERSON,
        "may_approve": request.user.pk not in {edition.made_by_id, edition.changed_by_id},
        "press": PressForm(auto_id=False),
    }
    return render(request, f"{PAGES}/work.html", context)


def _not_told_yet(request, items: list[Item], edition: Edition, now) -> list[Narrower]:
    told = {item.about for item in items}
    return [one for one in narrower(edition, request.user, now) if one.key not in told]


def going(request, edition: Edition) -> HttpResponse:
    """How an edition goes; for htmx the part that moves alone."""
    used = edition.items.filter(used__gt=0).order_by("-used", "position")
    context = {"edition": edition, "progress": progress_of(edition), "used": used, "press": PressForm(auto_id=False)}
    return render(request, f"{PAGES}/{'_progress' if request.htmx else 'going'}.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def edition_words(request, ref) -> HttpResponse:
    """The subject and the opening."""
    edition = edition_to_make(request, ref)
    form = WordsForm(request.POST or None, initial={"subject": edition.subject, "opening": edition.opening})
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("subject", "opening")}
        if did(form, lambda: editions.write(edition, **words, by=request.user)):
            return done(request, edition, "Bewaard.")
    return render(request, f"{PAGES}/words.html", {"edition": edition, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def edition_order(request, ref) -> HttpResponse:
    """What comes first for which audience."""
    edition = edition_to_make(request, ref)
    form = OrderForm(request.POST or None, edition=edition)
    if form.is_valid() and did(form, lambda: editions.order_for(edition, form.chosen(), by=request.user)):
        return done(request, edition, "Bewaard. Bekijk als mail hoe elke lezersgroep hem krijgt.")
    return render(request, f"{PAGES}/order.html", {"edition": edition, "form": form})


@require_POST
@handled_once
def edition_discard(request, ref) -> HttpResponse:
    """Throw a draft away."""
    edition = edition_to_make(request, ref)
    return press(request, lambda: editions.discard(edition, by=request.user), "Het concept is weg.", "edition-list")


# --- items --------------------------------------------------------------------------------------------------------------


@require_POST
@handled_once
def item_pick(request, ref) -> HttpResponse:
    """Take something from the landscape."""
    edition, form = edition_to_make(request, ref), PickForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    return press(request, lambda: editions.pick(edition, key, by=request.user), "Het staat erin.", edition.work_url)


@require_http_methods(["GET", "POST"])
@handled_once
def item_add(request, ref) -> HttpResponse:
    """Write a piece of news of one's own."""
    edition, form = edition_to_make(request, ref), ItemForm(request.POST or None)
    if form.is_valid() and did(form, lambda: editions.add_own(edition, **form.words(), by=request.user)):
        return done(request, edition, "Je bericht staat onderaan.")
    return render(request, "newsletter/items/edit.html", {"edition": edition, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def item_edit(request, ref) -> HttpResponse:
    """Give a piece of news other words."""
    item = item_to_make(request, ref)
    if item.about:
        return redirect("edition-sentence", ref=ref)
    initial = {name: getattr(item, name) for name in ("title", "text", "link", "link_words")}
    form = ItemForm(request.POST or None, initial=initial)
    if form.is_valid() and did(form, lambda: editions.rewrite(item, **form.words(), by=request.user)):
        return done(request, item.edition, "Bewaard.", item)
    return render(request, "newsletter/items/edit.html", {"edition": item.edition, "item": item, "form": form})


@require_POST
@handled_once
def item_move(request, ref) -> HttpResponse:
    """One place up or down, or to the place where it was dropped."""
    item = item_to_make(request, ref)
    to = f"{item.edition.work_url}#bericht-{item.ref}"
    move, place = MoveForm(request.POST), PlaceForm(request.POST)
    if move.is_valid():
        return press(request, lambda: editions.move(item, up=move.up(), by=request.user), "", to)
    if place.is_valid():
        return press(request, lambda: editions.place(item, at=place.cleaned_data["at"], by=request.user), "", to)
    return redirect(to)


@require_POST
@handled_once
def item_take_out(request, ref) -> HttpResponse:
    """Take a piece of news out."""
    item = item_to_make(request, ref)
    told = "Het bericht is eruit."
    return press(request, lambda: editions.take_out(item, by=request.user), told, item.edition.work_url)


# --- how it will look ---------------------------------------------------------------------------------------------------


@require_safe
@csp_replace(AS_A_MAIL)
def edition_as_mail(request, ref) -> HttpResponse:
    """The edition as a mail program shows it, for a reader who is nobody, or reads as `?lezer=`."""
    html, _text = _mail(edition_to_make(request, ref), audience=request.GET.get("lezer", ""))
    return HttpResponse(html)


@require_safe
def edition_as_text(request, ref) -> HttpResponse:
    """The plain text that goes along with it."""
    edition = edition_to_make(request, ref)
    return render(request, f"{PAGES}/text.html", {"edition": edition, "text": _mail(edition)[1]})


def _mail(edition: Edition, *, audience: str = "") -> tuple[str, str]:
    return mailing.of(edition, audience=audience, picture_at=mailing.path_of).for_reader(mailing.page_for_who_looks())


@require_POST
@handled_once
def edition_test(request, ref) -> HttpResponse:
    """Send it to oneself."""
    edition = edition_to_make(request, ref)
    told = f"De proefmail gaat naar {request.user.email}. Hij is er binnen een minuut."
    return press(request, lambda: sending.send_test(edition, by=request.user), told, edition.work_url)


# --- what the views of the newsletter's makers share --------------------------------------------------------------------


def edition_to_make(request, ref) -> Edition:
    """The edition, for who makes them. Raises PermissionDenied and Http404."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    return get_object_or_404(Edition.objects.select_related("approved_by__person", "changed_by__person"), ref=ref)


def press(request, deed, told: str, to: str) -> HttpResponse:
    """What a button does: the deed, or the sentence with which it was refused."""
    try:
        deed()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if told:
            messages.success(request, told)
    return redirect(to)


def item_to_make(request, ref) -> Item:
    """A piece of news, for who makes editions. Raises PermissionDenied and Http404."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    return get_object_or_404(Item.objects.select_related("edition"), ref=ref)


def did(form, deed) -> bool:
    """Whether the deed was done; if not the form says why."""
    try:
        deed()
    except ValidationError as error:
        add_refusal(form, error)
        return False
    return True


def done(request, edition: Edition, told: str, item: Item | None = None) -> HttpResponse:
    """Back to the edition, at the piece of news when that is known."""
    messages.success(request, told)
    return redirect(f"{edition.work_url}#bericht-{item.ref}" if item else edition.work_url)
