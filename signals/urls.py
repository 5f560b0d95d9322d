"""The doors of ervaringen."""

from django.urls import path

from signals.views import routes

urlpatterns = [
    path("ervaringen/", routes.experience_routes, name="experience-routes"),
]
