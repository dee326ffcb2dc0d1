"""1: the web process dies between commit and publish, 100 times."""

import os
import subprocess
import sys

from chamber.mail.models import OutgoingMail
from tests.faults.house import PROJECT, database_url
from tests.faults.letters import all_sent

# Each child writes one mail and is killed where it would wake the worker: after the commit.
DYING = """
import os, signal, django
django.setup()
from chamber.jobs import hints
from chamber.mail import outbox

hints._ask = lambda hint: os.kill(os.getpid(), signal.SIGKILL)
for number in range(100):
    child = os.fork()
    if not child:
        mail = {"subject": "Hello", "text": "Hello", "kind": "test", "language": "en"}
        outbox.enqueue(to=f"p{number}@example.org", **mail)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
"""


def test_a_mail_that_nobody_announced_is_sent_all_the_same(workers, mail_server):
    env = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "chamber.settings",
    }
    subprocess.run([sys.executable, "-c", DYING], env=env, cwd=PROJECT, check=True)
    assert OutgoingMail.objects.count() == 100
    workers.start()
    all_sent(100)
    assert len(mail_server.accepted) == 100
    assert mail_server.copies == 0
