"""What every visitor sees alike is rendered once per version, and an edit shows on the very next request.

The key holds the newest change of what is on the page (asked of the database each time) and today's date, since a date
can pass. Nothing personal is ever kept: signed-in people, and anyone for whom a message waits, get a page of their own,
in which only the parts that all of them see alike are kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

# Of the largest page, some 110 kB, this many are 16 MB in each web worker.
ROOM = 150
A_DAY = 24 * 60 * 60
_pages: OrderedDict[tuple, object] = OrderedDict()
_lock = Lock()


def kept_per_version(version):
    """Decorator: keep the page under `version(request, *args, **kwargs)`, a string that changes when the page would.

    The view must show visitors no form, token or nonce; `tests/test_pages.py` looks for them in every kept page.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not _is_plain_visit(request):
                return view(request, *args, **kwargs)
            key = (request.path, request.GET.urlencode(), version(request, *args, **kwargs), timezone.localdate())
            if (page := _find(key)) is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                page = _keep(key, (response.content, response.headers["Content-Type"]))
            return HttpResponse(page[0], content_type=page[1])

        wrapper.kept = True
        return wrapper

    return decorate


def part(template: str, version: tuple, facts: Callable[[], dict]) -> SafeString:
    """A part of a page, rendered once for everybody for whom `version` is the same; `facts` is only asked when it is new.

    It gets no request, so that nothing of who looks at it can be in it.
    """
    return thing((template, version), lambda: render_to_string(template, facts()))


def thing(key: tuple, make: Callable[[], object], *, dated: bool = True):
    """What `make` gave for `key`, today, or on any day when it is not `dated`: the same object each time, only to be read."""
    key = (*key, timezone.localdate()) if dated else key
    if (found := _find(key)) is None:
        found = _keep(key, make())
    return found


def shared(name: str, make: Callable[[], object]):
    """What `make` gave under this name today, in whichever process: only the first asks the database. It is of nobody alone."""
    return cache.get_or_set(f"kept:{name}:{timezone.localdate()}", make, timeout=A_DAY)


def forget() -> None:
    """Empty the memory of this process; only tests need it, since a key never stands for two different pages."""
    with _lock:
        _pages.clear()


def _is_plain_visit(request) -> bool:
    if request.method not in {"GET", "HEAD"} or request.htmx or len(request.GET.urlencode()) > 200:
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _find(key: tuple):
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: tuple, page):
    with _lock:
        _pages[key] = page
        while len(_pages) > ROOM:
            _pages.popitem(last=False)
    return page
