import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tables", "0001_themes_tables_and_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("label", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("uitkomsten", "Landelijke uitkomsten"),
                            ("stromen", "Stromen"),
                            ("capaciteit", "Wachten en capaciteit"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("definition", models.TextField(max_length=1000, verbose_name="wat is het")),
                ("counting", models.TextField(blank=True, max_length=1000, verbose_name="zo tellen we")),
                ("question", models.TextField(blank=True, max_length=500, verbose_name="vraag bij het verhaal")),
                ("unit", models.CharField(max_length=80, verbose_name="eenheid")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("higher", "hoger is gunstiger"),
                            ("lower", "lager is gunstiger"),
                            ("context", "alleen met context"),
                            ("no_verdict", "geen oordeel"),
                        ],
                        default="no_verdict",
                        max_length=10,
                        verbose_name="richting",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                (
                    "scope",
                    models.CharField(
                        default="Regionaal ingekocht: alleen jeugdhulp die Sociaal Domein Flevoland inkoopt.",
                        max_length=200,
                        verbose_name="waarover",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versie")),
                ("edited_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                (
                    "edited",
                    models.BooleanField(default=False, editable=False, verbose_name="door de redactie gewijzigd"),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="indicators",
                        to="tables.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicatoren",
                "ordering": ["position", "pk"],
            },
        ),
    ]
