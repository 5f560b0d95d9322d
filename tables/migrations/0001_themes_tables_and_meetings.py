import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from leerlandschap.commons.at_once import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("commons", "0001_trail_letters_texts_and_search"),
        ("network", "0001_people_and_organisations"),
        ("network", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("connects", models.BooleanField(default=False, verbose_name="verbinden")),
                ("deepens", models.BooleanField(default=False, verbose_name="verdiepen")),
                ("spreads", models.BooleanField(default=False, verbose_name="verspreiden")),
                ("contracts", models.BooleanField(default=False, verbose_name="contracteren")),
                ("monitors", models.BooleanField(default=False, verbose_name="monitoren")),
                ("steers", models.BooleanField(default=False, verbose_name="sturen")),
                ("learns", models.BooleanField(default=False, verbose_name="leren")),
                ("joins_research", models.BooleanField(default=False, verbose_name="onderzoek")),
                ("joins_education", models.BooleanField(default=False, verbose_name="onderwijs")),
                ("joins_practice", models.BooleanField(default=False, verbose_name="praktijk")),
                ("joins_policy", models.BooleanField(default=False, verbose_name="beleid")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("organiser", models.CharField(max_length=160, verbose_name="wie het organiseert")),
                ("aim", models.TextField(max_length=1000, verbose_name="doel")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("learn", "leren"), ("innovate", "innoveren"), ("cooperate", "samenwerken")],
                        max_length=10,
                        verbose_name="bedoeld om te",
                    ),
                ),
                ("regular", models.BooleanField(default=True, verbose_name="regelmatig")),
                ("rhythm", models.CharField(blank=True, max_length=120, verbose_name="hoe vaak")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="website")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                (
                    "slot",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, unique=True, verbose_name="plek op de kaart"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                (
                    "edited",
                    models.BooleanField(default=False, editable=False, verbose_name="door de redactie gewijzigd"),
                ),
            ],
            options={
                "verbose_name": "overleg van anderen",
                "verbose_name_plural": "overleggen van anderen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("slot__isnull", False)),
                            models.Q(("ended_on__isnull", False), ("slot", None)),
                            _connector="OR",
                        ),
                        name="what_has_ended_leaves_the_map",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cases", "casuïstiekbespreking"),
                            ("work", "werkbespreking"),
                            ("training", "training"),
                            ("explanation", "toelichting"),
                            ("evaluation", "evaluatie"),
                            ("film", "filmavond"),
                            ("coffee", "koffie"),
                            ("lunch", "lunch"),
                            ("dinner", "diner"),
                        ],
                        max_length=12,
                        verbose_name="leervorm",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="waar het over gaat")),
                (
                    "openness",
                    models.CharField(
                        choices=[("public", "publiek"), ("network", "netwerk")],
                        default="network",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="aantal plekken",
                    ),
                ),
                ("whole", models.BooleanField(default=False, verbose_name="aanmelden voor de hele reeks")),
                ("anonymous", models.BooleanField(default=False, verbose_name="alleen anoniem")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opengezet op")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie het organiseert",
                    ),
                ),
            ],
            options={
                "verbose_name": "leervorm",
                "verbose_name_plural": "leervormen",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "cases"), _negated=True), ("anonymous", True), _connector="OR"
                        ),
                        name="cases_are_talked_about_without_names",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Method",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("purpose", models.CharField(max_length=300, verbose_name="waarvoor")),
                (
                    "group_min",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="vanaf aantal mensen",
                    ),
                ),
                (
                    "group_max",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="tot en met aantal mensen",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="aantal minuten",
                    ),
                ),
                ("steps", models.TextField(max_length=3000, verbose_name="stappen")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="niet meer te kiezen sinds")),
                ("code", models.SlugField(blank=True, editable=False, null=True, unique=True, verbose_name="code")),
                ("edited", models.BooleanField(default=False, editable=False, verbose_name="door iemand gewijzigd")),
                (
                    "edited_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="bijgewerkt op"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
            ],
            options={
                "verbose_name": "werkvorm",
                "verbose_name_plural": "werkvormen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("group_max__gte", models.F("group_min"))), name="a_method_fits_some_group"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "code",
                    models.CharField(
                        blank=True, editable=False, max_length=60, null=True, unique=True, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "lane",
                    models.CharField(
                        choices=[
                            ("contract", "contractvoortgang"),
                            ("data", "gegevens"),
                            ("report", "rapportages"),
                            ("newsletter", "nieuwsbrief"),
                            ("landmark", "leren in de regio"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="eerste dag")),
                ("last_day", models.DateField(verbose_name="laatste dag")),
                ("source", models.CharField(max_length=300, verbose_name="toelichting of bron")),
                (
                    "openness",
                    models.CharField(
                        choices=[("public", "publiek"), ("network", "netwerk")],
                        default="public",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("removed", models.BooleanField(default=False, editable=False, verbose_name="verwijderd")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                (
                    "edited",
                    models.BooleanField(default=False, editable=False, verbose_name="door het regiobureau gewijzigd"),
                ),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bijgewerkt door",
                    ),
                ),
            ],
            options={
                "verbose_name": "ijkpunt",
                "verbose_name_plural": "ijkpunten",
                "ordering": ["first_day", "last_day", "pk"],
                "indexes": [models.Index(fields=["first_day", "last_day"], name="milestone_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_day__lte", models.F("last_day"))),
                        name="a_milestone_ends_on_or_after_its_first_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="a_milestone_says_where_it_comes_from"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("openness__in", ["public", "network"])),
                        name="a_milestone_is_for_all_or_for_the_network",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="sleutel")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("due_at", models.DateTimeField(verbose_name="uiterlijk vanaf")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht"),
                            ("claimed", "opgepakt"),
                            ("handing_over", "wordt overgedragen"),
                            ("accepted", "aangenomen"),
                            ("refused", "geweigerd"),
                            ("suppressed", "tegengehouden"),
                            ("uncertain", "onzeker"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="staat",
                    ),
                ),
                ("claim", models.UUIDField(editable=False, null=True, verbose_name="opgepakt door")),
                ("attempt", models.PositiveSmallIntegerField(default=0, verbose_name="poging")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="opgepakt tot")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="antwoord")),
                ("code", models.CharField(max_length=60, verbose_name="soort")),
                ("about", models.UUIDField(verbose_name="waarover")),
                ("path", models.CharField(max_length=300, verbose_name="waar het staat")),
                ("facts", models.JSONField(default=dict, verbose_name="feiten")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                        verbose_name="aan",
                    ),
                ),
            ],
            options={
                "verbose_name": "herinnering",
                "verbose_name_plural": "herinneringen",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["due_at"],
                        name="reminder_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="adres")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="omschrijving")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                (
                    "clm_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="contactpersoon CLM",
                    ),
                ),
            ],
            options={
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("first_day", models.DateField(verbose_name="eerste dag")),
                ("last_day", models.DateField(verbose_name="laatste dag")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingevuld door",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="network.person",
                        verbose_name="wie",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands_in",
                        to="network.person",
                        verbose_name="vervanger",
                    ),
                ),
            ],
            options={
                "verbose_name": "afwezigheid",
                "verbose_name_plural": "afwezigheid",
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["last_day", "first_day"], name="absence_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_day__lte", models.F("last_day"))),
                        name="an_absence_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("stand_in")), _negated=True),
                        name="nobody_stands_in_for_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=80, verbose_name="plaats")),
                ("fields", models.JSONField(default=dict, verbose_name="getypt")),
                ("saved_at", models.DateTimeField(verbose_name="bewaard op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "kladje",
                "verbose_name_plural": "kladjes",
                "ordering": ["user", "place"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "place"), name="one_draft_per_person_and_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="Table",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("connects", models.BooleanField(default=False, verbose_name="verbinden")),
                ("deepens", models.BooleanField(default=False, verbose_name="verdiepen")),
                ("spreads", models.BooleanField(default=False, verbose_name="verspreiden")),
                ("contracts", models.BooleanField(default=False, verbose_name="contracteren")),
                ("monitors", models.BooleanField(default=False, verbose_name="monitoren")),
                ("steers", models.BooleanField(default=False, verbose_name="sturen")),
                ("learns", models.BooleanField(default=False, verbose_name="leren")),
                ("joins_research", models.BooleanField(default=False, verbose_name="onderzoek")),
                ("joins_education", models.BooleanField(default=False, verbose_name="onderwijs")),
                ("joins_practice", models.BooleanField(default=False, verbose_name="praktijk")),
                ("joins_policy", models.BooleanField(default=False, verbose_name="beleid")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adres")),
                (
                    "kind",
                    models.CharField(
                        choices=[("leertafel", "leertafel"), ("thematafel", "thematafel")],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "wordt ingericht"),
                            ("running", "loopt"),
                            ("paused", "gepauzeerd"),
                            ("ended", "beëindigd"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="start op")),
                ("aim", models.TextField(blank=True, max_length=2000, verbose_name="doelstelling")),
                ("challenge", models.TextField(blank=True, max_length=2000, verbose_name="opgave")),
                ("welcome", models.TextField(blank=True, max_length=1000, verbose_name="wie is welkom")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="vaste plek")),
                ("rhythm_min", models.PositiveSmallIntegerField(default=2, verbose_name="ritme, minimaal")),
                ("rhythm_max", models.PositiveSmallIntegerField(default=9, verbose_name="ritme, maximaal")),
                (
                    "chairs",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="aantal stoelen",
                    ),
                ),
                ("taken", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="bezette stoelen")),
                (
                    "kept",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="vrijgehouden stoelen"),
                ),
                ("waiting", models.PositiveIntegerField(default=0, editable=False, verbose_name="wachtenden")),
                (
                    "next_rank",
                    models.PositiveIntegerField(
                        default=1, editable=False, verbose_name="volgende plek op de wachtlijst"
                    ),
                ),
                ("open_for_signup", models.BooleanField(default=False, verbose_name="aanschuiven kan")),
                ("slot", models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="plek op de kaart")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                (
                    "edited",
                    models.BooleanField(default=False, editable=False, verbose_name="door de redactie gewijzigd"),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="chaired_tables",
                        to="network.person",
                        verbose_name="tafelvoorzitter",
                    ),
                ),
                (
                    "clm_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contact_for",
                        to="network.person",
                        verbose_name="contactpersoon CLM",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="facilitated_tables",
                        to="network.person",
                        verbose_name="begeleider",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tables",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "tafel",
                "verbose_name_plural": "tafels",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("slot",), name="one_table_per_cell_of_the_map"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm_min__lte", models.F("rhythm_max"))),
                        name="a_rhythm_runs_from_low_to_high",
                    ),
                    models.CheckConstraint(condition=models.Q(("chairs__gte", 1)), name="a_table_has_a_chair"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_date", models.DateField(verbose_name="van")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="network.organisation",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelname",
                "verbose_name_plural": "deelnames",
                "ordering": ["theme", "municipality"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("theme", "municipality", "from_date"), name="one_participation_per_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_date", None), ("until_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="a_participation_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeQuote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.TextField(max_length=2000, verbose_name="citaat")),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_version", models.CharField(max_length=60, verbose_name="versie")),
                ("page", models.CharField(blank=True, max_length=20, verbose_name="bladzijde")),
                ("product", models.CharField(blank=True, max_length=160, verbose_name="contractproduct")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "citaat uit een monitoringsdocument",
                "verbose_name_plural": "citaten uit monitoringsdocumenten",
                "ordering": ["table", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="ronde")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("connect", "verbinden"),
                            ("decide", "beslissen"),
                            ("act", "doen"),
                            ("reflect", "reflecteren"),
                        ],
                        default="connect",
                        max_length=8,
                        verbose_name="fase",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="begonnen op")),
                ("phase_since", models.DateField(verbose_name="in deze fase sinds")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afgesloten op")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cycles",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "cyclus",
                "verbose_name_plural": "cycli",
                "ordering": ["table", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="rounds_of_a_table_are_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)), fields=("table",), name="one_running_cycle_per_table"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phase_since__gte", models.F("started_on"))),
                        name="a_phase_lies_within_its_round",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="titel")),
                ("starts_at", models.DateTimeField(verbose_name="begint")),
                ("ends_at", models.DateTimeField(verbose_name="eindigt")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="plek")),
                ("online_url", models.URLField(blank=True, max_length=500, verbose_name="link naar de vergadering")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("concept", "concept"),
                            ("planned", "gepland"),
                            ("running", "bezig"),
                            ("held", "gehouden"),
                            ("cancelled", "geannuleerd"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("ad_hoc", models.BooleanField(default=False, verbose_name="buiten het ritme")),
                (
                    "refreshments",
                    models.CharField(blank=True, max_length=120, verbose_name="wie koffie en thee verzorgt"),
                ),
                ("agenda_shared_at", models.DateTimeField(blank=True, null=True, verbose_name="agenda gedeeld op")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False, verbose_name="volgnummer")),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gewijzigd op"
                    ),
                ),
                ("ical", models.TextField(blank=True, editable=False, verbose_name="tekst voor agenda's")),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dates",
                        to="tables.gathering",
                        verbose_name="leervorm",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijeenkomst",
                "verbose_name_plural": "bijeenkomsten",
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["starts_at"], name="meeting_by_start"),
                    models.Index(fields=["table", "starts_at"], name="meeting_by_table_and_start"),
                    models.Index(
                        condition=models.Q(("state__in", ["planned", "running"])),
                        fields=["starts_at", "id"],
                        name="meeting_to_come_by_start",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="a_meeting_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("table__isnull", False), models.Q(("title", ""), _negated=True), _connector="OR"
                        ),
                        name="a_meeting_has_a_table_or_a_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("table", None), ("gathering", None), _connector="OR"),
                        name="a_meeting_is_a_table_s_or_a_gathering_s",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("table", "starts_at"),
                        name="a_table_meets_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("preparing", "wordt ingericht"),
                            ("running", "loopt"),
                            ("paused", "gepauzeerd"),
                            ("ended", "beëindigd"),
                        ],
                        max_length=10,
                        verbose_name="van",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("preparing", "wordt ingericht"),
                            ("running", "loopt"),
                            ("paused", "gepauzeerd"),
                            ("ended", "beëindigd"),
                        ],
                        max_length=10,
                        verbose_name="naar",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reden")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="resultaat")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="state_changes",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "verandering van een tafel",
                "verbose_name_plural": "veranderingen van tafels",
                "ordering": ["table", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_state__in", ["paused", "ended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_pause_or_an_end_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_state", "ended"), _negated=True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_end_has_a_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=160, verbose_name="onderwerp")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("business", "huishoudelijk"),
                            ("bottleneck", "knelpunten en kansen"),
                            ("development", "ontwikkelstappen"),
                            ("example", "inspirerende voorbeelden"),
                            ("movement", "beweging en verandering"),
                            ("execution", "van bedoeling naar uitvoering"),
                            ("figures", "cijfers"),
                            ("story", "verhaal"),
                            ("experience", "ervaring"),
                        ],
                        default="business",
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="aantal minuten",
                    ),
                ),
                ("closes", models.BooleanField(default=False, verbose_name="na de inhoud")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_items",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "vast agendapunt",
                "verbose_name_plural": "vaste agendapunten",
                "ordering": ["table", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SetupStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrange", "tafel schikken"),
                            ("prepare", "tafel dekken"),
                            ("manners", "tafelmanieren"),
                        ],
                        max_length=8,
                        verbose_name="stap",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="klaar gemeld door",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie dit doet",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "stap van het inrichten",
                "verbose_name_plural": "stappen van het inrichten",
                "ordering": ["table", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "kind"), name="each_step_of_a_table_is_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="a_step_that_is_done_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Setup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occasion", models.TextField(blank=True, max_length=2000, verbose_name="aanleiding")),
                (
                    "support",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("narrow", "smal: een enkeling vraagt erom"),
                            ("some", "redelijk: een deel van de partijen doet mee"),
                            ("broad", "breed: iedereen die nodig is wil meedoen"),
                        ],
                        max_length=8,
                        verbose_name="draagvlak",
                    ),
                ),
                ("support_reason", models.CharField(blank=True, max_length=400, verbose_name="waarom")),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[("can_wait", "kan wachten"), ("this_year", "dit jaar nodig"), ("now", "nu nodig")],
                        max_length=10,
                        verbose_name="urgentie",
                    ),
                ),
                ("urgency_reason", models.CharField(blank=True, max_length=400, verbose_name="waarom nu")),
                ("on_behalf_of", models.CharField(blank=True, max_length=160, verbose_name="uitnodiging namens")),
                ("invitation", models.TextField(blank=True, max_length=2000, verbose_name="tekst van de uitnodiging")),
                ("embedding_contract", models.CharField(blank=True, max_length=400, verbose_name="contracteren")),
                ("embedding_monitor", models.CharField(blank=True, max_length=400, verbose_name="monitoren")),
                ("embedding_steer", models.CharField(blank=True, max_length=400, verbose_name="sturen")),
                ("embedding_learn", models.CharField(blank=True, max_length=400, verbose_name="leren")),
                ("counting", models.TextField(blank=True, max_length=1000, verbose_name="tellen: welke cijfers")),
                ("telling", models.TextField(blank=True, max_length=1000, verbose_name="vertellen: welke verhalen")),
                ("agendas", models.TextField(blank=True, max_length=1000, verbose_name="agenda's")),
                (
                    "minutes_format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lists", "besluiten- en actielijst"),
                            ("narrative", "verhalend"),
                            ("harvest", "oogst"),
                            ("visual", "visueel"),
                        ],
                        max_length=10,
                        verbose_name="verslagvorm",
                    ),
                ),
                ("intentions", models.TextField(blank=True, max_length=2000, verbose_name="intenties van de tafel")),
                (
                    "openness_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="waarom deze mate van openheid"),
                ),
                (
                    "guidance_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="waarom deze begeleiding"),
                ),
                (
                    "table",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="setup",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "inrichting",
                "verbose_name_plural": "inrichtingen",
            },
        ),
        migrations.CreateModel(
            name="OpeningAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("intentions", "Intenties en bedoeling"),
                            ("involvement", "Vormen van betrokkenheid"),
                            ("input", "Wat ter tafel komt"),
                            ("minutes", "Verslaglegging"),
                            ("coffee", "Koffie, thee en locatie"),
                        ],
                        max_length=12,
                        verbose_name="afspraak over",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="afspraak")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="afgesproken op")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="herijkt op")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bijgewerkt door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opening_agreements",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraak van de tafel",
                "verbose_name_plural": "afspraken van de tafel",
                "ordering": ["table", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "kind"), name="each_opening_agreement_is_made_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "organisaties, mensen en stoelen"),
                            ("minutes", "oud verslag"),
                            ("actions", "lopende acties"),
                        ],
                        default="region",
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("file_name", models.CharField(max_length=150, verbose_name="naam van het bestand")),
                (
                    "state",
                    models.CharField(
                        choices=[("preview", "voorbeeld"), ("committed", "overgenomen"), ("discarded", "weggegooid")],
                        default="preview",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="ingelezen op")),
                ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="aantallen")),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="intake",
                        to="commons.file",
                        verbose_name="bestand",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="intakes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intakes",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "inleesbestand",
                "verbose_name_plural": "inleesbestanden",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("committed_at__isnull", False), ("state", "committed")),
                            models.Q(models.Q(("state", "committed"), _negated=True), ("committed_at", None)),
                            _connector="OR",
                        ),
                        name="a_committed_intake_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "region"), ("table", None)),
                            models.Q(models.Q(("kind", "region"), _negated=True), ("table__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_intake_is_the_region_s_or_a_table_s",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("alarm", models.BooleanField(default=False, verbose_name="een uur van tevoren herinneren")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="network.person",
                        verbose_name="van",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="commons.ticket",
                        verbose_name="toegangskaart",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda-abonnement",
                "verbose_name_plural": "agenda-abonnementen",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("table", None)), fields=("person",), name="one_feed_of_ones_own"
                    ),
                    models.UniqueConstraint(fields=("person", "table"), name="one_feed_per_person_and_table"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChairGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "perspective",
                    models.CharField(
                        choices=[
                            ("municipality", "gemeente"),
                            ("provider", "aanbieder"),
                            ("referrer", "verwijzer"),
                            ("certified_institution", "gecertificeerde instelling"),
                            ("knowledge_partner", "kennispartner"),
                            ("regional_office", "regio-organisatie"),
                            ("other", "overig"),
                        ],
                        max_length=24,
                        verbose_name="perspectief",
                    ),
                ),
                (
                    "chairs",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="aantal stoelen",
                    ),
                ),
                (
                    "for_whom",
                    models.CharField(
                        choices=[
                            ("manager", "de (inkoop)manager"),
                            ("professional", "de ‘vanzelfsprekende’ professional"),
                            ("either", "manager of professional"),
                        ],
                        default="professional",
                        max_length=12,
                        verbose_name="voor wie",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="waarom")),
                ("kept_until", models.DateField(blank=True, null=True, verbose_name="vrijgehouden tot en met")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chair_groups",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "stoelen voor een perspectief",
                "verbose_name_plural": "stoelen per perspectief",
                "ordering": ["table", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("organisation", None)),
                        fields=("table", "perspective"),
                        name="a_perspective_stands_once_in_a_seating_plan",
                    ),
                    models.UniqueConstraint(
                        fields=("table", "organisation"), name="an_organisation_stands_once_in_a_seating_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chairs__gte", 1)), name="a_group_of_chairs_has_a_chair"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Calibration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("half_year", models.CharField(max_length=6, verbose_name="halfjaar")),
                ("due_on", models.DateField(verbose_name="uiterlijk")),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stands", "ja, de vraag klopt nog"),
                            ("sharpen", "bijna: we maken haar scherper"),
                            ("other", "nee: we kiezen een andere vraag"),
                        ],
                        max_length=8,
                        verbose_name="klopt de vraag nog",
                    ),
                ),
                (
                    "company",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complete", "ja, de juiste mensen zitten aan tafel"),
                            ("missing", "nee: we missen iemand"),
                            ("too_large", "nee: het kan met minder mensen"),
                        ],
                        max_length=10,
                        verbose_name="zitten de juiste mensen hier",
                    ),
                ),
                (
                    "intention",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("insight", "inzicht: begrijpen wat er speelt en wat werkt"),
                            ("solution", "oplossing: samen iets regelen of veranderen"),
                        ],
                        max_length=8,
                        verbose_name="wat is de bedoeling",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="wat we afspreken")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="geijkt op")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingevuld door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calibrations",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "ijking",
                "verbose_name_plural": "ijkingen",
                "ordering": ["table", "half_year"],
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["due_on"], name="calibration_to_do")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "half_year"), name="a_table_is_calibrated_once_each_half_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_by", None), ("done_at__isnull", False), _connector="OR"),
                        name="who_calibrated_did_so_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("company", ""), ("done_at", None), ("intention", ""), ("question", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                models.Q(("question", ""), _negated=True),
                                models.Q(("company", ""), _negated=True),
                                models.Q(("intention", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_calibration_is_done_with_all_its_answers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TableLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[("feeds", "voedt"), ("shares_question", "deelt een vraag met")],
                        max_length=16,
                        verbose_name="soort",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("made_at", models.DateTimeField(verbose_name="gelegd op")),
                (
                    "from_table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_out",
                        to="tables.table",
                        verbose_name="van",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gelegd door",
                    ),
                ),
                (
                    "to_table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_in",
                        to="tables.table",
                        verbose_name="naar",
                    ),
                ),
                (
                    "waits_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_proposed",
                        to="tables.table",
                        verbose_name="wacht op",
                    ),
                ),
            ],
            options={
                "verbose_name": "verbinding",
                "verbose_name_plural": "verbindingen",
                "ordering": ["from_table", "to_table", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("from_table", "to_table", "kind"), name="a_link_is_laid_once"),
                    models.CheckConstraint(
                        condition=models.Q(("from_table", models.F("to_table")), _negated=True),
                        name="a_link_joins_two_tables",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TableMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.TextField(max_length=3000, verbose_name="bericht")),
                ("made_at", models.DateTimeField(verbose_name="verstuurd op")),
                ("told", models.PositiveIntegerField(default=0, editable=False, verbose_name="aan hoeveel mensen")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht aan de tafel",
                "verbose_name_plural": "berichten aan de tafel",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=160, verbose_name="onderwerp")),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="toelichting")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="aantal minuten",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                ("notes", models.TextField(blank=True, max_length=20000, verbose_name="verslag")),
                (
                    "notes_version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="versie van het verslag"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("business", "huishoudelijk"),
                            ("bottleneck", "knelpunten en kansen"),
                            ("development", "ontwikkelstappen"),
                            ("example", "inspirerende voorbeelden"),
                            ("movement", "beweging en verandering"),
                            ("execution", "van bedoeling naar uitvoering"),
                            ("figures", "cijfers"),
                            ("story", "verhaal"),
                            ("experience", "ervaring"),
                        ],
                        default="business",
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("closes", models.BooleanField(default=False, verbose_name="hoort bij het slot")),
                ("recurs", models.BooleanField(default=False, verbose_name="komt elke keer terug")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("planned", "staat erop"),
                            ("discussed", "besproken"),
                            ("carried", "doorgeschoven"),
                            ("declined", "niet opgepakt"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("discussed_at", models.DateTimeField(blank=True, null=True, verbose_name="besproken op")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                (
                    "goes_on_with",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gone_on_in",
                        to="tables.agendaitem",
                        verbose_name="vervolg op",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie het inbrengt",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="voorgesteld door",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="agenda_items",
                        to="tables.meeting",
                        verbose_name="bijeenkomst",
                    ),
                ),
                (
                    "method",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.method",
                        verbose_name="werkvorm",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_items",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["meeting", "position", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["meeting", "position"], name="item_by_meeting_and_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_item_is_declined_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "discussed"), _negated=True),
                            ("discussed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_discussed_item_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("policy", "beleid"),
                            ("working_agreement", "werkafspraak"),
                            ("vision", "visie"),
                            ("contract", "contract"),
                            ("behaviour", "nieuw gedrag of scholing"),
                            ("steering", "sturing"),
                        ],
                        max_length=18,
                        verbose_name="soort",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="waar precies")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landing_places",
                        to="tables.cycle",
                        verbose_name="cyclus",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie hiervoor zorgt",
                    ),
                ),
            ],
            options={
                "verbose_name": "beoogde landingsplek",
                "verbose_name_plural": "beoogde landingsplekken",
                "ordering": ["cycle", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("coming", "komt"), ("excused", "komt niet"), ("deputy", "stuurt een vervanger")],
                        max_length=10,
                        verbose_name="antwoord",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "presence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "aanwezig"),
                            ("excused", "afwezig met bericht"),
                            ("absent", "afwezig"),
                            ("deputy", "vervanger"),
                        ],
                        max_length=8,
                        verbose_name="was er",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="vervanger",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="namens",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="tables.meeting",
                        verbose_name="bijeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanwezigheid",
                "verbose_name_plural": "aanwezigheid",
                "ordering": ["meeting", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "person"), name="one_answer_per_person_and_meeting"),
                    models.CheckConstraint(
                        condition=models.Q(("deputy", None), ("state", "deputy"), _connector="OR"),
                        name="only_who_sends_a_deputy_has_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("concept", "concept"),
                            ("comments", "reactietermijn"),
                            ("adopted", "vastgesteld"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="concept",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("comments_until", models.DateField(blank=True, null=True, verbose_name="reageren tot en met")),
                ("adopted_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgesteld op")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                (
                    "taken_over_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="overgenomen op"),
                ),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgesteld door",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report",
                        to="tables.meeting",
                        verbose_name="bijeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "verslag",
                "verbose_name_plural": "verslagen",
                "ordering": ["-meeting__starts_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "adopted"), _negated=True),
                            ("adopted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="adopted_minutes_say_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="minutes_are_withdrawn_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("connect", "verbinden"),
                            ("decide", "beslissen"),
                            ("act", "doen"),
                            ("reflect", "reflecteren"),
                        ],
                        max_length=8,
                        verbose_name="van fase",
                    ),
                ),
                (
                    "to_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("connect", "verbinden"),
                            ("decide", "beslissen"),
                            ("act", "doen"),
                            ("reflect", "reflecteren"),
                        ],
                        max_length=8,
                        verbose_name="naar fase",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                ("missing", models.JSONField(blank=True, default=list, verbose_name="wat ontbrak")),
                (
                    "overruled_because",
                    models.CharField(blank=True, max_length=500, verbose_name="reden om toch verder te gaan"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phase_changes",
                        to="tables.cycle",
                        verbose_name="cyclus",
                    ),
                ),
            ],
            options={
                "verbose_name": "faseovergang",
                "verbose_name_plural": "faseovergangen",
                "ordering": ["cycle", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missing", []), models.Q(("overruled_because", ""), _negated=True), _connector="OR"
                        ),
                        name="a_gate_is_overruled_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("learned", models.TextField(max_length=3000, verbose_name="wat hebben we geleerd")),
                ("behaviour", models.TextField(max_length=3000, verbose_name="wat verandert er in ons gedrag")),
                ("agreements", models.TextField(max_length=3000, verbose_name="welke afspraken volgen hieruit")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflection",
                        to="tables.cycle",
                        verbose_name="cyclus",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
            ],
            options={
                "verbose_name": "reflectie",
                "verbose_name_plural": "reflecties",
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "organisation_name",
                    models.CharField(blank=True, max_length=160, verbose_name="organisatie zoals opgegeven"),
                ),
                (
                    "involvement",
                    models.CharField(
                        choices=[
                            ("member", "lid: ik zit aan tafel"),
                            ("agenda_member", "agendalid: ik krijg de stukken en kom als het nodig is"),
                            ("reader", "meelezer: ik lees mee"),
                        ],
                        max_length=14,
                        verbose_name="vorm van betrokkenheid",
                    ),
                ),
                (
                    "perspective",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("municipality", "gemeente"),
                            ("provider", "aanbieder"),
                            ("referrer", "verwijzer"),
                            ("certified_institution", "gecertificeerde instelling"),
                            ("knowledge_partner", "kennispartner"),
                            ("regional_office", "regio-organisatie"),
                            ("other", "overig"),
                        ],
                        max_length=24,
                        verbose_name="perspectief",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "aangevraagd"),
                            ("waiting", "op de wachtlijst"),
                            ("offered", "aangeboden"),
                            ("accepted", "bevestigd"),
                            ("declined", "afgewezen"),
                            ("withdrawn", "teruggegeven"),
                            ("lapsed", "aanbod verlopen"),
                            ("ended", "afgelopen"),
                        ],
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="plek op de wachtlijst")),
                ("offer_until", models.DateField(blank=True, null=True, verbose_name="aanbod geldt tot en met")),
                ("brings", models.TextField(blank=True, max_length=1000, verbose_name="wat je meebrengt")),
                ("hopes", models.TextField(blank=True, max_length=1000, verbose_name="wat je hoopt te leren")),
                ("intention", models.TextField(blank=True, max_length=500, verbose_name="persoonlijke intentie")),
                (
                    "met",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "ja"), ("partly", "deels"), ("no", "nee")],
                        max_length=6,
                        verbose_name="gevonden wat je hoopte",
                    ),
                ),
                ("met_line", models.CharField(blank=True, max_length=300, verbose_name="in één regel")),
                ("requested_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reden")),
                (
                    "continues",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="tables.seat",
                        verbose_name="vervolg van",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="tables.cycle",
                        verbose_name="cyclus",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "stoel",
                "verbose_name_plural": "stoelen",
                "ordering": ["requested_at", "pk"],
                "indexes": [models.Index(fields=["cycle", "state"], name="seat_by_cycle_and_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["requested", "waiting", "offered", "accepted"])),
                        fields=("cycle", "person"),
                        name="one_chair_per_person_and_cycle",
                    ),
                    models.UniqueConstraint(fields=("cycle", "rank"), name="ranks_of_a_cycle_are_given_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True), ("rank__isnull", False), _connector="OR"
                        ),
                        name="who_waits_has_a_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            ("offer_until__isnull", False),
                            _connector="OR",
                        ),
                        name="an_offer_says_until_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("state__in", ["accepted", "declined"])),
                            models.Q(("state__in", ["accepted", "declined"]), _negated=True),
                            _connector="OR",
                        ),
                        name="a_decision_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionSignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="werkadres")),
                ("organisation_name", models.CharField(max_length=160, verbose_name="organisatie")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signups",
                        to="tables.meeting",
                        verbose_name="sessie",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding voor een sessie",
                "verbose_name_plural": "aanmeldingen voor sessies",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "email"), name="one_open_signup_per_address_and_session")
                ],
            },
        ),
        migrations.CreateModel(
            name="TableInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="werkadres")),
                (
                    "involvement",
                    models.CharField(
                        choices=[
                            ("member", "lid: ik zit aan tafel"),
                            ("agenda_member", "agendalid: ik krijg de stukken en kom als het nodig is"),
                            ("reader", "meelezer: ik lees mee"),
                        ],
                        default="member",
                        max_length=14,
                        verbose_name="vorm van betrokkenheid",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "concept"),
                            ("sent", "verstuurd"),
                            ("accepted", "aangenomen"),
                            ("declined", "afgeslagen"),
                            ("deputy", "vervanger gestuurd"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("on_behalf_of", models.CharField(blank=True, max_length=160, verbose_name="namens")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="tekst")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verstuurd op")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="herinnerd op")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="toelichting bij het antwoord")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.chairgroup",
                        verbose_name="voor welke stoel",
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deputy",
                        to="tables.tableinvitation",
                        verbose_name="in plaats van",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verstuurd door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging voor een tafel",
                "verbose_name_plural": "uitnodigingen voor een tafel",
                "ordering": ["table", "made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "sent", "accepted"])),
                        fields=("table", "email"),
                        name="one_open_invitation_per_address_and_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("state", "withdrawn"), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="an_invitation_that_was_sent_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("state__in", ["accepted", "declined", "deputy"])),
                            models.Q(("answered_at", None), ("state__in", ["draft", "sent", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="an_answer_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.CharField(max_length=200, verbose_name="onderwerp")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="waarom dit ter tafel moet komen")),
                ("proposed_at", models.DateTimeField(verbose_name="voorgesteld op")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("planned", "in een sessie"),
                            ("discussed", "besproken"),
                            ("dropped", "niet opgepakt"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                (
                    "from_table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="brought_topics",
                        to="tables.table",
                        verbose_name="van tafel",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="voorgesteld door",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="topics",
                        to="tables.meeting",
                        verbose_name="sessie",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afgehandeld door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="tables.table",
                        verbose_name="thematafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderwerp",
                "verbose_name_plural": "onderwerpen",
                "ordering": ["table", "proposed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_topic_is_dropped_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrapUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "wie de tafel leidt"), ("member", "wie aan tafel zit")],
                        max_length=6,
                        verbose_name="als",
                    ),
                ),
                (
                    "gave",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("insight", "een nieuw inzicht"),
                            ("action", "iets om mee aan de slag te gaan"),
                            ("contact", "iemand die ik nu beter weet te vinden"),
                            ("little", "deze keer weinig"),
                        ],
                        max_length=8,
                        verbose_name="wat het gaf",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in één regel")),
                ("missing", models.CharField(blank=True, max_length=300, verbose_name="wat er nog mist")),
                ("answered_at", models.DateTimeField(verbose_name="beantwoord op")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wrap_ups",
                        to="tables.meeting",
                        verbose_name="bijeenkomst",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "terugblik op een bijeenkomst",
                "verbose_name_plural": "terugblikken op bijeenkomsten",
                "ordering": ["meeting", "answered_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "person"), name="one_look_back_per_person_and_meeting")
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.CharField(max_length=400, verbose_name="wat")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="wanneer")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        default="table",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                (
                    "postponed",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="keer uitgesteld"),
                ),
                (
                    "nudged_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="aan herinnerd op"),
                ),
                (
                    "due_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "due_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(verbose_name="volgorde"),
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="klaar gemeld door",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="namens",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="network.person",
                        verbose_name="wie",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                ("cycles", models.ManyToManyField(related_name="actions", to="tables.cycle", verbose_name="rondes")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie",
                "verbose_name_plural": "acties",
                "ordering": ["table", "number"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["due_rank", "id"], name="open_action_by_day"
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["owner", "due_rank", "id"],
                        name="open_action_by_owner",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), _negated=True),
                        fields=["owner", "done_at", "id"],
                        name="done_action_by_owner",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["table", "due_rank", "id"],
                        name="open_action_of_table",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["organisation", "due_rank"],
                        name="open_action_for",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_by", None), ("done_at__isnull", False), _connector="OR"),
                        name="action_that_is_done_says_when",
                    ),
                    models.UniqueConstraint(fields=("table", "number"), name="actions_of_a_table_are_numbered_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Insight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("connect", "verbinden"),
                            ("decide", "beslissen"),
                            ("act", "doen"),
                            ("reflect", "reflecteren"),
                        ],
                        max_length=8,
                        verbose_name="fase",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="inzicht")),
                ("explanation", models.TextField(blank=True, max_length=5000, verbose_name="toelichting")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("check_on", models.DateField(blank=True, null=True, verbose_name="klopt dit nog? op")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="klopte nog op")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="insights",
                        to="tables.cycle",
                        verbose_name="ronde",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="insights",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="tables.agendaitem", verbose_name="agendapunten"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="tables.insight",
                        verbose_name="vervangen door",
                    ),
                ),
                (
                    "meetings",
                    models.ManyToManyField(
                        blank=True, related_name="insights", to="tables.meeting", verbose_name="bijeenkomsten"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="insights",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="insights",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzicht",
                "verbose_name_plural": "inzichten",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["-made_at", "-id"], name="insight_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_by", None),
                            models.Q(("superseded_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="an_insight_is_not_its_own_successor",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("why", models.CharField(blank=True, max_length=400, verbose_name="wat er veranderde")),
                ("attendance", models.JSONField(blank=True, default=dict, verbose_name="aanwezigheid")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tables.minutes",
                        verbose_name="verslag",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een verslag",
                "verbose_name_plural": "versies van verslagen",
                "ordering": ["minutes", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("minutes", "number"), name="versions_of_minutes_are_numbered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="werkadres")),
                ("organisation_name", models.CharField(max_length=160, verbose_name="organisatie")),
                (
                    "involvement",
                    models.CharField(
                        choices=[
                            ("member", "lid: ik zit aan tafel"),
                            ("agenda_member", "agendalid: ik krijg de stukken en kom als het nodig is"),
                            ("reader", "meelezer: ik lees mee"),
                        ],
                        max_length=14,
                        verbose_name="vorm van betrokkenheid",
                    ),
                ),
                ("brings", models.TextField(blank=True, max_length=1000, verbose_name="wat je meebrengt")),
                ("hopes", models.TextField(blank=True, max_length=1000, verbose_name="wat je hoopt te leren")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "takes_over",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heirs",
                        to="tables.seat",
                        verbose_name="neemt de stoel over",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signups",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding",
                "verbose_name_plural": "aanmeldingen",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "email"), name="one_open_signup_per_address_and_table")
                ],
            },
        ),
        migrations.CreateModel(
            name="ResearchQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("text", models.CharField(max_length=400, verbose_name="onderzoeksvraag")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "ingediend"),
                            ("open", "wordt onderzocht"),
                            ("answered", "beantwoord"),
                            ("declined", "niet opgepakt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=3000, verbose_name="antwoord")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="ingediend op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                ("cycles", models.ManyToManyField(related_name="questions", to="tables.cycle", verbose_name="rondes")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie hem trekt",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="tables.challengequote",
                        verbose_name="hoort bij",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="ingediend door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderzoeksvraag",
                "verbose_name_plural": "onderzoeksvragen",
                "ordering": ["year", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "year", "text"), name="a_question_is_asked_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_answered_question_has_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_question_is_declined_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="toegevoegd op")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="toegevoegd door",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="commons.file",
                        verbose_name="bestand",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="tables.meeting",
                        verbose_name="bij bijeenkomst",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "stuk",
                "verbose_name_plural": "stukken",
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("item", None), ("meeting", None), _connector="XOR"),
                        name="a_paper_hangs_on_an_item_or_on_a_meeting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("text", models.CharField(max_length=600, verbose_name="besluit")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="genomen op")),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="tables.cycle",
                        verbose_name="ronde",
                    ),
                ),
                (
                    "holds_for",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="network.organisation", verbose_name="geldt voor"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="genoteerd door",
                    ),
                ),
                (
                    "not_endorsed_by",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="network.organisation", verbose_name="niet onderschreven door"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "ordering": ["table", "number"],
                "indexes": [models.Index(fields=["-made_at", "-id"], name="decision_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="decisions_of_a_table_are_numbered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodExample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=160, verbose_name="wat goed werkt")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="het verhaal")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="meer weten bij",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="examples",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="van",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examples",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="examples",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "goed voorbeeld",
                "verbose_name_plural": "goede voorbeelden",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["-made_at", "-id"], name="example_by_day")],
            },
        ),
        migrations.CreateModel(
            name="WorkingAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.CharField(max_length=500, verbose_name="werkafspraak")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="geldt vanaf")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="geldt tot en met")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "cycles",
                    models.ManyToManyField(related_name="working_agreements", to="tables.cycle", verbose_name="rondes"),
                ),
                (
                    "holds_for",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="network.organisation", verbose_name="geldt voor"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="working_agreements",
                        to="tables.agendaitem",
                        verbose_name="bij agendapunt",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working_agreements",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkafspraak",
                "verbose_name_plural": "werkafspraken",
                "ordering": ["table", "valid_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="an_agreement_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=600, verbose_name="hoe het ervoor staat")),
                ("made_at", models.DateTimeField(verbose_name="geschreven op")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="tables.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geschreven door",
                    ),
                ),
            ],
            options={
                "verbose_name": "toelichting bij een actie",
                "verbose_name_plural": "toelichtingen bij acties",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Landing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("policy", "beleid"),
                            ("working_agreement", "werkafspraak"),
                            ("vision", "visie"),
                            ("contract", "contract"),
                            ("behaviour", "nieuw gedrag of scholing"),
                            ("steering", "sturing"),
                        ],
                        max_length=18,
                        verbose_name="waar",
                    ),
                ),
                (
                    "steers",
                    models.CharField(
                        blank=True,
                        choices=[("region", "regio"), ("bosd", "BOSD")],
                        max_length=8,
                        verbose_name="aan wie",
                    ),
                ),
                ("what", models.CharField(max_length=400, verbose_name="wat er verandert")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="wanneer")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("agreed", "afgesproken"),
                            ("done", "doorgevoerd"),
                            ("seen", "effect gezien"),
                            ("not_landed", "niet geland"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("frame_revised_on", models.DateField(blank=True, null=True, verbose_name="kader herzien op")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="niet geland, omdat")),
                (
                    "holds_for",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="network.organisation", verbose_name="geldt voor"
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landings",
                        to="tables.insight",
                        verbose_name="inzicht",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="namens",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="wie hiervoor zorgt",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="landings",
                        to="tables.workingagreement",
                        verbose_name="werkafspraak",
                    ),
                ),
            ],
            options={
                "verbose_name": "landing",
                "verbose_name_plural": "landingen",
                "ordering": ["insight", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_landed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_did_not_land_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "steering"), models.Q(("steers", ""), _negated=True)),
                            models.Q(models.Q(("kind", "steering"), _negated=True), ("steers", "")),
                            _connector="OR",
                        ),
                        name="steering_says_to_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="plaats")),
                ("heading", models.CharField(max_length=160, verbose_name="onderwerp")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="verslag")),
                ("outcomes", models.JSONField(blank=True, default=list, verbose_name="uitkomsten")),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="mate van openheid",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to="tables.agendaitem",
                        verbose_name="agendapunt",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="tables.minutesversion",
                        verbose_name="versie",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tables.table",
                        verbose_name="tafel",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderdeel van een verslag",
                "verbose_name_plural": "onderdelen van verslagen",
                "ordering": ["version", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Postponement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd"),
                            ("granted", "gegeven"),
                            ("refused", "niet gegeven"),
                            ("lapsed", "niet meer nodig"),
                        ],
                        default="asked",
                        max_length=8,
                        verbose_name="staat",
                    ),
                ),
                ("before", models.DateField(blank=True, null=True, verbose_name="was voor")),
                ("until", models.DateField(verbose_name="nieuwe dag")),
                ("reason", models.CharField(max_length=400, verbose_name="reden")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=400, verbose_name="antwoord")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postponements",
                        to="tables.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitstel",
                "verbose_name_plural": "uitstel",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("action",),
                        name="one_open_request_to_postpone_an_action",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="an_action_is_postponed_with_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_postponement_is_refused_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("subscribes", models.BooleanField(verbose_name="onderschrijft")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="tables.workingagreement",
                        verbose_name="werkafspraak",
                    ),
                ),
            ],
            options={
                "verbose_name": "standpunt over een werkafspraak",
                "verbose_name_plural": "standpunten over werkafspraken",
                "ordering": ["agreement", "organisation__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "organisation"), name="one_stance_per_organisation"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subscribes", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="who_does_not_subscribe_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("agreed", "afgesproken"),
                            ("done", "doorgevoerd"),
                            ("seen", "effect gezien"),
                            ("not_landed", "niet geland"),
                        ],
                        max_length=10,
                        verbose_name="van",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("agreed", "afgesproken"),
                            ("done", "doorgevoerd"),
                            ("seen", "effect gezien"),
                            ("not_landed", "niet geland"),
                        ],
                        max_length=10,
                        verbose_name="naar",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="toelichting")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "landing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="tables.landing",
                        verbose_name="landing",
                    ),
                ),
            ],
            options={
                "verbose_name": "stap van een landing",
                "verbose_name_plural": "stappen van landingen",
                "ordering": ["landing", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("text", models.TextField(max_length=2000, verbose_name="opmerking")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("answer", models.CharField(blank=True, max_length=400, verbose_name="antwoord")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="remarks",
                        to="tables.minutesentry",
                        verbose_name="bij",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="tables.minutes",
                        verbose_name="verslag",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.person",
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "opmerking bij een verslag",
                "verbose_name_plural": "opmerkingen bij verslagen",
                "ordering": ["minutes", "made_at", "pk"],
            },
        ),
    ]
