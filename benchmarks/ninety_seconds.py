"""How long the form of ervaringen takes a first-time sender on a phone: `python benchmarks/ninety_seconds.py http://127.0.0.1:8000`.

An estimate and no measurement of people. A browser of 360 px walks the form as a visitor and counts what stands there to
read, what is typed and what is tapped; the seconds come from what was published of people on telephones.
"""

import sys

from playwright.sync_api import Page, sync_playwright

# Silent reading: 238 words a minute (Brysbaert 2019). Typing on a telephone: 36.2 words of five signs a minute (Palin and
# others 2019). Making up one's mind: 1.35 s (Card, Moran and Newell 1983). A tap: 0.31 s, a swipe: 0.2 s (El Batran and
# Dunlop 2014).
READ, TYPE, DECIDE, TAP, SWIPE = 60 / 238, 60 / (36.2 * 5), 1.35, 0.31, 0.2
TEXT = "Buiten kantooruren neemt niemand de telefoon op. Wij bellen dan zelf rond, en dat kost een uur."
# What somebody decides: the kind, the theme, what to tell, to send it.
DECISIONS = 4


def walk(page: Page, portal: str) -> dict[str, float]:
    """Send as a visitor. Gives the counts."""
    page.goto(f"{portal}/ervaringen/nieuw/")
    # What only a screen reader says takes no reading.
    page.evaluate("document.querySelectorAll('.visually-hidden').forEach(element => element.remove())")
    # The names of the themes stand in their list: somebody looks them over once.
    words, inside = len(page.inner_text("main").split()), len(page.inner_text("main form").split())
    swipes = page.evaluate(
        "Math.ceil(document.querySelector('main form').getBoundingClientRect().bottom / innerHeight)"
    )
    page.get_by_label("Signaal: iets loopt niet goed").check()
    page.get_by_label("Waar gaat het over?").select_option(index=1)
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_url("**/ontvangen/")
    # Kind; theme, opened and chosen; the text; send.
    return {"words": words, "words in the form": inside, "signs": len(TEXT), "taps": 5, "swipes": swipes}


def seconds(counts: dict[str, float], words: float) -> float:
    """How long it takes who reads so many words."""
    by_hand = counts["signs"] * TYPE + counts["taps"] * TAP + counts["swipes"] * SWIPE
    return words * READ + DECISIONS * DECIDE + by_hand


def main() -> None:
    with sync_playwright() as playwright:
        path = sys.argv[2] if len(sys.argv) > 2 else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        counts = walk(browser.new_page(viewport={"width": 360, "height": 740}), sys.argv[1])
        browser.close()
    print(counts)
    print(f"who reads every word: {seconds(counts, counts['words']):.0f} s")
    print(f"who reads the form only: {seconds(counts, counts['words in the form']):.0f} s")


if __name__ == "__main__":
    main()
