"""The portal's doors, one that does nothing (its cost is the unit H), and one that only searches."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from leerlandschap.commons import search

HELLO, FIND = "meting/hallo/", "meting/zoeken/"


@login_not_required
def hello(request) -> HttpResponse:
    """Through every middleware, and back."""
    return HttpResponse("Hallo, wereld")


def find(request) -> HttpResponse:
    """What the search finds, without a page around it: there is no page of its own yet."""
    found = search.find(request.user, request.GET["tekst"])
    return HttpResponse("\n".join(f"<h1>{one.title}" for one in found))


urlpatterns = [path(HELLO, hello), path(FIND, find), path("", include("leerlandschap.urls"))]
handler400 = "leerlandschap.commons.views.bad_request"
handler403 = "leerlandschap.commons.views.permission_denied"
handler404 = "leerlandschap.commons.views.page_not_found"
handler500 = "leerlandschap.commons.views.server_error"
