"""The definitions, for everybody: what is counted here and what a figure means."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from leerlandschap.commons import passages
from leerlandschap.commons.kept import kept_per_version
from monitoring.models import Group, Indicator

PAGE = "monitoring"


def _version(request, *args, **kwargs) -> str:
    return Indicator.objects.version_key(PAGE)


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its name, the address that chooses it, and whether it is chosen now."""

    label: str
    url: str
    chosen: bool


@login_not_required
@require_safe
@kept_per_version(_version)
def indicator_list(request) -> HttpResponse:
    """All definitions by group; `?soort=` and `?thema=` narrow them."""
    indicators = list(Indicator.objects.in_order())
    themes = sorted({(one.theme.name, one.theme.slug) for one in indicators if one.theme})
    chosen = {"soort": request.GET.get("soort", ""), "thema": request.GET.get("thema", "")}
    page = {
        "groups": _grouped([one for one in indicators if _answers(one, chosen)]),
        "kinds": _choices("soort", Group.choices, chosen) if indicators else [],
        "themes": _choices("thema", [(slug, name) for name, slug in themes], chosen) if themes else [],
        "any_indicators": bool(indicators),
        "texts": passages.texts(PAGE),
    }
    return render(request, "monitoring/indicators/list.html", page)


def _answers(indicator: Indicator, chosen: dict[str, str]) -> bool:
    theme = indicator.theme.slug if indicator.theme else ""
    return chosen["soort"] in {"", indicator.group} and chosen["thema"] in {"", theme}


def _grouped(indicators: list[Indicator]) -> list[tuple[Group, list[Indicator]]]:
    """The groups that have something to show, in their order."""
    found = [(group, [one for one in indicators if one.group == group]) for group in Group]
    return [(group, rows) for group, rows in found if rows]


def _choices(name: str, options, chosen: dict[str, str]) -> list[Choice]:
    """The values of one filter as addresses that leave the other filter as it is."""
    return [
        Choice(label, _address(chosen | {name: value}), value == chosen[name])
        for value, label in [("", "Alle"), *options]
    ]


def _address(chosen: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('indicator-list')}?{query}" if query else reverse("indicator-list")


@login_not_required
@require_safe
@kept_per_version(_version)
def indicator(request, code: str) -> HttpResponse:
    """One definition: what it is, how it is counted, and which question belongs to it."""
    found = get_object_or_404(Indicator.objects.in_order(), code=code)
    page = {"indicator": found, "texts": passages.texts(PAGE)}
    return render(request, "monitoring/indicators/detail.html", page)
