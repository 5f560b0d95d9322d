"""The library of werkvormen: shipped, kept by a few, read by everybody with an account, picked for an item."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from tables.flows import agenda, methods
from tables.landscape_methods import METHODS
from tables.models import Method
from tests.factories import make_meeting, make_table

pytestmark = pytest.mark.django_db
WISH = {
    "name": "Wereldcafé aan zee", "purpose": "Samen praten.", "group_min": "4", "group_max": "40", "minutes": "60",
    "steps": "Praat\n\n Luister ", "once": "a",
}  # fmt: skip


def make_method(name: str = "Rondje", **fields) -> Method:
    return Method.objects.create(**{"name": name, "purpose": "Iedereen aan het woord.", "steps": "Vraag"} | fields)


def test_the_shipped_ones_are_whole_and_shipped_once():
    for _ in range(2):
        call_command("landscape", verbosity=0)

    assert Method.objects.count() == len(METHODS) >= 10
    assert all(len(method.step_list()) >= 4 and method.purpose for method in Method.objects.all())


def test_what_somebody_changed_or_retired_stays_so_after_the_next_shipment(clm):
    call_command("landscape", verbosity=0)
    renamed, retired = Method.objects.order_by("pk")[:2]
    renamed.name = "Kringgesprek"
    methods.change(renamed, by=clm)
    methods.set_retired(retired, retired=True, by=clm)

    call_command("landscape", verbosity=0)

    renamed.refresh_from_db()
    retired.refresh_from_db()
    assert renamed.name == "Kringgesprek"
    assert retired.retired_at
    assert Method.objects.count() == len(METHODS)


@pytest.mark.parametrize("who", ["clm", "regio", "redactie"])
def test_those_who_keep_the_library_add_and_change(who, request, sign_in):
    browser = sign_in(request.getfixturevalue(who))

    added = browser.post(reverse("method-add"), WISH, follow=True)
    method = Method.objects.get()
    browser.post(reverse("method-edit", args=[method.ref]), WISH | {"minutes": "45", "once": "b"})

    method.refresh_from_db()
    assert "Wereldcafé aan zee" in added.text
    assert (method.minutes, method.step_list()) == (45, ["Praat", "Luister"])
    assert AuditEvent.objects.filter(code__startswith="method.").count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Geef de werkvorm een naam"),
        ({"name": "RONDJE"}, "al een werkvorm met deze naam"),
        ({"name": "Rondje"}, "al een werkvorm met deze naam"),
        ({"group_min": "50"}, "minstens zo veel"),
        ({"group_min": "0"}, "Nog niet gelukt"),
        ({"minutes": "0"}, "Nog niet gelukt"),
        ({"minutes": "99999999999999999999"}, "Nog niet gelukt"),
        ({"steps": " "}, "Schrijf de stappen op"),
        ({"purpose": "\0"}, "Nog niet gelukt"),
    ],
)
def test_a_method_that_cannot_be_gets_a_sentence(wrong, sentence, sign_in, clm):
    make_method()

    answer = sign_in(clm).post(reverse("method-add"), WISH | wrong)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert Method.objects.count() == 1


def test_the_list_is_narrowed_to_what_fits_and_nonsense_says_nothing(sign_in, gemeente):
    make_method("Klein en kort", group_min=2, group_max=6, minutes=15)
    make_method("Groot en lang", group_min=12, group_max=80, minutes=75)
    browser, path = sign_in(gemeente), reverse("method-list")

    def shown(**query) -> list[str]:
        page = browser.get(path, query).text
        return [name for name in ("Klein en kort", "Groot en lang") if name in page]

    assert shown(mensen="4") == ["Klein en kort"]
    assert shown(mensen="20") == ["Groot en lang"]
    assert shown(minuten="30") == ["Klein en kort"]
    assert shown(mensen="900") == []
    for nonsense in ("x", "-1", "0", "99999", "٣", "1\0"):
        assert shown(mensen=nonsense, minuten=nonsense) == ["Klein en kort", "Groot en lang"]


def test_a_retired_method_is_picked_no_more_and_stays_where_it_was_picked(sign_in, voorzitter, clm):
    method, meeting = make_method(), make_meeting(make_table(chair=voorzitter.person))
    item = agenda.add(meeting, title="Wonen", method=method, by=voorzitter)
    make_method("Wereldcafé")
    methods.set_retired(method, retired=True, by=clm)
    browser = sign_in(voorzitter)

    assert "Rondje" not in browser.get(reverse("agenda-item-add", args=[meeting.ref])).text
    assert "Rondje" in browser.get(reverse("agenda-item-edit", args=[item.ref])).text
    assert "Zo werken we" in browser.get(item.get_absolute_url()).text


def test_a_group_runs_from_small_to_large():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_method(group_min=9, group_max=3)
