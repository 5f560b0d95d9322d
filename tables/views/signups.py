"""Asking for a chair: with an account, or by a confirmed address."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import tickets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.questions import Question
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.models import Membership, Organisation, Person
from leerlandschap.network.questions import QuestionOf
from tables.flows import chairs, seat_letters, signups
from tables.forms.seats import AskColleagueForm
from tables.forms.signups import ChairForm, PressForm, VisitorChairForm
from tables.models import Seat, SignUp, Table

NO_PERSON = "Dit account hoort bij niemand. Schuif aan met het account op je eigen naam."
NO_WORKPLACE = "Je werkt volgens het portaal nergens. Vraag het regiobureau om je organisatie vast te leggen."

TABLE = QuestionOf(lambda user, slug: Table.objects.visible_to(user).filter(slug=slug), "-")
WHERE_WORKS = Question(Organisation.objects.where_works, -1, date(1, 1, 1))


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("signup")
@handled_once
def signup(request, slug: str) -> HttpResponse:
    """The form for a chair; visitors and members get each their own."""
    handle = _as_member if request.user.is_authenticated else _as_visitor
    return handle(request, slug)


def _table(request, slug: str) -> Table:
    """The table, for who may see it. Raises Http404."""
    if not (found := TABLE.ask(request.user, slug)):
        raise Http404
    return found[0]


def _as_member(request, slug: str) -> HttpResponse:
    """What is filled in well asks for the table once, and holds it with that."""
    person = getattr(request.user, "person", None)
    organisations = WHERE_WORKS.ask(person.pk, timezone.localdate()) if person else []
    form = ChairForm(request.POST or None, organisations=organisations)
    cycle = chairs.locked_for(request.user, slug) if person and form.is_valid() else None
    table = cycle.table if cycle else _table(request, slug)
    if not table.has_fixed_chairs:
        return _to_sessions(table)
    if person is None:
        raise PermissionDenied(NO_PERSON)
    if form.is_valid():
        wish = {name: form.cleaned_data[name] for name in ("involvement", "brings", "hopes")}
        wish["organisation"] = form.cleaned_data.get("organisation") or next(iter(organisations), None)
        try:
            return redirect(signups.take_chair_in(cycle or chairs.locked(table), person, by=request.user, **wish))
        except ValidationError as error:
            add_refusal(form, error)
    return _form_page(request, table, form)


def _to_sessions(table: Table) -> HttpResponse:
    """To where one signs up at a table without fixed chairs: there one comes to a session."""
    return redirect(f"{table.get_absolute_url()}#sessies")


def _as_visitor(request, slug: str) -> HttpResponse:
    table = _table(request, slug)
    if not table.has_fixed_chairs:
        return _to_sessions(table)
    form = VisitorChairForm(request.POST or None)
    if form.is_valid():
        names = ("name", "email", "organisation_name", "involvement", "brings", "hopes")
        try:
            signups.ask(table, **{name: form.cleaned_data[name] for name in names})
            return redirect("signup-asked", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _form_page(request, table, form)


def _form_page(request, table: Table, form) -> HttpResponse:
    context = {"table": table, "form": form, "kept": chairs.kept_empty(table)}
    return render(request, "tables/signups/new.html", context)


@require_http_methods(["GET", "POST"])
@limited("signup")
@handled_once
def signup_colleague(request, slug: str) -> HttpResponse:
    """Ask a colleague of one's own organisation along; they confirm it by the link in their mail."""
    table = _table(request, slug)
    organisations = _workplaces(request.user)
    form = AskColleagueForm(request.POST or None, organisations=organisations, colleagues=_colleagues(request.user))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("organisation", "name", "email", "involvement")}
        try:
            signups.ask_colleague(table, request.user.person, said.pop("organisation"), by=request.user, **said)
            messages.success(request, f"{said['name']} krijgt een mail en beslist zelf.")
            return redirect(table)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/signups/colleague.html", {"table": table, "form": form})


def _colleagues(user):
    """Who works where `user` works."""
    own = Organisation.objects.where_works(user.person, timezone.localdate())
    beside = Membership.objects.running(timezone.localdate()).filter(organisation__in=own).exclude(person__user=user)
    return Person.objects.filter(pk__in=beside.values("person"))


def _workplaces(user) -> list[Organisation]:
    """Where this account's person works. Raises PermissionDenied when that is nowhere."""
    if not hasattr(user, "person"):
        raise PermissionDenied(NO_PERSON)
    found = Organisation.objects.where_works(user.person, timezone.localdate())
    if not found:
        raise PermissionDenied(NO_WORKPLACE)
    return found


@login_not_required
@require_safe
def signup_asked(request, slug: str) -> HttpResponse:
    """The receipt for a visitor: the same for every address."""
    table = _table(request, slug)
    return render(request, "tables/signups/asked.html", {"table": table})


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def signup_confirm(request, token: str) -> HttpResponse:
    """The page behind the mailed link: looking changes nothing, the button takes the chair."""
    try:
        ticket = tickets.look(signups.CONFIRM_SCOPE, token)
        signup = SignUp.objects.select_related("table__theme", "takes_over__person").get(pk=tickets.subject_pk(ticket))
    except (TicketRefused, SignUp.DoesNotExist) as error:
        return _confirmed_before(request, token) or _link_refused(request, error)
    form = PressForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(_confirm(signup, token))
        except (ValidationError, TicketRefused) as error:
            add_refusal(form, ValidationError(getattr(error, "messages", [str(error)])))
    context = {"signup": signup, "form": form, "kept": chairs.kept_empty(signup.table)}
    return render(request, "tables/signups/confirm.html", context)


def _confirm(signup: SignUp, token: str) -> str:
    """Use the link and take the chair. Gives where the person sees it."""
    with transaction.atomic():  # a refusal leaves the link as it was
        tickets.redeem(signups.CONFIRM_SCOPE, token)
        seat = signups.confirm(signup)
    return seat_letters.path_to(seat)


def _confirmed_before(request, token: str) -> HttpResponse | None:
    """A link that did its work leads on to what came of it: the way there is mailed, not shown, to who presses the button."""
    pk = tickets.used(signups.CONFIRM_SCOPE, token, about=Seat)
    found = Seat.objects.select_related("cycle__table", "person").filter(pk=pk).first() if pk else None
    if found is None:
        return None
    if request.method == "POST":
        signups.remind_of(found)
        return redirect("signup-asked", slug=found.table.slug)
    return render(request, "tables/signups/confirmed.html", {"seat": found, "form": PressForm()})


def _link_refused(request, error: Exception) -> HttpResponse:
    sentence = str(error) if isinstance(error, TicketRefused) else tickets.USED
    return render(request, "tables/signups/link_refused.html", {"sentence": sentence}, status=410)
