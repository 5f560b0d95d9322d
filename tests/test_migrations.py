"""The migrations make what the models say, on either database, and can be taken back unless they say why not."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder

OURS = ("commons", "network", "tables", "signals", "monitoring", "newsletter")
# (app, migration) of those that cannot be taken back, each with the reason.
ONE_WAY: dict[tuple[str, str], str] = {}


def ours() -> list:
    loader = MigrationLoader(None)
    return [migration for key, migration in sorted(loader.disk_migrations.items()) if key[0] in OURS]


@pytest.mark.django_db
def test_no_model_changed_without_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_every_migration_has_run_here_and_every_table_is_there():
    applied = set(MigrationRecorder(connection).applied_migrations())
    assert {(one.app_label, one.name) for one in ours()} <= applied
    wanted = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert wanted <= set(connection.introspection.table_names())


@pytest.mark.django_db
def test_every_constraint_and_column_of_the_models_is_in_the_database():
    missing = []
    with connection.cursor() as cursor:
        for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
            table = model._meta.db_table
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            known = set(connection.introspection.get_constraints(cursor, table))
            missing += [
                f"{table}.{field.column}" for field in model._meta.concrete_fields if field.column not in columns
            ]
            named = [one.name for one in [*model._meta.constraints, *model._meta.indexes]]
            missing += [f"{table}: {name}" for name in named if name not in known]
    assert missing == []


def test_what_cannot_be_taken_back_says_why():
    one_way = {(one.app_label, one.name) for one in ours() for operation in one.operations if not operation.reversible}
    assert one_way == set(ONE_WAY)


def test_data_and_schema_change_apart():
    for one in ours():
        kinds = {isinstance(operation, (RunPython, RunSQL)) for operation in one.operations}
        assert len(kinds) <= 1, f"{one}: one migration for the tables, another for what is in them"


def test_each_app_has_one_newest_migration():
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}


def test_migrations_are_named_for_their_meaning():
    nameless = [f"{one}" for one in ours() if "auto_" in one.name or "wip" in one.name]
    assert nameless == []


@pytest.mark.django_db(transaction=True)
def test_all_of_them_can_be_taken_back_and_laid_again():
    """Down to nothing and up again, on the database at hand; what stands in it stays out of this."""
    labels = [label for label in OURS if any(one.app_label == label for one in ours())]
    try:
        for label in reversed(labels):
            call_command("migrate", label, "zero", verbosity=0, interactive=False)
        left = {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}
        assert left & set(connection.introspection.table_names()) == set()
    finally:
        call_command("migrate", verbosity=0, interactive=False)
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
