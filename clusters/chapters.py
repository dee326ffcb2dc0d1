"""What a profile tells everybody of clusters and technologies, on paper and to machines."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chamber.glossary.paper import name, text
from chamber.slots import chapters
from chamber.slots.entries import Chapter, Line
from clusters.models import Cluster, Technology
from clusters.panels import clusters_of, technologies_of
from partners.models import Organisation


@chapters.register
def technologies(row: Any) -> Chapter | None:
    if not isinstance(row, Organisation):
        return None
    seen = technologies_of(row, AnonymousUser())
    return Chapter(_("Technologies"), [_technology(one) for one in seen], "makesOffer", "Offer")


def _technology(row: Technology) -> Line:
    level = _("TRL %(level)s") % {"level": row.readiness} if row.readiness else ""
    facts = [level, row.get_evidence_display()]
    words = text(row, "title", get_language() or "en")
    return Line(words, " · ".join(filter(None, facts)), row.get_absolute_url())


@chapters.register
def clusters(row: Any) -> Chapter | None:
    if not isinstance(row, Organisation):
        return None
    lines = [_cluster(one) for one in clusters_of(row, AnonymousUser())]
    return Chapter(_("Clusters"), lines, "memberOf", "Organization")


def _cluster(row: Cluster) -> Line:
    words = name(row, get_language() or "en")
    return Line(words, row.get_kind_display(), row.get_absolute_url())
