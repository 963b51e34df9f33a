from django.db import migrations

from organizations.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]

    operations = [
        ForbidChanges(table)
        for table in (
            "recognition_decision",
            "recognition_revocation",
            "recognition_proposal",
            "recognition_proposalitem",
        )
    ]
