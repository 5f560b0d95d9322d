"""Whether the links of an edition lead somewhere, for a reader without an account.

A page of the portal is opened as a visitor would. What lies elsewhere is read and never fetched: whoever types an address
may not make the portal send a request to it, or learn what answers inside the network (SSRF).
"""

import io
import ipaddress
from contextvars import copy_context
from functools import cache as once
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

# A link that led somewhere is not tried again so soon, while somebody looks at the edition.
SECONDS = 300
MOST_HOPS = 3
INWARD = (
    ".local",
    ".localhost",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".test",
    ".invalid",
)

NOWHERE = "De link {link} leidt nergens heen. Verbeter hem."
INSIDE = "De link {link} opent alleen voor wie is ingelogd. Kies een pagina die iedereen kan lezen, of haal hem weg."
BROKEN = "De pagina van de link {link} geeft nu een fout. Probeer het straks nog eens, of haal hem weg."
UNFINISHED = (
    "De link {link} is geen heel adres. Begin met https:// of, voor een pagina van het portaal, met een schuine streep."
)
UNREACHABLE = "De link {link} kan een lezer niet openen: dit adres is er alleen binnen een eigen netwerk. Verbeter hem."
WITH_PASSWORD = "In de link {link} staat een naam of wachtwoord. Haal dat eruit."


def is_ours(link: str) -> bool:
    """Whether it is a page of the portal."""
    return link.startswith("/") and not link.startswith(("//", "/\\")) or f"{link}/".startswith(f"{settings.SITE_URL}/")


def fault(link: str, *, freshly: bool) -> str:
    """What is wrong with it, as a sentence that says what to do; empty when a reader can open it, as far as can be seen."""
    try:
        found = _inside(link, freshly=freshly) if is_ours(link) else _outside(link)
    except ValueError:
        found = UNFINISHED
    return found.format(link=link or "zonder adres")


# --- elsewhere ----------------------------------------------------------------------------------------------------------


def _outside(link: str) -> str:
    if link.startswith("mailto:"):
        return "" if "@" in link and " " not in link else UNFINISHED
    parts = urlsplit(link)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or not host or " " in link or (parts.port == 0):
        return UNFINISHED
    if parts.username or parts.password:
        return WITH_PASSWORD
    return UNREACHABLE if _is_inward(host) else ""


def _is_inward(host: str) -> bool:
    """Whether only machines near it know it; a number is never what a reader is sent to."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(INWARD) or host.replace(".", "").isdigit()
    return True


# --- the portal itself --------------------------------------------------------------------------------------------------


def _inside(link: str, *, freshly: bool) -> str:
    path = (link.removeprefix(settings.SITE_URL) or "/").partition("#")[0]
    key = f"newsletter:leads:{path}"
    if not freshly and len(key) < 200 and key.isascii() and key.isprintable() and " " not in key:
        if cache.get(key):
            return ""
        found = _visited(path)
        if not found:
            cache.set(key, True, SECONDS)
        return found
    return _visited(path)


def _visited(path: str) -> str:
    """What a visitor who opens it meets."""
    for _hop in range(MOST_HOPS):
        response = _answer(path)
        to = urljoin(path, response.headers.get("Location", ""))
        if not 300 <= response.status_code < 400 or not is_ours(to):
            return _words_for(response.status_code)
        path = to.removeprefix(settings.SITE_URL)
        if path.startswith(reverse("account_login")):
            return INSIDE
    return NOWHERE


def _words_for(status: int) -> str:
    if status in {401, 403}:
        return INSIDE
    return BROKEN if status >= 500 else NOWHERE if status in {400, 404, 405, 410} else ""


def _answer(path: str) -> HttpResponse:
    """The portal's own answer to a visitor who asks for `path`: read only, and apart from whoever asks us now."""
    with transaction.atomic():
        response = copy_context().run(_portal().get_response, _visit(path))
        # Not `response.close()`, which would tell the server that the request around this one is over.
        if (file := getattr(response, "file_to_stream", None)) is not None:
            file.close()
    return response


def _visit(path: str) -> WSGIRequest:
    site, asked = urlsplit(settings.SITE_URL), urlsplit(path)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            # As a web server hands it over (PEP 3333).
            "PATH_INFO": unquote_to_bytes(asked.path).decode("latin-1"),
            "QUERY_STRING": asked.query.encode().decode("latin-1"),
            "HTTP_HOST": site.netloc,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )


@once
def _portal() -> BaseHandler:
    """The portal as it answers requests, with everything that stands around its pages."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler
