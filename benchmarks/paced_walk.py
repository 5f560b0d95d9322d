"""A walk through the form of ervaringen at a human pace: `python -m benchmarks.paced_walk http://127.0.0.1:8000`.

A real browser of 360 px, and no person: a script that types each sign, taps each choice and waits for as long as people were
published to take for it (`ninety_seconds.py`), and looks at a clock. Three ways: without a name, by a link and signed in; for
those stand behind the portal the path of Chromium, the link as it was mailed, an address and its password. Read are the
labels and hints of the form and what it offers that lies on a table already; or also the heading and all that stands before the
form. The clock runs from the first paint to the page that says that it came.
"""

import sys
import time

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.ninety_seconds import DECIDE, READ, SWIPE, TAP, TEXT, TYPE

KIND, THEME = "Signaal: iets loopt niet goed", "Waar gaat het over?"


class Walker:
    """Somebody at the published pace. What is read is read once."""

    def __init__(self, page: Page) -> None:
        self.page, self.read_before, self.paced = page, set(), 0.0

    def take(self, seconds: float) -> None:
        """Let that time go by; what is left of the clock is what the browser and the portal took."""
        self.paced += seconds
        time.sleep(seconds)

    def read(self, *seen: Locator) -> None:
        """Wait as long as the words take that were not read before; what only a screen reader says takes none."""
        self.page.evaluate("document.querySelectorAll('main .visually-hidden').forEach(element => element.remove())")
        words = [line for one in seen for line in one.inner_text().splitlines()]
        new = [line for line in words if line.strip() and line not in self.read_before]
        self.read_before.update(new)
        self.take(READ * len(" ".join(new).split()))

    def reach(self, target: Locator) -> None:
        """Swipe until it stands on the screen."""
        for _ in range(30):
            box = target.bounding_box()
            if box and box["y"] >= 0 and box["y"] + min(box["height"], 200) <= self.page.viewport_size["height"]:
                return
            self.page.mouse.wheel(0, 500 if box and box["y"] > 0 else -500)
            self.take(SWIPE)

    def tap(self, target: Locator, *, after_thought: bool = False) -> None:
        """Make up one's mind when it takes that, move there, and press."""
        self.reach(target)
        self.take(TAP + (DECIDE if after_thought else 0))
        target.click()

    def type(self, text: str) -> None:
        """Every sign by itself, at the published rate; what the page does with it comes out of the same time."""
        begun, self.paced = time.monotonic(), self.paced + len(text) * TYPE
        for number, sign in enumerate(text, start=1):
            self.page.keyboard.type(sign)
            time.sleep(max(0.0, begun + number * TYPE - time.monotonic()))


def walk(page: Page, address: str, *, reads_all: bool) -> tuple[float, float]:
    """Send an experience from the form at `address`. Gives the seconds until the receipt, and those of its pace."""
    page.goto(address, wait_until="load")
    wait_for_paint(page)
    painted = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime + performance.timeOrigin"
    )
    someone, form = Walker(page), page.locator("main form", has=page.locator("#id_text"))
    if reads_all:
        someone.read(page.locator("main header"), *_before_the_form(page))
    kind = form.get_by_label(KIND)
    someone.reach(kind)
    someone.read(form.locator("#div_id_kind"))
    someone.tap(form.locator("label", has_text=KIND).first, after_thought=True)
    theme = form.get_by_label(THEME)
    someone.reach(theme)
    someone.read(form.locator("label[for=id_theme]"))
    someone.tap(theme)
    someone.read(theme)
    someone.take(DECIDE + TAP)
    theme.select_option(index=1)
    text = form.locator("#id_text")
    someone.reach(text)
    someone.read(form.locator("#div_id_text"))
    someone.tap(text, after_thought=True)
    someone.type(TEXT)
    send = form.get_by_role("button", name="Verstuur")
    someone.reach(send)
    someone.read(form)
    before = page.url
    someone.tap(send, after_thought=True)
    page.wait_for_function("before => location.href !== before", arg=before)
    page.locator("h1").wait_for()
    if "Er klopt iets niet" in page.inner_text("main") or page.locator(".is-invalid").count():
        raise SystemExit(f"not sent: {page.inner_text('main')[:400]}")
    return time.time() - painted / 1000, someone.paced


def wait_for_paint(page: Page) -> None:
    """Wait until it was painted; by turns, since no page lets a script be made of words."""
    while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
        page.wait_for_timeout(20)


def _before_the_form(page: Page) -> list[Locator]:
    return page.locator("main .stack > :not(form)").all()


def sign_in(page: Page, portal: str, address: str, password: str) -> None:
    page.goto(f"{portal}/account/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def main() -> None:
    portal, path, link, address, password = (*sys.argv[1:], *[None] * 5)[:5]
    ways = {"without a name": f"{portal}/ervaringen/nieuw/"}
    ways |= {"by a mailed link": f"{link}nieuw/"} if link else {}
    ways |= {"signed in": f"{portal}/ervaringen/nieuw/"} if address else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for way, form in ways.items():
            for reads_all in (True, False):
                page = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
                if way == "signed in":
                    sign_in(page, portal, address, password)
                took, paced = walk(page, form, reads_all=reads_all)
                reads = "reads everything on the way" if reads_all else "reads the form and what it offers"
                print(f"{way}, {reads}: {took:.0f} s, of which {paced:.0f} s at a human pace", flush=True)
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
