"""Every page in a real browser, wide and narrow: axe, nothing sideways, a quiet console, nothing from elsewhere.

Which pages there are is read from the table of test_access.py, which is itself held against the resolver: a new address
comes here by itself, seen by everybody it is different for.
"""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.looking import axe_complaints, overflow
from tests.browser.pages import LEFT_OUT, MORE, PAGES, has_page
from tests.test_access import ACCOUNT, TABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def complaints(page, *, again: bool = False) -> list[str]:
    """Everything that is wrong with the page that is open, wide and narrow; seen narrow before when looked at `again`."""
    page.set_viewport_size(WIDE)
    wrong = [f"1280: {one}" for one in axe_complaints(page) + overflow(page)]
    page.set_viewport_size(NARROW)
    wrong += [f"360: {one}" for one in overflow(page) + ([] if again else axe_complaints(page))]
    page.set_viewport_size({"width": 320, "height": 640})
    return wrong + [f"320: {one}" for one in overflow(page)] + page.console.heard()


@pytest.mark.parametrize("sight", PAGES, ids=str)
def test_page(sight, stage, tabs):
    page = tabs(sight.account(stage))
    status = page.goto(sight.path(stage)).status
    wrong = [] if status == sight.status else [f"status {status}, not {sight.status}"]
    wrong += complaints(page, again=sight != next(one for one in PAGES if one.name == sight.name))
    assert not wrong, "\n".join(wrong)


def test_every_page_is_looked_at_or_left_out_with_a_reason():
    looked_at = {sight.name for sight in PAGES + MORE}
    pages = {row.name for row in TABLE + ACCOUNT if has_page(row)}
    assert pages - looked_at - set(LEFT_OUT) == set()
    assert set(LEFT_OUT) - pages == set(), "these are gone"


# Forms sent with everything emptied that can be: name of the page, who fills it in.
FORMS = [
    ("signup", "visitor"),
    ("account-request", "visitor"),
    ("newsletter-subscribe", "visitor"),
    ("account_login", "visitor"),
    ("account_reset_password", "visitor"),
    ("account_reset_password_from_key", "visitor"),
    ("invitation", "visitor"),
    ("account_change_password", "gemeente"),
    ("mfa_activate_totp", "gemeente"),
    ("invitation-add", "beheerder_aanbieder"),
    ("table-edit", "voorzitter"),
    ("website-add", "redactie"),
    ("website-edit", "redactie"),
    ("organisation-add", "regio"),
    ("organisation-edit", "regio"),
    ("intake-new", "regio"),
    ("closed-add", "regio"),
    ("meeting-add", "voorzitter"),
    ("calibration", "voorzitter"),
]
EMPTY = """(form) => form.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox]), textarea')
  .forEach((field) => { field.value = ''; })"""
# Each thing said of a field is what the field refers to, and the field says that it is wrong.
TIED = """() => [...document.querySelectorAll('main [aria-invalid=true]')].map((field) => {
  const whole = field.closest('fieldset');  // of a group of choices the group says it
  const said = (field.getAttribute('aria-describedby') ?? whole?.getAttribute('aria-describedby') ?? '')
    .split(' ').filter(Boolean);
  return said.length && said.every((id) => document.getElementById(id)) ? '' : field.outerHTML.slice(0, 160);
}).filter(Boolean)"""


@pytest.mark.parametrize(("name", "who"), FORMS, ids=[f"{name} as {who}" for name, who in FORMS])
def test_form_with_errors(name, who, stage, tabs):
    sight = next(one for one in PAGES if one.name == name and one.who == who)
    page = tabs(sight.account(stage))
    page.goto(sight.path(stage))
    form = page.locator("main form[method=post]").filter(has=page.locator("input:visible, textarea:visible")).first
    form.evaluate(EMPTY)
    form.locator("button:not(.button--secondary, .button--quiet)").last.click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    links = summary.locator("a")
    wrong = [] if summary.evaluate("(one) => one === document.activeElement") else ["the summary has no focus"]
    for link in links.all():
        target = link.get_attribute("href")
        wrong += [] if target.startswith("#") and page.locator(target).count() == 1 else [f"{target} is nowhere"]
    wrong += [f"no explanation: {one}" for one in page.evaluate(TIED)]
    wrong += complaints(page)
    assert not wrong, "\n".join(wrong)


def test_a_refusal_without_reason(stage, tabs):
    page = tabs(stage.accounts["voorzitter"])
    page.goto(f"/tafels/{stage.table.slug}/stoelen/")
    page.locator("details", has=page.locator("textarea")).first.locator("summary").click()
    page.get_by_role("button", name="Wijs af met deze reden").locator("visible=true").first.click()
    page.locator(".error-summary").wait_for()
    wrong = complaints(page)
    assert not wrong, "\n".join(wrong)


# --- in the dark, on paper, without colours of its own --------------------------------------------------------------------

FACES = ["home", "table-list", "leertafel", "signup", "my-landscape", "work", "seat-list", "indicator", "account_login"]


def faces():
    return [next(one for one in PAGES if one.name == name) for name in FACES]


@pytest.mark.parametrize("sight", faces(), ids=str)
def test_page_in_the_dark(sight, stage, tabs):
    page = tabs(sight.account(stage))
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="dark")
    try:
        page.goto(sight.path(stage))
        background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        wrong = axe_complaints(page, only=["color-contrast", "link-in-text-block"]) + page.console.heard()
    finally:
        page.emulate_media(color_scheme="light")
    assert not wrong, "\n".join(wrong)
    assert max(int(part) for part in background[4:-1].split(",")) < 80, f"{background} is not dark"


@pytest.mark.parametrize("sight", faces(), ids=str)
def test_page_on_paper(sight, stage, tabs):
    page = tabs(sight.account(stage))
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(sight.path(stage))
    page.emulate_media(media="print")
    try:
        shown = page.locator("nav, .site-header__account, .menu, .skip-link, button").locator("visible=true").count()
        sideways = overflow(page)
        heading = page.locator("h1").is_visible()
    finally:
        page.emulate_media(media="screen")
    assert shown == 0, "what can only be clicked is printed"
    assert heading
    assert not sideways
