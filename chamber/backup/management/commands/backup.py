from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from chamber.backup import making
from chamber.backup.database import Database
from chamber.backup.errors import BackupError
from chamber.health.models import beat


class Command(BaseCommand):
    help = "Write a backup of the database and the files, and check it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.VAR / "backups", metavar="DIR")
        parser.add_argument("--keep", type=int, default=14, help="backups to keep, 0 for all")

    def handle(self, *, to, keep, **options):
        source, media = Database.of(connection.settings_dict), Path(settings.MEDIA_ROOT)
        now = timezone.now()
        try:
            path = making.make(to, source=source, media=media, at=now)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        beat("backup", at=now)
        removed = making.prune(to, keep=keep)
        self.stdout.write(f"Backup written and checked: {path} ({path.stat().st_size:,} bytes).")
        if removed:
            self.stdout.write(f"{len(removed)} older ones were removed.")
