"""Text that is stored encrypted and opens only in the row it was written in."""

from leerlandschap.commons import cipher


class SealedTexts:
    """Part of a row with a `ref`: what is called `text` is kept in the column `sealed_text`."""

    def seal(self, **texts: str) -> None:
        """Keep texts under their names, unreadable in the database. An empty one stays empty."""
        for name, text in texts.items():
            setattr(self, f"sealed_{name}", cipher.seal(text, bound_to=self.bound(name)) if text else "")

    def unseal(self, name: str) -> str:
        """The text called `name`. Raises cipher.Unreadable when it was moved here from another row."""
        sealed = getattr(self, f"sealed_{name}")
        return cipher.unseal(sealed, bound_to=self.bound(name)) if sealed else ""

    def bound(self, name: str) -> str:
        """What the text called `name` is bound to: this row, and this column of it."""
        return f"{self._meta.label_lower}:{self.ref}:{name}"
