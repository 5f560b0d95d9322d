"""The texts of the website: every change leaves what was there before, and shows who made it."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from leerlandschap.commons import passages
from leerlandschap.commons.models import AuditEvent, Passage
from tests.factories import make_passage

pytestmark = pytest.mark.django_db


def test_a_rewritten_text_remembers_what_it_was(redactie, regio):
    passage = make_passage(title="Toen", body="De eerste tekst.")

    passages.rewrite(passage, title="Nu", body="De tweede.", link="https://www.flever.nl", hidden=False, by=redactie)
    passages.rewrite(passage, title="Straks", body="De derde.", link="", hidden=False, by=regio)

    passage.refresh_from_db()
    assert (passage.title, passage.body, passage.link, passage.version) == ("Straks", "De derde.", "", 3)
    assert (passage.edited, passage.edited_by) == (True, regio)
    versions = passage.versions.order_by("number")
    assert [(one.number, one.title, one.made_by_name) for one in versions] == [(1, "Toen", ""), (2, "Nu", "Redactie")]
    assert [event.details["version"] for event in AuditEvent.objects.order_by("pk")] == [2, 3]


def test_the_trail_never_holds_the_words(redactie):
    passages.rewrite(make_passage(), title="Nu", body="Iets persoonlijks.", link="", hidden=False, by=redactie)

    assert "persoonlijks" not in str(AuditEvent.objects.values())


def test_saving_the_same_words_changes_nothing(redactie):
    passage = make_passage(title="Toen", body="Zo.")

    passages.rewrite(passage, title="Toen", body="Zo.", link="", hidden=False, by=redactie)

    passage.refresh_from_db()
    assert (passage.version, passage.edited, passage.versions.count()) == (1, False, 0)
    assert not AuditEvent.objects.exists()


def test_who_saw_an_older_version_is_stopped(redactie, regio):
    passage = make_passage(title="Toen")
    passages.rewrite(passage, title="Van de regio", body="", link="", hidden=False, by=regio, since=1)

    with pytest.raises(ValidationError, match="Iemand anders") as refusal:
        passages.rewrite(passage, title="Van mij", body="", link="", hidden=False, by=redactie, since=1)

    assert refusal.value.code == "changed"
    assert Passage.objects.get().title == "Van de regio"


def test_a_move_meanwhile_stops_nobody(redactie):
    passage, _other = make_passage(), make_passage()
    passages.move(passage, up=False, by=redactie)

    passages.rewrite(passage, title="Nu", body="", link="", hidden=False, by=redactie, since=1)

    assert Passage.objects.get(pk=passage.pk).title == "Nu"


def test_an_earlier_version_comes_back_and_the_present_one_is_kept(redactie):
    passage = make_passage(title="Toen", body="De eerste tekst.")
    passages.rewrite(passage, title="Nu", body="De tweede.", link="", hidden=False, by=redactie)

    passages.restore(passage, passage.versions.get(number=1), by=redactie)

    passage.refresh_from_db()
    assert (passage.title, passage.body, passage.version) == ("Toen", "De eerste tekst.", 3)
    assert set(passage.versions.values_list("title", flat=True)) == {"Toen", "Nu"}


def test_bringing_words_back_does_not_show_a_hidden_text(redactie):
    passage = make_passage(group="partner", title="Toen")
    passages.rewrite(passage, title="Nu", body="", link="", hidden=True, by=redactie)

    passages.restore(passage, passage.versions.get(number=1), by=redactie)

    assert Passage.objects.get().hidden


def test_a_text_is_added_at_the_end_of_its_list_with_a_key_of_its_own(redactie):
    make_passage(group="partner", position=7)

    first = passages.add("partner", title="De Werkplaats", body="", link="", by=redactie)
    second = passages.add("partner", title="De Werkplaats", body="", link="", by=redactie)

    assert [(one.key, one.position) for one in (first, second)] == [
        ("partner-de-werkplaats", 8), ("partner-de-werkplaats-2", 9),
    ]  # fmt: skip
    assert first.edited


@pytest.mark.parametrize("title", ["🐸", "ж" * 160, "x" * 160])
def test_any_title_gets_a_key(redactie, title):
    passage = passages.add("partner", title=title, body="", link="", by=redactie)

    passage.full_clean()


@pytest.mark.parametrize("group", ["pagina", "fase", "bestaat-niet"])
def test_pages_and_phases_get_no_extra_text(redactie, group):
    with pytest.raises(ValidationError):
        passages.add(group, title="Vijfde fase", body="", link="", by=redactie)


@pytest.mark.parametrize("group", ["pagina", "fase"])
def test_a_page_cannot_lose_a_text(redactie, group):
    with pytest.raises(ValidationError, match="niet worden verborgen"):
        passages.set_hidden(make_passage(group=group), hidden=True, by=redactie)


def test_texts_change_places_and_stop_at_the_ends(redactie):
    a, b, c = (make_passage(group="partner", title=letter, position=1) for letter in "abc")
    key_before = Passage.objects.version_key()

    assert passages.move(c, up=True, by=redactie)
    assert not passages.move(a, up=True, by=redactie)
    assert not passages.move(b, up=False, by=redactie)

    assert [one.title for one in Passage.objects.in_group("partner")] == ["a", "c", "b"]
    assert Passage.objects.version_key() != key_before
    assert not any(one.edited for one in Passage.objects.all()), "a move is no change of words"


def test_a_page_gets_its_own_texts_and_lists_in_one_question(django_assert_num_queries):
    make_passage(group="pagina", key="over-wat-is")
    make_passage(group="pagina", key="privacy-intro")
    make_passage(group="partner", title="Eén")
    make_passage(group="partner", hidden=True)
    make_passage(group="pijler")

    with django_assert_num_queries(1):
        found = passages.texts("over", "partner")

    assert set(found.of) == {"wat_is"}
    assert [one.title for one in found.lists["partner"]] == ["Eén"]
    assert found.edited_at <= timezone.now()


def test_paragraphs_and_lists_are_told_apart():
    passage = Passage(body="Eerst een zin.\nNog een regel.\n\nEn dan:\n- één\n- twee\n\n-geen lijst")

    assert [(block["list"], block["lines"]) for block in passage.blocks] == [
        (False, ["Eerst een zin.", "Nog een regel."]),
        (False, ["En dan:"]),
        (True, ["één", "twee"]),
        (False, ["-geen lijst"]),
    ]
    assert Passage(body="").blocks == []


def test_changes_join_to_both_texts():
    before, after = "Wij leren  samen.\n\nElke week.", "Wij leren hier samen.\nElke maand."

    pieces = passages.changes(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert {piece.kind for piece in pieces} == {"same", "gone", "new"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_stopped():
    passage = make_passage(title="Toen")
    start, outcomes = Barrier(2), []

    def save(title):
        start.wait()
        try:
            passages.rewrite(passage, title=title, body="", link="", by=None, since=1)
            outcomes.append("bewaard")
        except ValidationError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    editors = [Thread(target=save, args=[title]) for title in ("Van de een", "Van de ander")]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()

    assert sorted(outcomes) == ["bewaard", "changed"]
    assert [version.title for version in passage.versions.all()] == ["Toen"]
