"""Landings: saying where an insight lands, bringing it there step by step, or saying honestly that it did not land.

Which steps there are is `tables/landing_steps.py`. Each is kept for good (`LandingStep`): nothing here changes or removes one.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Organisation, Person, User
from tables.flows import cycles, insights, working_agreements
from tables.landing_steps import step
from tables.models import Insight, Landing, LandingKind, LandingStep
from tables.value import REVISING

State = Landing.State
EMPTY = "Schrijf in één zin wat er verandert."
TO_WHOM = "Kies aan wie de sturing gaat: de regio of BOSD."
SUPERSEDED = "Dit inzicht is vervangen. Laat zijn opvolger landen."
NO_STEP = "Deze landing is nu {state}. Die stap kan van hieruit niet; ververs de pagina."
SETTLED = "Wat is afgesproken, wijzig je niet meer. Ga eerst een stap terug naar voorgesteld."
NOT_YET = "Een kader is pas herzien als de landing is doorgevoerd."
TOO_LATE = "Een kader is herzien op een dag die al geweest is."


@transaction.atomic
def propose(
    insight: Insight,
    *,
    kind: str,
    what: str,
    by: User | None,
    steers: str = "",
    owner: Person | None = None,
    organisation: Organisation | None = None,
    holds_for: Iterable[Organisation] = (),
    due_on: date | None = None,
) -> Landing:
    """Propose where `insight` lands; who sees to it is told. Nobody in `holds_for`: it holds for everyone at the table.

    Raises ValidationError when the insight was superseded, `what` is empty, or steering goes to nobody.
    """
    insight = insights.held(insight)
    if insight.superseded_by_id:
        raise ValidationError(SUPERSEDED)
    if not what.strip():
        raise ValidationError({"what": EMPTY})
    steers = _steers(kind, steers)
    landing = Landing.objects.create(
        insight=insight, kind=kind, steers=steers, what=what.strip(), owner=owner, organisation=organisation, due_on=due_on,
    )  # fmt: skip
    landing.holds_for.set(holds_for)
    _kept(landing, "", by=by)
    _tell_owner(landing, by)
    return landing


@transaction.atomic
def revise(
    landing: Landing, *, changed: list[str], by: User, holds_for: Iterable[Organisation] | None = None
) -> Landing:
    """Save the fields named in `changed` as they stand, and for whom it holds when said. Raises ValidationError."""
    insight = insights.held(landing.insight)
    state = Landing.objects.values_list("state", flat=True).get(pk=landing.pk)
    if state != State.PROPOSED and (holds_for is not None or {"kind", "steers", "what"} & {*changed}):
        raise ValidationError(SETTLED)
    landing.insight = insight
    landing.steers = _steers(landing.kind, landing.steers)
    landing.save(update_fields={*changed, "steers"})
    if holds_for is not None:
        landing.holds_for.set(holds_for)
    _noted(landing, "landing.revised", by, fields=sorted(changed))
    if "owner" in changed:
        _tell_owner(landing, by)
    return landing


@transaction.atomic
def take(landing: Landing, *, to: str, by: User | None, words: str = "") -> Landing:
    """Bring the landing into its next state, or back. What is agreed as a working agreement becomes one.

    Raises ValidationError when there is no such step, when it asks for words and has none, or when no working agreement
    can be made.
    """
    insight = insights.held(landing.insight)
    landing = Landing.objects.select_for_update(of=("self",)).select_related("owner", "agreement").get(pk=landing.pk)
    landing.insight = insight
    chosen = step(landing.state, to)
    if chosen is None:
        raise ValidationError(NO_STEP.format(state=landing.get_state_display()))
    if chosen.must_say and not words.strip():
        raise ValidationError({"words": f"{chosen.asks} Schrijf het in één zin."})
    before, landing.state = landing.state, to
    landing.reason = words.strip() if to == State.NOT_LANDED else ""
    if to not in REVISING:
        landing.frame_revised_on = None
    if to == State.AGREED and landing.kind == LandingKind.WORKING_AGREEMENT:
        landing.agreement = _agreement(landing, by)
    landing.save(update_fields=["state", "reason", "frame_revised_on", "agreement"])
    _kept(landing, before, by=by, words=words.strip())
    return landing


@transaction.atomic
def give(landing: Landing, to: Person, *, organisation: Organisation | None, by: User | None) -> None:
    """Let `to` see to it from now on, in the place of who left, and tell them."""
    insight = insights.held(landing.insight)
    landing = Landing.objects.select_related("owner").get(pk=landing.pk)
    landing.insight, before = insight, landing.owner
    landing.owner, landing.organisation = to, organisation
    landing.save(update_fields=["owner", "organisation"])
    _noted(landing, "landing.inherited", by, who=str(before or ""), to=str(to))
    _tell_owner(landing, by)


@transaction.atomic
def revise_frame(landing: Landing, *, on: date, by: User) -> Landing:
    """Say that a frame (a policy, a vision, the definition of good) was revised because of it. Raises ValidationError."""
    insight = insights.held(landing.insight)
    landing = Landing.objects.get(pk=landing.pk)
    landing.insight = insight
    if landing.state not in REVISING:
        raise ValidationError(NOT_YET)
    if on > timezone.localdate():
        raise ValidationError({"on": TOO_LATE})
    landing.frame_revised_on = on
    landing.save(update_fields=["frame_revised_on"])
    _noted(landing, "landing.frame_revised", by)
    return landing


def _steers(kind: str, steers: str) -> str:
    """To whom it steers: said of steering, and of nothing else. Raises ValidationError."""
    if kind != LandingKind.STEERING:
        return ""
    if not steers:
        raise ValidationError({"steers": TO_WHOM})
    return steers


def _agreement(landing: Landing, by: User | None):
    """The working agreement that the landing becomes; the one that it was before and that still holds, if there is one."""
    if landing.agreement is not None and landing.agreement.ended_on is None:
        return landing.agreement
    today, insight = timezone.localdate(), landing.insight
    return working_agreements.make(
        insight.table, text=landing.what, openness=insight.openness, holds_for=landing.holds_for.all(),
        valid_from=max(today, landing.due_on or today), by=by,
    )  # fmt: skip


def _kept(landing: Landing, before: str, *, by: User | None, words: str = "") -> None:
    LandingStep.objects.create(
        landing=landing, from_state=before, to_state=landing.state, at=timezone.now(), by=by, words=words
    )
    _noted(landing, "landing.stepped", by, to=str(landing.state))


def _noted(landing: Landing, code: str, by: User | None, **details) -> None:
    table = landing.insight.table
    cycles.show(table)
    audit.record(by, code, on=table, landing=str(landing.ref), **details)


def _tell_owner(landing: Landing, by: User | None) -> None:
    """Who is newly asked to see to a landing hears so in the one mail a day, unless they asked it of themselves."""
    owner = landing.owner
    if owner is not None and owner.user_id and owner.user_id != getattr(by, "pk", None):
        path, facts = reverse("landing", args=[landing.ref]), {"table": landing.insight.table.name_in_mail}
        key = f"landing:{landing.ref}:owner:{owner.pk}"
        notices.tell_all([notices.Telling(owner.pk, "landing.yours", key, path, facts, bundled=True)])
