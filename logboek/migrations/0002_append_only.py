"""The database itself refuses to change or delete a row of the logboek."""

from django.db import migrations

SQLITE = {
    "update": """CREATE TRIGGER logregel_no_update BEFORE UPDATE ON logboek_logregel
        BEGIN SELECT RAISE(ABORT, 'het logboek is alleen om aan toe te voegen'); END""",
    "delete": """CREATE TRIGGER logregel_no_delete BEFORE DELETE ON logboek_logregel
        BEGIN SELECT RAISE(ABORT, 'het logboek is alleen om aan toe te voegen'); END""",
}
POSTGRES = """
    CREATE FUNCTION logregel_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'het logboek is alleen om aan toe te voegen'; END $$;
    CREATE TRIGGER logregel_no_change BEFORE UPDATE OR DELETE ON logboek_logregel
        FOR EACH ROW EXECUTE FUNCTION logregel_refuse();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)
    else:
        for statement in SQLITE.values():
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER logregel_no_change ON logboek_logregel")
        schema_editor.execute("DROP FUNCTION logregel_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER logregel_no_update")
        schema_editor.execute("DROP TRIGGER logregel_no_delete")


class Migration(migrations.Migration):
    dependencies = [("logboek", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
