"""Rows for stories: `make_…` functions whose arguments are only what the story is about."""

import io
import itertools
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from leerlandschap.commons.models import ClosedPeriod, Passage
from leerlandschap.network.models import Membership, Organisation, OrganisationKind, Person, RoleAssignment, User
from leerlandschap.network.roles import ROLES_FOR_AN_ORGANISATION, SECOND_FACTOR_ROLES, Role
from monitoring.models import Group, Indicator
from newsletter.models import Subscriber
from tables.flows import actions, insights, landings
from tables.models import (
    Action,
    AgendaItem,
    Calibration,
    Consultation,
    Cycle,
    Decision,
    Insight,
    Involvement,
    LandingKind,
    Meeting,
    Milestone,
    OpeningAgreement,
    Openness,
    Phase,
    ResearchQuestion,
    Seat,
    Table,
    Theme,
    Topic,
)
from tables.models.calibrations import HalfYear

_number = itertools.count(1)
PASSWORD = "een-lang-wachtwoord-27"


def make_organisation(name: str = "", *, kind: str = OrganisationKind.PROVIDER, mail_domain: str = "") -> Organisation:
    name = name or f"Aanbieder {next(_number)}"
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind, "mail_domain": mail_domain})[0]


def make_person(email: str = "", *, name: str = "", organisation: Organisation | None = None) -> Person:
    number = next(_number)
    person = Person.objects.create(name=name or f"Persoon {number}", email=email or f"persoon{number}@voorbeeld.nl")
    if organisation:
        make_membership(person, organisation)
    return person


def make_membership(person: Person, organisation: Organisation, *, started_on: date | None = None) -> Membership:
    started_on = started_on or timezone.localdate() - timedelta(days=365)
    return Membership.objects.create(person=person, organisation=organisation, started_on=started_on)


def make_role(person: Person, role: Role, *, organisation: Organisation | None = None) -> RoleAssignment:
    """The role that `person` holds; one that the demo gave them already is the same."""
    return RoleAssignment.objects.get_or_create(
        person=person,
        role=role,
        organisation=organisation if role in ROLES_FOR_AN_ORGANISATION else None,
        defaults={"started_on": timezone.localdate() - timedelta(days=365)},
    )[0]


def make_account(
    email: str = "", *, name: str = "", organisation: Organisation | None = None, role: Role | None = None
) -> User:
    """An account as it is after an accepted invitation: address confirmed, second factor set where the role needs it."""
    person = make_person(email, name=name, organisation=organisation)
    user = User.objects.create_user(person.email, PASSWORD, is_staff=role == Role.ADMINISTRATOR)
    person.user = user
    person.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role:
        make_role(person, role, organisation=organisation)
    if role in SECOND_FACTOR_ROLES:
        TOTP.activate(user, generate_totp_secret())
    return user


def make_theme(name: str = "Crisis") -> Theme:
    return Theme.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def make_table(name: str = "", *, chairs: int = 14, theme: Theme | None = None, cycle: bool = True, **fields) -> Table:
    """A running leertafel that takes sign-ups, in its first round; say otherwise by `fields`."""
    number = next(_number)
    theme = theme or make_theme()
    fields = {
        "kind": Table.Kind.LEERTAFEL,
        "state": Table.State.RUNNING,
        "open_for_signup": True,
        "slot": number,
        "edited_at": timezone.now(),
        **fields,
    }
    table = Table.objects.create(
        name=name or f"Tafel {number}", slug=f"tafel-{number}", theme=theme, chairs=chairs, **fields
    )
    if cycle:
        make_cycle(table)
    return table


def make_cycle(
    table: Table, *, number: int = 1, phase: str = Phase.CONNECT, started_on: date | None = None, ended: bool = False
) -> Cycle:
    today = timezone.localdate()
    began = started_on or today
    return Cycle.objects.create(
        table=table, number=number, phase=phase, started_on=began, phase_since=began, ended_on=today if ended else None
    )


def make_meeting(table: Table, *, in_days: int = 14, place: str = "Stadhuis Lelystad", **fields) -> Meeting:
    start = timezone.now().replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=in_days)
    return Meeting.objects.create(
        table=table, starts_at=start, ends_at=start + timedelta(hours=2), place=place, **fields
    )


def make_item(meeting: Meeting, title: str = "", *, openness: str = "", **fields) -> AgendaItem:
    """An item on the agenda of a meeting, as open as its table unless said otherwise."""
    return AgendaItem.objects.create(
        table=meeting.table,
        meeting=meeting,
        title=title or f"Agendapunt {next(_number)}",
        openness=openness or meeting.table.openness,
        made_at=timezone.now(),
        **fields,
    )


def make_action(table: Table, owner: Person | None = None, *, due_in_days: int | None = None, **fields) -> Action:
    due_on = None if due_in_days is None else timezone.localdate() + timedelta(days=due_in_days)
    defaults = {"text": f"Actie {next(_number)}", "by": None}
    return actions.add(table, owner=owner, due_on=due_on, **{**defaults, **fields})


def make_insight(table: Table, text: str = "", *, openness: str = "", **fields) -> Insight:
    """An insight as the flows leave it, to be read by whoever reads the table."""
    return insights.record(
        table, text=text or f"Inzicht {next(_number)}", openness=openness or table.openness, by=None, **fields
    )


def make_landing(insight: Insight, *, kind: str = LandingKind.POLICY, what: str = "De regiovisie verandert.", **fields):
    return landings.propose(insight, kind=kind, what=what, by=None, **fields)


def make_decision(table: Table, text: str = "", *, openness: str = "", **fields) -> Decision:
    number = table.decisions.count() + 1
    fields = {"made_at": timezone.now(), **fields}
    return Decision.objects.create(
        table=table, number=number, text=text or f"Besluit {number}", openness=openness or table.openness, **fields
    )


def make_seat(
    table: Table,
    person: Person | None = None,
    *,
    state: str = Seat.State.ACCEPTED,
    rank: int | None = None,
    cycle: Cycle | None = None,
    organisation: Organisation | None = None,
):
    """A chair as the flows leave it: the table counts it when it takes one. In the running round, or in `cycle`."""
    cycle = cycle or table.cycles.get(ended_on=None)
    decided = timezone.now() if state in {Seat.State.ACCEPTED, Seat.State.DECLINED, Seat.State.ENDED} else None
    if state in Seat.TAKING:
        table.taken += 1
        table.save(update_fields=["taken"])
    return Seat.objects.create(
        cycle=cycle,
        person=person or make_person(),
        organisation=organisation,
        involvement=Involvement.MEMBER,
        state=state,
        rank=rank,
        requested_at=timezone.now(),
        decided_at=decided,
    )


def make_subscriber(email: str, *, state: str = Subscriber.State.SUBSCRIBED) -> Subscriber:
    """An address at the newsletter as the flows leave it."""
    now = timezone.now()
    return Subscriber.objects.create(
        email=email,
        state=state,
        made_at=now,
        subscribed_at=None if state == Subscriber.State.UNCONFIRMED else now,
        unsubscribed_at=now if state == Subscriber.State.UNSUBSCRIBED else None,
    )


def make_passage(*, group: str = "partner", key: str = "", title: str = "", body: str = "", **fields) -> Passage:
    """A text of the website as the portal shipped it."""
    number = next(_number)
    fields = {"position": number, "edited_at": timezone.now(), **fields}
    return Passage.objects.create(
        key=key or f"{group}-{number}", group=group, title=title or f"Tekst {number}", body=body, **fields
    )


def make_indicator(code: str, *, group: str = Group.FLOWS, theme: Theme | None = None, **fields) -> Indicator:
    return Indicator.objects.create(
        code=code,
        label=f"Indicator {code}",
        group=group,
        definition="Wat we tellen.",
        unit="aantal",
        source="Uitvraag bij aanbieders",
        theme=theme,
        edited_at=timezone.now(),
        **fields,
    )


def make_question(table: Table, text: str, *, openness: str = "public") -> ResearchQuestion:
    return ResearchQuestion.objects.create(table=table, year=timezone.localdate().year, text=text, openness=openness)


def make_closed(first_day: date, last_day: date | None = None, *, name: str = "Meivakantie", **fields) -> ClosedPeriod:
    """Closed days; a school holiday of region Noord unless `fields` say otherwise."""
    kind = fields.pop("kind", ClosedPeriod.Kind.SCHOOL_HOLIDAY)
    fields.setdefault("region", "Noord" if kind == ClosedPeriod.Kind.SCHOOL_HOLIDAY else "")
    return ClosedPeriod.objects.create(
        name=name,
        kind=kind,
        first_day=first_day,
        last_day=last_day or first_day,
        source="rijksoverheid.nl",
        edited_at=timezone.now(),
        **fields,
    )


def make_milestone(
    name: str, first_day: date, last_day: date | None = None, *, lane: str = "contract", **fields
) -> Milestone:
    """An ijkpunt that everybody sees; say otherwise by `fields`."""
    fields = {"source": "Jaarritme", "edited_at": timezone.now(), **fields}
    return Milestone.objects.create(name=name, lane=lane, first_day=first_day, last_day=last_day or first_day, **fields)


def make_calendar(until: date) -> None:
    """A calendar that says to be filled up to and including `until`, with nothing closed before."""
    make_closed(until, name="Kerstvakantie")
    make_closed(until, name="Tweede kerstdag", kind=ClosedPeriod.Kind.PUBLIC_HOLIDAY)


def make_calibration(table: Table, *, half_year: str = "", due_in_days: int = 30, **fields) -> Calibration:
    """A calibration that waits for its answers, of the present half year; say otherwise by `fields`."""
    half_year = half_year or HalfYear.of(timezone.localdate()).code
    due_on = timezone.localdate() + timedelta(days=due_in_days)
    return Calibration.objects.create(table=table, half_year=half_year, due_on=due_on, **fields)


def make_opening_agreement(
    table: Table, *, kind: str = OpeningAgreement.Kind.INTENTIONS, text: str = ""
) -> OpeningAgreement:
    now = timezone.now()
    return OpeningAgreement.objects.create(
        table=table,
        kind=kind,
        text=text or "Inzichten gaan naar de regiovisie.",
        openness=Openness.TABLE,
        agreed_on=timezone.localdate(),
        edited_at=now,
    )


def make_consultation(name: str = "", **fields) -> Consultation:
    """A public, regular consultation that others organise, to learn; say otherwise by `fields`."""
    number = next(_number)
    fields = {"purpose": "learn", "slot": number, "edited_at": timezone.now(), **fields}
    fields.setdefault("organiser", "Hogeschool van het Land")
    return Consultation.objects.create(
        name=name or f"Overleg {number}", aim=fields.pop("aim", "Samen leren."), **fields
    )


def make_opening_agreements(table: Table) -> None:
    """The five agreements of the first meetings."""
    for kind in OpeningAgreement.Kind:
        make_opening_agreement(table, kind=kind)


def make_landing_place(cycle: Cycle, *, owner: Person | None = None):
    return cycle.landing_places.create(kind=LandingKind.POLICY, words="Regiovisie", owner=owner or make_person())


def make_topic(table: Table, text: str = "", *, person: Person | None = None, **fields) -> Topic:
    return Topic.objects.create(
        table=table, text=text or f"Onderwerp {next(_number)}", proposed_by=person, proposed_at=timezone.now(), **fields
    )


def make_session(*, in_days: int = 14, **fields) -> Meeting:
    """A planned session of a thematafel that runs."""
    return make_meeting(make_table(kind=Table.Kind.THEMATAFEL, **fields), in_days=in_days)


def make_picture(name: str = "Noor de Vries.png") -> SimpleUploadedFile:
    """A small picture, as somebody sends it along."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def make_standard_answer(title: str = "Ontvangen", text: str = "Dank je wel. We zoeken het uit.", **fields):
    from signals.flows import answers
    from signals.models import StandardAnswer

    return answers.add(StandardAnswer(title=title, text=text, **fields), by=None)


def make_experience(sender: Person | None = None, *, code: str = "", kind: str = "signal", text: str = "", **fields):
    """An experience as it comes in: from somebody, or with a receipt code."""
    from signals import receipts
    from signals.flows import experiences

    theme = fields.pop("theme", None) or make_theme()
    code = "" if sender else code or receipts.make()
    text = text or f"Ervaring {next(_number)}: het wachten duurt lang."
    return experiences.send(kind=kind, theme=theme, text=text, sender=sender, code=code, **fields)
