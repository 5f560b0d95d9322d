"""The triggers that keep what minutes said: a version is made once and never rewritten. Laid by a migration.

What may still change on these rows is how open they are, and keys of rows that go. In production a version is not taken away
either.
"""

from leerlandschap.commons.kept_rows import KeptRows

_kept = KeptRows(
    "a version of minutes is never changed",
    {
        "tables_minutesversion": ("minutes_id", "number", "made_at", "why", "attendance"),
        "tables_minutesentry": ("version_id", "position", "heading", "text", "outcomes"),
    },
    stay=True,
)
lay, lift = _kept.lay, _kept.lift
