"""The embedded services survive what a machine does to them."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import redis

from chamber.embedded import ground, instance, ports
from chamber.embedded.postgres import OtherVersion
from tests.embedded.conftest import PROJECT, eventually, is_running


@pytest.fixture
def services(folder):
    services = instance("scratch", fsync=False, project=folder)
    yield services
    services.stop()


def query(services, sql):
    with psycopg.connect(services.database_url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


def test_data_outlives_killed_servers_and_passwords_are_asked(services):
    assert services.start()
    for extension in ("pg_trgm", "unaccent", "btree_gist", "btree_gin", "vector"):
        query(services, f"CREATE EXTENSION {extension}")
    assert query(services, "SELECT similarity('Одеса', 'Одесса') > 0.5, upper('їжак')") == (
        True,
        "ЇЖАК",
    )
    query(services, "CREATE TABLE note AS SELECT 'kept' AS word")
    query(services, "CHECKPOINT")
    postmaster = services.postgres.process()
    killed = [postmaster, services.valkey.process()]
    for process in killed:
        process.kill()
    eventually(lambda: not any(is_running(process.pid) for process in killed))

    assert services.start()
    assert query(services, "SELECT word FROM note") == ("kept",)
    assert redis.Redis.from_url(services.redis_url).ping()
    assert services.postgres.process() != postmaster

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(services.database_url.replace(services.postgres.password, "wrong"))
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(services.redis_url.replace(services.valkey.password, "wrong")).ping()


def test_a_server_that_dies_while_it_is_taken_up_is_started_anew(services):
    """It stands still, so that it is found and does not answer; then it is gone."""
    services.start()
    dying = services.valkey.process()
    dying.suspend()
    with ThreadPoolExecutor() as pool:
        starting = pool.submit(services.start)
        time.sleep(0.5)  # whichever of the two comes first, the end is the same
        dying.kill()
        assert starting.result()
    assert services.valkey.process() != dying
    assert redis.Redis.from_url(services.redis_url).ping()


def test_a_running_instance_is_adopted_and_leases_end_with_the_last(services, folder):
    with services.lease():
        postmaster = services.postgres.process()
        again = instance("scratch", fsync=False, project=folder)
        with again.lease():
            assert again.postgres.process() == postmaster
        assert services.running()
        assert again.database_url == services.database_url
    assert not services.running()
    assert not is_running(postmaster.pid)


def test_stale_pid_file_with_a_foreign_number_harms_nobody(services):
    services.start()
    services.stop()
    services.postgres.data.joinpath("postmaster.pid").write_text(f"{os.getpid()}\n")
    assert not services.running()
    assert services.start()


def test_ports_move_when_taken(services, folder):
    services.start()
    services.stop()
    taken = services.postgres.port
    listener = "import socket, time; s = socket.create_server(('127.0.0.1', {})); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", listener.format(taken)])
    try:
        eventually(lambda: not ports.is_free(taken))
        services.start()
        assert services.postgres.port != taken
        assert query(services, "SELECT 1") == (1,)
    finally:
        other.kill()
        other.wait()


def test_data_of_another_major_version_is_refused(services):
    services.postgres.prepare()
    mark = services.postgres.data / "PG_VERSION"
    ours = mark.read_text()
    mark.write_text("17\n")
    with pytest.raises(OtherVersion, match=r"holds data of PostgreSQL 17.*restore the backup"):
        services.start()
    assert not services.running()
    mark.write_text(ours)


def test_a_clone_the_account_cannot_enter_keeps_its_data_elsewhere(folder, monkeypatch):
    outside = folder / "outside"
    monkeypatch.setattr(ground, "OUTSIDE", outside)
    monkeypatch.setattr(ground, "can_enter", lambda path: False)
    services = instance("scratch", fsync=False, project=folder / "clone")
    assert services.home.is_relative_to(outside)
    assert services.ground.postgres.is_relative_to(outside)
    services.start()
    assert query(services, "SELECT 1") == (1,)
    services.stop()


def test_a_command_gets_the_services_and_its_exit_code_comes_back(tmp_path):
    source = "import os, sys; sys.exit(40 + ('DATABASE_URL' in os.environ))"
    command = [sys.executable, "-m", "chamber.embedded", "with", "test", sys.executable, "-c"]
    assert subprocess.run([*command, source], cwd=PROJECT, check=False).returncode == 41
