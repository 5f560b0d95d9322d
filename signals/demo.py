"""Invented experiences in every state, made by the flows with the clock set to the day. None of it happened to anybody."""

from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from leerlandschap.commons import documents
from leerlandschap.commons.demo_cast import Cast
from leerlandschap.commons.documents import Document, Paragraph
from leerlandschap.commons.registry import demo
from leerlandschap.network.models import Organisation, User
from signals import demo_bundles
from signals.demo_plans import ANSWERS, BUNDLES, PLANS, Plan
from signals.flows import answers, compliments, experiences, handling
from signals.models import Experience, StandardAnswer
from tables.models import Theme

# One code that a newcomer can try: it opens an experience that was sent without a name.
CODE = "VERZNNEN23456789"


@demo.register
def signals(cast: Cast, *, scale: int) -> None:
    """A dozen experiences; where there are some, they are left as they are."""
    if Experience.objects.exists():
        return
    by, made = cast.people["behandelaar"].user, {}
    for title, use, kind, text in ANSWERS:
        answers.add(StandardAnswer(title=title, use=use, kind=kind, text=text), by=by)
    for plan in PLANS:
        made[plan.name] = _send(cast, plan)
    for days, hour, deed in sorted(_deeds(cast, made, by), key=lambda one: one[:2]):
        with cast.at(days, hour):
            deed()


def _deeds(cast: Cast, made: dict[str, Experience], by: User) -> list[demo_bundles.Deed]:
    """Everything that happened to any of them, each with its day and hour."""
    found = [
        (plan.sent + days, 14, partial(_do, deed, made[plan.name], said, made, by))
        for plan in PLANS
        for days, deed, said in plan.deeds
    ]
    return found + [one for plan in BUNDLES for one in demo_bundles.deeds(cast, plan, made, by)]


def _send(cast: Cast, plan: Plan) -> Experience:
    sender = cast.people[plan.sender] if plan.sender else None
    towns = Organisation.objects.filter(name__in=plan.towns)
    with cast.at(plan.sent, 11):
        return experiences.send(
            kind=plan.kind, theme=Theme.objects.get(slug=plan.theme), text=plan.text, sender=sender,
            code="" if sender else CODE, by=sender.user if sender else None, municipalities=towns, help=plan.help,
            attachments=[_document(plan)] if plan.document else (), **plan.fields,
        )  # fmt: skip


def _document(plan: Plan) -> SimpleUploadedFile:
    made = documents.rendered(Document("Twee folders", blocks=tuple(Paragraph(line) for line in plan.document)), "odt")
    return SimpleUploadedFile("folders.odt", made, documents.TYPES["odt"])


def _do(deed: str, experience: Experience, said: str, made: dict, by: User) -> None:
    """One thing that happened to it, as a handler does it (or, of a reply, its sender)."""
    if deed == "reply":
        sender = experience.sender
        experiences.reply(experience, text=said, by=sender.user if sender else None)
    elif deed == "entitle":
        handling.entitle(experience, title=said, by=by)
    elif deed == "take":
        handling.take(experience, handler=by, by=by)
    elif deed == "merge":
        handling.merge(experience, into=made[said], by=by)
    elif deed == "share":
        compliments.share(experience, title="Nabellen na afloop", text=said, by=by)
    elif deed == "refer":
        handling.refer(
            experience, where=said, text="Dit is een klacht over één situatie. Daar kunnen zij wel iets mee.", by=by
        )
    elif deed in {"close", "reopen"}:
        getattr(handling, deed)(experience, by=by)
    else:
        getattr(handling, deed)(experience, text=said, by=by)
