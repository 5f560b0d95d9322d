import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
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
    ]
