"""Agendas: made by who leads the table, shared when they are ready, with what members bring in; each item as open as it says."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, Letter, Notice
from tables.agenda import USUAL, Line, timetable
from tables.flows import agenda, meetings, questions
from tables.flows import openness as openness_flows
from tables.models import AgendaItem, Meeting, Method, Openness, Seat, Table
from tests.factories import make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
State, Kind = AgendaItem.State, AgendaItem.Kind


@pytest.fixture
def table(clm, voorzitter) -> Table:
    return make_table("Vroeg erbij", chair=voorzitter.person, clm_contact=clm.person)


@pytest.fixture
def meeting(table) -> Meeting:
    """Two hours from half past nine."""
    return make_meeting(table)


@pytest.fixture
def member(table, gemeente):
    make_seat(table, gemeente.person)
    return gemeente


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.agenda_items.on_agenda()]


def page(browser, meeting) -> str:
    return browser.get(reverse("meeting-agenda", args=[meeting.ref])).text


# --- making one ---------------------------------------------------------------------------------------------------------


def test_an_agenda_begins_with_the_usual_points_and_what_is_added_comes_before_the_closing(meeting, clm):
    agenda.begin_with_standing(meeting, by=clm)
    agenda.add(meeting, title="Samen beslissen", by=clm)
    agenda.add(meeting, title="Wachttijden", by=clm)

    assert titles(meeting) == [
        "Opening", "Vaststellen van de agenda", "Verslag van de vorige keer en actielijst", "Mededelingen",
        "Samen beslissen", "Wachttijden", "Rondvraag", "Sluiting",
    ]  # fmt: skip
    assert [item.position for item in meeting.agenda_items.on_agenda()] == list(range(8))


def test_a_table_s_own_standard_agenda_takes_the_place_of_the_usual_one(table, meeting, clm):
    agenda.set_standing(table, [Line("Inloop", 10), Line("Oogst", 15, Kind.STORY, closes=True)], by=clm)

    agenda.begin_with_standing(meeting, by=clm)

    rows = [(item.title, item.minutes, item.kind, item.closes) for item in meeting.agenda_items.on_agenda()]
    assert rows == [("Inloop", 10, "business", False), ("Oogst", 15, "story", True)]


def test_the_standard_agenda_is_not_put_on_an_agenda_that_was_begun(meeting, clm):
    agenda.add(meeting, title="Wachttijden", by=clm)

    with pytest.raises(ValidationError, match="Er staan al punten"):
        agenda.begin_with_standing(meeting, by=clm)
    assert titles(meeting) == ["Wachttijden"]


def test_an_item_is_moved_up_and_down_with_a_button_and_one_lands_where_it_stands(sign_in, meeting, voorzitter):
    one, two = (agenda.add(meeting, title=title, by=voorzitter) for title in ("Een", "Twee"))
    path = reverse("agenda-item-move", args=[two.ref])

    answer = sign_in(voorzitter).post(path, {"direction": "omhoog", "once": "a"})
    assert titles(meeting) == ["Twee", "Een"]
    assert answer.url.endswith(f"#punt-{two.ref}")
    for once in ("b", "c"):
        sign_in(voorzitter).post(path, {"direction": "omlaag", "once": once})
    assert titles(meeting) == ["Een", "Twee"]
    agenda.move(one, up=True, by=voorzitter)
    assert titles(meeting) == ["Een", "Twee"]


def test_an_item_is_put_on_the_agenda_with_all_that_belongs_to_it(sign_in, table, meeting, member, voorzitter):
    wish = {
        "title": "Samen beslissen", "kind": "movement", "minutes": "25", "owner": member.person.pk, "text": "Hoe dan?",
        "openness": "table", "recurs": "on", "once": "a",
    }  # fmt: skip

    answer = sign_in(voorzitter).post(reverse("agenda-item-add", args=[meeting.ref]), wish, follow=True)

    item = AgendaItem.objects.get()
    assert (item.kind, item.minutes, item.owner, item.text) == (Kind.MOVEMENT, 25, member.person, "Hoe dan?")
    assert (item.openness, item.recurs, item.made_by, item.meeting) == ("table", True, voorzitter, meeting)
    assert "Samen beslissen" in answer.text
    assert AuditEvent.objects.filter(code="agenda.item_added").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Schrijf in één regel waar het over gaat"),
        ({"title": "x" * 161}, "Nog niet gelukt"),
        ({"minutes": ""}, "Vul een aantal minuten in"),
        ({"minutes": "0"}, "Vul een aantal minuten in"),
        ({"minutes": "481"}, "Vul een aantal minuten in"),
        ({"minutes": "een uur"}, "Vul een aantal minuten in"),
        ({"minutes": "9" * 40}, "Vul een aantal minuten in"),
        ({"kind": "iets"}, "Kies wat voor punt"),
        ({"owner": "9" * 40}, "Nog niet gelukt"),
        ({"openness": "iedereen"}, "Nog niet gelukt"),
        ({"text": "\0"}, "Nog niet gelukt"),
    ],
)
def test_an_item_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(wrong, sentence, sign_in, meeting, voorzitter):
    wish = {"title": "Wonen", "kind": "story", "minutes": "20", "openness": "table", "text": "Zo was het.", "once": "a"}

    answer = sign_in(voorzitter).post(reverse("agenda-item-add", args=[meeting.ref]), wish | wrong)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Zo was het." in answer.text or "text" in wrong
    assert not AgendaItem.objects.exists()


def test_changing_an_item_saves_what_changed_and_never_widens_it(sign_in, meeting, voorzitter):
    item = agenda.add(meeting, title="Wonen", openness="table", by=voorzitter)
    wish = {"title": "Wonen na je achttiende", "kind": "business", "minutes": "15", "openness": "network", "once": "a"}
    path = reverse("agenda-item-edit", args=[item.ref])

    assert "Nog niet gelukt" in sign_in(voorzitter).post(path, wish).text
    sign_in(voorzitter).post(path, wish | {"openness": "closed", "once": "b"})

    item.refresh_from_db()
    assert (item.title, item.openness) == ("Wonen na je achttiende", Openness.CLOSED)
    with pytest.raises(ValidationError, match="kan niet opener zijn"):
        agenda.edit(item, openness="public", by=voorzitter)


def test_widening_an_item_is_a_deed_of_its_own_and_never_wider_than_the_table(sign_in, voorzitter):
    table = make_table(chair=voorzitter.person, openness=Openness.NETWORK)
    item = agenda.add(make_meeting(table), title="Wonen", openness="table", by=voorzitter)
    path = reverse("agenda-item-openness", args=[item.ref])

    assert "Nog niet gelukt" in sign_in(voorzitter).post(path, {"openness": "public", "meant": "on", "once": "a"}).text
    sign_in(voorzitter).post(path, {"openness": "network", "meant": "on", "once": "b"})

    item.refresh_from_db()
    assert item.openness == Openness.NETWORK
    with pytest.raises(ValidationError, match="kan niet opener zijn"):
        agenda.add(item.meeting, title="Meer", openness="public", by=voorzitter)


def test_a_table_that_narrows_takes_its_items_along(table, meeting, clm):
    item = agenda.add(meeting, title="Wonen", by=clm)

    openness_flows.narrow(table, Openness.TABLE, by=clm)

    item.refresh_from_db()
    assert item.openness == Openness.TABLE


def test_an_agenda_of_what_is_over_does_not_change(table, clm):
    for state in (Meeting.State.HELD, Meeting.State.CANCELLED):
        meeting = make_meeting(table, in_days=-3 if state == Meeting.State.HELD else 3)
        item = agenda.add(meeting, title="Wonen", by=clm)
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
        deeds = [
            lambda m, i: agenda.add(m, title="Meer", by=clm),
            lambda m, i: agenda.edit(AgendaItem.objects.get(pk=i.pk), title="Anders", by=clm),
            lambda m, i: agenda.move(i, up=True, by=clm),
            lambda m, i: agenda.take_off(i, by=clm),
            lambda m, i: agenda.keep_for_later(i, by=clm),
            lambda m, i: agenda.begin_with_standing(m, by=clm),
            lambda m, i: agenda.share(m, by=clm),
            lambda m, i: agenda.arrange_refreshments(m, who="Wij", by=clm),
        ]
        for deed in deeds:
            with pytest.raises(ValidationError, match="al gehouden of geannuleerd"):
                deed(meeting, item)
        assert titles(meeting) == ["Wonen"]


def test_what_was_talked_about_stays_on_the_agenda(table, meeting, clm):
    noted = agenda.add(meeting, title="Wonen", by=clm)
    AgendaItem.objects.filter(pk=noted.pk).update(notes="Er is gesproken.")
    asked = agenda.add(meeting, title="Wachten", by=clm)
    question = questions.add(table, text="Wat werkt?", year=timezone.localdate().year, by=clm)
    question.item = asked
    question.save()

    for item in (noted, asked):
        with pytest.raises(ValidationError, match="al gesproken"):
            agenda.take_off(item, by=clm)
        with pytest.raises(ValidationError, match="al gesproken"):
            agenda.keep_for_later(item, by=clm)


def test_taking_an_item_off_closes_the_gap(meeting, clm):
    items = [agenda.add(meeting, title=title, by=clm) for title in ("Een", "Twee", "Drie")]

    agenda.take_off(items[1], by=clm)

    assert [(item.title, item.position) for item in meeting.agenda_items.on_agenda()] == [("Een", 0), ("Drie", 1)]


def test_an_agenda_does_not_grow_without_end(meeting, clm, monkeypatch):
    monkeypatch.setattr(agenda, "MOST_ITEMS", 3)
    for number in range(3):
        agenda.add(meeting, title=f"Punt {number}", by=clm)

    with pytest.raises(ValidationError, match="al 3 punten"):
        agenda.add(meeting, title="Nog een", by=clm)
    assert len(titles(meeting)) == 3


def test_a_form_sent_twice_puts_one_item_on(sign_in, meeting, voorzitter):
    wish = {"title": "Wonen", "kind": "story", "minutes": "20", "openness": "table", "once": "a"}
    browser = sign_in(voorzitter)

    for _ in range(2):
        browser.post(reverse("agenda-item-add", args=[meeting.ref]), wish)

    assert AgendaItem.objects.count() == 1


# --- time ---------------------------------------------------------------------------------------------------------------


def test_each_item_has_its_time_and_the_whole_says_what_is_left_or_too_much(meeting, clm):
    for minutes in (15, 30):
        agenda.add(meeting, title=f"{minutes} minuten", minutes=minutes, by=clm)
    items = list(meeting.agenda_items.on_agenda())

    plan = timetable(meeting, items)
    assert [slot.begins - meeting.starts_at for slot in plan.slots] == [timedelta(0), timedelta(minutes=15)]
    assert (plan.minutes, plan.length, plan.over, plan.left) == (45, 120, 0, 75)
    items[1].minutes = 110
    assert timetable(meeting, items).over == 5


def test_a_closed_item_takes_no_time_of_an_open_table_s_meeting(meeting, clm):
    agenda.add(meeting, title="Een", minutes=15, by=clm)
    agenda.add(meeting, title="Besloten", minutes=30, openness="closed", by=clm)
    agenda.add(meeting, title="Drie", minutes=15, by=clm)

    plan = timetable(meeting, list(meeting.agenda_items.on_agenda()))

    assert [slot.begins and slot.begins - meeting.starts_at for slot in plan.slots] == [
        timedelta(0), None, timedelta(minutes=15),
    ]  # fmt: skip
    assert plan.minutes == 30


def test_too_much_is_said_in_words_to_who_makes_the_agenda(sign_in, meeting, member, voorzitter):
    agenda.add(meeting, title="Lang", minutes=125, by=voorzitter)
    agenda.share(meeting, by=voorzitter)

    assert "5 minuten langer dan de bijeenkomst" in page(sign_in(voorzitter), meeting)
    theirs = page(sign_in(member), meeting)
    assert "langer dan" not in theirs
    assert "Samen 125 van de 120 minuten" in theirs


# --- sharing, and who reads what ----------------------------------------------------------------------------------------


def test_an_agenda_is_a_draft_of_who_leads_until_it_is_shared(sign_in, visitor, meeting, member, voorzitter):
    item = agenda.add(meeting, title="Samen beslissen", by=voorzitter)

    assert "Samen beslissen" in page(sign_in(voorzitter), meeting)
    for browser in (sign_in(member), visitor):
        assert "Samen beslissen" not in page(browser, meeting)
        assert browser.get(item.get_absolute_url()).status_code == 404
    assert "wordt nog gemaakt" in page(sign_in(member), meeting)

    sign_in(voorzitter).post(reverse("agenda-share", args=[meeting.ref]), {"once": "a"})

    for browser in (sign_in(member), visitor):
        assert "Samen beslissen" in page(browser, meeting)
        assert browser.get(item.get_absolute_url()).status_code == 200
    assert [notice.person for notice in Notice.objects.filter(code="agenda.shared")] == [member.person]


def test_sharing_again_tells_nobody_twice_and_an_empty_agenda_is_not_shared(meeting, member, voorzitter):
    with pytest.raises(ValidationError, match="nog niets op de agenda"):
        agenda.share(meeting, by=voorzitter)
    agenda.add(meeting, title="Wonen", by=voorzitter)
    shared = agenda.share(meeting, by=voorzitter).agenda_shared_at

    assert agenda.share(meeting, by=voorzitter).agenda_shared_at == shared
    assert Notice.objects.filter(code="agenda.shared").count() == 1
    assert not Letter.objects.filter(code="agenda.shared").exists()


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        (None, [Openness.PUBLIC]),
        ("aanbieder", [Openness.PUBLIC, Openness.NETWORK]),
        ("gemeente", [Openness.PUBLIC, Openness.NETWORK, Openness.TABLE]),
        ("voorzitter", list(Openness)),
        ("clm", list(Openness)),
        ("regio", list(Openness)),
        ("beheer", [Openness.PUBLIC, Openness.NETWORK]),
    ],
)
def test_each_reads_the_items_that_are_open_to_them_on_every_page(
    who, levels, request, sign_in, visitor, meeting, member
):
    user = request.getfixturevalue(who) if who else AnonymousUser()
    browser = sign_in(user) if who else visitor
    by = meeting.table.chair.user
    items = {level: agenda.add(meeting, title=f"Punt-{level}", openness=level, by=by) for level in Openness}
    agenda.share(meeting, by=by)

    shown = page(browser, meeting)

    assert [level for level in Openness if f"Punt-{level}" in shown] == levels
    assert [level for level, item in items.items() if browser.get(item.get_absolute_url()).status_code == 200] == levels
    assert [one.openness for one in AgendaItem.objects.visible_to(user).on_agenda()] == levels
    assert ("van de 120 minuten" in shown) == (Openness.TABLE in levels), "a sum would tell how much there is"


def test_who_is_at_the_table_reads_who_brings_it_in_and_others_do_not(
    sign_in, visitor, meeting, member, aanbieder, clm
):
    item = agenda.add(meeting, title="Wonen", owner=member.person, by=clm)
    agenda.share(meeting, by=clm)

    for path in (reverse("meeting-agenda", args=[meeting.ref]), item.get_absolute_url()):
        assert member.person.name in sign_in(clm).get(path).text
        assert member.person.name not in visitor.get(path).text
        assert member.person.name not in sign_in(aanbieder).get(path).text


def test_coffee_and_tea_are_told_to_who_comes(sign_in, visitor, meeting, member, voorzitter):
    path = reverse("refreshments", args=[meeting.ref])
    sign_in(voorzitter).post(path, {"who": "De Populier neemt koek mee", "once": "a"})

    assert "De Populier neemt koek mee" in page(sign_in(member), meeting)
    assert "De Populier neemt koek mee" not in page(visitor, meeting)


# --- what members bring in ----------------------------------------------------------------------------------------------


def bring_in(table, who, **fields) -> AgendaItem:
    return agenda.propose(table, **{"title": "Wachttijden", "person": who.person, **fields})


def test_a_member_brings_an_item_in_and_who_leads_hears_of_it(sign_in, table, meeting, member, voorzitter):
    wish = {
        "title": "Wachttijden", "kind": "bottleneck", "minutes": "20", "text": "Het loopt op.", "meeting": meeting.pk,
        "openness": "table", "once": "a",
    }  # fmt: skip

    answer = sign_in(member).post(reverse("agenda-propose", args=[table.slug]), wish, follow=True)

    item = AgendaItem.objects.get()
    assert (item.state, item.proposed_by, item.meeting) == (State.PROPOSED, member.person, meeting)
    assert "Je hoort wat ermee gebeurt" in answer.text
    assert [notice.person for notice in Notice.objects.filter(code="agenda.proposed")] == [table.chair]
    assert "Wachttijden" in page(sign_in(voorzitter), meeting)
    assert "Wachttijden" not in page(sign_in(member), meeting)


def test_a_proposal_is_read_by_its_maker_and_who_leads_only(sign_in, table, member, gemeente2, voorzitter):
    make_seat(table, gemeente2.person)
    item = bring_in(table, member)

    for who, status in ((member, 200), (voorzitter, 200), (gemeente2, 404)):
        assert sign_in(who).get(item.get_absolute_url()).status_code == status
    assert "Wachttijden" not in sign_in(gemeente2).get(reverse("backlog", args=[table.slug])).text


def test_who_has_no_chair_brings_nothing_in(sign_in, table, gemeente):
    make_seat(table, gemeente.person, state=Seat.State.REQUESTED)
    path = reverse("agenda-propose", args=[table.slug])

    assert sign_in(gemeente).get(path).status_code == 403
    assert sign_in(gemeente).post(path, {"title": "Wonen", "once": "a"}).status_code == 403


def test_a_proposal_is_taken_up_and_its_maker_hears_so(sign_in, table, meeting, member, voorzitter):
    agenda.begin_with_standing(meeting, by=voorzitter)
    item = bring_in(table, member)

    path = reverse("agenda-item-take-up", args=[item.ref])
    sign_in(voorzitter).post(path, {"meeting": meeting.pk, "once": "a"})

    item.refresh_from_db()
    assert (item.state, item.meeting) == (State.PLANNED, meeting)
    assert titles(meeting)[4:] == ["Wachttijden", "Rondvraag", "Sluiting"]
    notice = Notice.objects.get(code="agenda.taken_up")
    assert (notice.person, notice.bundled) == (member.person, True)
    assert "Wachttijden" not in str(notice.facts)


def test_a_proposal_is_kept_for_later_and_put_on_an_agenda_from_there(
    sign_in, table, meeting, member, gemeente2, voorzitter
):
    make_seat(table, gemeente2.person)
    item = bring_in(table, member, meeting=meeting)

    sign_in(voorzitter).post(reverse("agenda-item-keep", args=[item.ref]), {"once": "a"})

    assert list(AgendaItem.objects.backlog()) == [item]
    assert Notice.objects.filter(code="agenda.kept", person=member.person).count() == 1
    assert "Wachttijden" in sign_in(gemeente2).get(reverse("backlog", args=[table.slug])).text
    agenda.take_up(item, meeting=meeting, by=voorzitter)
    assert titles(meeting) == ["Wachttijden"]


def test_a_proposal_is_declined_with_a_reason_that_only_its_maker_reads(sign_in, table, member, gemeente2, voorzitter):
    make_seat(table, gemeente2.person)
    item = bring_in(table, member)
    path = reverse("agenda-item-decline", args=[item.ref])

    refused = sign_in(voorzitter).post(path, {"reason": " ", "once": "a"})
    assert refused.status_code == 409
    assert "wie het voorstelde leest dit" in refused.text
    sign_in(voorzitter).post(path, {"reason": "Dit ligt bij de gemeente.", "once": "b"})

    assert "Dit ligt bij de gemeente." in sign_in(member).get(item.get_absolute_url()).text
    assert sign_in(gemeente2).get(item.get_absolute_url()).status_code == 404
    assert Notice.objects.filter(code="agenda.declined", person=member.person).count() == 1
    with pytest.raises(ValidationError, match="intussen niet opgepakt"):
        agenda.decline(item, reason="Nog eens", by=voorzitter)


def test_what_a_member_brought_in_is_never_thrown_away_without_a_reason(sign_in, table, meeting, member, voorzitter):
    item = agenda.take_up(bring_in(table, member), meeting=meeting, by=voorzitter)

    answer = sign_in(voorzitter).post(reverse("agenda-item-take-off", args=[item.ref]), {"once": "a"})

    assert answer.status_code == 409
    assert "Een lid bracht dit punt in" in answer.text
    assert titles(meeting) == ["Wachttijden"]


def test_a_maker_takes_a_proposal_back_as_long_as_nobody_decided(sign_in, table, member, voorzitter):
    item = bring_in(table, member)
    sign_in(member).post(reverse("agenda-item-withdraw", args=[item.ref]), {"once": "a"})
    assert not AgendaItem.objects.exists()

    item = bring_in(table, member)
    with pytest.raises(ValidationError, match="dat je zelf deed"):
        agenda.withdraw(item, by=voorzitter)
    agenda.keep_for_later(item, by=voorzitter)
    with pytest.raises(ValidationError, match="intussen"):
        agenda.withdraw(item, by=member)


def test_an_item_goes_only_on_the_agenda_of_a_meeting_of_its_table_that_is_to_come(table, member, voorzitter):
    item = bring_in(table, member)

    for other in (make_meeting(make_table()), make_meeting(table, in_days=-9), make_meeting(table, state="cancelled")):
        with pytest.raises(ValidationError, match="van deze tafel die nog komt"):
            agenda.take_up(item, meeting=other, by=voorzitter)
        with pytest.raises(ValidationError, match="van deze tafel die nog komt"):
            bring_in(table, member, meeting=other)


def test_a_meeting_that_is_called_off_gives_back_what_was_brought_in(table, meeting, member, voorzitter):
    agenda.begin_with_standing(meeting, by=voorzitter)
    agenda.add(meeting, title="Cijfers", kind=Kind.FIGURES, by=voorzitter)
    agenda.take_up(bring_in(table, member), meeting=meeting, by=voorzitter)
    waiting = bring_in(table, member, title="Nog niets over gezegd", meeting=meeting)

    meetings.cancel(meeting, by=voorzitter)

    assert {item.title for item in AgendaItem.objects.backlog()} == {"Cijfers", "Wachttijden"}
    waiting.refresh_from_db()
    assert (waiting.state, waiting.meeting) == (State.PROPOSED, None)
    assert len(titles(meeting)) == len(USUAL)
    assert Notice.objects.filter(code="agenda.kept", person=member.person).count() == 1


def test_a_table_that_stopped_takes_no_items(table, member):
    Table.objects.filter(pk=table.pk).update(state=Table.State.ENDED)

    with pytest.raises(ValidationError, match="gestopt"):
        bring_in(table, member)


# --- the standard agenda ------------------------------------------------------------------------------------------------


def lines(*rows) -> dict:
    """What the form sends for these (number, subject, minutes, closes)."""
    data = {"regel-TOTAL_FORMS": len(rows), "regel-INITIAL_FORMS": len(rows), "once": "a"}
    for at, (position, title, minutes, closes) in enumerate(rows):
        data |= {f"regel-{at}-position": position, f"regel-{at}-title": title, f"regel-{at}-minutes": minutes}
        data |= {f"regel-{at}-kind": "business"} | ({f"regel-{at}-closes": "on"} if closes else {})
    return data


def test_the_standard_agenda_is_edited_on_one_page(sign_in, table, voorzitter):
    path = reverse("standing-agenda", args=[table.slug])
    assert "Mededelingen" in sign_in(voorzitter).get(path).text

    sign_in(voorzitter).post(path, lines((2, "Oogst", 15, True), (1, "Inloop", 10, False), (3, "", "", False)))

    rows = [(line.title, line.minutes, line.closes) for line in table.standing_items.all()]
    assert rows == [("Inloop", 10, False), ("Oogst", 15, True)]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((1, "", "", False), "Laat minstens één punt staan"),
        ((1, "Opening", "", False), "Vul een aantal minuten in"),
        ((1, "Opening", "0", False), "Vul een aantal minuten in"),
        (("x", "Opening", "5", False), "Geef de regel een nummer"),
        ((1, "x" * 161, "5", False), "Nog niet gelukt"),
    ],
)
def test_a_standard_agenda_that_cannot_be_gets_a_sentence(row, sentence, sign_in, table, voorzitter):
    answer = sign_in(voorzitter).post(reverse("standing-agenda", args=[table.slug]), lines(row))

    assert sentence in answer.text
    assert not table.standing_items.exists()


def test_who_claims_a_million_lines_gets_a_sentence_and_not_a_thousand_rows(sign_in, table, voorzitter):
    data = lines((1, "Opening", "5", False)) | {"regel-TOTAL_FORMS": 1_000_000}

    answer = sign_in(voorzitter).post(reverse("standing-agenda", args=[table.slug]), data)

    assert 'value="Opening"' in answer.text
    assert "error-summary" in answer.text
    assert answer.text.count("-minutes") < 1_000
    assert not table.standing_items.exists()


def test_a_form_without_its_rows_gets_a_sentence_and_no_fault(sign_in, table, voorzitter):
    answer = sign_in(voorzitter).post(reverse("standing-agenda", args=[table.slug]), {"once": "a"})

    assert answer.status_code == 200
    assert not table.standing_items.exists()


# --- methods on an item -------------------------------------------------------------------------------------------------


def test_picking_a_method_fills_the_minutes(sign_in, meeting, voorzitter):
    method = Method.objects.create(name="Rondje", purpose="Iedereen aan het woord", minutes=35, steps="Vraag\nRondje")
    wish = {"title": "Wonen", "kind": "story", "minutes": "", "openness": "table", "method": method.pk, "once": "a"}

    sign_in(voorzitter).post(reverse("agenda-item-add", args=[meeting.ref]), wish)

    item = AgendaItem.objects.get()
    assert (item.method, item.minutes) == (method, 35)
    shown = sign_in(voorzitter).get(item.get_absolute_url()).text
    assert "Iedereen aan het woord" in shown


# --- few questions ------------------------------------------------------------------------------------------------------


def test_an_agenda_asks_as_much_for_thirty_items_as_for_three(
    sign_in, django_assert_max_num_queries, table, meeting, member, voorzitter
):
    browser = sign_in(voorzitter)

    def asked() -> int:
        with django_assert_max_num_queries(30) as questions:
            page(browser, meeting)
        return len(questions)

    for number in range(3):
        agenda.add(meeting, title=f"Punt {number}", owner=member.person, by=voorzitter)
    bring_in(table, member)
    page(browser, meeting)
    before = asked()
    for number in range(27):
        agenda.add(meeting, title=f"Meer {number}", owner=member.person, by=voorzitter)
        bring_in(table, member, title=f"Voorstel {number}")
    assert asked() == before
