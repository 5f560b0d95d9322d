"""Inviting people to a table, for who does so; and the invitation itself, for who got it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import mail
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.models import Letter
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.roles import Permission
from tables.flows import invitations as flows
from tables.flows import setup as setups
from tables.forms.invitations import DeclineInvitationForm, DeputyForm, InviteeForm, LetterForm, SendAllForm
from tables.forms.signups import PressForm
from tables.models import Table, TableInvitation
from tables.views.setup import table_to_set_up

State = TableInvitation.State
LINK_IN_A_PREVIEW = "/uitnodiging-tafel/…/"


@require_http_methods(["GET", "POST"])
@handled_once
def table_invitations(request, slug: str) -> HttpResponse:
    """Who was asked and what they answered; a POST adds a draft."""
    table = _table(request, slug)
    form = InviteeForm(request.POST or None, table=table, by=request.user)
    if form.is_valid():
        try:
            invitation = flows.draft(form.invitation(), by=request.user)
            messages.success(request, f"{invitation.name} staat op de lijst. Er is nog niets verstuurd.")
            return redirect("table-invitations", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _list(request, table, form)


@require_http_methods(["GET", "POST"])
@handled_once
def invitation_letter(request, slug: str) -> HttpResponse:
    """On whose behalf the invitations go, and what they say."""
    table = _table(request, slug)
    form = LetterForm(request.POST or None, instance=setups.of(table))
    if form.is_valid():
        try:
            cleaned = form.cleaned_data
            flows.compose(table, on_behalf_of=cleaned["on_behalf_of"], text=cleaned["invitation"], by=request.user)
            messages.success(request, "De tekst is bewaard.")
            return redirect("table-invitations", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"table": table, "form": form, "sent": table.invitations.exclude(sent_at=None).count()}
    return render(request, "tables/invitations/letter.html", context)


@require_safe
def invitation_preview(request, slug: str, ref) -> HttpResponse:
    """What one person gets: the mail as it will look, and the page behind its link."""
    table = _table(request, slug)
    invitation = get_object_or_404(_of(table), ref=ref)
    context = {"table": table, "invitation": invitation, "mail": _mail(invitation), "press": PressForm(auto_id=False)}
    return render(request, "tables/invitations/preview.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def invitation_edit(request, slug: str, ref) -> HttpResponse:
    """Change a draft before it is sent."""
    table = _table(request, slug)
    invitation = get_object_or_404(_of(table), ref=ref)
    if invitation.state != State.DRAFT:
        return _went_out(request, invitation)
    form = InviteeForm(request.POST or None, table=table, by=request.user, draft=invitation)
    if form.is_valid():
        try:
            flows.rewrite(invitation, words=form.words(), by=request.user)
            messages.success(request, "Het concept is gewijzigd. Er is nog niets verstuurd.")
            return redirect("table-invitations", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/invitations/edit.html", {"table": table, "invitation": invitation, "form": form})


def _went_out(request, invitation: TableInvitation) -> HttpResponse:
    messages.info(request, "Deze uitnodiging is al verstuurd of ingetrokken. Daarin verandert niets meer.")
    return redirect("invitation-preview", slug=invitation.table.slug, ref=invitation.ref)


@require_http_methods(["GET", "POST"])
@handled_once
def invitation_send_all(request, slug: str) -> HttpResponse:
    """Says to how many the drafts go, and to whom; the button sends them all."""
    table = _table(request, slug)
    drafts = list(_of(table).draft())
    form = SendAllForm(request.POST or None, initial={"seen": len(drafts)})
    if form.is_valid():
        try:
            sent = flows.send_all(table, seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, f"{sent} {'uitnodiging is' if sent == 1 else 'uitnodigingen zijn'} verstuurd.")
            return redirect("table-invitations", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
            form.data = {**form.data.dict(), "seen": len(drafts)}
    context = {"table": table, "drafts": drafts, "form": form, "setup": setups.of(table)}
    return render(request, "tables/invitations/send.html", context)


@require_POST
@handled_once
def invitation_send(request, slug: str, ref) -> HttpResponse:
    """Send one draft."""
    return _deed(request, slug, ref, flows.send, "De uitnodiging aan {name} is verstuurd.")


@require_POST
@handled_once
def invitation_withdraw(request, slug: str, ref) -> HttpResponse:
    """Take a draft or an unanswered invitation back."""
    return _deed(request, slug, ref, flows.withdraw, "De uitnodiging aan {name} is ingetrokken.")


@require_POST
@handled_once
def invitation_remind(request, slug: str, ref) -> HttpResponse:
    """Remind somebody, once."""
    return _deed(request, slug, ref, flows.remind, "{name} krijgt een herinnering. Dat kan één keer.")


# --- for who was invited --------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@handled_once
def table_invitation(request, ref) -> HttpResponse:
    """The invitation of somebody with an account."""
    mine = TableInvitation.objects.filter(person__user=request.user).exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    invitation = get_object_or_404(mine.select_related("table__theme", "table__setup", "organisation"), ref=ref)
    return _answer(request, invitation, by=request.user)


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("table-invitation")
@handled_once
def table_invitation_by_link(request, token: str) -> HttpResponse:
    """The invitation behind a mailed link: looking changes nothing, the buttons answer."""
    try:
        return _answer(request, flows.find(token), by=None)
    except TicketRefused as error:
        return render(request, "tables/signups/link_refused.html", {"sentence": str(error)}, status=410)


def _answer(request, invitation: TableInvitation, *, by) -> HttpResponse:
    """Show an invitation, or take the answer: `answer` in the form says which of the three."""
    answer = request.POST.get("answer", "")
    forms = {
        "accept": PressForm(request.POST if answer == "accept" else None),
        "decline": DeclineInvitationForm(request.POST if answer == "decline" else None, auto_id="nee-%s"),
        "deputy": DeputyForm(request.POST if answer == "deputy" else None, auto_id="vervanger-%s"),
    }
    form = forms.get(answer)
    if form is not None and form.is_valid():
        try:
            _give(invitation, answer, form.cleaned_data, by)
            return redirect(request.path)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"invitation": invitation, "table": invitation.table, "forms": forms, "refused": form, "answer": answer}
    return render(request, "tables/invitations/answer.html", context, status=409 if form and form.errors else 200)


def _give(invitation: TableInvitation, answer: str, cleaned: dict, by) -> None:
    words = {name: value for name, value in cleaned.items() if name in {"name", "email", "why"}}
    deeds = {"accept": flows.accept, "decline": flows.decline, "deputy": flows.send_deputy}
    deeds[answer](invitation, **words, by=by)


def _table(request, slug: str) -> Table:
    return table_to_set_up(request, slug, Permission.TABLE_INVITE)


def _of(table: Table):
    return table.invitations.select_related(
        "organisation", "group__organisation", "person", "table__setup", "instead_of"
    )


def _list(request, table: Table, form, *, refused=None, status: int = 200) -> HttpResponse:
    invitations = list(_of(table))
    setup = setups.of(table)
    context = {
        "table": table,
        "setup": setup,
        "drafts": [one for one in invitations if one.state == State.DRAFT],
        "sent": [one for one in invitations if one.state == State.SENT],
        "answered": [one for one in invitations if one.state in {State.ACCEPTED, State.DECLINED, State.DEPUTY}],
        "withdrawn": [one for one in invitations if one.state == State.WITHDRAWN],
        "form": form,
        "press": PressForm(auto_id=False),
        "refused": refused,
    }
    return render(request, "tables/invitations/list.html", context, status=status)


def _deed(request, slug: str, ref, flow, told: str) -> HttpResponse:
    """Do one thing with one invitation; a refusal is told in the list."""
    table = _table(request, slug)
    invitation = get_object_or_404(_of(table), ref=ref)
    try:
        flow(invitation, by=request.user)
    except ValidationError as error:
        refused = PressForm(request.POST)
        refused.is_valid()
        add_refusal(refused, error)
        return _list(request, table, InviteeForm(table=table, by=request.user), refused=refused, status=409)
    messages.success(request, told.format(name=invitation.name))
    return redirect("table-invitations", slug=table.slug)


def _mail(invitation: TableInvitation):
    """The mail that this invitation becomes, with a link that opens nothing."""
    letter = Letter(code="table.invited", name=invitation.name, address=invitation.email, made_at=timezone.now())
    facts = {"table": invitation.table.name_in_mail, "until": date_format(flows.expires(invitation), "j F Y")}
    own = invitation.person is not None and invitation.person.user_id
    letter.seal(
        {"path": reverse("table-invitation", args=[invitation.ref]) if own else LINK_IN_A_PREVIEW, "facts": facts}
    )
    return mail.compose(letter)
