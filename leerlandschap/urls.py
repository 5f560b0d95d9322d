"""The site map: which app answers which doors."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("tables.urls")),
    path("", include("signals.urls")),
    path("", include("monitoring.urls")),
    path("", include("newsletter.urls")),
    path("", include("leerlandschap.network.urls")),
    path("", include("leerlandschap.commons.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]

handler400 = "leerlandschap.commons.views.bad_request"
handler403 = "leerlandschap.commons.views.permission_denied"
handler404 = "leerlandschap.commons.views.page_not_found"
handler500 = "leerlandschap.commons.views.server_error"
