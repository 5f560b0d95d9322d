import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from leerlandschap.commons.at_once import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("commons", "0001_trail_letters_texts_and_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("slug", models.SlugField(blank=True, max_length=80, null=True, unique=True, verbose_name="adres")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="onderwerp")),
                ("opening", models.TextField(blank=True, max_length=20000, verbose_name="opening")),
                ("first_for", models.JSONField(blank=True, default=dict, verbose_name="wat vooraan staat")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "concept"),
                            ("planned", "staat klaar"),
                            ("sending", "wordt verstuurd"),
                            ("paused", "gepauzeerd"),
                            ("sent", "verstuurd"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="staat",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="akkoord op")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="gaat vanaf")),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen op")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("held_because", models.CharField(blank=True, max_length=500, verbose_name="tegengehouden, omdat")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="akkoord van",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "editie",
                "verbose_name_plural": "edities",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("slug__isnull", False),
                                ("starts_at__isnull", False),
                                models.Q(("subject", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_edition_that_goes_says_when_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "planned"]), ("frozen_at__isnull", False), _connector="OR"
                        ),
                        name="an_edition_that_went_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="a_sent_edition_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("position", models.PositiveIntegerField(verbose_name="plaats")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="bron")),
                ("key", models.CharField(blank=True, max_length=120, verbose_name="sleutel")),
                ("about", models.CharField(blank=True, max_length=120, verbose_name="vertelt over")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="soort")),
                ("title", models.CharField(max_length=200, verbose_name="kop")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("link", models.CharField(blank=True, max_length=500, verbose_name="link")),
                ("link_words", models.CharField(blank=True, max_length=80, verbose_name="woorden van de link")),
                ("used", models.PositiveIntegerField(default=0, editable=False, verbose_name="wordt gebruikt")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="newsletter.edition",
                        verbose_name="editie",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["edition", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("edition", "key"),
                        name="nothing_stands_twice_in_an_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("source", "")),
                            models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_was_proposed_says_what_it_is",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=("edition", "about"),
                        name="nothing_narrower_is_told_twice_in_an_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), ("key", ""), _connector="OR"),
                        name="what_is_told_in_own_words_is_no_copy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "niet bevestigd"),
                            ("subscribed", "ingeschreven"),
                            ("unsubscribed", "uitgeschreven"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="staat",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("provider", "aanbieder"),
                            ("municipality", "gemeente"),
                            ("referrer", "verwijzer"),
                            ("other", "iemand anders"),
                        ],
                        max_length=12,
                        verbose_name="leest als",
                    ),
                ),
                ("skips", models.JSONField(blank=True, default=list, verbose_name="wil niets over")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="laatst gemaild op")),
                ("subscribed_at", models.DateTimeField(blank=True, null=True, verbose_name="ingeschreven op")),
                ("unsubscribed_at", models.DateTimeField(blank=True, null=True, verbose_name="uitgeschreven op")),
            ],
            options={
                "verbose_name": "abonnee",
                "verbose_name_plural": "abonnees",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="a_subscriber_is_written_in_small_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "subscribed"), _negated=True),
                            ("subscribed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_subscriber_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "unsubscribed"), _negated=True),
                            ("unsubscribed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="who_left_the_newsletter_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_until", models.DateTimeField(null=True, verbose_name="vol tot")),
            ],
            options={
                "verbose_name": "tempo",
                "verbose_name_plural": "tempo",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_pace")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                ("test_for", models.EmailField(blank=True, max_length=254, verbose_name="proefmail voor")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="newsletter.edition",
                        verbose_name="editie",
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="newsletter.subscriber",
                        verbose_name="abonnee",
                    ),
                ),
            ],
            options={
                "verbose_name": "bezorging",
                "verbose_name_plural": "bezorgingen",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["due_at"],
                        name="delivery_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "subscriber"), name="an_edition_goes_once_to_a_subscriber"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subscriber__isnull", False), ("test_for", "")),
                            models.Q(("subscriber", None), models.Q(("test_for", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_delivery_is_for_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="getoonde tekst")),
                ("text_version", models.CharField(max_length=20, verbose_name="versie van de tekst")),
                ("form_path", models.CharField(max_length=200, verbose_name="adres van het formulier")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op")),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="newsletter.subscriber",
                        verbose_name="abonnee",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at", None), ("confirmed_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="consent_is_confirmed_after_it_was_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("refused", "het adres bestaat niet (meer) of weigert onze mail"),
                            ("complaint", "de lezer klaagde over de nieuwsbrief"),
                        ],
                        max_length=9,
                        verbose_name="omdat",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "tegengehouden adres",
                "verbose_name_plural": "tegengehouden adressen",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="a_suppressed_address_is_written_in_small_letters",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("alt", models.CharField(blank=True, max_length=250, verbose_name="wat erop te zien is")),
                ("width", models.PositiveIntegerField(verbose_name="breedte")),
                ("height", models.PositiveIntegerField(verbose_name="hoogte")),
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
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture",
                        to="newsletter.item",
                        verbose_name="bericht",
                    ),
                ),
            ],
            options={
                "verbose_name": "afbeelding",
                "verbose_name_plural": "afbeeldingen",
            },
        ),
    ]
