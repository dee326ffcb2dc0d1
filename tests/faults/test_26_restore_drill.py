"""Fault 26: everything is lost but one file; the portal comes back from it."""

import io
import json
import os
import subprocess
import sys
import tarfile
from io import StringIO
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from chamber.backup import archive, database, restoring
from chamber.backup.database import Database
from chamber.mail import outbox
from chamber.privacy import consent
from tests.conftest import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

SIGN_IN = """
import django, json
from django.conf import settings
django.setup()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse
from chamber.accounts.models import User

browser = Client()
said = {"email": "olena@example.org", "password": %(password)r}
first = browser.post(reverse("account_login"), {"login": said["email"], **said}, secure=True)
counter = next(iter(auth.yield_hotp_counters_from_time()))
code = auth.format_hotp_value(auth.hotp_value(%(totp)r, counter))
second = browser.post(first.headers["Location"], {"code": code}, secure=True)
page = browser.get(reverse("privacy:register"), secure=True)
new = User.objects.create_user(email="new@example.org", name="New")
print(json.dumps([first.status_code, second.headers.get("Location"), page.status_code, new.pk]))
"""


@pytest.fixture
def people(make_user):
    """A small portal: people with and without a second factor, mails, consent, files."""
    olena = make_user(email="olena@example.org", name="Олена", role="staff")
    for number in range(5):
        user = make_user(name=f"Person {number}")
        outbox.enqueue(to=user.email, subject="S", text="Є", kind="test", language="uk")
        consent.give(user.email, purpose="news", how="page", at=timezone.now(), user=user)
    default_storage.save("documents/brief.pdf", ContentFile(os.urandom(300_000)))
    default_storage.save("documents/Звіт 1.pdf", ContentFile(b"%PDF-1.7"))
    default_storage.save("empty", ContentFile(b""))
    return olena


@pytest.fixture
def backup(people, tmp_path):
    call_command("backup", "--to", str(tmp_path / "backups"), stdout=StringIO())
    (file,) = (tmp_path / "backups").glob("*.tar")
    return file


@pytest.fixture
def empty_database(transactional_db):
    """The address of a new, empty database on the same server."""
    here = connection.settings_dict
    name = f"{here['NAME']}_restored"
    with psycopg.connect(**_server(here), dbname="postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        password = quote(here["PASSWORD"])
        yield f"postgres://{here['USER']}:{password}@{here['HOST']}:{here['PORT']}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_portal_comes_back_whole(backup, empty_database, tmp_path):
    before = state(Database.of(connection.settings_dict))
    files = contents(settings.MEDIA_ROOT)
    said = restore(backup, empty_database, tmp_path / "restored")
    assert "all as the backup says" in said

    after = state(Database.at(empty_database))
    for each in (before, after):  # the time of the backup is written once it is whole
        del each["counts"]["public.health_heartbeat"]
        del each["sequences"]["public.health_heartbeat_id_seq"]
    assert after == before
    assert before["triggers"] > 0
    assert contents(tmp_path / "restored") == files
    assert {path.stat().st_mode & 0o77 for path in (tmp_path / "restored").rglob("*.pdf")} == {0}

    first, next_page, status, new = sign_in(empty_database)
    assert first == 302
    assert next_page == "/en/today/"
    assert status == 200  # a page of the chamber's people, behind the second factor
    assert new > before["sequences"]["public.accounts_user_id_seq"]


def test_what_a_person_has_to_look_at_is_said(backup, empty_database, tmp_path, settings):
    errors = StringIO()
    restore(backup, empty_database, tmp_path / "restored", stderr=errors)
    assert "5 mails wait in the outbox" in errors.getvalue()
    assert "SECRET_KEY" not in errors.getvalue()

    settings.SECRET_KEY = "another key, as after a fresh set-up"
    restore(backup, empty_database, tmp_path / "restored", "--force", stderr=errors)
    assert "SECRET_KEY is not the one of the backup" in errors.getvalue()


def test_a_damaged_backup_changes_nothing(backup, empty_database, tmp_path):
    for where in (0.1, 0.3, 0.5, 0.7, 0.9):
        flip(backup, where)
        refused(backup, empty_database, tmp_path, words="damaged")
        flip(backup, where)  # good again
    for size in (backup.stat().st_size // 2, 700, 0):
        os.truncate(backup, size)
        refused(backup, empty_database, tmp_path, words="damaged")


def test_a_name_that_leaves_its_folder_is_refused(backup, empty_database, tmp_path):
    forged = tmp_path / "forged.tar"
    body = b"* * * * * root true"
    with archive.opened(backup) as good, tarfile.open(forged, "w:") as tar:
        good.extract(archive.DUMP, tmp_path / "dump")
        writer = archive.Writer(tar)
        writer.add(archive.DUMP, tmp_path / "dump")
        (tmp_path / "body").write_bytes(body)
        writer.add("media/../../etc/cron.d/job", tmp_path / "body")
        writer.finish(good.manifest)
    refused(forged, empty_database, tmp_path, words="no name for a file")


def test_a_file_that_is_no_backup_is_refused(empty_database, tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(io.BytesIO(b"\xff\xd8\xff" * 1000).getvalue())
    refused(tmp_path / "holiday.jpg", empty_database, tmp_path, words="no backup of the portal")
    refused(tmp_path / "absent.tar", empty_database, tmp_path, words="There is no file")


def test_a_database_in_use_is_refused_and_replaced_by_force(backup, empty_database, tmp_path):
    with Database.at(empty_database).connect() as target:
        target.execute("CREATE TABLE precious (id int)")
        target.execute("INSERT INTO precious VALUES (1)")
    with pytest.raises(CommandError, match=r"is not empty\. Nothing was changed"):
        restore(backup, empty_database, tmp_path / "restored")
    assert state(Database.at(empty_database))["counts"] == {"public.precious": 1}
    assert not (tmp_path / "restored").exists()

    assert "all as the backup says" in restore(
        backup, empty_database, tmp_path / "restored", "--force"
    )
    assert "public.precious" not in state(Database.at(empty_database))["counts"]


def test_a_folder_in_use_is_refused_and_replaced_by_force(backup, empty_database, tmp_path):
    target = tmp_path / "restored"
    target.mkdir()
    (target / "precious").write_text("mine")
    with pytest.raises(CommandError, match=r"restored is not empty\. Nothing was changed"):
        restore(backup, empty_database, target)
    assert state(Database.at(empty_database))["counts"] == {}
    restore(backup, empty_database, target, "--force")
    assert not (target / "precious").exists()


def test_a_restore_that_fails_half_way_leaves_database_and_files(
    backup, empty_database, tmp_path, monkeypatch
):
    """The old rows and files are there again when the new ones do not go in."""
    target = tmp_path / "restored"
    restore(backup, empty_database, target)
    before, files = state(Database.at(empty_database)), contents(target)
    broken = tmp_path / "broken.tar"
    with archive.opened(backup) as good, tarfile.open(broken, "w:") as tar:
        (tmp_path / "dump").write_bytes(b"PGDMP and then nonsense")
        writer = archive.Writer(tar)
        writer.add(archive.DUMP, tmp_path / "dump")
        writer.finish(good.manifest)
    with pytest.raises(CommandError, match="pg_restore failed"):
        restore(broken, empty_database, target, "--force")
    monkeypatch.setattr(restoring, "LOCK_PATIENCE", "1s")
    with (
        psycopg.connect(empty_database) as busy,
        pytest.raises(CommandError, match="was left as it was"),
    ):
        busy.execute("LOCK TABLE accounts_user")  # somebody still works on it
        restore(backup, empty_database, target, "--force")
    assert state(Database.at(empty_database)) == before
    assert contents(target) == files
    assert [path.name for path in tmp_path.glob(".restore-*")] == []


def restore(file, url, media, *words, stderr=None):
    out = StringIO()
    place = ["--database-url", url, "--media", str(media)]
    call_command("restore", str(file), *place, *words, stdout=out, stderr=stderr or StringIO())
    return out.getvalue()


def flip(path, where):
    """Turn around the byte at that part of the file."""
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * where))
        (byte,) = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 0xFF]))


def refused(file, url, tmp_path, *, words):
    """Even with --force nothing happens to the database or the folder."""
    with pytest.raises(CommandError, match=words):
        restore(file, url, tmp_path / "restored", "--force")
    assert state(Database.at(url))["counts"] == {}
    assert not (tmp_path / "restored").exists()


def state(place):
    with place.connect() as there:
        count = "SELECT count(*) FROM {} WHERE NOT {}"
        return {
            "counts": database.counts(there),
            "sequences": database.sequences(there),
            "triggers": there.execute(count.format("pg_trigger", "tgisinternal")).fetchone()[0],
            "constraints": there.execute(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
            ).fetchall(),
        }


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def sign_in(url):
    """Sign in with password and code, in a process of its own on the restored database."""
    script = SIGN_IN % {"password": PASSWORD, "totp": TOTP_SECRET}
    world = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "chamber.settings",
        "ALLOWED_HOSTS": "testserver",
        "SECRET_KEY": settings.SECRET_KEY,
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | world,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _server(here):
    return {
        "host": here["HOST"],
        "port": here["PORT"],
        "user": here["USER"],
        "password": here["PASSWORD"],
    }
