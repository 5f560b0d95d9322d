"""What the pages of the calendar show: the list of what comes, a month, and the year as a wheel with its list."""

import calendar
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from leerlandschap.commons import moments
from leerlandschap.commons.drawing import wheel
from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.moments import LANES, Dated, Span
from leerlandschap.commons.templatetags.ui import MONTHS
from tables.models import Table, Theme
from tables.models.tables import SLUG
from tables.moments import counted_meetings_of, meetings_of

PAGE = 25
# So far ahead the list looks; the wheel and the months show any of the years around now.
AHEAD = timedelta(days=550)
YEARS_AROUND = 3
LANE_ORDER = list(LANES)


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; what makes no sense asks for nothing."""

    year: int
    month: int
    page: int
    table: str
    theme: str
    today: date

    @classmethod
    def of(cls, given, today: date) -> "Chosen":
        """The filters, year, month and page of an address."""
        year, month = _year_and_month(given.get("maand", ""), today)
        return cls(
            year=_year(given.get("jaar", ""), today) or year,
            month=month,
            page=_number(given.get("pagina", ""), 1, 9_999) or 1,
            table=_slug(given.get("tafel", "")),
            theme=_slug(given.get("thema", "")),
            today=today,
        )

    def key(self) -> tuple:
        """What tells one page from another, for what is kept."""
        return (self.year, self.month, self.page, self.table, self.theme)

    def span(self, first: date, last: date) -> Span:
        """These days, narrowed as chosen."""
        return Span(first, last, self.table, self.theme)

    def narrowed(self) -> str:
        """The filters as the end of an address."""
        parts = {"tafel": self.table, "thema": self.theme}
        return "".join(f"&{name}={slug}" for name, slug in parts.items() if slug)


def agenda(user, chosen: Chosen) -> dict:
    """What comes from today on, by month, twenty-five at a time."""
    span = chosen.span(chosen.today, chosen.today + AHEAD)
    few = moments.during(user, span, but=meetings_of)
    days = counted_meetings_of(user, span) + Counter(one.first for one in few)
    last = max(1, -(-days.total() // PAGE))
    page = min(chosen.page, last)
    return {
        "months": _by_month(_page_of(user, span, few, days, page), since=chosen.today),
        "count": days.total(),
        "previous": _page(chosen, page - 1) if page > 1 else "",
        "next": _page(chosen, page + 1) if page < last else "",
        "last": _page(chosen, last) if page < last else "",
        **_filters(user, chosen),
    }


def _page_of(user, span: Span, few: list[Dated], days: Counter[date], page: int) -> list[Dated]:
    """What stands on a page: of the meetings, of which there may be many, only those of its days are fetched."""
    if not days:
        return []
    first, last, passed = _days_of_page(days, page)
    meetings = meetings_of(user, replace(span, first=max(first, span.first), last=last))
    others = (one for one in few if first <= one.first <= last)
    return moments.in_order([*meetings, *others])[passed : passed + PAGE]


def _days_of_page(days: Counter[date], page: int) -> tuple[date, date, int]:
    """The first and the last day of which something stands on a page, and how much of that first day stood before it."""
    order, begins = sorted(days), (page - 1) * PAGE
    until = list(accumulate(days[day] for day in order))
    first, last = bisect_right(until, begins), bisect_left(until, min(begins + PAGE, until[-1]))
    return order[first], order[last], begins - (until[first] - days[order[first]])


def month(user, chosen: Chosen) -> dict:
    """The weeks of a month with what is on each day, and why a day is closed."""
    weeks = calendar.Calendar().monthdatescalendar(chosen.year, chosen.month)
    first, last = weeks[0][0], weeks[-1][-1]
    found = moments.during(user, chosen.span(first, last))
    closed = _closed_days(first, last)
    before, after = date(chosen.year, chosen.month, 1) - timedelta(days=1), date(chosen.year, chosen.month, 28)
    after += timedelta(days=4)
    return {
        "name": f"{MONTHS[chosen.month - 1]} {chosen.year}",
        "field": "maand",
        "value": f"{chosen.year}-{chosen.month:02d}",
        "weeks": [[_cell(day, found, closed, chosen) for day in week] for week in weeks],
        "periods": [one for one in found if one.first != one.last and _touches(one, chosen)],
        "count": sum(_touches(one, chosen) for one in found),
        "before": _month_link(before, chosen),
        "after": _month_link(after, chosen),
        **_filters(user, chosen),
    }


def year(user, chosen: Chosen) -> dict:
    """The year as a ring, as a ladder for a telephone, and as an equal list."""
    found = moments.during(user, chosen.span(date(chosen.year, 1, 1), date(chosen.year, 12, 31)))
    ring, ladder = wheel.draw(
        wheel.Year(
            chosen.year, [_mark(one) for one in found], [letter for _name, letter in LANES.values()],
            _holidays(chosen.year), chosen.today, _coming(found, chosen.today),
        )
    )  # fmt: skip
    return {
        "name": str(chosen.year),
        "field": "jaar",
        "value": str(chosen.year),
        "ring": ring,
        "ladder": ladder,
        "lanes": [(at, name, letter) for at, (name, letter) in enumerate(LANES.values(), start=1)],
        "months": _every_month(found, chosen),
        "count": len(found),
        "before": _year_link(chosen, -1),
        "after": _year_link(chosen, +1),
        **_filters(user, chosen),
    }


def _by_month(found: list[Dated], *, since: date) -> list[tuple[str, list[Dated]]]:
    """What is found under the month in which it begins; what began earlier stands under the first."""
    months: dict[str, list[Dated]] = {}
    for one in found:
        on = max(one.first, since)
        months.setdefault(f"{MONTHS[on.month - 1]} {on.year}", []).append(one)
    return list(months.items())


def _every_month(found: list[Dated], chosen: Chosen) -> list[tuple[int, str, list[Dated], bool]]:
    """Each month with what has a day in it, and whether it stands open: the present one, or January of another year."""
    present = chosen.today.month if chosen.today.year == chosen.year else 1
    rows = []
    for number, name in enumerate(MONTHS, start=1):
        first, last = (
            date(chosen.year, number, 1),
            date(chosen.year, number, calendar.monthrange(chosen.year, number)[1]),
        )
        inside = [one for one in found if one.first <= last and one.last >= first]
        rows.append((number, name, inside, number == present))
    return rows


def _mark(one: Dated) -> wheel.Mark:
    title = f"{one.title} ({one.when}{', ' + one.clock if one.clock else ''})"
    return wheel.Mark(LANE_ORDER.index(one.lane), one.first, one.last, title)


def _coming(found: list[Dated], today: date) -> str:
    """The next thing that begins, for the middle of the wheel."""
    coming = next((one for one in found if one.first >= today), None)
    return f"{coming.first.day} {MONTHS[coming.first.month - 1]}: {coming.title}" if coming else ""


def _holidays(number: int) -> list[tuple[date, date, str]]:
    found = ClosedPeriod.objects.ours().of_kinds(ClosedPeriod.Kind.SCHOOL_HOLIDAY)
    found = found.overlapping(date(number, 1, 1), date(number, 12, 31))
    return list(found.values_list("first_day", "last_day", "name"))


def _closed_days(first: date, last: date) -> dict[date, str]:
    """Why a day is closed, for each that is."""
    days: dict[date, str] = {}
    for period in ClosedPeriod.objects.ours().overlapping(first, last):
        for number in range((period.last_day - period.first_day).days + 1):
            days.setdefault(period.first_day + timedelta(days=number), period.name)
    return days


def _cell(day: date, found: list[Dated], closed: dict[date, str], chosen: Chosen) -> dict:
    return {
        "day": day,
        "inside": day.month == chosen.month,
        "today": day == chosen.today,
        "closed": closed.get(day, ""),
        "found": [one for one in found if one.first == one.last == day],
    }


def _touches(one: Dated, chosen: Chosen) -> bool:
    first = date(chosen.year, chosen.month, 1)
    last = date(chosen.year, chosen.month, calendar.monthrange(chosen.year, chosen.month)[1])
    return one.first <= last and one.last >= first


def _filters(user, chosen: Chosen) -> dict:
    """What can be chosen: the tables and themes that `user` sees."""
    tables = Table.objects.visible_to(user).exclude(state=Table.State.ENDED).order_by("name")
    themes = Theme.objects.filter(tables__in=tables.order_by()).distinct()
    return {
        "chosen": chosen,
        "narrowed": chosen.narrowed(),
        "tables": list(tables.values_list("slug", "name")),
        "themes": list(themes.values_list("slug", "name")),
        "is_narrowed": bool(chosen.table or chosen.theme),
    }


def _page(chosen: Chosen, page: int) -> str:
    return f"?pagina={page}{chosen.narrowed()}"


def _month_link(day: date, chosen: Chosen) -> tuple[str, str] | None:
    if not _is_near(day.year, chosen.today):
        return None
    return f"?maand={day.year}-{day.month:02d}{chosen.narrowed()}", f"{MONTHS[day.month - 1]} {day.year}"


def _year_link(chosen: Chosen, step: int) -> tuple[str, str] | None:
    number = chosen.year + step
    return (f"?jaar={number}{chosen.narrowed()}", str(number)) if _is_near(number, chosen.today) else None


def _is_near(number: int, today: date) -> bool:
    return abs(number - today.year) <= YEARS_AROUND


def _number(text: str, low: int, high: int) -> int:
    """A number between two others, or nought."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return 0
    return int(text) if low <= int(text) <= high else 0


def _year(text: str, today: date) -> int:
    return _number(text, today.year - YEARS_AROUND, today.year + YEARS_AROUND)


def _year_and_month(text: str, today: date) -> tuple[int, int]:
    """The month of "2027-01"; the present one when it is none, or too far away."""
    year_text, _dash, month_text = text.partition("-")
    found = _year(year_text, today), _number(month_text, 1, 12)
    return found if all(found) else (today.year, today.month)


def _slug(text: str) -> str:
    """The slug of an address; one that no table or theme can have finds nothing, like any unknown one."""
    return text if SLUG.fullmatch(text) else "-" if text else ""
