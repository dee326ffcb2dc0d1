from django.core.management.base import BaseCommand
from django.utils import timezone

from chamber.privacy import retention


class Command(BaseCommand):
    help = "Forget what has been kept long enough."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, change nothing")

    def handle(self, *, dry_run, **options):
        verb = "would be forgotten" if dry_run else "forgotten"
        for name, count in retention.sweep(at=timezone.now(), dry_run=dry_run).items():
            self.stdout.write(f"{name}: {count} {verb}")
