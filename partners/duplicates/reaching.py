"""What two websites and mail addresses say of two organisations. Plain Python."""

from collections.abc import Callable
from typing import NamedTuple

from partners.duplicates.sites import Site

# Logarithms of odds; see partners.duplicates.scoring.
SAME_SITE, ALIKE_SITES, ONE_MAIL_THERE, PART_OF_SITE = 3.2, 1.9, 1.6, 0.4
OTHER_SITE, OTHER_MAILBOX = -2.0, -0.4
SAME_ADDRESS, BESIDE_SITE = 3.0, 0.6


class Reach(NamedTuple):
    """How one is reached: ``mail_domain`` is empty for a mailbox at a provider."""

    site: Site
    email: str
    mail_domain: str

    @property
    def domains(self) -> frozenset[str]:
        return frozenset({self.site.domain, self.mail_domain} - {""})


class Ground(NamedTuple):
    """``what`` and ``facts`` as in ``scoring.Reason``."""

    what: str
    facts: tuple[str, ...]
    weight: float


def weigh(mine: Reach, theirs: Reach, is_shared: Callable[[str], bool]) -> Ground | None:
    """``is_shared`` knows the domains of many organisations."""
    ground = _by_domain(mine, theirs, is_shared)
    if mine.email and mine.email == theirs.email:
        weight = ground.weight if ground else 0.0
        return Ground("mail", (mine.email,), max(SAME_ADDRESS, weight + BESIDE_SITE))
    if ground:
        return ground
    if mine.email and theirs.email and not mine.mail_domain and not theirs.mail_domain:
        return Ground("other mail", (mine.email, theirs.email), OTHER_MAILBOX)
    return None


def _by_domain(mine: Reach, theirs: Reach, is_shared: Callable[[str], bool]) -> Ground | None:
    both = mine.domains & theirs.domains
    if both:
        return _at_one_domain(mine, theirs, min(both), is_shared(min(both)))
    if mine.domains and theirs.domains:
        return _at_two_domains(min(mine.domains), min(theirs.domains))
    page = mine.site.page and mine.site.host  # at a host that many share
    if page and (mine.site.host, mine.site.page) == (theirs.site.host, theirs.site.page):
        return Ground("site", (mine.site.host,), SAME_SITE)
    return None


def _at_one_domain(mine: Reach, theirs: Reach, domain: str, shared: bool) -> Ground:
    one, other = mine.site, theirs.site
    if shared:
        return Ground("part of site", (domain,), PART_OF_SITE)
    if not (one.domain and other.domain):  # a website and an address there, or two addresses
        return Ground("site" if one.host or other.host else "mail domain", (domain,), SAME_SITE)
    if one.domain != other.domain:
        return Ground("mail domain", (domain,), ONE_MAIL_THERE)
    if (one.host, one.page) == (other.host, other.page):
        return Ground("site", (one.host,), SAME_SITE)
    return Ground("part of site", (domain,), PART_OF_SITE)


def _at_two_domains(one: str, other: str) -> Ground:
    if one.partition(".")[0] == other.partition(".")[0]:
        return Ground("alike sites", (one, other), ALIKE_SITES)
    return Ground("other site", (one, other), OTHER_SITE)
