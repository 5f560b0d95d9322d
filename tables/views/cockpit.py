"""The cockpit: one screen to run a meeting from, item by item, with the keyboard alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.models import Organisation, Person
from leerlandschap.network.roles import Permission, require
from tables import outcomes
from tables.flows import closing, cockpit, drafts
from tables.flows import outcomes as noting
from tables.forms.cockpit import ItemForm, PresenceForm, fingerprint
from tables.models import AgendaItem, Draft, Meeting, Minutes, Seat
from tables.outcomes import Kind

# In the address: at which item the cockpit is, and which sending of a form was saved.
AT, SAVED = "punt", "bewaard"
WHO = "aanwezig"
# What a button asks for next.
NEXT, PREVIOUS, SKIP, CLOSE = "volgende", "vorige", "overslaan", "sluiten"
# What goes along past the page with two versions, besides the notes; also what was chosen about what stands in the texts.
CARRIED = (
    "kind", "text", "owner", "due_on", "openness", "holds_for", "not_endorsed_by", "naar", "once", "text-houden", "text-reden",
    "notes-houden", "notes-reden",
)  # fmt: skip
# What somebody typed while they were no longer signed in waits here until they are.
UNSAVED = "unsaved"


@dataclass
class Typed:
    """What somebody typed at an item and did not save yet, and since when."""

    fields: dict = field(default_factory=dict)
    at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.fields)


@require_safe
def cockpit_page(request, ref) -> HttpResponse:
    """The meeting: to begin it, then who is there, then item by item."""
    meeting = _meeting(request, ref)
    if report := Minutes.objects.filter(meeting=meeting).first():
        return redirect(report)
    if meeting.state not in {Meeting.State.RUNNING, Meeting.State.HELD}:
        return _beginning(request, meeting)
    items = _items(meeting)
    at = request.GET.get(AT) or _first(meeting, items)
    item = next((one for one in items if str(one.ref) == at), None)
    return _item_page(request, meeting, items, item) if item else _who_page(request, meeting, items)


@require_POST
@handled_once
def meeting_begin(request, ref) -> HttpResponse:
    """Open the meeting."""
    meeting = _meeting(request, ref)
    try:
        cockpit.begin(meeting, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("cockpit", ref=ref)


@require_POST
@handled_once
def presence_note(request, ref) -> HttpResponse:
    """Note who is there, and go on to the agenda."""
    meeting = _meeting(request, ref)
    items, seats = _items(meeting), _seats(meeting)
    form = _presence_form(meeting, seats, request.POST)
    if form.is_valid():
        try:
            organisations = {seat.person_id: seat.organisation_id for seat in seats}
            cockpit.note_presence(meeting, form.presences(), organisations=organisations, by=request.user)
            messages.success(request, "Bewaard wie er is.")
            return redirect(_address(meeting, request.POST.get("naar") or WHO, items))
        except ValidationError as error:
            add_refusal(form, error)
    return _who_page(request, meeting, items, form)


@login_not_required
@require_POST
def item_minutes(request, ref) -> HttpResponse:
    """Save what was written at an item and the outcome in its line, and go where the button says."""
    if not request.user.is_authenticated:
        return _keep_until_signed_in(request, ref)
    return _item_minutes(request, ref)


@require_POST
@handled_once
def item_set_aside(request, ref) -> HttpResponse:
    """Say that an item was not discussed after all."""
    item = _item(request, ref)
    try:
        cockpit.set_aside(item, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(_at(item))


@require_POST
@handled_once
def outcome_take_back(request, ref, kind: Kind, outcome) -> HttpResponse:
    """Undo an outcome; with `wijzig` its text stands in the line again. What else was typed is kept."""
    item, typed = _item(request, ref), request.POST.copy()
    try:
        text = noting.take_back(item, kind, outcome, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_at(item))
    if "wijzig" in request.POST and not typed.get("text", "").strip():
        typed["text"], typed["kind"] = text, kind.value
    else:
        messages.success(request, f"Weggehaald: {text}")
    if _differs(item, typed):
        drafts.keep(request.user, drafts.place_of(item), typed)
    return redirect(_at(item))


@require_POST
def item_draft(request, ref) -> HttpResponse:
    """Keep what is being typed, or with `weg` throw it away."""
    item = _item(request, ref)
    if "weg" in request.POST:
        drafts.drop(request.user, drafts.place_of(item))
        request.session.pop(UNSAVED, None)
        return redirect(_at(item, **{SAVED: request.POST.get("once", "")}))
    drafts.keep(request.user, drafts.place_of(item), request.POST)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@handled_once
def meeting_close(request, ref) -> HttpResponse:
    """Say what closing does, and do it."""
    meeting = _meeting(request, ref)
    if report := Minutes.objects.filter(meeting=meeting).first():
        return redirect(report)
    form = PressForm(request.POST) if request.method == "POST" else PressForm()
    if form.is_valid():
        try:
            made = closing.close(meeting, by=request.user)
            messages.success(request, "De bijeenkomst is gesloten. Het conceptverslag staat klaar.")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    foreseen = closing.foresee(meeting)
    context = {
        "meeting": meeting,
        "table": meeting.table,
        "form": form,
        "foreseen": foreseen,
        "following": closing.next_of(meeting),
        "unsaved": drafts.others_at([one.item for one in foreseen], but=request.user),
        "own": _own_drafts(request, [one.item for one in foreseen]),
        "nobody_noted": not meeting.attendances.exclude(presence="").exists(),
    }
    return render(request, "tables/cockpit/close.html", context)


# --- saving -------------------------------------------------------------------------------------------------------------


@handled_once
def _item_minutes(request, ref) -> HttpResponse:
    item = _item(request, ref)
    items = _items(item.meeting)
    form = _item_form(item, _seats(item.meeting), _as_chosen(item, request.POST))
    if form.is_valid():
        try:
            _save(item, form, request)
            _forget_unsaved(request, item)
            return _saved(request, item, items, form)
        except cockpit.Stale as stale:
            drafts.keep(request.user, drafts.place_of(item), request.POST)
            return _both_versions(request, stale.item, form)
        except ValidationError as error:
            add_refusal(form, error)
    return _item_page(request, item.meeting, items, item, form)


def _save(item: AgendaItem, form: ItemForm, request) -> None:
    """Raises Stale and ValidationError."""
    cockpit.minute(
        item,
        notes=form.notes_if_touched(),
        seen=form.cleaned_data["seen"] or 0,
        line=form.line(),
        discussed=request.POST.get("naar") == NEXT,
        by=request.user,
    )
    guard.note_kept(form, on=item.table, by=request.user)


def _as_chosen(item: AgendaItem, typed: QueryDict) -> QueryDict:
    """What was sent; of two versions with the one that was chosen, so that it goes through the form like any other text."""
    chosen = typed.copy()
    match typed.get("kies"):
        case "mijn":
            chosen["notes"] = typed.get("mijn", "")
        case "hun":
            chosen["notes"], chosen["before"] = item.notes, fingerprint(item.notes)
    return chosen


def _saved(request, item: AgendaItem, items: list[AgendaItem], form: ItemForm) -> HttpResponse:
    """On to where the button leads; what was noted is said."""
    if line := form.line():
        messages.success(request, f"Genoteerd: {line.kind.label}. {line.text}")
    naar = request.POST.get("naar", "")
    if naar == CLOSE:
        return redirect("meeting-close", ref=item.meeting.ref)
    to = _beside(items, item, naar) if naar else str(item.ref)
    saved = form.cleaned_data["once"]
    return redirect(_address(item.meeting, to, items, **{SAVED: saved}))


def _beside(items: list[AgendaItem], item: AgendaItem, naar: str) -> str:
    """The item that `naar` leads to: the next, the one before, or one that it names."""
    refs = [WHO, *(str(one.ref) for one in items)]
    at = refs.index(str(item.ref)) if str(item.ref) in refs else 0
    match naar:
        case "volgende" | "overslaan":
            return refs[min(at + 1, len(refs) - 1)]
        case "vorige":
            return refs[at - 1]
    return naar


def _both_versions(request, item: AgendaItem, form: ItemForm) -> HttpResponse:
    """Somebody else saved meanwhile: both texts, and a third in which they stand together."""
    mine, theirs = form.cleaned_data["notes"], item.notes
    carried = [(name, value) for name in CARRIED for value in request.POST.getlist(name) if value]
    context = {
        "item": item,
        "meeting": item.meeting,
        "table": item.table,
        "mine": mine,
        "theirs": theirs,
        "together": mine if theirs in mine else theirs if mine in theirs else f"{theirs}\n\n{mine}",
        "carried": carried,
    }
    return render(request, "tables/cockpit/conflict.html", context, status=409)


def _keep_until_signed_in(request, ref) -> HttpResponse:
    """Whoever was signed out while typing signs in again and finds it back; nothing is written but their own session."""
    item = AgendaItem.objects.filter(ref=ref, meeting__isnull=False).select_related("meeting").first()
    typed = drafts.worth_keeping(request.POST)
    if item is None:
        return redirect_to_login(reverse("my-landscape"))
    if typed.get("text") or fingerprint(typed.get("notes", "")) != typed.get("before"):
        request.session[UNSAVED] = {"item": str(ref), "fields": typed}
    return redirect_to_login(_at(item))


def _forget_unsaved(request, item: AgendaItem) -> None:
    if request.session.get(UNSAVED, {}).get("item") == str(item.ref):
        del request.session[UNSAVED]


# --- pages --------------------------------------------------------------------------------------------------------------


def _beginning(request, meeting: Meeting) -> HttpResponse:
    today = timezone.localdate() >= timezone.localdate(meeting.starts_at)
    context = {
        "meeting": meeting,
        "table": meeting.table,
        "items": _items(meeting),
        "can_begin": meeting.state == Meeting.State.PLANNED and today,
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/cockpit/begin.html", context)


def _who_page(request, meeting: Meeting, items: list[AgendaItem], form: PresenceForm | None = None) -> HttpResponse:
    seats = _seats(meeting)
    context = {
        **_frame(request, meeting, items, None),
        "form": form or _presence_form(meeting, seats),
        "answers": {one.person_id: one for one in meeting.attendances.select_related("deputy")},
    }
    return render(request, "tables/cockpit/who.html", context, status=409 if form else 200)


def _item_page(request, meeting, items, item: AgendaItem, form: ItemForm | None = None) -> HttpResponse:
    """One item; with a form that was refused as it was sent, otherwise with what was typed and not saved."""
    item.meeting = meeting
    item.table = meeting.table
    found = outcomes.of_items(items)
    typed = Typed() if form else _typed(request, item)
    seats = _seats(meeting)
    context = {
        **_frame(request, meeting, items, item, found),
        "item": item,
        "number": items.index(item) + 1,
        "form": form or _item_form(item, seats, initial=typed.fields),
        "typed": typed,
        "noted": found[item.pk],
        "waiting": [one for one in closing.open_actions([item])[item.pk] if one.item_id != item.pk],
        "letters": [(letter, kind.label) for letter, kind in outcomes.LETTERS.items()],
        "saved": request.GET.get(SAVED, ""),
        "focus": AT in request.GET or bool(form),
        "is_last": items[-1] == item,
    }
    return render(request, "tables/cockpit/item.html", context, status=409 if form else 200)


def _frame(request, meeting: Meeting, items: list[AgendaItem], item: AgendaItem | None, found=None) -> dict:
    """What stands around every step: the agenda with how far it is."""
    found = found or outcomes.of_items(items)
    return {
        "meeting": meeting,
        "table": meeting.table,
        "steps": [(one, len(found[one.pk]), one == item) for one in items],
        "at_who": item is None,
        "press": PressForm(auto_id=False),
    }


def _item_form(item: AgendaItem, seats: list[Seat], data=None, *, initial: dict | None = None) -> ItemForm:
    fresh = {
        "notes": item.notes,
        "seen": item.notes_version,
        "before": fingerprint(item.notes),
        "openness": item.openness,
    }
    people = Person.objects.filter(pk__in=_leads(item.meeting) | {seat.person_id for seat in seats}).order_by("name")
    organisations = Organisation.objects.filter(pk__in={seat.organisation_id for seat in seats}).order_by("name")
    return ItemForm(
        data, item=item, company=people, organisations=organisations, initial=fresh | (initial or {}), auto_id="punt-%s"
    )


def _presence_form(meeting: Meeting, seats: list[Seat], data=None) -> PresenceForm:
    answers = {one.person_id: one for one in meeting.attendances.all()}
    people = Person.objects.filter(pk__in=_leads(meeting) | {seat.person_id for seat in seats} | set(answers))
    return PresenceForm(data, people=people.order_by("name"), answers=answers, auto_id="wie-%s")


def _leads(meeting: Meeting) -> set[int]:
    table = meeting.table
    return {pk for pk in (table.chair_id, table.facilitator_id, table.clm_contact_id) if pk}


# --- what is asked ------------------------------------------------------------------------------------------------------


def _meeting(request, ref) -> Meeting:
    """The meeting of a table, for who may minute it. Raises Http404 and PermissionDenied."""
    found = Meeting.objects.visible_to(request.user).of_tables().select_related("table__theme")
    meeting = get_object_or_404(found, ref=ref, table__isnull=False)
    require(request.user, Permission.MINUTES_TAKE, meeting.table)
    return meeting


def _item(request, ref) -> AgendaItem:
    """An item on the agenda of a meeting, for who may minute it. Raises Http404 and PermissionDenied."""
    found = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(request.user).values("pk"))
    item = get_object_or_404(found.select_related("meeting__table__theme", "owner"), ref=ref)
    require(request.user, Permission.MINUTES_TAKE, item.meeting.table)
    item.table = item.meeting.table
    return item


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.on_agenda().filter(meeting=meeting).select_related("owner", "method"))


def _seats(meeting: Meeting) -> list[Seat]:
    return list(Seat.objects.at(meeting.table).accepted().select_related("person"))


def _first(meeting: Meeting, items: Iterable[AgendaItem]) -> str:
    """Where one goes on: who is there, or the first item that was not discussed."""
    if not meeting.attendances.exclude(presence="").exists():
        return WHO
    waiting = [one for one in items if one.state != AgendaItem.State.DISCUSSED]
    return str((waiting or [*items])[0].ref) if items else WHO


def _typed(request, item: AgendaItem) -> Typed:
    """What this person typed here and did not save: before they were signed out, or on any machine."""
    unsaved = request.session.get(UNSAVED, {})
    if unsaved.get("item") == str(item.ref):
        return Typed(unsaved["fields"])
    draft = Draft.objects.filter(user=request.user, place=drafts.place_of(item)).first()
    return Typed(draft.fields, draft.saved_at) if draft and _differs(item, draft.fields) else Typed()


def _differs(item: AgendaItem, typed) -> bool:
    """Whether something in it is not saved yet."""
    return bool(typed.get("text", "").strip()) or typed.get("notes", item.notes).strip() != item.notes


def _own_drafts(request, items: list[AgendaItem]) -> list[AgendaItem]:
    """The items at which this person still has something that is not saved."""
    found = Draft.objects.filter(user=request.user, place__in=[drafts.place_of(one) for one in items])
    fields = {draft.place: draft.fields for draft in found}
    return [one for one in items if _differs(one, fields.get(drafts.place_of(one), {}))]


def _at(item: AgendaItem, **asked) -> str:
    return f"{reverse('cockpit', args=[item.meeting.ref])}?{urlencode({AT: item.ref, **asked})}"


def _address(meeting: Meeting, to: str, items: list[AgendaItem], **asked) -> str:
    """The cockpit at `to`: who is there, or an item; the first one for `volgende`."""
    if to == CLOSE:
        return reverse("meeting-close", args=[meeting.ref])
    if to == NEXT and items:
        to = str(items[0].ref)
    known = {WHO, *(str(one.ref) for one in items)}
    return f"{reverse('cockpit', args=[meeting.ref])}?{urlencode({AT: to if to in known else WHO, **asked})}"
