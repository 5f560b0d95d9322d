"""Telling people: once, in two places, with a link and no content."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import bundles, mail, notices
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, Notice
from leerlandschap.commons.registry import letters, tidy
from tests.factories import make_person

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Facts a mail may carry; a Kind that asks for another fails the test below.
ALLOWED_FACTS = {"table", "until", "place", "count", "since", "organisation", "date", "code", "site"}


def tell(person, number=1, **fields):
    return notices.tell(person, "bundle", key=f"story:{number}", path="/mijn/", **{"count": 1, **fields})


def test_what_was_told_is_not_told_again():
    person = make_person()

    assert tell(person)
    assert not tell(person)

    assert Notice.objects.count() == Letter.objects.count() == 1


def test_of_several_tellings_only_the_new_ones_are_told():
    person = make_person()
    tell(person, 1)

    new = notices.tell_all([notices.to(person, "bundle", key=f"story:{n}", path="/", count=1) for n in (1, 2, 3)])

    assert new == 2
    assert Notice.objects.count() == Letter.objects.count() == 3


def test_what_was_told_is_not_told_again_when_its_letter_has_been_forgotten():
    person = make_person()
    tell(person)
    Letter.objects.all().delete()

    assert not tell(person)

    assert (Notice.objects.count(), Letter.objects.count()) == (1, 0)


def test_what_is_undone_was_never_told():
    person = make_person()

    with pytest.raises(RuntimeError), transaction.atomic():
        tell(person)
        raise RuntimeError("the deed failed")

    assert not Letter.objects.exists()


def test_an_unknown_kind_is_refused_when_telling_and_not_when_sending():
    with pytest.raises(LookupError):
        notices.tell(make_person(), "no.such.kind", key="k", path="/")


def test_a_mail_names_its_reader_and_one_link_and_comes_as_text_and_html():
    tell(make_person("anna@voorbeeld.nl", name="Anna de Wit"))

    message = mail.compose(Letter.objects.get())

    text, html = message.body, message.alternatives[0].content
    assert message.to == ["anna@voorbeeld.nl"]
    assert "Dag Anna de Wit," in text
    assert "http://localhost:8000/mijn/" in text
    assert 'href="http://localhost:8000/mijn/"' in html


def test_a_name_with_line_breaks_makes_no_second_header():
    notices.write_to(
        "a@voorbeeld.nl", "seat.accepted", key="k", path="/mijn/", table="Crisis\r\nBcc: kwaad@voorbeeld.nl"
    )

    message = mail.compose(Letter.objects.get()).message()

    assert message["Subject"] == "Je stoel is bevestigd: Crisis Bcc: kwaad@voorbeeld.nl"
    assert message["Bcc"] is None


def test_markup_in_a_name_stays_text():
    notices.write_to("a@voorbeeld.nl", "seat.accepted", key="k", path="/", table="<script>x</script>")

    assert "<script>" not in mail.compose(Letter.objects.get()).alternatives[0].content


def facts_of(kind: notices.Kind) -> set[str]:
    import string

    texts = (kind.subject, kind.sentence, kind.button)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_kind_of_letter_asks_for_content():
    asked = {kind.code: facts_of(kind) - ALLOWED_FACTS for kind in letters}

    assert asked
    assert not {code: names for code, names in asked.items() if names}


def test_kinds_have_one_code_each():
    codes = [kind.code for kind in letters]

    assert sorted(codes) == sorted(set(codes))


# --- the one mail a day -----------------------------------------------------------------------------------------------

MONDAY_MORNING = datetime(2027, 1, 11, 9, 0, tzinfo=AMSTERDAM)


def remind(person, number):
    tell(person, number, bundled=True)


def test_reminders_go_together_once_a_day():
    anna, berend = make_person(), make_person()
    for number in range(3):
        remind(anna, number)
    remind(berend, 9)

    assert bundles.send_due(MONDAY_MORNING) == 2
    remind(anna, 10)
    assert bundles.send_due(MONDAY_MORNING.replace(hour=15)) == 0
    Letter.objects.update(state=LedgerState.ACCEPTED, settled_at=MONDAY_MORNING)
    assert bundles.send_due(MONDAY_MORNING.replace(day=12)) == 1

    counts = [letter.content()["facts"]["count"] for letter in Letter.objects.filter(person=anna).order_by("pk")]
    assert counts == [3, 1]


@pytest.mark.parametrize(
    "moment",
    [
        MONDAY_MORNING.replace(hour=7, minute=59),
        MONDAY_MORNING.replace(hour=17),
        MONDAY_MORNING.replace(day=9),
        MONDAY_MORNING.replace(day=10),
    ],
)
def test_nobody_is_reminded_outside_office_hours(moment):
    remind(make_person(), 1)

    assert bundles.send_due(moment) == 0


def test_a_worker_that_was_away_for_a_day_loses_and_doubles_nothing(time_machine, mailoutbox):
    anna = make_person()
    time_machine.move_to(MONDAY_MORNING.replace(hour=16, minute=59))
    remind(anna, 1)
    tell(anna, 2)

    time_machine.move_to(MONDAY_MORNING.replace(day=12, hour=17, minute=30))  # back after a day, too late for reminders
    bundles.send_due(timezone.now())
    mail.deliver_due(timezone.now())
    assert len(mailoutbox) == 1

    for hour in (8, 9, 10):
        time_machine.move_to(MONDAY_MORNING.replace(day=13, hour=hour))
        bundles.send_due(timezone.now())
        mail.deliver_due(timezone.now())
    assert len(mailoutbox) == 2


def test_what_was_read_meanwhile_is_not_reminded_of():
    anna = make_person()
    remind(anna, 1)
    Notice.objects.update(read_at=timezone.now())

    assert bundles.send_due(MONDAY_MORNING) == 0


def test_who_was_reminded_is_not_reminded_again_when_the_old_letter_is_forgotten():
    remind(make_person(), 1)
    bundles.send_due(MONDAY_MORNING)
    mail.deliver_due(timezone.now())
    Letter.objects.update(settled_at=MONDAY_MORNING)
    later = MONDAY_MORNING.replace(year=2028)  # a Tuesday

    for lapse in tidy:
        lapse(later)

    assert bundles.send_due(later) == 0
