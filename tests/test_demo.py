"""The demo: invented people with a history made by the flows, once, whatever the day; and many more of them for load."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import demo_cast
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from leerlandschap.network.models import Membership, Organisation, Person, RoleAssignment, User
from leerlandschap.network.roles import Role
from newsletter.models import Edition, Subscriber
from newsletter.progress import progress_of
from tables import demo_calendar
from tables.flows import signups
from tables.models import (
    Attendance,
    Cycle,
    Gathering,
    GoodExample,
    Insight,
    Involvement,
    Landing,
    Meeting,
    Paper,
    Participation,
    ResearchQuestion,
    Seat,
    Stance,
    Table,
)

pytestmark = pytest.mark.django_db
OURS = ("commons", "network", "tables", "signals", "monitoring", "newsletter")
NEEDED = "gemeente gemeente2 aanbieder aanbieder2 verwijzer partner voorzitter clm regio redactie beheer"


def play(*words: str) -> str:
    out = StringIO()
    call_command("demo", *words, stdout=out)
    return out.getvalue()


def counts() -> dict:
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model.objects.count() for model in models}


def table(slug: str) -> Table:
    return Table.objects.get(slug=slug)


def chosen_later(edition: Edition) -> set[str]:
    """The keys of what was learned after the edition went."""
    later = Insight.objects.filter(made_at__gt=edition.frozen_at)
    return {f"learned:{ref}" for ref in later.values_list("ref", flat=True)}


def check_counters() -> None:
    for one in Table.objects.all():
        seats = Seat.objects.at(one)
        taking = seats.filter(state__in=Seat.TAKING, involvement=Involvement.MEMBER).count()
        assert (one.taken, one.waiting) == (taking, seats.waiting().count()), one
        assert one.taken <= one.chairs


class TestTheDemoAsItStands(TestCase):
    """What a newcomer finds. Made once, since nothing here changes it."""

    @classmethod
    def setUpTestData(cls):
        cls.printed = play("--json")

    def test_json_gives_every_account_and_nothing_else(self):
        accounts = {account["address"].partition("@")[0]: account for account in json.loads(self.printed)}

        assert set(NEEDED.split()) <= set(accounts)
        for name, account in accounts.items():
            assert set(account) == {"address", "password", "role", "organisation", "totp_secret"}
            user = User.objects.get(email=account["address"])
            assert user.check_password(account["password"]), name
            assert EmailAddress.objects.get(user=user).verified
            assert Membership.objects.get(person__user=user).organisation.name == account["organisation"]
            assert bool(account["totp_secret"]) == user.needs_second_factor(), name
        assert {name for name, account in accounts.items() if account["totp_secret"]} >= {
            "clm",
            "regio",
            "redactie",
            "beheer",
        }
        assert User.objects.get(email="beheer@voorbeeld.nl").is_staff

    def test_the_printed_secret_opens_the_second_step(self):
        secret = next(one for one in json.loads(self.printed) if one["address"] == "clm@voorbeeld.nl")["totp_secret"]

        factor = User.objects.get(email="clm@voorbeeld.nl").authenticator_set.get()

        code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
        assert TOTP(factor).validate_code(code)
        assert not TOTP(factor).validate_code("000000" if code != "000000" else "111111")

    def test_the_tables_stand_as_they_do_this_autumn(self):
        running = Cycle.objects.filter(ended_on=None)
        rounds = {
            slug: (number, phase) for slug, number, phase in running.values_list("table__slug", "number", "phase")
        }
        assert rounds["crisis-knelpunten-samenwerking"] == (3, "act")
        assert rounds["crisis-reflectie-ontwikkelopgaven"] == (2, "reflect")
        assert rounds["thuis-op-maat"] == (2, "decide")
        for one in Table.objects.filter(kind=Table.Kind.LEERTAFEL, state=Table.State.RUNNING):
            sitting = Seat.objects.at(one).accepted().filter(involvement=Involvement.MEMBER).count()
            assert 8 <= sitting <= 14, one
            assert one.chair
            assert one.clm_contact
            assert one.questions.filter(year=timezone.localdate().year).exists()
        assert Seat.objects.requested().count() == 2
        theme_tables = Table.objects.filter(kind=Table.Kind.THEMATAFEL)
        assert {one.rhythm for one in theme_tables} == {"elke 5 à 8 weken"}
        assert theme_tables.count() == 2

    def test_the_new_tables_are_halfway_schikken_and_dekken(self):
        answers = set(table("kdc").invitations.values_list("state", flat=True))
        assert answers == {"draft", "sent", "accepted", "declined", "deputy"}
        assert table("kdc").invitations.get(state="sent", instead_of__isnull=False).instead_of.state == "deputy"
        done = {slug: table(slug).steps.exclude(done_at=None).count() for slug in ("kdc", "logeren", "jggz")}
        assert done == {"kdc": 0, "logeren": 1, "jggz": 0}
        for slug in done:
            assert table(slug).setup.occasion
            assert table(slug).chair_groups.count() > 5

    def test_running_tables_have_their_five_agreements_and_questions_in_every_state(self):
        for one in Table.objects.filter(kind=Table.Kind.LEERTAFEL, state=Table.State.RUNNING):
            assert one.opening_agreements.count() == 5
        states = set(ResearchQuestion.objects.values_list("state", flat=True))
        assert states == {"submitted", "open", "answered", "declined"}

    def test_what_the_tables_learned_landed_in_every_state_and_one_insight_was_superseded(self):
        assert {*Landing.objects.values_list("state", flat=True)} == {*Landing.State.values}
        assert Insight.objects.filter(superseded_by__isnull=False).exists()
        assert {*Stance.objects.values_list("subscribes", flat=True)} == {True, False}
        assert Landing.objects.filter(agreement__isnull=False, state=Landing.State.SEEN).exists()
        assert GoodExample.objects.filter(item=None).count() == 6  # five told at tables, one from a compliment

    def test_one_table_is_full_and_the_next_who_asks_is_third_on_its_list(self):
        full = table("crisis-reflectie-ontwikkelopgaven")
        person = Person.objects.get(email="gemeente@voorbeeld.nl")

        seat = signups.take_chair(full, person, organisation=None, involvement=Involvement.MEMBER, by=person.user)

        assert seat.place_on_list() == 3

    def test_an_offer_stands_chairs_are_kept_and_a_deputy_comes(self):
        full, roomy = table("crisis-reflectie-ontwikkelopgaven"), table("thuis-op-maat")

        offer = Seat.objects.at(full).get(state=Seat.State.OFFERED)
        assert offer.offer_until == timezone.localdate() + timedelta(days=5)
        assert (roomy.kept, roomy.chair_groups.get().kept_for) == (1, "verwijzers")
        assert Attendance.objects.filter(state=Attendance.State.DEPUTY, deputy__isnull=False).count() == 1

    def test_the_tables_of_the_main_story_have_room_for_the_municipality(self):
        """The walk of a newcomer: gemeente@ takes a chair at a running leertafel, and clm@ accepts."""
        for slug in ("crisis-knelpunten-samenwerking", "thuis-op-maat"):
            assert table(slug).takes_signups()
            assert table(slug).free > 1
            assert not Seat.objects.at(table(slug)).filter(person__email="gemeente@voorbeeld.nl").exists()

    def test_meetings_are_on_sensible_days_around_today(self):
        now = timezone.now()

        for one in Table.objects.all():
            coming = Meeting.objects.upcoming(now).filter(table=one)
            assert coming.exists(), one
            if one.state == Table.State.PREPARING:
                assert coming.get().starts_at >= datetime(2027, 1, 1, tzinfo=UTC), one
        for meeting in Meeting.objects.all():
            start = timezone.localtime(meeting.starts_at)
            assert start.weekday() in {1, 3}, meeting
            # A table meets in the morning; a leervorm when it suits: a lunch, an evening.
            assert meeting.table is None or (start.hour, start.minute) == (9, 30)
            assert not demo_calendar.is_closed(start.date()), meeting
            assert (meeting.state == Meeting.State.HELD) == (start.date() < timezone.localdate())

    def test_leervormen_are_open_and_have_people_coming_and_items_have_papers(self):
        assert {"cases", "film", "training", "lunch"} == set(Gathering.objects.values_list("kind", flat=True))
        assert all(one.opened_at and one.dates.first().attendances.coming().exists() for one in Gathering.objects.all())
        assert set(Paper.objects.values_list("title", flat=True)) == {
            "Wachten in cijfers",
            "Drie situaties zonder namen",
        }

    def test_two_editions_went_to_invented_readers_and_one_is_being_made(self):
        page = self.client.get(reverse("edition-archive")).text
        sent = Edition.objects.filter(state="sent").order_by("frozen_at")
        assert [one.slug in page for one in sent] == [True, True]
        assert Edition.objects.get(state="draft").items.count() > 5
        for one in sent:
            far = progress_of(one)
            assert (far.refused, far.accepted > 20, far.waiting) == (1, True, 0)
            assert one.items.count() >= 3
            assert one.approved_by_id != one.made_by_id
            assert not one.items.filter(key__in=chosen_later(one)).exists(), "it tells of what had not happened yet"
        assert progress_of(sent.last()).uncertain == 1
        assert not Subscriber.objects.exclude(email__endswith="@voorbeeld.nl").exists()

    def test_nobody_is_mailed_about_an_invented_past(self):
        assert Letter.objects.exists()
        assert not Letter.objects.due(timezone.now() + timedelta(days=30)).exists()
        assert not Letter.objects.exclude(sealed="").exists(), "no link of the past can be read"
        assert not Notice.objects.to_bundle().exists()

    def test_the_history_was_made_by_the_flows_in_the_past(self):
        events = AuditEvent.objects.filter(code="seat.accepted")
        assert events.count() == Seat.objects.exclude(decided_at=None).filter(continues=None).count()
        assert not AuditEvent.objects.filter(at__gt=timezone.now()).exists()
        seat = Seat.objects.accepted().first()
        assert seat.requested_at < seat.decided_at < timezone.now() - timedelta(days=30)
        assert seat.decided_by is not None

    def test_the_clock_is_right_again_afterwards(self):
        assert abs(timezone.now() - datetime.now(tz=UTC)) < timedelta(minutes=1)

    def test_the_behandelaar_and_the_analist_have_their_roles(self):
        for local, role in [
            ("behandelaar", Role.EXPERIENCE_HANDLER),
            ("analist", Role.DATA_ANALYST),
            ("redactie", Role.EDITOR),
        ]:
            assert role in User.objects.get(email=f"{local}@voorbeeld.nl").roles()

    def test_a_second_time_adds_nothing_also_on_another_day(self):
        before = counts()

        assert play("--json") == self.printed
        assert counts() == before
        with time_machine.travel(timezone.now() + timedelta(days=100), tick=True):
            play()
        assert counts() == before


def test_the_secret_differs_between_installations(settings):
    before = demo_cast.totp_secret("clm@voorbeeld.nl")

    assert demo_cast.totp_secret("clm@voorbeeld.nl") == before
    settings.SECRET_KEY = "een andere installatie met een eigen geheim"
    assert demo_cast.totp_secret("clm@voorbeeld.nl") != before


class TestTheDemoAtScale(TestCase):
    """Twice as large, made once, and made larger by the last of these stories."""

    @classmethod
    def setUpTestData(cls):
        play("--scale", "2")

    def test_everybody_is_invented_and_nobody_works_at_a_real_organisation(self):
        assert not Person.objects.exclude(email__endswith="@voorbeeld.nl").exists()
        assert not User.objects.exclude(email__endswith="@voorbeeld.nl").exists()
        real = Organisation.objects.exclude(website="") | Organisation.objects.exclude(cbs_code="")
        assert real.count() == 7, "the six municipalities and the regional office"
        assert not Membership.objects.filter(organisation__in=real).exists()
        assert not Seat.objects.filter(organisation__in=real).exists()
        assert not RoleAssignment.objects.filter(organisation__in=real).exists()
        invented = Participation.objects.exclude(municipality__in=real)
        assert set(invented.values_list("source", flat=True)) == {"Verzonnen, voor de proefomgeving"}

    def test_the_counters_of_the_tables_agree_with_the_chairs(self):
        check_counters()

    def test_scale_multiplies_tables_and_people_and_only_adds_the_difference(self):
        assert (Table.objects.count(), Person.objects.count()) == (12, 400)
        before = counts()
        play("--scale", "2")
        assert counts() == before

        play("--scale", "4")

        assert (Table.objects.count(), Person.objects.count()) == (24, 800)
        slots = list(Table.objects.values_list("slot", flat=True))
        assert len(set(slots)) == len(slots)
        last = User.objects.order_by("pk").last()
        assert last.check_password(demo_cast.PASSWORD)
        check_counters()


@pytest.mark.parametrize("today", ["2026-12-24", "2027-07-11", "2028-02-29", "2028-06-01"])
def test_the_demo_can_be_made_on_any_day(today):
    with time_machine.travel(datetime.fromisoformat(f"{today}T12:00:00+01:00"), tick=True):
        play()

        assert all(Meeting.objects.upcoming(timezone.now()).filter(table=one).exists() for one in Table.objects.all())
        assert not Seat.objects.filter(requested_at__gt=timezone.now()).exists()
        assert not Seat.objects.filter(decided_at__gt=timezone.now()).exists()


@pytest.mark.parametrize("scale", ["0", "-1", "1000"])
def test_a_strange_scale_is_refused_with_a_sentence(scale):
    with pytest.raises(CommandError, match="kies een getal van 1 tot"):
        play("--scale", scale)


def test_production_refuses_it(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="proefomgeving"):
        play()

    assert not User.objects.exists()


def test_a_table_that_is_in_use_is_left_alone():
    call_command("landscape", stdout=StringIO())
    used = table("thuis-op-maat")
    person = Person.objects.create(name="Iemand", email="iemand@voorbeeld.nl")
    signups.take_chair(used, person, organisation=None, involvement=Involvement.MEMBER, by=None)

    play()

    assert Seat.objects.at(used).get().person == person
    assert not used.meetings.exists()
