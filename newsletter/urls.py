"""The doors of the newsletter."""

from django.urls import path

from newsletter.views import subscriptions

urlpatterns = [
    path("nieuwsbrief/", subscriptions.subscribe, name="newsletter-subscribe"),
    path("nieuwsbrief/aangevraagd/", subscriptions.asked, name="newsletter-asked"),
    path("nieuwsbrief/bevestigen/<str:token>/", subscriptions.confirm, name="newsletter-confirm"),
    path("nieuwsbrief/bevestigd/", subscriptions.confirmed, name="newsletter-confirmed"),
    path("nieuwsbrief/afmelden/<str:token>/", subscriptions.unsubscribe, name="newsletter-unsubscribe"),
]
