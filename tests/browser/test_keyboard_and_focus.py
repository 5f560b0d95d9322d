"""Moving through pages without a mouse, and seeing them with other eyes: focus, targets, motion, forced colours, the map."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));  // it scrolls before it draws
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    what: one.outerHTML.slice(0, 120), tag: one.localName, name: one.getAttribute('aria-label') ?? one.textContent.trim(),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, at: Math.round(box.top),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
# Sizes of what can be pressed; a link within a sentence is as high as its line (WCAG 2.5.8, inline).
SMALL = """() => {
  const inline = 'p:not([class]), .measure, .field__hint, dd, .lead, svg, .entry__meta, .soft, .plot--link';
  return [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
    .filter((one) => one.checkVisibility() && !one.closest(inline) && getComputedStyle(one).position !== 'absolute')
    .map((one) => [one, (one.labels?.[0]?.closest('.form-check') ?? one).getBoundingClientRect()])
    .filter(([one, box]) => box.width < 24 || box.height < 24)
    .map(([one, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.slice(0, 110)}`);
}"""
SLOW = """() => {
  const ms = (text) => Math.max(...text.split(',').map((part) => parseFloat(part) * (part.includes('ms') ? 1 : 1000)));
  const moves = (style) => Math.max(ms(style.transitionDuration), ms(style.animationDuration)) > 1;
  return [...document.querySelectorAll('*')]
    .filter((one) => moves(getComputedStyle(one)) || getComputedStyle(one).scrollBehavior === 'smooth')
    .map((one) => one.outerHTML.slice(0, 80));
}"""


def steps(page: Page, most: int = 120) -> list[dict]:
    """Where Tab leads from the top of the page, until it leaves it or comes back."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    seen = []
    for _step in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None or (seen and found["what"] == seen[0]["what"]):
            return seen
        seen.append(found)
    raise AssertionError("Tab has no end")


@pytest.fixture
def page(stage, tabs) -> Page:
    """A visitor's tab, wide."""
    one = tabs(None)
    one.set_viewport_size(WIDE)
    return one


def test_the_skip_link_leads_past_the_menu(page):
    page.goto("/tafels/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Naar de inhoud")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_all_of_a_form(scheme, page, stage):
    page.emulate_media(color_scheme=scheme)
    page.goto(reverse("signup", args=[stage.table.slug]))
    found = steps(page)
    page.emulate_media(color_scheme="light")
    tags = {one["tag"] for one in found}
    assert {"a", "input", "textarea", "button"} <= tags
    assert [one["what"] for one in found if not one["seen"]] == []
    assert [one for one in found if not one["inView"]] == []


def test_what_can_be_pressed_is_large_enough(stage, tabs):
    small = []
    for who, path in (
        ("visitor", "/"),
        ("visitor", "/tafels/"),
        ("visitor", reverse("signup", args=[stage.table.slug])),
        ("visitor", "/account/login/"),
        ("gemeente", "/mijn/"),
        ("clm", "/werk/"),
        ("clm", reverse("seat-list", args=[stage.table.slug])),
    ):
        page = tabs(stage.accounts.get(who))
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.goto(path)
            page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            small += [f"{path} at {size['width']}: {one}" for one in page.evaluate(SMALL)]
    assert not small, "\n".join(small)


def test_a_menu_opens_and_closes_with_the_keyboard(page):
    page.set_viewport_size(NARROW)
    page.goto("/")
    summary = page.locator(".menu--all > summary")
    entry = page.locator(".menu--all").get_by_role("link", name="Tafels")
    summary.focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('.menu__panel'))")
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Space")
    expect(entry).to_be_visible()
    page.locator("footer a").first.focus()
    expect(entry).to_be_hidden()


def test_nothing_moves_for_who_asked_for_calm(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    slow = page.evaluate(SLOW)
    page.emulate_media(reduced_motion="no-preference")
    assert slow == []


HIDE = "(one) => { one.style.visibility = 'hidden'; }"
RING = [".ring__present", ".ring__pattern", ".ring__past", ".ring__disc", ".ring__letter", ".ring__number"]
SHOW = "(one) => { one.style.visibility = ''; }"


def is_seen(drawing, part: str) -> bool:
    """True when the drawing looks different without the first of these parts."""
    before = drawing.screenshot()
    found = drawing.locator(part).first
    found.evaluate(HIDE)
    after = drawing.screenshot()
    found.evaluate(SHOW)
    return before != after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rings_chairs_and_parcels_stay_under_forced_colours(scheme, page):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    try:
        page.goto("/leertafels/thuis-op-maat/")
        ring, seats = page.locator("main .ring").first, page.locator("main .seats svg").first
        unseen = [part for part in RING if not is_seen(ring, part)]
        unseen += [part for part in ("rect.seats__taken", "rect.seats__free") if not is_seen(seats, part)]
        fills = {
            kind: seats.locator(f"rect.seats__{kind}").first.evaluate("(one) => getComputedStyle(one).fill")
            for kind in ("taken", "free")
        }
        page.goto("/")
        drawn = page.locator("svg.map:visible")
        unseen += [part for part in (".parcel__edge", ".map__name", ".map__chair") if not is_seen(drawn, part)]
    finally:
        page.emulate_media(forced_colors="none", color_scheme="light")
    assert unseen == []
    assert fills["taken"] != fills["free"]


# --- the map ----------------------------------------------------------------------------------------------------------------


def test_every_parcel_is_a_link_that_tab_leads_to(page):
    page.goto("/")
    drawn = page.locator("svg.map:visible a.parcel")
    names = [one.get_attribute("aria-label") for one in drawn.all()]
    assert len(names) > 5
    assert all(names)
    reached = steps(page)
    assert [one["name"] for one in reached if one["tag"] == "a" and "parcel" in one["what"]] == names
    for name in names[:2]:
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_the_focused_parcel_has_an_edge_of_its_own(page):
    page.goto("/")
    edge = page.locator("svg.map:visible a.parcel .parcel__edge").first
    width = "(one) => parseFloat(getComputedStyle(one).strokeWidth)"
    before = edge.evaluate(width)
    page.keyboard.press("Tab")
    page.locator("svg.map:visible a.parcel").first.focus()
    assert edge.evaluate(width) >= before + 2
    assert edge.evaluate("(one) => getComputedStyle(one).stroke") != edge.evaluate(
        "(one) => getComputedStyle(one).fill"
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_list_says_what_the_map_draws(size, page):
    page.set_viewport_size(size)
    page.goto("/")
    drawn = page.locator("svg.map:visible")
    assert drawn.count() == 1
    on_map = {one.get_attribute("href"): one.get_attribute("aria-label") for one in drawn.locator("a.parcel").all()}
    page.get_by_text("Bekijk het landschap als lijst").click()
    rows = page.locator(".landscape__list .entry")
    on_list = {one.locator("a").get_attribute("href"): one for one in rows.all()}
    assert set(on_list) == set(on_map)
    for address, row in on_list.items():
        facts = [row.locator("a").inner_text(), *row.locator(".entry__meta").first.inner_text().split(" · ")]
        missing = [fact for fact in facts if fact and not fact.startswith("Brug naar") and fact not in on_map[address]]
        assert not missing, f"{on_map[address]} lacks {missing}"
