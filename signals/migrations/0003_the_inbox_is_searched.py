"""Lays the index by which experiences are found in the inbox."""

from django.db import migrations

from signals import finding


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_steps_are_kept")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: finding.lay(editor.connection), lambda apps, editor: finding.lift(editor.connection)
        )
    ]
