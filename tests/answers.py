"""What an answer holds: headers that close what the portal never uses, code that a strict policy would stop, its shape."""

from html.parser import HTMLParser

DIRECTIVES = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "object-src 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip
# A file that somebody brought in may do nothing at all.
OF_A_FILE = {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "sandbox"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def missing_in(response) -> list[str]:
    """What a response should say and does not, or should not and does."""
    policy = response.headers.get("Content-Security-Policy", "")
    found = {" ".join(part.split()) for part in policy.split(";")}
    wanted = OF_A_FILE if "sandbox" in found else DIRECTIVES
    wrong = [f"CSP lacks {directive}" for directive in sorted(wanted - found)]
    wrong += [f"CSP has {bad}" for bad in ("unsafe-inline", "unsafe-eval", "http:", "*") if bad in policy]
    wrong += [
        f"{name}: {response.headers.get(name)}" for name, value in FIXED.items() if response.headers.get(name) != value
    ]
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong


class Inline(HTMLParser):
    """Collects what a strict policy would stop: scripts and styles in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        names = dict(attrs)
        is_code = names.get("type", "text/javascript") in {"text/javascript", "module", ""}
        if tag == "style" or (tag == "script" and "src" not in names and is_code):
            self.found.append(f"<{tag}>")
        self.found += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        self.found += [
            f"{tag} to {value[:30]}"
            for value in names.values()
            if (value or "").strip().lower().startswith("javascript:")
        ]


def inline_in(answer) -> list[str]:
    parser = Inline()
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        parser.feed(answer.content.decode())
    return parser.found


class Shape(HTMLParser):
    """What a page is made of: its headings, links, ids, title and language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings, self.links, self.ids, self.files = [], [], [], []
        self.title, self.language, self._in_title = "", "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        names = dict(attrs)
        if tag == "h1":
            self.headings.append(tag)
        if tag == "html":
            self.language = names.get("lang", "")
        if tag == "a" and names.get("href"):
            self.links.append(names["href"])
        if tag in {"link", "script"}:
            self.files += [names[key] for key in ("href", "src") if names.get(key)]
        if names.get("id"):
            self.ids.append(names["id"])
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag) -> None:
        self._in_title = False


def shape_of(answer) -> Shape | None:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return Shape(answer.text) if is_page and not answer.streaming and answer.status_code not in {301, 302} else None
