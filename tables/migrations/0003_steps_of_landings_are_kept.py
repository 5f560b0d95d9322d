"""Lays the triggers that keep the steps of landings."""

from django.db import migrations

from tables import landing_guard


class Migration(migrations.Migration):
    dependencies = [("tables", "0002_versions_of_minutes_are_kept")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: landing_guard.lay(editor.connection),
            lambda apps, editor: landing_guard.lift(editor.connection),
        )
    ]
