"""Pages kept per version: rendered once for every visitor, and never older than the last edit."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from leerlandschap.commons import kept


class Page:
    """A page that counts how often it was rendered, under a version that the story sets."""

    def __init__(self) -> None:
        self.version, self.rendered, self.status = "1", 0, 200
        self.view = kept.kept_per_version(lambda request: self.version)(self.render)

    def render(self, request) -> HttpResponse:
        self.rendered += 1
        return HttpResponse(f"versie {self.version}", status=self.status)

    def visit(self, path: str = "/", method: str = "get", **cookies) -> str:
        request = getattr(RequestFactory(), method)(path)
        request.htmx = False
        request.COOKIES.update(cookies)
        return self.view(request).content.decode()


def test_visitors_share_one_rendering():
    page = Page()

    assert page.visit() == page.visit() == "versie 1"
    assert page.rendered == 1


def test_an_edit_shows_on_the_very_next_request():
    page = Page()
    page.visit()

    page.version = "2"

    assert page.visit() == "versie 2"


def test_another_address_is_another_page():
    page = Page()
    page.visit("/tafels/")
    page.visit("/tafels/?thema=crisis")

    assert page.rendered == 2


def test_a_new_day_is_another_page(time_machine):
    page = Page()
    time_machine.move_to("2027-03-01 23:30+01:00", tick=False)
    page.visit()
    time_machine.move_to("2027-03-02 00:10+01:00", tick=False)
    page.visit()

    assert page.rendered == 2


@pytest.mark.parametrize("visit", [{"session": "abc"}, {"method": "post"}, {"path": "/?x=" + "y" * 300}])
def test_who_may_see_something_of_their_own_gets_a_page_of_their_own(visit):
    page = Page()
    page.visit(**visit)
    page.visit(**visit)

    assert page.rendered == 2


def test_a_page_that_went_wrong_is_not_kept():
    page = Page()
    page.status = 404
    page.visit()
    page.status = 200
    page.visit()

    assert page.rendered == 2


def test_the_memory_has_an_end():
    page = Page()
    for number in range(kept.ROOM + 20):
        page.visit(f"/?pagina={number}")

    assert len(kept._pages) == kept.ROOM
