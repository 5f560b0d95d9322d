"""Lays the index that each database keeps over the entries of search."""

from django.db import migrations

from leerlandschap.commons import search_store


class Migration(migrations.Migration):
    dependencies = [("commons", "0002_the_trail_is_append_only")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: search_store.lay(editor.connection),
            lambda apps, editor: search_store.lift(editor.connection),
        )
    ]
