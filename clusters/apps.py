from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "member added": _("wrote a member down"),
    "member removed": _("took a member off"),
    "figure added": _("wrote a figure down"),
    "figure changed": _("changed a figure"),
    "figure removed": _("took a figure off"),
}


class ClustersConfig(AppConfig):
    name = "clusters"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from clusters import (  # noqa: F401
            api,
            chapters,
            facets,
            navigation,
            objectives,
            panels,
            rules,
        )
        from clusters.models import Cluster, Lesson, Technology

        addresses.register(("clusters/", "clusters.urls"))
        facts = ["name", "region", "note", "domain", "description", "pact", "website", "source"]
        registry.keep(Cluster, fields=facts, words=VERBS)
        lessons = ["title", "what", "mechanism", "condition", "for_whom", "negative_side"]
        registry.keep(Lesson, fields=[*lessons, "source"])
        texts = ["title", "summary", "civic_benefit", "customer_benefit"]
        registry.keep(Technology, fields=texts)
