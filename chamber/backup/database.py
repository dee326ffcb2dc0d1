"""PostgreSQL's own programs, and what a database says about itself."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString, Self

import environ
import psycopg
from psycopg import sql

from chamber.backup.errors import BackupError
from chamber.embedded.ground import packaged


@dataclass(frozen=True)
class Database:
    """Where a database is; the password never stands on a command line."""

    host: str
    port: str
    user: str
    password: str
    name: str
    sslmode: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """From one entry of ``settings.DATABASES``."""
        return cls(
            host=settings["HOST"],
            port=str(settings["PORT"] or ""),
            user=settings["USER"],
            password=settings["PASSWORD"],
            name=settings["NAME"],
            sslmode=settings.get("OPTIONS", {}).get("sslmode", ""),
        )

    @classmethod
    def at(cls, url: str) -> Self:
        return cls.of(environ.Env.db_url_config(url))

    def __str__(self) -> str:
        return f"{self.name} on {self.host or 'this machine'}"

    @contextmanager
    def connect(self) -> Iterator[psycopg.Connection]:
        """A connection without time limits. Raises BackupError when nobody answers."""
        try:
            connection = psycopg.connect(
                **self._arguments(), connect_timeout=5, options="-c statement_timeout=0"
            )
        except psycopg.OperationalError as error:
            raise BackupError(f"The database {self} does not answer: {error}") from error
        with connection:
            yield connection

    def environment(self) -> dict[str, str]:
        """For PostgreSQL's programs."""
        names = {"dbname": "PGDATABASE", "password": "PGPASSWORD"}
        given = self._arguments().items()
        return os.environ | {names.get(key, f"PG{key.upper()}"): value for key, value in given}

    def run(self, program: str, *words: str | Path, major: int) -> str:
        """Run one of PostgreSQL's programs on this database to its end."""
        return run(program_for(program, major=major), *words, environment=self.environment())

    def _arguments(self) -> dict[str, Any]:
        given = {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.name,
            "sslmode": self.sslmode,
        }
        return {key: value for key, value in given.items() if value}


def run(path: str | Path, *words: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """Run a program; raise BackupError with its last words when it fails."""
    done = subprocess.run(
        [str(path), *map(str, words)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{Path(path).name} failed: {done.stderr.strip()[-1000:]}")
    return done.stdout


def program_for(name: str, *, major: int) -> str | Path:
    """``name`` of the server's own release if there is one, else of the next newer release.

    Looks at the programs that came with the portal and at those on the PATH.
    """
    found: dict[int, Path | str] = {}
    for path in (packaged()[0] / name, shutil.which(name)):
        if path and Path(path).exists():
            found.setdefault(_major_of(path), path)
    fitting = sorted(release for release in found if release >= major)
    if not fitting:
        raise BackupError(
            f"The server is PostgreSQL {major}, and there is no {name} of that release or a newer"
            f" one. Install postgresql-client-{major} and try again."
        )
    return found[fitting[0]]


def _major_of(path: str | Path) -> int:
    # It says: pg_dump (PostgreSQL) 18.1, then perhaps more in brackets.
    return int(re.findall(r"\d+", run(path, "--version").partition(")")[2])[0])


def server_major(connection: psycopg.Connection) -> int:
    return connection.info.server_version // 10_000


def tables(connection: psycopg.Connection) -> list[tuple[str, ...]]:
    """``schema.table`` of everything that holds rows, in order."""
    return _names(
        connection,
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'"
        " ORDER BY 1, 2",
    )


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """Rows per table."""
    return {
        ".".join(name): connection.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*name))
        ).fetchall()[0][0]
        for name in tables(connection)
    }


def sequences(connection: psycopg.Connection) -> dict[str, int]:
    """The last value that each sequence gave out, 0 for none."""
    rows = connection.execute(
        "SELECT schemaname, sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY 1, 2"
    )
    return {f"{schema}.{name}": last for schema, name, last in rows}


def migrations(connection: psycopg.Connection) -> list[str]:
    """What ``django_migrations`` lists, as "app.name"."""
    if ("public", "django_migrations") not in tables(connection):
        return []
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return [name for (name,) in rows]


def _names(connection: psycopg.Connection, query: LiteralString) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.execute(query)]
