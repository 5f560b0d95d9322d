"""The triggers that keep the steps of landings: what a landing went through is not rewritten, nor taken away."""

from leerlandschap.commons.kept_rows import KeptRows

_kept = KeptRows(
    "a step of a landing is never changed",
    {"tables_landingstep": ("landing_id", "from_state", "to_state", "at", "words")},
    stay=True,
)
lay, lift = _kept.lay, _kept.lift
