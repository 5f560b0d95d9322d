"""The main job, walked in a browser: a chair is asked for, answered, read about, given back and waited for."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leerlandschap.commons import mail
from leerlandschap.network.models import OrganisationKind
from tables.models import Seat, Table
from tests.authenticator import code_of
from tests.browser.looking import axe_complaints
from tests.factories import PASSWORD, make_account, make_meeting, make_organisation, make_person, make_seat, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEMO_PASSWORD = "samen-dichtbij-leren"


@pytest.fixture
def table(stage) -> Table:
    """A running leertafel of its own for each story, first on the work page of CLM."""
    number = Table.objects.count()
    table = make_table(f"Aan de dijk {number}", chairs=2, clm_contact=stage.accounts["clm"].person, aim="Samen leren.")
    make_meeting(table)
    return table


@pytest.fixture
def member(stage):
    """Somebody who works at a municipality and has an account."""
    waterrijk = make_organisation("Gemeente Waterrijk", kind=OrganisationKind.MUNICIPALITY)
    return make_account(name="Noor van Dijk", organisation=waterrijk)


def sign_in(page: Page, address: str, password: str) -> None:
    """Through the page for it."""
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def fresh_code(account) -> str:
    """The code of the app, with time left to type it."""
    left = 30 - time.time() % 30
    if left < 10:
        time.sleep(left)
    return code_of(account)


def sign_in_with_code(page: Page, account) -> None:
    """With password and the code of the app, from the first page."""
    page.goto("/")
    page.locator(".site-header__account").get_by_role("link", name="Inloggen").click()
    sign_in(page, account.email, DEMO_PASSWORD)
    page.get_by_label("Code").fill(fresh_code(account))
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/mijn/$"))


def read_mail(page: Page, subject: str) -> None:
    """Have the letters delivered, open the newest mail with this subject in the mailbox, and follow its link."""
    mail.deliver_due(timezone.now(), limit=1000)
    page.goto("/postvak/")
    page.get_by_role("link", name=subject).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    page.locator(".plot a").first.click()


def of(page: Page):
    """The heading of a page."""
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_member_takes_a_chair_and_clm_confirms_it(scripts, table, member, stage, desk):
    page = desk.open(java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Tafels").first.click()
    page.locator("main").get_by_role("link", name=table.name).click()
    expect(of(page)).to_have_text(table.name)
    page.get_by_role("link", name="Schuif aan").click()
    page.get_by_role("link", name="Log dan eerst in").click()
    sign_in(page, member.email, PASSWORD)
    expect(of(page)).to_have_text(f"Aanschuiven bij {table.name}")
    page.get_by_label(re.compile("^lid")).check()
    page.get_by_label("Wat breng je mee?").fill("Tien jaar wijkteam.")
    page.get_by_label("Wat hoop je te leren?").fill("Hoe een crisisplek sneller vrijkomt.")
    page.get_by_role("button", name="Vraag een stoel aan").click()
    expect(of(page)).to_have_text(f"Je plek bij {table.name}")
    expect(page.locator("main")).to_contain_text("De stoel blijft voor je vrij tot de tafel beslist.")

    office = desk.open(java_script_enabled=scripts)
    sign_in_with_code(office, stage.accounts["clm"])
    office.get_by_role("navigation").get_by_role("link", name="Werk").first.click()
    office.get_by_role("link", name=table.name).click()
    asked = office.locator(".entry", has_text="Noor van Dijk")
    expect(asked).to_contain_text("Tien jaar wijkteam.")
    asked.get_by_role("button", name="Bevestig").click()
    expect(office.locator("section", has=office.get_by_role("heading", name="Aan tafel"))).to_contain_text(
        "Noor van Dijk"
    )

    page.goto("/mijn/")
    chairs = page.locator("section", has=page.get_by_role("heading", name="Mijn stoelen"))
    expect(chairs.locator(".entry", has_text=table.name)).to_contain_text(Seat.State.ACCEPTED.label)
    read_mail(page, f"Je stoel is bevestigd: {table.name}")
    expect(page.locator("main")).to_contain_text("Je zit aan tafel. Welkom!")
    assert page.console.heard() + office.console.heard() == []


def fill_in_as_visitor(page: Page, table: Table, name: str, address: str) -> None:
    """Ask for a chair from the page of the table."""
    page.goto(table.get_absolute_url())
    page.locator(".page-head__actions a").first.click()
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Je werkadres").fill(address)
    page.get_by_label("Je organisatie").fill("Het Zorgpunt")
    page.get_by_label(re.compile("^lid")).check()
    page.locator("main form button").last.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_without_account_asks_confirms_and_gives_back(scripts, table, desk):
    page = desk.open(java_script_enabled=scripts)
    fill_in_as_visitor(page, table, "Sem de Boer", "sem@zorgpunt.example")
    expect(of(page)).to_have_text("Kijk in je mail")
    page.get_by_role("link", name="postvak").click()
    assert not Seat.objects.at(table).exists(), "an address that nobody confirmed holds a chair"

    read_mail(page, f"Bevestig je aanmelding: {table.name}")
    expect(of(page)).to_have_text("Bevestig je aanmelding")
    assert not Seat.objects.at(table).exists(), "opening a link takes a chair"
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    expect(of(page)).to_have_text(f"Je plek bij {table.name}")
    expect(page.locator("main")).to_contain_text("Je aanvraag is binnen.")

    read_mail(page, f"Je stoel is aangevraagd: {table.name}")
    page.get_by_text("Geef je plek terug", exact=True).click()
    page.get_by_role("button", name="Ja, geef mijn plek terug").click()
    expect(page.locator("main")).to_contain_text("Je hebt je plek teruggegeven.")
    assert Seat.objects.get(person__email="sem@zorgpunt.example", cycle__table=table).state == Seat.State.WITHDRAWN
    assert Table.objects.get(pk=table.pk).free == 2
    assert page.console.heard() == []


def test_at_a_full_table_the_third_reads_the_place_on_the_list_and_the_rule(table, desk):
    for _taken in range(2):
        make_seat(table)
    make_seat(table, state=Seat.State.WAITING, rank=1)
    Table.objects.filter(pk=table.pk).update(waiting=1, next_rank=2)
    page = desk.open()
    page.goto(table.get_absolute_url())
    expect(page.get_by_role("link", name="Zet je op de wachtlijst")).to_be_visible()
    fill_in_as_visitor(page, table, "Lotte Smit", "lotte@zorgpunt2.example")
    read_mail(page, f"Bevestig je aanmelding: {table.name}")
    expect(page.locator("main")).to_contain_text("De tafel is vol.")
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    expect(page.locator("main")).to_contain_text("Je staat op plek 2 van de wachtlijst.")
    expect(page.locator("main")).to_contain_text("Een stoel die vrijkomt, gaat naar wie het langst wacht")


def test_who_is_declined_reads_the_reason(table, member, stage, desk):
    seat = make_seat(table, make_person(name="Iemand anders"), state=Seat.State.REQUESTED)
    page, office = desk.open(member), desk.open(stage.accounts["clm"])
    page.goto(f"/tafels/{table.slug}/aanschuiven/")
    page.get_by_role("button", name="Vraag een stoel aan").click()
    expect(of(page)).to_have_text(f"Je plek bij {table.name}")

    office.goto(f"/tafels/{table.slug}/stoelen/")
    asked = office.locator(".entry", has_text="Noor van Dijk")
    asked.locator("summary").click()
    asked.get_by_label("Reden").fill("Er zitten al twee mensen van jouw gemeente aan tafel.")
    asked.get_by_role("button", name="Wijs af met deze reden").click()
    expect(office.get_by_role("status")).to_contain_text("leest je reden")
    expect(asked).to_have_count(0)
    expect(office.locator(".entry", has_text=seat.person.name)).to_be_visible()

    read_mail(page, f"Antwoord op je aanvraag: {table.name}")
    expect(page.locator("main")).to_contain_text("Je aanvraag is niet toegekend.")
    expect(page.locator("main")).to_contain_text("Er zitten al twee mensen van jouw gemeente aan tafel.")


def test_the_page_for_the_code_is_in_order(stage, desk):
    page = desk.open()
    page.goto("/account/login/")
    sign_in(page, stage.accounts["clm"].email, DEMO_PASSWORD)
    page.get_by_label("Code").wait_for()
    assert axe_complaints(page) == []
    page.get_by_label("Code").fill("000000")
    page.locator("main form button").first.click()
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    assert axe_complaints(page) == []


# --- with the keyboard alone ----------------------------------------------------------------------------------------------


def tab_to(page: Page, what, *, most: int = 80) -> None:
    """Press Tab until it has the focus."""
    for _step in range(most):
        if what.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {what}")


def test_the_form_is_filled_in_with_the_keyboard_alone(table, desk):
    page = desk.open()
    page.goto(table.get_absolute_url())
    tab_to(page, page.get_by_role("link", name="Schuif aan"))
    page.keyboard.press("Enter")
    expect(of(page)).to_have_text(f"Aanschuiven bij {table.name}")
    for label, words in (
        ("Je naam", "Ada Vaart"),
        ("Je werkadres", "ada@zorgpunt3.example"),
        ("Je organisatie", "Punt"),
    ):
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(words)
    chosen = page.get_by_role("radio", checked=True)
    tab_to(page, chosen)
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("radio").nth(1)
    expect(second).to_be_checked()
    wish = second.get_attribute("value")
    button = page.get_by_role("button", name="Vraag een stoel aan")
    tab_to(page, button)
    page.keyboard.press("Space")
    expect(of(page)).to_have_text("Kijk in je mail")
    read_mail(page, f"Bevestig je aanmelding: {table.name}")
    tab_to(page, page.get_by_role("button", name="Ja, dit is mijn adres"))
    page.keyboard.press("Enter")
    expect(of(page)).to_have_text(f"Je plek bij {table.name}")
    assert Seat.objects.get(person__email="ada@zorgpunt3.example", cycle__table=table).involvement == wish
