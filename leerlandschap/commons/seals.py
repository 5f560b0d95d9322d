"""What lies sealed on the ground floor: letters, where a form led to, and the bytes of files."""

from django.db.models import QuerySet

from leerlandschap.commons import cipher, files, once
from leerlandschap.commons.models import File, Letter, OnceKey
from leerlandschap.commons.registry import seals
from leerlandschap.commons.resealing import Sealed, SealedColumn


class SealedFiles(Sealed):
    """Files that were brought in sealed: their bytes on the disk."""

    label = "commons.file: the bytes"

    def rows(self) -> QuerySet:
        return File.objects.filter(sealed=True)

    def is_old(self, row: File) -> bool:
        return not files.is_under(row, cipher.newest())

    def renew(self, row: File) -> None:
        files.reseal(row)


seals.register(SealedColumn(Letter, "sealed", lambda letter: letter.bound))
seals.register(SealedColumn(OnceKey, "location", lambda key: once.bound(key.digest)))
seals.register(SealedFiles())
