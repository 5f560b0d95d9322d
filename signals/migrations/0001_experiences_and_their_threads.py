import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import signals.models.sealed
from leerlandschap.commons.at_once import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("commons", "0001_trail_letters_texts_and_search"),
        ("network", "0001_people_and_organisations"),
        ("network", "__first__"),
        ("tables", "0001_themes_tables_and_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Experience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[("signal", "signaal"), ("complaint", "klacht"), ("compliment", "compliment")],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "ontvangen"),
                            ("handling", "in behandeling"),
                            ("tabled", "geagendeerd"),
                            ("action", "vertaald naar actie"),
                            ("answered", "teruggekoppeld"),
                            ("closed", "afgesloten"),
                            ("referred", "doorverwezen"),
                            ("duplicate", "dubbel"),
                        ],
                        default="received",
                        max_length=9,
                        verbose_name="staat",
                    ),
                ),
                (
                    "concerns",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chain", "de samenwerking in de keten"),
                            ("process", "een proces of regeling"),
                            ("organisation", "een organisatie"),
                        ],
                        max_length=12,
                        verbose_name="gaat over",
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        blank=True,
                        choices=[("once", "één keer"), ("more", "vaker")],
                        max_length=4,
                        verbose_name="hoe vaak",
                    ),
                ),
                ("sealed_text", models.TextField(verbose_name="tekst (versleuteld)")),
                ("sealed_help", models.TextField(blank=True, verbose_name="wat zou helpen (versleuteld)")),
                ("sealed_organisation", models.TextField(blank=True, verbose_name="welke organisatie (versleuteld)")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="neutrale titel")),
                ("words", models.TextField(blank=True, editable=False, verbose_name="zoekwoorden")),
                (
                    "discuss",
                    models.CharField(
                        choices=[
                            ("nobody", "met niemand"),
                            ("clm", "met de contactpersonen CLM"),
                            ("table", "aan een leertafel, zonder dat iemand ziet van wie het komt"),
                        ],
                        default="nobody",
                        max_length=6,
                        verbose_name="mag besproken worden",
                    ),
                ),
                ("wants_answer", models.BooleanField(default=True, verbose_name="wil antwoord")),
                (
                    "may_tell_organisation",
                    models.BooleanField(default=False, verbose_name="de organisatie mag het weten"),
                ),
                (
                    "may_stand_on_sheet",
                    models.BooleanField(default=False, verbose_name="mag op het gespreksblad staan"),
                ),
                (
                    "may_share_compliment",
                    models.BooleanField(default=False, verbose_name="mag gedeeld worden in het netwerk"),
                ),
                (
                    "receipt_hash",
                    models.CharField(
                        blank=True, max_length=64, null=True, db_index=True, verbose_name="afdruk van de code"
                    ),
                ),
                ("received_at", models.DateTimeField(db_index=True, verbose_name="ontvangen op")),
                ("reaction_due", models.DateField(verbose_name="eerste reactie uiterlijk")),
                ("answer_due", models.DateField(verbose_name="antwoord uiterlijk")),
                ("extended", models.BooleanField(default=False, verbose_name="verlengd")),
                ("reacted_at", models.DateTimeField(blank=True, null=True, verbose_name="eerste reactie op")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="vraag gesteld op")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="teruggekoppeld op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op")),
                (
                    "helped",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "ja"), ("partly", "een beetje"), ("no", "nee")],
                        max_length=6,
                        verbose_name="geholpen",
                    ),
                ),
                ("referred_to", models.CharField(blank=True, max_length=200, verbose_name="doorverwezen naar")),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duplicates",
                        to="signals.experience",
                        verbose_name="dubbel van",
                    ),
                ),
                ("counts", models.BooleanField(default=True, verbose_name="telt mee in aantallen")),
                ("counts_since", models.DateField(blank=True, null=True, verbose_name="telt mee vanaf")),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="langer bewaren tot en met")),
                ("sealed_keeping", models.TextField(blank=True, verbose_name="waarom langer (versleuteld)")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="vernietigd op")),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="signals.experience",
                        verbose_name="gesplitst uit",
                    ),
                ),
                (
                    "example",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.goodexample",
                        verbose_name="goed voorbeeld",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandelaar",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"kind": "municipality"},
                        related_name="+",
                        to="network.organisation",
                        verbose_name="gemeenten",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="experiences",
                        to="network.person",
                        verbose_name="van",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "ervaring",
                "verbose_name_plural": "ervaringen",
                "ordering": ["-received_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-received_at", "-id"], name="experiences_newest_first"),
                    models.Index(fields=["state", "-received_at", "-id"], name="experiences_by_state"),
                    models.Index(fields=["theme", "-received_at", "-id"], name="experiences_by_theme"),
                    models.Index(fields=["handler", "-received_at", "-id"], name="experiences_by_handler"),
                    models.Index(
                        condition=models.Q(("handler", None)),
                        fields=["-received_at", "-id"],
                        name="experiences_unhandled",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("received", "handling", "tabled", "action"))),
                        fields=["-received_at", "-id"],
                        name="experiences_open",
                    ),
                    models.Index(
                        condition=models.Q(("destroyed_at", None)),
                        fields=["closed_at"],
                        name="experiences_that_ended",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("split_from", None)),
                        fields=("receipt_hash",),
                        name="one_sending_for_each_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", None), ("receipt_hash", None), _connector="OR"),
                        name="who_is_known_needs_no_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="nothing_closes_without_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destroyed_at", None),
                            models.Q(
                                ("handler", None),
                                ("receipt_hash", None),
                                ("sealed_help", ""),
                                ("sealed_keeping", ""),
                                ("sealed_organisation", ""),
                                ("sealed_text", ""),
                                ("sender", None),
                                ("title", ""),
                            ),
                            _connector="OR",
                        ),
                        name="of_what_is_destroyed_only_counts_remain",
                    ),
                ],
            },
            bases=(signals.models.sealed.SealedTexts, models.Model),
        ),
        migrations.CreateModel(
            name="GoneReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt_hash", models.CharField(max_length=64, unique=True, verbose_name="afdruk van de code")),
            ],
            options={
                "verbose_name": "code van een vernietigde ervaring",
                "verbose_name_plural": "codes van vernietigde ervaringen",
            },
        ),
        migrations.CreateModel(
            name="RetentionTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("signal", "signaal"), ("complaint", "klacht"), ("compliment", "compliment")],
                        max_length=10,
                        unique=True,
                        verbose_name="soort",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="maanden na afsluiting",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="waar dat staat")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gewijzigd door",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "verbose_name_plural": "bewaartermijnen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1), ("months__lte", 240)), name="a_term_is_a_month_or_more"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SenderAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="adres")),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "adres van een afzender",
                "verbose_name_plural": "adressen van afzenders",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_sender_address_per_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=160, verbose_name="onderwerp")),
                ("text", models.TextField(max_length=3000, verbose_name="in andere woorden")),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="gemaakt op")),
                (
                    "shown",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public", "publiek"),
                            ("network", "netwerk"),
                            ("table", "tafel"),
                            ("closed", "besloten"),
                        ],
                        max_length=8,
                        verbose_name="te lezen door",
                    ),
                ),
                ("shown_at", models.DateTimeField(blank=True, null=True, verbose_name="te lezen sinds")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="van de tafel af op")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.agendaitem",
                        verbose_name="agendapunt",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.meeting",
                        verbose_name="bijeenkomst",
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
                (
                    "experiences",
                    models.ManyToManyField(related_name="bundles", to="signals.experience", verbose_name="ervaringen"),
                ),
            ],
            options={
                "verbose_name": "bundel",
                "verbose_name_plural": "bundels",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "ontvangen"),
                            ("handling", "in behandeling"),
                            ("tabled", "geagendeerd"),
                            ("action", "vertaald naar actie"),
                            ("answered", "teruggekoppeld"),
                            ("closed", "afgesloten"),
                            ("referred", "doorverwezen"),
                            ("duplicate", "dubbel"),
                        ],
                        max_length=9,
                        verbose_name="van",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("received", "ontvangen"),
                            ("handling", "in behandeling"),
                            ("tabled", "geagendeerd"),
                            ("action", "vertaald naar actie"),
                            ("answered", "teruggekoppeld"),
                            ("closed", "afgesloten"),
                            ("referred", "doorverwezen"),
                            ("duplicate", "dubbel"),
                        ],
                        max_length=9,
                        verbose_name="naar",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "experience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="signals.experience",
                        verbose_name="ervaring",
                    ),
                ),
            ],
            options={
                "verbose_name": "stap",
                "verbose_name_plural": "stappen",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Happening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("brought", "naar een tafel gebracht"),
                            ("discussed", "besproken"),
                            ("outcome", "vastgelegd"),
                            ("readable", "nu te lezen"),
                            ("done", "actie gedaan"),
                            ("landed", "doorgevoerd"),
                            ("seen", "effect gezien"),
                            ("released", "verteld"),
                            ("noted", "besloten vastgelegd"),
                            ("moved", "verzet"),
                            ("dropped", "niet opgepakt"),
                        ],
                        max_length=9,
                        verbose_name="wat",
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="sleutel")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "besluit"),
                            ("action", "actie"),
                            ("insight", "inzicht"),
                            ("question", "onderzoeksvraag"),
                            ("agreement", "werkafspraak"),
                            ("example", "goed voorbeeld"),
                        ],
                        max_length=9,
                        verbose_name="soort opbrengst",
                    ),
                ),
                ("about", models.UUIDField(blank=True, null=True, verbose_name="waarover")),
                ("readable", models.BooleanField(default=False, verbose_name="voor iedereen te lezen")),
                ("on", models.DateField(verbose_name="op")),
                ("at", models.DateTimeField(verbose_name="gezien op")),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="happenings",
                        to="signals.bundle",
                        verbose_name="bundel",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebeurtenis bij een bundel",
                "verbose_name_plural": "gebeurtenissen bij bundels",
                "ordering": ["at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("bundle", "key"), name="what_happened_is_noted_once")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reaction", "reactie"),
                            ("question", "vraag"),
                            ("reply", "van de afzender"),
                            ("extension", "meer tijd"),
                            ("feedback", "terugkoppeling"),
                            ("referral", "doorverwezen"),
                            ("step", "stap aan een tafel"),
                            ("note", "interne notitie"),
                        ],
                        max_length=9,
                        verbose_name="soort",
                    ),
                ),
                ("sealed_text", models.TextField(blank=True, verbose_name="tekst (versleuteld)")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
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
                    "experience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="signals.experience",
                        verbose_name="ervaring",
                    ),
                ),
                (
                    "happening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="signals.happening",
                        verbose_name="gebeurtenis",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht bij een ervaring",
                "verbose_name_plural": "berichten bij ervaringen",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("experience", "happening"), name="a_step_is_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("happening__isnull", False), ("kind", "step")),
                            models.Q(models.Q(("kind", "step"), _negated=True), ("happening", None)),
                            _connector="OR",
                        ),
                        name="a_step_says_what_happened",
                    ),
                ],
            },
            bases=(signals.models.sealed.SealedTexts, models.Model),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "experience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="signals.experience",
                        verbose_name="ervaring",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commons.file",
                        verbose_name="bestand",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="signals.message",
                        verbose_name="bij bericht",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijlage bij een ervaring",
                "verbose_name_plural": "bijlagen bij ervaringen",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("experience", "number"), name="attachments_are_numbered")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("address", models.CharField(max_length=1000, verbose_name="vraag")),
                ("is_first", models.BooleanField(default=False, verbose_name="begin hiermee")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inbox_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "weergave",
                "verbose_name_plural": "weergaven",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        django.db.models.functions.text.Lower("name"),
                        name="views_of_one_person_have_different_names",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)), fields=("user",), name="one_view_to_begin_with"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("sealed_fields", models.TextField(verbose_name="getypt (versleuteld)")),
                ("saved_at", models.DateTimeField(db_index=True, verbose_name="bewaard op")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="experience_draft",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "kladje van een ervaring",
                "verbose_name_plural": "kladjes van ervaringen",
            },
            bases=(signals.models.sealed.SealedTexts, models.Model),
        ),
        migrations.CreateModel(
            name="Echo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("mark", models.CharField(blank=True, max_length=64, verbose_name="afdruk van het merkje")),
                ("wants_news", models.BooleanField(default=False, verbose_name="wil horen wat ervan komt")),
                ("on", models.DateField(verbose_name="op")),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="echoes",
                        to="signals.bundle",
                        verbose_name="bundel",
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
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.person",
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "bij ons ook",
                "verbose_name_plural": "bij ons ook",
                "constraints": [
                    models.UniqueConstraint(fields=("bundle", "person"), name="somebody_echoes_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("mark", ""), _negated=True),
                        fields=("bundle", "mark"),
                        name="a_browser_echoes_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", None), ("person", None), ("wants_news", False)),
                            ("mark", ""),
                            _connector="XOR",
                        ),
                        name="an_echo_is_of_a_person_or_of_a_browser",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Praise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("sealed_text", models.TextField(verbose_name="in andere woorden (versleuteld)")),
                ("at", models.DateTimeField(verbose_name="doorgegeven op")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="doorgegeven door",
                    ),
                ),
                (
                    "experience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="praise",
                        to="signals.experience",
                        verbose_name="ervaring",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="voor",
                    ),
                ),
            ],
            options={
                "verbose_name": "doorgegeven compliment",
                "verbose_name_plural": "doorgegeven complimenten",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("experience", "organisation"), name="a_compliment_is_passed_on_once"
                    )
                ],
            },
            bases=(signals.models.sealed.SealedTexts, models.Model),
        ),
        migrations.CreateModel(
            name="StandardAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("title", models.CharField(max_length=80, verbose_name="naam")),
                ("text", models.TextField(max_length=3000, verbose_name="tekst")),
                (
                    "use",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reactie", "schrijven aan de afzender"),
                            ("vraag", "iets vragen"),
                            ("meer-tijd", "meer tijd nemen"),
                            ("terugkoppeling", "terugkoppelen"),
                            ("verwijs-door", "doorverwijzen"),
                        ],
                        max_length=14,
                        verbose_name="waarvoor",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("signal", "signaal"), ("complaint", "klacht"), ("compliment", "compliment")],
                        max_length=10,
                        verbose_name="bij welke soort",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="bewaard op")),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bewaard door",
                    ),
                ),
            ],
            options={
                "verbose_name": "standaardantwoord",
                "verbose_name_plural": "standaardantwoorden",
                "ordering": [django.db.models.functions.text.Lower("title")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("title"),
                        name="standard_answers_have_different_names",
                        violation_error_message="Er is al een standaardantwoord met deze naam. Kies een andere naam, of wijzig het antwoord dat er is.",
                    )
                ],
            },
        ),
    ]
