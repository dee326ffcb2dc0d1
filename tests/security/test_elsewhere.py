"""Nobody is led away from the portal, and nobody makes it speak in another's name."""

import re
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings

from chamber.links import making, tokens
from chamber.mail import message
from chamber.mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.security.corpus import ELSEWHERE, FORM, encoded

pytestmark = pytest.mark.django_db
HEADER = ["A\r\nBcc: evil@example.org", "A\nSubject: B", "A\rX: B", "A\u2028B", "A\x85B", "A\x0bB"]


def leads_home(answer):
    """Where a browser would go: it reads backslashes as slashes and drops tabs and line ends."""
    place = urlsplit(re.sub(r"[\t\r\n]", "", answer.headers["Location"]).strip().replace("\\", "/"))
    return place.netloc in ("", "testserver") and place.scheme in ("", "http")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_every_next_leads_home(client, make_user, sign_in, target):
    person = make_user(role="staff")
    browser = sign_in(person)
    query = urlencode({"next": target})
    for address, values in [
        ("/language/", {"language": "nl"}),
        ("/en/account/reauthenticate/", {"password": PASSWORD}),
        ("/en/account/logout/", {}),
    ]:
        for body, suffix in [(values | {"next": target}, ""), (values, f"?{query}")]:
            answer = browser.post(f"{address}{suffix}", encoded(body), content_type=FORM)
            assert answer.status_code == 302, address
            assert leads_home(answer), (address, answer.headers["Location"])
            browser = sign_in(person)
    answer = client.post("/language/", {"language": "nl"}, headers={"referer": target.strip()})
    assert leads_home(answer)
    visitor = make_user()
    values = encoded({"login": visitor.email, "password": PASSWORD, "next": target})
    assert leads_home(client.post(f"/en/account/login/?{query}", values, content_type=FORM))


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/en/today",
        "/en//evil.example",
        "/en/..//evil.example",
        "/%2Fevil.example/%2e%2e",
        "/\\evil.example",
        "/en/today/%0d%0aSet-Cookie:%20a=b",
        "/today%0d%0aLocation:%20https://evil.example",
    ],
)
def test_no_path_leads_away(client, path):
    answer = client.get(path, PATH_INFO=path.replace("%0d%0a", "\r\n"))
    assert answer.status_code in (301, 302, 404)
    if answer.status_code != 404:
        assert leads_home(answer)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "[::1", "a b", "a/b"])
def test_a_foreign_host_is_refused(client, host):
    for address in ("/", "/en/account/login/", "/healthz", "/en/today"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 400 and "evil" not in answer.content.decode()


def test_a_forwarded_host_is_not_believed(client, make_user, mails):
    person = make_user()
    forged = {
        "x-forwarded-host": "evil.example",
        "x-host": "evil.example",
        "forwarded": "host=evil",
    }
    client.post("/en/account/password/reset/", {"email": person.email}, headers=forged)
    [mail] = mails(person.email)
    assert "evil" not in mail.text + mail.html
    text = tokens.fill(mail.text, tokens.links_in(mail.text))
    assert set(re.findall(r"https?://[^/\s]+", text)) == {settings.PORTAL_URL}
    assert "evil" not in client.get("/en/today", headers=forged).headers["Location"]


@pytest.mark.parametrize("words", HEADER)
def test_no_line_of_its_own_in_a_mail(client, make_user, sign_in, words):
    administrator = make_user(role="administrator", name=words)
    values = {"name": words, "email": "new@example.org", "role": "staff", "language": "en"}
    sign_in(administrator).post("/en/account/people/invite/", values)
    mail = OutgoingMail.objects.get(to="new@example.org")
    mail.subject = " ".join(words.split())
    sent = message.build(mail, links=tokens.links_in(mail.text)).wire
    head = re.split(rb"\r\n\r\n", sent)[0]
    names = re.findall(rb"^([\w-]+):", re.sub(rb"[\r\x0b\x0c]", b"\n", head), re.MULTILINE)
    assert len(names) == len(set(names)) and not {b"Bcc", b"X"} & set(names)


@pytest.mark.parametrize(
    "address",
    ["a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", "<a@example.org>"],
)
def test_one_address_stays_one(client, make_user, sign_in, address):
    from chamber.mail import outbox
    from chamber.mail.states import State

    client.post("/en/account/password/reset/", {"email": address})
    client.post("/en/account/signup/", {"name": "A", "email": address, "password1": PASSWORD})
    assert not OutgoingMail.objects.exists()
    mail = outbox.enqueue(to="x@example.org", subject="S", text="T", kind="k", language="en")
    OutgoingMail.objects.update(state=State.FAILED)
    sign_in(make_user(role="staff")).post(f"/en/mail/{mail.pk}/again/", {"to": address})
    mail.refresh_from_db()
    assert (mail.to, mail.state) == ("x@example.org", State.FAILED)


def test_a_link_does_not_sign_in(client, make_user):
    person = make_user(role="administrator")
    link = making.make("unsubscribe", person=person.email)
    entered = client.get(f"/l/{link.pk}/t/{tokens.token(link)}/")
    value = entered.cookies[tokens.cookie_name(link)].value
    assert client.get(entered.url).context["user"].is_anonymous
    for name in (settings.SESSION_COOKIE_NAME, "sessionid", settings.CSRF_COOKIE_NAME):
        client.cookies[name] = value
    assert client.get("/en/today/").url.startswith("/en/account/login/")

    other = making.make("unsubscribe", person=person.email)
    client.cookies[tokens.cookie_name(other)] = value
    assert client.get(f"/l/{other.pk}/").status_code == 410
    making.revoke(link)
    assert client.get(entered.url).status_code == 410


@pytest.mark.parametrize("said", ["é", "x", "\x00", "a" * 5_000, "٣" * 43])
def test_a_wrong_token_is_not_found(client, said):
    link = making.make("unsubscribe", person="a@example.org")
    right = tokens.token(link)
    for token in (said, right[:-1], right.swapcase(), right + "="):
        assert client.get(f"/l/{link.pk}/t/{token}/").status_code == 404
        assert client.post(f"/l/{link.pk}/c/{token}/").status_code == 404
