"""Whatever happens at a table, in whatever order: the promises about its chairs hold, on the real database."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from leerlandschap.network.models import OrganisationKind
from tables.flows import chairs, seats, signups
from tables.models import ChairGroup, Involvement, Seat, Table
from tests.factories import make_account, make_organisation, make_person, make_table

pytestmark = pytest.mark.django_db
KINDS = [OrganisationKind.MUNICIPALITY, OrganisationKind.REFERRER, OrganisationKind.PROVIDER]
KIND = st.sampled_from(KINDS)
TURN = st.integers(0, 50)
STATE = Seat.State


class ATable(RuleBasedStateMachine):
    """One table, people who ask, wait, take, leave and are moved, chairs that come and go, and days that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(timezone.now().replace(hour=10), tick=False)
        self.now = self.clock.start()
        self.story = transaction.atomic()
        self.story.__enter__()
        self.by = make_account()
        self.organisations = {kind: make_organisation(f"Organisatie {kind}", kind=kind) for kind in KINDS}
        self.table, self.other = make_table(chairs=3), make_table(chairs=2)
        ChairGroup.objects.create(
            table=self.table, perspective=KINDS[1], chairs=1, kept_until=timezone.localdate() + timedelta(days=9)
        )
        chairs.keep(self.table)
        for kind in [*KINDS, *KINDS]:
            self._ask(kind, Involvement.MEMBER)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)
        self.clock.stop()

    # --- what people, who decides and the calendar do -------------------------------------------------------------------

    @rule(kind=KIND, form=st.sampled_from([*[Involvement.MEMBER] * 4, Involvement.AGENDA_MEMBER]))
    def somebody_asks(self, kind, form):
        self._ask(kind, form)

    @rule(kinds=st.lists(KIND, min_size=2, max_size=4))
    def a_few_people_ask(self, kinds):
        for kind in kinds:
            self._ask(kind, Involvement.MEMBER)

    def _ask(self, kind, form) -> None:
        waits = self._who_waits()
        seat = signups.take_chair(
            self.table, make_person(), organisation=self.organisations[kind], involvement=form, by=None
        )
        if seat.takes_chair():
            assert not any(self._could_sit_where(one, seat) for one in waits), "somebody passed who waits"

    @rule(turn=TURN, kind=KIND)
    def somebody_is_seated_directly(self, turn, kind):
        self._try(
            signups.seat_directly, self.table, make_person(), organisation=self.organisations[kind],
            involvement=Involvement.MEMBER, by=self.by,
        )  # fmt: skip

    @rule(turn=TURN)
    def a_request_is_accepted(self, turn):
        self._one(turn, seats.accept, STATE.REQUESTED, by=self.by)

    @rule(turn=TURN)
    def a_request_is_declined(self, turn):
        self._one(turn, seats.decline, STATE.REQUESTED, STATE.WAITING, reason="Nee.", by=self.by)

    @rule(turn=TURN)
    def somebody_gives_back(self, turn):
        self._one(turn, seats.withdraw, *Seat.CURRENT, by=None)

    @rule(turn=TURN)
    def somebody_is_taken_off(self, turn):
        self._one(turn, seats.remove, STATE.ACCEPTED, STATE.OFFERED, reason="Nee.", by=self.by)

    @rule(turn=TURN)
    def somebody_leaves_the_organisation(self, turn):
        self._one(turn, seats.leave, *Seat.CURRENT, successor=None, by=None)

    @rule(turn=TURN)
    def a_colleague_takes_over(self, turn):
        self._one(turn, seats.hand_over, STATE.ACCEPTED, to=make_person(), by=None)

    @rule(turn=TURN)
    def somebody_is_moved(self, turn):
        self._one(turn, seats.move_to, *Seat.CURRENT, table=self.other, by=self.by)

    @rule(turn=TURN, form=st.sampled_from(Involvement.values))
    def somebody_takes_part_in_another_form(self, turn, form):
        self._one(turn, seats.take_part_as, *Seat.CURRENT, involvement=form, by=None)

    @rule(turn=TURN, kind=KIND)
    def an_organisation_is_tied(self, turn, kind):
        self._one(turn, seats.tie, *Seat.CURRENT, organisation=self.organisations[kind], by=self.by)

    @rule(turn=TURN)
    def an_offer_is_taken(self, turn):
        self._one(turn, seats.take_offer, STATE.OFFERED, by=None)

    @rule(turn=TURN)
    def an_offer_is_left(self, turn):
        self._one(turn, seats.leave_offer, STATE.OFFERED, by=None)

    @rule(count=st.integers(1, 8))
    def the_table_gets_more_or_fewer_chairs(self, count):
        self._try(chairs.set_chairs, self.table, count, by=self.by)

    @rule(kind=KIND, count=st.integers(1, 3), days=st.integers(-1, 12))
    def chairs_are_kept(self, kind, count, days):
        kept_until = timezone.localdate() + timedelta(days=days)
        ChairGroup.objects.update_or_create(
            table=self.table, perspective=kind, organisation=None, defaults={"chairs": count, "kept_until": kept_until}
        )
        chairs.keep(self.table)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days):
        """The sweep runs every hour; between two sweeps at most nothing happens."""
        self.now.shift(timedelta(days=days))
        chairs.sweep()
        assert not Seat.objects.lapsed(timezone.localdate()).exists(), "every offer ends"
        before = self._everything()
        chairs.sweep()
        assert self._everything() == before, "twice does it once"

    @precondition(lambda self: Table.objects.get(pk=self.table.pk).kept)
    @rule(kind=KIND)
    def somebody_asks_just_after_midnight_before_the_sweep(self, kind):
        self.now.shift(timedelta(days=1))
        self._ask(kind, Involvement.MEMBER)
        chairs.sweep()

    # --- what must always be so -----------------------------------------------------------------------------------------

    @invariant()
    def what_the_table_counts_is_what_the_rows_say(self):
        for table in Table.objects.filter(pk__in=[self.table.pk, self.other.pk]):
            rows = Seat.objects.at(table)
            assert table.taken == rows.taking_a_chair().count() <= table.chairs
            assert table.waiting == rows.waiting().count()

    @invariant()
    def nobody_waits_for_whom_there_is_a_chair(self):
        table = Table.objects.get(pk=self.table.pk)
        empty = self._kept_and_empty()
        assert table.kept == min(table.free, sum(empty.values()))
        for one in self._who_waits():
            assert not table.free_for_all, "a chair for everybody stands empty while somebody waits"
            assert not (table.free and empty.get(one.perspective)), "a kept chair stands empty for who it is kept for"

    @invariant()
    def kept_chairs_are_left_for_who_they_are_kept_for(self):
        table = Table.objects.get(pk=self.table.pk)
        assert 0 <= table.kept <= table.free

    @invariant()
    def ranks_are_given_once_and_in_order(self):
        ranks = list(Seat.objects.at(self.table).exclude(rank=None).order_by("rank").values_list("rank", flat=True))
        assert len(ranks) == len(set(ranks))
        assert not ranks or ranks[-1] < Table.objects.get(pk=self.table.pk).next_rank
        waiting = list(Seat.objects.at(self.table).waiting())
        assert [one.place_on_list() for one in waiting] == list(range(1, len(waiting) + 1))

    @invariant()
    def every_offer_says_until_when(self):
        longest = timezone.localdate() + timedelta(days=settings.CHAIR_OFFER_DAYS)
        for seat in Seat.objects.filter(state=STATE.OFFERED):
            assert seat.offer_until <= longest

    # --- how the story is told ------------------------------------------------------------------------------------------

    def _one(self, turn, verb, *states, **more) -> None:
        """One of the chairs in these states, if there is one; who is offered a chair after it waited the longest for it."""
        found = list(Seat.objects.at(self.table).filter(state__in=states).select_related("cycle__table", "person"))
        if found:
            self._try(verb, found[turn % len(found)], **more)

    def _try(self, verb, *args, **more) -> None:
        """A refusal writes nothing; an offer goes to nobody who passed somebody that it could have gone to."""
        waited, before = self._who_waits(), self._everything()
        try:
            with transaction.atomic():
                verb(*args, **more)
        except ValidationError:
            assert self._everything() == before, "a refusal wrote something"
            return
        offered = [one for one in waited if Seat.objects.get(pk=one.pk).state == STATE.OFFERED]
        waits_on = [one for one in waited if Seat.objects.get(pk=one.pk).waits()]
        for one in offered:
            passed = [other for other in waits_on if other.rank < one.rank]
            assert not any(other.perspective == one.perspective for other in passed), "passed by an equal"
            assert not passed or one.perspective in self._kept_perspectives(), "passed for a chair that was for all"

    def _who_waits(self) -> list[Seat]:
        return list(Seat.objects.at(self.table).waiting())

    def _could_sit_where(self, waits: Seat, sits: Seat) -> bool:
        """Whether who still waits has as much right to the chair that was just taken."""
        waits = Seat.objects.get(pk=waits.pk)
        return waits.waits() and (
            waits.perspective == sits.perspective or sits.perspective not in self._kept_perspectives()
        )

    def _kept_perspectives(self) -> set[str]:
        kept = ChairGroup.objects.kept(timezone.localdate()).filter(table=self.table)
        return set(kept.values_list("perspective", flat=True))

    def _kept_and_empty(self) -> dict[str, int]:
        """By perspective how many kept chairs nobody sits on, counted from the rows without the rule."""
        sitting = list(Seat.objects.at(self.table).taking_a_chair().values_list("perspective", flat=True))
        groups = ChairGroup.objects.kept(timezone.localdate()).filter(table=self.table)
        return {group.perspective: max(0, group.chairs - sitting.count(group.perspective)) for group in groups}

    @staticmethod
    def _everything() -> list:
        return [
            list(Seat.objects.order_by("pk").values()),
            list(Table.objects.order_by("pk").values("taken", "kept", "waiting")),
        ]


def play(examples: int, **more) -> None:
    """Let `examples` stories happen. Raises AssertionError, or a group of them, for a promise that broke."""
    how_far = how(
        max_examples=examples, stateful_step_count=25, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), **more,
    )  # fmt: skip
    run_state_machine_as_test(ATable, settings=how_far)


def test_the_promises_about_chairs_hold_whatever_happens():
    play(25)


def test_the_machine_notices_a_rule_that_forgets_who_waits(monkeypatch):
    """With the rule taken away the same promises must break, or they would prove nothing."""
    monkeypatch.setattr(chairs, "_who_waits", lambda cycle: [])

    with pytest.raises(AssertionError):
        play(5, phases=[Phase.generate], report_multiple_bugs=False)
