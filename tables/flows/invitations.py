"""Inviting people to a table: a draft per person, sent on somebody's behalf, answered by yes, no, or a deputy.

The mail says that there is an invitation, and where; who invites, and why, stands behind the link. What is accepted before
the table starts becomes a chair when it does (`seat_accepted`); at a running table it is one at once, or a place in the list.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices, tickets
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.flows import chairs, seat_letters, signups
from tables.flows import setup as setups
from tables.models import Seat, Setup, Table, TableInvitation

SCOPE = "table.invitation"
LIFETIME = timedelta(days=60)
KEEP = timedelta(days=365)

State = TableInvitation.State
INVITED = "Voor dit adres is er al een uitnodiging voor deze tafel. Je vindt haar in de lijst."
SEATED = "Wie dit adres heeft, zit al aan deze tafel of vroeg er een stoel."
ENDED = "Deze tafel is gestopt; uitnodigen kan niet meer."
NO_LETTER = "Schrijf eerst de tekst van de uitnodiging, en namens wie ze gaat."
SETTLED = "Deze uitnodiging is intussen veranderd. Ververs de pagina om te zien hoe het ervoor staat."
COUNT_CHANGED = "Er zijn nu {now} concepten, niet {seen}. Kijk nog eens wie er op de lijst staat."
NOTHING = "Er is geen concept om te versturen."
REMINDED = "Aan deze uitnodiging is al één keer herinnerd. Bel of mail zelf als je nog niets hoort."
NO_REASON = "Schrijf in één zin waarom; wie je uitnodigde leest dit."
ONESELF = "Dit is je eigen adres. Vul het werkadres in van wie in jouw plaats komt."


@transaction.atomic
def compose(table: Table, *, on_behalf_of: str, text: str, by: User) -> Setup:
    """Keep on whose behalf the invitations go, and what they say; what was sent stays as it was."""
    return setups.fill_in(table, words={"on_behalf_of": on_behalf_of, "invitation": text}, of_table={}, by=by)


@transaction.atomic
def draft(invitation: TableInvitation, *, by: User) -> TableInvitation:
    """Keep a draft for one person; nothing is sent. Raises ValidationError."""
    if invitation.made_at is None:
        invitation.made_at = timezone.now()
    _keep(invitation)
    audit.record(by, "table_invitation.drafted", on=invitation.table, who=invitation.name)
    return invitation


@transaction.atomic
def rewrite(invitation: TableInvitation, *, words: dict, by: User) -> TableInvitation:
    """Change whom a draft is for, or for which chair; nothing is sent. Raises ValidationError, also when it went out."""
    invitation = _held(invitation, State.DRAFT)
    before = invitation.name
    for name, value in words.items():
        setattr(invitation, name, value)
    _keep(invitation)
    audit.record(by, "table_invitation.rewritten", on=invitation.table, before=before, who=invitation.name)
    return invitation


@transaction.atomic
def send(invitation: TableInvitation, *, by: User) -> TableInvitation:
    """Send a draft, with the text and the sender as they are now. Raises ValidationError."""
    invitation = _held(invitation, State.DRAFT)
    setup = setups.of(invitation.table)
    if not (setup.on_behalf_of and setup.invitation):
        raise ValidationError(NO_LETTER)
    invitation.on_behalf_of, invitation.text = setup.on_behalf_of, setup.invitation
    return _sent(invitation, by=by)


@transaction.atomic
def send_all(table: Table, *, seen: int, by: User) -> int:
    """Send every draft; `seen` is how many the sender was told it would be. Gives their number. Raises ValidationError."""
    drafts = list(TableInvitation.objects.draft().filter(table=table).select_for_update())
    if not drafts:
        raise ValidationError(NOTHING)
    if len(drafts) != seen:
        raise ValidationError(COUNT_CHANGED.format(now=len(drafts), seen=seen))
    for invitation in drafts:
        send(invitation, by=by)
    return len(drafts)


@transaction.atomic
def withdraw(invitation: TableInvitation, *, by: User) -> None:
    """Take a draft, or an invitation that was not answered, back: its link opens nothing any more. Raises ValidationError."""
    invitation = _held(invitation, State.DRAFT, State.SENT)
    invitation.state = State.WITHDRAWN
    invitation.save(update_fields=["state"])
    tickets.revoke(SCOPE, about=invitation)
    audit.record(by, "table_invitation.withdrawn", on=invitation.table, who=invitation.name)


@transaction.atomic
def remind(invitation: TableInvitation, *, by: User) -> None:
    """Ask once more for an answer; a second time is refused. Raises ValidationError."""
    invitation = _held(invitation, State.SENT)
    if invitation.reminded_at is not None:
        raise ValidationError(REMINDED)
    invitation.reminded_at = timezone.now()
    invitation.save(update_fields=["reminded_at"])
    audit.record(by, "table_invitation.reminded", on=invitation.table, who=invitation.name)
    _write(invitation, "table.invited_again")


def find(token: str) -> TableInvitation:
    """The invitation that a link opens, answered or not; looking uses nothing up. Raises TicketRefused."""
    found = TableInvitation.objects.filter(pk=tickets.subject_pk(tickets.look(SCOPE, token)))
    invitation = found.select_related("table__theme", "table__setup", "organisation", "person").first()
    if invitation is None or invitation.state in {State.WITHDRAWN, State.DRAFT}:
        raise TicketRefused(tickets.REVOKED)
    return invitation


@transaction.atomic
def accept(invitation: TableInvitation, *, by: User | None = None) -> Seat | None:
    """Say yes. Gives the chair, or the place in the list, at a table that runs. Raises ValidationError."""
    invitation = _held(invitation, State.SENT)
    table = invitation.table
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    person, _made = Person.objects.get_or_create(email=invitation.email, defaults={"name": invitation.name})
    invitation.person = person
    _answered(invitation, State.ACCEPTED, by=by)
    return _take_chair(invitation, by=by) if table.running_cycle() else None


@transaction.atomic
def decline(invitation: TableInvitation, *, why: str = "", by: User | None = None) -> None:
    """Say no, with a word why if one likes; until the table starts also after a yes. Raises ValidationError."""
    invitation = _held(invitation, State.SENT, State.ACCEPTED)
    # Under the table's lock: who takes back a yes while the table starts has the chair by then, or never gets it.
    table = Table.objects.select_for_update().get(pk=invitation.table_id)
    if invitation.state == State.ACCEPTED and table.state != Table.State.PREPARING:
        raise ValidationError(SETTLED)
    _answered(invitation, State.DECLINED, answer=why, by=by)


@transaction.atomic
def send_deputy(invitation: TableInvitation, *, name: str, email: str, why: str = "", by: User | None = None):
    """Somebody else comes instead: they get an invitation of their own. Gives it. Raises ValidationError."""
    invitation = _held(invitation, State.SENT)
    email = email.strip().lower()
    if email == invitation.email.lower():
        raise ValidationError({"email": ONESELF})
    if Seat.objects.at(invitation.table).current().filter(person__email__iexact=email).exists():
        raise ValidationError({"email": SEATED})
    _answered(invitation, State.DEPUTY, answer=why, by=by)
    deputy = TableInvitation(
        table=invitation.table,
        group=invitation.group,
        name=name,
        email=email,
        organisation=invitation.organisation,
        person=Person.objects.filter(email__iexact=email).first(),
        involvement=invitation.involvement,
        on_behalf_of=invitation.on_behalf_of,
        text=invitation.text,
        made_at=timezone.now(),
        instead_of=invitation,
    )
    _save(deputy)
    return _sent(deputy, by=invitation.sent_by)


@transaction.atomic
def seat_accepted(table: Table, *, by: User) -> list[Seat]:
    """Give everybody who accepted a confirmed chair, now that the table's round has begun; they were promised one.

    Where the table has fewer chairs than there are people, it gets more. Raises ValidationError when no round runs.
    """
    seated = Seat.objects.at(table).current().values("person")
    waiting = TableInvitation.objects.accepted().filter(table=table).exclude(person__in=seated).select_related("table")
    invitations = list(waiting.select_related("person", "organisation").order_by("answered_at", "pk"))
    return [_seat_for_sure(one, table, by=by) for one in invitations if one.person_id]


def expires(invitation: TableInvitation):
    """The last day on which the link works."""
    sent = invitation.reminded_at or invitation.sent_at or timezone.now()
    return timezone.localdate(sent) + LIFETIME


@transaction.atomic
def tidy(now) -> int:
    """Names and addresses of whom nothing came go after a year. Gives how many went."""
    settled = [State.DRAFT, State.WITHDRAWN, State.DECLINED, State.DEPUTY, State.SENT]
    return TableInvitation.objects.filter(state__in=settled, made_at__lt=now - KEEP).delete()[0]


def _held(invitation: TableInvitation, *states: str) -> TableInvitation:
    """The invitation as it is now, held. Raises ValidationError when it is in none of `states` any more."""
    found = TableInvitation.objects.select_for_update(of=("self",)).select_related("table", "person", "sent_by")
    invitation = found.select_related("organisation", "group").filter(pk=invitation.pk).first()
    if invitation is None or invitation.state not in states:
        raise ValidationError(SETTLED)
    return invitation


def _keep(draft: TableInvitation) -> None:
    """Save a draft, tied to the person of its address. Raises ValidationError for who cannot be asked."""
    if draft.table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    draft.email = draft.email.strip().lower()
    if draft.person is None:
        draft.person = Person.objects.filter(email__iexact=draft.email).first()
    if Seat.objects.at(draft.table).current().filter(person__email__iexact=draft.email).exists():
        raise ValidationError({"email": SEATED})
    _save(draft)


def _save(invitation: TableInvitation) -> None:
    """Save an invitation; the database refuses a second open one for an address. Raises ValidationError."""
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        raise ValidationError({"email": INVITED}) from None


def _sent(invitation: TableInvitation, *, by: User | None) -> TableInvitation:
    invitation.state, invitation.sent_at, invitation.sent_by = State.SENT, timezone.now(), by
    invitation.save()
    audit.record(by, "table_invitation.sent", on=invitation.table, who=invitation.name)
    _write(invitation, "table.invited")
    return invitation


def _write(invitation: TableInvitation, code: str) -> None:
    """The mail with the link; whoever has an account finds the invitation on their own page as well."""
    facts = {"table": invitation.table.name_in_mail, "until": date_format(expires(invitation), "j F Y")}
    person, key = invitation.person, f"invitation:{invitation.ref}:{code}"
    if person is not None and person.user_id:
        path = invitation.get_absolute_url()
        notices.tell_all([notices.to(person, code, key=key, path=path, **facts)])
        return
    token = tickets.issue(SCOPE, about=invitation, lifetime=LIFETIME + timedelta(days=1), many=True)
    path = reverse("table-invitation-by-link", args=[token])
    notices.write_to(invitation.email, code, key=key, path=path, name=invitation.name, **facts)


def _answered(invitation: TableInvitation, state: str, *, answer: str = "", by: User | None) -> None:
    """Keep the answer, and tell who sent it in the one mail a day."""
    table, sender = invitation.table, getattr(invitation.sent_by, "person", None)
    invitation.state, invitation.answer, invitation.answered_at = state, answer.strip(), timezone.now()
    invitation.save(update_fields=["state", "answer", "answered_at", "person"])
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)
    audit.record(by, f"table_invitation.{state}", on=table, who=invitation.name)
    if sender is not None:
        key = f"invitation:{invitation.ref}:answered:{state}"
        path = reverse("table-invitations", args=[table.slug])
        facts = {"table": table.name_in_mail}
        notices.tell(sender, "table.invitation_answered", key=key, path=path, bundled=True, **facts)


def _take_chair(invitation: TableInvitation, *, by: User | None) -> Seat:
    """A confirmed chair at once; at a full table a place in the list. Who sits there already keeps what they have."""
    table, person = invitation.table, invitation.person
    if seat := Seat.objects.at(table).current().filter(person=person).first():
        return seat
    chairs.locked(table)
    try:
        return _seat(invitation, table, by=by)
    except ValidationError:  # full, or what is free is kept for others
        organisation = _organisation(invitation)
        return signups.take_chair(table, person, organisation=organisation, involvement=invitation.involvement, by=by)


def _seat_for_sure(invitation: TableInvitation, table: Table, *, by: User) -> Seat:
    """A confirmed chair; where none is left for this person, since the others are kept or taken, the table gets more."""
    while True:
        try:
            return _seat(invitation, table, by=by)
        except ValidationError:
            now = chairs.locked(table).table
            if now.free > now.kept:  # it was refused for another reason
                raise
            chairs.set_chairs(table, now.chairs + 1, by=by)


def _seat(invitation: TableInvitation, table: Table, *, by: User | None) -> Seat:
    """A confirmed chair, and the word that it is there."""
    seat = signups.seat_directly(
        table,
        invitation.person,
        organisation=_organisation(invitation),
        involvement=invitation.involvement,
        by=by,
    )
    seat_letters.tell(seat, "seat.accepted")
    return seat


def _organisation(invitation: TableInvitation) -> Organisation | None:
    """For whom somebody was invited, or else where they work when that is one place."""
    if invitation.organisation:
        return invitation.organisation
    running = Membership.objects.running(timezone.localdate()).filter(person=invitation.person)
    places = list(running.select_related("organisation")[:2])
    return places[0].organisation if len(places) == 1 else None
