"""Every address × the cast: who gets in, who is led to the sign-in page, who is told no, and for whom it is not there.

A new address without a row here fails the suite. A row says, for GET and for POST, what each member of the cast gets. What
is refused writes nothing, and looking never does. Below the table: De Populier's canaries, which nobody else may hear.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from leerlandschap.commons import mail, spreadsheets
from leerlandschap.commons.models import Letter
from leerlandschap.commons.registry import letters as kinds_of_letter
from leerlandschap.network.flows import invitations, memberships, requests
from tables.flows import seats, signups
from tests import factories
from tests.answers import inline_in, missing_in, shape_of
from tests.documents import a_docx
from tests.workbooks import workbook
from tests.world import CANARIES, CANARY, EVERYBODY, TEXTS, Answer, a_picture, request, undone

pytestmark = pytest.mark.django_db

# --- the language of the table ------------------------------------------------------------------------------------------

SIGN_IN = "sign in"  # led to the page to sign in
OK, KEPT, MOVED, REFUSED, ABSENT, NOT_SO, CONFLICT = 200, 204, 302, 403, 404, 405, 409
Answers = dict[str, object]


def public(answer=OK) -> Answers:
    """Everybody gets the same."""
    return dict.fromkeys(EVERYBODY, answer)


def inside(answer=OK, *, visitor=SIGN_IN) -> Answers:
    """Whoever is signed in."""
    return public(answer) | {"visitor": visitor}


def only(who: str, answer=OK, *, otherwise=REFUSED, visitor=SIGN_IN) -> Answers:
    """Those named; other insiders are refused."""
    return inside(otherwise, visitor=visitor) | dict.fromkeys(who.split(), answer)


def own(who: str, answer=OK) -> Answers:
    """Those named; for others it does not exist."""
    return only(who, answer, otherwise=ABSENT)


def also(who: str, answer) -> Answers:
    """The same for those named."""
    return dict.fromkeys(who.split(), answer)


ONLY_LOOKING = inside(NOT_SO)  # a page behind sign-in that takes no POST
ONLY_LOOKING_PUBLIC = public(NOT_SO)
ONLY_PRESSING = inside(NOT_SO)  # a button: it has no page


@dataclass(frozen=True)
class Row:
    """An address (its name in the resolver; behind a colon in which situation) and what it gives."""

    name: str
    get: Answers
    post: Answers = None
    args: Callable = lambda world: []
    data: Callable = lambda world: {}
    # Whoever holds the link reads what it is about.
    by_link: bool = False
    # What the address asks besides.
    query: Callable = lambda world: ""
    # Of whom it is kept that they looked: the one thing that looking may write.
    notes: frozenset[str] | set[str] = frozenset()

    @property
    def url_name(self) -> str:
        return self.name.partition(": ")[0]

    def path(self, world) -> str:
        return reverse(self.url_name, args=self.args(world)) + self.query(world)


MEMBER = {"involvement": "member", "brings": "Ervaring", "hopes": "Leren"}
WISH = MEMBER | {"name": "Iemand", "email": "iemand@werk.example", "organisation_name": "Werk"}
CLOSED_DAYS = {
    "name": "Kantoor dicht", "kind": "closed", "first_day": "2031-01-02", "last_day": "2031-01-03", "source": "Besluit",
}  # fmt: skip
CONSULTATION = {
    "name": "Kenniskring", "organiser": "Hogeschool", "aim": "Leren.", "purpose": "learn", "regular": "ja",
    "openness": "public", "movements": ["connects"],
}  # fmt: skip
MILESTONE = {
    "name": "Gegevens binnen", "lane": "data", "first_day": "2031-04-02", "last_day": "2031-04-02", "source": "Afspraak",
    "openness": "public",
}  # fmt: skip
LEADS = "voorzitter clm regio"
TURNS = LEADS + " partner"
# Who reads minutes before they are adopted: who leads the table, and who sits there.
READS_BEFORE = TURNS + " gemeente"
WHY = {"reason": "Zo is het afgesproken."}
OFFICE = "clm regio"
# Who sets up the table that is being set up: the office, and who was asked to see to a step.
ARRANGES = "beheerder_aanbieder clm regio"
NEW_TABLE = {"name": "Vroeg en samen", "kind": "leertafel", "occasion": "Het is nodig."}
CHAIRS = {"perspective": "referrer", "chairs": "2", "for_whom": "either"}
QUOTE = {"text": "Zo thuis mogelijk.", "document": "Bijlage 12", "document_version": "2026"}
STEP_WORDS = {"occasion": "Nu", "aim": "Leren", "intentions": "Samen"}
ASKED = {"text": "Wat werkt er laat?", "openness": "table"}
KNOWN = {"text": "Een vaste dag voor zwemles helpt.", "openness": "table"}
KNOWN_BETTER = {"text": "Vroeg bellen scheelt twee weken.", "openness": "network", "check_on": "2031-01-02"}
WEBSITE = "regio redactie"
KEEPS_METHODS = "clm regio redactie"
METHOD = {
    "name": "Wereldcafé", "purpose": "Samen praten.", "group_min": "4", "group_max": "40", "minutes": "60", "steps": "Praat",
}  # fmt: skip
# Who may know how it stands with the experiences of others.
MAY_KNOW = "behandelaar clm regio"
ANSWERS = "behandelaar regio"
GATHERING = {"kind": "training", "title": "Luisteren", "openness": "network"}
AGENDA_ITEM = {"title": "Wat werkt?", "kind": "story", "minutes": "20", "openness": "table"}


OLD_REPORT = {
    "day": "2024-03-12", "begins": "13:00", "ends": "15:00", "state": "concept", "openness": "table",
    "heading-1": "Opening", "text-1": "Welkom.",
}  # fmt: skip


def next_month() -> dict:
    day = timezone.localdate() + timedelta(days=30)
    return {"day": day.isoformat(), "begins": "13:00", "ends": "15:00", "place": "Stadhuis"}


RELEASED = {"title": "Over bellen", "sentence": "Een tafel zocht uit wanneer bellen helpt.", "agreed": "on"}


def a_paper() -> dict:
    return {"file": SimpleUploadedFile("stuk.pdf", b"%PDF-1.7\n%%EOF"), "title": "Een stuk", "openness": "table"}


def a_report() -> SimpleUploadedFile:
    return SimpleUploadedFile("verslag.docx", a_docx())


def slug(world) -> list:
    return [world.table.slug]


def one(thing: str) -> Callable:
    return lambda world: [getattr(world, thing).ref]


def by_sender_link(*things: str) -> Callable:
    return lambda world: [world.sender_link, *[getattr(world, thing).ref for thing in things]]


def closed(world) -> list:
    return [world.closed.slug]


def preparing(world) -> list:
    return [world.preparing.slug]


def preparing_at(word: str) -> Callable:
    return lambda world: [world.preparing.slug, word]


def of_preparing(thing: str) -> Callable:
    return lambda world: [world.preparing.slug, getattr(world, thing).ref]


TABLE = [
    # The public pages.
    Row("home", public(), ONLY_LOOKING_PUBLIC),
    Row("landscape", public(), ONLY_LOOKING_PUBLIC),
    Row("about", public(), ONLY_LOOKING_PUBLIC),
    Row("contact", public(), ONLY_LOOKING_PUBLIC),
    Row("accessibility", public(), ONLY_LOOKING_PUBLIC),
    Row("privacy", public(), ONLY_LOOKING_PUBLIC),
    Row("experience-routes", public(), ONLY_LOOKING_PUBLIC),
    # What experiences add up to: counts for everybody.
    Row("experience-figures", public(), ONLY_LOOKING_PUBLIC),
    Row("experience-question", public(), ONLY_LOOKING_PUBLIC),
    Row("experience-figures-file", public(), ONLY_LOOKING_PUBLIC, args=lambda w: ["xlsx"]),
    # Sending an experience: by anybody; read by who sent it and by who handles it.
    Row("experience-new", public(), public()),
    Row("experience-draft", public(NOT_SO), public() | also("visitor", KEPT)),
    Row("experience-draft-drop", ONLY_PRESSING, inside(MOVED)),
    # What lies on a table already, in other words, and counting along.
    Row("known-list", public(), public()),
    Row("known-bundle", public(), ONLY_LOOKING_PUBLIC, one("bundle")),
    Row("known-echo", public(NOT_SO), public(MOVED), one("bundle")),
    Row("handling-bundle-show", only("behandelaar"), only("behandelaar"), one("bundle")),
    Row("experience-received", public(MOVED), public(NOT_SO)),
    Row("experience-by-code", public(), public()),
    Row("experience-code-close", public(NOT_SO), public(MOVED)),
    Row("sender-link", public(), public()),
    Row("sender-link-asked", public(), ONLY_LOOKING_PUBLIC),
    Row("sender-home", public(), ONLY_LOOKING_PUBLIC, by_sender_link(), by_link=True),
    Row("sender-new", public(), public(), by_sender_link(), by_link=True),
    Row("sender-experience", public(), public(), by_sender_link("linked_experience"), by_link=True),
    # What came with it: the same, by the same doors.
    Row("code-attachment", public(ABSENT), public(NOT_SO), one("attachment")),
    Row("sender-attachment", public(), public(NOT_SO), by_sender_link("linked_attachment"), by_link=True),
    Row("my-attachment", own("aanbieder"), ONLY_LOOKING, one("attachment")),
    Row("handling-attachment", only("behandelaar"), ONLY_LOOKING, one("attachment"), notes={"behandelaar"}),
    Row("my-compliments", inside(), ONLY_LOOKING),
    Row("my-experiences", inside(), ONLY_LOOKING),
    Row("my-experience", own("aanbieder"), own("aanbieder"), one("experience")),
    Row("handling-list", only(MAY_KNOW), ONLY_LOOKING),
    Row(
        "handling-experience: to be discussed with CLM", only(MAY_KNOW), ONLY_LOOKING, one("experience"),
        notes={"behandelaar"},
    ),
    Row(
        "handling-experience: to be discussed with nobody", only("behandelaar") | also("clm regio", ABSENT), ONLY_LOOKING,
        one("hushed_experience"), notes={"behandelaar"},
    ),
    Row(
        "handling-deed", only("behandelaar"), only("behandelaar"),
        lambda world: [world.experience.ref, "terugkoppeling"],
    ),
    # Answers that are given more often: kept by who handles experiences and by the regional office.
    Row("standard-answers", only(ANSWERS), ONLY_LOOKING),
    Row("standard-answer-new", only(ANSWERS), only(ANSWERS)),
    Row("standard-answer", only(ANSWERS), only(ANSWERS), one("standard_answer")),
    Row("standard-answer-remove", ONLY_PRESSING, only(ANSWERS, MOVED), one("standard_answer")),
    # Views of the inbox: each their own.
    Row("handling-views", only(MAY_KNOW), only(MAY_KNOW)),
    Row(
        "handling-view-deed", ONLY_PRESSING, only("behandelaar", MOVED) | also("clm regio", ABSENT),
        lambda world: [world.view.ref, "begin-niet"],
    ),
    Row("retention-list", only("behandelaar regio"), ONLY_LOOKING),
    Row("retention-destroy", only("behandelaar regio"), only("behandelaar regio")),
    Row("retention-keep", only("behandelaar regio"), only("behandelaar regio")),
    Row("retention-term", only("regio"), only("regio"), lambda world: ["signal"]),
    Row("handling-assign", only("behandelaar"), only("behandelaar")),
    Row("handling-bundle-new", only("behandelaar"), only("behandelaar")),
    Row("handling-bundle-add", only("behandelaar"), only("behandelaar")),
    Row(
        "handling-bundle-out", only("behandelaar"), only("behandelaar"),
        lambda world: [world.bundle.ref, world.bundle.experiences.get().ref],
    ),
    Row("handling-bundle", only("behandelaar"), ONLY_LOOKING, one("bundle")),
    Row("handling-bundle-deed", only("behandelaar"), only("behandelaar"), lambda world: [world.bundle.ref, "vertel"]),
    Row("indicator-list", public(), ONLY_LOOKING_PUBLIC),
    Row("indicator", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.indicator.code]),
    Row("health", public(), ONLY_LOOKING_PUBLIC),
    Row("security-txt", public(), ONLY_LOOKING_PUBLIC),
    Row("mailbox", public(), ONLY_LOOKING_PUBLIC, by_link=True),  # embedded default and tests only
    Row("mail", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.mail], by_link=True),
    # Tables.
    Row("table-list", public(), ONLY_LOOKING_PUBLIC),
    Row("leertafel", public(), ONLY_LOOKING_PUBLIC, args=slug),
    Row("leertafel: besloten", own("aanbieder clm regio") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=closed),
    Row("thematafel", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.themed.slug]),
    Row("table-edit", only(LEADS), only(LEADS), args=slug),
    Row(
        "table-edit: besloten", own(OFFICE) | also("aanbieder", REFUSED), own(OFFICE) | also("aanbieder", REFUSED),
        args=closed,
    ),
    # Setting up a table.
    Row("table-new", only(OFFICE), only(OFFICE, MOVED), data=lambda w: NEW_TABLE | {"theme": w.table.theme.pk}),
    Row("setup", only(ARRANGES), ONLY_LOOKING, args=preparing),
    Row("setup: tafel die loopt", only(LEADS + " partner"), ONLY_LOOKING, args=slug),
    Row("setup-step", only(ARRANGES), only(ARRANGES, MOVED), args=preparing_at("schikken"), data=lambda w: STEP_WORDS),
    Row("setup-step: dekken", only(ARRANGES), only(ARRANGES, MOVED), args=preparing_at("dekken"), data=lambda w: STEP_WORDS),
    Row("setup-step: manieren", only(ARRANGES), only(ARRANGES, MOVED), args=preparing_at("manieren"), data=lambda w: STEP_WORDS),
    Row("setup-owner", ONLY_PRESSING, only(ARRANGES, MOVED), args=preparing_at("dekken")),
    Row("setup-done", ONLY_PRESSING, only(ARRANGES, CONFLICT), args=preparing_at("dekken")),
    Row("setup-reopen", ONLY_PRESSING, only(ARRANGES, MOVED), args=preparing_at("dekken")),
    Row("seating-plan", only(ARRANGES), only(ARRANGES, MOVED), args=preparing, data=lambda w: CHAIRS),
    Row("seating-plan-propose", ONLY_PRESSING, only(ARRANGES, MOVED), args=preparing),
    Row("chair-group", only(ARRANGES), only(ARRANGES, MOVED), args=of_preparing("group"), data=lambda w: CHAIRS),
    Row("chair-group-remove", ONLY_PRESSING, only(ARRANGES, MOVED), args=of_preparing("group")),
    Row(
        "table-invitations", only(ARRANGES), only(ARRANGES, MOVED), args=preparing,
        data=lambda w: {"name": "Noor", "email": "noor@riet.example", "involvement": "member"},
    ),
    Row(
        "invitation-letter", only(ARRANGES), only(ARRANGES, MOVED),
        args=preparing, data=lambda w: {"on_behalf_of": "De directeur", "invitation": "Kom erbij."},
    ),
    Row("invitation-preview", only(ARRANGES), ONLY_LOOKING, args=of_preparing("draft")),
    Row(
        "invitation-edit", only(ARRANGES), only(ARRANGES, MOVED), args=of_preparing("draft"),
        data=lambda w: {"name": "Noor", "email": "noor@riet.example", "involvement": "member"},
    ),
    Row("invitation-send-all", only(ARRANGES), only(ARRANGES, MOVED), args=preparing, data=lambda w: {"seen": "1"}),
    Row("invitation-send", ONLY_PRESSING, only(ARRANGES, MOVED), args=of_preparing("draft")),
    Row("invitation-withdraw", ONLY_PRESSING, only(ARRANGES, MOVED), args=of_preparing("draft")),
    Row("invitation-remind", ONLY_PRESSING, only(ARRANGES, MOVED), args=of_preparing("invited")),
    Row(
        "table-invitation", own("aanbieder"), own("aanbieder", MOVED),
        args=lambda w: [w.invited.ref], data=lambda w: {"answer": "accept"},
    ),
    Row(
        "table-invitation-by-link", public(), public(MOVED), by_link=True,
        args=lambda w: [w.table_link], data=lambda w: {"answer": "accept", "once": "a"},
    ),
    Row("table-invitation-by-link: verzonnen link", public(410), public(410), args=lambda w: ["x" * 43]),
    Row("quotes", only(ARRANGES), only(ARRANGES, MOVED), args=preparing, data=lambda w: QUOTE),
    Row("quote", only(ARRANGES), only(ARRANGES, MOVED), args=of_preparing("quote"), data=lambda w: QUOTE),
    Row("quote-remove", ONLY_PRESSING, only(ARRANGES, MOVED), args=of_preparing("quote")),
    Row(
        "quote-move", ONLY_PRESSING, only(ARRANGES, MOVED),
        args=of_preparing("quote"), data=lambda w: {"direction": "omhoog"},
    ),
    Row("table-openness", only(OFFICE), only(OFFICE, MOVED), args=preparing, data=lambda w: {"openness": "network"}),
    # The five agreements, and research questions.
    Row("opening-agreements", inside(), ONLY_LOOKING, args=preparing),
    Row(
        "opening-agreement", only(OFFICE), only(OFFICE, MOVED), args=preparing_at("koffie"),
        data=lambda w: {"text": "Om de beurt", "agreed_on": "2026-01-05", "openness": "table"},
    ),
    Row(
        "opening-agreement-openness", own(OFFICE), own(OFFICE, MOVED),
        args=preparing_at("koffie"), data=lambda w: {"openness": "closed"},
    ),
    Row("table-questions", inside(), ONLY_LOOKING, args=preparing),
    Row("question-new", inside(), inside(MOVED), args=preparing, data=lambda w: ASKED | {"year": w.open_question.year}),
    Row("question-list", inside(), ONLY_LOOKING),
    Row("question", inside(), ONLY_LOOKING, args=lambda w: [w.open_question.ref]),
    Row("question: ingediend", own(ARRANGES + " aanbieder"), ONLY_LOOKING, args=lambda w: [w.handed_in.ref]),
    Row("question: binnen de tafel", own(ARRANGES), ONLY_LOOKING, args=lambda w: [w.inner_question.ref]),
    Row(
        "question-edit", own(ARRANGES) | also("aanbieder", REFUSED), own(ARRANGES, MOVED) | also("aanbieder", REFUSED),
        args=lambda w: [w.handed_in.ref], data=lambda w: ASKED | {"year": w.handed_in.year},
    ),
    Row(
        "question-take-up", ONLY_PRESSING, own(ARRANGES, MOVED) | also("aanbieder", REFUSED),
        args=lambda w: [w.handed_in.ref],
    ),
    Row(
        "question-decline", ONLY_PRESSING, own(ARRANGES, MOVED) | also("aanbieder", REFUSED),
        args=lambda w: [w.handed_in.ref], data=lambda w: {"reason": "Dit weten we al."},
    ),
    Row(
        "question-answer", only(ARRANGES), only(ARRANGES, MOVED),
        args=lambda w: [w.open_question.ref], data=lambda w: {"answer": "Bellen.", "final": "on"},
    ),
    Row(
        "question-openness", only(OFFICE), only(OFFICE, MOVED),
        args=lambda w: [w.open_question.ref], data=lambda w: {"openness": "network"},
    ),
    Row(
        "seat-intention", own("aanbieder"), own("aanbieder", MOVED),
        args=lambda w: [w.asked.ref], data=lambda w: {"intention": "Luisteren."},
    ),
    # Links between tables.
    Row(
        "link-list", only(LEADS), only(LEADS, MOVED),
        args=slug, data=lambda w: {"kind": "feeds", "to_table": w.themed.pk},
    ),
    Row("link-accept", ONLY_PRESSING, only(LEADS, MOVED), args=lambda w: [w.table.slug, w.link.ref]),
    Row("link-remove", ONLY_PRESSING, only(LEADS, MOVED), args=lambda w: [w.table.slug, w.link.ref]),
    # Taking a chair.
    Row(
        "signup", public(), public(MOVED) | also("gemeente aanbieder verwijzer", OK),
        args=slug, data=lambda w: WISH,
    ),
    Row(
        "signup: besloten", own("aanbieder clm regio") | also("visitor", ABSENT),
        own("clm regio", MOVED) | also("visitor", ABSENT) | also("aanbieder", OK),
        args=closed, data=lambda w: WISH,
    ),
    Row(
        "signup-colleague", inside(), inside(), args=slug,
        data=lambda w: {"name": "Noor", "email": "noor@elders.example", "involvement": "member"},
    ),
    Row("signup-colleague: besloten", own("aanbieder clm regio"), own("aanbieder clm regio"), args=closed),
    Row("signup-asked", public(), ONLY_LOOKING_PUBLIC, args=slug),
    Row("signup-asked: besloten", own("aanbieder clm regio") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=closed),
    Row(
        "signup-confirm", public(), public(MOVED),
        args=lambda w: [w.signup_link], data=lambda w: {"once": "a"}, by_link=True,
    ),
    Row("signup-confirm: verzonnen link", public(410), public(410), args=lambda w: ["x" * 43]),
    Row(
        "seat-by-link", public(), public(MOVED),
        args=lambda w: [w.loose_link], data=lambda w: {"once": "a", "deed": "terug"}, by_link=True,
    ),
    Row("seat-by-link: verzonnen link", public(410), public(410), args=lambda w: ["x" * 43]),
    # Chairs.
    Row(
        "seat", own("aanbieder"), own("aanbieder", MOVED),
        args=lambda w: [w.asked.ref], data=lambda w: {"deed": "terug"},
    ),
    Row(
        "seat-manage", own(LEADS) | also("aanbieder partner", REFUSED),
        own(LEADS, MOVED) | also("aanbieder partner", REFUSED),
        args=lambda w: [w.asked.ref], data=lambda w: {"deed": "vorm", "involvement": "reader"},
    ),
    Row(
        "seat-manage: naar een andere tafel", own(LEADS) | also("aanbieder partner", REFUSED),
        own(OFFICE, CONFLICT) | also("aanbieder partner voorzitter", REFUSED),
        args=lambda w: [w.asked.ref], data=lambda w: {"deed": "verplaatsen"},
    ),
    Row(
        "seat-accept", ONLY_PRESSING, own(LEADS, MOVED) | also("aanbieder partner", REFUSED),
        args=lambda w: [w.asked.ref],
    ),
    Row(
        "seat-decline", ONLY_PRESSING, own(LEADS, MOVED) | also("aanbieder partner", REFUSED),
        args=lambda w: [w.asked.ref], data=lambda w: {"reason": "De tafel is vol."},
    ),
    Row(
        "seat-decline: van wie naast je zit", ONLY_PRESSING, own(LEADS, CONFLICT) | also("partner gemeente", REFUSED),
        args=lambda w: [w.loose.ref], data=lambda w: {"reason": "Nee."},
    ),
    Row("seat-list", only(LEADS + " partner"), ONLY_LOOKING, args=slug),
    Row("seat-list: besloten", own(OFFICE) | also("aanbieder", REFUSED), ONLY_LOOKING, args=closed),
    Row("seat-export", ONLY_PRESSING, only(LEADS), args=lambda w: [w.table.slug, "csv"]),
    Row("seat-export: ods", ONLY_PRESSING, only(LEADS), args=lambda w: [w.table.slug, "ods"]),
    Row("signup-list", only(OFFICE), ONLY_LOOKING),
    Row("seat-export: xlsx", ONLY_PRESSING, only(LEADS), args=lambda w: [w.table.slug, "xlsx"]),
    Row(
        "seat-export: besloten", ONLY_PRESSING, own(OFFICE) | also("aanbieder", REFUSED),
        args=lambda w: [w.closed.slug, "csv"],
    ),
    # Dates.
    Row("planning", only(LEADS), only(LEADS), args=slug),
    Row("planning: besloten", own(OFFICE) | also("aanbieder", REFUSED), own(OFFICE) | also("aanbieder", REFUSED), args=closed),
    Row("meeting-add", only(LEADS), only(LEADS, MOVED), args=slug, data=lambda w: next_month()),
    Row(
        "meeting-add: besloten", own(OFFICE) | also("aanbieder", REFUSED),
        own(OFFICE, MOVED) | also("aanbieder", REFUSED), args=closed, data=lambda w: next_month(),
    ),
    Row("meeting-cancel", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.meeting.ref]),
    Row(
        "meeting-cancel: besloten", own(OFFICE) | also("aanbieder", REFUSED),
        own(OFFICE, MOVED) | also("aanbieder", REFUSED), args=lambda w: [w.closed_meeting.ref],
    ),
    Row("meeting-held", ONLY_PRESSING, only(LEADS, MOVED), args=lambda w: [w.past_meeting.ref]),
    Row(
        "calibration", own(LEADS) | also("partner gemeente", REFUSED), own(LEADS, MOVED) | also("partner gemeente", REFUSED),
        args=lambda w: [w.table.slug, w.to_calibrate.ref],
        data=lambda w: {"question": "stands", "company": "complete", "intention": "insight"},
    ),
    Row(
        "calibration: gedaan", own(LEADS + " partner gemeente"), own(LEADS) | also("partner gemeente", REFUSED),
        args=lambda w: [w.table.slug, w.calibrated.ref],
        data=lambda w: {"question": "stands", "company": "complete", "intention": "insight"},
    ),
    Row(
        "meeting", public(), only("gemeente", MOVED, visitor=REFUSED),
        args=lambda w: [w.meeting.ref], data=lambda w: {"state": "coming"},
    ),
    Row(
        "meeting: besloten", own("aanbieder clm regio") | also("visitor", ABSENT),
        own("clm regio", REFUSED) | also("visitor", ABSENT) | also("aanbieder", MOVED),
        args=lambda w: [w.closed_meeting.ref], data=lambda w: {"state": "excused"},
    ),
    Row(
        "meeting-by-link", public(), public(MOVED), by_link=True,
        args=lambda w: [w.meeting.ref, w.answer_link], data=lambda w: {"state": "coming"},
    ),
    Row("meeting-by-link: verzonnen link", public(410), public(410), args=lambda w: [w.meeting.ref, "x" * 43]),
    Row(
        "meeting-by-link: van een andere tafel", public(ABSENT), public(ABSENT),
        args=lambda w: [w.closed_meeting.ref, w.answer_link],
    ),
    Row("meeting-move", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.meeting.ref], data=lambda w: next_month()),
    Row(
        "meeting-move: besloten", own(OFFICE) | also("aanbieder", REFUSED), own(OFFICE, MOVED) | also("aanbieder", REFUSED),
        args=lambda w: [w.closed_meeting.ref], data=lambda w: next_month(),
    ),
    # Agendas.
    Row("meeting-agenda", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.meeting.ref]),
    Row(
        "meeting-agenda: besloten", own("aanbieder clm regio") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.closed_meeting.ref],
    ),
    Row("item-paper-add", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.item.ref], data=lambda w: a_paper()),
    Row(
        "item-paper-add: eigen voorstel", own(TURNS + " gemeente"), own(TURNS + " gemeente", MOVED),
        args=lambda w: [w.proposal.ref], data=lambda w: a_paper(),
    ),
    Row("meeting-paper-add", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.meeting.ref], data=lambda w: a_paper()),
    Row("paper", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.paper.ref]),
    Row(
        "paper: binnen de tafel", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.inner_paper.ref],
    ),
    Row("paper-remove", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.paper.ref]),
    # Gatherings.
    Row("gathering-list", public(), ONLY_LOOKING_PUBLIC),
    Row("gathering", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.gathering.ref]),
    Row("gathering: voor het netwerk", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.inner_gathering.ref]),
    Row(
        "gathering: concept", own(LEADS) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.draft_gathering.ref],
    ),
    Row("gathering-add", only(LEADS), only(LEADS, MOVED), data=lambda w: GATHERING | next_month()),
    Row(
        "gathering-edit", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.gathering.ref],
        data=lambda w: GATHERING | {"openness": "public"},
    ),
    Row("gathering-open", ONLY_PRESSING, own(LEADS, MOVED), args=lambda w: [w.draft_gathering.ref]),
    Row(
        "gathering-date-add", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.gathering.ref],
        data=lambda w: next_month(),
    ),
    Row(
        "gathering-date", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.gathering_date.ref],
        data=lambda w: next_month(),
    ),
    Row("gathering-date: concept", own(LEADS), own(LEADS, MOVED), args=lambda w: [w.draft_date.ref], data=lambda w: next_month()),
    Row("gathering-date-cancel", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.gathering_date.ref]),
    Row("meeting: van een leervorm", public(MOVED), public(MOVED), args=lambda w: [w.gathering_date.ref]),
    Row(
        "meeting: van een concept", own(LEADS, MOVED) | also("visitor", ABSENT),
        own(LEADS, MOVED) | also("visitor", ABSENT), args=lambda w: [w.draft_date.ref],
    ),
    Row("meeting-move: van een leervorm", own(""), own(""), args=lambda w: [w.gathering_date.ref]),
    Row(
        "meeting-agenda: van een leervorm", own("") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.gathering_date.ref],
    ),
    Row("session: van een leervorm", public(MOVED), ONLY_LOOKING_PUBLIC, args=lambda w: [w.gathering_date.ref]),
    Row("session-join: van een leervorm", ONLY_PRESSING, inside(MOVED), args=lambda w: [w.gathering_date.ref]),
    Row("session-join: van een concept", ONLY_PRESSING, own(""), args=lambda w: [w.draft_date.ref]),
    Row(
        "session-signup: van een leervorm", inside(MOVED, visitor=OK), public(MOVED), args=lambda w: [w.gathering_date.ref],
        data=lambda w: WISH,
    ),
    Row("session-asked: van een leervorm", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.gathering_date.ref]),
    Row("method-list", inside(), ONLY_LOOKING),
    Row("method", inside(), ONLY_LOOKING, args=lambda w: [w.method.ref]),
    Row("method-add", only(KEEPS_METHODS), only(KEEPS_METHODS, MOVED), data=lambda w: METHOD),
    Row("method-edit", only(KEEPS_METHODS), only(KEEPS_METHODS, MOVED), args=lambda w: [w.method.ref], data=lambda w: METHOD),
    Row(
        "method-retire", ONLY_PRESSING, only(KEEPS_METHODS, MOVED),
        args=lambda w: [w.method.ref], data=lambda w: {"retired": "ja"},
    ),
    Row("agenda-item-add", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.meeting.ref], data=lambda w: AGENDA_ITEM),
    Row(
        "agenda-item-add: besloten", own(OFFICE) | also("aanbieder", REFUSED), own(OFFICE) | also("aanbieder", REFUSED),
        args=lambda w: [w.closed_meeting.ref],
    ),
    Row("agenda-begin", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.draft_meeting.ref]),
    Row("agenda-share", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.meeting.ref]),
    Row("refreshments", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.meeting.ref], data=lambda w: {"who": "Wij"}),
    Row("agenda-item", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.item.ref]),
    Row(
        "agenda-item: binnen de tafel", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.inner_item.ref],
    ),
    Row(
        "agenda-item: besloten", own(OFFICE) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.closed_item.ref],
    ),
    Row(
        "agenda-item: voorgesteld", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.proposal.ref],
    ),
    Row(
        "agenda-item: op de voorraad", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.kept_item.ref],
    ),
    Row("agenda-item-edit", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.item.ref], data=lambda w: AGENDA_ITEM),
    Row(
        "agenda-item-move", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.item.ref],
        data=lambda w: {"direction": "omlaag"},
    ),
    Row("agenda-item-take-off", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.item.ref]),
    Row("agenda-item-keep", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.item.ref]),
    Row(
        "agenda-item-take-up", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED),
        args=lambda w: [w.kept_item.ref], data=lambda w: {"meeting": w.meeting.pk},
    ),
    Row(
        "agenda-item-decline", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED),
        args=lambda w: [w.proposal.ref], data=lambda w: WHY,
    ),
    Row(
        "agenda-item-withdraw", ONLY_PRESSING, own("gemeente", MOVED) | also(TURNS, CONFLICT),
        args=lambda w: [w.proposal.ref],
    ),
    Row(
        "agenda-item-openness", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.item.ref],
        data=lambda w: {"openness": "table"},
    ),
    Row("backlog", only(TURNS + " gemeente"), ONLY_LOOKING, args=slug),
    Row("backlog: besloten", own("aanbieder clm regio"), ONLY_LOOKING, args=closed),
    Row(
        "agenda-propose", only(TURNS + " gemeente"), only(TURNS + " gemeente", MOVED), args=slug,
        data=lambda w: {"title": "Wat als het lukt?", "kind": "movement", "minutes": "20", "openness": "table"},
    ),
    Row(
        "standing-agenda", only(TURNS), only(TURNS, MOVED), args=slug,
        data=lambda w: {
            "regel-TOTAL_FORMS": "1", "regel-INITIAL_FORMS": "0", "regel-0-position": "1", "regel-0-title": "Opening",
            "regel-0-minutes": "5", "regel-0-kind": "business",
        },
    ),
    # Running a meeting.
    Row("cockpit", only(TURNS), ONLY_LOOKING, args=lambda w: [w.running.ref]),
    Row(
        "cockpit: punt", only(TURNS), ONLY_LOOKING,
        args=lambda w: [w.running.ref], query=lambda w: f"?punt={w.minuted_item.ref}",
    ),
    Row("cockpit: nog niet begonnen", only(TURNS), ONLY_LOOKING, args=lambda w: [w.meeting.ref]),
    Row("cockpit: gesloten", only(TURNS, MOVED), ONLY_LOOKING, args=lambda w: [w.adopted.meeting.ref]),
    Row("cockpit: besloten", own(OFFICE) | also("aanbieder", REFUSED), ONLY_LOOKING, args=lambda w: [w.closed_meeting.ref]),
    Row("meeting-begin", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.past_meeting.ref]),
    Row("presence-note", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.running.ref]),
    Row(
        "item-minutes", public(NOT_SO), only(TURNS, MOVED), args=lambda w: [w.minuted_item.ref],
        data=lambda w: {"notes": "Goed gesprek.", "seen": "0", "text": "b We bellen."},
    ),
    Row("item-draft", ONLY_PRESSING, only(TURNS, KEPT), args=lambda w: [w.minuted_item.ref], data=lambda w: {"notes": "Half"}),
    Row("item-set-aside", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.minuted_item.ref]),
    Row(
        "outcome-take-back", ONLY_PRESSING, only(TURNS, MOVED),
        args=lambda w: [w.minuted_item.ref, "decision", w.decision.ref],
    ),
    Row("meeting-close", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.running.ref]),
    # Minutes.
    Row("minutes", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.adopted.ref]),
    Row("minutes: reactietermijn", own(READS_BEFORE) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.sent.ref]),
    Row("minutes: concept", own(TURNS) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.concept.ref]),
    Row("minutes-version", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.adopted.ref, 1]),
    Row("minutes-version: concept", own(TURNS) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.concept.ref, 1]),
    Row("minutes-file", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.adopted.ref, "odt"]),
    Row("minutes-file: word", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.adopted.ref, "docx"]),
    Row(
        "minutes-file: concept", own(TURNS) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.concept.ref, "pdf"],
    ),
    Row(
        "minutes-send", own(TURNS) | also("gemeente", ABSENT), own(TURNS, MOVED) | also("gemeente", ABSENT),
        args=lambda w: [w.concept.ref],
        data=lambda w: {"until": (timezone.localdate() + timedelta(days=9)).isoformat()},
    ),
    Row(
        "remark-add", ONLY_PRESSING, own(READS_BEFORE, MOVED), args=lambda w: [w.sent.ref],
        data=lambda w: {"text": "Er staat een fout in.", "place": "1"},
    ),
    Row(
        "remark-answer", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED), args=lambda w: [w.remark.ref],
        data=lambda w: {"answer": "Aangepast."},
    ),
    Row(
        "minutes-correct", own(TURNS) | also("gemeente", REFUSED), own(TURNS) | also("gemeente", REFUSED),
        args=lambda w: [w.sent.ref],
    ),
    Row("minutes-adopt", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED), args=lambda w: [w.sent.ref]),
    Row(
        "minutes-withdraw", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.adopted.ref],
        data=lambda w: WHY,
    ),
    Row("minutes-intake-new", only(TURNS), only(TURNS, MOVED), args=slug, data=lambda w: {"documents": a_report()}),
    Row(
        "minutes-intake-new: besloten", own(OFFICE) | also("aanbieder", REFUSED),
        own(OFFICE) | also("aanbieder", REFUSED), args=closed,
    ),
    Row(
        "minutes-intake", only("clm") | also("voorzitter regio partner", ABSENT),
        only("clm", MOVED) | also("voorzitter regio partner", ABSENT),
        args=lambda w: [w.table.slug, w.old_report.ref], data=lambda w: OLD_REPORT,
    ),
    Row(
        "minutes-intake-discard", ONLY_PRESSING, only("clm", MOVED) | also("voorzitter regio partner", ABSENT),
        args=lambda w: [w.table.slug, w.old_report.ref],
    ),
    Row("minutes-story", public(), ONLY_LOOKING_PUBLIC, args=slug),
    Row("minutes-story: besloten", own("aanbieder clm regio") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC, args=closed),
    # Rounds.
    Row("gates", public(), ONLY_LOOKING_PUBLIC),
    Row("cycle", only(TURNS + " gemeente"), ONLY_LOOKING, args=slug),
    Row("cycle: thematafel", inside(), ONLY_LOOKING, args=lambda w: [w.themed.slug]),
    Row("cycle: besloten", own("aanbieder clm regio"), ONLY_LOOKING, args=closed),
    Row(
        "cycle-advance", ONLY_PRESSING, only(TURNS, MOVED), args=slug, data=lambda w: WHY | {"to": "decide"},
    ),
    Row("cycle-step-back", ONLY_PRESSING, only(TURNS, CONFLICT), args=slug, data=lambda w: WHY),
    Row("reflection", only(TURNS), only(TURNS), args=slug, data=lambda w: {"learned": "Te vroeg."}),
    Row("cycle-close", only(TURNS), only(TURNS), args=slug, data=lambda w: WHY),
    Row("cycle-list", inside(), ONLY_LOOKING, args=slug),
    Row("cycle-list: besloten", own("aanbieder clm regio"), ONLY_LOOKING, args=closed),
    Row("action-add", ONLY_PRESSING, only(TURNS, MOVED), args=slug, data=lambda w: {"text": "Bel"}),
    Row("my-actions", inside(), ONLY_LOOKING),
    Row("sign-of-life", inside(KEPT), ONLY_LOOKING),
    Row(
        "mail-preferences", inside(), inside(MOVED),
        data=lambda w: dict.fromkeys(("other", "actions", "meetings", "minutes", "after"), "daily") | {"week": "off"},
    ),
    Row(
        "absence-list", only(OFFICE), only("regio", MOVED) | also("clm", CONFLICT),
        data=lambda w: {
            "first_day": "2031-01-06", "last_day": "2031-01-08", "stand_in": w.accounts["clm"].person.pk,
        },
    ),
    Row("absence-end", ONLY_PRESSING, own("clm", MOVED), args=lambda w: [w.absence.ref]),
    Row(
        "wrap-up", only(TURNS + " gemeente"), only("voorzitter partner gemeente", MOVED),
        args=lambda w: [w.past_meeting.ref], data=lambda w: {"gave": "insight", "words": "Goed"},
    ),
    Row(
        "table-message-new", only(TURNS), only(TURNS, MOVED),
        args=slug, data=lambda w: {"text": "Neem je cijfers mee."},
    ),
    Row("table-message", only(TURNS + " gemeente"), ONLY_LOOKING, args=lambda w: [w.table.slug, w.table_message.ref]),
    Row("action-list", only(OFFICE), ONLY_LOOKING),
    Row("action-export", ONLY_PRESSING, only(OFFICE), args=lambda w: ["csv"]),
    Row("action-export: xlsx", ONLY_PRESSING, only(OFFICE), args=lambda w: ["xlsx"]),
    Row("table-actions", only(TURNS + " gemeente"), ONLY_LOOKING, args=slug),
    Row("table-actions: besloten", own("aanbieder clm regio"), ONLY_LOOKING, args=closed),
    Row("table-action-export", ONLY_PRESSING, only(TURNS), args=lambda w: [w.table.slug, "ods"]),
    Row(
        "action-intake-new", only(TURNS), only(TURNS, MOVED), args=slug,
        data=lambda w: {"workbook": SimpleUploadedFile("acties.xlsx", workbook({"Acties": [["wat", "wie"], ["Bel", ""]]}))},
    ),
    Row("action-intake-template", only(TURNS), ONLY_LOOKING, args=slug),
    Row("action-intake-example", only(TURNS), ONLY_LOOKING, args=slug),
    Row(
        "action-intake", only("clm") | also("voorzitter regio partner", ABSENT),
        only("clm", CONFLICT) | also("voorzitter regio partner", ABSENT),
        args=lambda w: [w.table.slug, w.action_intake.ref], data=lambda w: {"seen": "een ander voorbeeld", "take-2": "on"},
    ),
    Row(
        "action-intake-discard", ONLY_PRESSING, only("clm", MOVED) | also("voorzitter regio partner", ABSENT),
        args=lambda w: [w.table.slug, w.action_intake.ref],
    ),
    Row("action", own(TURNS + " gemeente"), ONLY_LOOKING, args=lambda w: [w.action.ref]),
    Row("action: bij een besloten punt", own(TURNS), ONLY_LOOKING, args=lambda w: [w.walled_action.ref]),
    Row("action-done", ONLY_PRESSING, own(TURNS + " gemeente", MOVED), args=lambda w: [w.action.ref]),
    Row(
        "action-explain", ONLY_PRESSING, own(TURNS + " gemeente", MOVED),
        args=lambda w: [w.action.ref], data=lambda w: {"text": "Half klaar."},
    ),
    Row(
        "action-postpone", ONLY_PRESSING, own(TURNS + " gemeente", MOVED),
        args=lambda w: [w.action.ref], data=lambda w: {"until": "2031-02-03", "reason": "Ziek."},
    ),
    Row(
        "postponement-decide", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED),
        args=lambda w: [w.late_action.ref, w.postponement.ref],
    ),
    Row(
        "action-hand-over", ONLY_PRESSING, own(TURNS + " gemeente", MOVED),
        args=lambda w: [w.action.ref], data=lambda w: {"to": w.accounts["voorzitter"].person.pk},
    ),
    Row("action-nudge", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED), args=lambda w: [w.action.ref]),
    Row(
        "landing-place-add", ONLY_PRESSING, only(TURNS, MOVED), args=slug,
        data=lambda w: {"kind": "policy", "words": "Regiovisie", "owner": w.accounts["gemeente"].person.pk},
    ),
    Row("landing-place-drop", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.place.ref]),
    Row(
        "working-agreement-add", ONLY_PRESSING, only(TURNS, MOVED), args=slug,
        data=lambda w: {"text": "We bellen.", "openness": "table"},
    ),
    Row(
        "working-agreement-end", ONLY_PRESSING, own(TURNS, MOVED) | also("gemeente", REFUSED),
        args=lambda w: [w.working_agreement.ref],
    ),
    # What the tables brought forth.
    Row("yield", public(), ONLY_LOOKING_PUBLIC),
    Row("insight-list", public(), ONLY_LOOKING_PUBLIC),
    Row("insight-new", only(TURNS), only(TURNS, MOVED), args=slug, data=lambda w: KNOWN),
    Row("insight", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.insight.ref]),
    Row(
        "insight: aan tafel", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.inner_insight.ref],
    ),
    Row("insight-edit", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.insight.ref], data=lambda w: KNOWN_BETTER),
    Row(
        "insight-openness", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.insight.ref],
        data=lambda w: {"openness": "closed"},
    ),
    Row(
        "insight-confirm", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.insight.ref],
        data=lambda w: {"check_on": "2031-01-02"},
    ),
    Row(
        "insight-supersede", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.insight.ref],
        data=lambda w: {"text": "Bellen op dag één scheelt weken."},
    ),
    Row("insight-restore", ONLY_PRESSING, only(TURNS, MOVED), args=lambda w: [w.insight.ref]),
    Row(
        "landing-new", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.insight.ref],
        data=lambda w: {"kind": "steering", "steers": "bosd", "what": "BOSD vraagt ernaar."},
    ),
    Row("landing", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.landing.ref]),
    Row(
        "landing-edit", only(TURNS + " gemeente"), only(TURNS + " gemeente", MOVED), args=lambda w: [w.landing.ref],
        data=lambda w: {"kind": "vision", "what": "De visie noemt bellen."},
    ),
    Row(
        "landing-step", ONLY_PRESSING, only(TURNS + " gemeente", MOVED), args=lambda w: [w.landing.ref],
        data=lambda w: {"to": "agreed"},
    ),
    Row(
        "landing-frame", ONLY_PRESSING, only(TURNS + " gemeente", CONFLICT), args=lambda w: [w.landing.ref],
        data=lambda w: {"on": "2020-01-02"},
    ),
    Row("working-agreement-list", public(), ONLY_LOOKING_PUBLIC),
    Row("working-agreement", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.open_agreement.ref]),
    Row(
        "working-agreement: aan tafel", own(TURNS + " gemeente") | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.working_agreement.ref],
    ),
    Row(
        "working-agreement-for-whom", only(TURNS), only(TURNS, MOVED), args=lambda w: [w.open_agreement.ref],
        data=lambda w: {"holds_for": [w.accounts["gemeente"].person.memberships.get().organisation_id]},
    ),
    Row(
        "working-agreement-openness", only(LEADS), only(LEADS, MOVED), args=lambda w: [w.open_agreement.ref],
        data=lambda w: {"openness": "closed"},
    ),
    Row(
        "stance-take", ONLY_PRESSING, only("gemeente2", MOVED), args=lambda w: [w.open_agreement.ref],
        data=lambda w: {"organisation": w.accounts["gemeente2"].person.memberships.get().organisation_id, "answer": "ja"},
    ),
    Row("decision-list", public(), ONLY_LOOKING_PUBLIC),
    Row("decision", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.decision.ref]),
    Row("example-list", public(), ONLY_LOOKING_PUBLIC),
    Row("example-new", inside(), inside(MOVED), data=lambda w: {"title": "Samen koken", "openness": "network"}),
    Row("example", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.example.ref]),
    Row(
        "example-edit", only("aanbieder clm regio"), only("aanbieder clm regio", MOVED), args=lambda w: [w.example.ref],
        data=lambda w: {"title": "Samen koken", "openness": "network"},
    ),
    Row(
        "example-openness", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.example.ref],
        data=lambda w: {"openness": "closed"},
    ),
    Row("table-start", only(OFFICE), only(OFFICE), args=slug, data=lambda w: WHY),
    Row("table-state", only(OFFICE), ONLY_LOOKING, args=slug),
    Row("table-pause", ONLY_PRESSING, only(OFFICE, MOVED), args=slug, data=lambda w: WHY),
    Row("table-resume", ONLY_PRESSING, only(OFFICE, CONFLICT), args=slug),
    Row("table-end", ONLY_PRESSING, only(OFFICE, MOVED), args=slug, data=lambda w: WHY | {"result": "Een afspraak."}),
    # Topics and sessions of a thematafel.
    Row("topic-list", inside(), inside(MOVED), args=lambda w: [w.themed.slug], data=lambda w: {"text": "Wonen"}),
    Row(
        "topic-bundle", only(OFFICE), only(OFFICE, MOVED), args=lambda w: [w.themed.slug],
        data=lambda w: {"topics": [w.topic.pk], "session": w.session.pk},
    ),
    Row(
        "topic-settle", ONLY_PRESSING, only(OFFICE, MOVED), args=lambda w: [w.topic.ref],
        data=lambda w: WHY | {"deed": "niet"},
    ),
    Row("session", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.session.ref]),
    Row("session: publiek", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.public_session.ref]),
    Row("session-join", ONLY_PRESSING, inside(MOVED), args=lambda w: [w.session.ref]),
    Row("session-withdraw", ONLY_PRESSING, own("gemeente", MOVED), args=lambda w: [w.session.ref]),
    Row(
        "session-signup", inside(MOVED, visitor=OK), public(MOVED), args=lambda w: [w.public_session.ref],
        data=lambda w: WISH,
    ),
    Row("session-asked", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.public_session.ref]),
    Row(
        "session-confirm", public(), public(MOVED), args=lambda w: [w.session_link], data=lambda w: {"once": "a"},
        by_link=True,
    ),
    Row(
        "session-by-link", public(), public(MOVED), args=lambda w: [w.attendance_link], data=lambda w: {"once": "a"},
        by_link=True,
    ),
    # The calendar.
    Row("calendar", public(), ONLY_LOOKING_PUBLIC),
    Row("calendar-month", public(), ONLY_LOOKING_PUBLIC),
    Row("calendar-year", public(), ONLY_LOOKING_PUBLIC),
    Row("feed-list", inside(), ONLY_LOOKING),
    Row("feed-make", ONLY_PRESSING, inside(), data=lambda w: {"alarm": "on"}),
    Row("feed-revoke", ONLY_PRESSING, own("gemeente", MOVED), args=lambda w: [w.feed.ref]),
    Row("feed", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.feed_link], by_link=True),
    Row("feed: verzonnen link", public(410), ONLY_LOOKING_PUBLIC, args=lambda w: ["x" * 43]),
    Row("milestone-list", only("regio"), ONLY_LOOKING),
    Row("milestone-add", only("regio"), only("regio", MOVED), data=lambda w: MILESTONE),
    Row("milestone-edit", only("regio"), only("regio", MOVED), args=lambda w: [w.milestone.ref], data=lambda w: MILESTONE),
    Row(
        "milestone-remove", ONLY_PRESSING, only("regio", MOVED),
        args=lambda w: [w.milestone.ref], data=lambda w: {"removed": "ja"},
    ),
    # One's own page, and the work page.
    Row("my-landscape", inside(), ONLY_LOOKING),
    Row("work", only("clm regio redactie behandelaar"), ONLY_LOOKING),
    # What others organise.
    Row("consultation", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.consultation.ref]),
    Row("consultation: voor het netwerk", inside(visitor=ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.inner_consultation.ref]),
    Row("consultation-list", only("regio"), ONLY_LOOKING),
    Row("consultation-add", only("regio"), only("regio", MOVED), data=lambda w: CONSULTATION),
    Row(
        "consultation-edit", only("regio"), only("regio", MOVED),
        args=lambda w: [w.consultation.ref], data=lambda w: CONSULTATION,
    ),
    Row(
        "consultation-end", ONLY_PRESSING, only("regio", MOVED),
        args=lambda w: [w.consultation.ref], data=lambda w: {"ended": "ja"},
    ),
    # The calendar of closed days.
    Row("closed-list", only("regio"), ONLY_LOOKING),
    Row("closed-add", only("regio"), only("regio", MOVED), data=lambda w: CLOSED_DAYS),
    Row("closed-edit", only("regio"), only("regio", MOVED), args=lambda w: [w.closed_days.ref], data=lambda w: CLOSED_DAYS),
    Row(
        "closed-remove", ONLY_PRESSING, only("regio", MOVED),
        args=lambda w: [w.closed_days.ref], data=lambda w: {"removed": "ja"},
    ),
    # Bringing in a workbook.
    Row("intake-new", only(OFFICE), only(OFFICE)),
    Row("intake-template", only(OFFICE), ONLY_LOOKING),
    Row("intake-example", only(OFFICE), ONLY_LOOKING),
    Row("intake", only("clm") | also("regio", ABSENT), ONLY_LOOKING, args=lambda w: [w.intake.ref]),
    Row(
        "intake-take-over", ONLY_PRESSING, only("clm", CONFLICT) | also("regio", ABSENT),
        args=lambda w: [w.intake.ref], data=lambda w: {"seen": "een ander voorbeeld"},
    ),
    Row("intake-discard", ONLY_PRESSING, only("clm", MOVED) | also("regio", ABSENT), args=lambda w: [w.intake.ref]),
    # The network.
    Row("network", inside(), ONLY_LOOKING),
    Row("organisation", inside(), ONLY_LOOKING, args=lambda w: [w.populier.ref]),
    Row("organisation-add", only("regio"), only("regio", MOVED), data=lambda w: {"name": "De Wilg", "kind": "provider"}),
    Row(
        "organisation-edit", only("regio"), only("regio", MOVED),
        args=lambda w: [w.populier.ref], data=lambda w: {"name": "De Populier", "kind": "provider"},
    ),
    Row(
        "person", own("aanbieder beheerder_aanbieder clm regio"),
        own("regio", MOVED) | also("aanbieder beheerder_aanbieder clm", REFUSED),
        args=lambda w: [w.colleague.ref],
        data=lambda w: {"role": "organisation_admin", "organisation": w.populier.pk},
    ),
    Row(
        "assignment-withdraw", ONLY_PRESSING,
        own("regio", MOVED) | also("aanbieder beheerder_aanbieder clm", REFUSED),
        args=lambda w: [w.role.person.ref, w.role.ref],
    ),
    Row(
        "person-edit", own("regio") | also("aanbieder beheerder_aanbieder clm", REFUSED),
        own("regio", MOVED) | also("aanbieder beheerder_aanbieder clm", REFUSED),
        args=lambda w: [w.colleague.ref], data=lambda w: {"name": "Iemand Anders"},
    ),
    Row(
        "second-factor-reset", ONLY_PRESSING,
        own("regio", MOVED) | also("aanbieder beheerder_aanbieder clm", REFUSED), args=lambda w: [w.colleague.ref],
    ),
    Row(
        "membership-end", own("beheerder_aanbieder regio") | also("aanbieder clm", REFUSED),
        own("beheerder_aanbieder regio", MOVED) | also("aanbieder clm", REFUSED),
        args=lambda w: [w.populier.ref, w.colleague.ref],
    ),
    Row(
        "invitation-add", only("beheerder_aanbieder clm regio"), only("beheerder_aanbieder clm regio", MOVED),
        data=lambda w: {"name": "Noor", "email": "noor@populier.example", "organisation": w.populier.pk},
    ),
    Row(
        "invitation-add: elders", only("beheerder_aanbieder clm regio"),
        only("clm regio", MOVED) | also("beheerder_aanbieder", OK),
        data=lambda w: {"name": "Noor", "email": "noor@riet.example", "organisation": w.riet.pk},
    ),
    Row(
        "invitation-add: als CLM", only("beheerder_aanbieder clm regio"),
        only("regio", MOVED) | also("beheerder_aanbieder clm", OK),
        data=lambda w: {"name": "Noor", "email": "noor@populier.example", "organisation": w.populier.pk, "role": "clm"},
    ),
    Row("invitation-revoke", ONLY_PRESSING, own("beheerder_aanbieder clm regio", MOVED), args=lambda w: [w.invitation.ref]),
    Row("invitation-renew", ONLY_PRESSING, own("beheerder_aanbieder clm regio", MOVED), args=lambda w: [w.invitation.ref]),
    Row(
        "invitation", public(), public() | also("visitor", MOVED), by_link=True,
        args=lambda w: [w.invitation_link], data=lambda w: {"password": "een-heel-lang-wachtwoord-9"},
    ),
    Row("account-request", public(), public(MOVED), data=lambda w: WISH),
    Row("account-request-sent", public(), ONLY_LOOKING_PUBLIC),
    Row("account-request-list", only("regio"), ONLY_LOOKING),
    Row(
        "account-request-decide", only("regio"), only("regio", MOVED),
        args=lambda w: [w.request.ref], data=lambda w: {"organisation": w.populier.pk},
    ),
    Row("account-request-decline", ONLY_PRESSING, only("regio", MOVED), args=lambda w: [w.request.ref]),
    # Looking for overlap.
    Row("overlap", inside(), ONLY_LOOKING),
    # The words that search takes for each other.
    Row("synonym-list", only(WEBSITE), ONLY_LOOKING),
    Row("synonym-add", only(WEBSITE), only(WEBSITE, MOVED), data=lambda w: {"words": "kade, wal"}),
    Row(
        "synonym-edit", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.synonym.ref], data=lambda w: {"words": "dijk, kering"},
    ),
    Row("synonym-remove", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.synonym.ref]),
    # The texts of the website.
    Row("website-list", only(WEBSITE), ONLY_LOOKING),
    Row(
        "website-add", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: ["partner"], data=lambda w: {"title": "Nieuw", "body": "Tekst"},
    ),
    Row(
        "website-edit", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.passage.key], data=lambda w: {"title": "Anders", "body": "Tekst", "seen": "2"},
    ),
    Row("website-versions", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.passage.key]),
    Row("website-version", only(WEBSITE), only(WEBSITE, MOVED), args=lambda w: [w.passage.key, 1]),
    Row(
        "website-move", ONLY_PRESSING, only(WEBSITE, MOVED),
        args=lambda w: [w.other_passage.key], data=lambda w: {"direction": "omhoog"},
    ),
    Row(
        "website-hide", ONLY_PRESSING, only(WEBSITE, MOVED),
        args=lambda w: [w.passage.key], data=lambda w: {"hidden": "ja"},
    ),
    # The newsletter.
    Row(
        "newsletter-subscribe", public(), public(MOVED),
        data=lambda w: {"email": "lezer@werk.example", "text_version": "2026-11"},
    ),
    Row("newsletter-asked", public(), ONLY_LOOKING_PUBLIC),
    Row("newsletter-confirm", public(), public(MOVED), args=lambda w: [w.confirm_link], by_link=True),
    Row("newsletter-confirmed", public(), ONLY_LOOKING_PUBLIC),
    Row("newsletter-unsubscribe", public(), public(), args=lambda w: [w.stop_link], by_link=True),
    Row("newsletter-unsubscribe: verzonnen link", public(410), public(410), args=lambda w: ["x" * 43]),
    Row("newsletter-preferences", public(), public(), args=lambda w: [w.stop_link], by_link=True),
    Row("newsletter-preferences: verzonnen link", public(410), public(410), args=lambda w: ["x" * 43]),
    Row("newsletter-bounce", public(NOT_SO), public(ABSENT)),  # without a secret; with one: test_bounces.py
    Row("my-newsletter", inside(), inside(MOVED), data=lambda w: {"text_version": "2026-11"}),
    Row("reader-list", only(WEBSITE), ONLY_LOOKING),
    Row(
        "reader-take-in", only(WEBSITE), only(WEBSITE, MOVED),
        data=lambda w: {"addresses": "a@werk.example", "text": "Ja.", "source": "Lijst", "on": "2026-01-02"},
    ),
    Row("reader", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.delivery.subscriber.ref]),
    Row("reader-suppress", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.delivery.subscriber.ref]),
    Row("edition-archive", public(), ONLY_LOOKING_PUBLIC),
    Row("edition-feed", public(), ONLY_LOOKING_PUBLIC),
    Row("edition", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.edition_out.slug]),
    Row("edition-item-used", public(), public(MOVED), args=lambda w: [w.edition_out.items.last().ref]),
    Row("edition-item-thanks", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.edition_out.items.last().ref]),
    Row("edition-item-used: een concept", public(ABSENT), public(ABSENT), args=lambda w: [w.edition_item.ref]),
    Row("edition: die klaarstaat", public(ABSENT), ONLY_LOOKING_PUBLIC, args=lambda w: [w.edition_ready.slug]),
    Row("edition-list", only(WEBSITE), ONLY_LOOKING),
    Row("edition-new", ONLY_PRESSING, only(WEBSITE, MOVED)),
    Row("edition-work", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_draft.ref]),
    Row("edition-work: klaar", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_ready.ref]),
    Row("edition-work: verstuurd", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_out.ref]),
    Row(
        "edition-words", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_draft.ref], data=lambda w: {"subject": "Nieuws", "opening": "Dag"},
    ),
    Row(
        "edition-order", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_draft.ref], data=lambda w: {"provider": "learned"},
    ),
    Row("edition-discard", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_draft.ref]),
    Row(
        "edition-item-pick", ONLY_PRESSING, only(WEBSITE, MOVED),
        args=lambda w: [w.edition_draft.ref], data=lambda w: {"key": "learned:niets"},
    ),
    Row(
        "edition-item-add", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_draft.ref], data=lambda w: {"title": "Nieuw", "text": "Kort."},
    ),
    Row(
        "edition-item", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_item.ref], data=lambda w: {"title": "Anders", "text": "Kort."},
    ),
    Row(
        "edition-item-move", ONLY_PRESSING, only(WEBSITE, MOVED),
        args=lambda w: [w.edition_item.ref], data=lambda w: {"direction": "omhoog"},
    ),
    Row(
        "edition-item-picture", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_item.ref], data=lambda w: {"alt": "Een rood vlak.", "file": a_picture()},
    ),
    Row("edition-item-picture-remove", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_item.ref]),
    Row(
        "edition-sentence", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_sentence.ref], data=lambda w: RELEASED,
    ),
    Row(
        "edition-release", only(WEBSITE), only(WEBSITE, MOVED),
        args=lambda w: [w.edition_draft.ref, f"coming:{w.themed.meetings.first().ref}"], data=lambda w: RELEASED,
    ),
    Row("edition-picture", public(), ONLY_LOOKING_PUBLIC, args=lambda w: [w.picture_out.ref]),
    Row(
        "edition-picture: een concept", own(WEBSITE) | also("visitor", ABSENT), ONLY_LOOKING_PUBLIC,
        args=lambda w: [w.picture_draft.ref],
    ),
    Row("edition-item-take-out", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_item.ref]),
    Row("edition-as-mail", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_draft.ref]),
    Row("edition-as-text", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_draft.ref]),
    Row("edition-as-page", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_draft.ref]),
    Row("edition-test", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_draft.ref]),
    Row("edition-approve", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_draft.ref]),
    Row(
        "edition-send", only(WEBSITE), only(WEBSITE),
        args=lambda w: [w.edition_draft.ref], data=lambda w: {"when": "now"},
    ),
    Row("edition-take-back", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_ready.ref]),
    Row("edition-pause", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_out.ref]),
    Row("edition-resume", ONLY_PRESSING, only(WEBSITE, MOVED), args=lambda w: [w.edition_out.ref]),
    Row("edition-recipients", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_draft.ref]),
    Row("edition-recipients: verstuurd", only(WEBSITE), ONLY_LOOKING, args=lambda w: [w.edition_out.ref]),
    Row(
        "delivery-settle", ONLY_PRESSING, only(WEBSITE, MOVED),
        args=lambda w: [w.delivery.ref], data=lambda w: {"arrived": "ja"},
    ),
]  # fmt: skip


def names_in_resolver() -> set[str]:
    """The name of every address that the portal answers to, or its pattern where it has no name."""

    def walk(resolver, before="", namespace=""):
        for one in resolver.url_patterns:
            pattern = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from walk(one, pattern, namespace + (f"{one.namespace}:" if one.namespace else ""))
            else:
                yield namespace + one.name if one.name else pattern

    return set(walk(get_resolver()))


# --- allauth's pages, below /account/ -----------------------------------------------------------------------------------

HOME = inside(MOVED, visitor=OK)  # who is signed in has nothing to do there
AGAIN = inside(MOVED)  # asks for the password first, or leads elsewhere
WITH_FACTOR = "clm regio redactie beheer behandelaar"

ACCOUNT = [
    Row("account_login", HOME, HOME),
    Row("account_logout", inside(visitor=MOVED), public(MOVED)),
    Row("account_signup", HOME, HOME),  # closed: the page says so, also to a POST
    Row("account_inactive", public(), ONLY_LOOKING_PUBLIC),
    Row("account_reauthenticate", inside(), inside()),
    Row("account_email", inside(), inside(MOVED)),
    Row("account_email_verification_sent", public(), ONLY_LOOKING_PUBLIC),
    Row(
        "account_confirm_email", public(), public(SIGN_IN) | also("gemeente", MOVED), args=lambda w: [w.confirm_address]
    ),
    Row("account_confirm_email: verzonnen link", public(), public(ABSENT), args=lambda w: ["x" * 43]),
    Row("account_confirm_login_code", AGAIN, AGAIN),
    Row("account_change_password", inside(), inside()),
    Row("account_set_password", AGAIN, AGAIN),
    Row("account_reset_password", public(), public()),
    Row("account_reset_password_done", public(), ONLY_LOOKING_PUBLIC),
    Row("account_reset_password_from_key", public(MOVED), public(MOVED), args=lambda w: w.reset_link()),
    Row("account_reset_password_from_key: verzonnen link", public(), public(), args=lambda w: ["1", "x-y"]),
    Row("account_reset_password_from_key_done", public(), ONLY_LOOKING_PUBLIC),
    Row("mfa_index", inside(), ONLY_LOOKING),
    Row("mfa_authenticate", AGAIN, AGAIN),
    Row("mfa_activate_totp", AGAIN, AGAIN),
    Row("mfa_deactivate_totp", own(WITH_FACTOR, MOVED), own(WITH_FACTOR, MOVED)),
    Row("mfa_reauthenticate", only(WITH_FACTOR, otherwise=MOVED), only(WITH_FACTOR, otherwise=MOVED)),
    Row("mfa_reauthenticate_webauthn", AGAIN, AGAIN),
    Row("mfa_login_webauthn", AGAIN, AGAIN),
    Row("mfa_list_webauthn", inside(), ONLY_LOOKING),
    Row("mfa_add_webauthn", AGAIN, AGAIN),
    Row("mfa_edit_webauthn", AGAIN, AGAIN, args=lambda w: [1]),
    Row("mfa_remove_webauthn", AGAIN, AGAIN, args=lambda w: [1]),
    Row("mfa_view_recovery_codes", inside(ABSENT), ONLY_LOOKING),
    Row("mfa_download_recovery_codes", inside(ABSENT), inside(ABSENT)),
    Row("mfa_generate_recovery_codes", AGAIN, AGAIN),
    Row("usersessions_list", inside(), inside(MOVED)),
]

# --- the administration, below /beheer/: only to look, and only for beheer ----------------------------------------------

BEHEER = only("beheer")
NOBODY = inside(REFUSED)  # not even beheer changes anything here
ADMIN = [
    Row("admin:index", BEHEER, BEHEER),
    Row("admin:login", only("beheer", MOVED), only("beheer", MOVED)),
    Row("admin:logout", only("beheer", NOT_SO), only("beheer", MOVED)),
    Row("admin:password_change", only("beheer", MOVED), only("beheer", MOVED)),
    Row("admin:password_change_done", BEHEER, only("beheer", NOT_SO)),
    Row("admin:autocomplete", NOBODY, only("beheer", NOT_SO)),
    Row("admin:jsi18n", BEHEER, only("beheer", NOT_SO)),
    Row("admin:app_list", BEHEER, BEHEER, args=lambda w: ["network"]),
    Row("admin:view_on_site", only("beheer", ABSENT), only("beheer", ABSENT), args=lambda w: [1, 999]),
]


def first_of(model) -> Callable:
    return lambda world: [model._default_manager.order_by("pk").values_list("pk", flat=True).first()]


for model in admin.site._registry:
    noun, one = f"admin:{model._meta.app_label}_{model._meta.model_name}", first_of(model)
    ADMIN += [
        Row(f"{noun}_changelist", BEHEER, BEHEER),
        Row(f"{noun}_add", NOBODY, NOBODY),
        Row(f"{noun}_change", BEHEER, NOBODY, args=one),
        Row(f"{noun}_history", BEHEER, BEHEER, args=one),
        Row(f"{noun}_delete", NOBODY, NOBODY, args=one),
    ]
# The administration's doors to old addresses, and to none, have no name to ask for; they get a story of their own.
NAMELESS = {name for name in names_in_resolver() if name.startswith("beheer/")}
ALL = TABLE + ACCOUNT + ADMIN


def opened_by(who: str) -> list[Row]:
    """The addresses whose page `who` gets to see."""
    return [row for row in ALL if row.get[who] == OK]


# --- keeping the table --------------------------------------------------------------------------------------------------


def test_every_address_has_a_row_and_every_row_an_address():
    known = {row.url_name for row in ALL}
    found = names_in_resolver() - NAMELESS
    assert found - known == set(), "who gets what at these addresses? Add them to the table"
    assert known - found == set(), "these addresses are gone"


def answer_of(response) -> object:
    """What a response is, in the language of the table."""
    to = response.headers.get("Location", "")
    signs_in = to.startswith(("/account/login/", "/beheer/login/?"))
    return SIGN_IN if response.status_code == 302 and signs_in else response.status_code


# Where a method is not taken at all, it is so for everybody: four of them tell.
SOME = ["visitor", "gemeente", "regio", "beheer"]


def whom_to_ask(answers: Answers) -> list[str]:
    return SOME if NOT_SO in answers.values() and len(set(answers.values()) - {SIGN_IN}) == 1 else EVERYBODY


def looked_at(row: Row, who: str, world, browsers) -> Answer:
    """What `who` gets at an address: asked once, and whatever is looked for in it is looked for in that answer."""
    if (row.name, who) not in world.answers:
        with undone() as written:
            world.answers[row.name, who] = Answer.of(request(browsers[who], "GET", row.path(world)), written)
    return world.answers[row.name, who]


def answered(method: str, row: Row, who: str, world, browsers) -> tuple:
    """What `who` gets at an address by GET or POST, and the tables that were written to."""
    if method == "GET":
        answer = looked_at(row, who, world, browsers)
        return answer, answer.written
    with undone() as written:
        return request(browsers[who], method, row.path(world), row.data(world)), written


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.name)
def test_each_of_the_cast_gets_what_the_table_says(row, world, browsers):
    wrong = []
    for method, answers in (("GET", row.get), ("POST", row.post)):
        for who in whom_to_ask(answers):
            response, written = answered(method, row, who, world, browsers)
            found = answer_of(response)
            if found != answers[who]:
                wrong.append(f"{method} as {who}: {found}, not {answers[who]} ({response.headers.get('Location', '')})")
            elif method == "GET" and who in row.notes:
                wrong += [] if written == ["commons_auditevent"] else [f"GET as {who} noted {written}"]
            elif written and (method == "GET" or found not in {OK, KEPT, MOVED, SIGN_IN}):
                wrong.append(f"{method} as {who} wrote to {written}")
            elif written and found == SIGN_IN and who == "visitor" and answers["beheer"] != SIGN_IN:
                wrong.append(f"{method} by a visitor wrote to {written}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_other_methods_change_nothing(row, world, browsers):
    for method in ("PUT", "DELETE"):
        for who in ("visitor", "regio"):
            with undone() as written:
                response = request(browsers[who], method, row.path(world), "")
            assert answer_of(response) in {NOT_SO, SIGN_IN}, f"{method} as {who}"
            assert not written


@pytest.mark.parametrize("row", ACCOUNT, ids=lambda row: row.name)
def test_other_methods_change_nothing_in_an_account(row, world, browsers):
    for method in ("PUT", "DELETE"):
        with undone() as written:
            assert request(browsers["regio"], method, row.path(world), "").status_code < 500
        assert not written


@pytest.mark.parametrize("path", ["/beheer/network/user/1/", "/beheer/wat/dan/ook/", "/beheer/auth/group/"])
def test_nameless_addresses_of_the_administration_stand_behind_the_same_wall(path, world, browsers):
    assert answer_of(request(browsers["visitor"], "GET", path)) == SIGN_IN
    assert answer_of(request(browsers["regio"], "GET", path)) == REFUSED
    assert answer_of(request(browsers["beheer"], "GET", path)) in {MOVED, ABSENT}


# --- what stands in what they get ---------------------------------------------------------------------------------------

# Who opens somebody else's link to confirm an address is signed out by allauth, so the page is a visitor's.
SIGNS_OUT = {"account_confirm_email"}
# A calendar program keeps what it read, to ask only whether that changed; no cache in between does.
KEPT_BY_PROGRAMS = {"feed"}
# What is shown as a mail program shows it has its styles in it, and so asks for a wall of its own around it.
MAILS = {"edition-as-mail"}
# What stands in mails is asked for by the page of somebody's mailbox.
IN_MAILS = {"edition-picture"}
FOR_MAILBOXES = "Cross-Origin-Resource-Policy: cross-origin"
WALKERS = ["visitor", "voorzitter", "beheerder_aanbieder", "regio", "beheer"]


@pytest.mark.parametrize("who", WALKERS)
def test_no_page_has_a_script_a_style_or_a_handler_in_it_and_none_behind_sign_in_is_stored(who, world, browsers):
    found = {row.name: wrong_with(row, who, world, browsers) for row in opened_by(who)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_nor_has_any_page_that_only_others_get(world, browsers):
    walked = {row.name for who in WALKERS for row in opened_by(who)}
    rest = {row.name: (row, who) for who in browsers for row in opened_by(who) if row.name not in walked}
    assert {"seat", "intake"} <= set(rest), "pages of somebody's own are among them"
    found = {name: wrong_with(row, who, world, browsers) for name, (row, who) in rest.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def wrong_with(row, who: str, world, browsers) -> list[str]:
    """What is wrong with the page that `who` gets: code in it, a header that lacks, or kept where it may not be."""
    answer = looked_at(row, who, world, browsers)
    found = inline_in(answer) + missing_in(answer)
    if row.name in MAILS:
        found = [one for one in found if not one.startswith("CSP ") and "style" not in one]
    kept = answer.headers.get("Cache-Control", "")
    if who != "visitor" and row.name not in SIGNS_OUT | KEPT_BY_PROGRAMS and "no-store" not in kept:
        found.append(f"Cache-Control: {kept}")
    return [one for one in found if row.name not in IN_MAILS or one != FOR_MAILBOXES]


@pytest.mark.parametrize("who", ["visitor", "aanbieder", "voorzitter", "regio", "beheer"])
def test_every_page_has_one_heading_a_title_and_its_language(who, world, browsers):
    wrong = {}
    for row in opened_by(who):
        answer = looked_at(row, who, world, browsers)
        if (shape := shape_of(answer)) is None:
            continue
        found = [] if len(shape.headings) == 1 else [f"{len(shape.headings)} × h1"]
        found += [] if shape.title.strip(" ·\n") else ["no title"]
        # Django's own pages of the administration say nl-nl or nl.
        found += [] if shape.language.startswith("nl") else [f"lang={shape.language}"]
        found += [f"id {one} twice" for one in {one for one in shape.ids if shape.ids.count(one) > 1}]
        if found:
            wrong[f"{row.name} ({answer.status_code})"] = found
    assert wrong == {}


# --- the canaries of De Populier ----------------------------------------------------------------------------------------

# Who is outside De Populier and leads nothing: another provider, a municipality, somebody on the table's waiting list.
OUTSIDE = ["visitor", "gemeente2", "aanbieder2", "verwijzer", "redactie"]
LEADS_MAY_READ = {f"{CANARY}-{what}" for what in ("brengt", "hoopt", "los", "los-brengt", "los-hoopt")}


def heard_in(content: str) -> set[str]:
    """The canaries in a text, each as its longest name."""
    found = {canary for canary in CANARIES if re.search(rf"{canary}(?!-)", content)}
    return found | {word for word in re.findall(rf"{CANARY}[-\w]*", content) if word not in CANARIES}


def heard_by(who: str, world, browsers) -> dict[str, set[str]]:
    """Per address the canaries that `who` gets, in a page or a header."""
    heard = {}
    for row in ALL:
        if row.by_link or row.get[who] != OK:
            continue
        answer = looked_at(row, who, world, browsers)
        if found := heard_in(f"{answer.headers}{answer.content.decode('utf-8', 'replace')}"):
            heard[row.name] = found
    return heard


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_hears_a_canary(who, world, browsers):
    assert heard_by(who, world, browsers) == {}


def test_the_canaries_sing_where_they_may(world, browsers):
    """So that the silence above means something."""
    at_home = set().union(*heard_by("beheerder_aanbieder", world, browsers).values())
    office = set().union(*heard_by("regio", world, browsers).values())
    own_chair = set().union(*heard_by("aanbieder", world, browsers).values())
    assert {f"{CANARY}-{what}" for what in ("collega", "genodigde", "functie", "telefoon")} <= at_home
    assert {f"{CANARY}-{what}" for what in ("aanvrager", "aanvraag", "los")} <= office
    assert {f"{CANARY}-brengt", f"{CANARY}-hoopt"} <= own_chair


# What is on the agendas and in the minutes of a table is for who sits there; what is besloten for who leads it.
AT_THE_TABLE = {
    f"{CANARY}-{what}" for what in ("punt", "voorstel", "voorraad", "stuk", "verslag", "opmerking", "bericht")
}
# Who sits there without an organisation: named where somebody of the table is chosen.
COMPANY = {f"{CANARY}-los"}
FOR_WHO_LEADS = {f"{CANARY}-{what}" for what in ("besluit", "besloten-punt", "actie", "concept")}


def besides(heard: dict[str, set[str]], known: set[str]) -> dict[str, set[str]]:
    """What was heard besides what is known."""
    return {name: found - known for name, found in heard.items() if found - known}


def test_who_sits_at_a_table_reads_who_else_sits_there_and_no_more(world, browsers):
    heard = heard_by("gemeente", world, browsers)
    assert besides(heard, AT_THE_TABLE) == {"leertafel": COMPANY, "action": COMPANY, "landing-edit": COMPANY}
    assert f"{CANARY}-verslag" in heard["minutes"]


@pytest.mark.parametrize("who", ["voorzitter", "partner"])
def test_who_leads_a_table_reads_what_was_asked_there_and_no_more(who, world, browsers):
    heard = besides(heard_by(who, world, browsers), AT_THE_TABLE | FOR_WHO_LEADS)
    assert heard["leertafel"] == heard["cycle"] == COMPANY
    assert set(besides(heard, COMPANY)) == {"seat-list"}
    assert heard["seat-list"] <= LEADS_MAY_READ


def test_what_somebody_experienced_is_read_by_them_and_by_who_handles_it_and_nobody_else(world, browsers):
    words = {f"{CANARY}-ervaring", f"{CANARY}-notitie"}
    nearby = ["aanbieder", "beheerder_aanbieder", "behandelaar", "clm", "regio", "beheer"]
    heard = {who: set().union(*heard_by(who, world, browsers).values()) & words for who in nearby}
    assert {who: found for who, found in heard.items() if found} == {
        "aanbieder": {f"{CANARY}-ervaring"}, "behandelaar": words,
    }  # fmt: skip


def test_beheer_reads_no_texts(world, browsers):
    heard = heard_by("beheer", world, browsers)
    assert {name: found & TEXTS for name, found in heard.items() if found & TEXTS - {f"{CANARY}-functie"}} == {}


def test_an_export_holds_what_its_header_says(world, browsers):
    with undone():
        sheet = request(browsers["voorzitter"], "POST", f"/tafels/{world.table.slug}/stoelen/uitvoer.csv").content
        book = request(browsers["voorzitter"], "POST", f"/tafels/{world.table.slug}/stoelen/uitvoer.xlsx").content
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) > 3
    assert heard_in(sheet.decode("utf-8-sig")) == {f"{CANARY}-los"}
    shown = {cell for one in spreadsheets.read(io.BytesIO(book)) for row in one.rows for cell in row}
    assert heard_in(" ".join(map(str, shown))) == {f"{CANARY}-los"}


def test_no_mail_carries_a_text_or_anybody_elses_name(world):
    with undone():
        _everything_that_is_told(world)
        letters = list(Letter.objects.exclude(sealed=""))
        told = {letter.code for letter in letters}
        for letter in letters:
            message = mail.compose(letter)
            everything = " ".join(
                [message.subject, message.body, message.alternatives[0][0], str(message.extra_headers)]
            )
            assert heard_in(everything) <= {letter.name}, letter.code
    expected = {kind.code for kind in kinds_of_letter if kind.code.startswith(("seat.", "invitation.", "request."))}
    not_here = {"seat.requested", "seat.waiting", "seat.asked", "seat.lapsed", "request.again", "request.known"}
    assert expected - told <= not_here


def _everything_that_is_told(world) -> None:
    """Decide about everything that waits."""
    clm, regio = world.accounts["clm"], world.accounts["regio"]
    asked = seats.accept(world.asked, by=clm)
    signups.offer_own_chair(asked, name=f"{CANARY}-collega", email=world.colleague.email, by=asked.person.user)
    heir = seats.hand_over(asked, to=world.colleague, by=world.colleague.user)
    # A chair comes free for who waits; then somebody takes part otherwise, is moved, and declined there.
    seats.withdraw(world.loose, by=None)
    seats.remove(world.waits, reason=f"{CANARY}-reden", by=clm)
    seats.take_part_as(heir, "reader", by=clm)
    moved = seats.move_to(heir, factories.make_table("De nieuwe tafel"), by=clm)
    seats.decline(moved, reason=f"{CANARY}-reden", by=clm)
    requests.decline(world.request, by=regio)
    invitations.renew(world.invitation, by=regio)
    memberships.end(world.populier.memberships.get(person=world.colleague), by=regio)
