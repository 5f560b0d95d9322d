"""The five agreements, the table's openness on its page, and personal intentions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent
from tables.flows import agreements, intentions
from tables.models import OpeningAgreement, Openness, Seat, Table
from tests.factories import make_question, make_seat, make_table

pytestmark = pytest.mark.django_db
KIND = OpeningAgreement.Kind


def record(table, clm, kind=KIND.COFFEE, text="Om de beurt.", level=Openness.PUBLIC) -> OpeningAgreement:
    return agreements.record(table, kind, text=text, level=level, agreed_on=timezone.localdate(), by=clm)


def test_all_five_stand_on_the_page_with_what_they_ask(sign_in, gemeente):
    page = sign_in(gemeente).get(reverse("opening-agreements", args=[make_table().slug])).text

    for kind in KIND:
        assert kind.label in page
        assert OpeningAgreement.QUESTIONS[kind] in page
    assert page.count("Nog niet afgesproken.") == 5


def test_an_agreement_is_recorded_and_shows_on_the_table_s_page_at_once(sign_in, visitor, voorzitter):
    table = make_table(chair=voorzitter.person)
    assert "Om de beurt." not in visitor.get(table.get_absolute_url()).text
    data = {"text": "Om de beurt.", "agreed_on": timezone.localdate().isoformat(), "openness": "public", "once": "a"}

    sign_in(voorzitter).post(reverse("opening-agreement", args=[table.slug, "koffie"]), data)

    assert "Om de beurt." in visitor.get(table.get_absolute_url()).text


def test_an_agreement_is_made_once_and_said_anew_after_that(clm):
    table = make_table()
    record(table, clm)

    record(table, clm, text="De gastheer zorgt.")

    assert OpeningAgreement.objects.get().text == "De gastheer zorgt."


def test_each_reads_on_the_table_s_page_what_is_open_to_them(sign_in, visitor, clm, gemeente, gemeente2):
    table = make_table()
    make_seat(table, gemeente.person)
    for kind, level in zip(KIND, Openness, strict=False):
        record(table, clm, kind, f"Afspraak-{level}", level)

    def read(browser, path) -> list[str]:
        page = browser.get(path).text
        return [level.value for level in Openness if f"Afspraak-{level}" in page]

    own, listed = table.get_absolute_url(), reverse("opening-agreements", args=[table.slug])
    assert read(visitor, own) == ["public"]
    for path in (own, listed):
        assert read(sign_in(gemeente2), path) == ["public", "network"]
        assert read(sign_in(gemeente), path) == ["public", "network", "table"]
        assert read(sign_in(clm), path) == ["public", "network", "table", "closed"]
    assert "Die is voor de tafel zelf." in sign_in(gemeente2).get(listed).text


def test_saying_that_it_still_holds_keeps_the_day_and_raises_the_version(clm):
    table = make_table()
    made = record(table, clm)
    before = Table.objects.get(pk=table.pk).version

    agreements.confirm(made, by=clm)

    assert OpeningAgreement.objects.get().checked_on == timezone.localdate()
    assert Table.objects.get(pk=table.pk).version == before + 1


def test_an_agreement_is_never_silently_wider(clm):
    table = make_table(openness=Openness.NETWORK)
    with pytest.raises(ValidationError, match="aparte stap"):
        record(table, clm, level=Openness.PUBLIC)
    record(table, clm, level=Openness.TABLE)

    with pytest.raises(ValidationError, match="aparte stap"):
        record(table, clm, level=Openness.NETWORK)
    assert OpeningAgreement.objects.get().openness == Openness.TABLE


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Schrijf op wat jullie afspraken."),
        ({"agreed_on": "ooit"}, "Vul een datum in"),
        ({"agreed_on": ""}, "Vul in wanneer"),
        ({"agreed_on": "later"}, "Vul een datum in"),
        ({"openness": "overal"}, "niet opener"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(wrong, sentence, sign_in, clm):
    table = make_table()
    data = {"text": "Blijft staan.", "agreed_on": "2026-01-05", "openness": "public", "once": "a"} | wrong

    page = sign_in(clm).post(reverse("opening-agreement", args=[table.slug, "koffie"]), data).text

    assert sentence in page
    assert not OpeningAgreement.objects.exists()


def test_nothing_is_agreed_in_the_future(sign_in, clm):
    table, tomorrow = make_table(), timezone.localdate() + timedelta(days=1)
    data = {"text": "Om de beurt.", "agreed_on": tomorrow.isoformat(), "openness": "public", "once": "a"}

    page = sign_in(clm).post(reverse("opening-agreement", args=[table.slug, "koffie"]), data).text

    assert "Deze dag moet nog komen" in page


def test_an_unknown_agreement_is_not_there(sign_in, clm):
    assert sign_in(clm).get(reverse("opening-agreement", args=[make_table().slug, "thee"])).status_code == 404


# --- the openness of a table ------------------------------------------------------------------------------------------------


def test_a_table_becomes_more_open_only_when_that_is_meant(sign_in, clm):
    table = make_table(openness=Openness.NETWORK)
    path = reverse("table-openness", args=[table.slug])

    assert "Zet een vinkje" in sign_in(clm).post(path, {"openness": "public", "once": "a"}).text
    assert Table.objects.get().openness == Openness.NETWORK
    sign_in(clm).post(path, {"openness": "public", "meant": "on", "once": "b"})

    assert Table.objects.get().openness == Openness.PUBLIC
    assert AuditEvent.objects.filter(code="openness.widened").count() == 1


def test_a_table_that_becomes_less_open_takes_its_questions_along(sign_in, visitor, clm):
    table = make_table()
    question = make_question(table, "Wat werkt?")

    sign_in(clm).post(reverse("table-openness", args=[table.slug]), {"openness": "table", "once": "a"})

    question.refresh_from_db()
    assert question.openness == Openness.TABLE
    assert visitor.get(table.get_absolute_url()).status_code == 404


def test_saving_it_as_it_is_changes_nothing(sign_in, clm):
    table = make_table()

    sign_in(clm).post(reverse("table-openness", args=[table.slug]), {"openness": "public", "once": "a"})

    assert not AuditEvent.objects.filter(code__startswith="openness").exists()


# --- a personal intention -----------------------------------------------------------------------------------------------------


def test_a_personal_intention_is_read_at_the_table_only(sign_in, visitor, gemeente, gemeente2, aanbieder, voorzitter):
    table = make_table(chair=voorzitter.person)
    seat = make_seat(table, gemeente.person)
    make_seat(table, aanbieder.person)
    sign_in(gemeente).post(reverse("seat-intention", args=[seat.ref]), {"intention": "Eerst luisteren.", "once": "a"})

    for who in (gemeente, aanbieder, voorzitter):
        assert "Eerst luisteren." in sign_in(who).get(table.get_absolute_url()).text
    for browser in (visitor, sign_in(gemeente2)):
        assert "Eerst luisteren." not in browser.get(table.get_absolute_url()).text


def test_an_intention_can_be_emptied_and_is_nobody_elses_to_write(sign_in, gemeente, aanbieder):
    table = make_table()
    seat = make_seat(table, gemeente.person)
    make_seat(table, aanbieder.person)
    path = reverse("seat-intention", args=[seat.ref])
    sign_in(gemeente).post(path, {"intention": "Eerst luisteren.", "once": "a"})

    assert sign_in(aanbieder).post(path, {"intention": "Anders.", "once": "b"}).status_code == 404
    sign_in(gemeente).post(path, {"intention": "", "once": "c"})

    assert Seat.objects.get(pk=seat.pk).intention == ""


def test_who_gave_the_chair_back_has_no_intention_there(gemeente):
    seat = make_seat(make_table(), gemeente.person, state=Seat.State.WITHDRAWN)

    with pytest.raises(ValidationError, match="zolang je een plek"):
        intentions.intend(seat, intention="Toch", by=gemeente)
