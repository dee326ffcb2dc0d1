from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "clusters"

    def ready(self):
        from chamber.history import registry
        from chamber.slots import addresses
        from clusters import api, facets, navigation, objectives, panels, rules  # noqa: F401
        from clusters import chapters, navigation, objectives, panels, rules  # noqa: F401
        from clusters.models import Cluster, Technology

        addresses.register(("clusters/", "clusters.urls"))
        registry.keep(Cluster, fields=["name", "region", "note"])
        texts = ["title", "summary", "civic_benefit", "customer_benefit"]
        registry.keep(Technology, fields=texts)
