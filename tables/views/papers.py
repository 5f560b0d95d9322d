"""Papers: adding one, having one, taking one away. Who may read what a paper hangs on may have it, and nobody else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import files
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, refusal
from tables import openness
from tables.flows import papers as flows
from tables.forms.papers import PaperForm
from tables.models import AgendaItem, Meeting, Paper


@login_not_required
@require_safe
def paper(request, ref) -> HttpResponse:
    """The file, as a download."""
    found = get_object_or_404(Paper.objects.visible_to(request.user).select_related("file"), ref=ref)
    try:
        return files.serve(found.file)
    except FileNotFoundError as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
@handled_once
def item_paper_add(request, ref) -> HttpResponse:
    """Hang a paper on an agenda item."""
    items = AgendaItem.objects.visible_to(request.user).select_related("table", "meeting", "owner", "proposed_by")
    item = get_object_or_404(items, ref=ref)
    if not may_add(request.user, item):
        raise PermissionDenied(refusal(Permission.AGENDA_EDIT))
    parent = openness.narrowest(item.openness, item.table.openness)
    return _add(request, item, parent, item.title, item.get_absolute_url())


@require_http_methods(["GET", "POST"])
@handled_once
def meeting_paper_add(request, ref) -> HttpResponse:
    """Hang a paper on a meeting as a whole."""
    meetings = Meeting.objects.visible_to(request.user).of_tables().select_related("table")
    meeting = get_object_or_404(meetings, ref=ref)
    if not may(request.user, Permission.AGENDA_EDIT, meeting.table):
        raise PermissionDenied(refusal(Permission.AGENDA_EDIT))
    back = reverse("meeting-agenda", args=[meeting.ref])
    return _add(request, meeting, meeting.table.openness, "de bijeenkomst", back)


@require_POST
@handled_once
def paper_remove(request, ref) -> HttpResponse:
    """Take a paper away."""
    found = get_object_or_404(
        Paper.objects.visible_to(request.user).select_related("table", "item", "meeting"), ref=ref
    )
    if not may_remove(request.user, found):
        raise PermissionDenied(refusal(Permission.AGENDA_EDIT))
    flows.take_away(found, by=request.user)
    messages.success(request, f"“{found}” is weg.")
    return redirect(found.item or reverse("meeting-agenda", args=[found.meeting.ref]))


def may_add(user, item: AgendaItem) -> bool:
    """Who makes the agenda, and who brings the item in as long as it can change."""
    if may(user, Permission.AGENDA_EDIT, item.table):
        return True
    brings = [one.user_id for one in (item.owner, item.proposed_by) if one is not None]
    open_still = item.state in {AgendaItem.State.PROPOSED, AgendaItem.State.PLANNED} and not item.is_settled()
    return user.is_authenticated and user.pk in brings and open_still


def may_remove(user, paper: Paper) -> bool:
    """Who makes the agenda, and who added it."""
    own = paper.added_by is not None and paper.added_by.user_id == user.pk
    return own or may(user, Permission.AGENDA_EDIT, paper.table)


def _add(request, on: AgendaItem | Meeting, parent: str, what: str, back: str) -> HttpResponse:
    form = PaperForm(request.POST or None, request.FILES or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            flows.hang(on, cleaned["file"], title=cleaned["title"], level=cleaned["openness"], by=request.user)
            messages.success(request, "Het stuk hangt erbij.")
            return redirect(back)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"form": form, "table": on.table, "what": what, "back": back}
    return render(request, "tables/papers/add.html", context)
