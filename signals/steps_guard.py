"""The trigger that keeps how an experience went: a step is not rewritten, and goes only with its experience."""

from leerlandschap.commons.kept_rows import KeptRows

_kept = KeptRows(
    "a step of an experience is never changed", {"signals_step": ("experience_id", "before", "after", "at")}
)
lay, lift = _kept.lay, _kept.lift
