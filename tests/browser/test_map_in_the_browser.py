"""The map as a browser draws it: what is written on a parcel stays on it, it is walked by Tab, and prints on one sheet."""

import re

import pytest
from django.urls import reverse

from tests.browser.conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Texts that stick out of their parcel, by more than a pixel of the drawing, in the layout that is shown.
STICKING_OUT = """() => [...document.querySelectorAll('.map a.parcel')].flatMap((parcel) => {
  const land = parcel.querySelector('.parcel__land').getBBox();
  if (!parcel.getBoundingClientRect().width) return [];
  return [...parcel.querySelectorAll(':scope > text')].filter((text) => {
    const box = text.getBBox();
    return box.x < land.x - 1 || box.x + box.width > land.x + land.width + 1
      || box.y < land.y - 1 || box.y + box.height > land.y + land.height + 1;
  }).map((text) => text.textContent);
})"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_is_written_on_a_parcel_stays_on_it(stage, desk, size):
    page = desk.open(size=size)
    page.goto(reverse("landscape"))

    assert page.locator(".map a.parcel:visible").count() > 9
    assert page.evaluate(STICKING_OUT) == []


def test_the_parcels_are_walked_in_the_order_of_the_list(stage, desk):
    page = desk.open()
    page.goto(reverse("landscape"))
    drawn = page.locator(".map--wide a.parcel").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    page.locator(".map--wide a.parcel").first.focus()

    walked = []
    for _parcel in drawn:
        walked.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")

    assert walked == drawn


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_it_prints_on_one_sheet(stage, desk, paper):
    page = desk.open()
    page.goto(reverse("landscape"))

    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper, landscape=True, print_background=True))

    assert len(sheets) == 1
