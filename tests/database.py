"""The database of a test process: a copy of a migrated one, emptied after each test that commits.

Django would do both as well, and slower: it migrates in every process of every run, and truncates
every table after each such test.
"""

import hashlib
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import TransactionTestCase

MIGRATED = "test_migrated_"
WRITTEN_BY_MIGRATING = {"django_content_type", "auth_permission"}  # no test changes these
LOCK = 20_261


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """Copy what an earlier run or another process has migrated, or migrate and leave a copy."""
    name = MIGRATED + digest()
    with django_db_blocker.unblock(), alone() as server:
        server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        found = server.fetchone()
        if found:
            connection.settings_dict["TEST"]["TEMPLATE"] = name
        request.getfixturevalue("django_db_setup")  # Django's, which migrates what is missing
        if not found:
            keep(name, server)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty())
        yield


def digest():
    """Changes with any migration of any app."""
    folders = sorted(Path(app.path, "migrations") for app in apps.get_app_configs())
    files = (file for folder in folders for file in sorted(folder.glob("*.py")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@contextmanager
def alone():
    """A cursor on the server, while no other test process has one."""
    with connection._nodb_cursor() as server:
        server.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield server


def keep(name, server):
    """Copy this process's database, and forget the copies of earlier migrations."""
    connection.close()
    connection.close_pool()  # nobody may be connected to what is copied
    server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [MIGRATED])
    for (older,) in server.fetchall():
        server.execute(f'DROP DATABASE "{older}"')
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')


def empty():
    """Delete every row. Sequences go on, as when Django does it."""
    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(tables_with_rows())
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')


@cache
def tables_with_rows():
    """The query for their names."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return " UNION ALL ".join(
        f"""SELECT '{table}' WHERE EXISTS (SELECT FROM "{table}")"""
        for table in sorted(set(tables) - WRITTEN_BY_MIGRATING)
    )
