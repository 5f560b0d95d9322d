"""Sending an experience, and reading what became of one's own, with an account."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard, passages
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Person
from signals import line, routes
from signals.flows import drafts as draft_flows
from signals.flows import experiences as flows
from signals.forms.experiences import ConsentForm, ExperienceForm, HelpedForm, OwnConsentForm, ReplyForm
from signals.models import Attachment, Draft, Experience
from signals.views import attachments, code_cookie, drafts

GONE = "signals/experiences/gone.html"
SENT = "Je ervaring is ontvangen. Je hoort binnen vijf werkdagen van ons."
REPLIED = "Je bericht is verstuurd."
JUDGED = "Dank je wel dat je dit laat weten."
AGAIN = "We kijken er nog eens naar. Je leest hieronder hoe het verder gaat."
CHOSEN = "Je keuzes zijn bewaard. Ze gelden vanaf nu."


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("experience")
@code_cookie.remembered
@handled_once
def experience_new(request) -> HttpResponse:
    """Send an experience: under one's own name, or anonymously with a code to come back with."""
    person = getattr(request.user, "person", None) if request.user.is_authenticated else None
    draft = drafts.begun(request)
    form = form_for(request, known_sender=person is not None, draft=draft)
    if person is not None and drafts.KEEP in request.POST:
        kept = drafts.keep(request, form)
        messages.success(request, drafts.KEPT if kept.draft else drafts.NOTHING)
        return redirect("experience-new")
    if form.is_valid() and not _must_ask(form, person) and (answer := _answer(request, form, person)):
        return answer
    if form.is_bound and person is not None:
        drafts.keep(request, form)
    return form_page(request, form, draft=None if form.is_bound else draft, keeps_drafts=person is not None)


def _must_ask(form: ExperienceForm, person: Person | None) -> bool:
    """Whether who filled it in under their name was signed out since, and is asked before it goes without one."""
    if person is not None or not form.cleaned_data["named"] or "anonymous" in form.data:
        return False
    form.ask_whether_nameless()
    return True


def _answer(request, form: ExperienceForm, person: Person | None) -> HttpResponse | None:
    """Send it, and lead on; nothing when the flow refuses, with why on the form."""
    sender = None if form.cleaned_data.get("anonymous") else person
    try:
        experience = sent(form, sender=sender, by=request.user)
    except ValidationError as error:
        add_refusal(form, error)
        return None
    if person is not None:
        draft_flows.drop(request.user)
    if sender is None:
        return redirect("experience-received")
    messages.success(request, SENT)
    return redirect(experience)


def form_for(request, *, known_sender: bool, draft: Draft | None = None) -> ExperienceForm:
    """The form as it came in, or with what stands in the draft, or empty with the kind that the address asks for."""
    initial = {"kind": request.GET.get("soort", "")}
    if draft is not None and request.method != "POST":
        # Only to begin with: of what is sent in the guard asks everything.
        initial |= draft.typed
    return ExperienceForm(request.POST or None, request.FILES or None, initial=initial, known_sender=known_sender)


def sent(form: ExperienceForm, *, sender, by) -> Experience:
    """Send what a valid form says, in one transaction with what is noted of it. Raises ValidationError."""
    with transaction.atomic():
        known = by if sender and by.is_authenticated else None
        experience = flows.send(**form.said(), sender=sender, code=form.code, by=known)
        guard.note_kept(form, on=experience, by=None)
    return experience


def form_page(request, form: ExperienceForm, **context) -> HttpResponse:
    """The form, with where to be for what cannot wait or belongs elsewhere."""
    guide = routes.guide(passages.texts("ervaringen", "route").lists["route"])
    return render(request, "signals/experiences/new.html", {"form": form, "guide": guide, **context})


@require_safe
def my_experiences(request) -> HttpResponse:
    """What somebody sent under their own name, newest first."""
    own = Experience.objects.sent_by(request.user).select_related("theme")
    return render(request, "signals/experiences/mine.html", {"experiences": own[:200]})


@require_http_methods(["GET", "POST"])
@handled_once
def my_experience(request, ref) -> HttpResponse:
    """One's own experience: how it stands, the thread, and what one allows."""
    if is_gone(ref):
        return render(request, GONE, status=410)
    found = get_object_or_404(Experience.objects.sent_by(request.user).select_related("theme"), ref=ref)
    return own_page(
        request, found, "signals/experiences/detail.html", door=lambda one: reverse("my-attachment", args=[one.ref])
    )


def is_gone(ref) -> bool:
    """Whether what had this ref was destroyed. Who has the ref had it from the portal; it tells them nothing else."""
    return Experience.objects.filter(ref=ref).exclude(destroyed_at=None).exists()


def own_page(
    request, experience: Experience, template: str, *, door: Callable[[Attachment], str], **context
) -> HttpResponse:
    """The page of an experience for its sender, by whichever `door` they came (where they have an attachment).

    A POST is a message, a choice or a judgement.
    """
    sent_in = request.method == "POST"
    choosing, judging = sent_in and "discuss" in request.POST, sent_in and "judging" in request.POST
    replying = sent_in and not (choosing or judging)
    reply = ReplyForm(request.POST if replying else None, request.FILES if replying else None)
    asked = {"kind": experience.kind, "initial": _allowed(experience), "auto_id": "mag-%s"}
    consents = OwnConsentForm(request.POST if choosing else None, **asked)
    helped = HelpedForm(request.POST if judging else None, auto_id="hielp-%s")
    done = (
        _chosen(request, experience, consents)
        or _judged(request, experience, helped)
        or _replied(request, experience, reply)
    )
    if done:
        if not experience.receipt_hash:
            messages.success(request, done)
        return redirect(request.get_full_path())
    files = attachments.added(experience, door)
    page = {
        "experience": experience,
        "texts": flows.texts(experience),
        "added": files.get(None),
        "thread": attachments.threaded(experience.messages.for_sender().said().select_related("by"), files),
        "line": line.of(experience, request.user),
        "reply": reply,
        "consents": consents,
        "helped": helped,
    }
    return render(request, template, page | context)


def _allowed(experience: Experience) -> dict:
    return {name: getattr(experience, name) for name in ("discuss", *flows.CONSENTS)}


def _replied(request, experience: Experience, form: ReplyForm) -> str:
    """What is said when a message was sent; empty when none was."""
    if not form.is_valid():
        return ""
    by = request.user if request.user.is_authenticated else None
    try:
        with transaction.atomic():
            flows.reply(experience, **form.said(), by=by)
            guard.note_kept(form, on=experience, by=None)
    except ValidationError as error:
        add_refusal(form, error)
        return ""
    return REPLIED


def _chosen(request, experience: Experience, form: ConsentForm) -> str:
    if not form.is_valid():
        return ""
    by = request.user if request.user.is_authenticated else None
    flows.choose(experience, by=by, **_choices(form))
    return CHOSEN


def _judged(request, experience: Experience, form: HelpedForm) -> str:
    """What is said when a sender said whether it helped; empty when they did not."""
    if not form.is_valid():
        return ""
    by = request.user if request.user.is_authenticated else None
    said = {name: form.cleaned_data[name] for name in ("helped", "again", "text")}
    try:
        with transaction.atomic():
            flows.judge(experience, **said, by=by)
            guard.note_kept(form, on=experience, by=None)
    except ValidationError as error:
        add_refusal(form, error)
        return ""
    return AGAIN if said["again"] else JUDGED


def _choices(form: ConsentForm) -> dict:
    return {name: form.cleaned_data.get(name, False) for name in ("discuss", *flows.CONSENTS)}
