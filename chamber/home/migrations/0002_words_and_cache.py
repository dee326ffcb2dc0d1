"""What the database needs besides models: likeness of words, and the table that stands in for the
cache while Redis is away (settings.CACHES["database"])."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            """
            CREATE TABLE cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX cache_expires ON cache (expires);
            """,
            "DROP TABLE cache",
        )
    ]
