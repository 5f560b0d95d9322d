"""Waiting for a chair, walked in a browser: the list, the offer, taking it, letting it go, and who sits in one's place."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leerlandschap.commons import mail
from leerlandschap.network.models import OrganisationKind
from tables.models import Seat, Table
from tests.browser.looking import axe_complaints
from tests.factories import PASSWORD, make_account, make_meeting, make_organisation, make_seat, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def table(stage) -> Table:
    """A leertafel with one chair, on which somebody sits."""
    table = make_table(f"Achter de sluis {Table.objects.count()}", chairs=1, clm_contact=stage.accounts["clm"].person)
    make_meeting(table)
    return table


@pytest.fixture
def people(stage, table) -> list:
    """Who sits, and two who would like to: each with an account, of one organisation."""
    name = f"Gemeente Waterrijk {table.pk}"
    organisation = make_organisation(name, kind=OrganisationKind.MUNICIPALITY, mail_domain="sluis.example")
    made = [
        make_account(f"{first}{table.pk}@sluis.example", name=f"{first.title()} Sluis", organisation=organisation)
        for first in ("anna", "berend", "carla")
    ]
    seat = make_seat(table, made[0].person)
    Seat.objects.filter(pk=seat.pk).update(organisation=organisation, perspective=organisation.kind)
    return made


def sign_in(desk, user, **how) -> Page:
    page = desk.open(**how)
    page.goto("/account/login/?next=/mijn/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("Log in|Inloggen")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn leerlandschap")
    return page


def join_the_list(page: Page, table: Table) -> None:
    page.goto(table.get_absolute_url())
    page.get_by_role("link", name="Zet je op de wachtlijst").click()
    page.get_by_label(re.compile("^lid")).check()
    page.get_by_role("button", name="Zet me op de wachtlijst").click()


def own_chair(page: Page, table: Table) -> None:
    page.goto("/mijn/")
    page.locator("main").get_by_role("link", name=table.name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Je plek bij {table.name}")


def follow_mail(page: Page, subject: str) -> None:
    mail.deliver_due(timezone.now(), limit=1000)
    page.goto("/postvak/")
    page.get_by_role("link", name=subject).first.click()
    page.locator(".plot a").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chair_given_back_is_offered_taken_and_let_go(scripts, table, people, desk):
    anna, berend, carla = (sign_in(desk, one, java_script_enabled=scripts) for one in people)
    for page, place in ((berend, 1), (carla, 2)):
        join_the_list(page, table)
        expect(page.locator("main")).to_contain_text(f"Je staat op plek {place} van de wachtlijst.")

    own_chair(anna, table)
    anna.get_by_text("Geef je plek terug", exact=True).click()
    anna.get_by_role("button", name="Ja, geef mijn plek terug").click()
    expect(anna.locator("main")).to_contain_text("Je hebt je plek teruggegeven.")

    follow_mail(berend, f"Er is een stoel voor je vrij: {table.name}")
    expect(berend.locator("main")).to_contain_text("Er is een stoel vrijgekomen, en die is voor jou.")
    if scripts:
        assert axe_complaints(berend) == []
    berend.get_by_role("button", name="Ik laat hem gaan").click()
    expect(berend.locator("main")).to_contain_text("Je hebt je plek teruggegeven.")

    own_chair(carla, table)
    carla.get_by_role("button", name="Ik neem de stoel").click()
    expect(carla.locator("main")).to_contain_text("De stoel blijft voor je vrij tot de tafel beslist.")
    assert anna.console.heard() + berend.console.heard() + carla.console.heard() == []


def test_who_cannot_come_sends_a_colleague_for_one_meeting(table, people, desk):
    page = sign_in(desk, people[0])
    own_chair(page, table)
    page.get_by_text(re.compile("^Ik stuur een vervanger")).click()
    page.get_by_label("Collega", exact=False).first.select_option(label="Berend Sluis")
    page.get_by_role("button", name="Stuur deze collega").click()

    expect(page.locator("main")).to_contain_text("Berend Sluis komt in jouw plaats")
    if complaints := axe_complaints(page):
        raise AssertionError(complaints)
    assert page.console.heard() == []


def test_a_chair_is_handed_to_a_colleague_who_takes_it_by_the_mail(table, people, desk):
    page = sign_in(desk, people[0])
    own_chair(page, table)
    page.get_by_text("Geef je plek aan een collega", exact=True).click()
    page.locator("#overdragen-colleague").select_option(label="Carla Sluis")
    page.get_by_role("button", name="Vraag deze collega").click()
    expect(page.locator("main")).to_contain_text("Tot je collega hem neemt, is hij van jou.")

    colleague = sign_in(desk, people[2])
    follow_mail(colleague, f"Een collega geeft je een stoel: {table.name}")
    colleague.get_by_role("button", name="Ja, ik neem de stoel over").click()
    expect(colleague.locator("main")).to_contain_text("Je zit aan tafel. Welkom!")
    assert page.console.heard() + colleague.console.heard() == []
