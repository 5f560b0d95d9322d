"""The doors that belong to no app; the mailbox is there in the embedded default only."""

from django.conf import settings
from django.urls import path

from leerlandschap.commons import views

urlpatterns = [
    path("gezondheid/", views.health, name="health"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
if settings.EMBEDDED or settings.TESTING:
    urlpatterns += [
        path("postvak/", views.mailbox, name="mailbox"),
        path("postvak/<slug:key>/", views.mail, name="mail"),
    ]
