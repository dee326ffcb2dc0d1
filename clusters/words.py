"""What the balance of a cluster says, as a sentence with its name in it."""

from django.utils.translation import gettext_lazy as _

from clusters.balance import Balance
from clusters.models import Cluster

FINDINGS = {
    ("even", ""): _("%(cluster)s: the three strands are in balance"),
    ("most", "company"): _("%(cluster)s: companies weigh most"),
    ("most", "knowledge"): _("%(cluster)s: knowledge institutions weigh most"),
    ("most", "government"): _("%(cluster)s: government weighs most"),
    ("without", "company"): _("%(cluster)s: no companies are written down yet"),
    ("without", "knowledge"): _("%(cluster)s: no knowledge institutions are written down yet"),
    ("without", "government"): _("%(cluster)s: no government is written down yet"),
    ("only", "company"): _("%(cluster)s: only companies are written down so far"),
    ("only", "knowledge"): _("%(cluster)s: only knowledge institutions are written down so far"),
    ("only", "government"): _("%(cluster)s: only government is written down so far"),
}
SHORT = {
    "even": _("in balance"),
    "most": _("one strand weighs most"),
    "without": _("one strand is not written down"),
    "only": _("one strand only is written down"),
}


def finding(cluster: Cluster, balance: Balance, *, published: int | None) -> str:
    """Heads the page; the name alone while three members, or half of those that the cluster has
    ``published``, are not written down: so few say nothing about it."""
    known = balance.is_telling and (published is None or 2 * balance.total >= published)
    words = FINDINGS.get(balance.finding) if known else None
    return str(words % {"cluster": cluster}) if words else str(cluster)


def short(balance: Balance) -> str:
    """For a row of the list; empty while nothing is known."""
    return str(SHORT.get(balance.finding[0], ""))
