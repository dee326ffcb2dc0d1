"""A mail server in a process of its own that counts copies by Message-ID.

python -m benchmarks.sink PORT   -> one JSON object {message id: copies} when it is terminated
"""

import asyncio
import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP

from chamber.embedded import ports

_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Counting:
    def __init__(self):
        self.copies = Counter()

    async def handle_DATA(self, server, session, envelope):
        self.copies[_ID.search(envelope.content)[1].decode()] += 1
        return "250 OK"


async def _serve(port):
    handler, loop = Counting(), asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await loop.create_server(lambda: SMTP(handler, loop=loop), ports.HOST, port)
    async with server:
        await stop.wait()
    print(json.dumps(handler.copies))


class Sink:
    def __init__(self):
        self.port = ports.free_port()
        argv = [sys.executable, "-m", "benchmarks.sink", str(self.port)]
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        while not ports.answers(self.port):
            time.sleep(0.05)

    @property
    def url(self):
        return f"smtp://{ports.HOST}:{self.port}"

    def counts(self):
        """End the server and return how often it accepted each Message-ID."""
        self.process.terminate()
        return json.loads(self.process.communicate(timeout=10)[0])


@contextmanager
def running():
    sink = Sink()
    try:
        yield sink
    finally:
        if sink.process.poll() is None:
            sink.process.kill()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
