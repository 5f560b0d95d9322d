"""De draad: a table sees that an item came from experiences, and nobody there can tell whose."""

import pytest

from signals.flows import bundles, handling
from tables.flows import agenda, insights
from tests.factories import make_account, make_experience, make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
FEW, LINK = "ervaringen die mensen stuurden", "/ervaringen/behandelen/bundels/"


@pytest.mark.parametrize(("count", "words"), [(1, FEW), (4, FEW), (5, f"5 {FEW}")])
def test_a_table_reads_that_an_item_came_from_experiences_and_how_many_only_from_five_on(
    count, words, behandelaar, sign_in
):
    table = make_table(openness="public")
    member, outsider = make_account(), make_account()
    make_seat(table, member.person)
    meeting = make_meeting(table)
    senders = [make_account(name=f"Afzender {number}") for number in range(count)]
    sent = [make_experience(user.person, discuss="table") for user in senders]
    bundle = bundles.bring(sent, table=table, meeting=meeting, title="Wachten", text="Het duurt lang.", by=behandelaar)
    agenda.share(meeting, by=None)
    insight = insights.record(table, text="Wie belt, wacht korter.", openness="public", by=None)
    insight.item = bundle.item
    insight.save()

    page = sign_in(member).get(bundle.item.get_absolute_url()).text
    assert f"<dd>{words}</dd>" in page
    assert LINK not in page
    assert not [user for user in senders if str(user) in page]
    assert f"<li>{words.capitalize()}</li>" in sign_in(member).get(insight.get_absolute_url()).text
    assert FEW not in sign_in(outsider).get(insight.get_absolute_url()).text.lower()
    assert sign_in(outsider).get(bundle.item.get_absolute_url()).status_code == 404


def test_who_handles_experiences_follows_the_thread_from_the_item(behandelaar, sign_in):
    table = make_table(openness="public")
    make_seat(table, behandelaar.person)
    meeting, found = make_meeting(table), make_experience(discuss="table")
    bundle = bundles.bring([found], table=table, meeting=meeting, title="Wachten", text="Lang.", by=behandelaar)
    agenda.share(meeting, by=None)

    assert bundle.get_absolute_url() in sign_in(behandelaar).get(bundle.item.get_absolute_url()).text


def test_who_sent_more_than_one_is_one_of_five(behandelaar, aanbieder, sign_in):
    table = make_table(openness="public")
    make_seat(table, aanbieder.person)
    meeting, sender = make_meeting(table), make_account(name="Afzender")
    sent = [make_experience(user.person, discuss="table") for user in [sender, sender, make_account(), make_account()]]
    again = make_experience(make_account().person)
    bundle = bundles.bring(sent, table=table, meeting=meeting, title="Wachten", text="Lang.", by=behandelaar)
    agenda.share(meeting, by=None)

    handling.merge(again, into=sent[0], by=behandelaar)
    page = sign_in(aanbieder).get(bundle.item.get_absolute_url()).text
    assert f"<dd>{FEW}</dd>" in page, "five experiences of four people"
    handling.merge(make_experience(make_account().person), into=sent[0], by=behandelaar)
    assert f"<dd>6 {FEW}</dd>" in sign_in(aanbieder).get(bundle.item.get_absolute_url()).text
