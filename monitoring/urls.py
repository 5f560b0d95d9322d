"""The doors of monitoring."""

from django.urls import path

from monitoring.views import indicators

urlpatterns = [
    path("monitoring/", indicators.indicator_list, name="indicator-list"),
    path("monitoring/<slug:code>/", indicators.indicator, name="indicator"),
]
