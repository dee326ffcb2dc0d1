from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations


class Migration(migrations.Migration):
    """A name within a country is found without looking at the names elsewhere."""

    dependencies = [("partners", "0002_organisations_of_a_topic")]

    operations = [
        BtreeGinExtension(),
        migrations.RemoveIndex("organisation", "organisation_names"),
        migrations.AddIndex(
            "organisation",
            GinIndex(
                fields=["country", "search_name"],
                opclasses=["varchar_ops", "gin_trgm_ops"],
                name="organisation_names",
            ),
        ),
    ]
