"""Research questions: handing one in, taking it up or declining it, and answering it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices, search
from leerlandschap.network.models import Person, User
from tables import openness
from tables.models import AgendaItem, ResearchQuestion, Table

State = ResearchQuestion.State
ASKED_BEFORE = "Deze vraag staat dit jaar al bij de tafel. Maak er een andere vraag van, of kijk hoe het ermee staat."
SETTLED = "Over deze vraag is al beslist. Ververs de pagina om te zien hoe het ervoor staat."
NO_REASON = "Schrijf in één zin waarom niet; wie de vraag indiende leest dit."
NO_ANSWER = "Schrijf op wat de tafel gevonden heeft."
ENDED = "Deze tafel is gestopt en neemt geen nieuwe vragen meer op."
TOO_OPEN = "De tafel is {parent}. Een vraag van de tafel kan niet opener zijn."


@transaction.atomic
def submit(table: Table, *, text: str, year: int, by: Person) -> ResearchQuestion:
    """Hand a question in; who decides at the table hears of it in the one mail a day. Raises ValidationError."""
    question = _new(table, text, year, state=State.SUBMITTED, submitted_by=by, submitted_at=timezone.now())
    audit.record(by.user, "question.submitted", on=table, year=year)
    decider = table.chair_id or table.clm_contact_id
    if decider is not None and decider != by.pk:
        path, facts = reverse("table-questions", args=[table.slug]), {"table": table.name_in_mail}
        key = f"question:{question.ref}:submitted"
        notices.tell_all([notices.Telling(decider, "question.submitted", key, path, facts, bundled=True)])
    return question


@transaction.atomic
def add(
    table: Table,
    *,
    text: str,
    year: int,
    by: User,
    quote=None,
    owner=None,
    level: str = "",
    item: AgendaItem | None = None,
) -> ResearchQuestion:
    """Set a question for a year at once, as who decides at the table does, or as it came up at an `item`.

    Raises ValidationError.
    """
    fields = {"quote": quote, "owner": owner, "item": item, "openness": level or table.openness}
    question = _new(table, text, year, state=State.OPEN, **fields)
    _join_round(question)
    _noted(question, "question.set", by)
    _tell_owner(question, by)
    return question


@transaction.atomic
def take_up(question: ResearchQuestion, *, by: User) -> ResearchQuestion:
    """Take up a question that was handed in; it joins the round that runs. Raises ValidationError."""
    question = _held(question, State.SUBMITTED, State.DECLINED)
    question.state, question.reason = State.OPEN, ""
    _decided(question, by)
    _join_round(question)
    _noted(question, "question.taken_up", by)
    _tell_submitter(question, "question.taken_up")
    return question


@transaction.atomic
def decline(question: ResearchQuestion, *, reason: str, by: User) -> ResearchQuestion:
    """Decline a question that was handed in, with a reason that its sender reads. Raises ValidationError."""
    question = _held(question, State.SUBMITTED)
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    question.state, question.reason = State.DECLINED, reason.strip()
    _decided(question, by)
    _noted(question, "question.declined", by)
    _tell_submitter(question, "question.declined")
    return question


@transaction.atomic
def revise(question: ResearchQuestion, *, changed: list[str], by: User) -> ResearchQuestion:
    """Save the fields named in `changed` as they stand; the openness may only narrow. Raises ValidationError."""
    now = ResearchQuestion.objects.select_for_update().get(pk=question.pk)
    if "openness" in changed and openness.is_wider(question.openness, now.openness):
        raise ValidationError({"openness": TOO_OPEN.format(parent=now.get_openness_display())})
    try:
        with transaction.atomic():
            question.save(update_fields=changed)
    except IntegrityError:
        raise ValidationError({"text": ASKED_BEFORE}) from None
    _noted(question, "question.revised", by, fields=sorted(changed))
    if "owner" in changed:
        _tell_owner(question, by)
    return question


@transaction.atomic
def answer(question: ResearchQuestion, *, answer: str, final: bool, by: User) -> ResearchQuestion:
    """Keep what was found; `final` says that it is the answer, otherwise the question stays open. Raises ValidationError."""
    question = _held(question, State.OPEN, State.ANSWERED)
    if final and not answer.strip():
        raise ValidationError({"answer": NO_ANSWER})
    newly = final and question.state == State.OPEN
    question.answer, question.state = answer.strip(), State.ANSWERED if final else State.OPEN
    question.answered_at = (question.answered_at or timezone.now()) if final else None
    question.save(update_fields=["answer", "state", "answered_at"])
    _noted(question, "question.answered" if newly else "question.answer_revised", by)
    if newly:
        _tell_submitter(question, "question.answered")
    return question


def _new(table: Table, text: str, year: int, *, state: str, **fields) -> ResearchQuestion:
    """A question at the end of its year, no wider than its table. Raises ValidationError."""
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    level = fields.pop("openness", table.openness)
    if openness.is_wider(level, table.openness):
        raise ValidationError({"openness": TOO_OPEN.format(parent=table.get_openness_display())})
    last = table.questions.filter(year=year).aggregate(last=Max("position"))["last"] or 0
    question = ResearchQuestion(
        table=table, text=text.strip(), year=year, position=last + 1, openness=level, state=state, **fields
    )
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:
        raise ValidationError({"text": ASKED_BEFORE}) from None
    search.index(question)
    return question


def _held(question: ResearchQuestion, *states: str) -> ResearchQuestion:
    """The question as it is now, held. Raises ValidationError when it is in none of `states` any more."""
    found = ResearchQuestion.objects.select_for_update(of=("self",)).select_related("table", "submitted_by", "owner")
    question = found.get(pk=question.pk)
    if question.state not in states:
        raise ValidationError(SETTLED)
    return question


def _decided(question: ResearchQuestion, by: User) -> None:
    question.decided_at, question.decided_by = timezone.now(), by
    question.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _join_round(question: ResearchQuestion) -> None:
    """What is taken up belongs to the round that runs; a table that is being set up takes it into its first."""
    if cycle := question.table.cycles.running().first():
        question.cycles.add(cycle)


def _noted(question: ResearchQuestion, code: str, by: User, **details) -> None:
    Table.objects.filter(pk=question.table_id).update(version=F("version") + 1)
    audit.record(by, code, on=question.table, year=question.year, **details)
    search.index(question)


def _tell_submitter(question: ResearchQuestion, code: str) -> None:
    """Who handed a question in hears what became of it."""
    if question.submitted_by is not None:
        key = f"{code}:{question.ref}:{timezone.localdate()}"
        path = reverse("question", args=[question.ref])
        notices.tell(question.submitted_by, code, key=key, path=path, table=question.table.name_in_mail)


def _tell_owner(question: ResearchQuestion, by: User) -> None:
    """Who is newly asked to see to a question hears so."""
    owner = question.owner
    if owner is not None and owner.user_id != by.pk:
        key = f"question:{question.ref}:owner:{owner.pk}"
        path = reverse("question", args=[question.ref])
        notices.tell(owner, "question.yours", key=key, path=path, table=question.table.name_in_mail)
