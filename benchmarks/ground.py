"""Where benchmarks stand: the embedded instance ``bench`` (fsync on), a fresh database, Django."""

import json
import os
import sys
from contextlib import contextmanager

import psycopg

from chamber.embedded import instance


def say(line):
    """One JSON object on standard output."""
    print(json.dumps(line), flush=True)


def tell(words):
    """Progress, for people, on standard error."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def scratch(name, **environment):
    """Run Django on a scratch database of the bench instance; it is dropped at the end."""
    with instance("bench").lease() as bench:
        base, database = bench.database_url, f"bench_{name}_{os.getpid()}"
        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        os.environ |= {
            "DATABASE_URL": f"{base.rsplit('/', 1)[0]}/{database}",
            "REDIS_URL": bench.redis_url,
            "DJANGO_SETTINGS_MODULE": "chamber.settings",
            "LOG_LEVEL": "WARNING",
            "MAIL_UNDO": "0",
            "MAIL_ROUND_UNDO": "0",
        } | environment
        try:
            import django
            from django.core.management import call_command

            django.setup()
            tell("migrating a scratch database")
            call_command("migrate", verbosity=0)
            yield
        finally:
            from django.db import connections

            connections.close_all()
            with psycopg.connect(base, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {database} WITH (FORCE)")
