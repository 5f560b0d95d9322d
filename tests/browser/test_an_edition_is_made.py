"""From "nieuwe editie" to readers' mailboxes, walked in a browser: it lays itself out, and goes to who was shown beforehand."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from leerlandschap.network.roles import Role
from newsletter.flows import sending
from newsletter.models import Delivery, Edition, Subscriber
from tables.models import Openness
from tests.browser.looking import axe_complaints
from tests.factories import make_account, make_insight, make_meeting, make_subscriber, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def leafed_through(page) -> list[str]:
    """The names on all pages of a list, from the first on; beside a filled portal there is more than one."""
    names, further = page.locator("main .entry__title").all_inner_texts(), page.get_by_role("link", name="Volgende")
    while further.count():
        with page.expect_navigation():
            further.click()
        names += page.locator("main .entry__title").all_inner_texts()
    return names


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_edition_from_its_beginning_to_its_readers(scripts, desk, settings):
    settings.NEWSLETTER_PER_SECOND = 0
    number = Edition.objects.count()
    table = make_table(f"Aan de kade {number}", openness=Openness.PUBLIC)
    make_meeting(table)
    for words in ("Een bel-lijn helpt.", "Vroeg bellen scheelt.", "Samen kijken loont."):
        make_insight(table, text=f"{words} {number}")
    for one in range(2):
        make_subscriber(f"lezer{number}-{one}@werk.example")
    editor, reader = make_account(role=Role.EDITOR), make_account(role=Role.EDITOR)

    page = desk.open(editor, java_script_enabled=scripts)
    page.goto("/nieuwsbrief/maken/")
    page.get_by_role("button", name="Nieuwe editie").click()
    page.get_by_role("link", name="Schrijf de opening").click()
    page.get_by_label("Onderwerp").fill("Nieuws van de tafels")
    if scripts:
        expect(page.locator(".rich--edited")).to_be_visible()
    page.get_by_role("textbox", name="Opening").fill("Dag allemaal.")
    if scripts:
        page.get_by_role("textbox", name="Opening").press("ControlOrMeta+a")
        page.get_by_role("button", name="Vet", exact=True).click()
        assert axe_complaints(page) == []
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Schrijf zelf een bericht").click()
    page.get_by_label("Kop").fill("Wij verhuizen")
    page.get_by_role("button", name="Zet het erin").click()
    page.get_by_role("button", name=re.compile(r"Omhoog\s*: Wij verhuizen")).click()

    edition = Edition.objects.filter(subject="Nieuws van de tafels", state="draft").latest("pk")
    items = list(edition.items.all())
    assert [item.title for item in items].index("Wij verhuizen") == len(items) - 2
    assert sum(bool(item.key) for item in items) / len(items) >= 0.8
    assert edition.opening == ("<p><strong>Dag allemaal.</strong></p>" if scripts else "<p>Dag allemaal.</p>")
    expect(page.locator("main")).to_contain_text("Alle links naar het portaal kloppen")
    if scripts:
        assert axe_complaints(page) == []

    second = desk.open(reader, java_script_enabled=scripts)
    second.goto(edition.work_url)
    second.get_by_role("button", name="Geef akkoord").click()
    page.goto(edition.work_url)
    page.get_by_role("link", name="Wie hem krijgt").click()
    shown = leafed_through(page)
    assert sorted(shown) == sorted(Subscriber.objects.receiving().values_list("email", flat=True))
    page.goto(f"{edition.work_url}versturen/")
    page.get_by_role("button", name=f"Verstuur naar {len(shown)} lezers").click()
    expect(page.get_by_role("button", name="Haal terug")).to_be_visible()
    Edition.objects.filter(pk=edition.pk).update(starts_at=timezone.now() - timedelta(seconds=1))
    sending.sweep(seconds=60)

    page.reload()
    expect(page.locator("main")).to_contain_text(f"{len(shown)} van de {len(shown)} mails zijn klaar")
    gone = Delivery.objects.filter(edition=edition, state="accepted").select_related("subscriber")
    assert sorted(one.address for one in gone) == sorted(shown)
    page.get_by_role("link", name="Lees deze editie op het web").click()
    expect(page.get_by_role("heading", name="Wij verhuizen")).to_be_visible()
    assert page.console.heard() + second.console.heard() == []
