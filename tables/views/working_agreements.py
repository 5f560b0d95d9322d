"""The register of working agreements, one of them with who subscribes to it, and making and ending one."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Organisation
from leerlandschap.network.roles import Permission, may, refusal, require
from tables import openness, registers
from tables.deeds import Deed
from tables.flows import stances, working_agreements
from tables.for_whom import for_whom
from tables.forms.signups import PressForm
from tables.forms.stances import YES, StanceForm
from tables.forms.working_agreements import ForWhomForm, WorkingAgreementForm
from tables.models import Insight, Stance, WorkingAgreement
from tables.views import cycles

OVER, EVERYTHING = "voorbij", "alles"
SHOWN = [("", "geldt nu"), (OVER, "geldt niet meer"), (EVERYTHING, "alles")]


@login_not_required
@require_safe
def working_agreement_list(request) -> HttpResponse:
    """Every working agreement that this person may read, filtered by words, table, theme, municipality and day."""
    picked = registers.chosen(request.GET, "tafel", "thema", "gemeente", "op", "toon")
    seen = WorkingAgreement.objects.visible_to(request.user)
    day = _day(picked["op"])
    found = _picked(seen, request.user, picked, day).for_list()
    page = registers.page(found, request.GET, "werkafspraak", "werkafspraken")
    today = day or timezone.localdate()
    context = {
        "page": page,
        "rows": [(one, one.state_on(today), for_whom(one.holds_for.all(), request.user)) for one in page.rows],
        "chosen": picked,
        "filtered": any(picked.values()),
        "day": day,
        "tables": registers.tables_of(seen),
        "themes": registers.themes_of(seen, "table__theme"),
        "municipalities": Organisation.objects.active().municipalities(),
        "shown": SHOWN,
    }
    return render(request, "tables/working_agreements/list.html", context)


@login_not_required
@require_safe
def working_agreement(request, ref) -> HttpResponse:
    """One working agreement: what, for whom, since when, and which municipality subscribes to it."""
    return _show(request, _readable(request.user, ref))


@require_POST
@handled_once
def stance_take(request, ref) -> HttpResponse:
    """Say for a municipality whether it subscribes to a working agreement."""
    found = _readable(request.user, ref)
    theirs = _municipalities_of(request.user)
    if not theirs:
        raise PermissionDenied(refusal(Permission.STANCE_TAKE))
    form = StanceForm(request.POST, organisations=theirs, auto_id="standpunt-%s")
    if form.is_valid():
        said = {"organisation": form.cleaned_data["organisation"], "reason": form.cleaned_data["reason"]}
        try:
            stances.take(found, subscribes=form.cleaned_data["answer"] == YES, by=request.user, **said)
            guard.note_kept(form, on=found.table, by=request.user)
            messages.success(request, "Het standpunt van je gemeente staat erbij.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, found, stance=form)


@require_http_methods(["GET", "POST"])
@handled_once
def working_agreement_for_whom(request, ref) -> HttpResponse:
    """Say for whom a working agreement holds."""
    found = _readable(request.user, ref)
    require(request.user, Permission.CYCLE_TURN, found.table)
    form = ForWhomForm(request.POST or None, agreement=found)
    if form.is_valid():
        try:
            working_agreements.hold_for(found, form.cleaned_data["holds_for"], by=request.user)
            messages.success(request, "Voor wie de werkafspraak geldt, is bijgewerkt.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/working_agreements/for_whom.html", {"agreement": found, "form": form})


@require_POST
@handled_once
def working_agreement_add(request, slug: str) -> HttpResponse:
    """Make a working agreement in the running round."""
    found = cycles.round_to_turn(request, slug)
    form = WorkingAgreementForm(request.POST, table=found.table, auto_id="afspraak-%s")
    if form.is_valid():
        try:
            text, level = form.cleaned_data["text"], form.cleaned_data["openness"]
            working_agreements.make(found.table, text=text, openness=level, by=request.user)
            guard.note_kept(form, on=found.table, by=request.user)
            messages.success(request, "De werkafspraak staat erbij en geldt vanaf vandaag.")
            return redirect(f"{found.get_absolute_url()}#afspraken")
        except ValidationError as error:
            add_refusal(form, error)
    return cycles.show(request, found, agreement=form)


@require_POST
@handled_once
def working_agreement_end(request, ref) -> HttpResponse:
    """Say that a working agreement no longer holds; from its own page, or from that of the round."""
    agreement = _readable(request.user, ref)
    require(request.user, Permission.CYCLE_TURN, agreement.table)
    try:
        working_agreements.end(agreement, by=request.user)
        messages.success(request, "De werkafspraak geldt tot en met vandaag.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if "bij-de-ronde" in request.POST and agreement.table.running_cycle():
        return redirect(f"{reverse('cycle', args=[agreement.table.slug])}#afspraken")
    return redirect(agreement)


def _readable(user, ref) -> WorkingAgreement:
    rows = WorkingAgreement.objects.visible_to(user).select_related("table__theme", "item__meeting")
    return get_object_or_404(rows, ref=ref)


def _municipalities_of(user) -> list[Organisation]:
    """The municipalities for which `user` may take a stance."""
    if not user.is_authenticated:
        return []
    rows = Organisation.objects.municipalities().where_may(user, Permission.STANCE_TAKE, timezone.localdate())
    return Organisation.objects.filter(pk__in=[one.pk for one in rows])


def _show(request, found: WorkingAgreement, *, stance=None) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    taken = list(found.stances.select_related("organisation"))
    turns = may(user, Permission.CYCLE_TURN, found.table)
    context = {
        "agreement": found,
        "table": found.table,
        "state": found.state_on(today),
        "holds_for": for_whom(found.holds_for.all(), user),
        "subscribing": [one for one in taken if one.subscribes],
        "declining": [one for one in taken if not one.subscribes],
        "silent": _silent(found, taken),
        "form": stance or _stance_form(found, user, taken),
        "from": Insight.objects.visible_to(user).filter(landings__agreement=found).distinct(),
        "openness": openness.in_words(found.openness),
        "deeds": _deeds(found, user) if turns else [],
        "deeds_of": "Meer bij deze werkafspraak",
        "turns": turns and found.ended_on is None,
        "press": PressForm(auto_id=False) if turns else None,
    }
    return render(request, "tables/working_agreements/detail.html", context, status=409 if stance else 200)


def _silent(found: WorkingAgreement, taken: list[Stance]) -> list[Organisation]:
    """The municipalities for which it holds and that did not say yet whether they subscribe."""
    asked = Organisation.objects.active().municipalities()
    named = asked.filter(pk__in=found.holds_for.values("pk"))
    seated = asked.filter(seats__cycle__table=found.table_id, seats__cycle__ended_on=None, seats__state="accepted")
    whom = named if found.holds_for.exists() else seated.distinct()
    return list(whom.exclude(pk__in=[one.organisation_id for one in taken])) if found.ended_on is None else []


def _stance_form(found: WorkingAgreement, user, taken: list[Stance]) -> StanceForm | None:
    """The form to say or change a stance, for who may say so for a municipality; filled with what it said before."""
    theirs = _municipalities_of(user)
    if not theirs or found.ended_on:
        return None
    said = next((one for one in taken if one.organisation_id == theirs[0].pk and len(theirs) == 1), None)
    initial = {"answer": "ja" if said.subscribes else "nee", "reason": said.reason} if said else {}
    return StanceForm(organisations=theirs, initial=initial, auto_id="standpunt-%s")


def _deeds(found: WorkingAgreement, user) -> list[Deed]:
    deeds = [Deed("Voor wie geldt het?", reverse("working-agreement-for-whom", args=[found.ref]))]
    deeds = deeds if found.ended_on is None else []
    if may(user, Permission.OPENNESS_WIDEN, found.table):
        deeds.append(Deed("Mate van openheid", reverse("working-agreement-openness", args=[found.ref])))
    return deeds


def _picked(seen, user, picked: dict[str, str], day: date | None):
    """Narrowed to what the filters say; without a day those that hold now."""
    rows = registers.narrowed(seen, user, picked | {"thema": ""}, kind="working_agreement")
    if picked["thema"]:
        rows = rows.filter(table__theme__slug=picked["thema"])
    if municipality := _municipality(picked["gemeente"]):
        rows = rows.meant_for([municipality.pk])
    if day:
        return rows.valid_on(day)
    today = timezone.localdate()
    return {OVER: rows.over_by(today), EVERYTHING: rows}.get(picked["toon"], rows.valid_on(today))


def _municipality(ref: str) -> Organisation | None:
    try:
        return Organisation.objects.municipalities().filter(ref=ref).first() if ref else None
    except ValidationError:
        return None


def _day(written: str) -> date | None:
    """The day that the address asks for; what is no day says nothing."""
    try:
        return parse_date(written)
    except ValueError:
        return None
