"""The register of insights, and an insight: on what it rests, where it lands, and whether it still holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard, thread
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness, registers, succession, value
from tables.deeds import Deed
from tables.flows import insights as flows
from tables.forms.insights import ConfirmForm, InsightForm, RecordForm, SupersedeForm
from tables.forms.signups import PressForm
from tables.models import AgendaItem, Insight, Landing, Meeting, Openness, Phase, Table

# In the address, and what it asks for.
STANDS = [(Insight.NOWHERE, "nog nergens"), *Landing.State.choices]


@login_not_required
@require_safe
def insight_list(request) -> HttpResponse:
    """Every insight that this person may read, filtered in the address by words, table, theme, phase and landing."""
    picked = registers.chosen(request.GET, "tafel", "thema", "fase", "stand", "toon")
    seen = Insight.objects.visible_to(request.user)
    page = registers.page(_picked(seen, request.user, picked).for_list(), request.GET, "inzicht", "inzichten")
    context = {
        "page": page,
        "insights": value.shown(page.rows),
        "chosen": picked,
        "filtered": any(picked.values()),
        "tables": registers.tables_of(seen),
        "themes": registers.themes_of(seen),
        "phases": Phase.choices,
        "stands": STANDS,
    }
    return render(request, "tables/insights/list.html", context)


@login_not_required
@require_safe
def insight(request, ref) -> HttpResponse:
    """One insight."""
    return show(request, readable(request.user, ref))


@require_http_methods(["GET", "POST"])
@handled_once
def insight_new(request, slug: str) -> HttpResponse:
    """Write an insight down outside a meeting."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    require(request.user, Permission.INSIGHT_KEEP, table)
    form = RecordForm(request.POST or None, table=table, by=request.user)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in ("text", "explanation", "openness")}
            made = flows.record(table, by=request.user, **wish)
            guard.note_kept(form, on=table, by=request.user)
            messages.success(request, "Het inzicht is bewaard. Waar landt het?")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/insights/new.html", {"table": table, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def insight_edit(request, ref) -> HttpResponse:
    """Change an insight, and on what it rests."""
    found = to_keep(request.user, ref)
    form = InsightForm(request.POST or None, instance=found, by=request.user)
    if form.is_valid():
        try:
            rests = {name: form.cleaned_data[name] for name in form.rests}
            flows.revise(form.instance, changed=form.changed_fields(), by=request.user, **rests)
            guard.note_kept(form, on=found.table, by=request.user)
            messages.success(request, "Het inzicht is bijgewerkt.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/insights/edit.html", {"insight": readable(request.user, ref), "form": form})


@require_POST
@handled_once
def insight_confirm(request, ref) -> HttpResponse:
    """Say that an insight still holds, and when to ask again."""
    found = to_keep(request.user, ref)
    form = ConfirmForm(request.POST, auto_id="klopt-%s")
    if form.is_valid():
        try:
            flows.confirm(found, check_on=form.cleaned_data["check_on"], by=request.user)
            messages.success(request, "Vastgelegd: dit klopt nog.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return show(request, found, confirm=form)


@require_http_methods(["GET", "POST"])
@handled_once
def insight_supersede(request, ref) -> HttpResponse:
    """Let another insight take the place of this one."""
    found = to_keep(request.user, ref)
    choices = Insight.objects.visible_to(request.user).standing().filter(table=found.table).exclude(pk=found.pk)
    form = SupersedeForm(request.POST or None, choices=choices)
    if form.is_valid():
        try:
            successor = _superseded(found, form.cleaned_data, by=request.user)
            guard.note_kept(form, on=found.table, by=request.user)
            messages.success(request, "Het inzicht is vervangen. Het oude blijft leesbaar en verwijst hierheen.")
            return redirect(successor)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/insights/supersede.html", {"insight": found, "form": form})


@require_POST
@handled_once
def insight_restore(request, ref) -> HttpResponse:
    """Say that an insight was not superseded after all."""
    found = to_keep(request.user, ref)
    try:
        flows.restore(found, by=request.user)
        messages.success(request, "Het inzicht geldt weer.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(found)


# --- shared with the views of landings --------------------------------------------------------------------------------


def readable(user, ref) -> Insight:
    """The insight, for who may read it. Raises Http404."""
    rows = Insight.objects.visible_to(user).select_related("table__theme", "theme", "cycle", "superseded_by", "item")
    return get_object_or_404(rows, ref=ref)


def to_keep(user, ref) -> Insight:
    """The insight, for who looks after it. Raises Http404 and PermissionDenied."""
    found = readable(user, ref)
    require(user, Permission.INSIGHT_KEEP, found.table)
    return found


def show(request, found: Insight, *, confirm=None) -> HttpResponse:
    """The page of an insight; with the form that was refused as it was sent."""
    landings = list(found.landings.select_related("owner", "organisation", "agreement").prefetch_related("holds_for"))
    keeps = may(request.user, Permission.INSIGHT_KEEP, found.table)
    next_check = timezone.localdate() + flows.HOLDS_FOR
    context = {
        "insight": found,
        "table": found.table,
        "landings": landings,
        "knots": value.knots(landings),
        "meetings": Meeting.objects.visible_to(request.user).filter(insights=found).order_by("starts_at"),
        "items": _items(found, request.user),
        "came_from": thread.came_from(found, request.user),
        "succession": succession.around(found, request.user),
        "openness": openness.in_words(found.openness),
        "keeps": keeps,
        "names": request.user.is_authenticated and Openness.TABLE in openness.seen_by(request.user, found.table),
        "asks": found.check_on is not None and found.check_on <= timezone.localdate(),
        "confirm": confirm or ConfirmForm(initial={"check_on": next_check}, auto_id="klopt-%s") if keeps else None,
        "deeds": _deeds(found, request.user) if keeps else [],
        "deeds_of": "Meer bij dit inzicht",
        "press": PressForm(auto_id=False) if keeps else None,
    }
    return render(request, "tables/insights/detail.html", context, status=409 if confirm else 200)


def _deeds(found: Insight, user) -> list[Deed]:
    """What one can do with an insight that one looks after: the first is the button, the rest stands behind it."""
    standing = [
        Deed("Laat het landen", reverse("landing-new", args=[found.ref])),
        Deed("Wijzig", reverse("insight-edit", args=[found.ref])),
        Deed("Vervang door een nieuwer inzicht", reverse("insight-supersede", args=[found.ref])),
    ]
    widen = Deed("Mate van openheid", reverse("insight-openness", args=[found.ref]))
    deeds = standing[1:2] if found.superseded_by_id else standing
    return [*deeds, widen] if may(user, Permission.OPENNESS_WIDEN, found.table) else deeds


def _items(found: Insight, user):
    """The agenda items that it rests on, of those the reader may see: an item may be narrower than the insight."""
    kept = [pk for pk in (found.item_id, *found.items.values_list("pk", flat=True)) if pk]
    return AgendaItem.objects.visible_to(user).filter(pk__in=kept).select_related("meeting")


def _picked(seen, user, picked: dict[str, str]):
    """Narrowed to what the filters say; superseded ones only when asked for."""
    rows = registers.narrowed(seen, user, picked, kind="insight")
    if picked["fase"] in Phase:
        rows = rows.filter(phase=picked["fase"])
    if picked["stand"] in dict(STANDS):
        rows = rows.landing_as(picked["stand"])
    return rows if picked["toon"] == "alles" else rows.standing()


@transaction.atomic
def _superseded(found: Insight, cleaned: dict, *, by) -> Insight:
    successor = cleaned["successor"]
    if successor is None:
        successor = flows.record(found.table, text=cleaned["text"], openness=found.openness, by=by)
    flows.supersede(found, successor, by=by)
    return successor
