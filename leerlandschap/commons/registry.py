"""One mechanism by which a page combines what the apps know without knowing the apps.

A registry is a list that an app adds to from a small file with the registry's name: `panels.py` in an app registers with
`panels`. A lower floor reads the list; it never learns who is on it.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

from django.utils.module_loading import autodiscover_modules

Entry = TypeVar("Entry")
_known: list["Registry"] = []


class Registry(Generic[Entry]):
    """The entries that the apps' files called `module_name` registered, in the order of INSTALLED_APPS."""

    def __init__(self, module_name: str) -> None:
        self.module_name = module_name
        self._entries: list[Entry] = []
        _known.append(self)

    def register(self, entry: Entry) -> Entry:
        """Add `entry`; gives it back, so that it serves as a decorator."""
        self._entries.append(entry)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)


# What waits for this person on the start page: functions (user) -> list[Panel].
panels: Registry = Registry("panels")
# What stands on the work page: `Tool` rows.
tools: Registry = Registry("tools")
# What stands on the map: functions (user) -> list[Parcel].
parcels: Registry = Registry("parcels")
# What joins parcels on the map: functions (user) -> list[Bridge].
bridges: Registry = Registry("bridges")
# Dated things to come: functions (user, since, limit) -> list[Moment], soonest first.
moments: Registry = Registry("moments")
# Those of them that concern somebody: functions (user, since, limit) -> list[Moment], soonest first.
own_moments: Registry = Registry("moments")
# Dated things of a stretch of days, for the calendar and the year wheel: functions (user, span: moments.Span) -> list[Dated].
dated: Registry = Registry("moments")
# What passes on when somebody leaves an organisation: functions (person, organisation, *, successor, by) -> None, called in
# the leaving's transaction. One may carry `foresee`, a function (person, organisation) -> list of Dutch sentences that say
# beforehand what will pass on.
handover: Registry = Registry("handover")
# What shows the name of an organisation: functions (organisation) -> None, called when it changed, in the same transaction.
renamed: Registry = Registry("renamed")
# What a letter of a given code says: `Kind` rows.
letters: Registry = Registry("letters")
# Of what reminders may be about, for who chooses how often to be mailed: `notices.Group` rows.
mail_groups: Registry = Registry("letters")
# The texts, rows and lists of the seed: functions (loader) -> None.
landscape: Registry = Registry("landscape")
# Invented history for newcomers: functions (cast, *, scale) -> None, which call flows with dates.
demo: Registry = Registry("demo")
# Second-factor codes of the demo accounts, for the mailbox of the embedded default: functions () -> list of codes.
codes: Registry = Registry("demo_codes")
# What a newsletter can tell: `news.Source` rows.
news: Registry = Registry("news")
# What can be found: `Findable` rows.
search: Registry = Registry("search")
# Where something came from: functions (thing, user) -> list[Edge], with nothing that its reader may not know.
thread: Registry = Registry("thread")
# What lies sealed, for a new key: `resealing.Sealed` rows.
seals: Registry = Registry("seals")
# What lapses with the clock: functions (now) -> int rows removed.
tidy: Registry = Registry("tidy")


def discover() -> None:
    """Import each app's registry files, once, when the apps are ready."""
    autodiscover_modules(*[registry.module_name for registry in _known])
