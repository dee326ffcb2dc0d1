from django.core.management.base import BaseCommand

from chamber.glossary.loading import load


class Command(BaseCommand):
    help = "Add the terms of chamber/glossary/data/terms.csv that are not there yet."

    def handle(self, *args, **options):
        self.stdout.write(f"{load()} terms added.")
