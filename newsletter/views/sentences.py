"""Telling of something that not everybody reads: an editor who reads it writes a sentence of their own, and releases that."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.once import handled_once
from newsletter import rich_text
from newsletter.flows import editions
from newsletter.forms.sentences import SentenceForm
from newsletter.models import Edition
from newsletter.proposals import Narrower, narrower
from newsletter.views.editions import did, done, edition_to_make, item_to_make

PAGE = "newsletter/items/sentence.html"


@require_http_methods(["GET", "POST"])
@handled_once
def sentence_release(request, ref, key: str) -> HttpResponse:
    """Write a sentence about it."""
    edition = edition_to_make(request, ref)
    about = _about(request, edition, key)
    if about is None:
        raise Http404
    form = SentenceForm(request.POST or None)
    if form.is_valid() and did(form, lambda: editions.release(edition, key, **form.words(), by=request.user)):
        return done(request, edition, "Je zin staat onderaan. Iedereen kan hem lezen zodra de editie weg is.")
    return render(request, PAGE, {"edition": edition, "about": about, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def sentence_edit(request, ref) -> HttpResponse:
    """Give a sentence that was released other words, and release those."""
    item = item_to_make(request, ref)
    if not item.about:
        raise Http404
    about = _about(request, item.edition, item.about)
    initial = {"title": item.title, "sentence": rich_text.plain(item.text)}
    form = SentenceForm(request.POST or None, initial=initial)
    if form.is_valid() and did(form, lambda: editions.release_anew(item, **form.words(), by=request.user)):
        return done(request, item.edition, "Bewaard.", item)
    return render(request, PAGE, {"edition": item.edition, "item": item, "about": about, "form": form})


def _about(request, edition: Edition, key: str) -> Narrower | None:
    """What the sentence is about, when who looks reads it."""
    return next((one for one in narrower(edition, request.user, timezone.now()) if one.key == key), None)
