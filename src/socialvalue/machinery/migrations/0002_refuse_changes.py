"""The database itself refuses to change or delete an event; and the table of the shared cache."""

from django.core.management import call_command
from django.db import migrations

SQLITE = {
    "event_refuses_update": """
        CREATE TRIGGER event_refuses_update BEFORE UPDATE ON machinery_event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    "event_refuses_delete": """
        CREATE TRIGGER event_refuses_delete BEFORE DELETE ON machinery_event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
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
