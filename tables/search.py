"""What of the tables can be found: tables by their aim, and the research questions."""

from django.urls import reverse

from leerlandschap.commons.registry import search
from leerlandschap.commons.search import Findable
from tables.models import ResearchQuestion, Table

search.register(
    Findable(
        kind="table",
        model=Table,
        title=lambda table: table.name,
        text=lambda table: f"{table.aim}\n{table.challenge}",
        visible=lambda user: Table.objects.visible_to(user).select_related("theme"),
        label=lambda table: f"{table.get_kind_display().capitalize()}, {table.get_state_display()}",
        summary=lambda table: table.aim,
        url=lambda table: table.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="question",
        model=ResearchQuestion,
        title=lambda question: question.text,
        text=lambda question: question.answer,
        visible=lambda user: ResearchQuestion.objects.legible_to(user).select_related("table"),
        label=lambda question: (
            f"Onderzoeksvraag van {question.table} in {question.year}, {question.get_state_display()}"
        ),
        summary=lambda question: question.answer,
        url=lambda question: reverse("question", args=[question.ref]),
    )
)
