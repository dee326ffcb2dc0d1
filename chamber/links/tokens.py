"""Tokens of links: 256 bits, computed from the server's key, never stored.

A mail holds ``{link:<id>}`` until the moment it goes out; ``fill`` puts the address in then.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from chamber.links.models import Link

_PLACEHOLDER = re.compile(r"\{link:([0-9a-f-]{36})\}")


def placeholder(link: Link) -> str:
    return f"{{link:{link.pk}}}"


def token(link: Link, *, key: str | None = None) -> str:
    """43 characters of HMAC-SHA256 over purpose, object, person and nonce."""
    secret = hashlib.sha256(b"chamber.links" + (key or settings.SECRET_KEY).encode()).digest()
    said = "\x1f".join([link.purpose, str(link.pk), link.subject, link.person, link.nonce])
    mac = hmac.new(secret, said.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def is_token_of(link: Link, said: str) -> bool:
    """Compares in constant time, with the keys of before a key change too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(token(link, key=key).encode(), said.encode()) for key in keys)


def url(link: Link) -> str:
    """The address with its token: for the mail, and for nobody but the person signed in."""
    return settings.PORTAL_URL + reverse("links:enter", args=[link.pk, token(link)])


def one_click_url(link: Link) -> str:
    """The address mail programs post to (RFC 8058)."""
    return settings.PORTAL_URL + reverse("links:one_click", args=[link.pk, token(link)])


def links_in(*texts: str, ids: Iterable[str] = ()) -> dict[str, Link]:
    """The links that placeholders of these texts name, and those of ``ids``, in one query."""
    ids = {match[1] for text in texts for match in _PLACEHOLDER.finditer(text)} | set(ids)
    return {str(link.pk): link for link in Link.objects.filter(pk__in=ids)} if ids else {}


def fill(text: str, links: Mapping[str, Link]) -> str:
    """Replace placeholders by addresses. Raises KeyError for a link that is gone."""
    return _PLACEHOLDER.sub(lambda match: url(links[match[1]]), text)


def cookie_name(link: Link) -> str:
    return f"__Secure-link-{str(link.pk)[:8]}"


def cookie_value(link: Link) -> str:
    return signing.dumps([str(link.pk), link.nonce], salt="chamber.links")


def opened_by(request: HttpRequest, link_id: UUID) -> Link | None:
    """The standing link that this browser has opened, or None."""
    link = Link.objects.filter(pk=link_id).first()
    if link is None:
        return None
    try:
        said = signing.loads(request.COOKIES.get(cookie_name(link), ""), salt="chamber.links")
    except signing.BadSignature:
        return None
    fresh = said == [str(link.pk), link.nonce] and link.stands(at=timezone.now())
    return link if fresh else None


def hide(text: str, *, words: str) -> str:
    """The same with ``words`` instead of addresses, for who may read the mail and not its links."""
    return _PLACEHOLDER.sub(words, text)
