"""Every answer, of whatever kind and whoever wrote it, carries the same headers."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError
from django.test import Client, override_settings
from django.urls import clear_url_caches, include, path
from django.utils import timezone

from chamber import urls
from chamber.links import making, tokens
from chamber.mail import demo
from chamber.privacy.models import Export
from tests.access.world import World, people

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
FRAMING = POLICY | {"frame-src 'self'"}
PREVIEW = {
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "sandbox",
    "frame-ancestors 'self'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
HSTS = "max-age=31536000; includeSubDomains; preload"


def check(answer, status, *, policy=POLICY, frame="DENY", secure=True):
    assert answer.status_code == status
    said = answer.headers["Content-Security-Policy"]
    assert {directive.strip() for directive in said.split(";")} == policy
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers.get("X-Frame-Options") == frame
    assert answer.headers.get("Strict-Transport-Security") == (HSTS if secure else None)
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
    return answer


def broken(request):
    raise {"500": ZeroDivisionError, "503": InterfaceError}[request.GET["how"]]


class Broken:
    """The portal's addresses, one that fails, and the mailbox of the demonstration."""

    handler400, handler403 = urls.handler400, urls.handler403
    handler404, handler500, handler429 = urls.handler404, urls.handler500, urls.handler429
    urlpatterns = [
        path("broken/", broken),
        path("en/demo/mailbox/", include((demo.urlpatterns, "mailbox"))),
        *urls.urlpatterns,
    ]


@pytest.fixture
def secure():
    """A browser that speaks https, signed out; faults come as the answers that people get."""
    return Client(raise_request_exception=False, headers={"x-forwarded-proto": "https"})


@pytest.fixture(autouse=True)
def over_https(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ROOT_URLCONF = Broken
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    yield
    clear_url_caches()


@pytest.fixture
def staff(make_user, sign_in):
    everybody = people(make_user)
    world = World(everybody, reader="staff")
    world.browser = sign_in(
        everybody["staff"], raise_request_exception=False, headers={"x-forwarded-proto": "https"}
    )
    return world


def test_answers_to_anybody(secure):
    for address, status in [
        ("/", 200),
        ("/en/account/login/", 200),
        ("/en/today/", 302),
        ("/today/", 302),
        ("/en/today", 301),
        ("/en/nowhere/", 404),
        ("/nowhere", 404),
        ("/language/", 405),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/broken/?how=500", 500),
        ("/broken/?how=503", 503),
        ("/en/glossary/?format=csv", 200),
        ("/en/glossary/?" + "&".join(f"a{n}=1" for n in range(1_001)), 400),
        ("/en/account/2fa/webauthn/login/", 302),
    ]:
        check(secure.get(address), status)
    check(secure.head("/"), 200)
    check(secure.options("/"), 200)
    check(secure.put("/"), 405)
    check(secure.get("/", headers={"host": "evil.example"}), 400)
    check(
        secure.get("/en/account/2fa/webauthn/login/", headers={"accept": "application/json"}), 200
    )
    strict = Client(enforce_csrf_checks=True, headers={"x-forwarded-proto": "https"})
    check(strict.post("/language/", {"language": "nl"}), 403)
    check(secure.post("/en/account/signup/", {"name": "x" * (6 * 2**20)}), 400)
    check(secure.post("/en/account/signup/", {}, headers={"content-length": str(2**31)}), 413)


def test_http_gets_all_but_the_promise_of_https(secure):
    check(secure.get("/", headers={"x-forwarded-proto": "http"}), 200, secure=False)


@override_settings(SECURE_SSL_REDIRECT=True)
def test_the_way_from_http_to_https(secure):
    http = {"x-forwarded-proto": "http"}
    answer = check(secure.get("/en/today/", headers=http), 301, secure=False)
    assert answer.url == "https://testserver/en/today/"
    check(secure.get("/", headers=http | {"host": "evil.example"}), 400, secure=False)


def test_the_limit_of_attempts(secure):
    values = {"login": "a@example.org", "password": "wrong"}
    answers = [secure.post("/en/account/login/", values) for _ in range(31)]
    check(answers[0], 200)
    check(answers[-1], 429)


def test_answers_to_the_chamber(staff):
    browser = staff.browser
    for name, whose, status in [
        ("home:today", "-", 200),
        ("accounts:people", "-", 403),
        ("jobs:tasks", "-", 200),
        ("jobs:detail", "absent", 404),
        ("mail:list", "-", 200),
        ("documents:file", "foreign", 200),
        ("documents:show", "own", 200),
        ("bookings:detail", "own", 200),
    ]:
        check(browser.get(staff.url(name, whose)), status)
    check(browser.get(staff.url("jobs:detail", "own"), headers={"hx-request": "true"}), 200)
    check(browser.get("/en/jobs/tasks/?format=csv"), 200)
    mail = staff.url("mail:detail", "foreign")
    check(browser.get(mail), 200, policy=FRAMING)
    check(browser.get(f"{mail}body/"), 200, policy=PREVIEW, frame="SAMEORIGIN")


def test_a_form_that_lost_a_race(staff):
    address = staff.url("jobs:task_edit", "own")
    values = {"what": "A", "owner": staff.own.pk, "due": "2026-05-05T10:00", "version": "1"}
    check(staff.browser.post(address, values), 302)
    check(staff.browser.post(address, values | {"what": "B"}), 409)


def test_links_and_files(staff, secure):
    link = making.make("unsubscribe", person="a@example.org")
    check(secure.get(f"/l/{link.pk}/"), 410)
    entered = check(secure.get(f"/l/{link.pk}/t/{tokens.token(link)}/"), 302)
    cookie = entered.cookies[tokens.cookie_name(link)]
    assert cookie.key.startswith("__Secure-") and cookie["path"] == f"/l/{link.pk}/"
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    check(secure.get(entered.url), 200)
    check(secure.post(f"/l/{link.pk}/c/{tokens.token(link)}/"), 204)
    [job] = staff.job(staff.own)
    export = Export.objects.create(job_id=job, owner=staff.own, made_at=timezone.now())
    default_storage.save(export.file.name, ContentFile(b"{}"))
    answer = check(staff.browser.get(f"/en/privacy/mine/export/{export.pk}/"), 200)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_mailbox_of_the_demonstration(secure, settings):
    settings.MAILBOX_DIR.mkdir()
    mail = b"Subject: A\r\nTo: a@example.org\r\nContent-Type: text/html\r\n\r\n<b>B</b>"
    (settings.MAILBOX_DIR / "1-1.eml").write_bytes(mail)
    check(secure.get("/en/demo/mailbox/"), 200)
    check(secure.get("/en/demo/mailbox/1-1/"), 200, policy=FRAMING)
    check(secure.get("/en/demo/mailbox/1-1/html/"), 200, policy=PREVIEW, frame="SAMEORIGIN")
    check(secure.get("/en/demo/mailbox/2-2/"), 404)


def test_static_files(secure):
    answer = check(secure.get("/static/css/base.css"), 200)
    assert answer.headers.get("Access-Control-Allow-Origin") is None
    check(secure.get("/static/css/nowhere.css"), 404)


def test_cookies(client, make_user):
    from tests.conftest import PASSWORD

    person = make_user()
    client.get("/en/account/login/")
    client.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/language/", {"language": "nl"})
    names = {"__Host-session", "__Host-csrf", "__Host-language"}
    assert client.cookies.keys() == names
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"]) == (True, True), cookie.key
        assert (cookie["path"], cookie["samesite"], cookie["domain"]) == ("/", "Lax", "")
    assert int(client.cookies["__Host-session"]["max-age"] or 0) <= 12 * 3600
    assert timedelta(hours=12).total_seconds() >= configured.SESSION_COOKIE_AGE
