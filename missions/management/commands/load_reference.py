from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from citizens import loading as loading_needs
from citizens import needs
from clusters import loading as loading_clusters
from clusters import technologies
from partners import loading as loading_partners
from partners.directory import thesaurus
from partners.matching import asking, sources


class Command(BaseCommand):
    help = "Load the project's own reference data; running it again changes nothing."

    def handle(self, **options):
        call_command("load_glossary")
        thesaurus.load()
        added = loading_partners.load() + loading_clusters.load() + loading_needs.load()
        if added:
            self.stdout.write(f"{added} rows of reference data added.")
        self.match()

    @transaction.atomic
    def match(self):
        """Whoever has nothing to be matched by gets it; then everything is matched again."""
        apart = (sources, technologies, needs)
        if sum(source.profile_missing() for source in apart):
            asking.refresh_all_soon()
