"""Insights: what a table learned, in the round and phase it was in, and never more open than where it was said."""

import contextlib
import random
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerlandschap.commons import search
from leerlandschap.commons.models import AuditEvent
from tables import overlap, succession
from tables.flows import insights, states
from tables.models import Insight, Openness, Phase
from tests.factories import (
    make_cycle,
    make_insight,
    make_item,
    make_landing,
    make_meeting,
    make_table,
    make_theme,
)

pytestmark = pytest.mark.django_db


def test_an_insight_takes_its_theme_round_and_phase_from_the_table(clm):
    table = make_table(cycle=False)
    cycle = make_cycle(table, number=3, phase=Phase.REFLECT)

    insight = insights.record(table, text=" Vroeg bellen scheelt weken. ", openness="network", by=clm)

    assert (insight.theme, insight.cycle, insight.phase) == (table.theme, cycle, Phase.REFLECT)
    assert (insight.text, insight.openness, insight.made_by) == ("Vroeg bellen scheelt weken.", "network", clm)
    assert AuditEvent.objects.get(code="insight.recorded").object_id == str(table.pk)


def test_an_insight_said_at_a_meeting_has_that_meeting_as_evidence(clm):
    meeting = make_meeting(make_table())
    item = make_item(meeting)

    insight = insights.record(meeting.table, text="Bellen helpt.", openness="table", item=item, by=clm)

    assert (insight.item, list(insight.meetings.all())) == (item, [meeting])


def test_the_pages_of_the_table_show_something_new_after_an_insight(clm):
    table = make_table()

    insights.record(table, text="Bellen helpt.", openness="table", by=clm)

    assert type(table).objects.get(pk=table.pk).version == table.version + 1


@pytest.mark.parametrize(("of_table", "of_item"), [("network", "network"), ("public", "table")])
def test_an_insight_is_never_wider_than_the_table_or_the_item_it_was_said_at(clm, of_table, of_item):
    meeting = make_meeting(make_table(openness=of_table))
    item = make_item(meeting, openness=of_item)

    with pytest.raises(ValidationError, match="niet opener zijn dan"):
        insights.record(meeting.table, text="Bellen helpt.", openness=Openness.PUBLIC, item=item, by=clm)


def test_an_empty_insight_and_one_of_a_table_that_ended_are_refused(clm):
    table = make_table()
    with pytest.raises(ValidationError, match="één of twee zinnen"):
        insights.record(table, text="  ", openness="table", by=clm)

    states.end(table, reason="Klaar.", result="Geleerd.", by=clm)

    with pytest.raises(ValidationError, match="beëindigd"):
        insights.record(table, text="Bellen helpt.", openness="table", by=clm)


# --- keeping it true --------------------------------------------------------------------------------------------------


def test_an_insight_is_found_by_its_words_by_who_may_read_it_and_shown_by_the_radar(clm, gemeente):
    table, other = make_table(), make_table()
    insight = insights.record(table, text="Vroeg bellen met de wijkteams scheelt weken.", openness="table", by=clm)

    assert [one.thing for one in search.find(clm, "wijkteams bellen", kinds=["insight"])] == [insight]
    assert search.find(gemeente, "wijkteams bellen", kinds=["insight"]) == []
    text = "Scheelt het weken als de wijkteams vroeg bellen?"
    assert [place.found.thing for place in overlap.places(clm, text, table=other)] == [insight]
    assert overlap.places(clm, text, table=table) == [], "what the table has itself is no overlap"


def test_after_a_year_it_is_asked_whether_an_insight_still_holds_and_saying_so_moves_the_day(clm):
    insight = make_insight(make_table())
    today = timezone.localdate()
    assert insight.check_on == today + timedelta(days=365)
    with pytest.raises(ValidationError, match="na vandaag"):
        insights.confirm(insight, check_on=today, by=clm)

    confirmed = insights.confirm(insight, check_on=today + timedelta(days=30), by=clm)

    assert (confirmed.checked_on, confirmed.check_on) == (today, today + timedelta(days=30))


def test_a_superseded_insight_stays_readable_and_points_to_its_successor(clm, visitor):
    table = make_table()
    old, new = make_insight(table, "Bellen helpt."), make_insight(table, "Bellen op dag één helpt.")

    insights.supersede(old, new, by=clm)

    page = visitor.get(old.get_absolute_url()).text
    assert "Dit inzicht is vervangen." in page
    assert new.get_absolute_url() in page
    assert old.get_absolute_url() in visitor.get(new.get_absolute_url()).text
    assert "Bellen helpt." not in visitor.get("/inzichten/").text
    assert "Bellen helpt." in visitor.get("/inzichten/?toon=alles").text


def test_a_successor_that_somebody_may_not_read_is_not_named(clm, visitor):
    table = make_table()
    old, new = make_insight(table, "Bellen helpt."), make_insight(table, "Iets van binnen.", openness="table")
    insights.supersede(old, new, by=clm)

    page = visitor.get(old.get_absolute_url()).text

    assert "niet voor iedereen te lezen" in page
    assert "Iets van binnen." not in page
    assert str(new.ref) not in page


def test_the_chain_is_shown_whole_in_the_order_of_time(clm):
    table = make_table()
    first, second, third, aside = (make_insight(table) for _number in range(4))
    insights.supersede(first, second, by=clm)
    insights.supersede(aside, second, by=clm)
    insights.supersede(second, third, by=clm)

    assert succession.around(Insight.objects.get(pk=third.pk), clm).before == [first, second, aside]
    found = succession.around(Insight.objects.get(pk=first.pk), clm)
    assert (found.before, found.after) == ([], [second, third])


@pytest.mark.parametrize("seed", range(8))
def test_no_chain_ever_closes_on_itself_whatever_is_replaced_and_restored(seed, clm):
    table, chance = make_table(), random.Random(seed)
    rows = [make_insight(table) for _number in range(5)]
    for _turn in range(30):
        one, other = chance.choice(rows), chance.choice(rows)
        with contextlib.suppress(ValidationError):
            insights.restore(one, by=clm) if chance.random() < 0.3 else insights.supersede(one, other, by=clm)
        after = dict(Insight.objects.values_list("pk", "superseded_by"))
        for start in after:
            seen, at = set(), start
            while at is not None:
                assert at not in seen, "a loop"
                seen.add(at)
                at = after[at]


def test_only_another_standing_insight_of_the_same_table_succeeds(clm):
    table = make_table()
    one, gone, new = (make_insight(table) for _number in range(3))
    insights.supersede(gone, new, by=clm)

    for successor in (one, gone, make_insight(make_table())):
        with pytest.raises(ValidationError, match="een ander inzicht van deze tafel"):
            insights.supersede(one, successor, by=clm)
    with pytest.raises(ValidationError, match="al vervangen"):
        insights.supersede(gone, one, by=clm)


def test_changing_an_insight_keeps_what_it_rests_on_and_never_makes_it_wider(clm):
    meeting = make_meeting(make_table())
    insight = make_insight(meeting.table, openness="table")
    insight.text = "Beter."
    insights.revise(insight, changed=["text"], meetings=[meeting], items=[make_item(meeting)], by=clm)
    kept = Insight.objects.get()
    assert (kept.text, kept.version, kept.meetings.get(), kept.items.count()) == ("Beter.", 2, meeting, 1)

    insight.openness = Openness.NETWORK
    with pytest.raises(ValidationError, match="niet opener"):
        insights.revise(insight, changed=["openness"], by=clm)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_the_register_is_filtered_by_table_theme_phase_landing_and_words(clm, visitor):
    crisis, logeren = make_table(theme=make_theme("Crisis")), make_table(theme=make_theme("Logeren"))
    crisis.cycles.update(phase=Phase.REFLECT)
    one, other = make_insight(crisis, "Vroeg bellen helpt."), make_insight(logeren, "Een vast bed geeft rust.")
    make_landing(one)

    def found(query: str) -> list:
        return visitor.get(f"/inzichten/?{query}").context["insights"]

    assert found("") == [other, one]
    for query in (f"tafel={crisis.slug}", "thema=crisis", "fase=reflect", "stand=proposed", "zoek=belden"):
        assert found(query) == [one], query
    assert found("stand=nowhere") == [other]
    assert found("stand=seen&tafel=bestaat-niet") == []
    assert "Geen inzicht past bij wat je koos." in visitor.get("/inzichten/?thema=geen").text


def test_the_register_leafs_by_keyset_and_asks_as_much_for_many_as_for_few(clm, gemeente, sign_in):
    table, page = make_table(), sign_in(gemeente)
    for _number in range(3):
        make_landing(make_insight(table))

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert page.get("/inzichten/").status_code == 200
        return len(found)

    asked()
    few = asked()
    for _number in range(27):
        make_landing(make_insight(table))
    assert asked() == few
    first = page.get("/inzichten/").context["page"]
    rest = page.get(f"/inzichten/{first.next}").context["page"]
    assert (len(first.rows), len(rest.rows), first.count) == (25, 5, "30 inzichten")
    assert {*first.rows}.isdisjoint(rest.rows)


@pytest.mark.parametrize(
    "query", ["na=onzin", "zoek=%00", "tafel=%00&thema=%22", "fase=x&stand=y&toon=z", "zoek=%22)(*"]
)
def test_an_address_that_makes_no_sense_shows_the_register(query, visitor):
    assert visitor.get(f"/inzichten/?{query}").status_code == 200


def test_evidence_that_somebody_may_not_read_is_not_shown(clm, gemeente, sign_in):
    meeting = make_meeting(make_table(), agenda_shared_at=timezone.now())
    open_item, walled = make_item(meeting, "Open punt"), make_item(meeting, "Besloten punt", openness="closed")
    insight = make_insight(meeting.table, item=open_item, openness="network")
    insights.revise(insight, changed=[], items=[walled], by=clm)

    assert "Open punt" in sign_in(gemeente).get(insight.get_absolute_url()).text
    assert "Besloten punt" not in sign_in(gemeente).get(insight.get_absolute_url()).text
    assert "Besloten punt" in sign_in(clm).get(insight.get_absolute_url()).text


def test_who_guides_the_table_writes_one_down_by_hand_and_what_was_typed_is_kept(voorzitter, sign_in):
    table = make_table(chair=voorzitter.person)
    page, url = sign_in(voorzitter), f"/tafels/{table.slug}/inzichten/nieuw/"
    refused = page.post(url, {"text": "", "explanation": "Een heel verhaal.", "openness": "table"})
    assert "Een heel verhaal." in refused.text
    assert "Schrijf het inzicht in één of twee zinnen." in refused.text

    made = page.post(url, {"text": "Bellen helpt.", "openness": "table", "once": "a"})

    assert made.url == Insight.objects.get().get_absolute_url()
    assert "Noteer een inzicht" in page.get(table.get_absolute_url()).text


def test_confirming_and_superseding_from_the_page(voorzitter, sign_in):
    table = make_table(chair=voorzitter.person)
    insight, page = make_insight(table), sign_in(voorzitter)
    url = insight.get_absolute_url()
    assert "Kies een dag na vandaag" in page.post(f"{url}klopt-nog/", {"check_on": "2020-01-02"}).text
    assert page.post(f"{url}klopt-nog/", {"check_on": "2031-01-02"}).url == url
    both = page.post(f"{url}vervangen/", {"successor": make_insight(table).pk, "text": "Ook iets."})
    assert "één van beide" in both.text

    made = page.post(f"{url}vervangen/", {"text": "Bellen op dag één helpt."})

    old = Insight.objects.get(pk=insight.pk)
    assert (made.url, old.superseded_by.text) == (old.superseded_by.get_absolute_url(), "Bellen op dag één helpt.")
    assert old.superseded_by.openness == old.openness
    assert page.post(f"{url}niet-vervangen/").url == url
    assert Insight.objects.get(pk=insight.pk).superseded_by is None


def test_what_an_insight_rests_on_is_chosen_among_what_one_may_read(voorzitter, sign_in):
    meeting = make_meeting(make_table(chair=voorzitter.person))
    item, insight, page = make_item(meeting), make_insight(meeting.table), sign_in(voorzitter)
    url = f"{insight.get_absolute_url()}wijzigen/"
    assert "Waar het op rust" in page.get(url).text
    wish = {"text": "Bellen helpt echt.", "openness": "public", "meetings": [meeting.pk], "items": [item.pk]}
    elsewhere = make_item(make_meeting(make_table()))

    assert "Kies een agendapunt van deze tafel." in page.post(url, wish | {"items": [elsewhere.pk]}).text
    assert page.post(url, wish).url == insight.get_absolute_url()

    kept = Insight.objects.get(pk=insight.pk)
    assert (kept.text, kept.meetings.get(), kept.items.get()) == ("Bellen helpt echt.", meeting, item)
    bare = make_insight(make_table(chair=voorzitter.person))
    assert "Waar het op rust" not in page.get(f"{bare.get_absolute_url()}wijzigen/").text
