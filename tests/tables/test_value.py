"""The five steps of value: what each state of a landing says of its insight, as a truth table."""

from datetime import date
from itertools import product

import pytest

from tables.models import Landing
from tables.value import Value, knots, reached

State = Landing.State
HEARD, RECORDED, APPLIED, SEEN, REVISED = Value
THEN = date(2027, 1, 12)

TRUTH = [
    # state, whether a frame was revised, what the insight reached
    (State.PROPOSED, False, {HEARD}),
    (State.PROPOSED, True, {HEARD}),
    (State.AGREED, False, {HEARD, RECORDED}),
    (State.AGREED, True, {HEARD, RECORDED}),
    (State.DONE, False, {HEARD, RECORDED, APPLIED}),
    (State.DONE, True, {HEARD, RECORDED, APPLIED, REVISED}),
    (State.SEEN, False, {HEARD, RECORDED, APPLIED, SEEN}),
    (State.SEEN, True, {HEARD, RECORDED, APPLIED, SEEN, REVISED}),
    (State.NOT_LANDED, False, {HEARD}),
    (State.NOT_LANDED, True, {HEARD}),
]


def landed(state: str, revised: bool) -> Landing:
    return Landing(state=state, frame_revised_on=THEN if revised else None)


def test_the_truth_table_is_whole():
    assert {(state, revised) for state, revised, _found in TRUTH} == set(product(State, (False, True)))


@pytest.mark.parametrize(("state", "revised", "found"), TRUTH)
def test_a_landing_says_how_far_the_insight_came(state, revised, found):
    assert reached([landed(state, revised)]) == found


def test_an_insight_that_lands_nowhere_was_heard():
    assert reached([]) == {HEARD}


@pytest.mark.parametrize("one", TRUTH)
@pytest.mark.parametrize("other", TRUTH)
def test_of_two_landings_the_insight_reached_what_either_says(one, other):
    assert reached([landed(*one[:2]), landed(*other[:2])]) == one[2] | other[2]


def test_the_knots_stand_in_order_each_with_its_word():
    found = knots([landed(State.DONE, False)])

    assert [knot.label for knot in found] == ["gehoord", "vastgelegd", "toegepast", "effect gezien", "kader herzien"]
    assert [knot.reached for knot in found] == [True, True, True, False, False]
