"""Figures of experiences in Dutch: as sentences for who asks what was done with them, and as rows to take away."""

from collections.abc import Iterable
from dataclasses import dataclass

from leerlandschap.commons.small_numbers import LEAST, Roughly
from signals.figures import Answer, Figures, Period
from signals.models import Experience
from tables import outcomes
from tables.models import Theme

NOT_SHOWN = "niet getoond"
UNSAID = "Wat ervan werd, vertellen we vanaf tien ervaringen: bij minder is altijd wel een deel te klein."
TOO_FEW = (
    "Hoeveel ervaringen dat waren, tonen we niet: het zijn er te weinig, of met dit aantal is een ander te klein aantal uit te "
    "rekenen."
)
CALLED = {
    outcomes.Kind.DECISION: "een besluit",
    outcomes.Kind.ACTION: "een actie",
    outcomes.Kind.INSIGHT: "een inzicht",
    outcomes.Kind.QUESTION: "een onderzoeksvraag",
    outcomes.Kind.AGREEMENT: "een werkafspraak",
    outcomes.Kind.EXAMPLE: "een goed voorbeeld",
}


@dataclass(frozen=True)
class Bar:
    """A row of a table of counts: whose, how many, how long its bar is of a hundred, and where more of it stands."""

    name: str
    count: int
    length: int
    query: str = ""


@dataclass(frozen=True)
class Bars:
    """A table of counts, with the names of those that are not shown."""

    rows: list[Bar]
    hidden: list[str]


def bars(counted: Iterable[tuple[str, int | None, str]], *, largest_first: bool = False) -> Bars:
    """A table of (name, count, query); what is hidden keeps its own order, so that its place says nothing of its size."""
    counted = list(counted)
    shown = [(name, count, query) for name, count, query in counted if count is not None]
    if largest_first:
        shown.sort(key=lambda row: -row[1])
    most = max((count for _, count, _ in shown), default=1)
    rows = [Bar(name, count, max(1, round(100 * count / most)), query) for name, count, query in shown]
    return Bars(rows, [name for name, count, _ in counted if count is None])


def amount(said: int | Roughly) -> str:
    """A part of a whole, in words that begin a sentence when they are capitalised."""
    words = {
        Roughly.UNSAID: NOT_SHOWN,
        Roughly.FEW: "hoogstens vier",
        Roughly.ALMOST_ALL: "alle of bijna alle",
    }
    return words[said] if isinstance(said, Roughly) else f"ongeveer {_number(said)}"


def share(said: int | Roughly, of: int | None) -> str:
    """A part as a share; for what is nearly nothing or all, the words that say so."""
    if isinstance(said, Roughly) or not of:
        return amount(said)
    return f"ongeveer {min(100, LEAST * round(100 * said / of / LEAST))}%"


def question(theme: Theme | None, period: Period) -> str:
    """What is asked, as the title of a page."""
    what = f" over {theme.name}" if theme else ""
    return f"Wat deden we met ervaringen{what}{f' in {period.label}' if period.span else ''}?"


def about(theme: Theme | None, period: Period) -> str:
    """Which experiences an answer is about."""
    when = f"in {period.label}" if period.span else period.label
    return f"{f'over {theme.name} ' if theme else ''}{when}"


def sentences(answer: Answer, theme: Theme | None, period: Period) -> list[str]:
    """What was done with them, for somebody who asks it at a council meeting."""
    if answer.came is None:
        return [TOO_FEW]
    found = [f"Er kwamen {_number(answer.came)} ervaringen binnen {about(theme, period)}."]
    if answer.came < 2 * LEAST:
        found.append(UNSAID)
    else:
        found.append(_of_part(answer.tabled, "gingen naar een leertafel of thematafel"))
        if answer.tabled is not Roughly.FEW:
            found.append(_yielded(answer))
        found.append(
            _of_part(answer.answered, "zijn beantwoord", ": de afzender las wat ermee is gedaan of wie het overneemt")
        )
    if answer.to_reaction is not None:
        found.append(f"De middelste eerste reactie kwam na {_days(answer.to_reaction)}.")
    if answer.to_answer is not None:
        found.append(f"De middelste terugkoppeling kwam na {_days(answer.to_answer)}.")
    return found


def sheet(figures: Figures, themes: list[Theme], theme: Theme | None, period: Period) -> tuple[list[str], list[list]]:
    """The counts as header and rows: those of one question, below it those of each theme and period, and of each kind."""
    rows = [_row("ervaringen", one, when, figures.came(one and one.pk, when)) for one, when in [(theme, period)]]
    rows += _details(figures.answer(theme and theme.pk, period), theme, period)
    if theme is None and period.span is None:
        rows += [_row(f"soort: {kind.label}", None, period, figures.of_kind(kind)) for kind in Experience.Kind]
    of = [theme] if theme else [None, *themes]
    spans = [one for one in [figures.whole, *figures.periods] if set(one.quarters) <= set(period.quarters)]
    rows += [
        _row("ervaringen", one, when, figures.came(one and one.pk, when))
        for when in spans
        for one in of
        if (one, when) != (theme, period)
    ]
    return ["Wat", "Thema", "Periode", "Aantal"], rows


def _details(answer: Answer, theme: Theme | None, period: Period) -> list[list]:
    rows = [("naar een tafel", amount(answer.tabled)), ("beantwoord", amount(answer.answered))]
    rows += [(f"leidde tot {CALLED[kind]}", amount(said)) for kind, said in answer.yields]
    rows += [
        ("werkdagen tot de eerste reactie (mediaan)", answer.to_reaction),
        ("werkdagen tot de terugkoppeling (mediaan)", answer.to_answer),
    ]
    return [_row(what, theme, period, said) for what, said in rows]


def _row(what: str, theme: Theme | None, period: Period, said) -> list:
    return [what, theme.name if theme else "alle thema’s", period.label, NOT_SHOWN if said is None else said]


def _yielded(answer: Answer) -> str:
    if not answer.yields:
        return "Van geen soort opbrengst aan tafel noemen we een aantal: het zijn er te weinig, of het verraadt een klein aantal."
    named = "; ".join(f"{CALLED[kind]} ({amount(said)})" for kind, said in answer.yields)
    return f"Aan tafel leidde dat tot: {named}. Van andere opbrengst noemen we geen aantal."


def _of_part(said: int | Roughly, did: str, that_is: str = "") -> str:
    """A sentence of how many did something, or that it is not told."""
    if said is Roughly.UNSAID:
        return f"Hoeveel er {did}, vertellen we niet: daarmee is een te klein aantal uit te rekenen."
    words = amount(said)
    return f"{words[0].upper()}{words[1:]} {did}{that_is}."


def _number(count: int) -> str:
    """As the tables write it: a point between thousands."""
    return f"{count:,}".replace(",", ".")


def _days(number: int) -> str:
    return "één werkdag" if number == 1 else f"{number} werkdagen"
