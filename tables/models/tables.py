"""Tables: where people from different organisations learn together."""

import re
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leerlandschap.commons import versions
from leerlandschap.commons.drawing import next_slot
from leerlandschap.network.models import Person, person_of
from leerlandschap.network.roles import Role
from tables.models.themes import Theme

# The contract progress talk has a place on the map of its own, which no table gets.
CONTRACT_TALK, CONTRACT_TALK_SLOT = "contract-talk", 8
SLUG = re.compile(r"[\w-]{1,80}")


class Openness(models.TextChoices):
    """How far something may travel; each is narrower than the one before."""

    PUBLIC = "public", "publiek"
    NETWORK = "network", "netwerk"
    TABLE = "table", "tafel"
    CLOSED = "closed", "besloten"


class InRegion(models.Model):
    """Where something stands in the region's picture: the three movements, and the four base processes over the PDCA cycle."""

    connects = models.BooleanField("verbinden", default=False)
    deepens = models.BooleanField("verdiepen", default=False)
    spreads = models.BooleanField("verspreiden", default=False)
    contracts = models.BooleanField("contracteren", default=False)
    monitors = models.BooleanField("monitoren", default=False)
    steers = models.BooleanField("sturen", default=False)
    learns = models.BooleanField("leren", default=False)
    # Which of the four worlds it joins.
    joins_research = models.BooleanField("onderzoek", default=False)
    joins_education = models.BooleanField("onderwijs", default=False)
    joins_practice = models.BooleanField("praktijk", default=False)
    joins_policy = models.BooleanField("beleid", default=False)

    MOVEMENTS = ("connects", "deepens", "spreads")
    PROCESSES = ("contracts", "monitors", "steers", "learns")
    WORLDS = ("joins_research", "joins_education", "joins_practice", "joins_policy")

    class Meta:
        abstract = True

    def marks(self) -> set[str]:
        """The movements, processes and worlds that hold for it, by the names of the fields."""
        return {name for name in (*self.MOVEMENTS, *self.PROCESSES, *self.WORLDS) if getattr(self, name)}

    def in_words(self) -> list[tuple[str, list[str]]]:
        """The same for a reader: what kind of mark, and which of them hold; kinds of which none holds are left out."""
        kinds = [("Bewegingen", self.MOVEMENTS), ("Basisprocessen", self.PROCESSES), ("Verbindt", self.WORLDS)]
        words = [
            (kind, [self._meta.get_field(n).verbose_name for n in names if getattr(self, n)]) for kind, names in kinds
        ]
        return [(kind, holding) for kind, holding in words if holding]


class TableQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TableQuerySet":
        """Public tables for everyone; within the network for who is signed in; the rest for who sits there and the region."""
        public = self.filter(openness=Openness.PUBLIC)
        if not user.is_authenticated:
            return public
        if user.roles() & {Role.CLM, Role.REGIONAL_OFFICE}:
            return self.all()
        seated = Table.objects.filter(cycles__seats__person=person_of(user), cycles__seats__state="accepted")
        arranged = Table.objects.filter(state=Table.State.PREPARING, steps__owner=person_of(user))
        places = Q(pk__in=seated.values("pk")) | Q(pk__in=arranged.values("pk"))
        own = Q(chair=person_of(user)) | Q(facilitator=person_of(user)) | places
        return self.filter(Q(openness__in=[Openness.PUBLIC, Openness.NETWORK]) | own)

    def shown(self) -> "TableQuerySet":
        """Tables that are being set up or run, in the order of the landscape."""
        return self.exclude(state=Table.State.ENDED).select_related("theme").order_by("theme__position", "slot", "pk")

    def preparing(self) -> "TableQuerySet":
        """Tables that are being set up."""
        return self.filter(state=Table.State.PREPARING)

    def next_slot(self, theme_slug: str) -> int:
        """Where on the map a new table of this theme stands."""
        return next_slot(self.slots(), theme_slug)

    def slots(self) -> dict[int, str]:
        """What stands where on the map, inside the dike: place → theme."""
        return dict(self.exclude(slot=None).values_list("slot", "theme__slug")) | {CONTRACT_TALK_SLOT: CONTRACT_TALK}

    def led_by(self, user) -> "TableQuerySet":
        """The tables where `user` takes the chair."""
        return self.filter(chair=person_of(user))

    def with_chair_of(self, user) -> "TableQuerySet":
        """The tables where `user` holds a confirmed chair in the running round."""
        held = Table.objects.filter(
            cycles__ended_on=None, cycles__seats__state="accepted", cycles__seats__person=person_of(user)
        )
        return self.filter(pk__in=held.values("pk"))

    def of_person(self, user) -> "TableQuerySet":
        """The tables that are somebody's own: where they hold a chair, lead, or are whom one asks."""
        leads = Q(chair=person_of(user)) | Q(facilitator=person_of(user)) | Q(clm_contact=person_of(user))
        return self.filter(leads | Q(pk__in=Table.objects.with_chair_of(user).values("pk")))

    def chosen(self, *, soort: str = "", thema: str = "", staat: str = "") -> "TableQuerySet":
        """Narrowed to what the filters in the address say; an empty one, or a value that does not exist, says nothing."""
        wanted = {}
        if soort in Table.Kind:
            wanted["kind"] = soort
        if staat in Table.State:
            wanted["state"] = staat
        if thema and not SLUG.fullmatch(thema):
            return self.none()
        return self.filter(**wanted, **({"theme__slug": thema} if thema else {}))

    def version_key(self, **also) -> str:
        """Changes whenever anything shown of these tables changes: the key under which pages are kept.

        `also` adds totals of what a page shows besides.
        """
        return versions.key_of(self, **also)


class Table(InRegion):
    """A leertafel (one opgave, by research questions) or a thematafel (a meeting place to share practice)."""

    class Kind(models.TextChoices):
        LEERTAFEL = "leertafel", "leertafel"
        THEMATAFEL = "thematafel", "thematafel"

    class State(models.TextChoices):
        PREPARING = "preparing", "wordt ingericht"
        RUNNING = "running", "loopt"
        PAUSED = "paused", "gepauzeerd"
        ENDED = "ended", "beëindigd"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("adres", unique=True, max_length=80)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    name = models.CharField("naam", max_length=120, unique=True)
    theme = models.ForeignKey(Theme, verbose_name="thema", on_delete=models.PROTECT, related_name="tables")
    state = models.CharField("staat", max_length=10, choices=State, default=State.PREPARING)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.PUBLIC)
    starts_on = models.DateField("start op", null=True, blank=True)
    aim = models.TextField("doelstelling", blank=True, max_length=2000)
    challenge = models.TextField("opgave", blank=True, max_length=2000)
    welcome = models.TextField("wie is welkom", blank=True, max_length=1000)
    place = models.CharField("vaste plek", max_length=160, blank=True)
    # The rhythm of the seed: a leertafel meets 2–9 times a year, a thematafel every 5–8 weeks.
    rhythm_min = models.PositiveSmallIntegerField("ritme, minimaal", default=2)
    rhythm_max = models.PositiveSmallIntegerField("ritme, maximaal", default=9)
    chairs = models.PositiveSmallIntegerField(
        "aantal stoelen", default=14, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    # Chairs asked for, offered or held in the running cycle; written only by flows/chairs.py, under this row's lock.
    taken = models.PositiveSmallIntegerField("bezette stoelen", default=0, editable=False)
    # How many of the free ones are kept for a perspective now.
    kept = models.PositiveSmallIntegerField("vrijgehouden stoelen", default=0, editable=False)
    waiting = models.PositiveIntegerField("wachtenden", default=0, editable=False)
    # The next rank on the waiting list; ranks are never given twice.
    next_rank = models.PositiveIntegerField("volgende plek op de wachtlijst", default=1, editable=False)
    open_for_signup = models.BooleanField("aanschuiven kan", default=False)
    chair = models.ForeignKey(
        Person,
        verbose_name="tafelvoorzitter",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="chaired_tables",
    )
    facilitator = models.ForeignKey(
        Person,
        verbose_name="begeleider",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="facilitated_tables",
    )
    clm_contact = models.ForeignKey(
        Person,
        verbose_name="contactpersoon CLM",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_for",
    )
    # The place on the map: given once, kept for good, so that nothing moves when a table is added.
    # An ended table leaves it: the land lies fallow until another table comes.
    slot = models.PositiveSmallIntegerField("plek op de kaart", null=True, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    # Set by whoever edits in the portal: from then on `manage.py landscape` leaves the row alone.
    edited = models.BooleanField("door de redactie gewijzigd", default=False, editable=False)

    objects = TableQuerySet.as_manager()

    class Meta:
        verbose_name = "tafel"
        verbose_name_plural = "tafels"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slot"], name="one_table_per_cell_of_the_map"),
            models.CheckConstraint(condition=Q(rhythm_min__lte=F("rhythm_max")), name="a_rhythm_runs_from_low_to_high"),
            models.CheckConstraint(condition=Q(chairs__gte=1), name="a_table_has_a_chair"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.slug])

    @property
    def name_in_mail(self) -> str:
        """What a mail calls it: that a closed table is there is nobody's to read on the way."""
        return "Overleg" if self.openness == Openness.CLOSED else self.name

    @property
    def path_in_mail(self) -> str:
        """Where a mail leads for it: the address of a closed table is made of its name."""
        return reverse("my-landscape") if self.openness == Openness.CLOSED else self.get_absolute_url()

    @property
    def free(self) -> int:
        return max(0, self.chairs - self.taken)

    @property
    def free_for_all(self) -> int:
        """The free chairs that are kept for nobody."""
        return max(0, self.free - self.kept)

    @property
    def rhythm(self) -> str:
        """The rhythm in words."""
        if self.kind == self.Kind.THEMATAFEL:
            return f"elke {self.rhythm_min} à {self.rhythm_max} weken"
        return f"{self.rhythm_min} tot {self.rhythm_max} keer per jaar"

    def running_cycle(self):
        """The round that runs now, or None; already there after `bundles.for_landscape`."""
        if not hasattr(self, "running_cycles"):
            self.running_cycles = list(self.cycles.filter(ended_on=None))
        return self.running_cycles[0] if self.running_cycles else None

    def next_meeting(self):
        """The nearest planned meeting, or None; needs one of `bundles`."""
        return self.coming_meetings[0] if self.coming_meetings else None

    @property
    def has_fixed_chairs(self) -> bool:
        """A leertafel seats a fixed company; a thematafel is a meeting place where there is always room."""
        return self.kind == self.Kind.LEERTAFEL

    def takes_signups(self) -> bool:
        """Whether somebody can ask for a chair now; at a thematafel one signs up per session instead."""
        return self.open_for_signup and self.state == self.State.RUNNING and self.has_fixed_chairs

    def contact(self) -> Person | None:
        """Whom to ask: the table's contactpersoon CLM, or else the theme's."""
        return self.clm_contact or self.theme.clm_contact

    def roles_of(self, user) -> set[Role]:
        """What `user` is at this table."""
        person = getattr(user, "person", None)
        if person is None:
            return set()
        held = {Role.CHAIR: self.chair_id, Role.FACILITATOR: self.facilitator_id}
        roles = {role for role, holder in held.items() if holder == person.pk}
        return roles | {Role.ARRANGER} if person.pk in self.arrangers() else roles

    def arrangers(self) -> set[int]:
        """Who sees to a step of setting this table up, while it is being set up; asked of the database once."""
        if self.state != self.State.PREPARING:
            return set()
        if not hasattr(self, "_arrangers"):
            self._arrangers = set(self.steps.exclude(owner=None).values_list("owner_id", flat=True))
        return self._arrangers
