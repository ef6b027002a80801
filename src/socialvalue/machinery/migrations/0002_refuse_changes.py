"""The database itself refuses to change, delete or slip in an event; and the table of the shared cache."""

from django.core.management import call_command
from django.db import migrations

SQLITE = {
    "event_refuses_update": """
        CREATE TRIGGER event_refuses_update BEFORE UPDATE ON machinery_event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    "event_refuses_delete": """
        CREATE TRIGGER event_refuses_delete BEFORE DELETE ON machinery_event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    # Without this, INSERT OR REPLACE would take the place of an old event: SQLite fires no trigger for that delete.
    "event_refuses_insertion": """
        CREATE TRIGGER event_refuses_insertion BEFORE INSERT ON machinery_event
        WHEN NEW."index" IS NOT (SELECT COALESCE(MAX("index") + 1, 0) FROM machinery_event)
          OR EXISTS (SELECT 1 FROM machinery_event WHERE digest = NEW.digest)
        BEGIN SELECT RAISE(ABORT, 'events are only added at the end'); END""",
}
POSTGRESQL = {
    "event_refusal": """
        CREATE FUNCTION event_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$""",
    "event_refuses_update": """
        CREATE TRIGGER event_refuses_update BEFORE UPDATE ON machinery_event
        FOR EACH ROW EXECUTE FUNCTION event_refusal()""",
    "event_refuses_delete": """
        CREATE TRIGGER event_refuses_delete BEFORE DELETE ON machinery_event
        FOR EACH ROW EXECUTE FUNCTION event_refusal()""",
    "event_refuses_truncate": """
        CREATE TRIGGER event_refuses_truncate BEFORE TRUNCATE ON machinery_event
        FOR EACH STATEMENT EXECUTE FUNCTION event_refusal()""",
    "event_only_at_the_end": """
        CREATE FUNCTION event_only_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW."index" <> (SELECT COALESCE(MAX("index") + 1, 0) FROM machinery_event) THEN
            RAISE EXCEPTION 'events are only added at the end';
          END IF;
          RETURN NEW;
        END $$""",
    "event_refuses_insertion": """
        CREATE TRIGGER event_refuses_insertion BEFORE INSERT ON machinery_event
        FOR EACH ROW EXECUTE FUNCTION event_only_at_the_end()""",
}


def refuse_changes(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements.values():
        schema_editor.execute(statement)


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", verbosity=0, database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("machinery", "0001_initial")]
    operations = [
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
