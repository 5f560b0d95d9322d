"""Keeping the standard answers, and putting one into a text that is being written."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from signals.flows import answers as flows
from signals.forms.answers import StandardAnswerForm
from signals.models import StandardAnswer

KEPT, REMOVED = "Het standaardantwoord is bewaard.", "Het standaardantwoord is verwijderd."
# The button that puts the chosen one into the text, and where the choice stands.
PUT_IN, CHOSEN = "invoegen", "antwoord"
NONE_CHOSEN = "Kies eerst een standaardantwoord in de lijst."


@require_safe
def answer_list(request) -> HttpResponse:
    """All of them, by name."""
    require(request.user, Permission.EXPERIENCE_ANSWERS)
    return render(request, "signals/answers/list.html", {"answers": StandardAnswer.objects.all()})


@require_http_methods(["GET", "POST"])
@handled_once
def answer_new(request) -> HttpResponse:
    """Add one."""
    require(request.user, Permission.EXPERIENCE_ANSWERS)
    return _edited(request, StandardAnswer(), flows.add)


@require_http_methods(["GET", "POST"])
@handled_once
def answer(request, ref) -> HttpResponse:
    """Change one."""
    require(request.user, Permission.EXPERIENCE_ANSWERS)
    return _edited(request, get_object_or_404(StandardAnswer, ref=ref), flows.change)


@require_POST
def answer_remove(request, ref) -> HttpResponse:
    """Take one away."""
    require(request.user, Permission.EXPERIENCE_ANSWERS)
    flows.remove(get_object_or_404(StandardAnswer, ref=ref), by=request.user)
    messages.success(request, REMOVED)
    return redirect("standard-answers")


def _edited(request, found: StandardAnswer, flow) -> HttpResponse:
    form = StandardAnswerForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        try:
            with transaction.atomic():
                flow(form.instance, by=request.user)
                guard.note_kept(form, on=form.instance, by=request.user)
            messages.success(request, KEPT)
            return redirect("standard-answers")
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "signals/answers/edit.html", {"form": form, "answer": found})


def writing(request, make, offered) -> forms.Form:
    """The form that `make(data, initial=…)` gives, with the answer in its text that was chosen from those `offered`.

    Choosing sends what was typed along, in the body and never in an address, and keeps it: the answer comes after it.
    """
    offered = list(offered)
    if request.method != "POST":
        form = make(None, initial={"text": _text_of(offered, request.GET)})
    elif PUT_IN in request.POST:
        form = make(None, initial={**request.POST.dict(), "text": _put_in(request, offered)})
    else:
        form = make(request.POST)
    if "text" in form.fields:
        # What may point to a person in these was chosen about when they were kept.
        form.fields["text"].known = [one.text for one in offered]
    return form


def _put_in(request, offered: list[StandardAnswer]) -> str:
    text = _text_of(offered, request.POST)
    if not text:
        messages.info(request, NONE_CHOSEN)
    return "\n\n".join(filter(None, [request.POST.get("text", "").strip(), text]))


def _text_of(offered: list[StandardAnswer], asked) -> str:
    return next((one.text for one in offered if str(one.ref) == asked.get(CHOSEN)), "")
