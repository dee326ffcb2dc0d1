from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Load the project's own reference data; running it again changes nothing."

    def handle(self, **options):
        call_command("load_glossary")
