"""What somebody asks of the inbox: filters and words that live in the address, and can be kept as a view."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from leerlandschap.network.models import Organisation, Person, User
from signals import finding
from signals.models import Discuss, Experience
from signals.workflow import AT_A_TABLE, State
from tables.models import Theme

# What may be asked, in the order in which a page says it.
NAMES = ("zoek", "soort", "thema", "staat", "wie", "gemeente", "laat", "tafel")
LONGEST = 100
MINE, NOBODY, YES, MAY = "ik", "niemand", "ja", "mag"


@dataclass(frozen=True)
class Asked:
    """What is asked, by name; a value that does not exist says nothing."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, address: Mapping[str, str]) -> "Asked":
        """What an address asks, as far as anything can be asked."""
        return cls({name: " ".join(address.get(name, "").replace("\0", "").split())[:LONGEST] for name in NAMES})

    @classmethod
    def kept(cls, address: str) -> "Asked":
        """What a kept view asks."""
        return cls.of(QueryDict(address))

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def address(self) -> str:
        """The same as the end of an address, without what is not asked."""
        return urlencode({name: self.values[name] for name in NAMES if self.values[name]})

    def among(self, seen: QuerySet[Experience], user: User) -> QuerySet[Experience]:
        """Those of what `user` may see that are asked for."""
        found = self._of_kind(seen)
        if self["thema"] and (theme := Theme.objects.filter(slug=self["thema"]).first()):
            found = found.filter(theme=theme)
        if self["gemeente"] and (town := _town(self["gemeente"])):
            found = found.filter(municipalities=town)
        if self["tafel"] == MAY:
            found = found.open().filter(discuss=Discuss.TABLE).exclude(state__in=AT_A_TABLE)
        if self["laat"] == YES:
            found = found.late(timezone.localdate())
        return finding.narrowed(self._handled(found, user), self["zoek"])

    def _of_kind(self, seen: QuerySet[Experience]) -> QuerySet[Experience]:
        for name, field, values in (("soort", "kind", Experience.Kind.values), ("staat", "state", State.values)):
            if self[name] in values:
                seen = seen.filter(**{field: self[name]})
        return seen

    def _handled(self, seen: QuerySet[Experience], user: User) -> QuerySet[Experience]:
        who = self["wie"]
        if who == MINE:
            return seen.filter(handler=user)
        if who == NOBODY:
            return seen.filter(handler=None)
        somebody = (ref := _ref(who)) and User.objects.filter(person__ref=ref).first()
        return seen.filter(handler=somebody) if somebody else seen


def in_words(asked: Asked) -> list[str]:
    """What is asked, as a page says it."""
    kinds, states = dict(Experience.Kind.choices), dict(State.choices)
    said = {
        "zoek": f"“{asked['zoek']}”",
        "soort": kinds.get(asked["soort"], ""),
        "thema": getattr(Theme.objects.filter(slug=asked["thema"]).first(), "name", "") if asked["thema"] else "",
        "staat": states.get(asked["staat"], ""),
        "wie": _who(asked["wie"]) if asked["wie"] else "",
        "gemeente": asked["gemeente"],
        "laat": "te laat",
        "tafel": "mag naar een tafel",
    }
    return [said[name] for name in NAMES if asked[name] and said[name]]


def _who(value: str) -> str:
    known = {MINE: "van mij", NOBODY: "nog niemand"}
    ref = _ref(value)
    return known.get(value) or (ref and str(Person.objects.filter(ref=ref).first() or "")) or ""


def _town(name: str) -> Organisation | None:
    return Organisation.objects.municipalities().filter(name=name).first()


def _ref(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
