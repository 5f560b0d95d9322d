"""Research questions: of one table, over all tables, and one by one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.flows import questions as flows
from tables.forms.questions import AnswerForm, DeclineQuestionForm, QuestionForm, SetForm, SubmitForm
from tables.forms.signups import PressForm
from tables.models import ResearchQuestion, Table

State = ResearchQuestion.State
ON_A_PAGE = 25
NO_PERSON = "Dit account hoort bij niemand. Dien een vraag in met het account op je eigen naam."


@require_safe
def question_list(request) -> HttpResponse:
    """Every question of every table that this person may read, filtered by table, state and year in the address."""
    chosen = {name: request.GET.get(name, "")[:80] for name in ("tafel", "staat", "jaar")}
    seen = _readable(request.user)
    pages = Paginator(_chosen(seen, chosen), ON_A_PAGE)
    page = pages.get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "chosen": chosen,
        "states": State.choices,
        "years": seen.order_by("-year").values_list("year", flat=True).distinct(),
        "tables": Table.objects.visible_to(request.user).filter(questions__isnull=False).distinct(),
        "links": _links(page, chosen),
    }
    return render(request, "tables/questions/list.html", context)


@require_safe
def table_questions(request, slug: str) -> HttpResponse:
    """The questions of one table by year, and what was handed in for who decides about it."""
    table = _table(request.user, slug)
    questions = list(_readable(request.user).filter(table=table).order_by("-year", "position", "pk"))
    context = {
        "table": table,
        "taken_up": [one for one in questions if one.state in {State.OPEN, State.ANSWERED}],
        "submitted": [one for one in questions if one.state == State.SUBMITTED],
        "declined": [one for one in questions if one.state == State.DECLINED],
        "can_decide": may(request.user, Permission.QUESTION_DECIDE, table),
    }
    return render(request, "tables/questions/of_table.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def question_new(request, slug: str) -> HttpResponse:
    """Hand a question in; who decides at the table sets one at once."""
    table = _table(request.user, slug)
    decides = may(request.user, Permission.QUESTION_DECIDE, table)
    if not decides and not hasattr(request.user, "person"):
        raise PermissionDenied(NO_PERSON)
    form = _new_form(request, table, decides)
    if form.is_valid():
        try:
            question = _made(request, table, form.cleaned_data, decides)
            told = "De vraag staat bij de tafel." if decides else "Je vraag is ingediend. Je hoort wat ermee gebeurt."
            messages.success(request, told)
            return redirect("question", ref=question.ref)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/questions/new.html", {"table": table, "form": form, "decides": decides})


@require_safe
def question(request, ref) -> HttpResponse:
    """One question: where it belongs, who sees to it, how it stands, and the answer."""
    return _page(request, _question(request.user, ref))


@require_http_methods(["GET", "POST"])
@handled_once
def question_edit(request, ref) -> HttpResponse:
    """Change a question."""
    found = _question_to_decide(request.user, ref)
    form = QuestionForm(request.POST or None, instance=found, by=request.user)
    if form.is_valid():
        try:
            flows.revise(form.instance, changed=form.changed_fields(), by=request.user)
            messages.success(request, "De vraag is bijgewerkt.")
            return redirect("question", ref=ref)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"question": _question(request.user, ref), "form": form}
    return render(request, "tables/questions/edit.html", context)


@require_POST
@handled_once
def question_take_up(request, ref) -> HttpResponse:
    """Take a question up that was handed in."""
    found = _question_to_decide(request.user, ref)
    form = PressForm(request.POST)
    return _deed(request, found, form, lambda cleaned: flows.take_up(found, by=request.user), "De vraag is opgenomen.")


@require_POST
@handled_once
def question_decline(request, ref) -> HttpResponse:
    """Decline a question, with a reason."""
    found = _question_to_decide(request.user, ref)
    form = DeclineQuestionForm(request.POST, auto_id="niet-%s")
    told = "De vraag is niet opgenomen. Wie hem indiende leest je reden."
    return _deed(request, found, form, lambda cleaned: flows.decline(found, by=request.user, **cleaned), told)


@require_http_methods(["GET", "POST"])
@handled_once
def question_answer(request, ref) -> HttpResponse:
    """Write down what was found; so far, or as the answer. Who sees to the question may do so too."""
    found = _question(request.user, ref)
    if not _sees_to(request.user, found):
        require(request.user, Permission.QUESTION_DECIDE, found.table)
    initial = {"answer": found.answer, "final": found.state == State.ANSWERED}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            flows.answer(found, answer=form.cleaned_data["answer"], final=form.cleaned_data["final"], by=request.user)
            messages.success(request, "Het antwoord is bewaard.")
            return redirect("question", ref=ref)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/questions/answer.html", {"question": found, "form": form})


def _readable(user):
    """What `user` may read; of what was handed in and not taken up: one's own, or where one decides."""
    return ResearchQuestion.objects.legible_to(user).select_related("table__theme", "owner", "quote", "submitted_by")


def _table(user, slug: str) -> Table:
    return get_object_or_404(Table.objects.visible_to(user).select_related("theme"), slug=slug)


def _question(user, ref) -> ResearchQuestion:
    return get_object_or_404(_readable(user), ref=ref)


def _question_to_decide(user, ref) -> ResearchQuestion:
    found = _question(user, ref)
    require(user, Permission.QUESTION_DECIDE, found.table)
    return found


def _sees_to(user, found: ResearchQuestion) -> bool:
    return found.owner is not None and found.owner.user_id == user.pk


def _chosen(seen, chosen: dict):
    """Narrowed to what the filters say; a value that does not exist says nothing."""
    wanted = {}
    if chosen["staat"] in State:
        wanted["state"] = chosen["staat"]
    if chosen["jaar"].isascii() and chosen["jaar"].isdigit() and len(chosen["jaar"]) == 4:
        wanted["year"] = int(chosen["jaar"])
    if chosen["tafel"]:
        wanted["table__slug"] = chosen["tafel"].replace("\0", "")
    return seen.filter(**wanted).order_by("-year", "table__name", "position", "pk")


def _links(page, chosen: dict) -> dict:
    """The addresses of the pages around this one."""

    def to(number: int) -> str:
        return "?" + urlencode({**{name: value for name, value in chosen.items() if value}, "pagina": number})

    last = page.paginator.num_pages
    return {
        "previous": to(page.number - 1) if page.has_previous() else "",
        "next": to(page.number + 1) if page.has_next() else "",
        "last": to(last) if page.number < last else "",
        "count": f"{page.paginator.count} vragen",
    }


def _new_form(request, table: Table, decides: bool):
    data = request.POST or None
    return SetForm(data, table=table, by=request.user) if decides else SubmitForm(data, table=table, by=request.user)


def _made(request, table: Table, cleaned: dict, decides: bool) -> ResearchQuestion:
    text, year = cleaned["text"], cleaned["year"]
    if not decides:
        return flows.submit(table, text=text, year=year, by=request.user.person)
    where = {"quote": cleaned["quote"], "owner": cleaned["owner"], "level": cleaned["openness"]}
    return flows.add(table, text=text, year=year, by=request.user, **where)


def _deed(request, found: ResearchQuestion, form, deed, told: str) -> HttpResponse:
    if form.is_valid():
        try:
            deed({name: value for name, value in form.cleaned_data.items() if name != "once"})
            messages.success(request, told)
            return redirect("question", ref=found.ref)
        except ValidationError as error:
            add_refusal(form, error)
    return _page(request, _question(request.user, found.ref), refused=form, status=409)


def _page(request, found: ResearchQuestion, *, refused=None, status: int = 200) -> HttpResponse:
    decides = may(request.user, Permission.QUESTION_DECIDE, found.table)
    declining = refused if isinstance(refused, DeclineQuestionForm) else DeclineQuestionForm(auto_id="niet-%s")
    context = {
        "question": found,
        "table": found.table,
        "openness": openness.in_words(found.openness),
        "can_decide": decides,
        "can_answer": decides or _sees_to(request.user, found),
        "names": decides or bool(openness.Openness.TABLE in openness.seen_by(request.user, found.table)),
        "own": found.submitted_by is not None and found.submitted_by.user_id == request.user.pk,
        "press": PressForm(auto_id=False),
        "decline": declining,
        "refused": refused,
    }
    return render(request, "tables/questions/detail.html", context, status=status)
