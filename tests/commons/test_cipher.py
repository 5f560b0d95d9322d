"""Sealed text: unreadable where it lies, readable only where it belongs."""

import pytest

from leerlandschap.commons import cipher


def test_what_was_sealed_opens_where_it_belongs():
    assert cipher.unseal(cipher.seal("geheim é", bound_to="a:1"), bound_to="a:1") == "geheim é"


def test_the_same_text_is_never_sealed_the_same_way():
    assert cipher.seal("geheim", bound_to="a:1") != cipher.seal("geheim", bound_to="a:1")


def test_sealed_text_moved_to_another_row_stays_shut():
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(cipher.seal("geheim", bound_to="a:1"), bound_to="a:2")


@pytest.mark.parametrize("sealed", ["", "x", "1:deadbeef:AAAA", "1:2:3:4"])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(sealed, bound_to="a:1")


def test_a_changed_byte_is_noticed():
    sealed = cipher.seal("geheim", bound_to="a:1")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(cipher.Unreadable):
        cipher.unseal(changed, bound_to="a:1")


def test_a_new_key_seals_and_the_old_one_still_opens(settings):
    settings.FIELD_KEYS = ["old" * 12]
    sealed = cipher.seal("geheim", bound_to="a:1")

    settings.FIELD_KEYS = ["new" * 12, "old" * 12]
    assert cipher.unseal(sealed, bound_to="a:1") == "geheim"
    settings.FIELD_KEYS = ["new" * 12]
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(sealed, bound_to="a:1")
