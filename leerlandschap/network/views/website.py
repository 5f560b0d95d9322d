"""Editing the texts of the website, which belong to the regional office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import passages
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.models import Passage
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import HideForm, MoveForm, PressForm, TextForm
from leerlandschap.network.roles import Permission, require


@require_safe
def website_list(request) -> HttpResponse:
    """The pages and lists of texts; of a chosen one (`?lijst=`) every text, with when it was last changed and by whom."""
    require(request.user, Permission.WEBSITE_EDIT)
    lists = passages.all_lists()
    chosen = next((one for one in lists if one.slug == request.GET.get("lijst")), None)
    if chosen is None:
        return render(request, "network/website/lists.html", {"lists": lists})
    return render(request, "network/website/list.html", {"list": chosen, "form": PressForm()})


@require_http_methods(["GET", "POST"])
@handled_once
def website_add(request, group: str) -> HttpResponse:
    """A new text at the end of a list."""
    require(request.user, Permission.WEBSITE_EDIT)
    if group not in passages.GROUPS or group in passages.FIXED_GROUPS:
        raise Http404
    form = TextForm(request.POST or None)
    back = f"{reverse('website-list')}?lijst={group}"
    context = {"form": form, "group_label": passages.GROUPS[group], "back": back}
    if form.is_valid() and "preview" in request.POST:
        context["preview"] = form.as_it_will_look()
    elif form.is_valid():
        passage = passages.add(group, **form.words(), by=request.user)
        return _done(request, f"“{passage.title}” staat op de website.", passage)
    return render(request, "network/website/edit.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def website_edit(request, key: str) -> HttpResponse:
    """The words of one text: look first, then save."""
    passage = _passage(request, key)
    form = TextForm(request.POST) if request.method == "POST" else TextForm.of(passage)
    context = {"form": form, "passage": passage, "group_label": _label(passage), "back": list_url(passage)}
    if form.is_valid() and "preview" in request.POST:
        context["preview"] = form.as_it_will_look()
    elif form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            passages.rewrite(passage, **form.words(), by=request.user, since=seen)
            return _done(request, f"“{form.cleaned_data['title']}” is bewaard.", passage)
        except ValidationError as error:
            add_refusal(form, error)
            context["theirs"] = passage = _passage(request, key)
            form.take_over(passage)
    return render(request, "network/website/edit.html", context)


@require_safe
def website_versions(request, key: str) -> HttpResponse:
    """What a text was before, newest first."""
    passage = _passage(request, key)
    return render(request, "network/website/versions.html", {"passage": passage, "versions": passage.versions.all()})


@require_http_methods(["GET", "POST"])
@handled_once
def website_version(request, key: str, number: int) -> HttpResponse:
    """One earlier version beside the present text; a POST brings it back."""
    passage = _passage(request, key)
    version = get_object_or_404(passage.versions, number=number)
    if request.method == "POST" and PressForm(request.POST).is_valid():
        passages.restore(passage, version, by=request.user)
        return _done(request, f"Versie {number} van “{version.title}” is terug.", passage)
    context = {
        "passage": passage,
        "version": version,
        "title_changes": passages.changes(version.title, passage.title),
        "body_changes": passages.changes(version.body, passage.body),
        "form": PressForm(),
    }
    return render(request, "network/website/version.html", context)


@require_POST
@handled_once
def website_move(request, key: str) -> HttpResponse:
    """One place up or down in its list."""
    passage, form = _passage(request, key), MoveForm(request.POST)
    if form.is_valid():
        passages.move(passage, up=form.up(), by=request.user)
    return _back_to_list(passage)


@require_POST
@handled_once
def website_hide(request, key: str) -> HttpResponse:
    """Take a text from the website, or put it back."""
    passage, form = _passage(request, key), HideForm(request.POST)
    if form.is_valid():
        try:
            passage = passages.set_hidden(passage, hidden=form.cleaned_data["hidden"], by=request.user)
            where = "niet meer" if passage.hidden else "weer"
            messages.success(request, f"“{passage.title}” staat {where} op de website.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return _back_to_list(passage)


def _passage(request, key: str) -> Passage:
    """The text, for who may edit it. Raises PermissionDenied and Http404."""
    require(request.user, Permission.WEBSITE_EDIT)
    return get_object_or_404(Passage.objects.select_related("edited_by__person"), key=key)


def _label(passage: Passage) -> str:
    page = passages.PAGES.get(passage.key.partition("-")[0], "")
    return f"Pagina: {page}" if passage.group == "pagina" else passages.GROUPS.get(passage.group, "")


def _done(request, sentence: str, passage: Passage) -> HttpResponse:
    messages.success(request, sentence)
    return _back_to_list(passage)


def _back_to_list(passage: Passage) -> HttpResponse:
    """Back to the list, at this text."""
    return redirect(list_url(passage))


def list_url(passage: Passage) -> str:
    """Where the text stands among the others of its list."""
    return f"{reverse('website-list')}?lijst={passages.list_of(passage)}#{passage.key}"
