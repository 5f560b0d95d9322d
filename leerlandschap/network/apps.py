"""The network as an application."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "leerlandschap.network"
    label = "network"
    verbose_name = "Netwerk"
