"""Fault 18: fifty people book overlapping hours of one host in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from chamber.bookings.models import Booking, Resource

PEOPLE = 50


@pytest.fixture
def host(transactional_db, monkeypatch):
    # Each thread has a connection of its own, all fifty at once; on a busy machine the last may
    # wait for the lock longer than the portal lets a person wait.
    options = settings.DATABASES["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", False)
    monkeypatch.setitem(options, "options", "-c lock_timeout=30000")
    return Resource.objects.create(kind="host", label="Port of Antwerp")


def test_one_books_and_the_others_are_told_when_it_is_free(host, make_user, sign_in):
    staff = make_user(role="staff")
    browsers = [sign_in(staff) for _ in range(PEOPLE)]
    address, start = reverse("bookings:book", args=[host.pk]), Barrier(PEOPLE)
    day = date(timezone.localdate().year + 1, 5, 12)

    def book(number):
        try:
            start.wait(timeout=20)
            minute = f"{number % 30:02}"  # not the same hour, but all of them overlap
            wish = {"date": day, "start": f"10:{minute}", "end": f"11:{minute}"}
            return browsers[number].post(address, {"what": f"Visit {number}"} | wish)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        answers = list(people.map(book, range(PEOPLE)))

    codes = [answer.status_code for answer in answers]
    assert (codes.count(302), codes.count(409)) == (1, PEOPLE - 1)
    booked = Booking.objects.get()
    for answer in answers:
        if answer.status_code == 409:
            assert answer.context["clash"] == booked
            assert answer.content.count(b"Book this time") == 3
