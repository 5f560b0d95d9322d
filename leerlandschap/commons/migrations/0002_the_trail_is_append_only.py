"""Lays the trigger that keeps the audit trail append-only."""

from django.db import migrations

from leerlandschap.commons import guard_trail


class Migration(migrations.Migration):
    dependencies = [("commons", "0001_trail_letters_texts_and_search")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guard_trail.lay(editor.connection),
            lambda apps, editor: guard_trail.lift(editor.connection),
        )
    ]
