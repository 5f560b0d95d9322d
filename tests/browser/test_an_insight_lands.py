"""An insight lands, walked in a browser: it becomes a working agreement that one municipality subscribes to, another not."""

import pytest
from playwright.sync_api import expect

from leerlandschap.network.models import OrganisationKind
from leerlandschap.network.roles import Role
from tables.models import Landing, Table
from tests.browser.looking import axe_complaints
from tests.browser.test_taking_a_chair import of, sign_in
from tests.factories import PASSWORD, make_account, make_organisation, make_seat, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INSIGHT = "Een warme overdracht lukt als één persoon belt."
AGREEMENT = "Bij een overdracht belt één persoon eerst."


def policy_of(name: str, who: str):
    return make_account(
        name=who, organisation=make_organisation(name, kind=OrganisationKind.MUNICIPALITY), role=Role.POLICY
    )


def keep(page) -> None:
    """Keep the insight. Where another table learned nearly the same, as in the demo, the portal first asks once."""
    button = page.get_by_role("button", name="Bewaar het inzicht")
    with page.expect_navigation():
        button.click()
    if of(page).inner_text() == "Noteer een inzicht":
        expect(page.locator("main .radar")).to_be_visible()
        button.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_insight_lands_as_a_working_agreement_that_one_subscribes_to_and_another_does_not(scripts, desk):
    chair = make_account(name="Wies Kromhout")
    table = make_table(f"Aan de sluis {Table.objects.count()}", chair=chair.person, aim="Samen leren.")
    number = Table.objects.count()
    yes = policy_of(f"Gemeente Oosterwaard {number}", "Anke Wiel")
    no = policy_of(f"Gemeente Westerwaard {number}", "Boris Dam")
    for user in (yes, no):
        seat = make_seat(table, user.person)
        seat.organisation = user.person.memberships.get().organisation
        seat.save()

    page = desk.open(java_script_enabled=scripts)
    page.goto(f"/account/login/?next=/tafels/{table.slug}/inzichten/nieuw/")
    sign_in(page, chair.email, PASSWORD)
    page.get_by_label("Wat heeft de tafel geleerd?").fill(INSIGHT)
    page.get_by_label("publiek: iedereen").check()
    keep(page)
    expect(of(page)).to_have_text(INSIGHT)
    knots = page.locator(".value__knot")
    expect(knots).to_have_text(
        [
            "gehoord: bereikt",
            "vastgelegd: nog niet",
            "toegepast: nog niet",
            "effect gezien: nog niet",
            "kader herzien: nog niet",
        ]
    )
    page.get_by_role("link", name="Laat het landen").click()
    page.get_by_label("Waar landt het?").select_option(label="werkafspraak")
    page.get_by_label("Wat verandert er?").fill(AGREEMENT)
    page.get_by_role("button", name="Stel voor").click()
    expect(of(page)).to_have_text(AGREEMENT)
    page.get_by_role("button", name="Dit is afgesproken").click()
    expect(page.locator("main")).to_contain_text("De landing is nu: afgesproken.")
    if scripts:
        assert axe_complaints(page) == []
    agreement = Landing.objects.get(what=AGREEMENT, insight__table=table).agreement.get_absolute_url()

    say(desk, yes, agreement, scripts, "Ja, wij onderschrijven haar", "")
    say(desk, no, agreement, scripts, "Nee, wij onderschrijven haar niet", "Te weinig mensen.")

    visitor = desk.open(java_script_enabled=scripts)
    visitor.goto(f"/werkafspraken/?tafel={table.slug}")
    row = visitor.locator("main .entry", has_text=AGREEMENT)
    expect(row).to_contain_text(f"Onderschreven door Gemeente Oosterwaard {number}")
    expect(row).to_contain_text(f"Niet onderschreven door Gemeente Westerwaard {number}")
    row.get_by_role("link", name=AGREEMENT).click()
    expect(visitor.locator("main")).to_contain_text("Te weinig mensen.")
    visitor.get_by_role("link", name=INSIGHT).click()
    expect(visitor.locator(".value__knot").nth(1)).to_have_text("vastgelegd: bereikt")
    if scripts:
        assert axe_complaints(visitor) == []
    assert page.console.heard() + visitor.console.heard() == []


def say(desk, user, agreement: str, scripts: bool, answer: str, reason: str) -> None:
    """Find the question on one's own page, and answer it for one's municipality."""
    page = desk.open(java_script_enabled=scripts)
    page.goto("/account/login/?next=/mijn/")
    sign_in(page, user.email, PASSWORD)
    asked = page.locator("section", has=page.get_by_role("heading", name="Onderschrijft je gemeente dit?"))
    asked.locator(f"a[href='{agreement}']").click()
    assert page.url.endswith(agreement)
    page.get_by_label(answer, exact=True).check()
    if reason:
        page.get_by_role("button", name="Leg het standpunt vast").click()
        expect(page.locator("main")).to_contain_text("waarom je gemeente deze afspraak niet onderschrijft")
        expect(page.get_by_label(answer, exact=True)).to_be_checked()
        page.get_by_label("Waarom niet?").fill(reason)
    page.get_by_role("button", name="Leg het standpunt vast").click()
    expect(page.locator("main")).to_contain_text("Het standpunt van je gemeente staat erbij.")
