"""The command that writes backups: what it leaves, and what it leaves behind when it fails."""

import fcntl
import json
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from chamber.backup import database, making
from chamber.backup.database import Database
from chamber.backup.errors import BackupError
from chamber.embedded.ports import free_port
from chamber.health.models import Heartbeat
from chamber.health.readings import readings

pytestmark = pytest.mark.django_db(transaction=True)


def backup(folder, *words):
    out = StringIO()
    call_command("backup", "--to", str(folder), *words, stdout=out)
    return out.getvalue()


def test_a_backup_is_one_private_file_with_a_manifest(tmp_path, make_user):
    make_user()
    default_storage.save("documents/a.pdf", ContentFile(b"%PDF-"))
    said = backup(tmp_path / "to")
    (file,) = (tmp_path / "to").glob("*.tar")
    assert str(file) in said
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert sorted(tar.getnames()) == [
            "database.dump",
            "manifest.json",
            "media/documents/a.pdf",
        ]
    assert manifest["counts"]["public.accounts_user"] == 1
    assert manifest["sequences"]["public.accounts_user_id_seq"] >= 1
    assert "health.0001_initial" in manifest["migrations"]
    assert set(manifest["sha256"]) == {"database.dump", "media/documents/a.pdf"}


def test_the_status_page_knows_of_it(tmp_path):
    backup(tmp_path)
    assert Heartbeat.objects.get(name="backup").at <= timezone.now()
    (reading,) = [each for each in readings(at=timezone.now()) if str(each.label) == "Last backup"]
    assert reading.kind == "ok"


def test_only_the_newest_are_kept(tmp_path):
    for day in range(1, 5):
        (tmp_path / f"portal-2026010{day}-030000.tar").touch()
    (tmp_path / "portal-of-somebody.tar").touch()
    assert "3 older ones were removed." in backup(tmp_path, "--keep", "2")
    kept = sorted(path.name for path in tmp_path.glob("*.tar"))
    assert kept[0] == "portal-20260104-030000.tar"
    assert kept[2] == "portal-of-somebody.tar"
    assert len(kept) == 3


def test_a_database_that_does_not_answer_leaves_nothing(tmp_path):
    nowhere = Database.at(f"postgres://portal@127.0.0.1:{free_port()}/portal")
    with pytest.raises(BackupError, match="does not answer"):
        making.make(tmp_path / "to", source=nowhere, media=tmp_path / "media", at=timezone.now())
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["lock"]
    assert not Heartbeat.objects.exists()


def test_what_a_killed_backup_left_is_removed(tmp_path):
    leftover = tmp_path / "portal-20260101-030000.part"
    leftover.touch()
    backup(tmp_path)
    assert not leftover.exists()


def test_two_backups_into_one_folder_do_not_meet(tmp_path):
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another backup is being written"):
            backup(tmp_path)
    assert not list(tmp_path.glob("*.tar"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"No backup was made.*file"):
        backup(tmp_path / "file" / "to")


def test_programs_older_than_the_server_are_refused():
    with pytest.raises(BackupError, match="postgresql-client-99"):
        database.program_for("pg_dump", major=99)


def test_the_password_is_on_no_command_line(tmp_path):
    """The programs get it from their environment."""
    place = Database.at("postgres://portal:secret@127.0.0.1:5432/portal?sslmode=require")
    assert place.environment()["PGPASSWORD"] == "secret"
    assert place.environment()["PGSSLMODE"] == "require"
    assert "secret" not in str(place)
    assert Path(database.program_for("pg_dump", major=18)).name == "pg_dump"
