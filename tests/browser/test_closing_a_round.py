"""Closing a round, walked in a browser: reflecting, closing, and looking back as somebody who sat at the table."""

import re

import pytest
from playwright.sync_api import expect

from tables.flows import actions
from tables.models import Cycle, Phase, Seat, Table
from tests.browser.looking import axe_complaints
from tests.browser.test_taking_a_chair import of, read_mail, sign_in
from tests.factories import PASSWORD, make_account, make_person, make_question, make_seat, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chair_closes_a_round_and_a_member_looks_back(scripts, desk):
    chair, member = make_account(name="Wies Kromhout"), make_account(name="Bram Veld")
    table = make_table(f"Aan de vaart {Table.objects.count()}", chair=chair.person, aim="Samen leren.")
    Cycle.objects.filter(table=table).update(phase=Phase.REFLECT)
    seat = make_seat(table, member.person)
    Seat.objects.filter(pk=seat.pk).update(hopes="Wie ik kan bellen.")
    guest = make_person(name="Een gast zonder account")
    make_seat(table, guest)
    make_question(table, "Wat werkt er ’s avonds?")
    actions.add(table, text="Bel de wijkteams", owner=None, due_on=None, by=chair)

    page = desk.open(java_script_enabled=scripts)
    page.goto(f"/account/login/?next={table.get_absolute_url()}")
    sign_in(page, chair.email, PASSWORD)
    page.get_by_role("link", name="Ga naar de ronde", exact=True).click()
    expect(of(page)).to_have_text("Ronde 1: reflecteren")
    page.get_by_role("link", name="Schrijf de reflectie").first.click()
    page.get_by_label("Wat hebben we geleerd?").fill("Bellen helpt.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("main")).to_contain_text("Je concept is bewaard.")
    expect(page.get_by_label("Wat hebben we geleerd?")).to_have_value("Bellen helpt.")
    page.get_by_label("Wat verandert er in ons gedrag?").fill("We bellen eerst.")
    page.get_by_label("Welke afspraken volgen hieruit?").fill("Elke maandag.")
    page.get_by_role("button", name="Bewaar").click()
    expect(of(page)).to_have_text(re.compile("^Sluit ronde 1"))
    expect(page.locator("main")).to_contain_text("Iedereen met een bevestigde stoel krijgt een mail")
    if scripts:
        assert axe_complaints(page) == []
    page.get_by_role("button", name="Sluit de ronde af").click()
    expect(of(page)).to_have_text("Ronde 2: verbinden")
    expect(page.locator("main")).to_contain_text("Bel de wijkteams")
    expect(page.locator("main")).to_contain_text("Wat werkt er ’s avonds?")

    theirs = desk.open(java_script_enabled=scripts)
    theirs.goto("/account/login/?next=/mijn/")
    sign_in(theirs, member.email, PASSWORD)
    asked = theirs.locator("section", has=theirs.get_by_role("heading", name="Vond je wat je hoopte?"))
    asked.get_by_role("link", name=table.name).click()
    expect(theirs.locator("main")).to_contain_text("Wie ik kan bellen.")
    theirs.get_by_label("deels").check()
    theirs.get_by_label("In één regel").fill("Nog niet alles.")
    theirs.get_by_role("button", name="Bewaar").click()
    expect(theirs.locator("main")).to_contain_text("Gevonden: deels.")

    visitor = desk.open(java_script_enabled=scripts)
    read_mail(visitor, f"Vond je wat je hoopte? {table.name}")
    expect(of(visitor)).to_have_text(f"Je plek bij {table.name}")
    assert page.console.heard() + theirs.console.heard() == []
