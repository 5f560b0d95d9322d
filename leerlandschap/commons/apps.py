"""Where the registries learn what the apps know."""

from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "leerlandschap.commons"
    label = "commons"
    verbose_name = "Gemeenschappelijk"

    def ready(self) -> None:
        from leerlandschap.commons import registry

        registry.discover()
