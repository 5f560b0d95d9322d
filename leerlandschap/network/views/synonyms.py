"""Zoekwoorden: the words that search takes for each other, kept by the regional office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import synonyms
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.models import Synonym
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.synonyms import SynonymForm
from leerlandschap.network.roles import Permission, require


@require_safe
def synonym_list(request) -> HttpResponse:
    """Every group in use, by its first word; with `?woord=` those in which that word stands, in any form."""
    require(request.user, Permission.SEARCH_WORDS)
    word = request.GET.get("woord", "").strip()
    context = {"synonyms": synonyms.with_word(word), "word": word}
    return render(request, "network/synonyms/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def synonym_add(request) -> HttpResponse:
    """A new group."""
    require(request.user, Permission.SEARCH_WORDS)
    form = SynonymForm(request.POST or None)
    if form.is_valid():
        try:
            synonym = synonyms.add(form.cleaned_data["words"], by=request.user)
            messages.success(request, f"Zoeken houdt deze woorden nu voor hetzelfde: {synonym}.")
            return redirect("synonym-list")
        except ValidationError as error:
            add_refusal(form, ValidationError({"words": error.messages}))
    return render(request, "network/synonyms/edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def synonym_edit(request, ref) -> HttpResponse:
    """Other words in a group; its page also takes the group away."""
    synonym = _synonym(request, ref)
    form = SynonymForm(request.POST or None, initial={"words": synonym.words})
    if form.is_valid():
        try:
            synonym = synonyms.rewrite(synonym, form.cleaned_data["words"], by=request.user)
            messages.success(request, f"Zoeken houdt deze woorden nu voor hetzelfde: {synonym}.")
            return redirect("synonym-list")
        except ValidationError as error:
            add_refusal(form, ValidationError({"words": error.messages}))
    return render(request, "network/synonyms/edit.html", {"form": form, "synonym": synonym})


@require_POST
@handled_once
def synonym_remove(request, ref) -> HttpResponse:
    """Take a group away."""
    synonym = _synonym(request, ref)
    synonyms.remove(synonym, by=request.user)
    messages.success(request, f"Weggehaald: {synonym}. Zoeken houdt deze woorden niet meer voor hetzelfde.")
    return redirect("synonym-list")


def _synonym(request, ref) -> Synonym:
    """The group, for who may keep it. Raises PermissionDenied and Http404."""
    require(request.user, Permission.SEARCH_WORDS)
    return get_object_or_404(Synonym.objects.in_use(), ref=ref)
