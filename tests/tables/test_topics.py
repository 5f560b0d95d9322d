"""Topics of a thematafel: proposed, bundled, talked about or dropped, and whoever proposed one hears of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons import notices
from leerlandschap.commons.models import Notice
from tables.flows import meetings, topics
from tables.models import Meeting, Openness, Table, Topic
from tests.factories import make_account, make_meeting, make_person, make_session, make_table, make_topic

pytestmark = pytest.mark.django_db
THEMATAFEL = Table.Kind.THEMATAFEL


def told(user) -> list[str]:
    return list(Notice.objects.filter(person=user.person).order_by("pk").values_list("code", flat=True))


def test_anybody_with_an_account_proposes_a_topic(gemeente, sign_in):
    table = make_table(kind=THEMATAFEL)
    version = table.version
    page = sign_in(gemeente)

    answer = page.post(reverse("topic-list", args=[table.slug]), {"text": "Wonen", "why": "Er is te weinig plek."})

    assert answer.status_code == 302
    topic = Topic.objects.get()
    assert (topic.text, topic.proposed_by, topic.state) == ("Wonen", gemeente.person, Topic.State.PROPOSED)
    assert "Wonen" in page.get(answer.url).content.decode()
    table.refresh_from_db()
    assert table.version > version


@pytest.mark.parametrize("fields", [{}, {"kind": THEMATAFEL, "state": Table.State.PAUSED}])
def test_a_table_that_takes_no_topics_says_where_to_go(fields, gemeente):
    with pytest.raises(ValidationError, match="thematafel die loopt"):
        topics.propose(make_table(**fields), text="Wonen", person=gemeente.person, by=gemeente)


def test_a_chair_brings_a_topic_for_the_table_they_lead_and_for_no_other(voorzitter, sign_in):
    table, led = make_table(kind=THEMATAFEL), make_table(chair=voorzitter.person)
    topics.propose(table, text="Overdracht", person=voorzitter.person, from_table=led, by=voorzitter)

    with pytest.raises(ValidationError, match="een tafel die je leidt"):
        topics.propose(table, text="Wonen", person=voorzitter.person, from_table=make_table(), by=voorzitter)

    page = sign_in(voorzitter).get(reverse("topic-list", args=[table.slug])).content.decode()
    assert f"van {led.name}" in page


def test_topics_are_bundled_into_a_session_and_each_proposer_hears_it(clm, gemeente, aanbieder):
    session = make_session()
    mine = make_topic(session.table, person=gemeente.person)
    theirs = make_topic(session.table, person=aanbieder.person)

    topics.bundle([mine, theirs], session=session, by=clm)

    assert set(session.topics.values_list("state", flat=True)) == {Topic.State.PLANNED}
    assert told(gemeente) == told(aanbieder) == ["topic.planned"]
    assert session.table.name in notices.in_words(Notice.objects.filter(person=gemeente.person).get())


def test_a_session_of_another_table_or_of_the_past_is_refused(clm):
    table = make_table(kind=THEMATAFEL)
    topic = make_topic(table)

    for session in (make_session(), make_meeting(table, in_days=-3)):
        with pytest.raises(ValidationError, match="sessie"):
            topics.bundle([topic], session=session, by=clm)
    topic.refresh_from_db()
    assert topic.state == Topic.State.PROPOSED


def test_a_topic_that_somebody_settled_meanwhile_is_not_bundled(clm):
    session = make_session()
    topic = make_topic(session.table)
    topics.drop(topic, reason="Komt in oktober terug.", by=clm)

    with pytest.raises(ValidationError, match="intussen niet opgepakt"):
        topics.bundle([topic], session=session, by=clm)


def test_dropping_asks_for_a_reason_which_only_its_proposer_and_who_leads_read(clm, gemeente, aanbieder, sign_in):
    table = make_table(kind=THEMATAFEL)
    topic = make_topic(table, person=gemeente.person)
    with pytest.raises(ValidationError):
        topics.drop(topic, reason=" ", by=clm)

    topics.drop(topic, reason="Dit speelt bij één aanbieder.", by=clm)

    assert told(gemeente) == ["topic.dropped"]
    pages = [
        sign_in(who).get(reverse("topic-list", args=[table.slug])).content.decode() for who in (gemeente, aanbieder)
    ]
    assert ["Dit speelt bij één aanbieder." in page for page in pages] == [True, False]


def test_a_dropped_topic_can_come_back_and_be_dropped_again(clm, gemeente):
    topic = make_topic(make_table(kind=THEMATAFEL), person=gemeente.person)

    topics.drop(topic, reason="Nu niet.", by=clm)
    topics.put_back(topic, by=clm)

    topic.refresh_from_db()
    assert (topic.state, topic.reason, topic.settled_at) == (Topic.State.PROPOSED, "", None)


def test_a_session_that_was_held_settles_its_topics_and_what_came_of_them_can_be_added(clm, gemeente):
    session = make_session(in_days=-1)
    topic = make_topic(session.table, person=gemeente.person, state=Topic.State.PLANNED, session=session)

    meetings.mark_held(session, by=clm)
    topics.discuss(topic, reason="Drie goede voorbeelden.", by=clm)

    topic.refresh_from_db()
    assert (topic.state, topic.reason) == (Topic.State.DISCUSSED, "Drie goede voorbeelden.")
    assert "topic.discussed" in told(gemeente)


def test_topics_of_a_session_that_is_called_off_are_back_on_the_list(clm):
    session = make_session()
    topic = make_topic(session.table, state=Topic.State.PLANNED, session=session)

    meetings.cancel(session, by=clm)

    topic.refresh_from_db()
    assert (topic.state, topic.session) == (Topic.State.PROPOSED, None)


def test_the_bundling_page_says_what_is_needed_first(clm, sign_in):
    table = make_table(kind=THEMATAFEL)
    path = reverse("topic-bundle", args=[table.slug])
    page = sign_in(clm)
    assert "geen onderwerpen open" in page.get(path).content.decode()

    make_topic(table)
    assert "nog geen datum" in page.get(path).content.decode()

    make_meeting(table)
    refused = page.post(path, {"once": "a"})
    assert "Kies minstens één onderwerp." in refused.content.decode()


def test_what_was_typed_is_kept_when_a_topic_is_refused(gemeente, sign_in):
    table = make_table(kind=THEMATAFEL)

    page = sign_in(gemeente).post(reverse("topic-list", args=[table.slug]), {"text": "x" * 300, "why": "Omdat."})

    assert page.status_code == 200
    assert "Omdat." in page.content.decode()
    assert not Topic.objects.exists()


@pytest.mark.parametrize("data", [{"deed": "niet"}, {"deed": "wat"}, {}, {"deed": "besproken"}])
def test_a_deed_that_cannot_be_is_refused_with_a_sentence(data, clm, sign_in):
    topic = make_topic(make_table(kind=THEMATAFEL))

    answer = sign_in(clm).post(reverse("topic-settle", args=[topic.ref]), data)

    assert answer.status_code == 409
    assert "Nog niet gelukt" in answer.content.decode()
    topic.refresh_from_db()
    assert topic.state == Topic.State.PROPOSED


def test_the_list_asks_as_much_with_many_topics_as_with_few(gemeente, sign_in, django_assert_max_num_queries):
    session = make_session()
    other = make_table()
    for _number in range(60):
        make_topic(session.table, person=make_person(), from_table=other)
        make_topic(session.table, state=Topic.State.PLANNED, session=session, person=make_account().person)
    page = sign_in(gemeente)

    with django_assert_max_num_queries(16):
        assert page.get(reverse("topic-list", args=[session.table.slug])).status_code == 200


def test_a_meeting_of_a_leertafel_has_no_page_as_a_session(gemeente, sign_in):
    meeting = make_meeting(make_table())

    assert sign_in(gemeente).get(reverse("session", args=[meeting.ref])).status_code == 404
    assert Meeting.objects.sessions().count() == 0


def test_a_topic_does_not_name_the_table_that_brings_it_to_who_may_not_see_that_table(
    clm, voorzitter, gemeente, visitor, sign_in
):
    session = make_session()
    led = make_table("Een gevoelige tafel", chair=voorzitter.person, openness=Openness.CLOSED)
    topic = topics.propose(session.table, text="Overdracht", person=voorzitter.person, from_table=led, by=voorzitter)
    topics.bundle([topic], session=session, by=clm)
    path = reverse("session", args=[session.ref])

    pages = [browser.get(path).text for browser in (visitor, sign_in(gemeente), sign_in(voorzitter))]
    listed = sign_in(gemeente).get(reverse("topic-list", args=[session.table.slug])).text

    assert all("Overdracht" in page for page in [*pages, listed])
    assert ["gevoelige" in page for page in [*pages, listed]] == [False, False, True, False]


@pytest.mark.parametrize("number", ["9" * 19, "9" * 400, "x", "-1", ""])
def test_a_topic_that_cannot_be_there_is_not_on_the_list_and_no_fault_of_ours(number, clm, sign_in):
    session = make_session()
    make_topic(session.table)

    answer = sign_in(clm).post(
        reverse("topic-bundle", args=[session.table.slug]), {"topics": [number], "session": session.pk}
    )

    assert answer.status_code == 200
    assert "Kies" in answer.context["form"].errors["topics"][0] or "geen geldige" in answer.text
