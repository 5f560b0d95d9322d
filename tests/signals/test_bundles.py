"""Experiences go to a table in other words, and what the table makes of them comes back to who sent them: once, and no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from signals.flows import bundles, experiences, handling, returns
from signals.models import Bundle, Experience, Happening, Message
from signals.workflow import State
from tables.flows import agenda, closing, cockpit, landings, meetings, openness
from tables.flows.outcomes import Line
from tables.models import AgendaItem, Meeting, Openness
from tables.outcomes import Kind
from tests.factories import make_account, make_experience, make_meeting, make_seat, make_table
from tests.letters import letters_to

pytestmark = pytest.mark.django_db
WORDS = {"title": "Overdracht in het weekend", "text": "Wie belt er na een plaatsing in het weekend?"}
SECRET = "Wij van team Zeehond bellen zelf rond."


@pytest.fixture
def chair():
    return make_account(name="Wies Kromhout")


@pytest.fixture
def meeting(chair) -> Meeting:
    """Of a public table, today."""
    table = make_table("Aan de sluis", chair=chair.person, aim="Samen leren.", openness=Openness.PUBLIC)
    meeting = make_meeting(table, in_days=0)
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + timedelta(minutes=1), ends_at=now + timedelta(hours=2))
    meeting.refresh_from_db()
    return meeting


def allowed(sender=None, **fields) -> Experience:
    return make_experience(sender, discuss="table", text=SECRET, **fields)


def bring(meeting, by, *found, **words) -> Bundle:
    return bundles.bring(found, table=meeting.table, meeting=meeting, by=by, **WORDS | words)


def hold(meeting, by, *lines: Line, openness="") -> AgendaItem:
    """The meeting takes place: the item is discussed with these outcomes, and the meeting is closed."""
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    meeting.refresh_from_db()
    cockpit.begin(meeting, by=by)
    item = meeting.agenda_items.get(kind=AgendaItem.Kind.EXPERIENCE)
    cockpit.minute(item, notes=None, seen=0, discussed=True, by=by)
    for line in lines:
        cockpit.minute(item, notes=None, seen=0, line=line, by=by)
    meeting.refresh_from_db()
    closing.close(meeting, by=by)
    return item


def told(experience) -> list[str]:
    return [message.happening.kind for message in experience.messages.steps()]


def page_of(experience, client) -> str:
    return client.get(f"/mijn/ervaringen/{experience.ref}/").text


def test_two_experiences_become_one_item_in_other_words_that_leads_to_nobody(
    meeting, chair, aanbieder, verwijzer, behandelaar, sign_in
):
    first, second = allowed(aanbieder.person), allowed(verwijzer.person)
    bundle = bring(meeting, behandelaar, first, second)
    agenda.share(meeting, by=chair)
    member = make_account()
    make_seat(meeting.table, member.person)

    item = bundle.item
    assert (item.kind, item.openness, item.state) == ("experience", "table", "planned")
    assert set(Experience.objects.values_list("state", flat=True)) == {State.TABLED}
    assert told(first) == told(second) == ["brought"]
    for reader in (member, chair):
        page = sign_in(reader).get(item.get_absolute_url()).text
        assert WORDS["text"] in page
        for name in (SECRET, str(aanbieder), str(verwijzer), str(first.ref), "/ervaringen/behandelen/"):
            assert name not in page
    assert [one.code for one in Notice.objects.filter(person=chair.person)] == ["experience.brought"]


@pytest.mark.parametrize(
    ("fields", "deed", "why"),
    [
        ({"discuss": "clm"}, None, "wil niet dat een leertafel"),
        ({"discuss": "table"}, "answer", "heropen haar eerst"),
        ({"discuss": "table"}, "bring", "staat al op een agenda"),
    ],
)
def test_what_may_not_go_to_a_table_stays_with_a_sentence(fields, deed, why, meeting, aanbieder, behandelaar, sign_in):
    stays, goes = make_experience(aanbieder.person, **fields), allowed()
    if deed == "answer":
        handling.answer(stays, text="Het is opgelost.", by=behandelaar)
    elif deed == "bring":
        bring(meeting, behandelaar, stays)
    stays.refresh_from_db()
    before = Bundle.objects.count()
    client = sign_in(behandelaar)

    page = client.get(f"/ervaringen/behandelen/naar-een-tafel/?kies={stays.ref}&kies={goes.ref}&kies=niks\0").text
    assert why in page
    assert "Eén ervaring gaat mee" in page
    form = {"kies": [str(stays.ref), str(goes.ref)], "table": meeting.table_id, "when": "next", **WORDS}
    assert "Deze gingen niet mee." in client.post("/ervaringen/behandelen/naar-een-tafel/", form).text
    with pytest.raises(ValidationError, match=why):
        bring(meeting, behandelaar, stays, goes)
    assert Bundle.objects.count() == before


def test_a_handler_brings_them_from_the_list_and_the_guard_watches_the_words(meeting, aanbieder, behandelaar, sign_in):
    found, client = allowed(aanbieder.person), sign_in(behandelaar)
    address = "/ervaringen/behandelen/naar-een-tafel/"
    form = {"kies": str(found.ref), "table": meeting.table_id, "when": "next", **WORDS}

    empty = client.get(f"{address}?kies={found.ref}").text
    assert SECRET not in empty
    refused = client.post(address, form | {"text": "Bel mij op 06-12345678 over het weekend."}).text
    assert "misschien iemand te herkennen" in refused
    assert "over het weekend." in refused
    other = make_table("Zonder dag", openness=Openness.NETWORK)
    assert "nog geen bijeenkomst gepland" in client.post(address, form | {"table": other.pk}).text
    client.post(address, form | {"table": other.pk, "when": "backlog"})
    bundle = Bundle.objects.get()
    assert (bundle.item.meeting, bundle.item.state, bundle.item.openness) == (None, "planned", "table")
    assert list(other.agenda_items.backlog()) == [bundle.item]
    assert SECRET not in str(vars(bundle)) + str(vars(bundle.item))


def test_what_the_table_notes_comes_back_once_as_far_as_it_may_be_read(
    meeting, chair, aanbieder, verwijzer, behandelaar, sign_in
):
    first, second = allowed(aanbieder.person), allowed(verwijzer.person)
    third = make_experience(make_account().person)
    bundle = bring(meeting, behandelaar, first, second)
    handling.merge(third, into=first, by=behandelaar)
    before = {one.pk: len(letters_to(one.sender.user)) for one in (first, second, third)}
    hold(meeting, chair, Line(Kind.INSIGHT, "Eén belt eerst."), Line(Kind.ACTION, "Maak een lijst"))
    assert told(first) == ["brought"]

    assert (returns.sweep(), returns.sweep()) == (1, 0)
    steps = ["brought", "discussed", "outcome", "outcome"]
    assert told(first) == told(second) == steps
    assert told(third) == steps[1:]
    first.refresh_from_db()
    assert first.state == State.ACTION
    assert {pk: len(letters_to(Experience.objects.get(pk=pk).sender.user)) - n for pk, n in before.items()} == {
        first.pk: 1, second.pk: 1, third.pk: 1,
    }  # fmt: skip
    page = page_of(first, sign_in(aanbieder))
    assert "De tafel legde een inzicht vast" in page
    assert "Wat er precies staat, blijft aan de tafel." in page
    assert "Eén belt eerst." not in page + "".join(map(str, Message.objects.values_list("sealed_text", flat=True)))

    # The table makes its insight public, and it is carried out.
    insight = meeting.table.insights.get()
    openness.widen(insight, Openness.PUBLIC, by=chair)
    landing = landings.propose(insight, kind="policy", what="De bellijst staat in het beleid.", by=chair)
    for state in ("agreed", "done"):
        landings.take(landing, to=state, by=chair)
    assert (returns.sweep(), returns.sweep()) == (1, 0)
    assert told(second)[-2:] == ["readable", "landed"]
    page = page_of(second, sign_in(verwijzer))
    assert f'<a href="{insight.get_absolute_url()}">Eén belt eerst.</a>' in page
    assert "De bellijst staat in het beleid." in page
    assert str(aanbieder) not in page
    assert bundle.happenings.count() == len(set(bundle.happenings.values_list("key", flat=True)))
    openness.narrow(insight, Openness.TABLE, by=chair)
    assert "Eén belt eerst." not in page_of(second, sign_in(verwijzer))


def test_of_a_besloten_table_a_sender_reads_only_that_it_was_discussed_until_a_handler_tells_more(
    meeting, chair, behandelaar, visitor
):
    found = allowed(code="ABCDEFGH23456789")
    openness.narrow(meeting.table, Openness.CLOSED, by=chair)
    bundle = bring(meeting, behandelaar, found)
    hold(meeting, chair, Line(Kind.DECISION, "We stoppen met rondbellen."))
    returns.sweep()

    visitor.post("/ervaringen/met-code/", {"code": "ABCDEFGH23456789"})
    page = visitor.get("/ervaringen/met-code/").text
    assert "Besproken aan de tafel" in page
    for unheard in ("besluit", "rondbellen", meeting.table.name):
        assert unheard not in page
    found.refresh_from_db()
    assert found.state == State.TABLED
    assert set(bundle.happenings.values_list("kind", flat=True)) == {"brought", "discussed", "noted"}

    bundles.release(bundle, text="De tafel koos voor één nummer.", by=behandelaar)
    found.refresh_from_db()
    assert "De tafel koos voor één nummer." in visitor.get("/ervaringen/met-code/").text
    assert found.state == State.ACTION
    assert not Letter.objects.filter(code="experience.news").exists()


def test_mails_about_it_carry_a_link_and_no_content(meeting, chair, aanbieder, behandelaar):
    bring(meeting, behandelaar, allowed(aanbieder.person))
    hold(meeting, chair, Line(Kind.INSIGHT, "Eén belt eerst."))
    returns.sweep()

    for letter in letters_to(aanbieder):
        said = str(mail.compose(letter).message())
        for content in ("sluis", "weekend", "inzicht", "belt", str(chair), str(behandelaar)):
            assert content not in said
    assert [one.code for one in letters_to(aanbieder)] == ["experience.received", "experience.news", "experience.news"]


def test_who_handles_it_hears_that_an_item_is_put_off_or_dropped_and_the_sender_is_not_mailed(
    meeting, chair, aanbieder, behandelaar
):
    found = allowed(aanbieder.person)
    bundle, mails = bring(meeting, behandelaar, found), len(letters_to(aanbieder))
    meetings.cancel(meeting, by=chair)
    assert (returns.sweep(), returns.sweep()) == (1, 0)
    agenda.take_off(bundle.item, by=chair)
    assert (returns.sweep(), returns.sweep()) == (1, 0)

    bundle.refresh_from_db()
    found.refresh_from_db()
    codes = set(Notice.objects.filter(person=behandelaar.person).values_list("code", flat=True))
    assert {"experience.moved", "experience.dropped"} <= codes
    assert (found.state, bool(bundle.ended_at)) == (State.HANDLING, True)
    assert len(letters_to(aanbieder)) == mails
    again = bring(make_meeting(meeting.table), behandelaar, found)
    assert again.experiences.get() == found


def test_an_item_that_goes_on_at_the_next_meeting_is_followed_there(meeting, chair, aanbieder, behandelaar):
    found, following = allowed(aanbieder.person), make_meeting(meeting.table, in_days=30)
    bundle = bring(meeting, behandelaar, found)
    hold(meeting, chair, Line(Kind.ACTION, "Zoek het uit"))
    returns.sweep()
    hold(following, chair, Line(Kind.AGREEMENT, "We bellen eerst."))

    assert (returns.sweep(), returns.sweep()) == (1, 0)
    assert told(found) == ["brought", "discussed", "outcome", "discussed", "outcome"]
    assert not bundle.happenings.filter(kind__in=[Happening.Kind.MOVED, Happening.Kind.DROPPED]).exists()


def test_a_sender_who_takes_the_consent_back_takes_it_off_the_agenda(meeting, chair, aanbieder, verwijzer, behandelaar):
    first, second = allowed(aanbieder.person), allowed(verwijzer.person)
    bundle = bring(meeting, behandelaar, first, second)

    experiences.choose(first, discuss="nobody", by=aanbieder)
    first.refresh_from_db()
    assert first.state == State.HANDLING
    assert list(bundle.experiences.all()) == [second]
    assert AgendaItem.objects.filter(pk=bundle.item_id).exists()
    experiences.choose(second, discuss="clm", by=verwijzer)
    assert not AgendaItem.objects.filter(pk=bundle.item_id).exists()
    codes = Notice.objects.filter(person=behandelaar.person).values_list("code", flat=True)
    assert list(codes).count("experience.withdrawn") == 2
    events = AuditEvent.objects.filter(code__startswith="agenda.")
    assert not events.filter(actor_name__in=[str(aanbieder), str(verwijzer)]).exists()
    assert returns.sweep() == 0


def test_everybody_who_waits_in_a_bundle_is_answered_at_once(meeting, aanbieder, behandelaar, sign_in):
    first, second = allowed(aanbieder.person), allowed(code="ABCDEFGH23456789")
    bundle = bring(meeting, behandelaar, first, second)
    client, address = sign_in(behandelaar), f"{bundle.get_absolute_url()}terugkoppeling/"

    assert "Schrijf eerst iets op." in client.post(address, {"text": " "}).text
    client.post(address, {"text": "Er is één nummer."})

    assert set(Experience.objects.values_list("state", flat=True)) == {State.ANSWERED}
    assert "wacht niemand meer" in client.post(address, {"text": "Nog eens."}).text
    assert client.get(f"{bundle.get_absolute_url()}iets-anders/").status_code == 404


def test_several_are_assigned_at_once(aanbieder, behandelaar, sign_in):
    first, second, settled = (make_experience(aanbieder.person) for _ in range(3))
    handling.answer(settled, text="Gedaan.", by=behandelaar)
    form = {"kies": [str(one.ref) for one in (first, second, settled)], "handler": behandelaar.pk}
    client = sign_in(behandelaar)

    assert "Kies eerst" in client.get("/ervaringen/behandelen/toewijzen/").text
    assert client.post("/ervaringen/behandelen/toewijzen/", form).url == "/ervaringen/behandelen/"
    assert set(Experience.objects.values_list("state", flat=True)) == {State.HANDLING, State.ANSWERED}
    assert Experience.objects.filter(handler=behandelaar).count() == 3
    assert "mag naar een tafel" in client.get("/ervaringen/behandelen/?tafel=mag").text


def test_until_it_comes_to_its_table_more_goes_along_and_comes_out_again(
    meeting, aanbieder, verwijzer, behandelaar, sign_in
):
    first, second, third = allowed(aanbieder.person), allowed(verwijzer.person), allowed(make_account().person)
    hushed = make_experience(discuss="clm")
    bundle, client = bring(meeting, behandelaar, first), sign_in(behandelaar)
    handling.merge(third, into=second, by=behandelaar)
    address, out = "/ervaringen/behandelen/bij-een-bundel/", f"{bundle.get_absolute_url()}eruit/{second.ref}/"

    assert address in client.get("/ervaringen/behandelen/naar-een-tafel/", {"kies": second.ref}).text
    assert WORDS["title"] in client.get(address, {"kies": second.ref}).text
    assert "Kies een bundel." in client.post(address, {"kies": second.ref}).text
    refused = client.post(address, {"kies": [second.ref, hushed.ref], "bundle": bundle.ref}).text
    assert "wil niet dat een leertafel" in refused
    client.post(address, {"kies": second.ref, "bundle": bundle.ref})
    assert set(bundle.experiences.all()) == {first, second}
    assert told(second) == told(third) == ["brought"]
    assert letters_to(verwijzer).last().code == "experience.news"

    assert "de afzender leest dit" in client.post(out, {"text": ""}).text
    client.post(out, {"text": "Dit past beter bij een andere tafel."})
    second.refresh_from_db()
    assert (second.state, set(bundle.experiences.all())) == (State.HANDLING, {first})
    assert (
        second.messages.said().last().text
        == third.messages.said().last().text
        == "Dit past beter bij een andere tafel."
    )
    assert client.get(out).status_code == 404
    bundles.add(bundle, [second], by=behandelaar)
    assert told(second) == ["brought"]
    for one in (first, second):
        bundles.take_out(bundle, one, text="Niet nu.", by=behandelaar)
    bundle.refresh_from_db()
    assert (bundle.item, bundle.ended_at is None) == (None, False)


def test_what_came_to_its_table_neither_grows_nor_shrinks(meeting, chair, aanbieder, behandelaar, sign_in):
    found, more = allowed(aanbieder.person), allowed()
    bundle = bring(meeting, behandelaar, found)
    hold(meeting, chair)

    with pytest.raises(ValidationError, match="kwam al aan haar tafel"):
        bundles.add(bundle, [more], by=behandelaar)
    with pytest.raises(ValidationError, match="kwam al aan haar tafel"):
        bundles.take_out(bundle, found, text="Toch niet.", by=behandelaar)
    page = sign_in(behandelaar).post("/ervaringen/behandelen/bij-een-bundel/", {"kies": more.ref, "bundle": bundle.ref})
    assert "Kies een bundel uit de lijst" in page.text
