from django.db import migrations

from organizations.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [ForbidChanges("organizations_auditevent")]
