"""Chairs at a table, and the requests for them that still wait for a confirmed address."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from leerlandschap.commons.paths import path_to
from leerlandschap.network.models import Organisation, OrganisationKind, Person, User, person_of
from leerlandschap.network.roles import Permission, may
from tables.models.cycles import Cycle
from tables.models.tables import SLUG, Table


class Involvement(models.TextChoices):
    """How somebody takes part."""

    MEMBER = "member", "lid: ik zit aan tafel"
    AGENDA_MEMBER = "agenda_member", "agendalid: ik krijg de stukken en kom als het nodig is"
    READER = "reader", "meelezer: ik lees mee"

    @property
    def short(self) -> str:
        """The one word for it."""
        return self.label.split(":")[0]


class SeatQuerySet(models.QuerySet):
    def at(self, table: Table) -> "SeatQuerySet":
        """The chairs of the table's running cycle."""
        return self.filter(cycle__table=table, cycle__ended_on=None)

    def current(self) -> "SeatQuerySet":
        """Asked for, waiting or held."""
        return self.filter(state__in=Seat.CURRENT)

    def requested(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.REQUESTED).order_by("requested_at", "pk")

    def waiting(self) -> "SeatQuerySet":
        """The waiting list, in its order."""
        return self.filter(state=Seat.State.WAITING).order_by("rank")

    def accepted(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.ACCEPTED)

    def taking_a_chair(self) -> "SeatQuerySet":
        """Those that count among the table's taken chairs."""
        return self.filter(state__in=Seat.TAKING, involvement=Involvement.MEMBER)

    def lapsed(self, on: date) -> "SeatQuerySet":
        """Offers whose last day has passed."""
        return self.filter(state=Seat.State.OFFERED, offer_until__lt=on)

    def chosen(self, *, tafel: str = "", staat: str = "", vorm: str = "", perspectief: str = "") -> "SeatQuerySet":
        """Narrowed to what the filters in the address say; an empty one says nothing, and no state: those that stand."""
        asked = {
            "state": (staat, Seat.State),
            "involvement": (vorm, Involvement),
            "perspective": (perspectief, OrganisationKind),
        }
        rows = self.filter(**{name: value for name, (value, known) in asked.items() if value in known})
        if tafel:
            rows = rows.filter(cycle__table__slug=tafel) if SLUG.fullmatch(tafel) else rows.none()
        return rows if staat in Seat.State else rows.current()

    def for_list(self) -> "SeatQuerySet":
        """With everything a row of the list says."""
        return self.select_related("person", "organisation", "cycle").order_by(
            "rank", "perspective", "requested_at", "pk"
        )

    def visible_to(self, user) -> "SeatQuerySet":
        """One's own, those of tables one leads, and, at one's own table, the others who hold a chair there."""
        if not user.is_authenticated:
            return self.none()
        if may(user, Permission.SEAT_LIST):
            return self.all()
        led = Q(cycle__table__chair=person_of(user)) | Q(cycle__table__facilitator=person_of(user))
        own = Seat.objects.filter(person=person_of(user), state=Seat.State.ACCEPTED)
        beside = Q(state=Seat.State.ACCEPTED, cycle__in=own.values("cycle"))
        return self.filter(Q(person=person_of(user)) | led | beside)


class Seat(models.Model):
    """A person's place at a table for one cycle, acting for an organisation."""

    class State(models.TextChoices):
        REQUESTED = "requested", "aangevraagd"
        WAITING = "waiting", "op de wachtlijst"
        # A chair came free for who waits: it holds until `offer_until`, and then goes on to the next.
        OFFERED = "offered", "aangeboden"
        ACCEPTED = "accepted", "bevestigd"
        DECLINED = "declined", "afgewezen"
        WITHDRAWN = "withdrawn", "teruggegeven"
        LAPSED = "lapsed", "aanbod verlopen"
        ENDED = "ended", "afgelopen"

    class Met(models.TextChoices):
        YES = "yes", "ja"
        PARTLY = "partly", "deels"
        NO = "no", "nee"

    # A chair is taken by who asked for it, who is offered it and who got it; the waiting list holds none.
    TAKING = (State.REQUESTED, State.OFFERED, State.ACCEPTED)
    CURRENT = (State.REQUESTED, State.WAITING, State.OFFERED, State.ACCEPTED)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    # Found by `seat_by_cycle_and_state`.
    cycle = models.ForeignKey(
        Cycle, verbose_name="cyclus", on_delete=models.CASCADE, related_name="seats", db_index=False
    )
    person = models.ForeignKey(Person, verbose_name="persoon", on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    # What was typed, until the contactpersoon CLM ties it to an organisation.
    organisation_name = models.CharField("organisatie zoals opgegeven", max_length=160, blank=True)
    involvement = models.CharField("vorm van betrokkenheid", max_length=14, choices=Involvement)
    perspective = models.CharField("perspectief", max_length=24, choices=OrganisationKind, blank=True)
    state = models.CharField("staat", max_length=10, choices=State)
    rank = models.PositiveIntegerField("plek op de wachtlijst", null=True, blank=True)
    offer_until = models.DateField("aanbod geldt tot en met", null=True, blank=True)
    brings = models.TextField("wat je meebrengt", blank=True, max_length=1000)
    hopes = models.TextField("wat je hoopt te leren", blank=True, max_length=1000)
    # A personal intention, if somebody wants one.
    intention = models.TextField("persoonlijke intentie", blank=True, max_length=500)
    # Said at the close of the round: did it bring what was hoped?
    met = models.CharField("gevonden wat je hoopte", max_length=6, choices=Met, blank=True)
    met_line = models.CharField("in één regel", max_length=300, blank=True)
    # The chair of the round before, when it was carried into this one.
    continues = models.OneToOneField(
        "self",
        verbose_name="vervolg van",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
    )
    requested_at = models.DateTimeField("gevraagd op")
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name="besloten door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("reden", max_length=500, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "stoel"
        verbose_name_plural = "stoelen"
        ordering = ["requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "person"],
                condition=Q(state__in=["requested", "waiting", "offered", "accepted"]),
                name="one_chair_per_person_and_cycle",
            ),
            models.UniqueConstraint(fields=["cycle", "rank"], name="ranks_of_a_cycle_are_given_once"),
            models.CheckConstraint(condition=~Q(state="waiting") | Q(rank__isnull=False), name="who_waits_has_a_rank"),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offer_until__isnull=False), name="an_offer_says_until_when"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "declined"], decided_at__isnull=False)
                | ~Q(state__in=["accepted", "declined"]),
                name="a_decision_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "state"], name="seat_by_cycle_and_state")]

    def __str__(self) -> str:
        return f"{self.person}, {self.cycle.table}"

    def get_absolute_url(self) -> str:
        return path_to("seat", self.ref)

    @property
    def table(self) -> Table:
        return self.cycle.table

    @property
    def organisation_shown(self) -> str:
        """The organisation's name, or what was typed when it is not known yet."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def involvement_short(self) -> str:
        """The one word for how this person takes part."""
        return Involvement(self.involvement).short

    def is_current(self) -> bool:
        """Asked for, waiting or held."""
        return self.state in self.CURRENT

    def takes_chair(self) -> bool:
        """Whether this counts among the table's taken chairs."""
        return self.involvement == Involvement.MEMBER and self.state in self.TAKING

    def waits(self) -> bool:
        """Whether this stands on the waiting list."""
        return self.state == self.State.WAITING

    def place_on_list(self) -> int:
        """How many stand before this one on the waiting list, plus one; 0 when not waiting."""
        if not self.waits():
            return 0
        return Seat.objects.waiting().filter(cycle=self.cycle_id, rank__lt=self.rank).count() + 1

    def newest(self) -> "Seat":
        """This chair as it stands now: in a later round when it was carried into one."""
        seat = self
        while following := Seat.objects.filter(continues=seat).select_related("cycle__table__theme", "person").first():
            seat = following
        return seat

    def looked_back_on(self) -> "Seat | None":
        """The chair of the round that ended last: this one, or the one it continues; asked then whether hopes came true."""
        return self if self.cycle.ended_on else self.continues

    def roles_of(self, user) -> set:
        """What `user` is at the table of this chair."""
        return self.table.roles_of(user)


class SignUp(models.Model):
    """A request for a chair from an address that is not confirmed yet. It holds nothing, and lapses after a week."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="signups")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("werkadres")
    organisation_name = models.CharField("organisatie", max_length=160)
    involvement = models.CharField("vorm van betrokkenheid", max_length=14, choices=Involvement)
    brings = models.TextField("wat je meebrengt", blank=True, max_length=1000)
    hopes = models.TextField("wat je hoopt te leren", blank=True, max_length=1000)
    made_at = models.DateTimeField("gemaakt op")
    # The colleague of the same organisation who asked this person along, when one did.
    asked_by = models.ForeignKey(
        Person, verbose_name="gevraagd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # The chair that a colleague hands over to this person, when it is that.
    takes_over = models.ForeignKey(
        Seat, verbose_name="neemt de stoel over", null=True, blank=True, on_delete=models.CASCADE, related_name="heirs"
    )

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["table", "email"], name="one_open_signup_per_address_and_table")]

    def __str__(self) -> str:
        return f"{self.name}, {self.table}"

    @property
    def involvement_short(self) -> str:
        """The one word for how this person would take part."""
        return Involvement(self.involvement).short
