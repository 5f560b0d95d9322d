"""What becomes of an agenda item when its meeting closes."""


def goes_on(*, discussed: bool, recurs: bool, open_action: bool) -> bool:
    """Whether an item stands on the next agenda as well: when nobody came to it, when it always does, or when somebody
    still does what was promised there. Otherwise it is done.
    """
    return not discussed or recurs or open_action
