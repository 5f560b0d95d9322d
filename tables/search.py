"""What of the tables can be found: tables by their aim, research questions, and what the tables brought forth."""

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.registry import search
from leerlandschap.commons.search import Findable
from leerlandschap.commons.templatetags.ui import day
from tables.models import (
    AgendaItem,
    Decision,
    Gathering,
    GoodExample,
    Insight,
    MinutesEntry,
    ResearchQuestion,
    Table,
    WorkingAgreement,
)

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
search.register(
    Findable(
        kind="decision",
        model=Decision,
        title=lambda decision: decision.text,
        text=lambda decision: "",
        visible=lambda user: Decision.objects.visible_to(user).select_related("table"),
        label=lambda decision: f"Besluit {decision.number} van {decision.table}, {day(decision.made_at)}",
        summary=lambda decision: "",
        url=lambda decision: decision.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="insight",
        model=Insight,
        title=lambda insight: insight.text,
        text=lambda insight: insight.explanation,
        visible=lambda user: Insight.objects.visible_to(user).select_related("table"),
        label=lambda insight: (
            f"Inzicht van {insight.table}{', vervangen door een nieuwer inzicht' if insight.superseded_by_id else ''}"
        ),
        summary=lambda insight: insight.explanation,
        url=lambda insight: insight.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="working_agreement",
        model=WorkingAgreement,
        title=lambda agreement: agreement.text,
        text=lambda agreement: "",
        visible=lambda user: WorkingAgreement.objects.visible_to(user).select_related("table"),
        label=lambda agreement: f"Werkafspraak van {agreement.table}, {agreement.state_on(timezone.localdate())}",
        summary=lambda agreement: "",
        url=lambda agreement: agreement.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="example",
        model=GoodExample,
        title=lambda example: example.title,
        text=lambda example: example.text,
        visible=lambda user: GoodExample.objects.visible_to(user).select_related("table"),
        label=lambda example: f"Goed voorbeeld{f', verteld bij {example.table}' if example.table else ''}",
        summary=lambda example: example.text,
        url=lambda example: example.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="agenda_item",
        model=AgendaItem,
        title=lambda item: item.title,
        text=lambda item: item.text,
        visible=lambda user: AgendaItem.objects.visible_to(user).worth_finding().select_related("table", "meeting"),
        label=lambda item: (
            f"Agendapunt van {item.table}{f', {day(item.meeting.starts_at)}' if item.meeting else ', in de voorraad'}"
        ),
        summary=lambda item: item.text,
        url=lambda item: item.get_absolute_url(),
    )
)
search.register(
    Findable(
        kind="minutes",
        model=MinutesEntry,
        title=lambda entry: entry.heading,
        text=lambda entry: entry.text,
        visible=lambda user: (
            MinutesEntry.objects.legible_to(user)
            .exclude(text="", item__kind=AgendaItem.Kind.BUSINESS)
            .select_related("table", "version__minutes__meeting")
        ),
        label=lambda entry: f"Verslag van {entry.table}, {day(entry.version.minutes.meeting.starts_at)}",
        summary=lambda entry: entry.text,
        url=lambda entry: f"{entry.version.minutes.get_absolute_url()}#punt-{entry.position}",
    )
)
search.register(
    Findable(
        kind="gathering",
        model=Gathering,
        title=lambda gathering: gathering.title,
        text=lambda gathering: gathering.text,
        visible=lambda user: Gathering.objects.visible_to(user),
        label=lambda gathering: f"Leervorm: {gathering.get_kind_display()}",
        summary=lambda gathering: gathering.text,
        url=lambda gathering: gathering.get_absolute_url(),
    )
)
