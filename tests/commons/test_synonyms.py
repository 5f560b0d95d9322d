"""Words that search takes for each other: the verbs that keep them, and the groups that the portal ships."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from leerlandschap.commons import synonyms
from leerlandschap.commons.dutch import lists
from leerlandschap.commons.models import AuditEvent, Synonym

pytestmark = pytest.mark.django_db


def test_a_group_is_tidied_when_it_is_kept(redactie):
    group = synonyms.add(" wachtlijst ,wachttijd;\n doorlooptijd, wachtlijsten,, ", by=redactie)

    assert group.words == "wachtlijst, wachttijd, doorlooptijd"
    assert AuditEvent.objects.get(code="synonym.added").actor_id == redactie.pk


@pytest.mark.parametrize("words", ["wachtlijst", "", " , ;", "wachtlijst, wachtlijsten"])
def test_a_group_of_one_word_is_refused(words, redactie):
    with pytest.raises(ValidationError, match="twee woorden"):
        synonyms.add(words, by=redactie)


@pytest.mark.parametrize("words", ["uitval, de het", "uitval, !!!"])
def test_a_word_that_search_reads_past_is_refused(words, redactie):
    with pytest.raises(ValidationError, match="overheen leest"):
        synonyms.add(words, by=redactie)


def test_an_expression_of_which_one_word_is_left_is_refused(redactie):
    with pytest.raises(ValidationError, match="afstand"):
        synonyms.add("digitaal, op afstand", by=redactie)


def test_a_word_stands_in_one_group(redactie):
    group = synonyms.add("wachtlijst, wachttijd", by=redactie)

    with pytest.raises(ValidationError, match="al in een andere groep: wachtlijst, wachttijd"):
        synonyms.add("wachttijden, doorlooptijd", by=redactie)
    synonyms.rewrite(group, "wachtlijst, wachttijd, doorlooptijd", by=redactie)

    group.refresh_from_db()
    assert (group.words, group.version, group.edited) == ("wachtlijst, wachttijd, doorlooptijd", 2, True)


def test_a_group_that_was_taken_away_meanwhile_is_not_rewritten(redactie, regio):
    group = synonyms.add("wachtlijst, wachttijd", by=redactie)
    synonyms.remove(group, by=regio)
    synonyms.remove(group, by=regio)

    with pytest.raises(ValidationError, match="intussen weggehaald"):
        synonyms.rewrite(group, "wachtlijst, doorlooptijd", by=redactie)
    assert AuditEvent.objects.filter(code="synonym.removed").count() == 1


def test_what_was_taken_away_is_free_for_another_group_and_does_not_come_back(redactie):
    call_command("landscape", verbosity=0)
    group = Synonym.objects.in_use().exclude(key=None).first()
    synonyms.remove(group, by=redactie)
    synonyms.add(group.words, by=redactie)

    call_command("landscape", verbosity=0)

    assert Synonym.objects.in_use().filter(words=group.words).count() == 1


def test_what_the_office_rewrote_stays(redactie):
    call_command("landscape", verbosity=0)
    group = Synonym.objects.in_use().first()
    synonyms.rewrite(group, "kade, walkant", by=redactie)

    call_command("landscape", verbosity=0)

    group.refresh_from_db()
    assert group.words == "kade, walkant"


def test_every_shipped_group_could_have_been_kept_by_the_office(redactie):
    for words in lists.lines("synonyms"):
        assert synonyms.add(words, by=redactie).words == words
