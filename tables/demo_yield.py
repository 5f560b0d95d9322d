"""What the demo's tables brought forth: insights and where they landed, stances on agreements, good examples."""

from collections.abc import Callable

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import Organisation, User
from tables.demo_yield_plans import EXAMPLES, INSIGHTS, NEWER, WHY_NOT
from tables.flows import examples, insights, landings, stances
from tables.models import GoodExample, Insight, Landing, Openness, Table, WorkingAgreement

Deed = tuple[int, int, Callable[[], object]]
# How many days after the start of a round an insight is written down, and between the steps of its landings.
LEARNED_AFTER, BETWEEN = 48, 14
TOLD = -60


def of_round(cast: Cast, table: Table, turn: int, first: int, by: User) -> list[Deed]:
    """What was learned in a round that began `first` days from today, and how far it came by now."""
    deeds: list[Deed] = []
    for number in range(2):
        text, explanation, places = INSIGHTS[(2 * turn + number) % len(INSIGHTS)]
        day = first + LEARNED_AFTER + 9 * number
        wish = {"text": text, "explanation": explanation, "by": by}
        deeds.append((day, 12, lambda wish=wish: _learn(table, **wish)))
        for place in places:
            deeds += _land(cast, table, text, place, day, by)
    return [deed for deed in deeds if deed[0] < 0]


def _learn(table: Table, *, text: str, **wish) -> None:
    """What a later round learns again takes the place of what an earlier one learned."""
    openness = Openness.PUBLIC if table.openness == Openness.PUBLIC else table.openness
    before = table.insights.standing().filter(text=text).first()
    if before is None:
        insights.record(table, text=text, openness=openness, **wish)
        return
    newer, why = NEWER.get(text, ("", ""))
    if newer and not table.insights.filter(text=newer).exists():
        made = insights.record(table, text=newer, openness=openness, **wish | {"explanation": why})
        insights.supersede(before, made, by=wish["by"])


def _land(cast: Cast, table: Table, text: str, place: tuple, day: int, by: User) -> list[Deed]:
    """One landing, proposed a week after the insight; then its steps, some weeks apart."""
    kind, what, local, steps = place
    steers = Landing.Steers.BOSD if kind == "steering" else ""
    wish = {"kind": kind, "what": what, "owner": cast.people[local], "steers": steers, "by": by}
    deeds: list[Deed] = [(day + 7, 13, lambda: _propose(table, text, wish))]
    for number, (to, words) in enumerate(steps, start=1):
        said = {"to": to, "words": words, "by": by}
        deeds.append((day + 7 + BETWEEN * number, 14, lambda said=said: _step(table, text, what, said)))
    if kind == "working_agreement":
        deeds.append((day + 7 + BETWEEN + 5, 10, lambda: _say(cast, table, what)))
    return deeds


def _propose(table: Table, text: str, wish: dict) -> None:
    insight = _insight(table, text)
    if insight is not None and not insight.landings.filter(what=wish["what"]).exists():
        landings.propose(insight, **wish)


def _step(table: Table, text: str, what: str, said: dict) -> None:
    """A step of the landing, and when the policy that it is was carried out: its frame was revised."""
    insight = _insight(table, text)
    landing = insight.landings.filter(what=what).first() if insight else None
    if landing is None or landing.steps.filter(to_state=said["to"]).exists():
        return
    taken = landings.take(landing, **said)
    if taken.kind == "policy" and taken.state == Landing.State.DONE:
        landings.revise_frame(taken, on=taken.steps.last().at.date(), by=said["by"])


def _insight(table: Table, text: str) -> Insight | None:
    return table.insights.standing().filter(text=text).select_related("table").first()


def _say(cast: Cast, table: Table, what: str) -> None:
    """One municipality subscribes, and another says why it does not."""
    for agreement in WorkingAgreement.objects.open().filter(table=table, text=what, stances=None):
        yes, no = cast.people["gemeente"], cast.people["gemeente2"]
        stances.take(agreement, organisation=_works_at(yes), subscribes=True, by=yes.user)
        stances.take(agreement, organisation=_works_at(no), subscribes=False, reason=WHY_NOT, by=no.user)


def _works_at(person) -> Organisation:
    return person.memberships.select_related("organisation").order_by("pk").first().organisation


def tell(cast: Cast) -> None:
    """The good examples, told once; who is named agreed to it."""
    for number, (title, text, slug, name, local, openness) in enumerate(EXAMPLES):
        if GoodExample.objects.filter(title=title).exists():
            continue
        table = Table.objects.filter(slug=slug).first() if slug else None
        organisation = Organisation.objects.filter(name=name).first() if name else None
        contact = cast.people[local] if local else None
        with cast.at(TOLD + 9 * number, 11):
            examples.record(
                table, title=title, text=text, openness=openness, organisation=organisation,
                organisation_agrees=organisation is not None, contact=contact,
                by=contact.user if contact else cast.people["clm2"].user,
            )  # fmt: skip
