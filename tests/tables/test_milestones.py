"""Keeping the ijkpunten of the region's year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.models import AuditEvent
from tables import landscape_milestones
from tables.flows import milestones
from tables.models import Milestone
from tests.factories import make_milestone

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("milestone-list"), reverse("milestone-add")
FORM = {
    "name": "Gegevens over het eerste kwartaal binnen",
    "lane": "data",
    "first_day": "2031-04-02",
    "last_day": "2031-04-02",
    "source": "Afspraak in de monitorgroep",
    "openness": "public",
}


def test_the_office_sets_an_ijkpunt_and_sees_it_in_the_year_wheel(sign_in, regio, visitor, time_machine):
    time_machine.move_to("2031-01-06 09:00+01:00", tick=False)
    page = sign_in(regio).post(ADD, FORM, follow=True).text

    assert "staat in de kalender" in page
    assert "wo 2 april 2031" in page
    assert Milestone.objects.get().edited_by == regio
    assert AuditEvent.objects.get(code="milestone.added").details["since"] == "2031-04-02"
    assert "Gegevens over het eerste kwartaal binnen" in visitor.get(reverse("calendar-year")).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"last_day": "2031-04-01"}, "De laatste dag kan niet voor de eerste liggen"),
        ({"last_day": "2033-04-01"}, "hooguit een jaar"),
        ({"first_day": "0031-04-02"}, "Vul een jaar in van 2020"),
        ({"first_day": "morgen"}, "Vul een dag in, bijvoorbeeld 12-1-2027"),
        ({"name": " "}, "Geef het ijkpunt een naam"),
        ({"lane": "leertafel"}, "Kies wat voor ijkpunt het is"),
        ({"source": ""}, "Schrijf op waar dit vandaan komt"),
        ({"openness": "closed"}, "Kies wie dit ziet"),
        ({"name": "x\0"}, "Null"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(sign_in, regio, wrong, sentence):
    page = sign_in(regio).post(ADD, FORM | wrong)

    assert sentence in page.text
    assert "monitorgroep" in page.text or "source" in wrong
    assert not Milestone.objects.exists()


def test_the_same_twice_is_refused(regio):
    make_milestone("Ronde", date(2031, 4, 1))

    with pytest.raises(ValidationError, match="staat er al"):
        milestones.add(
            Milestone(name="Ronde", lane="contract", first_day=date(2031, 4, 1), last_day=date(2031, 4, 1), source="x"),
            by=regio,
        )


def test_it_is_changed_removed_and_put_back_with_a_trace(sign_in, regio):
    browser, milestone = sign_in(regio), make_milestone("Ronde", date(2031, 4, 1))
    edit = reverse("milestone-edit", args=[milestone.ref])
    remove = reverse("milestone-remove", args=[milestone.ref])

    browser.post(edit, FORM | {"once": "a"})
    browser.post(remove, {"removed": "ja", "once": "b"})
    assert "Zet terug" in browser.get(LIST).text
    assert browser.get(edit).status_code == 404
    browser.post(remove, {"removed": "nee", "once": "c"})

    milestone.refresh_from_db()
    assert (milestone.name, milestone.removed, milestone.version) == (FORM["name"], False, 4)
    assert set(AuditEvent.objects.values_list("code", flat=True)) >= {
        "milestone.changed",
        "milestone.removed",
        "milestone.put_back",
    }


def test_the_database_keeps_days_source_and_openness_right():
    for wrong in ({"last_day": date(2031, 3, 1)}, {"source": ""}, {"openness": "closed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_milestone("Ronde", date(2031, 4, 1), **wrong)


def test_four_rounds_of_contract_talks_a_year_are_shipped_and_what_the_office_removed_stays_away(regio):
    landscape_milestones.ship(Loader())
    rounds = Milestone.objects.filter(lane="contract", first_day__year=2028)
    assert [one.first_day.month for one in rounds] == [1, 4, 7, 10]
    milestones.set_removed(rounds[0], removed=True, by=regio)
    count = Milestone.objects.count()

    landscape_milestones.ship(Loader())

    assert Milestone.objects.count() == count
    assert Milestone.objects.standing().filter(lane="contract", first_day__year=2028).count() == 3


def test_a_year_is_written_as_a_year(sign_in, regio):
    make_milestone("Julironde", date(2031, 7, 1))

    assert "<summary>2031 (1)</summary>" in sign_in(regio).get(LIST).text
