"""The network as an application."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class NetworkConfig(AppConfig):
    name = "leerlandschap.network"
    label = "network"
    verbose_name = "Netwerk"


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's admin, with our own door."""

    default = False
    default_site = "leerlandschap.network.administration.Administration"
