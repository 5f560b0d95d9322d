"""A table is set up in a browser, from nothing to its invitations, and the first answer fills a chair."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leerlandschap.commons import mail
from tables.models import Table, TableInvitation
from tests.browser.looking import axe_complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def of(page: Page):
    """The heading of a page."""
    return page.get_by_role("heading", level=1)


def complaints(page: Page, scripts: bool) -> list:
    """What axe has to say of a page; it is a script itself."""
    return axe_complaints(page) if scripts else []


def begin(page: Page, name: str) -> None:
    """From the work page to a table with its three steps."""
    page.goto("/werk/")
    page.get_by_role("link", name="Nieuwe tafel").click()
    page.get_by_label("Naam van de tafel").fill(name)
    page.get_by_label("Thema", exact=True).select_option(label="Logeren")
    page.get_by_label("Aanleiding").fill("Er zijn te weinig plekken.")
    page.get_by_role("button", name="Begin de tafel").click()
    expect(of(page)).to_have_text(f"{name} inrichten")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_nothing_to_the_invitations_and_the_first_yes(scripts, stage, desk):
    name = f"Even weg van huis {Table.objects.count()}"
    page = desk.open(stage.accounts["clm"], java_script_enabled=scripts)
    begin(page, name)

    page.get_by_role("link", name="Tafel schikken", exact=True).click()
    expect(page.get_by_label("Aanleiding")).to_have_value("Er zijn te weinig plekken.")
    page.get_by_label("Draagvlak: wie wil dit?").select_option(index=3)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("status")).to_contain_text("Je kunt verder, of het later afmaken.")

    page.get_by_role("link", name="Stoelenplan", exact=True).click()
    page.get_by_role("button", name="Neem dit voorstel over").click()
    expect(page.locator(".page-head .lead")).to_contain_text("0 bezet")
    expect(page.locator(".seating--wide .seating__chair--referrer")).to_have_count(2)

    page.get_by_role("link", name="Uitnodigingen", exact=True).first.click()
    page.get_by_role("link", name="Schrijf de uitnodiging").click()
    page.get_by_label("Namens wie?").fill("De programmamanager leren")
    page.get_by_label("Tekst van de uitnodiging").fill("Kom aan tafel: jij weet hoe logeren gaat.")
    page.get_by_role("button", name="Bewaar").click()
    page.locator("#id_name").fill("Noor van Dijk")
    page.get_by_label("Werkadres").fill(f"noor{Table.objects.count()}@zorgpunt.example")
    page.get_by_label("Voor welke stoel?").select_option(label="aanbieder")
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.get_by_role("status")).to_contain_text("Er is nog niets verstuurd.")

    page.get_by_role("link", name="Bekijk de uitnodiging aan Noor van Dijk").click()
    expect(page.locator(".letter").first).to_contain_text(f"Uitnodiging: {name}")
    expect(page.locator(".letter").first).not_to_contain_text("jij weet hoe logeren gaat")
    expect(page.locator(".letter").last).to_contain_text("jij weet hoe logeren gaat")
    assert complaints(page, scripts) == []
    page.get_by_role("link", name="Terug naar de lijst").click()
    page.get_by_role("link", name="Verstuur de concepten").click()
    page.get_by_role("button", name="Verstuur aan 1 persoon").click()
    expect(page.get_by_role("status")).to_contain_text("1 uitnodiging is verstuurd.")

    guest = desk.open(java_script_enabled=scripts)
    mail.deliver_due(timezone.now(), limit=1000)
    guest.goto("/postvak/")
    guest.get_by_role("link", name=f"Uitnodiging: {name}").first.click()
    guest.locator(".plot a").first.click()
    expect(of(guest)).to_have_text(f"Uitnodiging voor {name}")
    assert complaints(guest, scripts) == []
    guest.get_by_role("button", name="Ik doe mee").click()
    expect(guest.locator("main")).to_contain_text("Je hebt de uitnodiging aangenomen.")

    table = Table.objects.get(name=name)
    assert table.invitations.get().state == TableInvitation.State.ACCEPTED
    page.goto(f"/tafels/{table.slug}/stoelenplan/")
    expect(page.locator(".page-head .lead")).to_contain_text("1 bezet")
    expect(page.locator("main")).to_contain_text("zit er: Noor van Dijk")
    assert complaints(page, scripts) == []
    assert page.console.heard() + guest.console.heard() == []
