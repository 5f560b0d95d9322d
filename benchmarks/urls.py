"""The portal's doors, and one that does nothing: its cost is the unit H."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

HELLO = "meting/hallo/"


@login_not_required
def hello(request) -> HttpResponse:
    """Through every middleware, and back."""
    return HttpResponse("Hallo, wereld")


urlpatterns = [path(HELLO, hello), path("", include("leerlandschap.urls"))]
handler400 = "leerlandschap.commons.views.bad_request"
handler403 = "leerlandschap.commons.views.permission_denied"
handler404 = "leerlandschap.commons.views.page_not_found"
handler500 = "leerlandschap.commons.views.server_error"
