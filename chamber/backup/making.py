"""Making a backup: one look at the database, then the files, then a check of the whole."""

import fcntl
import hashlib
import hmac
import os
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from chamber.backup import archive, database
from chamber.backup.database import Database
from chamber.backup.errors import BackupError

PATTERN = "portal-[0-9]*-[0-9]*.tar"


def make(folder: Path, *, source: Database, media: Path, at: datetime) -> Path:
    """Write a checked backup into ``folder`` and return its path; nothing half made stays there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = folder / f"portal-{at:%Y%m%d-%H%M%S}.tar"
    part, dump = whole.with_suffix(".part"), whole.with_suffix(".dump")
    with _alone_in(folder), _new_file(part) as file, _new_file(dump):
        try:
            with tarfile.open(file, "w:", format=tarfile.PAX_FORMAT) as tar:
                _fill(archive.Writer(tar), dump, source=source, media=media, at=at)
        except OSError as error:
            raise BackupError(f"The backup could not be written to {folder}: {error}") from error
        _make_durable(file)
        with archive.opened(file):
            pass
        file.rename(whole)
    return whole


def prune(folder: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups; returns what was removed."""
    surplus = sorted(folder.glob(PATTERN))[: -keep or None] if keep else []
    for path in surplus:
        path.unlink()
    return surplus


def key_fingerprint() -> str:
    """Says whether two installations share their secret key, and nothing else about it."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"chamber.backup", hashlib.sha256).hexdigest()[:16]


def _fill(
    writer: archive.Writer, dump: Path, *, source: Database, media: Path, at: datetime
) -> None:
    manifest = {
        "format": archive.FORMAT,
        "made_at": at.isoformat(),
        "portal": _version(),
        "key": key_fingerprint(),
        **_dump(dump, source),
    }
    writer.add(archive.DUMP, dump)
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with suppress(FileNotFoundError):  # thrown away a moment ago
                writer.add(archive.MEDIA + path.relative_to(media).as_posix(), path)
    writer.finish(manifest)


def _dump(path: Path, source: Database) -> dict[str, Any]:
    """Dump the database and say what was in it, both from one snapshot.

    Sequences stand outside snapshots: theirs are read first and are a lower bound.
    """
    with source.connect() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        major = database.server_major(connection)
        said = {
            "postgresql": major,
            "sequences": database.sequences(connection),
            "counts": database.counts(connection),
            "migrations": database.migrations(connection),
        }
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchall()[0][0]
        words = ["--format=custom", f"--snapshot={snapshot}", f"--file={path}"]
        source.run("pg_dump", *words, "--no-owner", "--no-privileges", major=major)
    database.run(database.program_for("pg_restore", major=major), "--list", path)
    return said


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other backup into this folder meanwhile; what a killed one left half made is removed."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"Another backup is being written to {folder}.") from None
        for leftover in [*folder.glob("portal-*.part"), *folder.glob("portal-*.dump")]:
            leftover.unlink()
        yield


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """An empty file that only its owner reads; gone at the end unless it was renamed."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _make_durable(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _version() -> str:
    project = Path(settings.BASE_DIR) / "pyproject.toml"
    return tomllib.loads(project.read_text())["project"]["version"]
