"""Lays the trigger that keeps the steps of experiences."""

from django.db import migrations

from signals import steps_guard


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_experiences_and_their_threads")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: steps_guard.lay(editor.connection),
            lambda apps, editor: steps_guard.lift(editor.connection),
        )
    ]
