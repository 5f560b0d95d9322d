"""What lies sealed of ervaringen: every column of every row that keeps texts so."""

from functools import partial

from django.apps import apps

from leerlandschap.commons.registry import seals
from leerlandschap.commons.resealing import SealedColumn
from signals.models.sealed import SealedTexts

PREFIX = "sealed_"


def _bound(row: SealedTexts, *, name: str) -> str:
    return row.bound(name)


for model in apps.get_app_config("signals").get_models():
    if issubclass(model, SealedTexts):
        for column in (one.name for one in model._meta.concrete_fields if one.name.startswith(PREFIX)):
            seals.register(SealedColumn(model, column, partial(_bound, name=column.removeprefix(PREFIX))))
