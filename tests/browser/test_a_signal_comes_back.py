"""The heart of it, walked in a browser: two signals go to a table together, and who sent them reads what came of it."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from leerlandschap.commons import mail
from leerlandschap.commons.models import Letter
from leerlandschap.network.models import User
from signals import tasks
from signals.models import Experience
from signals.workflow import State
from tables.models import Meeting, Table
from tests.browser.conftest import NARROW
from tests.browser.looking import axe_complaints, overflow
from tests.factories import make_account, make_meeting, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "Na een plaatsing in het weekend weet niemand wie er belt."
SECOND = "Wij bellen zelf rond, en vinden op zondag niemand."
TITLE, WORDS = "Wie belt er in het weekend?", "Twee keer hoorden we dat het in het weekend lang duurt voor iemand belt."
INSIGHT = "Wie het weekend begint, spreekt af wie er belt."


@pytest.fixture
def chair():
    return make_account(name="Wies Kromhout")


@pytest.fixture
def meeting(stage, chair) -> Meeting:
    """Of a public table, a minute from now."""
    table = make_table(f"Aan de sluis {Table.objects.count()}", chair=chair.person, aim="Samen leren.")
    meeting, now = make_meeting(table, in_days=0), timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + timedelta(minutes=1), ends_at=now + timedelta(hours=2))
    meeting.refresh_from_db()
    return meeting


def looks_well(page: Page, scripts: bool) -> bool:
    return not scripts or axe_complaints(page) + overflow(page) + page.console.heard() == []


def send(page: Page, text: str) -> None:
    """Send a signal that a table may discuss."""
    page.goto("/ervaringen/nieuw/")
    page.get_by_label("Signaal: iets loopt niet goed, of kan beter").check()
    page.get_by_label("Waar gaat het over?").select_option(label="Crisis")
    page.get_by_label("Wat heb je meegemaakt?").fill(text)
    page.get_by_text("Wat mogen we ermee?").click()
    page.get_by_label("aan een leertafel, zonder dat iemand ziet van wie het komt").check()
    page.get_by_role("button", name="Verstuur").click()


def mails_to(user: User) -> list:
    """What was delivered to somebody, oldest first."""
    mail.deliver_due(timezone.now(), limit=1000)
    read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in _kept()]
    return [message for message in read if user.email in str(message["To"])]


def _kept() -> list:
    return sorted(settings.MAIL_DIR.glob("*.eml"), key=lambda path: path.stat().st_mtime)


def said_in(message) -> str:
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return " ".join([str(message["Subject"]), *parts])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_signals_go_to_a_table_and_both_senders_read_what_came_of_it(scripts, stage, meeting, chair, desk):
    handler, table = stage.accounts["behandelaar"], meeting.table
    senders = {make_account(name="Anna Dijkstra"): FIRST, make_account(name="Berend Polder"): SECOND}
    pages = {}
    for user, text in senders.items():
        pages[user] = page = desk.open(user, size=NARROW, java_script_enabled=scripts)
        send(page, text)
        expect(page.locator("main")).to_contain_text("Je ervaring is ontvangen.")
        assert looks_well(page, scripts)
    sent = {user: Experience.objects.get(sender=user.person) for user in senders}

    # Who handles them brings both to the table, in other words.
    desktop = desk.open(handler, java_script_enabled=scripts)
    desktop.goto("/ervaringen/behandelen/?tafel=mag")
    for one in sent.values():
        desktop.locator(f'input[value="{one.ref}"]').check()
    desktop.get_by_role("button", name="Breng naar een tafel").click()
    expect(desktop.get_by_role("heading", name="2 ervaringen gaan samen mee")).to_be_visible()
    assert looks_well(desktop, scripts)
    desktop.get_by_label("Onderwerp op de agenda").fill(TITLE)
    desktop.get_by_label("Waar gaat het over?").fill(WORDS)
    desktop.get_by_label("Naar welke tafel?").select_option(value=str(table.pk))
    desktop.get_by_role("button", name="Breng naar de tafel").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert looks_well(desktop, scripts)

    # The table comes together and records what it learned.
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=15))
    cockpit = desk.open(chair, java_script_enabled=scripts)
    cockpit.goto(meeting.get_absolute_url())
    cockpit.get_by_role("link", name="Begin de bijeenkomst").first.click()
    cockpit.get_by_role("button", name="Begin de bijeenkomst").click()
    cockpit.get_by_role("button", name="Bewaar, en ga naar de agenda").click()
    expect(cockpit.locator("main h2").first).to_contain_text(TITLE)
    cockpit.locator("#punt-text").fill(f"i {INSIGHT}")
    cockpit.locator("#punt-text").press("Enter")
    expect(cockpit.locator("#berichten")).to_contain_text(INSIGHT)
    cockpit.get_by_role("button", name="Besproken", exact=True).click()
    cockpit.get_by_role("button", name="Sluit de bijeenkomst").or_(
        cockpit.get_by_role("link", name="Sluit de bijeenkomst")
    ).first.click()
    cockpit.get_by_role("button", name="Sluit de bijeenkomst").click()
    expect(cockpit.locator("main")).to_contain_text("Het conceptverslag staat klaar.")
    assert str(list(senders)[0]) not in cockpit.content()

    tasks.bring_back()
    tasks.bring_back()

    # Both read what happened: the way there is a mail with a link, and nothing more.
    for user, page in pages.items():
        page.goto(_link_in(mails_to(user)[-1]))
        line = page.locator("main .steps")
        expect(line).to_contain_text(f"Het gaat in andere woorden naar {table.name}.")
        expect(line).to_contain_text("Besproken aan de tafel")
        expect(line).to_contain_text("De tafel legde een inzicht vast")
        expect(page.locator(".page-head")).to_contain_text("vertaald naar actie")
        assert looks_well(page, scripts)
        assert INSIGHT not in page.content()
        assert not [other for other in senders if other != user and str(other) in page.content()]
    desktop.reload()
    desktop.get_by_role("link", name="Koppel terug aan allen").click()
    desktop.get_by_label("Je tekst").fill("Er is nu een afspraak over wie er belt.")
    desktop.get_by_role("button", name="Koppel terug").click()
    expect(desktop.locator("main")).to_contain_text("De terugkoppeling is verstuurd.")
    for user, page in pages.items():
        page.reload()
        expect(page.locator("main")).to_contain_text("Er is nu een afspraak over wie er belt.")
        assert Experience.objects.get(sender=user.person).state == State.ANSWERED
        assert [letter.code for letter in Letter.objects.filter(person_id=user.person.pk).order_by("pk")] == [
            "experience.received", "experience.news", "experience.news", "experience.news",
        ]  # fmt: skip
        _carry_no_content(mails_to(user), senders, user, besides=[TITLE, table.name, str(chair), str(handler)])


def _link_in(message) -> str:
    return re.search(r"https?://\S+/mijn/ervaringen/[0-9a-f-]+/", said_in(message)).group()


def _carry_no_content(messages: list, senders: dict, user: User, *, besides: list[str]) -> None:
    assert len(messages) == 4
    others = [str(other) for other in senders if other != user]
    for message in messages:
        said = said_in(message)
        for content in [*senders.values(), WORDS, INSIGHT, "Er is nu een afspraak", *others, *besides]:
            assert content not in said


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_who_sends_without_a_name_gets_a_code_on_a_page_that_is_in_order(scripts, stage, desk):
    page = desk.open(size=NARROW, java_script_enabled=scripts)
    send(page, FIRST)

    assert page.url.endswith(reverse("experience-received"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar je code")
    expect(page.get_by_label("Je code")).to_have_value(re.compile(r"^\w{4}(-\w{4}){3}$"))
    assert looks_well(page, scripts)
    page.get_by_role("link", name="Ik heb de code bewaard, ga verder").click()
    expect(page.locator("main .steps")).to_contain_text("Ontvangen")
    assert looks_well(page, scripts)
