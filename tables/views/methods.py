"""The library of werkvormen: read by everybody with an account, kept by CLM, the regional office and the editors."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables.flows import methods as flows
from tables.forms.methods import MethodForm, RetireForm
from tables.forms.signups import PressForm
from tables.models import Method

MOST_PEOPLE, MOST_MINUTES = 1000, 480


@require_safe
def method_list(request) -> HttpResponse:
    """The werkvormen, narrowed in the address to what fits the group and the time."""
    chosen = {"mensen": _number(request, "mensen", MOST_PEOPLE), "minuten": _number(request, "minuten", MOST_MINUTES)}
    fitting = Method.objects.fitting(people=chosen["mensen"], minutes=chosen["minuten"])
    edits = may(request.user, Permission.METHOD_EDIT)
    context = {
        "methods": fitting.filter(retired_at=None),
        "retired": fitting.exclude(retired_at=None) if edits else [],
        "chosen": chosen,
        "edits": edits,
    }
    return render(request, "tables/methods/list.html", context)


@require_safe
def method(request, ref) -> HttpResponse:
    """One werkvorm and its steps."""
    found = get_object_or_404(Method, ref=ref)
    context = {
        "method": found,
        "edits": may(request.user, Permission.METHOD_EDIT),
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/methods/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def method_add(request) -> HttpResponse:
    """Put a werkvorm in the library."""
    require(request.user, Permission.METHOD_EDIT)
    return _edited(request, MethodForm(request.POST or None), flows.add)


@require_http_methods(["GET", "POST"])
@handled_once
def method_edit(request, ref) -> HttpResponse:
    """Put a werkvorm right."""
    require(request.user, Permission.METHOD_EDIT)
    found = get_object_or_404(Method, ref=ref)
    return _edited(request, MethodForm(request.POST or None, instance=found), flows.change)


@require_POST
@handled_once
def method_retire(request, ref) -> HttpResponse:
    """Let a werkvorm no longer be picked, or again."""
    require(request.user, Permission.METHOD_EDIT)
    found, form = get_object_or_404(Method, ref=ref), RetireForm(request.POST)
    if form.is_valid():
        flows.set_retired(found, retired=form.cleaned_data["retired"], by=request.user)
        told = "niet meer" if found.retired_at else "weer"
        messages.success(request, f"“{found}” is {told} te kiezen.")
    return redirect(found)


def _edited(request, form: MethodForm, write) -> HttpResponse:
    """Carry out the form by the flow `write`; when it is refused, the page says why."""
    if form.is_valid():
        try:
            found = write(form.instance, by=request.user)
            messages.success(request, f"“{found}” staat bij de werkvormen.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/methods/edit.html", {"form": form, "is_new": form.instance.pk is None})


def _number(request, name: str, most: int) -> int | None:
    """A number from the address; None for what is none, or makes no sense."""
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) <= 4):
        return None
    return int(given) if 0 < int(given) <= most else None
