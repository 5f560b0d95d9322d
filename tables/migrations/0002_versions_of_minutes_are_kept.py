"""Lays the triggers that keep what minutes said."""

from django.db import migrations

from tables import minutes_guard


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_themes_tables_and_meetings")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: minutes_guard.lay(editor.connection),
            lambda apps, editor: minutes_guard.lift(editor.connection),
        )
    ]
