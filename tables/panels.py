"""What waits at the tables for somebody."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.panels import Line, Panel
from leerlandschap.commons.registry import panels
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.roles import Permission, may
from tables.models import Seat, Table

# A year's planning, made in autumn, looks as far as the next summer.
CALENDAR_AHEAD = timedelta(days=274)


@panels.register
def own_chairs(user) -> list[Panel]:
    """The chairs this person has, asked for, or waits for."""
    seats = Seat.objects.current().filter(person__user=user).select_related("cycle__table")
    lines = [Line(str(seat.table), seat.get_absolute_url(), seat.get_state_display()) for seat in seats]
    return [
        Panel(
            "Mijn stoelen",
            lines,
            empty="Je zit nog aan geen tafel.",
            more_url=reverse("table-list"),
            more_text="Bekijk bij welke tafel je kunt aanschuiven",
            personal=True,
        )
    ]


@panels.register
def requests_to_decide(user) -> list[Panel]:
    """Tables where somebody waits for an answer, for who may give it."""
    asked = Count("cycles__seats", filter=Q(cycles__ended_on=None, cycles__seats__state=Seat.State.REQUESTED))
    tables = Table.objects.led_by(user) if not may(user, Permission.SEAT_DECIDE) else Table.objects.all()
    waiting = tables.annotate(asked=asked).filter(asked__gt=0).order_by("name")[:10]
    lines = [
        Line(table.name, reverse("seat-list", args=[table.slug]), f"{table.asked} te beantwoorden") for table in waiting
    ]
    return [Panel("Wil aanschuiven", lines)]


@panels.register
def calendar_to_fill(user) -> list[Panel]:
    """That the closed days are known for less than nine months ahead, for who keeps them."""
    if not may(user, Permission.CALENDAR_EDIT):
        return []
    until = ClosedPeriod.objects.filled_until()
    if until is not None and until >= timezone.localdate() + CALENDAR_AHEAD:
        return []
    text = f"De kalender loopt tot en met {day(until)}" if until else "De kalender is nog niet gevuld"
    return [Panel("Vrije dagen en vakanties", [Line(text, reverse("closed-list"), "aanvullen")])]
