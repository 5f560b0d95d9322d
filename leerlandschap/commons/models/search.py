"""What can be found, and the words by which it is found."""

from django.db import models


class SearchEntry(models.Model):
    """One thing that can be found: which it is, and the stems of its title and its text; never the words themselves.

    Written by flows in the transaction of the deed (`commons/search.py`). The databases keep an index of their own over the
    stems (`commons/search_store.py`), which follows every change of these rows.
    """

    kind = models.SlugField("soort", max_length=40)
    object_id = models.BigIntegerField("nummer")
    title_stems = models.TextField("stammen van de titel", blank=True)
    text_stems = models.TextField("stammen van de tekst", blank=True)

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchWord(models.Model):
    """A stem that occurs in the index, and in how many entries at the last count (`search.rebuild`, every night)."""

    stem = models.CharField("stam", max_length=60, unique=True)
    entries = models.PositiveIntegerField("aantal vindplaatsen")

    class Meta:
        verbose_name = "woord in de index"
        verbose_name_plural = "woorden in de index"

    def __str__(self) -> str:
        return self.stem
