"""Triggers by which the database itself refuses to change or delete rows of a table.

Used in migrations. ``when`` limits the refusal to rows (SQL over ``OLD``), e.g. issued documents.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create(schema_editor: BaseDatabaseSchemaEditor, table: str, when: str = "") -> None:
    """Make the triggers of ``table`` on SQLite or PostgreSQL."""
    condition = f"WHEN ({when})" if when else ""
    if schema_editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH ROW {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    schema_editor.execute(
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW {condition} EXECUTE FUNCTION {table}_refuse()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def drop(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Remove the triggers of ``table`` (reverse migration, and the flush of some tests)."""
    if schema_editor.connection.vendor == "sqlite":
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
        return
    for name in ("no_change", "no_truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")


class ForbidChanges(migrations.RunPython):
    """The migration operation that guards ``table``."""

    def __init__(self, table: str, when: str = "") -> None:
        def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            create(schema_editor, table, when)

        def backwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            drop(schema_editor, table)

        super().__init__(forwards, backwards)
