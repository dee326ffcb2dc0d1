"""6, 8, 9: workers are killed in the middle of a mail, and many want the same one."""

import signal
import subprocess
import sys
from datetime import timedelta

from chamber.mail import claims
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State
from tests.faults.house import PROJECT, eventually
from tests.faults.letters import all_sent, state_of, write


def test_a_worker_group_killed_before_the_server_accepted_sends_once(workers, mail_server):
    mail = write(1, to="hang@example.org")[0]
    workers.start()
    eventually(lambda: mail_server.transactions[mail.message_id])
    workers.kill()
    mail_server.forgiving = True
    mail_server.transactions.clear()
    workers.start()
    all_sent(1, seconds=33)
    assert state_of(mail).crashes == 1


def test_a_kill_after_acceptance_costs_one_copy_with_the_same_id_and_a_flag(workers, mail_server):
    mail = write(1)[0]
    die_after_250(workers.env)
    assert mail_server.accepted[mail.message_id] == 1
    assert state_of(mail).state == State.IN_FLIGHT
    workers.start()
    all_sent(1, seconds=33)
    assert mail_server.accepted[mail.message_id] == 2
    assert state_of(mail).maybe_twice


def test_only_the_mail_in_hand_is_flagged_when_a_batch_is_lost(workers, mail_server):
    mails = write(10)
    die_after_250(workers.env)
    workers.start()
    all_sent(10, seconds=33)
    assert OutgoingMail.objects.filter(maybe_twice=True).count() == 1
    assert mail_server.copies == 1
    assert len(mail_server.accepted) == len(mails)


def test_twenty_parallel_runs_of_one_mail_are_one_transaction(workers, mail_server):
    mail = write(1, to="slow@example.org")[0]
    argv = [sys.executable, "-c", FORKING, str(mail.pk)]
    subprocess.run(argv, env=workers.env, cwd=PROJECT, check=True)
    assert mail_server.transactions[mail.message_id] == 1
    assert state_of(mail).state == State.SENT


def test_a_mail_that_stops_its_worker_three_times_is_set_aside(workers, mail_server):
    poison, other = write(2)
    for _ in range(3):
        die_after_250(workers.env)
        sweep(poison)
    workers.start()
    eventually(lambda: state_of(other).state == State.SENT)
    assert state_of(poison).state == State.QUARANTINED


def sweep(mail):
    """As the sweeper does it when the lease is over; the next try is due at once."""
    claims.sweep(at=state_of(mail).lease_until + timedelta(seconds=1))
    assert state_of(mail).state in (State.RETRY, State.QUARANTINED)
    OutgoingMail.objects.filter(pk=mail.pk).update(not_before=mail.created_at)


def die_after_250(env):
    """A worker that is killed when the server has said 250 and before that is committed."""
    ended = subprocess.run([sys.executable, "-c", DYING], env=env, cwd=PROJECT, check=False)
    assert ended.returncode == -signal.SIGKILL


DYING = """
import os, signal, django
os.environ["DJANGO_SETTINGS_MODULE"] = "chamber.settings"
django.setup()
from chamber.mail import delivery, results
results.Results.begin = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
delivery.drain()
"""

FORKING = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "chamber.settings"
django.setup()
from chamber.mail import delivery
children = []
for _ in range(20):
    child = os.fork()
    if not child:
        delivery.drain(only=int(sys.argv[1]))
        os._exit(0)
    children.append(child)
for child in children:
    assert os.waitpid(child, 0)[1] == 0
"""
