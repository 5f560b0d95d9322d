"""What became of actions in the demo: some late, some postponed with a reason, with a line on how they stand."""

from leerlandschap.commons.demo_cast import Cast
from tables.flows import actions, messages, postponements
from tables.models import Action, Postponement, Table, TableMessage

LATE = [
    ("Vraag de wijkteams hoe lang gezinnen wachten", -9),
    ("Stuur het overzicht van de plekken rond", -3),
    ("Zet de vragen voor de school op een rij", 1),
]
STANDS = "Twee van de drie hebben geantwoord; de laatste bel ik deze week."
WHY = ["De collega die dit weet, was drie weken ziek.", "De cijfers kwamen later dan beloofd."]
ASKS = "In de herfstvakantie was niemand te bereiken."
MESSAGE = "De volgende keer beginnen we met een rondje langs de acties. Wil je die van jou vooraf nalopen?"


def play(cast: Cast) -> None:
    """Give the first tables late and postponed actions; once there is one, nothing is added."""
    if Postponement.objects.exists():
        return
    running = Table.objects.filter(kind="leertafel", state="running", cycles__ended_on=None).order_by("slot")
    for turn, table in enumerate(running[:3]):
        _play(cast, table, turn)


def _play(cast: Cast, table: Table, turn: int) -> None:
    by = (table.chair.user if table.chair else None) or table.contact().user
    text, due = LATE[turn]
    with cast.at(-40, 15):
        owner = cast.people["gemeente" if turn == 0 else "aanbieder"]
        action = actions.add(table, text=text, owner=owner, due_on=cast.day(due if turn else -25), by=by)
    with cast.at(-27, 9):
        if turn == 0:
            postponements.postpone(action, until=cast.day(-16), reason=WHY[0], by=by)
    with cast.at(-17, 9):
        if turn == 0:
            postponements.postpone(action, until=cast.day(due), reason=WHY[1], by=by)
        actions.explain(action, text=STANDS, by=owner.user)
    with cast.at(-2, 11):
        still_open = Action.objects.open().filter(pk=action.pk).exists()
        if turn == 1 and still_open:
            postponements.ask(action, until=cast.day(14), reason=ASKS, by=owner.user)
        if turn == 0 and not TableMessage.objects.exists():
            messages.send(table, text=MESSAGE, by=by)
