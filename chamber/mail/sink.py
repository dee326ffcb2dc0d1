"""A mail server that keeps what it receives as files: for the demonstration and for tests.

Each mail is one ``.eml`` file, named by arrival, with the envelope in a header of its own.

    python -m chamber.mail.sink HOST PORT FOLDER
"""

import asyncio
import itertools
import sys
import time
from contextlib import suppress
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MAX_BYTES = 33_554_432


class Folder:
    """The aiosmtpd handler that writes each accepted mail whole, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.number = itertools.count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        name = f"{time.time_ns()}-{next(self.number)}.eml"
        part = self.folder / f".{name}"
        header = f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        part.write_bytes(header + (envelope.original_content or b""))
        part.rename(self.folder / name)
        return "250 OK"


async def serve(host: str, port: int, folder: Path) -> None:
    """Receive mail on ``host:port`` until cancelled."""
    handler = Folder(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, data_size_limit=MAX_BYTES, enable_SMTPUTF8=True, loop=loop),
        host,
        port,
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    _, where, at, into = sys.argv
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(where, int(at), Path(into)))
