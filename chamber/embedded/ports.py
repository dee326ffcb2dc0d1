"""Ports on the loopback address: which are free, and who holds those that are not."""

import socket
from contextlib import closing

import psutil

HOST = "127.0.0.1"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    # macOS lets us bind beside a listener on all addresses, and browsers try ::1 first.
    return not (answers(port) or answers(port, host="::1"))


def answers(port: int, *, host: str = HOST) -> bool:
    """Whether something accepts connections on ``port``."""
    try:
        socket.create_connection((host, port), timeout=0.3).close()
    except OSError:
        return False
    return True


def choose(port: int) -> tuple[int, str]:
    """``port`` or the next free one, and a sentence about it when it is not ``port``."""
    for candidate in range(port, min(port + 100, 65536)):
        if is_free(candidate):
            break
    else:
        candidate = free_port()
    if candidate == port:
        return port, ""
    return candidate, f"port {port} is taken by {holder(port)}; using {candidate}"


def holder(port: int) -> str:
    """The program that listens on ``port``, as far as the system tells us."""
    try:
        for connection in psutil.net_connections(kind="tcp"):
            listens = connection.status == psutil.CONN_LISTEN
            if listens and connection.laddr.port == port and connection.pid:
                process = psutil.Process(connection.pid)
                return f"{process.name()} (process {process.pid})"
    except psutil.Error:
        pass
    return "another program"
