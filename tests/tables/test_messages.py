"""Writing to a whole table: a mail each that says there is a message, and nothing of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons import mail
from leerlandschap.commons.models import Letter
from tables.flows import messages
from tables.models import Openness
from tests.factories import make_person, make_seat, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(voorzitter, gemeente, aanbieder):
    table = make_table("Vroeg erbij", chair=voorzitter.person)
    for person in (gemeente.person, aanbieder.person, make_person()):
        make_seat(table, person)
    return table


def test_everybody_with_an_account_but_the_writer_is_mailed_once_and_the_mail_holds_nothing_of_it(table, voorzitter):
    made = messages.send(table, text="Neem je cijfers mee.", by=voorzitter)
    letters = Letter.objects.filter(code="table.message")
    assert made.told == letters.count() == 2
    for letter in letters:
        message = mail.compose(letter)
        assert made.get_absolute_url() in message.body
        assert "cijfers" not in message.body + message.subject + str(message.alternatives)


def test_of_a_closed_table_the_mail_gives_neither_name_nor_address(table, voorzitter):
    table.openness = Openness.CLOSED
    table.save()
    messages.send(table, text="Kom.", by=voorzitter)
    message = mail.compose(Letter.objects.filter(code="table.message").first())
    assert "Vroeg erbij" not in message.body + message.subject
    assert table.slug not in message.body


def test_it_is_read_by_who_sits_there_or_leads(table, voorzitter, gemeente, gemeente2, sign_in):
    made = messages.send(table, text="Neem je cijfers mee.", by=voorzitter)
    assert "Neem je cijfers mee." in sign_in(gemeente).get(made.get_absolute_url()).text
    assert sign_in(gemeente2).get(made.get_absolute_url()).status_code == 403


def test_who_writes_reads_beforehand_to_how_many(table, voorzitter, sign_in):
    page = sign_in(voorzitter).get(reverse("table-message-new", args=[table.slug])).text
    assert "2 mensen krijgen" in page
    assert "Eén deelnemer heeft" in page


def test_an_empty_message_and_one_to_nobody_are_refused(table, voorzitter):
    with pytest.raises(ValidationError, match="Schrijf"):
        messages.send(table, text=" ", by=voorzitter)
    with pytest.raises(ValidationError, match="niemand"):
        messages.send(make_table(), text="Hallo", by=voorzitter)
