"""The file of a backup: a tar of the database's dump, the media files, and the manifest last.

The manifest carries the SHA-256 of every other member, so the file can be checked by itself.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from chamber.backup.errors import BackupError

FORMAT = 1
DUMP, MANIFEST, MEDIA = "database.dump", "manifest.json", "media/"
_CHUNK = 1 << 20


class Writer:
    """Adds members and remembers their hashes, each file read once."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Raises FileNotFoundError when the file is gone."""
        with path.open("rb") as source:
            member = tarfile.TarInfo(name)
            status = os.fstat(source.fileno())
            member.size, member.mtime, member.mode = status.st_size, int(status.st_mtime), 0o600
            reader = _Hashing(source)
            self.tar.addfile(member, reader)
        self.hashes[name] = reader.sha256.hexdigest()

    def finish(self, manifest: dict[str, Any]) -> None:
        body = json.dumps(manifest | {"sha256": self.hashes}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(body), 0o600
        self.tar.addfile(member, io.BytesIO(body))


class Archive:
    """An open backup whose every member has been compared with its hash."""

    def __init__(self, tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
        self.tar, self.manifest = tar, manifest

    @property
    def media(self) -> dict[str, str]:
        """Names of the media files, relative to their folder, with their hashes."""
        hashes = self.manifest["sha256"].items()
        return {name[len(MEDIA) :]: sha for name, sha in hashes if name.startswith(MEDIA)}

    def extract(self, name: str, target: Path) -> None:
        """Write one member to ``target``, readable by its owner only."""
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(_member(self.tar, name)):
                file.write(chunk)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at ``path``, checked. Raises BackupError with the name of what is wrong."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield Archive(tar, _checked(tar))
    except FileNotFoundError:
        raise BackupError(f"There is no file {path}.") from None
    except (tarfile.TarError, EOFError, KeyError, ValueError) as error:
        raise BackupError(f"{path} is damaged or no backup of the portal ({error}).") from error


def _checked(tar: tarfile.TarFile) -> dict[str, Any]:
    # A tar that was cut short ends quietly; its last member, the manifest, is then missing.
    names = tar.getnames()
    if MANIFEST not in names:
        raise ValueError(f"{MANIFEST} is missing: the file may be cut short")
    manifest = json.load(_member(tar, MANIFEST))
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {manifest['format']} is not known to this release")
    if set(names) != {MANIFEST, *manifest["sha256"]}:
        raise ValueError("files are missing or were added")
    for name, expected in manifest["sha256"].items():
        if not _is_safe(name):
            raise ValueError(f"{name} is no name for a file")
        if not tar.getmember(name).isreg() or sha256(_member(tar, name)) != expected:
            raise ValueError(f"{name} is not what was saved")
    return manifest


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.extractfile(name)
    if member is None:
        raise ValueError(f"{name} is no file")
    return member


def _is_safe(name: str) -> bool:
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


def sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


class _Hashing:
    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        chunk = self.file.read(size)
        self.sha256.update(chunk)
        return chunk
