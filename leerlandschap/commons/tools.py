"""What stands on the work page: a tool of an app, for who may use it."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Tool:
    """A page to work on: its name, one sentence, and the right it asks."""

    title: str
    text: str
    url_name: str
    permission: str

    def url(self) -> str:
        return reverse(self.url_name)
