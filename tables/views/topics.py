"""The topics of a thematafel: the list, proposing, bundling into a session, and what became of each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables.flows import topics
from tables.forms.topics import BundleForm, SettleForm, TopicForm
from tables.models import Table, Topic

SHOWN_OF_THE_PAST = 25


@require_http_methods(["GET", "POST"])
@handled_once
def topic_list(request, slug: str) -> HttpResponse:
    """What could be talked about, and proposing something."""
    table = _table(request, slug)
    led = Table.objects.led_by(request.user).filter(state=Table.State.RUNNING, kind=Table.Kind.LEERTAFEL)
    form = TopicForm(request.POST or None, led=led)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data.get(name) for name in ("text", "why", "from_table")}
            topics.propose(table, person=getattr(request.user, "person", None), by=request.user, **wish)
            messages.success(request, "Je onderwerp staat op de lijst. Je hoort wat ermee gebeurt.")
            return redirect("topic-list", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _list(request, table, form=form)


@require_http_methods(["GET", "POST"])
@handled_once
def topic_bundle(request, slug: str) -> HttpResponse:
    """Put topics from the list in a session."""
    table = _table(request, slug)
    require(request.user, Permission.TOPIC_BUNDLE, table)
    sessions = table.meetings.upcoming(timezone.now())
    form = BundleForm(request.POST or None, topics=table.topics.open(), sessions=sessions)
    if form.is_valid():
        try:
            chosen, session = list(form.cleaned_data["topics"]), form.cleaned_data["session"]
            topics.bundle(chosen, session=session, by=request.user)
            messages.success(request, "De onderwerpen staan op de sessie. Wie ze voorstelde, krijgt bericht.")
            return redirect("session", ref=session.ref)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "table": table,
        "form": form,
        "has_topics": table.topics.open().exists(),
        "has_sessions": sessions.exists(),
    }
    return render(request, "tables/topics/bundle.html", context)


@require_POST
@handled_once
def topic_settle(request, ref) -> HttpResponse:
    """Say what became of a topic: talked about, back on the list, or not taken up."""
    found = Topic.objects.filter(table__in=Table.objects.visible_to(request.user)).select_related("table")
    topic = get_object_or_404(found, ref=ref)
    require(request.user, Permission.TOPIC_BUNDLE, topic.table)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            _settle(topic, form.cleaned_data["deed"], form.cleaned_data["reason"], request.user)
            messages.success(request, "Bewaard. Wie het voorstelde, krijgt bericht.")
            return redirect("topic-list", slug=topic.table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _list(request, topic.table, refused={"ref": topic.ref, "form": form})


def _settle(topic: Topic, deed: str, reason: str, by) -> None:
    if deed == "terug":
        topics.put_back(topic, by=by)
    else:
        {"besproken": topics.discuss, "niet": topics.drop}[deed](topic, reason=reason, by=by)


def _table(request, slug: str) -> Table:
    tables = Table.objects.visible_to(request.user).select_related("theme").filter(kind=Table.Kind.THEMATAFEL)
    return get_object_or_404(tables, slug=slug)


def _list(request, table: Table, *, form=None, refused=None) -> HttpResponse:
    led = Table.objects.led_by(request.user).filter(state=Table.State.RUNNING, kind=Table.Kind.LEERTAFEL)
    rows = table.topics.told_to(request.user).select_related("session", "proposed_by")
    past = [Topic.State.DISCUSSED, Topic.State.DROPPED]
    form = form or TopicForm(led=led)
    context = {
        "table": table,
        "form": form,
        "proposed": rows.open(),
        "planned": rows.filter(state=Topic.State.PLANNED).order_by("session__starts_at", "pk"),
        "past": rows.filter(state__in=past).order_by("-settled_at", "-pk")[:SHOWN_OF_THE_PAST],
        "takes_topics": table.state == Table.State.RUNNING,
        "bundles": may(request.user, Permission.TOPIC_BUNDLE, table),
        "person": getattr(request.user, "person", None),
        "refused": refused,
        "once": form.initial["once"],
    }
    return render(request, "tables/topics/list.html", context, status=409 if refused else 200)
