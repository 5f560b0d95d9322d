"""What experiences add up to, for everybody: the figures, the answer to a question about them, and the same to take away."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlandschap.commons import spreadsheets
from leerlandschap.network.models import Organisation
from signals import figure_words, figures
from signals.figure_words import bars
from signals.figures import Figures, Period
from signals.models import Experience
from tables.models import Theme

FILES = [("xlsx", "Excel"), ("ods", "OpenDocument"), ("csv", "CSV")]
# So many quarters stand on the page; older ones are found by asking for them.
QUARTERS_SHOWN = 8


@login_not_required
@require_safe
def experience_figures(request) -> HttpResponse:
    """The counts by theme, quarter, kind and municipality, what became of them and how fast, each with its definition."""
    themes, towns, found = _now()
    whole = found.whole
    answer = found.answer(None, whole)
    context = {
        "figures": found,
        "answer": answer,
        "answered": figure_words.share(answer.answered, answer.came),
        "themes": bars([_of_theme(found, one) for one in themes], largest_first=True),
        "quarters": bars(_of_quarter(found, one) for one in _quarters(found)[:QUARTERS_SHOWN]),
        "kinds": bars((kind.label, found.of_kind(kind), "") for kind in Experience.Kind),
        "towns": bars(((one.name, found.by_town[one.pk], "") for one in towns), largest_first=True),
        "files": FILES,
    }
    return render(request, "signals/figures/list.html", context)


@login_not_required
@require_safe
def experience_question(request) -> HttpResponse:
    """What was done with experiences about a theme or in a period: counts and sentences, to read, print or take away."""
    themes, _, found = _now()
    theme, period = _asked(request, themes, found)
    answer = found.answer(theme and theme.pk, period)
    chosen = {"thema": theme.slug if theme else "", "periode": period.word}
    context = {
        "figures": found,
        "title": figure_words.question(theme, period),
        "answer": answer,
        "sentences": figure_words.sentences(answer, theme, period),
        "by_quarter": _by_quarter(found, theme, period),
        "themes": themes,
        "chosen": chosen,
        "periods": [(one.word, one.short) for one in found.periods],
        "files": FILES,
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "signals/figures/question.html", context)


@login_not_required
@require_safe
def experience_figures_file(request, kind: str) -> HttpResponse:
    """The counts that the page of this question shows, and those of its parts, as a spreadsheet."""
    if kind not in dict(FILES):
        raise Http404
    themes, _, found = _now()
    theme, period = _asked(request, themes, found)
    header, rows = figure_words.sheet(found, themes, theme, period)
    name = f"ervaringen-tot-en-met-{found.last_day}.{kind}"
    return spreadsheets.download(spreadsheets.write(kind, "Ervaringen", header, rows), name)


def _now() -> tuple[list[Theme], list[Organisation], Figures]:
    themes, towns = list(Theme.objects.all()), list(Organisation.objects.active().municipalities().order_by("name"))
    return themes, towns, figures.today(themes, towns)


def _asked(request: HttpRequest, themes: list[Theme], found: Figures) -> tuple[Theme | None, Period]:
    """The theme and the period in the address; a value that does not exist says nothing."""
    theme = next((one for one in themes if one.slug == request.GET.get("thema")), None)
    return theme, found.period(request.GET.get("periode", ""))


def _quarters(found: Figures) -> list[Period]:
    return [one for one in found.periods if one.is_quarter]


def _of_theme(found: Figures, theme: Theme) -> tuple[str, int | None, str]:
    return theme.name, found.came(theme.pk, found.whole), urlencode({"thema": theme.slug})


def _of_quarter(found: Figures, period: Period) -> tuple[str, int | None, str]:
    return period.short, found.came(None, period), urlencode({"periode": period.word})


def _by_quarter(found: Figures, theme: Theme | None, period: Period):
    """The quarters of the period, when it has more than one."""
    parts = [one for one in _quarters(found) if set(one.quarters) < set(period.quarters)]
    return bars((one.short, found.came(theme and theme.pk, one), "") for one in parts)
