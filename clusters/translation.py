import pghistory
from modeltranslation.translator import TranslationOptions, register

from clusters.models import Cluster, Technology


@register(Cluster)
class ClusterTranslation(TranslationOptions):
    fields = ("name",)


@register(Technology)
class TechnologyTranslation(TranslationOptions):
    fields = ("title", "summary", "civic_benefit", "customer_benefit")


# After the registrations, so that the event tables have the columns of every language.
pghistory.track()(Cluster)
pghistory.track()(Technology)
