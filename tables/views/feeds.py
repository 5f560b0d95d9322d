"""One's own calendar program: making, renewing and taking back its link, and what it reads there."""

import hashlib
from datetime import UTC, date, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from leerlandschap.commons import ical, tickets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.questions import Question
from leerlandschap.network.forms.website import PressForm
from tables import events
from tables.flows import feeds
from tables.forms.feeds import FeedForm
from tables.models import Attendance, Feed, Gathering, Meeting, Table

GONE = "Deze link werkt niet meer. Maak een nieuwe bij Mijn agenda in het leerlandschap."
NOBODY = "Dit account hoort bij niemand. Log in met het account op je eigen naam."
FOUND = Question(
    lambda fingerprint, now: (
        Feed.objects.filter(
            ticket__token_hash=fingerprint, ticket__scope=feeds.SCOPE, ticket__revoked_at=None,
            ticket__expires_at__gt=now, person__user__is_active=True,
        )
        .select_related("person__user", "table")
        .with_version()
    ),
    "-",
    datetime(2000, 1, 1, tzinfo=UTC),
)  # fmt: skip


@require_safe
def feed_list(request) -> HttpResponse:
    """The links somebody made, and the form for another."""
    return _list(request, FeedForm(user=request.user))


@require_POST
def feed_make(request) -> HttpResponse:
    """Make or renew a link, and show it: this once, since it is stored nowhere."""
    if not hasattr(request.user, "person"):
        raise PermissionDenied(NOBODY)
    form = FeedForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            table, alarm = form.cleaned_data["table"], form.cleaned_data["alarm"]
            token = feeds.make(request.user.person, table=table, alarm=alarm, by=request.user)
            path = reverse("feed", args=[token])
            address = settings.SITE_URL + path
            context = {"address": address, "webcal": "webcal://" + address.partition("://")[2], "table": table}
            return render(request, "tables/feeds/made.html", context)
        except ValidationError as error:
            add_refusal(form, error)
    return _list(request, form)


@require_POST
@handled_once
def feed_revoke(request, ref) -> HttpResponse:
    """Take a link back."""
    found = get_object_or_404(Feed.objects.visible_to(request.user), ref=ref)
    feeds.revoke(found, by=request.user)
    messages.success(request, f"De link voor “{found}” werkt niet meer.")
    return redirect("feed-list")


@login_not_required
@require_safe
def feed(request, token: str) -> HttpResponse:
    """What a calendar program reads; asked again, it hears in one small question that nothing changed."""
    now = timezone.now()
    if not (found := FOUND.ask(tickets.fingerprint(token), now)):
        return HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    etag = _etag(found[0], timezone.localdate(now))
    if not (response := get_conditional_response(request, etag=etag)):
        response = HttpResponse(_text(found[0], timezone.localdate(now)), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="leerlandschap.ics"'
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


def _list(request, form: FeedForm) -> HttpResponse:
    found = Feed.objects.visible_to(request.user).standing().select_related("table")
    context = {"feeds": found, "form": form, "press": PressForm(auto_id=False)}
    return render(request, "tables/feeds/list.html", context)


def _etag(found: Feed, today: date) -> str:
    """Changes when the feed may; and once a day, since roles end and the past shifts with the date."""
    totals = (
        found.tables_changed, found.tables_of_which, found.seats_number, found.seats_which, found.roles_number,
        found.roles_which, found.gatherings_changed, found.own_dates,
    )  # fmt: skip
    facts = (found.pk, found.ticket_id, found.alarm, today.isoformat(), *totals)
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _text(found: Feed, today: date) -> bytes:
    """The meetings of the tables it is about, as far as the person sees these now; from last year on."""
    user = found.person.user
    tables = Table.objects.visible_to(user)
    tables = tables.filter(pk=found.table_id) if found.table_id else tables.of_person(user)
    wanted = Q(table__in=tables)
    if not found.table_id:
        own = Attendance.objects.coming().filter(person=found.person, meeting__gathering__isnull=False)
        wanted |= Q(pk__in=own.values("meeting"), gathering__in=Gathering.objects.visible_to(user).values("pk"))
    meetings = Meeting.objects.filter(wanted, starts_at__year__gte=today.year - 1)
    meetings = meetings.exclude(state=Meeting.State.CONCEPT).select_related("table", "gathering").only(*events.FIELDS)
    name = events.called(found.table) if found.table_id else "Mijn leerlandschap"
    return ical.feed(name, ((events.text_of(one), events.name_of(one)) for one in meetings), alarm=found.alarm)
