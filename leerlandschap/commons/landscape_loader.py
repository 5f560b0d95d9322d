"""Brings the landscape as it is shipped into the database, and never touches what an editor changed."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Model

from leerlandschap.commons import passages
from leerlandschap.commons.models import Passage

# The day of the shipped texts: what "bijgewerkt op" says as long as no editor changed them. Moves when a text below moves.
SHIPPED_AT = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Loader:
    """Makes what is missing, renews what is still as it was shipped, and counts both per Dutch noun."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.renewed: Counter[str] = Counter()

    def passage(self, key: str, group: str, position: int, title: str, body: str = "", link: str = "") -> Passage:
        """A text of the website. Its place in the list is given once: after that the order is the editor's."""
        content = {"title": title, "body": body.strip(), "link": link}
        if (found := Passage.objects.filter(key=key).first()) is None:
            return self._make(Passage, {"key": key, "group": group, "position": position, **content})
        if self._may_renew(found, content):
            passages.remember(found)
            self._renew(found, content)
        return found

    def texts(self, group: str, rows: list[tuple]) -> None:
        """The texts of one list, in order: (last part of the key, title, body) and, where there is one, a link."""
        for position, (name, *content) in enumerate(rows, start=1):
            self.passage(f"{group}-{name}", group, position, *content)

    def row(self, model: type[Model], lookup: dict, fields: dict | None = None) -> Model:
        """The row that answers to `lookup`, made with `fields` when it is missing.

        A row that says whether an editor changed it (`edited`) is renewed as long as none did; any other is left alone.
        """
        fields = fields or {}
        if (found := model.objects.filter(**lookup).first()) is None:
            return self._make(model, lookup | fields)
        if self._may_renew(found, fields):
            self._renew(found, fields)
        return found

    def _may_renew(self, found: Model, fields: dict) -> bool:
        ours = not getattr(found, "edited", True)
        return ours and any(getattr(found, name) != value for name, value in fields.items())

    def _make(self, model: type[Model], fields: dict) -> Model:
        if hasattr(model, "edited"):
            fields = {"edited_at": SHIPPED_AT, **fields}
        self.made[str(model._meta.verbose_name_plural)] += 1
        return model.objects.create(**fields)

    def _renew(self, found: Model, fields: dict) -> None:
        """Write only these fields, and only while no editor changed the row: the portal may be running meanwhile."""
        still_ours = type(found).objects.filter(pk=found.pk, edited=False)
        if still_ours.update(**fields, edited_at=SHIPPED_AT, version=F("version") + 1):
            found.refresh_from_db()
            self.renewed[str(found._meta.verbose_name_plural)] += 1
