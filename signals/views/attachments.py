"""Having an attachment: who sent it by the door they came in, and who handles it; nobody else, also with a kept address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from leerlandschap.commons import audit, cipher, files
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.roles import Permission, require
from signals.flows import senders
from signals.models import Attachment, Experience
from signals.views import code_cookie


@dataclass(frozen=True)
class Added:
    """An attachment as a page shows it, with where its reader has it."""

    attachment: Attachment
    url: str


def added(experience: Experience, door: Callable[[Attachment], str]) -> dict[int | None, list[Added]]:
    """What was added, by the number of the message it came with; under None what came with the experience itself."""
    found: dict[int | None, list[Added]] = {}
    for one in experience.attachments.select_related("file"):
        found.setdefault(one.message_id, []).append(Added(one, door(one)))
    return found


def threaded(messages, found: dict[int | None, list[Added]]) -> list:
    """The messages, each with what came with it under `added`."""
    thread = list(messages)
    for message in thread:
        message.added = found.get(message.pk, [])
    return thread


@require_safe
def my_attachment(request, ref) -> HttpResponse:
    """Of one's own experience."""
    own = Attachment.objects.filter(experience__in=Experience.objects.sent_by(request.user))
    return _served(own, ref)


@require_safe
def handling_attachment(request, ref) -> HttpResponse:
    """For who handles it; that they had it is kept in the trail, as for the text."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    readable = Attachment.objects.read_by(request.user).select_related("experience__sender")
    found = get_object_or_404(readable, ref=ref)
    if not found.experience.is_sent_by(request.user):
        audit.record(request.user, "experience.read", on=found.experience, attachment=found.number)
    return _served(readable, ref)


@login_not_required
@require_safe
@code_cookie.unkept
def code_attachment(request, ref) -> HttpResponse:
    """For who brings the code of it."""
    return _served(Attachment.objects.filter(experience__in=code_cookie.experiences(request)), ref)


@login_not_required
@require_safe
def sender_attachment(request, token: str, ref) -> HttpResponse:
    """For who has the link of the address it came from."""
    try:
        person = senders.person_at(senders.address_behind(token))
    except TicketRefused as error:
        return render(request, "signals/links/refused.html", {"sentence": str(error)}, status=410)
    own = Attachment.objects.filter(experience__sender=person) if person else Attachment.objects.none()
    return _served(own, ref)


def _served(readable, ref) -> HttpResponse:
    found = get_object_or_404(readable.select_related("file"), ref=ref)
    try:
        return files.serve(found.file, found.open())
    except (FileNotFoundError, cipher.Unreadable) as error:
        raise Http404 from error
