"""The life of minutes: concept, comments, adopted, and then only corrected or withdrawn in the open; read by who may."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import guard, mail
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from tables.flows import closing, cockpit, minutes, openness, outcomes
from tables.flows.minutes import Correction
from tables.flows.outcomes import Line
from tables.models import Decision, Meeting, Minutes, MinutesEntry, MinutesVersion, Openness
from tables.outcomes import Kind
from tests.factories import make_account, make_item, make_meeting, make_person, make_seat, make_table
from tests.tables.test_query_counts import Questions

pytestmark = pytest.mark.django_db
State = Minutes.State


@pytest.fixture
def chair():
    return make_account(name="Wies Kromhout")


@pytest.fixture
def member():
    return make_account(name="Bram Veld")


@pytest.fixture
def table(chair, member):
    table = make_table("Crisis", chair=chair.person)
    make_seat(table, member.person)
    return table


def made_of(table, chair, *, days: int = 10) -> Minutes:
    """Concept minutes with three items: one open, one for the table, one closed; and an outcome narrower than its item."""
    meeting = make_meeting(table, in_days=-days, state=Meeting.State.RUNNING)
    levels = (("Open punt", Openness.PUBLIC), ("Tafelpunt", Openness.TABLE), ("Besloten punt", Openness.CLOSED))
    for place, (title, level) in enumerate(levels):
        item = make_item(meeting, title, openness=level, position=place)
        line = Line(Kind.DECISION, f"Besluit bij {title}")
        cockpit.minute(item, notes=f"Gezegd bij {title}", seen=0, line=line, by=chair)
    outcomes.note(meeting.agenda_items.get(position=0), Line(Kind.INSIGHT, "Tafelinzicht", openness="table"), by=chair)
    cockpit.note_presence(meeting, {chair.person.pk: "present"}, organisations={}, by=chair)
    return closing.close(meeting, by=chair)


@pytest.fixture
def made(table, chair):
    return made_of(table, chair)


def adopted(found: Minutes, by) -> Minutes:
    minutes.send_round(found, by=by)
    Minutes.objects.filter(pk=found.pk).update(comments_until=timezone.localdate() - timedelta(days=1))
    return minutes.adopt(found, by=by)


def correction(found: Minutes, place: int, **words) -> dict:
    entry = minutes.current(found).entries.get(position=place)
    return {place: Correction(**{"text": entry.text, "openness": entry.openness, "decisions": {}} | words)}


# --- concept, round, comments ---------------------------------------------------------------------------------------------


def test_a_concept_is_read_by_who_leads_the_table_alone(made, chair, member, clm, sign_in, visitor):
    path = made.get_absolute_url()

    assert sign_in(chair).get(path).status_code == sign_in(clm).get(path).status_code == 200
    assert sign_in(member).get(path).status_code == visitor.get(path).status_code == 404


def test_sent_round_every_member_with_an_account_gets_a_mail_with_a_link_and_no_content(made, chair, member, sign_in):
    make_seat(made.meeting.table, make_person(name="Zonder account"))

    answer = sign_in(chair).post(
        reverse("minutes-send", args=[made.ref]), {"until": (timezone.localdate() + timedelta(days=5)).isoformat()}
    )

    made.refresh_from_db()
    letter = Letter.objects.get(code="minutes.sent")
    text = mail.compose(letter).message().as_string()
    assert answer.url == made.get_absolute_url()
    assert (made.state, made.comments_until) == (State.COMMENTS, timezone.localdate() + timedelta(days=5))
    assert letter.person == member.person
    assert "Gezegd" not in text
    assert "Wies" not in text


def test_the_time_for_comments_is_a_week_unless_said_otherwise(made, chair, settings):
    settings.MINUTES_COMMENT_DAYS = 9

    assert minutes.send_round(made, by=chair).comments_until == timezone.localdate() + timedelta(days=9)
    later = timezone.localdate() + timedelta(days=20)
    assert minutes.send_round(made, until=later, by=chair).comments_until == later
    assert Letter.objects.filter(code="minutes.sent").count() == 1


@pytest.mark.parametrize("days", [0, -3, 61])
def test_a_strange_day_is_refused(days, made, chair):
    with pytest.raises(ValidationError) as refused:
        minutes.send_round(made, until=timezone.localdate() + timedelta(days=days), by=chair)
    assert "until" in refused.value.error_dict


def test_a_member_comments_and_hears_what_was_done_with_it(made, chair, member, sign_in):
    minutes.send_round(made, by=chair)

    sign_in(member).post(reverse("remark-add", args=[made.ref]), {"text": "Er mist <b>iets</b>.", "place": "1"})
    remark = made.remarks.get()
    page = sign_in(chair).get(made.get_absolute_url()).content.decode()
    assert "Er mist &lt;b&gt;iets&lt;/b&gt;." in page
    assert Notice.objects.filter(person=chair.person, code="minutes.remarked").count() == 1
    sign_in(chair).post(reverse("remark-answer", args=[remark.ref]), {"answer": "Erbij gezet."})

    assert "Erbij gezet." in sign_in(member).get(made.get_absolute_url()).content.decode()
    assert Notice.objects.filter(person=member.person, code="minutes.answered").count() == 1


def test_the_guard_watches_remarks_answers_and_corrections(made, chair, member, sign_in):
    minutes.send_round(made, by=chair)
    remark, phone = reverse("remark-add", args=[made.ref]), "Bel 06-12345678."

    assert guard.BSN in sign_in(member).post(remark, {"text": "123456782", "place": "1"}).content.decode()
    page = sign_in(member).post(remark, {"text": phone, "place": "1"}).content.decode()
    key = re.search(r'name="text-houden" value="(\w+)"', page)[1]
    kept = {"text-houden": key, "text-reden": "Van de gemeente."}
    assert sign_in(member).post(remark, {"text": phone, "place": "1", **kept}).status_code == 302
    answer = reverse("remark-answer", args=[made.remarks.get().ref])
    refused = sign_in(chair).post(answer, {"answer": phone}).content.decode()
    assert 'name="answer-houden"' in refused
    assert guard.CHOOSE in refused
    fields = {f"text-{place}": phone for place in (1, 2, 3)} | {"why": phone, "seen": 1}
    page = sign_in(chair).post(reverse("minutes-correct", args=[made.ref]), fields).content.decode()
    assert all(f'name="{name}-houden"' in page for name in ("text-1", "text-2", "text-3", "why"))

    assert made.versions.count() == 1
    assert AuditEvent.objects.get(code="guard.kept").details == {"phone": 1}


def test_after_the_last_day_nobody_comments_and_what_was_typed_stays(made, chair, member, sign_in):
    minutes.send_round(made, by=chair)
    Minutes.objects.update(comments_until=timezone.localdate() - timedelta(days=1))

    answer = sign_in(member).post(reverse("remark-add", args=[made.ref]), {"text": "Te laat getypt", "place": "1"})

    assert answer.status_code == 409
    assert minutes.NO_COMMENTS in answer.content.decode()
    assert not made.remarks.exists()


def test_who_does_not_sit_there_does_not_comment(made, chair, sign_in):
    minutes.send_round(made, by=chair)
    stranger = make_account()

    assert sign_in(stranger).post(reverse("remark-add", args=[made.ref]), {"text": "Hoi"}).status_code == 404


# --- adopting -------------------------------------------------------------------------------------------------------------


def test_the_chair_adopts_when_the_time_is_over_and_not_before(made, chair):
    with pytest.raises(ValidationError):
        minutes.adopt(made, by=chair)
    minutes.send_round(made, by=chair)
    with pytest.raises(ValidationError) as refused:
        minutes.adopt(made, by=chair)
    assert "De reactietermijn loopt nog" in refused.value.messages[0]

    found = adopted(made, chair)

    assert (found.state, found.adopted_by) == (State.ADOPTED, chair)
    with pytest.raises(ValidationError):
        minutes.adopt(found, by=chair)


def test_the_next_meeting_adopts_at_once_and_a_facilitator_may_do_it_there(made, chair, sign_in):
    facilitator = make_account()
    made.meeting.table.facilitator = facilitator.person
    made.meeting.table.save()
    minutes.send_round(made, by=chair)
    browser = sign_in(facilitator)
    assert browser.post(reverse("minutes-adopt", args=[made.ref])).status_code == 403

    make_meeting(made.meeting.table, in_days=0, state=Meeting.State.RUNNING)
    browser.post(reverse("minutes-adopt", args=[made.ref]))

    made.refresh_from_db()
    assert made.state == State.ADOPTED


def test_an_earlier_meeting_or_one_of_another_table_does_not_adopt(made, chair):
    earlier = make_meeting(made.meeting.table, in_days=-20, state=Meeting.State.RUNNING)
    elsewhere = make_meeting(make_table(), in_days=0, state=Meeting.State.RUNNING)

    for one in (earlier, elsewhere):
        with pytest.raises(ValidationError):
            minutes.adopt(made, at=one, by=chair)


# --- correcting and withdrawing -------------------------------------------------------------------------------------------


def test_a_correction_is_a_version_with_number_day_author_and_reason_and_the_old_one_stays(
    made, chair, member, sign_in
):
    found = adopted(made, chair)
    browser = sign_in(chair)
    page = browser.get(reverse("minutes-correct", args=[made.ref])).content.decode()
    assert "Gezegd bij Open punt" in page
    ref = Decision.objects.get(text="Besluit bij Open punt").ref
    fields = {f"text-{place}": f"Beter {place}" for place in (1, 2, 3)} | {"why": "De datum klopte niet.", "seen": 1}
    fields |= {"openness-1": "public", "openness-2": "table", "openness-3": "closed"}
    fields |= {f"decision-{one.ref}": one.text for one in Decision.objects.all()} | {
        f"decision-{ref}": "Besluit, beter"
    }

    answer = browser.post(reverse("minutes-correct", args=[made.ref]), fields)

    assert answer.url == made.get_absolute_url()
    versions = list(found.versions.order_by("number"))
    assert [(one.number, one.why, one.made_by) for one in versions] == [
        (1, "", chair),
        (2, "De datum klopte niet.", chair),
    ]
    assert versions[0].entries.get(position=1).text == "Gezegd bij Open punt"
    assert versions[1].entries.get(position=1).text == "Beter 1"
    assert Decision.objects.get(ref=ref).text == "Besluit, beter"
    reader = sign_in(member)
    shown = reader.get(made.get_absolute_url()).content.decode()
    assert "Beter 1" in shown
    assert "De datum klopte niet." in shown
    assert "Besluit, beter" in shown
    old = reader.get(reverse("minutes-version", args=[made.ref, 1])).content.decode()
    assert "Gezegd bij Open punt" in old
    assert Notice.objects.filter(code="minutes.corrected", person=member.person).count() == 1


@pytest.mark.parametrize(
    ("why", "text", "seen"),
    [("", "Beter", 1), ("Daarom", "Gezegd bij Open punt", 1), ("Daarom", "Beter", 0)],
    ids=["no reason", "nothing changed", "another version came between"],
)
def test_a_correction_that_says_nothing_or_comes_late_makes_no_version(why, text, seen, made, chair):
    with pytest.raises(ValidationError):
        minutes.correct(made, correction(made, 1, text=text), why=why, seen=seen, by=chair)
    assert made.versions.count() == 1


def test_what_was_typed_on_top_of_another_version_is_not_lost(made, chair, sign_in):
    minutes.correct(made, correction(made, 1, text="Van een ander"), why="Beter", seen=1, by=chair)
    fields = {f"text-{place}": f"Van mij {place}" for place in (1, 2, 3)} | {"why": "Nog beter", "seen": 1}
    fields |= {f"openness-{place}": "closed" for place in (1, 2, 3)}
    fields |= {f"decision-{one.ref}": one.text for one in Decision.objects.all()}

    answer = sign_in(chair).post(reverse("minutes-correct", args=[made.ref]), fields)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van mij 1" in page
    assert "versie 2" in page


def test_what_is_made_narrower_is_so_in_every_version_and_never_wider(made, chair, visitor):
    adopted(made, chair)
    minutes.correct(made, correction(made, 1, text="Anders", openness="table"), why="Te open", seen=1, by=chair)
    minutes.correct(made, correction(made, 2, text="Ook anders", openness="public"), why="Opener?", seen=2, by=chair)

    assert set(MinutesEntry.objects.filter(position=1).values_list("openness", flat=True)) == {"table"}
    assert set(MinutesEntry.objects.filter(position=2).values_list("openness", flat=True)) == {"table"}
    assert visitor.get(made.get_absolute_url()).status_code == 404


def test_a_version_cannot_be_rewritten_behind_the_flows_back(made):
    for rows, change in (
        (MinutesVersion.objects.all(), {"why": "stil"}),
        (MinutesVersion.objects.all(), {"attendance": {}}),
        (MinutesEntry.objects.all(), {"text": "stil"}),
        (MinutesEntry.objects.all(), {"outcomes": []}),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.update(**change)
    if connection.vendor == "postgresql":
        for rows in (MinutesEntry.objects.all(), MinutesVersion.objects.all()):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                rows.delete()
    MinutesEntry.objects.update(openness="closed")


def test_withdrawn_minutes_say_why_and_are_read_by_who_leads_alone(made, chair, member, sign_in):
    adopted(made, chair)

    sign_in(chair).post(reverse("minutes-withdraw", args=[made.ref]), {"reason": "Het was een andere dag."})

    shown = sign_in(member).get(made.get_absolute_url()).content.decode()
    assert "Het was een andere dag." in shown
    assert "Gezegd bij" not in shown
    assert sign_in(member).get(reverse("minutes-file", args=[made.ref, "odt"])).status_code == 404
    assert "Gezegd bij" in sign_in(chair).get(made.get_absolute_url()).content.decode()
    made.refresh_from_db()
    with pytest.raises(ValidationError):
        minutes.correct(made, correction(made, 1, text="x"), why="y", seen=1, by=chair)


def test_every_deed_leaves_a_trace_without_content(made, chair, member):
    minutes.send_round(made, by=chair)
    minutes.remark(made, None, member.person, text="Geheim")
    minutes.correct(made, correction(made, 1, text="Ook geheim"), why="Geheime reden", seen=1, by=chair)
    minutes.withdraw(made, reason="Geheim", by=chair)

    events = list(AuditEvent.objects.filter(code__startswith="minutes."))
    assert {one.code for one in events} == {
        "minutes.made", "minutes.sent_round", "minutes.remarked", "minutes.corrected", "minutes.withdrawn",
    }  # fmt: skip
    assert "geheim" not in " ".join(str(one.details) for one in events).lower()


# --- who reads what -------------------------------------------------------------------------------------------------------

SAID = ("Gezegd bij Open punt", "Gezegd bij Tafelpunt", "Gezegd bij Besloten punt", "Tafelinzicht", "Wies Kromhout")
DECIDED = tuple(f"Besluit bij {one}" for one in ("Open punt", "Tafelpunt", "Besloten punt"))


def read_by(browser, path: str) -> list[str]:
    answer = browser.get(path)
    assert answer.status_code == 200
    page = answer.content.decode()
    page = page[page.index("<main") : page.index("<aside")] if "<aside" in page else page[page.index("<main") :]
    return [words for words in SAID + DECIDED if words in page]


@pytest.mark.parametrize("where", ["minutes", "version", "story"])
def test_everybody_reads_what_is_open_enough_for_them_on_every_page(where, made, chair, member, clm, sign_in, visitor):
    found = adopted(made, chair)
    path = {
        "minutes": found.get_absolute_url(),
        "version": reverse("minutes-version", args=[found.ref, 1]),
        "story": reverse("minutes-story", args=[found.meeting.table.slug]),
    }[where]
    open_only = ["Gezegd bij Open punt", "Besluit bij Open punt"]
    names = [] if where == "story" else ["Wies Kromhout"]

    assert read_by(visitor, path) == open_only
    assert read_by(sign_in(make_account()), path) == open_only
    inner = ["Gezegd bij Open punt", "Gezegd bij Tafelpunt", "Tafelinzicht", *names, *DECIDED[:2]]
    assert read_by(sign_in(member), path) == inner
    for leads in (chair, clm):
        assert len(read_by(sign_in(leads), path)) == len(SAID) + len(DECIDED) - (not names)


def test_what_is_narrowed_later_is_narrower_in_old_minutes_too(made, chair, sign_in, visitor):
    found = adopted(made, chair)
    openness.narrow(Decision.objects.get(text="Besluit bij Open punt"), "table", by=chair)
    assert read_by(visitor, found.get_absolute_url()) == ["Gezegd bij Open punt"]

    openness.narrow(found.meeting.agenda_items.get(title="Open punt"), "table", by=chair)
    assert "Gezegd bij Open punt" not in visitor.get(found.get_absolute_url()).content.decode()

    openness.narrow(found.meeting.table, "closed", by=chair)
    assert visitor.get(found.get_absolute_url()).status_code == 404


def test_previous_and_next_minutes_are_linked_and_the_story_leafs(table, chair, visitor):
    row = [adopted(made_of(table, chair, days=days), chair) for days in range(100, 30, -10)]

    page = visitor.get(row[1].get_absolute_url()).content.decode()
    assert row[0].get_absolute_url() in page
    assert row[2].get_absolute_url() in page
    story = visitor.get(reverse("minutes-story", args=[table.slug])).content.decode()
    assert [one.get_absolute_url() in story for one in row] == [False, False, True, True, True, True, True]
    assert f"?na={row[2].ref}" in story


def test_pages_of_minutes_ask_as_much_with_many_versions_remarks_and_meetings(made, table, chair, sign_in):
    minutes.send_round(made, by=chair)
    browser = sign_in(chair)
    paths = [made.get_absolute_url(), reverse("minutes-story", args=[table.slug])]
    minutes.remark(made, None, chair.person, text="Een")

    def asked() -> list[int]:
        found = []
        for path in paths:
            browser.get(path)
            with Questions() as questions:
                browser.get(path)
            found.append(len(questions))
        return found

    few = asked()
    for number in range(4):
        minutes.remark(made, minutes.current(made).entries.first(), chair.person, text=f"Nog {number}")
        minutes.correct(made, correction(made, 1, text=f"Beter {number}"), why="Beter", seen=number + 1, by=chair)
        made_of(table, chair, days=40 + number)

    assert asked() == few
    assert max(few) <= 26
