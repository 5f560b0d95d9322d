"""The inbox of who handles experiences, and what they do with one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard, keyset
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Organisation
from leerlandschap.network.roles import Permission, may, require
from signals import finding, line
from signals.flows import bundles, compliments, experiences, handling, splitting
from signals.flows.handlers import handlers
from signals.forms.handling import (
    AssignForm,
    DeedForm,
    ExampleForm,
    MergeForm,
    PraiseForm,
    PressForm,
    ReferForm,
    SplitForm,
    TakeForm,
    TitleForm,
    WriteForm,
)
from signals.inbox import Asked
from signals.models import Experience, StandardAnswer
from signals.views import answers, attachments
from signals.views.picking import picked
from signals.workflow import State, allowed
from tables.models import Theme

# How many are late, or match, is counted no further: it would cost more than the page.
COUNT_TO = 100
LEAFED = {"newest": "received_at", "size": 25, "count_to": COUNT_TO}


@dataclass(frozen=True)
class Deed:
    """Something that can be done to an experience: what it is called, what it means, and which flow does it."""

    title: str
    lead: str
    button: str
    done: str
    form: type[DeedForm]
    flow: Callable
    possible: Callable[[Experience], bool]


def _is_open(experience: Experience) -> bool:
    return experience.is_open


def _to(state: State) -> Callable[[Experience], bool]:
    return lambda experience: allowed(experience.state, state)


DEEDS = {
    "neem": Deed(
        "Wie behandelt dit?", "Wie je kiest, krijgt voortaan bericht over deze ervaring.", "Bewaar",
        "De behandelaar is gekozen.", TakeForm, handling.take, _is_open,
    ),
    "titel": Deed(
        "Neutrale titel", "Onder deze titel kennen anderen de ervaring.", "Bewaar", "De titel is bewaard.",
        TitleForm, handling.entitle, lambda experience: True,
    ),
    "reactie": Deed(
        "Schrijf de afzender", "De afzender leest dit en kan terugschrijven.", "Verstuur", "Je reactie is verstuurd.",
        WriteForm, handling.react, _is_open,
    ),
    "vraag": Deed(
        "Vraag de afzender iets", "De klok staat stil tot de afzender antwoordt.", "Stel de vraag",
        "Je vraag is verstuurd.", WriteForm, handling.ask, lambda experience: experience.is_open and not experience.asked_at,
    ),
    "meer-tijd": Deed(
        "Neem meer tijd", "Vier weken erbij, één keer. De afzender leest je reden.", "Verleng", "De afzender heeft bericht.",
        WriteForm, handling.extend, lambda experience: experience.is_open and not experience.extended,
    ),
    "terugkoppeling": Deed(
        "Koppel terug", "Schrijf wat ermee is gedaan. Bij een compliment: een bedankje. De afzender leest dit.",
        "Koppel terug", "De terugkoppeling is verstuurd.", WriteForm, handling.answer, _is_open,
    ),
    "sluit": Deed(
        "Sluit de ervaring af", "De afzender kan daarna niet meer terugschrijven.", "Sluit af",
        "De ervaring is afgesloten.", PressForm, handling.close, _to(State.CLOSED),
    ),
    "heropen": Deed(
        "Heropen de ervaring", "De afzender hoort dat je er weer mee bezig bent; vandaag begint een nieuwe termijn.",
        "Heropen", "De ervaring is weer in behandeling.", PressForm, handling.reopen,
        lambda experience: not experience.is_open and allowed(experience.state, State.HANDLING),
    ),
    "voorbeeld": Deed(
        "Deel als goed voorbeeld", "De afzender vindt het goed dat dit compliment in het netwerk gedeeld wordt, zonder naam.",
        "Zet bij de goede voorbeelden", "Het compliment staat bij de goede voorbeelden. De afzender heeft bericht.",
        ExampleForm, compliments.share, compliments.may_be_shared,
    ),
    "geef-door": Deed(
        "Geef het compliment door", "De afzender vindt het goed dat wie hij prijst dit weet, zonder zijn naam.",
        "Geef het door", "Het compliment is doorgegeven. De afzender heeft bericht.",
        PraiseForm, compliments.pass_on, compliments.may_be_passed_on,
    ),
    "verwijs-door": Deed(
        "Verwijs door", "De ervaring hoort ergens anders. Wat de afzender schreef, wordt hier verwijderd.", "Verwijs door",
        "De afzender is doorverwezen.", ReferForm, handling.refer, _to(State.REFERRED),
    ),
    "dubbel": Deed(
        "Dubbel van een andere", "De afzender leest straks mee wat er met de andere is gedaan.", "Voeg samen",
        "De ervaringen worden samen behandeld.", MergeForm, handling.merge, _to(State.DUPLICATE),
    ),
    "splits": Deed(
        "Splits in twee", "De afzender vertelde twee dingen. De nieuwe krijgt een eigen behandeling en antwoord, met dezelfde "
        "toestemmingen en beloofde datum. Bijlagen blijven bij de eerste.", "Splits",
        "De nieuwe ervaring staat in de lijst, en jij behandelt haar. De afzender heeft bericht.", SplitForm, splitting.split,
        _is_open,
    ),
    "notitie": Deed(
        "Interne notitie", "Alleen behandelaars lezen dit; de afzender nooit.", "Bewaar", "De notitie is bewaard.",
        WriteForm, handling.note, lambda experience: True,
    ),
}  # fmt: skip


@require_safe
def handling_list(request) -> HttpResponse:
    """Every experience that this person may know of, by filters that live in the address. It shows no sender and no text."""
    require(request.user, Permission.EXPERIENCE_LIST)
    asked, user = Asked.of(request.GET), request.user
    views = list(user.inbox_views.all())
    if not request.GET and (first := next((view for view in views if view.is_first), None)):
        return redirect(first)
    seen = Experience.objects.visible_to(user)
    rows = asked.among(seen, user)
    rows, counted = finding.looked_up(rows, COUNT_TO) if asked["zoek"] else (rows, None)
    context = {
        "retains": may(request.user, Permission.EXPERIENCE_RETAIN),
        "page": keyset.page_of(rows.select_related("theme", "handler__person"), request.GET, counted=counted, **LEAFED),
        "chosen": asked.values,
        "asked": asked.address,
        "views": views,
        "read_past": bool(asked["zoek"]) and not finding.says_something(asked["zoek"]),
        "kinds": Experience.Kind.choices,
        "states": State.choices,
        "themes": Theme.objects.all(),
        "municipalities": Organisation.objects.active().municipalities(),
        "handlers": handlers(),
        "handles": may(user, Permission.EXPERIENCE_HANDLE),
        "keeps_answers": may(user, Permission.EXPERIENCE_ANSWERS),
        "late": keyset.count_of(seen.late(timezone.localdate()), COUNT_TO),
    }
    return render(request, "signals/handling/list.html", context)


@require_safe
def handling_experience(request, ref) -> HttpResponse:
    """One experience. Who handles it reads the text, and that is kept in the trail; others see how it stands."""
    require(request.user, Permission.EXPERIENCE_LIST)
    found = _visible(request.user, ref)
    handles = may(request.user, Permission.EXPERIENCE_HANDLE)
    context = {
        "experience": found,
        "handles": handles,
        "organisation": found.unseal("organisation"),
        "steps": found.steps.select_related("by__person"),
        "municipalities": found.municipalities.all(),
    }
    if handles:
        context["texts"] = experiences.read(found, by=request.user)
        files = attachments.added(found, lambda one: reverse("handling-attachment", args=[one.ref]))
        context["added"] = files.get(None)
        context["thread"] = attachments.threaded(found.messages.said().select_related("by__person"), files)
        context["bundles"] = found.bundles.select_related("table")
        context["line"] = line.of(found, request.user)
        context["parts"] = found.parts.select_related("theme")
        context["may_go_to_a_table"] = not bundles.why_not(found)
        gone = found.is_destroyed
        context["deeds"] = [(word, deed) for word, deed in DEEDS.items() if deed.possible(found) and not gone]
    return render(request, "signals/handling/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def handling_assign(request) -> HttpResponse:
    """Say who handles what was picked from the list."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    chosen = picked(request)
    waiting = [one for one in chosen if one.is_open]
    form = AssignForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_bound and not waiting:
        form.add_error(None, bundles.NOTHING)
    if form.is_valid():
        try:
            count = handling.assign(waiting, handler=form.cleaned_data["handler"], by=request.user)
            messages.success(request, f"Toegewezen: {count}.")
            return redirect("handling-list")
        except ValidationError as error:
            add_refusal(form, error)
    settled = [one for one in chosen if not one.is_open]
    return render(request, "signals/handling/assign.html", {"form": form, "waiting": waiting, "settled": settled})


@require_http_methods(["GET", "POST"])
@handled_once
def handling_deed(request, ref, deed: str) -> HttpResponse:
    """Do something with an experience: a page with its form, and what the workflow allows now."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    found = _visible(request.user, ref)
    if deed not in DEEDS:
        raise Http404
    chosen = DEEDS[deed]
    offered = StandardAnswer.objects.for_use(deed, {found.kind}) if issubclass(chosen.form, WriteForm) else ()
    form = answers.writing(request, partial(chosen.form, experience=found, by=request.user), offered)
    if form.is_valid():
        try:
            with transaction.atomic():
                chosen.flow(found, **form.said(), by=request.user)
                guard.note_kept(form, on=found, by=request.user)
            messages.success(request, chosen.done)
            return redirect("handling-experience", ref=ref)
        except ValidationError as error:
            add_refusal(form, error)
    return render(
        request, "signals/handling/deed.html", {"experience": found, "deed": chosen, "form": form, "offered": offered}
    )


def _visible(user, ref) -> Experience:
    seen = Experience.objects.visible_to(user).select_related(
        "theme", "sender", "handler__person", "duplicate_of__theme", "split_from__theme"
    )
    return get_object_or_404(seen, ref=ref)
