"""Commands with the embedded services around them.

python -m chamber.embedded with NAME COMMAND...   run COMMAND with DATABASE_URL and REDIS_URL
python -m chamber.embedded stop NAME              stop what a killed command left running
"""

import os
import signal
import subprocess
import sys

from chamber.embedded import instance


def run(name: str, command: list[str]) -> int:
    """Run ``command`` to its end; what the environment names already is left alone."""
    if {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        os.execvp(command[0], command)
    with instance(name, fsync=name != "test").lease() as services:
        urls = {"DATABASE_URL": services.database_url, "REDIS_URL": services.redis_url}
        child = subprocess.Popen(command, env=urls | dict(os.environ))
        # A terminal sends Ctrl-C to the command as well: wait for it to finish.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()


def main(words: list[str]) -> int:
    match words:
        case ["with", name, *command] if command:
            return run(name, command)
        case ["stop", name]:
            instance(name).stop()
            return 0
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
