"""Invented readers and editions, made by the flows with the clock set to the day. Nobody was mailed."""

from datetime import datetime

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.registry import demo
from newsletter import bounces, consent
from newsletter.demo_plans import DRAFT, SENT, Plan
from newsletter.flows import editions, readers, sending, subscriptions
from newsletter.models import Edition, Subscriber
from newsletter.proposals import proposals
from tables.models import GoodExample, Insight

READING_SINCE = -75
AGREED = "Ja, stuur mij de nieuwsbrief van het leerlandschap."
LIST = "Lijst bij de startbijeenkomst (verzonnen)"
# Who reads with an account, and as whom.
WITH_ACCOUNT = {"gemeente": "municipality", "aanbieder": "provider", "verwijzer": "referrer"}
MOST_ITEMS = 5


@demo.register
def newsletters(cast: Cast, *, scale: int) -> None:
    """Two editions that went and one that is being made; where there are editions or readers, they are left as they are."""
    if Edition.objects.exists() or Subscriber.objects.exists():
        return
    _readers(cast)
    for plan in SENT:
        edition = _make(cast, plan)
        _send(cast, edition, plan, unsure=plan is SENT[-1])
        for item, times in zip(edition.items.all(), plan.used, strict=False):
            for _one in range(times):
                editions.use(item)
    _make(cast, DRAFT, chosen_by_itself=True)


def _readers(cast: Cast) -> None:
    """Colleagues who agreed on a list, and a few people with an account."""
    colleagues = sorted(person.email for local, person in cast.people.items() if "." in local)
    by = cast.people["redactie"].user
    with cast.at(READING_SINCE):
        readers.take_in(colleagues, text=AGREED, source=LIST, on=cast.day(READING_SINCE), by=by)
        for local, audience in WITH_ACCOUNT.items():
            user = cast.people[local].user
            reader = subscriptions.join(
                user.email, consent_text=consent.CURRENT, form_path="/mijn/nieuwsbrief/", by=user
            )
            subscriptions.prefer(reader, audience=audience, skips=[], by=user)


def _make(cast: Cast, plan: Plan, *, chosen_by_itself: bool = False) -> Edition:
    """An edition as an editor made it that day: of the past only what had happened by then."""
    by = cast.people["redactie"].user
    with cast.at(plan.days, 9) as moment:
        edition = editions.begin(by=by)
        if not chosen_by_itself:
            edition.items.all().delete()
            for key in _known_by(moment, edition):
                editions.pick(edition, key, by=by)
        editions.write(edition, subject=edition.subject, opening=plan.opening, by=by)
        editions.add_own(edition, title=plan.title, text=plan.text, link="", link_words="", by=by)
    return edition


def _known_by(moment: datetime, edition: Edition) -> list[str]:
    """Which news of that day to choose: what was learned or told before `moment`, the same words once."""
    happened = {
        f"{source}:{ref}"
        for source, model in (("learned", Insight), ("examples", GoodExample))
        for ref in model.objects.filter(made_at__lt=moment).values_list("ref", flat=True)
    }
    by_title = {
        one.offer.title: one.key for one in proposals(edition, moment) if one.key in happened and not one.stood_in
    }
    return list(by_title.values())[:MOST_ITEMS]


def _send(cast: Cast, edition: Edition, plan: Plan, *, unsure: bool) -> None:
    """A second person agrees, it goes, and each mail ends as mails do: one comes back, and of one it may not be known."""
    with cast.at(plan.days, 11):
        sending.approve(edition, by=cast.people["regio"].user)
        sending.plan(edition, by=cast.people["redactie"].user)
    with cast.at(plan.days, 11, 5) as moment:
        sending.start_due(moment)
        rows = edition.deliveries.to_subscribers()
        rows.update(state=LedgerState.ACCEPTED, settled_at=moment, attempt=1)
        first, second = rows.order_by("pk")[:2]
        if unsure:
            rows.filter(pk=second.pk).update(state=LedgerState.UNCERTAIN)
        sending.finish(moment)
    with cast.at(plan.days, 11, 20):
        sending.came_back(bounces.Bounce(first.ref, "5.1.1"))
