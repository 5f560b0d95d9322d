"""Bringing experiences to a table, and following what comes of it: for who handles them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from signals import line, yields
from signals.flows import bundles as flows
from signals.forms.bundles import AddForm, BringForm, OutForm, TellForm
from signals.models import Bundle, StandardAnswer
from signals.views import answers
from signals.views.picking import picked
from tables.models import AgendaItem

BROUGHT = "Het staat bij de tafel. De afzenders hebben bericht."
ADDED = "Het gaat mee met de bundel. De afzenders hebben bericht."
TAKEN_OUT = "De ervaring zit niet meer in de bundel. De afzender heeft bericht."
STAYS = "Deze gingen niet mee. Lees waarom, en verstuur opnieuw als de rest wel mee kan."


@dataclass(frozen=True)
class Deed:
    """Something to do for everybody in a bundle: what it is called, what it means, and which flow does it."""

    title: str
    lead: str
    button: str
    done: str
    flow: Callable


DEEDS = {
    "vertel": Deed(
        "Vertel wat ervan kwam", "Bleef het besloten, of kan het duidelijker? Schrijf in je eigen woorden wat de tafel ermee "
        "deed, en overleg met de voorzitter wat verteld mag worden.", "Vertel het de afzenders",
        "De afzenders hebben bericht.", flows.release,
    ),
    "terugkoppeling": Deed(
        "Koppel terug aan alle afzenders", "Schrijf wat ermee is gedaan. Iedereen die nog op antwoord wacht, leest dit; daarna "
        "kun je de ervaringen afsluiten.", "Koppel terug", "De terugkoppeling is verstuurd.", flows.answer,
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@handled_once
def bundle_new(request) -> HttpResponse:
    """Bring what was picked from the list to a table."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    chosen = picked(request)
    going = [one for one in chosen if not flows.why_not(one)]
    staying = [flows.in_words(one) for one in chosen if flows.why_not(one)]
    form = BringForm(request.POST if request.method == "POST" else None, experiences=going, by=request.user)
    if staying and form.is_bound:
        form.add_error(None, STAYS)
    if form.is_valid() and (bundle := _brought(request, form, going)):
        messages.success(request, BROUGHT)
        return redirect(bundle)
    growing = bool(going) and Bundle.objects.growing(timezone.now()).exists()
    page = {"form": form, "going": going, "staying": staying, "growing": growing}
    return render(request, "signals/bundles/new.html", page)


def _brought(request, form: BringForm, going: list) -> Bundle | None:
    try:
        with transaction.atomic():
            bundle = flows.bring(going, **form.said(), by=request.user)
            guard.note_kept(form, on=bundle, by=request.user)
            return bundle
    except ValidationError as error:
        add_refusal(form, error)
        return None


@require_http_methods(["GET", "POST"])
@handled_once
def bundle_add(request) -> HttpResponse:
    """Let what was picked from the list go along with a bundle that did not come to its table yet."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    chosen = picked(request)
    going = [one for one in chosen if not flows.why_not(one)]
    staying = [flows.in_words(one) for one in chosen if flows.why_not(one)]
    form = AddForm(request.POST if request.method == "POST" else None, initial={"bundle": request.GET.get("bundel")})
    if form.is_bound and (staying or not going):
        form.add_error(None, STAYS if staying else flows.NOTHING)
    if form.is_valid():
        try:
            found = flows.add(form.cleaned_data["bundle"], going, by=request.user)
            messages.success(request, ADDED)
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "signals/bundles/add.html", {"form": form, "going": going, "staying": staying})


@require_http_methods(["GET", "POST"])
@handled_once
def bundle_out(request, ref, experience) -> HttpResponse:
    """Take an experience out of a bundle that did not come to its table yet."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    found = _bundle(ref)
    one = get_object_or_404(found.experiences.select_related("theme", "sender"), ref=experience)
    form = OutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                flows.take_out(found, one, text=form.cleaned_data["text"], by=request.user)
                guard.note_kept(form, on=one, by=request.user)
            messages.success(request, TAKEN_OUT)
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "signals/bundles/out.html", {"bundle": found, "experience": one, "form": form})


@require_safe
def bundle(request, ref) -> HttpResponse:
    """One bundle: what is in it, at which table, and what came of it."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    found = _bundle(ref)
    item = yields.of_bundles([found])[found.pk].item
    context = {
        "bundle": found,
        "item": item,
        "item_is_theirs": item and AgendaItem.objects.visible_to(request.user).filter(pk=item.pk).exists(),
        "experiences": found.experiences.select_related("theme", "handler__person"),
        "line": line.of_bundle(found, request.user),
        "deeds": DEEDS,
        "echoes": found.echoes.sides(),
        "grows": Bundle.objects.growing(timezone.now()).filter(pk=found.pk).exists(),
        "waits": found.experiences.open().exists(),
    }
    return render(request, "signals/bundles/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def bundle_deed(request, ref, deed: str) -> HttpResponse:
    """Tell everybody who sent something in it."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    found = _bundle(ref)
    if deed not in DEEDS:
        raise Http404
    chosen, kinds = DEEDS[deed], set(found.experiences.values_list("kind", flat=True))
    offered = StandardAnswer.objects.for_use(deed, kinds)
    form = answers.writing(request, TellForm, offered)
    if form.is_valid():
        try:
            with transaction.atomic():
                chosen.flow(found, text=form.cleaned_data["text"], by=request.user)
                guard.note_kept(form, on=found, by=request.user)
            messages.success(request, chosen.done)
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(
        request, "signals/bundles/deed.html", {"bundle": found, "deed": chosen, "form": form, "offered": offered}
    )


def _bundle(ref) -> Bundle:
    return get_object_or_404(Bundle.objects.select_related("table", "item__meeting", "made_by__person"), ref=ref)
