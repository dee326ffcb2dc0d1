"""Bringing a backup back: everything is checked before anything is touched.

The database comes back in one transaction; the files wait beside their place until it is through.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import Connection

from chamber.backup import archive, database
from chamber.backup.database import Database
from chamber.backup.errors import BackupError
from chamber.backup.making import key_fingerprint

LOCK_PATIENCE = "10s"  # for those who still work on the database to leave
_REPLACE = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def restore(path: Path, *, target: Database, media: Path, force: bool = False) -> dict[str, Any]:
    """Restore the backup at ``path`` and return its manifest.

    Raises BackupError, with nothing changed, for a damaged file and for a target that holds
    something unless ``force`` allows to replace it.
    """
    with archive.opened(path) as backup, _staging(media) as staging:
        manifest = backup.manifest
        with target.connect() as connection:
            replace = _must_replace(connection, manifest, target=target, media=media, force=force)
        backup.extract(archive.DUMP, staging / archive.DUMP)
        for name in backup.media:
            backup.extract(archive.MEDIA + name, staging / "new" / name)
        _load(staging, target, manifest, replace=replace)
        _swap(staging, media)
        return manifest


def faults(manifest: dict[str, Any], *, target: Database, media: Path) -> Iterator[str]:
    """Sentences about everything that is not as the manifest says."""
    with target.connect() as connection:
        counts, last = database.counts(connection), database.sequences(connection)
        migrations = database.migrations(connection)
    for table, expected in manifest["counts"].items():
        if counts.get(table) != expected:
            yield f"{table} has {counts.get(table)} rows, the backup {expected}."
    for name, expected in manifest["sequences"].items():
        if last.get(name, -1) < expected:
            yield f"The sequence {name} stands at {last.get(name)}, the backup at {expected}."
    if migrations != manifest["migrations"]:
        yield "The migrations are not those of the backup."
    for name, expected in manifest["sha256"].items():
        if name.startswith(archive.MEDIA) and _hash(media / name[len(archive.MEDIA) :]) != expected:
            yield f"{name} is not the file of the backup."


def warnings(manifest: dict[str, Any], *, target: Database) -> Iterator[str]:
    """Sentences about what a person has to look at before the portal starts on this database."""
    if manifest["key"] != key_fingerprint():
        yield (
            "SECRET_KEY is not the one of the backup: second factors cannot be read and links in"
            " mails that were sent do not open. Put the key of then into SECRET_KEY, or into"
            " SECRET_KEY_FALLBACKS."
        )
    with target.connect() as connection:
        waiting = _waiting_mails(connection)
    if waiting:
        yield (
            f"{waiting} mails wait in the outbox and go out when the worker starts. If the portal"
            " worked on after the backup was made, they may have been sent already: look first."
        )


def _must_replace(
    connection: Connection, manifest: dict[str, Any], *, target: Database, media: Path, force: bool
) -> bool:
    """Whether there is anything to replace; raises BackupError when that is not allowed."""
    if database.server_major(connection) < manifest["postgresql"]:
        raise BackupError(
            f"The backup comes from PostgreSQL {manifest['postgresql']}, the server is older"
            f" ({database.server_major(connection)}). Nothing was changed."
        )
    full = bool(database.tables(connection))
    if full and not force:
        raise BackupError(
            f"The database {target} is not empty. Nothing was changed. Name an empty database with"
            " --database-url, or replace what is there with --force."
        )
    if _contents(media) and not force:
        raise BackupError(
            f"The folder {media} is not empty. Nothing was changed. Name an empty folder with"
            " --media, or replace what is there with --force."
        )
    return full


def _load(staging: Path, target: Database, manifest: dict[str, Any], *, replace: bool) -> None:
    """Write the dump out as SQL and run it whole; an error leaves the database as it was."""
    script, major = staging / "database.sql", manifest["postgresql"]
    program = database.program_for("pg_restore", major=major)
    database.run(
        program, "--no-owner", "--no-privileges", f"--file={script}", staging / archive.DUMP
    )
    first = [
        f"--command=SET lock_timeout = '{LOCK_PATIENCE}'",
        *([f"--command={_REPLACE}"] if replace else []),
    ]
    words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    try:
        target.run("psql", *words, *first, f"--file={script}", "--output=/dev/null", major=major)
    except BackupError as error:
        raise BackupError(f"The database {target} was left as it was. {error}") from error


def _swap(staging: Path, media: Path) -> None:
    """Put the new files where the old ones were; those go with the staging folder."""
    media.mkdir(parents=True, exist_ok=True)
    (staging / "old").mkdir()
    for path in _contents(media):
        shutil.move(path, staging / "old" / path.name)
    for path in _contents(staging / "new"):
        shutil.move(path, media / path.name)


@contextmanager
def _staging(media: Path) -> Iterator[Path]:
    """A folder beside ``media``, where its files can be renamed from."""
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restore-") as folder:
        yield Path(folder)


def _contents(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return archive.sha256(file)
    except FileNotFoundError:
        return None


def _waiting_mails(connection: Connection) -> int:
    if ("public", "mail_outgoingmail") not in database.tables(connection):
        return 0
    return connection.execute(
        "SELECT count(*) FROM mail_outgoingmail WHERE state IN ('queued', 'retry', 'in flight')"
    ).fetchall()[0][0]
