import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from leerlandschap.commons.at_once import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                ("is_staff", models.BooleanField(default=False, verbose_name="mag in het beheer")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="account sinds")),
                ("access_epoch", models.PositiveIntegerField(default=0, verbose_name="ronde van toegang")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_account_per_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=160, verbose_name="naam")),
                (
                    "kind",
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
                        verbose_name="soort",
                    ),
                ),
                (
                    "mail_domain",
                    models.CharField(
                        blank=True,
                        help_text="Wat na de @ staat in werkadressen, bijvoorbeeld almere.nl",
                        max_length=120,
                        verbose_name="maildomein",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "cbs_code",
                    models.CharField(
                        blank=True, help_text="Bijvoorbeeld GM0034", max_length=6, verbose_name="gemeentecode CBS"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="doet niet meer mee sinds")),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="one_organisation_per_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cbs_code", ""), ("kind", "municipality"), _connector="OR"),
                        name="only_municipalities_have_a_cbs_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="werkadres")),
                ("organisation_name", models.CharField(max_length=160, verbose_name="organisatie")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="waarom")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("approved", "goedgekeurd"), ("declined", "afgewezen")],
                        default="open",
                        max_length=10,
                        verbose_name="staat",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
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
                "verbose_name": "aanvraag voor een account",
                "verbose_name_plural": "aanvragen voor een account",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("email",), name="one_open_request_per_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="werkadres")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("organisation_admin", "organisatiebeheerder"),
                            ("clm", "contactpersoon CLM"),
                            ("experience_handler", "behandelaar ervaringen"),
                            ("policy", "beleid van een gemeente"),
                            ("control", "control van een gemeente"),
                            ("data_analyst", "data-analist"),
                            ("editor", "redacteur"),
                            ("regional_office", "regiobureau"),
                            ("administrator", "beheer"),
                        ],
                        max_length=24,
                        verbose_name="rol",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="aangenomen op")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging",
                "verbose_name_plural": "uitnodigingen",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("email", "organisation"),
                        name="one_open_invitation_per_address_and_organisation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "persoon",
                "verbose_name_plural": "mensen",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_person_per_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                ("started_on", models.DateField(verbose_name="sinds")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkplek",
                "verbose_name_plural": "werkplekken",
                "ordering": ["organisation", "person"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("person", "organisation"),
                        name="one_running_membership_per_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="a_membership_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organisation_admin", "organisatiebeheerder"),
                            ("clm", "contactpersoon CLM"),
                            ("experience_handler", "behandelaar ervaringen"),
                            ("policy", "beleid van een gemeente"),
                            ("control", "control van een gemeente"),
                            ("data_analyst", "data-analist"),
                            ("editor", "redacteur"),
                            ("regional_office", "regiobureau"),
                            ("administrator", "beheer"),
                        ],
                        max_length=24,
                        verbose_name="rol",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="sinds")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="network.organisation",
                        verbose_name="voor",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_assignments",
                        to="network.person",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol",
                "verbose_name_plural": "rollen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("organisation__isnull", False)),
                        fields=("person", "role", "organisation"),
                        name="one_running_local_assignment_per_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("organisation", None)),
                        fields=("person", "role"),
                        name="one_running_assignment_per_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                ("role__in", ["control", "organisation_admin", "policy"]),
                            ),
                            models.Q(
                                models.Q(("role__in", ["control", "organisation_admin", "policy"]), _negated=True),
                                ("organisation__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_local_role_names_its_organisation",
                    ),
                ],
            },
        ),
    ]
