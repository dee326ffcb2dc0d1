from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from citizens import loading as needs
from citizens.needs import profile_missing as profile_needs
from clusters import loading as clusters
from clusters import technologies
from partners import loading as partners
from partners.matching import sources, suggest


class Command(BaseCommand):
    help = "Load the project's own reference data; running it again changes nothing."

    def handle(self, **options):
        call_command("load_glossary")
        added = partners.load() + clusters.load() + needs.load()
        if added:
            self.stdout.write(f"{added} rows of reference data added.")
        self.match()

    def match(self):
        """Bulk writers make no profiles: these, and what fits whom, are made here."""
        if sources.profile_missing() + technologies.profile_missing() + profile_needs():
            suggest.refresh_all(timezone.now())
