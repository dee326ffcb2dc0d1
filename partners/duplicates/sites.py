"""Websites and mail addresses as a sign of whose they are. Plain Python."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from partners.alphabet import plain
from partners.duplicates import vocabulary

SUFFIXES = frozenset(vocabulary.SUFFIXES.split())
SHARED = frozenset(vocabulary.SHARED.split())
FRONT = {  # first parts of paths that lead to the front page, in one language or another
    *("", "en", "nl", "fr", "uk", "ua", "ru", "de", "home", "index", "welcome", "main", "site"),
    *("index html", "index php", "index htm", "default aspx", "be", "accueil", "golovna", "eng"),
    *("contact", "contacts", "contact us", "about", "about us", "over ons", "kontakt", "kontakty"),
    *("a propos", "pro nas", "nous contacter"),
}


@dataclass(frozen=True)
class Site:
    """``host`` without www; ``domain`` is what its owner registered, empty where many share it;
    ``page`` is empty for the front page."""

    host: str = ""
    domain: str = ""
    page: str = ""

    @property
    def is_whole(self) -> bool:
        """Not a page or a part of somebody's site."""
        return self.host == self.domain and not self.page

    @property
    def label(self) -> str:
        """The domain without its ending: "zeehaven" of zeehaven.be."""
        return self.domain.partition(".")[0]


@lru_cache(maxsize=20_000)
def site_of(website: str) -> Site:
    try:
        parts = urlsplit(website if "//" in website else f"//{website}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return Site()
    first = plain(parts.path.strip("/").partition("/")[0])
    return Site(host, domain_at(host), "" if first in FRONT else plain(parts.path))


@lru_cache(maxsize=20_000)
def mail_domain(email: str) -> str:
    """The domain of an address, empty for a provider of mailboxes."""
    return domain_at(email.rpartition("@")[2].lower())


def domain_at(host: str) -> str:
    """What was registered: "ugent.be" of "bib.ugent.be"; empty where many share it."""
    labels = host.split(".")
    if len(labels) < 2:
        return ""
    length = 3 if ".".join(labels[-2:]) in SUFFIXES else 2
    domain = ".".join(labels[-length:])
    if domain in SHARED or host in SHARED or domain in SUFFIXES:
        return ""
    return domain
