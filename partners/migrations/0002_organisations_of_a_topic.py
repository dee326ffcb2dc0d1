from django.db import migrations


class Migration(migrations.Migration):
    """Finds the organisations of a topic without looking at the pairs themselves."""

    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX organisation_of_topic"
            " ON partners_organisation_topics (topic_id, organisation_id)",
            "DROP INDEX organisation_of_topic",
        )
    ]
