"""What is known about whom goes along when two organisations become one."""

from typing import Any

from partners.models import Check, Organisation, SanctionsHit


def move(kept: Organisation, gone: Organisation) -> dict[str, Any]:
    """Give ``kept`` the checks of ``gone``, and its hits unless it has one for the same entry;
    returns the keys of what was moved."""
    checks = Check.objects.filter(organisation=gone)
    there = SanctionsHit.objects.filter(organisation=kept)
    hits = SanctionsHit.objects.filter(organisation=gone).exclude(entry__in=there.values("entry"))
    moved = {
        "checks": list(checks.values_list("pk", flat=True)),
        "sanctions_hits": list(hits.values_list("pk", flat=True)),
    }
    hits.filter(pk__in=moved["sanctions_hits"]).update(organisation=kept)
    checks.update(organisation=kept)
    return moved
