"""What falls due with time: one round that fails keeps no other up."""

import pytest
from django.utils import timezone

from chamber.jobs import rounds
from chamber.jobs.models import Alert, Task
from chamber.slots import registry

pytestmark = pytest.mark.django_db


def test_a_round_that_fails_is_told_once_and_the_others_go_on(monkeypatch, make_user):
    user, broken = make_user(role="staff"), [True]

    def breaks(at):
        Task.objects.create(what="half done", owner=user, due=at)
        if broken:
            raise ValueError("not today")

    def works(at):
        Task.objects.create(what="done", owner=user, due=at)

    monkeypatch.setattr(registry.rounds, "_entries", [(1, breaks), (2, works)])
    rounds.go_round(at=timezone.now())
    rounds.go_round(at=timezone.now())
    assert set(Task.objects.values_list("what", flat=True)) == {"done"}
    assert Alert.objects.filter(cleared_at=None).count() == 1
    broken.clear()
    rounds.go_round(at=timezone.now())
    assert not Alert.objects.filter(cleared_at=None).exists()
