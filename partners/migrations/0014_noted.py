from django.db import migrations, models

# It stood among the lexemes before, as "+1" and "+1 +2" and so on.
READ = r"""
UPDATE partners_matchprofile SET noted = CASE
    WHEN found_by @@ '''+3''' THEN 3 WHEN found_by @@ '''+2''' THEN 2
    WHEN found_by @@ '''+1''' THEN 1 ELSE 0 END
WHERE found_by IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0013_thesaurus")]

    operations = [
        migrations.AddField(
            model_name="matchprofile",
            name="noted",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="matchprofile",
            index=models.Index(
                fields=["noted"], condition=models.Q(noted__gt=0), name="profile_noted"
            ),
        ),
    ]
