"""The first day: nothing in it yet, and each page says so and where to go."""

import pytest

from leerlandschap.network.models import OrganisationKind
from leerlandschap.network.roles import Role
from tests.browser.conftest import NARROW
from tests.browser.looking import axe_complaints, overflow
from tests.factories import make_account, make_organisation, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    None: ["/", "/over/", "/contact/", "/privacy/", "/toegankelijkheid/", "/tafels/", "/ervaringen/", "/monitoring/"]
    + ["/nieuwsbrief/", "/postvak/"],
    Role.REGIONAL_OFFICE: ["/mijn/", "/werk/", "/werk/website/", "/werk/aanvragen/", "/werk/inlezen/", "/netwerk/"],
}


@pytest.fixture
def office(bare):
    bureau = make_organisation("Regiobureau", kind=OrganisationKind.REGIONAL_OFFICE)
    return make_account("regio@voorbeeld.nl", organisation=bureau, role=Role.REGIONAL_OFFICE)


def complaints(page, address: str) -> list[str]:
    status = page.goto(address).status
    wrong = [] if status == 200 else [f"status {status}"]
    if page.get_by_role("heading", level=1).count() != 1:
        wrong.append("no heading")
    page.set_viewport_size(NARROW)
    return [f"{address}: {one}" for one in wrong + axe_complaints(page) + overflow(page) + page.console.heard()]


def test_pages_without_anything_in_them_are_in_order(office, desk):
    tabs = {None: desk.open(), Role.REGIONAL_OFFICE: desk.open(office)}
    wrong = [one for who, addresses in PAGES.items() for address in addresses for one in complaints(tabs[who], address)]
    assert not wrong, "\n".join(wrong)


def test_a_list_without_rows_shows_a_way_forward(office, desk):
    page = desk.open()
    page.goto("/tafels/")
    assert page.locator("main a:visible").count() > 0
    page.goto("/postvak/")
    page.get_by_role("link", name="Schuif aan bij een tafel").click()
    assert page.url.endswith("/tafels/")


def test_a_table_that_has_only_a_name_is_in_order(office, desk):
    table = make_table(cycle=False)
    page = desk.open(office)
    wrong = complaints(page, table.get_absolute_url()) + complaints(page, f"/tafels/{table.slug}/stoelen/")
    assert not wrong, "\n".join(wrong)
