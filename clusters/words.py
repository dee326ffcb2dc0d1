"""What the balance of a cluster says, as a sentence with its name in it."""

from django.utils.translation import gettext_lazy as _

from clusters.balance import Balance
from clusters.models import Cluster

FINDINGS = {
    ("even", ""): _("%(cluster)s: the three strands are in balance"),
    ("most", "company"): _("%(cluster)s: companies weigh most"),
    ("most", "knowledge"): _("%(cluster)s: knowledge institutions weigh most"),
    ("most", "government"): _("%(cluster)s: government weighs most"),
    ("without", "company"): _("%(cluster)s: companies are missing from the helix"),
    ("without", "knowledge"): _("%(cluster)s: knowledge institutions are missing from the helix"),
    ("without", "government"): _("%(cluster)s: government is missing from the helix"),
    ("only", "company"): _("%(cluster)s: only companies are written down so far"),
    ("only", "knowledge"): _("%(cluster)s: only knowledge institutions are written down so far"),
    ("only", "government"): _("%(cluster)s: only government is written down so far"),
}
SHORT = {
    "even": _("in balance"),
    "most": _("leans to one side"),
    "without": _("a strand is missing"),
    "only": _("one strand only"),
}


def finding(cluster: Cluster, balance: Balance) -> str:
    """Heads the page; the name alone while nothing is known of the members."""
    words = FINDINGS.get(balance.finding)
    return str(words % {"cluster": cluster}) if words else str(cluster)


def short(balance: Balance) -> str:
    """For a row of the list; empty while nothing is known."""
    return str(SHORT.get(balance.finding[0], ""))
