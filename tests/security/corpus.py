"""What people send who mean no good, or whose programs are broken."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core.signing import dumps
from django.db import transaction
from django.utils import timezone

FORM = "application/x-www-form-urlencoded"

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "http:///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "https:evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example\\@testserver/",
    "https://[::1",
    "javascript:alert(1)",
    "JaVaScRiPt://testserver/%0aalert(1)",
    "data:text/html,evil",
    "\x01https://evil.example/",
    " //evil.example/",
    "ftp://testserver/",
]

NASTY = [
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "a\udfffb",
    "x" * 70_000,
    "ї" * 400,
    "9" * 5_000,
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    "1e999",
    "NaN",
    "٣",
    "'; DROP TABLE accounts_user; --",
    "%' OR '1'='1",
    "\\",
    "%",
    "\u202e\u2028",
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "23:59:59.999999",
    "../../../../etc/passwd",
    "--name",
    "name,-name,name,--",
    "pk",
    "password",
    "owner__password",
    dumps(["n", ["due", "pk"], [1]], salt="lists.keyset.jobs.Task"),
    dumps(["p", ["due", "pk"], ["\x00", 2**63]], salt="lists.keyset.jobs.Task"),
    dumps({"a": 1}, salt="lists.keyset.jobs.Task"),
    dumps(7, salt="lists.keyset.jobs.Task"),
]


def encoded(values):
    """As a browser sends it; lone surrogates as the bytes that a broken one sends."""
    return urlencode(values, doseq=True, errors="surrogatepass")


def ask(browser, method, url, values=None, **more):
    """The answer to one request whose effects are taken back."""
    with transaction.atomic():
        try:
            if method == "get":
                return browser.get(url, QUERY_STRING=encoded(values or {}), **more)
            return browser.post(url, encoded(values or {}), content_type=FORM, **more)
        finally:
            transaction.set_rollback(True)


def tomorrow(hour=10):
    return timezone.localtime().replace(hour=hour, minute=0, second=0) + timedelta(days=1)
