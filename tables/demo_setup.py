"""The demo's setting up: three tables halfway schikken and dekken, and running tables with their agreements and questions.

All of it is made by the flows, with the clock set to the day.
"""

from leerlandschap.commons.demo_cast import Cast
from tables.demo_setup_plans import AGREED, BEGINNINGS, DOCUMENT, HANDED_IN, Beginning
from tables.flows import agreements, chair_groups, intentions, invitations, questions, quotes, setup
from tables.models import ChallengeQuote, ResearchQuestion, Seat, Table, TableInvitation

BEGUN, INVITED, ANSWERED = -40, -20, -12


def fill(cast: Cast) -> None:
    """Set up what was not begun yet, and hand in what was not handed in; what is there is left as it is."""
    for plan in BEGINNINGS:
        table = Table.objects.get(slug=plan.slug)
        if table.state == Table.State.PREPARING and table.contact() and not setup.of(table).occasion:
            _begin(cast, table, plan)
    for row in HANDED_IN:
        _hand_in(cast, *row)


def agree(cast: Cast, table: Table, *, day: int) -> None:
    """The five agreements of the first meetings, most of them looked at again; and one personal intention."""
    by = (table.chair or table.clm_contact).user or table.clm_contact.user
    for number, (kind, (level, text)) in enumerate(AGREED.items()):
        with cast.at(day + number, 12):
            made = agreements.record(table, kind, text=text, level=level, agreed_on=cast.day(day + number), by=by)
        if number < 3:
            with cast.at(-115, 12):
                agreements.confirm(made, by=by)
    seat = Seat.objects.at(table).accepted().select_related("cycle__table", "person").order_by("pk").first()
    if seat is not None:
        with cast.at(-60, 9):
            intentions.intend(seat, intention="Eerst luisteren, dan pas meedenken.", by=seat.person.user)


def _begin(cast: Cast, table: Table, plan: Beginning) -> None:
    by = table.contact().user
    with cast.at(BEGUN, 9):
        setup.fill_in(table, words=plan.words, of_table={}, by=by)
        for kind, local in plan.owners.items():
            setup.assign(table, kind, to=cast.people[local], by=by)
    with cast.at(BEGUN + 5, 10):
        chair_groups.take_over_proposal(table, by=by)
        _quote(table, plan, by)
    _invite(cast, table, plan, by)
    for kind in plan.done:
        with cast.at(-5, 16):
            setup.finish(table, kind, by=by)


def _quote(table: Table, plan: Beginning, by) -> None:
    """The opgave in quotes, and the first questions that follow from it."""
    made = [
        quotes.add(
            ChallengeQuote(
                table=table, text=text, document=DOCUMENT, document_version="1.0", page=page, product=product
            ),
            by=by,
        )
        for text, page, product in plan.quotes
    ]
    year = table.starts_on.year
    for text in plan.questions:
        questions.add(table, text=text, year=year, by=by, quote=made[0] if made else None, owner=table.contact())


def _invite(cast: Cast, table: Table, plan: Beginning, by) -> None:
    """Everybody who was asked, in the state in which the demo leaves them."""
    with cast.at(INVITED, 9):
        sender, text = plan.letter
        invitations.compose(table, on_behalf_of=sender, text=text, by=by)
        asked = [
            *plan.accept,
            *(who for who, _why in plan.decline),
            *(who for who, *_deputy in plan.deputies),
            *plan.wait,
        ]
        sent = {local: invitations.send(_draft(cast, table, local, by), by=by) for local in asked}
        for local in plan.drafts:
            _draft(cast, table, local, by)
    with cast.at(ANSWERED, 14):
        for local in plan.accept:
            invitations.accept(sent[local], by=cast.people[local].user)
        for local, why in plan.decline:
            invitations.decline(sent[local], why=why, by=cast.people[local].user)
        for local, name, email in plan.deputies:
            invitations.send_deputy(
                sent[local], name=name, email=email, why="Mijn collega weet hier meer van.", by=cast.people[local].user
            )


def _draft(cast: Cast, table: Table, local: str, by) -> TableInvitation:
    """A draft for somebody of the cast, for the organisation they work for and its chair in the plan."""
    person = cast.people[local]
    organisation = person.memberships.select_related("organisation").order_by("pk").first().organisation
    groups = table.chair_groups.filter(perspective=organisation.kind)
    group = groups.filter(organisation=organisation).first() or groups.filter(organisation=None).first()
    draft = TableInvitation(
        table=table, person=person, name=person.name, email=person.email, organisation=organisation, group=group
    )
    return invitations.draft(draft, by=by)


def _hand_in(cast: Cast, slug: str, local: str, text: str, became: str, reason: str) -> None:
    table = Table.objects.get(slug=slug)
    if ResearchQuestion.objects.filter(table=table, text=text).exists():
        return
    by = (table.chair and table.chair.user) or table.contact().user
    with cast.at(-25, 13):
        question = questions.submit(table, text=text, year=cast.today.year, by=cast.people[local])
    with cast.at(-15, 13):
        if became == ResearchQuestion.State.OPEN:
            questions.take_up(question, by=by)
        elif became == ResearchQuestion.State.DECLINED:
            questions.decline(question, reason=reason, by=by)
