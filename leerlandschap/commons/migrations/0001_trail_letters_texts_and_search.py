import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import leerlandschap.commons.models.passages
from leerlandschap.commons.at_once import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("network", "0001_people_and_organisations"),
        ("network", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("sha256", models.CharField(max_length=64, verbose_name="afdruk")),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                ("content_type", models.CharField(max_length=100, verbose_name="soort")),
                ("size", models.PositiveBigIntegerField(verbose_name="aantal bytes")),
                ("text", models.TextField(blank=True, verbose_name="tekst in het bestand")),
                ("sealed", models.BooleanField(default=False, verbose_name="verzegeld")),
                ("kept_at", models.DateTimeField(db_index=True, verbose_name="bewaard op")),
            ],
            options={
                "verbose_name": "bestand",
                "verbose_name_plural": "bestanden",
            },
        ),
        migrations.CreateModel(
            name="OnceKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="afdruk")),
                ("location", models.CharField(blank=True, max_length=500, verbose_name="waarheen")),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "eenmalig formulier",
                "verbose_name_plural": "eenmalige formulieren",
                "constraints": [models.UniqueConstraint(fields=["digest"], name="one_row_per_form")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=60, unique=True, verbose_name="stam")),
                ("entries", models.PositiveIntegerField(verbose_name="aantal vindplaatsen")),
            ],
            options={
                "verbose_name": "woord in de index",
                "verbose_name_plural": "woorden in de index",
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, verbose_name="moment")),
                ("actor_id", models.BigIntegerField(blank=True, null=True, verbose_name="wie (nummer)")),
                ("actor_name", models.CharField(max_length=200, verbose_name="wie")),
                ("code", models.CharField(max_length=60, verbose_name="wat")),
                ("object_label", models.CharField(max_length=60, verbose_name="soort")),
                ("object_id", models.CharField(max_length=60, verbose_name="nummer")),
                ("object_name", models.CharField(max_length=200, verbose_name="naam")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="bijzonderheden")),
            ],
            options={
                "verbose_name": "spoor",
                "verbose_name_plural": "sporen",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["object_label", "object_id"], name="audit_by_object")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("code", models.CharField(max_length=60, verbose_name="soort")),
                ("address", models.EmailField(max_length=254, verbose_name="adres")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="naam")),
                ("sealed", models.TextField(blank=True, verbose_name="verzegeld")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                        verbose_name="aan",
                    ),
                ),
            ],
            options={
                "verbose_name": "brief",
                "verbose_name_plural": "brieven",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["due_at"],
                        name="letter_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(max_length=20, verbose_name="waarover")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at_once", "zo snel mogelijk"),
                            ("daily", "elke werkdag"),
                            ("weekly", "één keer per week"),
                            ("off", "niet mailen"),
                        ],
                        max_length=8,
                        verbose_name="hoe vaak",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_preferences",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorkeur voor mail",
                "verbose_name_plural": "voorkeuren voor mail",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "group"), name="one_preference_per_person_and_group")
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                ("group", models.SlugField(max_length=40, verbose_name="lijst")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("body", models.TextField(blank=True, max_length=8000, verbose_name="tekst")),
                (
                    "link",
                    models.URLField(
                        blank=True, help_text="Bijvoorbeeld https://www.sociaaldomeinflevoland.nl", verbose_name="link"
                    ),
                ),
                ("hidden", models.BooleanField(default=False, verbose_name="verborgen")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                ("edited", models.BooleanField(default=False, verbose_name="door de redactie gewijzigd")),
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
                "verbose_name": "tekst",
                "verbose_name_plural": "teksten",
                "ordering": ["group", "position", "pk"],
            },
            bases=(leerlandschap.commons.models.passages.Words, models.Model),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.SlugField(max_length=40, verbose_name="soort")),
                ("object_id", models.BigIntegerField(verbose_name="nummer")),
                ("title_stems", models.TextField(blank=True, verbose_name="stammen van de titel")),
                ("text_stems", models.TextField(blank=True, verbose_name="stammen van de tekst")),
            ],
            options={
                "verbose_name": "vindplaats",
                "verbose_name_plural": "vindplaatsen",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="one_search_entry_per_thing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("key", models.SlugField(blank=True, max_length=80, null=True, unique=True, verbose_name="sleutel")),
                ("words", models.CharField(max_length=1000, verbose_name="woorden")),
                ("removed", models.BooleanField(default=False, verbose_name="weggehaald")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                ("edited", models.BooleanField(default=False, verbose_name="door de redactie gewijzigd")),
            ],
            options={
                "verbose_name": "groep zoekwoorden",
                "verbose_name_plural": "groepen zoekwoorden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="a_group_of_synonyms_has_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True, verbose_name="versleuteld kenmerk")),
                ("scope", models.CharField(max_length=40, verbose_name="waarvoor")),
                ("about", models.CharField(max_length=100, verbose_name="waarover")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_at", models.DateTimeField(db_index=True, verbose_name="geldig tot")),
                ("many", models.BooleanField(default=False, verbose_name="vaker te gebruiken")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="gebruikt op")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
            ],
            options={
                "verbose_name": "toegangskaart",
                "verbose_name_plural": "toegangskaarten",
                "indexes": [models.Index(fields=["scope", "about"], name="ticket_by_subject")],
            },
        ),
        migrations.CreateModel(
            name="ClosedPeriod",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("public_holiday", "feestdag"),
                            ("school_holiday", "schoolvakantie"),
                            ("closed", "gesloten periode"),
                        ],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="eerste dag")),
                ("last_day", models.DateField(verbose_name="laatste dag")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[("Noord", "Noord"), ("Midden", "Midden"), ("Zuid", "Zuid")],
                        max_length=6,
                        verbose_name="schoolregio",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
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
                "verbose_name": "gesloten dag",
                "verbose_name_plural": "gesloten dagen",
                "ordering": ["first_day", "last_day", "pk"],
                "indexes": [models.Index(fields=["first_day", "last_day"], name="closed_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_day__lte", models.F("last_day"))),
                        name="a_closed_period_ends_on_or_after_its_first_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="a_closed_period_says_where_it_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="sleutel")),
                ("code", models.CharField(max_length=60, verbose_name="soort")),
                ("facts", models.JSONField(default=dict, verbose_name="feiten")),
                ("path", models.CharField(max_length=300, verbose_name="waar het staat")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="gelezen op")),
                ("bundled", models.BooleanField(default=False, verbose_name="in de dagelijkse mail")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="commons.letter",
                        verbose_name="brief",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="network.person",
                        verbose_name="aan",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PassageVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="versie")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("body", models.TextField(blank=True, verbose_name="tekst")),
                ("link", models.URLField(blank=True, verbose_name="link")),
                ("hidden", models.BooleanField(default=False, verbose_name="verborgen")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("made_by_name", models.CharField(blank=True, max_length=200, verbose_name="gemaakt door")),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="commons.passage",
                        verbose_name="tekst",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie",
                "verbose_name_plural": "versies",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("passage", "number"), name="one_row_per_passage_version")
                ],
            },
            bases=(leerlandschap.commons.models.passages.Words, models.Model),
        ),
    ]
