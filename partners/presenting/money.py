"""The five partnering types, told apart by one question: which way does the money flow?"""

from django.utils.translation import gettext_lazy as _

from partners.models import Offer

Kind = Offer.Kind
REQUESTS = frozenset({Kind.TECHNOLOGY_REQUEST, Kind.BUSINESS_REQUEST, Kind.RESEARCH_REQUEST})
WAYS = {
    Kind.TECHNOLOGY_OFFER: _("Who takes up the technology pays them."),
    Kind.TECHNOLOGY_REQUEST: _("They pay who brings the technology."),
    Kind.BUSINESS_OFFER: _("Who buys from them or sells for them pays them."),
    Kind.BUSINESS_REQUEST: _("They buy, and pay who delivers."),
    Kind.RESEARCH_REQUEST: _("Nobody pays the other: the partners ask for funding together."),
}


def way(kind: str) -> str:
    """Which way the money flows, as a sentence."""
    return str(WAYS[Kind(kind)])
