from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from chamber.backup import restoring
from chamber.backup.database import Database
from chamber.backup.errors import BackupError


class Command(BaseCommand):
    help = "Bring a backup back, into an empty database and folder."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--database-url", help="the database to fill (else the portal's)")
        parser.add_argument("--media", type=Path, default=Path(settings.MEDIA_ROOT), metavar="DIR")
        parser.add_argument("--force", action="store_true", help="replace what is there")

    def handle(self, *, file, database_url, media, force, **options):
        place = Database.at(database_url) if database_url else Database.of(connection.settings_dict)
        connection.close()
        try:
            manifest = restoring.restore(file, target=place, media=media, force=force)
            faults = list(restoring.faults(manifest, target=place, media=media))
            warnings = list(restoring.warnings(manifest, target=place))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        for warning in warnings:
            self.stderr.write(f"Mind: {warning}")
        if faults:
            raise CommandError("Restored, but not all is as it was:\n" + "\n".join(faults))
        self.stdout.write(
            f"Restored the backup of {manifest['made_at']}: {len(manifest['counts'])} tables with"
            f" {sum(manifest['counts'].values()):,} rows, {len(manifest['sequences'])} sequences"
            f" and {len(manifest['sha256']) - 1} files, all as the backup says."
        )
