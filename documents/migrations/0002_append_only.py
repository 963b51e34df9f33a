from django.db import migrations

from organizations.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        ForbidChanges("documents_document"),
        ForbidChanges("documents_documentreader"),
        ForbidChanges("documents_numberentry", when="OLD.state <> 'reserved'"),
    ]
