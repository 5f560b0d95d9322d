"""Looking at a page as a browser and its checkers do: each function gives what is wrong, in words."""

from functools import lru_cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > wide + 1 || box.left < -1)
      && element.checkVisibility() && !scrolls(element) && !element.closest('svg svg, svg > *');
  });
  const page = document.scrollingElement.scrollWidth;
  if (page > wide && !out.length) return ['the page is ' + page + ' px wide'];
  return out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
}"""


@lru_cache
def axe() -> Axe:
    return Axe()


def axe_complaints(page: Page, *, only: list[str] | None = None) -> list[str]:
    """What axe finds on the page; `only` these rules."""
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(axe().axe_script)
    found = page.evaluate(
        "(options) => axe.run(options)", {"runOnly": run, "resultTypes": ["violations"], "preload": False}
    )
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '').splitlines()[-1].strip()}"
        for one in found["violations"]
        for node in one["nodes"][:4]
    ]


def overflow(page: Page) -> list[str]:
    """What sticks out of the page sideways."""
    return page.evaluate(OVERFLOW)


class Console:
    """What the browser complains of, and whom it asks for something besides the portal."""

    def __init__(self, page: Page, address: str) -> None:
        self.said: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))
        page.on("request", lambda request: self._watch(request.url, address))

    def _listen(self, message) -> None:
        # That a page meant to refuse does refuse is said by its status.
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            self.said.append(f"console: {message.text}")

    def _watch(self, url: str, address: str) -> None:
        if not url.startswith((address + "/", "data:", "about:")):
            self.said.append(f"asked elsewhere: {url}")

    def heard(self) -> list[str]:
        """What was said since it was last asked."""
        said, self.said = self.said, []
        return said
