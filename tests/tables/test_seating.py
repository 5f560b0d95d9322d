"""The rule of the chairs, by itself: who of those who wait is offered one."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.seating import Asker, Seating, is_for


@dataclass(frozen=True)
class Group:
    perspective: str
    chairs: int = 1
    organisation_id: int | None = None


G, V, A = (Asker(kind, None) for kind in ("municipality", "referrer", "provider"))
URK = Asker("municipality", 7)
FOR_V, FOR_G = Group("referrer"), Group("municipality")
FOR_URK = Group("municipality", organisation_id=7)


def test_without_kept_chairs_who_waits_longest_gets_what_is_free():
    assert Seating(5, [], 3).offers([A, G, V]) == [A, G]


def test_a_kept_chair_passes_over_who_it_is_not_for():
    seating = Seating(2, [FOR_V], 1, [A])

    assert seating.kept == 1
    assert not seating.has_room_for(G)
    assert seating.offers([G, V]) == [V]


def test_a_kept_chair_that_is_filled_keeps_nothing_more():
    seating = Seating(3, [FOR_V], 1, [V])

    assert seating.kept == 0
    assert seating.offers([G, G, G]) == [G, G]


def test_who_a_chair_is_kept_for_takes_that_one_and_not_one_for_everybody():
    seating = Seating(2, [FOR_V], 0)

    assert seating.offers([V]) == [V]
    assert (seating.free, seating.kept) == (1, 0)


def test_a_chair_for_one_municipality_is_not_for_another():
    assert is_for(FOR_URK, URK)
    assert not is_for(FOR_URK, Asker("municipality", 8))
    assert not Seating(1, [FOR_URK], 0).has_room_for(G)


@pytest.mark.parametrize("groups", [[FOR_URK, FOR_G], [FOR_G, FOR_URK]])
def test_a_chair_for_one_organisation_is_filled_before_one_for_its_perspective(groups):
    seating = Seating(2, groups, 1, [URK])

    assert seating.has_room_for(G)
    assert not seating.has_room_for(A)


def test_more_kept_than_free_is_for_the_first_of_those_it_is_kept_for():
    seating = Seating(2, [FOR_V, FOR_G], 1, [A])

    assert seating.kept == 1
    assert seating.offers([A, G, V]) == [G]


def test_a_table_with_more_people_than_chairs_has_no_room():
    seating = Seating(1, [FOR_V], 2, [A, A])

    assert (seating.kept, seating.has_room_for(V), seating.offers([V])) == (0, False, [])


WHO = st.builds(Asker, st.sampled_from(["municipality", "referrer", "provider", ""]), st.sampled_from([None, 7, 8]))
GROUPS = st.lists(
    st.builds(
        Group, st.sampled_from(["municipality", "referrer", "provider"]), st.integers(1, 3), st.sampled_from([None, 7])
    ),
    max_size=3,
    unique_by=lambda group: (group.perspective, group.organisation_id),
)


@given(chairs=st.integers(1, 8), groups=GROUPS, sitting=st.lists(WHO, max_size=8), waiting=st.lists(WHO, max_size=8))
def test_whoever_sits_and_waits_the_rule_holds(chairs, groups, sitting, waiting):
    sitting = sitting[:chairs]
    seating = Seating(chairs, groups, len(sitting), sitting)
    offered = seating.offers(waiting)

    assert 0 <= seating.kept <= seating.free == chairs - len(sitting) - len(offered)
    left = list(waiting)
    for one in offered:
        left.remove(one)
    # Nobody is left waiting for whom there is room.
    assert not any(seating.has_room_for(one) for one in left)
    # Asking once more gives nobody anything: the rule has nothing left to decide.
    assert seating.offers(left) == []
