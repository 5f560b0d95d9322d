"""What is kept long enough: people decide, then nothing of the text or the sender is left, and no figure changes."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlandschap.commons.models import AuditEvent, File, Letter, Notice
from leerlandschap.network.models import Person
from signals import figures, receipts, retention
from signals.flows import bundles, echoes, experiences, handling, sender_letters, senders
from signals.flows import retention as flows
from signals.models import Experience, Message, SenderAddress
from signals.workflow import State
from tests.factories import (
    make_account,
    make_experience,
    make_meeting,
    make_membership,
    make_organisation,
    make_picture,
    make_table,
)
from tests.signals.test_sending import everything_stored

pytestmark = pytest.mark.django_db
LIST = "/ervaringen/behandelen/bewaren/"
TEXT, ADDRESS, CODE = "Zeehondenopvang belt niet terug.", "zeehond@wijkteam.example", "ABCDEFGH23456789"
# A Monday in the first days of a month.
SEALED = re.compile(r"1:[0-9a-f]{8}:.")
SENT, LATER = datetime(2027, 2, 1, 10), datetime(2030, 7, 1, 10)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(moment), tick=False)


def sent(sender: Person | None = None, *, code: str = "", **fields) -> Experience:
    """With a canary in everything that is written."""
    return make_experience(
        sender, code=code, text=TEXT, help="Zeehond eerder bellen.", organisation="Zeehondje", **fields
    )


def sealed() -> list[str]:
    """Every sealed text that ervaringen hold, in whatever column."""
    tables = [model._meta.db_table for model in apps.get_app_config("signals").get_models()]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [value for row in cursor.fetchall() for value in row if SEALED.match(str(value))]
    return found


def answered(found: Experience, by) -> Experience:
    """Asked, replied to, noted, named, answered and closed, each with a canary."""
    handling.entitle(found, title="Zeehonden", by=by)
    handling.ask(found, text="Welke zeehond?", by=by)
    experiences.reply(found, text="De grijze zeehond.", by=found.sender and found.sender.user)
    handling.note(found, text="Zeehond is bekend.", by=by)
    handling.answer(found, text="De zeehond heeft een vast nummer.", by=by)
    return handling.close(found, by=by)


def months_later(number: int) -> datetime:
    return SENT + timedelta(days=31 * number)


def test_what_was_destroyed_is_nowhere_and_still_counts(
    aanbieder, behandelaar, sign_in, client, django_capture_on_commit_callbacks
):
    before = set(everything_stored().splitlines())
    with at(SENT):
        senders.ask_link(ADDRESS)
        address = SenderAddress.objects.get()
        known, nameless = sent(aanbieder.person, attachments=[make_picture()]), sent(code=CODE)
        experiences.reply(nameless, text="Kijk, een zeehond.", by=None, attachments=[make_picture()])
        stored_files = [one.path for one in File.objects.all()]
        linked = sent(senders.person_for(address), kind="complaint")
        link = sender_letters.link_for(address)
        table = make_table()
        told = sent(aanbieder.person, discuss="table")
        bundles.bring(
            [told], table=table, meeting=make_meeting(table), title="Bellen", text="Wie belt?", by=behandelaar
        )
    with at(SENT + timedelta(days=8)):
        for one in (known, nameless, linked, told):
            answered(one, behandelaar)
    quarters = date(2027, 1, 1), date(2030, 1, 1)
    counted, steps = figures.count(*quarters), list(known.steps.values_list("before", "after", "at"))

    with at(LATER):
        browser = sign_in(behandelaar)
        assert len(sealed()) == 4 * 3 + 4 * 4 + 1, "three texts of each, four messages, and one with a picture"
        assert "Bewaarlijst van juli 2030" in browser.get(LIST).text
        asked = browser.get(f"{LIST}vernietigen/?alles=ja").text
        assert "Vernietig 4 ervaringen?" in asked
        assert len(stored_files) == 2
        everything = {"kies": [str(one.ref) for one in (known, nameless, linked, told)], "once": "eenmaal"}
        with django_capture_on_commit_callbacks(execute=True):
            assert "Vernietigd: 4" in browser.post(f"{LIST}vernietigen/", everything, follow=True).text
        assert not File.objects.exists()
        assert not [path for path in stored_files if default_storage.exists(path)]

        stored = everything_stored()
        assert "zeehond" not in stored.lower()
        assert not sealed()
        assert receipts.fingerprint(CODE) in stored, "a fingerprint, in a table of its own"
        assert not Message.objects.exists()
        assert not Person.objects.filter(email=ADDRESS).exists()
        assert not SenderAddress.objects.exists()
        assert not Experience.objects.exclude(sender=None, receipt_hash=None, handler=None).exists()
        assert not Notice.objects.filter(person=aanbieder.person).exists()
        assert not Letter.objects.filter(address__in=[ADDRESS, aanbieder.email]).exists()
        rows = set(stored.splitlines()) - before
        assert not [row for row in rows if aanbieder.email in row or f"'{aanbieder}'" in row], (
            "no row leads to who sent"
        )
        assert figures.count(*quarters) == counted
        assert list(known.steps.values_list("before", "after", "at")) == steps
        assert not known.steps.exclude(by=None).exists()

        for path in (f"/mijn/ervaringen/{known.ref}/", f"{link}{linked.ref}/"):
            page = sign_in(aanbieder).get(path)
            assert (page.status_code, "vernietigd" in page.text) == (410, True), path
        assert "hebben we vernietigd" in client.post("/ervaringen/met-code/", {"code": CODE}).text
        page = browser.get(f"/ervaringen/behandelen/{known.ref}/").text
        assert "de bewaartermijn was om" in page
        assert f"{known.ref}/notitie/" not in page
        assert browser.post(f"/ervaringen/behandelen/{known.ref}/notitie/", {"text": "Toch nog."}).status_code == 200
        assert not Message.objects.exists()


def test_who_counted_along_is_forgotten_with_the_last_of_a_bundle_and_the_number_stays(aanbieder, behandelaar):
    colleagues, keen = make_organisation("Het Riet"), make_account("keen@zeehond.example")
    with at(SENT):
        one, other = sent(aanbieder.person, discuss="table"), sent(aanbieder.person, discuss="table", kind="complaint")
        put = {"table": make_table(openness="public"), "meeting": None, "title": "Bellen", "text": "Wie belt?"}
        bundle = echoes.show(bundles.bring([one, other], **put, by=behandelaar), level="public", by=behandelaar)
        for _ in range(2):
            echoes.echo(bundle, by=make_membership(make_account().person, colleagues).person.user)
        echoes.echo(bundle, by=keen, wants_news=True)
        echoes.echo(bundle, mark="a" * 64)
        for found in (one, other):
            handling.answer(found, text="Klaar.", by=behandelaar)
        bundles.release(bundle, text="Er is nu één nummer.", by=behandelaar)
    with at(months_later(26)):
        flows.destroy([one], by=behandelaar)
        assert bundle.echoes.filter(person=keen.person).exists(), "the other is kept"
    with at(LATER):
        assert bundle.echoes.sides() == 3
        flows.destroy([other], by=behandelaar)

    assert bundle.echoes.sides() == 3
    assert not bundle.echoes.exclude(person=None, organisation=None).exists()
    assert not bundle.echoes.filter(mark="a" * 64).exists()
    assert not Notice.objects.filter(person=keen.person).exists()


def test_the_list_is_of_the_month_and_waits_for_who_decides(aanbieder, behandelaar, regio, sign_in):
    with at(SENT):
        compliment, signal = sent(aanbieder.person, kind="compliment", discuss="clm"), sent(aanbieder.person)
        double = sent(aanbieder.person, kind="compliment")
        handling.merge(double, into=sent(aanbieder.person, kind="complaint"), by=behandelaar)
        for one in (compliment, signal):
            answered(one, behandelaar)
    with at(datetime(2028, 2, 28, 10)):
        assert flows.remind() == 0, "a year is over on the first of February; the list is made in March"
    with at(datetime(2028, 3, 4, 10)):
        assert flows.remind() == 0, "a Saturday"
    with at(datetime(2028, 3, 6, 10)):
        assert set(retention.due(timezone.localdate())) == {compliment}, "the other is the double of what is open"
        assert flows.remind() == 2
        assert flows.remind() == 0, "once a month"
        notice = Notice.objects.get(person=regio.person, code="experience.review")
        assert (notice.path, notice.facts, notice.bundled) == (LIST, {}, True)

        office = sign_in(regio)
        picked = {"kies": str(compliment.ref), "until": "2028-06-30", "once": "een"}
        assert "Schrijf in een paar woorden waarom" in office.post(f"{LIST}langer/", picked).text
        refused = office.post(f"{LIST}langer/", picked | {"reason": "Er loopt iets.", "until": "2028-03-01"})
        assert "Kies een dag die nog komt" in refused.text
        assert (
            "Langer bewaard: 1"
            in office.post(f"{LIST}langer/", picked | {"reason": "De tafel rondt het af."}, follow=True).text
        )
        notice.refresh_from_db()
        assert notice.read_at is not None, "nothing waits any more"
        with pytest.raises(ValidationError, match="niet meer op de lijst"):
            flows.destroy([compliment], by=behandelaar)
        assert "rondt het af" not in everything_stored()
    with at(datetime(2028, 7, 3, 10)):
        page = sign_in(regio).get(LIST).text
        assert "De tafel rondt het af." in page
        assert flows.destroy([compliment], by=regio) == 1
    assert list(AuditEvent.objects.filter(code__startswith="experience.kept").values_list("details", flat=True)) == [
        {"until": "2028-06-30"}
    ]


def test_the_regional_office_sets_the_terms_and_nothing_goes_by_itself(aanbieder, behandelaar, regio, sign_in):
    with at(SENT):
        answered(sent(aanbieder.person), behandelaar)
    with at(months_later(4)):
        office = sign_in(regio)
        path = f"{LIST}termijn/signal/"
        assert "Bewaar minstens één maand" in office.post(path, {"months": "0", "source": "Hier", "once": "a"}).text
        assert "hoogstens 240" in office.post(path, {"months": "99999999999", "source": "Hier", "once": "b"}).text
        office.post(path, {"months": "2", "source": "Besluit van de archivaris, 1-5-2027", "once": "c"})
        page = office.get(LIST).text
        assert "2 maanden" in page
        assert "Besluit van de archivaris" in page
        assert retention.due(timezone.localdate()).count() == 1
        flows.remind()
        assert Experience.objects.get().unseal("text") == TEXT
        assert sign_in(behandelaar).get(path).status_code == 403


def test_the_database_keeps_nothing_of_what_is_destroyed(aanbieder):
    found = sent(aanbieder.person)

    for left in ({}, {"sealed_text": "", "sealed_help": "", "sealed_organisation": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Experience.objects.filter(pk=found.pk).update(destroyed_at=timezone.now(), **left)


def test_what_was_referred_keeps_nothing_of_what_its_sender_wrote(aanbieder, behandelaar):
    found = sent(aanbieder.person)
    handling.take(found, handler=behandelaar, by=behandelaar)
    handling.note(found, text="Zeehond gebeld.", by=behandelaar)
    experiences.reply(found, text="Nog een zeehond.", by=aanbieder)
    handling.refer(found, where="Veilig Thuis", text="Daar helpen ze je verder.", by=behandelaar)

    found.refresh_from_db()
    assert [found.unseal(name) for name in ("text", "help", "organisation")] == ["", "", ""]
    assert [message.text for message in found.messages.all()] == ["Daar helpen ze je verder."]
    assert found.closed_at is not None


ENDS = st.lists(
    st.tuples(
        st.sampled_from(Experience.Kind.values), st.sampled_from(["account", "code", "link"]),
        st.sampled_from(["closed", "answered", "referred", "double", "open"]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENDS)
def test_however_it_ended_nothing_is_left_but_counts(behandelaar, ends):
    with transaction.atomic():
        with at(SENT):
            first = sent(make_account().person)
            by_door = {"account": lambda: make_account().person, "code": lambda: None, "link": lambda: _by_link()}
            for kind, door, end in ends:
                _ended(sent(by_door[door](), kind=kind), end, first, behandelaar)
            handling.answer(first, text="Klaar.", by=behandelaar)
            handling.close(first, by=behandelaar)
        counted = figures.count(date(2027, 1, 1), date(2028, 1, 1))
        with at(LATER):
            due = list(retention.due(timezone.localdate()))
            flows.destroy(due, by=behandelaar)
        still = Experience.objects.exclude(destroyed_at__isnull=False)
        assert len(due) == 1 + sum(end != "open" for *_, end in ends)
        assert not still.exclude(state=State.RECEIVED).exists()
        assert figures.count(date(2027, 1, 1), date(2028, 1, 1)) == counted
        if not still.exists():
            assert "zeehond" not in everything_stored().lower()
            assert not sealed()
            assert not Person.objects.filter(email__startswith="link").exists()
        transaction.set_rollback(True)


def _by_link() -> Person:
    address = f"link{Person.objects.count()}@wijkteam.example"
    return senders.person_for(SenderAddress.objects.create(email=address, made_at=timezone.now()))


def _ended(found: Experience, end: str, first: Experience, by) -> None:
    if end == "referred":
        handling.refer(found, where="Veilig Thuis", text="De zeehond hoort daar.", by=by)
    elif end == "double":
        handling.merge(found, into=first, by=by)
    elif end == "answered":
        handling.answer(found, text="De zeehond belt terug.", by=by)
    elif end == "closed":
        answered(found, by)
