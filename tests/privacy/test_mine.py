"""My data: the page, the export as a file, and taking consent back."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from chamber.jobs import queue
from chamber.jobs.models import Job
from chamber.mail import outbox
from chamber.privacy import consent
from chamber.privacy.models import Export

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena(make_user):
    return make_user(email="olena@example.org", name="Olena", second_factor=True)


def mail_to(address, subject):
    return outbox.enqueue(to=address, subject=subject, text="Text", kind="test", language="en")


def export_of(client):
    """Ask, let the worker's code run, and follow the link of the finished job."""
    client.post(reverse("privacy:export"))
    queue.run_all("default")
    job = Job.objects.get(kind="privacy.export")
    assert job.state == Job.State.DONE, job.error
    assert job.done == job.total > 10
    return client.get(job.result["url"])


def rows(response, label):
    records = json.loads(b"".join(response.streaming_content))["records"]
    return next(record["rows"] for record in records if record["model"] == label)


def test_the_export_holds_what_is_about_me_and_nobody_else(olena, make_user, sign_in):
    make_user(email="petro@example.org")
    mail_to("Olena@example.org", "For Olena")
    mail_to("petro@example.org", "For Petro")
    response = export_of(sign_in(olena))
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    body = b"".join(response.streaming_content).decode()
    assert "For Olena" in body
    assert "Petro" not in body
    assert "petro@example.org" not in body


def test_secrets_stay_out_of_the_export(olena, sign_in):
    body = b"".join(export_of(sign_in(olena)).streaming_content).decode()
    olena.refresh_from_db()
    assert olena.password not in body
    assert olena.authenticator_set.get().data["secret"] not in body
    assert '"withheld": ["password"]' in body


def test_mail_to_an_address_i_did_not_confirm_is_not_mine(olena, sign_in):
    EmailAddress.objects.create(user=olena, email="petro@example.org", verified=False)
    mail_to("petro@example.org", "For Petro")
    assert rows(export_of(sign_in(olena)), "mail.OutgoingMail") == []


def test_the_history_of_my_rows_is_in_the_export(olena, sign_in):
    from chamber.bookings.models import Booking, Kind, Resource

    now = timezone.now()
    room = Resource.objects.create(kind=Kind.ROOM, label="Room 1")
    booking = Booking.objects.create(
        resource=room, during=(now, now + timedelta(hours=1)), what="Talk", booked_by=olena
    )
    booking.delete()
    events = rows(export_of(sign_in(olena)), "bookings.BookingEvent")
    assert {event["what"] for event in events} == {"Talk"}


def test_asking_twice_waits_for_one_export(olena, sign_in):
    client = sign_in(olena)
    first, second = (client.post(reverse("privacy:export")).headers["Location"] for _ in "12")
    assert first == second == Job.objects.get().get_absolute_url()


def test_a_job_that_runs_again_leaves_one_file(olena, sign_in):
    client = sign_in(olena)
    export_of(client)
    Job.objects.update(state=Job.State.QUEUED)
    queue.run_all("default")
    assert Export.objects.count() == len(files()) == 1


def test_nobody_else_can_download_it(olena, make_user, sign_in, client):
    export_of(sign_in(olena))
    url = reverse("privacy:download", args=[Export.objects.get().pk])
    administrator = sign_in(make_user(role="administrator"))
    assert administrator.get(url).status_code == 404
    assert sign_in(make_user()).get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_the_file_is_private_and_goes_after_seven_days(olena, sign_in):
    client = sign_in(olena)
    export_of(client)
    (file,) = files()
    assert file.stat().st_mode & 0o777 == 0o600
    Export.objects.update(
        made_at=timezone.now() - timedelta(days=7), created_at=timezone.now() - timedelta(days=7)
    )
    assert (
        client.get(reverse("privacy:download", args=[Export.objects.get().pk])).status_code == 404
    )
    assert "privacy.exports: 1 would be forgotten" in retention("--dry-run")
    assert files() == [file]
    assert "privacy.exports: 1 forgotten" in retention()
    assert files() == []
    assert not Export.objects.exists()


def test_a_young_export_survives_the_sweep(olena, sign_in):
    export_of(sign_in(olena))
    assert "privacy.exports: 0 forgotten" in retention()
    assert len(files()) == 1


def test_the_page_says_what_is_kept_and_offers_to_withdraw(olena, sign_in):
    client = sign_in(olena)
    given = consent.give(olena.email, purpose="news", how="page", at=timezone.now())
    page = client.get(reverse("privacy:mine")).content.decode()
    assert "Your account" in page
    assert "News of the chamber" in page
    response = client.post(reverse("privacy:withdraw", args=[given.pk]), follow=True)
    assert "Your consent is withdrawn." in response.content.decode()
    assert not consent.stands(olena.email, purpose="news")


def test_the_page_says_it_in_words_only(olena, sign_in):
    """No table names, no column names; what holds nothing is told apart."""
    page = sign_in(olena).get(reverse("privacy:mine"))
    assert "Event" not in page.content.decode()
    assert "dedupe" not in page.content.decode()
    assert all(row["count"] for row in page.context["kept"])
    assert "Bookings you made" in map(str, page.context["nothing"])


def test_the_consent_of_others_is_not_mine_to_withdraw(olena, make_user, sign_in):
    given = consent.give("petro@example.org", purpose="news", how="page", at=timezone.now())
    client = sign_in(olena)
    EmailAddress.objects.create(user=olena, email="petro@example.org", verified=False)
    assert client.post(reverse("privacy:withdraw", args=[given.pk])).status_code == 404
    assert consent.stands("petro@example.org", purpose="news")


def test_the_number_of_queries_does_not_grow(olena, sign_in, django_assert_max_num_queries):
    client = sign_in(olena)
    for number in range(3):
        mail_to(olena.email, f"Mail {number}")
    with django_assert_max_num_queries(12):
        client.get(reverse("privacy:mine"))


@pytest.mark.parametrize(
    ("role", "status"), [("", 403), ("read-only", 200), ("staff", 200), ("administrator", 200)]
)
def test_the_record_of_processing_is_for_the_chamber(role, status, make_user, sign_in):
    response = sign_in(make_user(role=role)).get(reverse("privacy:register"))
    assert response.status_code == status
    if status == 200:
        page = response.content.decode()
        assert "accounts.User" in page
        assert "bookings.BookingEvent" in page
        assert "News of the chamber" in page


def test_signed_out_people_are_sent_to_sign_in(client):
    for name in ("privacy:mine", "privacy:register"):
        assert client.get(reverse(name)).status_code == 302


def retention(*words):
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()


def files():
    return sorted(Path(settings.MEDIA_ROOT, "privacy", "exports").glob("*.json"))
