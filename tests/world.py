"""A small world in which every address leads somewhere, for the tests that walk them all.

Everything of De Populier that others must not read carries a canary: a word that is looked for in what others get.
"""

import copy
import email.message
import io
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from leerlandschap.commons import kept, notices, passages, synonyms, tickets
from leerlandschap.network.flows import invitations, requests
from leerlandschap.network.models import AccountRequest, OrganisationKind, RoleAssignment, User
from leerlandschap.network.roles import Role
from newsletter import consent
from newsletter.flows import editions, pictures, sending, subscriptions
from newsletter.models import Delivery, Edition
from signals.flows import bundles, echoes, handling, saved_views
from signals.inbox import Asked
from tables.flows import (
    absences,
    action_intakes,
    actions,
    agenda,
    agreements,
    calibrations,
    chair_groups,
    closing,
    cockpit,
    decisions,
    examples,
    feeds,
    gatherings,
    insights,
    intakes,
    landings,
    links,
    meeting_letters,
    messages,
    minutes,
    minutes_intakes,
    papers,
    postponements,
    questions,
    quotes,
    seat_letters,
    sessions,
    setup,
    signups,
    working_agreements,
)
from tables.flows import invitations as invitations_to_tables
from tables.flows.meetings import Session
from tables.models import (
    ChairGroup,
    ChallengeQuote,
    Gathering,
    Meeting,
    Method,
    Openness,
    Seat,
    SignUp,
    Table,
    TableInvitation,
    TableLink,
)
from tests import cast, factories
from tests.conftest import browser_of
from tests.documents import a_docx
from tests.letters import link_in, newest_letter
from tests.workbooks import workbook

EVERYBODY = ["visitor", *cast.CAST]
CANARY = "kanarie"
# What was written about or by De Populier, and by whom it may be read is told in test_access.py.
TEXTS = {f"{CANARY}-{what}" for what in ("brengt", "hoopt", "reden", "functie", "aanvraag", "los-brengt", "los-hoopt")}
TEXTS |= {f"{CANARY}-{what}" for what in ("uitnodiging", "koffie", "binnen", "vraag")}
TEXTS |= {f"{CANARY}-{what}" for what in ("punt", "besloten-punt", "voorstel", "voorraad", "stuk", "concept")}
TEXTS |= {f"{CANARY}-{what}" for what in ("verslag", "besluit", "opmerking")}
TEXTS |= {f"{CANARY}-{what}" for what in ("punt", "besloten-punt", "voorstel", "voorraad")}
TEXTS |= {f"{CANARY}-{what}" for what in ("ervaring", "notitie")}
NAMES = {f"{CANARY}-{what}" for what in ("collega", "genodigde", "aanvrager", "bestand", "los", "telefoon", "gast")}
CANARIES = TEXTS | NAMES


@dataclass(frozen=True)
class Answer:
    """What one request gave, and the tables that it wrote to."""

    status_code: int
    headers: dict[str, str]
    content: bytes
    written: list[str]
    streaming: bool = False

    @classmethod
    def of(cls, response, written: list[str]) -> "Answer":
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return cls(response.status_code, response.headers, content, written)

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class World:
    """What there is: accounts by their name in the cast, and everything that an address can ask for."""

    accounts: dict[str, User]
    things: dict[str, object] = field(default_factory=dict)
    # What was asked already: (row of test_access.py, who) → what they got.
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict, repr=False)

    def __getattr__(self, name: str):
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None

    def reset_link(self) -> list[str]:
        """What the link to choose a new password ends on; made anew, since it holds until somebody signs in."""
        owner = self.accounts["gemeente2"]
        return [user_pk_to_url_str(owner), EmailAwarePasswordResetTokenGenerator().make_token(owner)]

    def browser(self, who: str) -> Client:
        """A browser in which `who` is signed in; the visitor's is not."""
        return Client() if who == "visitor" else browser_of(self.accounts[who])


def build() -> World:
    """The small world with the cast in it."""
    return furnish({name: cast.account(name) for name in cast.CAST})


def furnish(accounts: dict[str, User]) -> World:
    """Everything that an address can ask for, around accounts by their name in the cast."""
    world = World(accounts)
    for add in (
        _tables,
        _calendar,
        _chairs,
        _setting_up,
        _questions,
        _round,
        _agendas,
        _minutes,
        _yield,
        _sessions,
        _gatherings,
        _requests_without_account,
        _people,
        _ways_in,
        _website,
        _experiences,
        _intake,
        _accounts,
        _feeds,
        _letters,
    ):
        world.things |= add(world)
    return world


def _person(world: World, name: str):
    return world.accounts[name].person


def _tables(world: World) -> dict:
    region = _person(world, "clm")
    table = factories.make_table(
        "Vroeg erbij", chairs=3, chair=_person(world, "voorzitter"), facilitator=_person(world, "partner"),
        clm_contact=region, aim="Eerder samen beslissen.", cycle=False,
    )  # fmt: skip
    factories.make_cycle(table, ended=True)
    factories.make_cycle(table, number=2)
    themed = factories.make_table("Thema: logeren", kind=Table.Kind.THEMATAFEL, openness=Openness.NETWORK)
    closed = factories.make_table("Een besloten tafel", openness=Openness.CLOSED)
    meetings = [factories.make_meeting(one) for one in (table, themed, closed)]
    held = factories.make_meeting(table, in_days=-3)
    to_calibrate, calibrated = factories.make_calibration(table), _calibrated(world, table)
    things = {"table": table, "themed": themed, "closed": closed}
    things |= {"to_calibrate": to_calibrate, "calibrated": calibrated}
    things["link"] = links.link(table, themed, kind=TableLink.Kind.SHARES_QUESTION, by=world.accounts["clm"])
    return things | {"meeting": meetings[0], "closed_meeting": meetings[2], "past_meeting": held}


def _calibrated(world: World, table: Table):
    """A calibration of an earlier half year, with its answers."""
    answers = {
        "question": "stands",
        "company": "missing",
        "intention": "insight",
        "words": "We vragen een school erbij.",
    }
    return calibrations.complete(
        factories.make_calibration(table, half_year="2020-1"), **answers, by=world.accounts["voorzitter"]
    )


def _calendar(world: World) -> dict:
    day = timezone.localdate() + timedelta(days=100)
    consultations = {
        "consultation": factories.make_consultation("Leerkring"),
        "inner_consultation": factories.make_consultation("Kring binnen het netwerk", openness=Openness.NETWORK),
    }
    return consultations | {
        "closed_days": factories.make_closed(day, day + timedelta(days=8), name="Meivakantie"),
        "milestone": factories.make_milestone("Contractvoortgang in april", day),
    }


def _chairs(world: World) -> dict:
    table, provider = world.table, _person(world, "aanbieder")
    texts = {"brings": f"{CANARY}-brengt", "hopes": f"{CANARY}-hoopt"}
    factories.make_seat(table, _person(world, "gemeente"))
    asked = factories.make_seat(table, provider, state=Seat.State.REQUESTED)
    waits = factories.make_seat(table, _person(world, "verwijzer"), state=Seat.State.WAITING, rank=1)
    declined = factories.make_seat(table, _person(world, "beheerder_aanbieder"), state=Seat.State.DECLINED)
    inside = factories.make_seat(world.closed, provider)
    Table.objects.filter(pk=table.pk).update(waiting=1, next_rank=2)
    populier = factories.make_organisation("De Populier")
    for seat in (asked, declined, inside):
        Seat.objects.filter(pk=seat.pk).update(organisation=populier, perspective=populier.kind, **texts)
    Seat.objects.filter(pk=declined.pk).update(reason=f"{CANARY}-reden")
    return {
        "asked": asked,
        "waits": waits,
        "declined": declined,
        "inside": inside,
        "populier": populier,
        "riet": factories.make_organisation("Het Riet"),
    }


def _setting_up(world: World) -> dict:
    """A table that is being set up, with something in every part; the provider sees to a step and got an invitation."""
    clm = world.accounts["clm"]
    table = setup.start_table(
        name="Tafel in wording", kind="leertafel", theme=world.table.theme, occasion="Daarom.", by=clm
    )
    setup.assign(table, "arrange", to=_person(world, "beheerder_aanbieder"), by=clm)
    invitations_to_tables.compose(table, on_behalf_of="De wethouder", text=f"{CANARY}-uitnodiging", by=clm)
    drafts = [
        TableInvitation(table=table, name=f"{CANARY}-gast", email=address, involvement="member")
        for address in ("gast@populier.example", "gast2@populier.example", "aanbieder@voorbeeld.nl")
    ]
    draft, loose, own = (invitations_to_tables.draft(one, by=clm) for one in drafts)
    for one in (loose, own):
        invitations_to_tables.send(one, by=clm)
    group = chair_groups.add(ChairGroup(table=table, perspective="provider", chairs=2), by=clm)
    quote = quotes.add(
        ChallengeQuote(table=table, text="Dichtbij.", document="Bijlage 12", document_version="2026"), by=clm
    )
    agreement = agreements.record(
        table, "coffee", text=f"{CANARY}-koffie", level="table", agreed_on=timezone.localdate(), by=clm
    )
    return {
        "preparing": table,
        "draft": draft,
        "invited": own,
        "group": group,
        "quote": quote,
        "agreement": agreement,
        "table_link": tickets.issue(invitations_to_tables.SCOPE, about=loose, lifetime=timedelta(days=300), many=True),
    }


def _questions(world: World) -> dict:
    table, clm, year = world.preparing, world.accounts["clm"], timezone.localdate().year
    return {
        "open_question": questions.add(table, text="Wat werkt er vroeg?", year=year, by=clm),
        "inner_question": questions.add(table, text=f"{CANARY}-binnen", year=year, by=clm, level="table"),
        "handed_in": questions.submit(table, text=f"{CANARY}-vraag", year=year, by=_person(world, "aanbieder")),
    }


def _round(world: World) -> dict:
    """What stands on the page of the running round, and a chair of the one that ended."""
    table, member = world.table, _person(world, "gemeente")
    running, clm = table.cycles.get(ended_on=None), world.accounts["clm"]
    past = factories.make_seat(table, member, cycle=table.cycles.get(number=1), state=Seat.State.ENDED)
    late = actions.add(table, text="Stuur de lijst", owner=member, due_on=timezone.localdate(), by=clm)
    week = timezone.localdate() + timedelta(days=7)
    walled = factories.make_item(world.meeting, f"{CANARY}-punt", openness=Openness.CLOSED)
    return {
        "past": past,
        "action": actions.add(table, text="Bel de wijkteams", owner=member, due_on=None, by=clm),
        "late_action": late,
        "table_message": messages.send(table, text=f"{CANARY}-bericht", by=clm),
        "absence": absences.be_away(
            clm.person, first_day=week, last_day=week, stand_in=world.accounts["regio"].person, by=clm
        ),
        "postponement": postponements.ask(
            late, until=week, reason="Het wijkteam is weg.", by=world.accounts["gemeente"]
        ),
        "walled_action": actions.add(table, text=f"{CANARY}-actie", owner=None, due_on=None, item=walled, by=clm),
        "place": factories.make_landing_place(running, owner=_person(world, "voorzitter")),
        "working_agreement": working_agreements.make(table, text="We bellen eerst.", openness="table", by=clm),
    }


def _agendas(world: World) -> dict:
    """A shared agenda and a draft, what a member proposed, and what waits; with words that only the table may read."""
    clm, member = world.accounts["clm"], _person(world, "gemeente")
    item = agenda.add(world.meeting, title="Samen beslissen", by=clm)
    agenda.add(world.meeting, title="Wie bellen we eerst?", openness="network", by=clm)
    inner = agenda.add(world.meeting, title=f"{CANARY}-punt", openness="table", by=clm)
    agenda.share(world.meeting, by=clm)
    closed = agenda.add(world.closed_meeting, title=f"{CANARY}-besloten-punt", by=clm)
    proposal = agenda.propose(world.table, title=f"{CANARY}-voorstel", person=member, meeting=world.meeting)
    kept = agenda.keep_for_later(agenda.add(world.meeting, title=f"{CANARY}-voorraad", by=clm), by=clm)
    method = Method.objects.create(
        name="Rondje van de kleine wereld", purpose="Iedereen aan het woord.", steps="Vraag\nRondje"
    )
    paper, inner_paper = (
        papers.hang(one, SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7\n%%EOF"), by=clm)
        for one, name in ((item, "stuk"), (inner, f"{CANARY}-stuk"))
    )
    return {
        "paper": paper,
        "inner_paper": inner_paper,
        "method": method,
        "draft_meeting": factories.make_meeting(world.table, in_days=40),
        "item": item,
        "inner_item": inner,
        "closed_item": closed,
        "proposal": proposal,
        "kept_item": kept,
    }


def _minutes(world: World) -> dict:
    """A meeting that goes on, and minutes in each state; what only the table may read, or less, is a canary."""
    table, chair, member = world.table, world.accounts["voorzitter"], _person(world, "gemeente")
    running = factories.make_meeting(table, in_days=-1, state=Meeting.State.RUNNING)
    item = factories.make_item(running, "Hoe nu verder?")
    decision = decisions.record(table, text="We beginnen in maart.", openness="public", item=item, by=chair)
    concept, sent, adopted = (_minutes_of(world, days) for days in (20, 30, 40))
    minutes.send_round(sent, by=chair)
    entry = minutes.current(sent).entries.get(position=2)
    remark = minutes.remark(sent, entry, member, text=f"{CANARY}-opmerking")
    minutes.adopt(adopted, at=running, by=chair)
    return {
        "running": running,
        "minuted_item": item,
        "decision": decision,
        "concept": concept,
        "sent": sent,
        "adopted": adopted,
        "remark": remark,
    }


def _minutes_of(world: World, days: int):
    """Concept minutes of so many days ago: an open item with a closed decision, and an item for the table alone."""
    chair = world.accounts["voorzitter"]
    meeting = factories.make_meeting(world.table, in_days=-days, state=Meeting.State.RUNNING)
    open_item = factories.make_item(meeting, "Wat werkt?")
    inner = factories.make_item(meeting, "Onder ons", openness=Openness.TABLE, position=1)
    cockpit.minute(open_item, notes="Bellen werkt.", seen=0, by=chair)
    cockpit.minute(inner, notes=f"{CANARY}-verslag", seen=0, by=chair)
    decisions.record(world.table, text=f"{CANARY}-besluit", openness="closed", item=open_item, by=chair)
    return closing.close(meeting, by=chair)


def _yield(world: World) -> dict:
    """What the table brought forth: an insight that lands, an agreement to subscribe to, a decision, an example."""
    table, clm, member = world.table, world.accounts["clm"], _person(world, "gemeente")
    factories.make_role(
        _person(world, "gemeente2"), Role.POLICY, organisation=factories.make_organisation("Gemeente Nieuwland")
    )
    insight = insights.record(table, text="Vroeg bellen scheelt weken.", openness="network", by=clm)
    return {
        "insight": insight,
        "inner_insight": insights.record(table, text="We durfden niet te bellen.", openness="table", by=clm),
        "landing": landings.propose(insight, kind="policy", what="De regiovisie noemt bellen.", owner=member, by=clm),
        "open_agreement": working_agreements.make(table, text="We mailen nooit alleen.", openness="network", by=clm),
        "example": examples.record(
            None, title="Samen eten op vrijdag", openness="network", by=world.accounts["aanbieder"]
        ),
    }


def _sessions(world: World) -> dict:
    """A session of the thematafel of the network, and one that everybody may come to."""
    everybody = factories.make_table("Thema: wonen", kind=Table.Kind.THEMATAFEL)
    session, public_session = world.themed.meetings.get(), factories.make_meeting(everybody)
    sessions.join(session, _person(world, "gemeente"), by=None)
    guest = factories.make_person("bezoeker@populier.example", name="Een bezoeker")
    link = sessions.path_to(sessions.join(public_session, guest, by=None))
    sessions.ask(public_session, name="Iemand", email="iemand@populier.example", organisation_name="De Populier")
    return {
        "session": session,
        "public_session": public_session,
        "topic": factories.make_topic(world.themed, "Wonen na je achttiende", person=_person(world, "aanbieder")),
        "attendance_link": link.rstrip("/").rpartition("/")[2],
        "session_link": _token(newest_letter("iemand@populier.example")),
    }


def _gatherings(world: World) -> dict:
    """A draft of the chair's, what everybody may come to, and what is for the network."""
    clm, chair = world.accounts["clm"], world.accounts["voorzitter"]
    start = timezone.now() + timedelta(days=20)

    def one(title: str, by, **fields) -> Gathering:
        made = Gathering(kind="training", title=title, organiser=by.person, **fields)
        return gatherings.make(made, [Session(start, start + timedelta(hours=2), "Stadhuis")], by=by)

    draft = one(f"{CANARY}-concept", chair, openness="public")
    inner, opened = (one(title, clm, openness=level) for title, level in (("Binnen", "network"), ("Open", "public")))
    for made in (inner, opened):
        gatherings.open_up(made, by=clm)
    return {
        "draft_gathering": draft,
        "inner_gathering": inner,
        "gathering": opened,
        "gathering_date": opened.dates.get(),
        "draft_date": draft.dates.get(),
    }


def _requests_without_account(world: World) -> dict:
    person = factories.make_person("los@populier.example", name=f"{CANARY}-los", organisation=world.populier)
    seat = factories.make_seat(world.table, person)
    Seat.objects.filter(pk=seat.pk).update(brings=f"{CANARY}-los-brengt", hopes=f"{CANARY}-los-hoopt")
    signup = SignUp.objects.create(
        table=world.table, name=f"{CANARY}-los", email="nieuw-los@populier.example", organisation_name="De Populier",
        involvement="reader", brings=f"{CANARY}-brengt", hopes=f"{CANARY}-hoopt", made_at=timezone.now(),
    )  # fmt: skip
    before = factories.make_seat(world.table, person, cycle=world.table.cycles.get(number=1), state=Seat.State.ENDED)
    Seat.objects.filter(pk=seat.pk).update(continues=before)
    year = timedelta(days=300)
    return {
        "loose": seat,
        "loose_link": tickets.issue(seat_letters.SEAT_SCOPE, about=seat, lifetime=year, many=True),
        "answer_link": tickets.issue(meeting_letters.ANSWER_SCOPE, about=seat, lifetime=year, many=True),
        "signup_link": tickets.issue(signups.CONFIRM_SCOPE, about=signup, lifetime=year),
    }


def _people(world: World) -> dict:
    colleague = factories.make_account(f"{CANARY}-collega@populier.example", name=f"{CANARY}-collega").person
    colleague.phone = f"{CANARY}-telefoon"
    colleague.save()
    works = factories.make_membership(colleague, world.populier)
    works.function = f"{CANARY}-functie"
    works.save()
    role = RoleAssignment.objects.get(person=_person(world, "beheerder_aanbieder"), role=Role.ORGANISATION_ADMIN)
    return {"colleague": colleague, "role": role}


def _ways_in(world: World) -> dict:
    invitation = invitations.invite(
        f"{CANARY}-genodigde", f"{CANARY}-genodigde@populier.example", world.populier, f"{CANARY}-functie",
        by=world.accounts["beheerder_aanbieder"],
    )  # fmt: skip
    address = f"{CANARY}-aanvrager@populier.example"
    requests.ask(
        name=f"{CANARY}-aanvrager", email=address, organisation_name="De Populier", function=f"{CANARY}-functie",
        reason=f"{CANARY}-aanvraag",
    )  # fmt: skip
    subscriptions.ask("lezer@populier.example", consent_text=consent.CURRENT, form_path="/nieuwsbrief/")
    subscriber = factories.make_subscriber("abonnee@populier.example")
    return {
        "invitation": invitation,
        "invitation_link": _token(newest_letter(invitation.email)),
        "request": AccountRequest.objects.get(email=address),
        "confirm_link": _token(newest_letter("lezer@populier.example")),
        "stop_link": subscriptions.preferences_path(subscriber).rstrip("/").rpartition("/")[2],
        **_newsletters(world),
    }


def a_picture() -> SimpleUploadedFile:
    """A small red plane."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    return SimpleUploadedFile("vlak.png", out.getvalue())


def _newsletters(world: World) -> dict:
    """A draft, an edition that stands ready, one that went out, and one of its mails of which nobody knows whether it came."""
    found, maker, reader = {}, world.accounts["redactie"], world.accounts["regio"]
    for name in ("edition_draft", "edition_ready", "edition_out"):
        found[name] = editions.begin(by=maker)
        words = {"title": "Vooraf", "text": "Lees dit.", "link": "/tafels/", "link_words": "Naar de tafels"}
        found["edition_item"] = editions.add_own(found[name], by=maker, **words)
        place = name.replace("edition", "picture")
        found[place] = pictures.hang(found["edition_item"], a_picture(), alt="Een rood vlak.", by=maker)
        if name != "edition_draft":
            sending.approve(found[name], by=reader)
            sending.plan(found[name], by=maker)
    found["edition_item"] = found["edition_draft"].items.last()
    about = f"learned:{world.insight.ref}"
    found["edition_sentence"] = editions.release(
        found["edition_draft"],
        about,
        title="Over bellen",
        sentence="Een tafel zocht uit wanneer bellen helpt.",
        by=maker,
    )
    # Its minute of second thoughts is over.
    Edition.objects.filter(pk=found["edition_out"].pk).update(starts_at=timezone.now())
    sending.start_due(timezone.now())
    its_own = Delivery.objects.filter(edition=found["edition_out"])
    its_own.update(state="uncertain", settled_at=timezone.now())
    sending.finish(timezone.now())
    for name in ("edition_draft", "edition_ready", "edition_out"):
        found[name].refresh_from_db()
    return found | {"delivery": its_own.earliest("pk")}


def _website(world: World) -> dict:
    partner = factories.make_passage(group="partner", key="partner-polder", title="Kenniswerkplaats Polder")
    other = factories.make_passage(group="partner", key="partner-dijk", title="Dijkgenoten")
    passages.rewrite(partner, title="Kenniswerkplaats", body="Kennis.", link="", by=world.accounts["redactie"])
    indicator = factories.make_indicator("wachttijd", theme=world.table.theme)
    synonym = synonyms.add("dijk, waterkering", by=world.accounts["redactie"])
    return {"passage": partner, "other_passage": other, "indicator": indicator, "synonym": synonym}


def _experiences(world: World) -> dict:
    """One that may be discussed with CLM, one that may not, and one that was sent from an address without an account."""
    sender = _person(world, "aanbieder")
    picture = factories.make_picture
    open_one = factories.make_experience(sender, text=f"{CANARY}-ervaring", discuss="clm", attachments=[picture()])
    handling.note(open_one, text=f"{CANARY}-notitie", by=world.accounts["behandelaar"])
    tabled = factories.make_experience(sender, text=f"{CANARY}-ervaring", discuss="table")
    words = {"title": "Overdracht", "text": "Wie belt er in het weekend?", "meeting": None}
    bundle = bundles.bring([tabled], table=world.table, by=world.accounts["behandelaar"], **words)
    echoes.show(bundle, level=world.table.openness, by=world.accounts["behandelaar"])
    linked = factories.make_experience(
        factories.make_person("afzender@wijkteam.example"), text="Een signaal.", attachments=[picture()]
    )
    return {
        "experience": open_one,
        "attachment": open_one.attachments.get(),
        "linked_attachment": linked.attachments.get(),
        "bundle": bundle,
        "standard_answer": factories.make_standard_answer(),
        "view": saved_views.keep(
            world.accounts["behandelaar"], name="Te laat", asked=Asked.of({"laat": "ja"}), is_first=False
        ),
        "hushed_experience": factories.make_experience(sender, text=f"{CANARY}-ervaring"),
        "linked_experience": linked,
        "sender_link": _token(newest_letter("afzender@wijkteam.example")),
    }


def _intake(world: World) -> dict:
    sheets = {"Organisaties": [["naam", "soort"], [f"De {CANARY}-bestand", OrganisationKind.PROVIDER.label]]}
    upload = SimpleUploadedFile(f"{CANARY}-bestand.xlsx", workbook(sheets))
    clm = world.accounts["clm"]
    report = SimpleUploadedFile("2024-03-12 verslag.docx", a_docx())
    return {
        "intake": intakes.bring_in(upload, by=clm),
        "action_intake": action_intakes.bring_in(
            world.table,
            SimpleUploadedFile("acties.xlsx", workbook({"Acties": [["wat", "wie"], ["Bel", "Iemand"]]})),
            by=clm,
        ),
        "old_report": minutes_intakes.bring_in(world.table, [report], by=clm)[0],
    }


def _accounts(world: World) -> dict:
    owner = world.accounts["gemeente"]
    unconfirmed = EmailAddress.objects.create(user=owner, email="nieuw.gemeente@voorbeeld.nl")
    return {"confirm_address": EmailConfirmationHMAC(unconfirmed).key}


def _feeds(world: World) -> dict:
    owner = world.accounts["gemeente"]
    token = feeds.make(owner.person, by=owner)
    return {"feed_link": token, "feed": owner.person.feeds.get()}


def _letters(world: World) -> dict:
    for name in ("gemeente", "aanbieder"):
        notices.tell(_person(world, name), "seat.accepted", key=f"world:{name}", path="/mijn/", table=world.table.name)
    message = email.message.EmailMessage()
    message["To"], message["Subject"] = "gemeente@voorbeeld.nl", "Je stoel is bevestigd"
    message.set_content("Dag,\n\nhttp://localhost:8000/mijn/\n")
    folder = Path(settings.MAIL_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "een-mail.eml").write_bytes(message.as_bytes())
    return {"mail": "een-mail"}


def _token(letter) -> str:
    """The secret in the link of a letter."""
    return link_in(letter).rstrip("/").rpartition("/")[2]


# --- walking ----------------------------------------------------------------------------------------------------------

# What may be written while somebody only looks: their own session.
OWN_SESSION = ("django_session", "usersessions_usersession")


@contextmanager
def undone():
    """Whatever happens inside is undone; so that no request disturbs the next. Gives the list of tables written to."""
    written: list[str] = []

    def watch(execute, sql, params, many, context):
        words = sql.replace('"', " ").split(None, 4)
        if words[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1] if words[0].upper() == "UPDATE" else words[2]
            if table not in OWN_SESSION:
                written.append(table)
        return execute(sql, params, many, context)

    cache.clear()
    kept.forget()
    point = transaction.savepoint()
    try:
        with connection.execute_wrapper(watch):
            yield written
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(point)


def request(browser: Client, method: str, path: str, data=None, **extra):
    """One request, after which the browser holds the same cookies as before it."""
    cookies = copy.deepcopy(browser.cookies)
    browser.raise_request_exception = False
    try:
        return getattr(browser, method.lower())(path, data or {}, **extra)
    finally:
        browser.cookies = cookies
