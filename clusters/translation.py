import pghistory
from modeltranslation.translator import TranslationOptions, register

from clusters.models import Cluster, ClusterIndicator, ClusterMembership, Lesson, Technology


@register(Cluster)
class ClusterTranslation(TranslationOptions):
    fields = ("name", "domain", "description", "pact")


@register(ClusterMembership)
class ClusterMembershipTranslation(TranslationOptions):
    fields = ("role",)


@register(ClusterIndicator)
class ClusterIndicatorTranslation(TranslationOptions):
    fields = ("note",)


@register(Lesson)
class LessonTranslation(TranslationOptions):
    fields = ("title", "what", "mechanism", "condition", "for_whom", "negative_side")


@register(Technology)
class TechnologyTranslation(TranslationOptions):
    fields = ("title", "summary", "civic_benefit", "customer_benefit")


# After the registrations, so that the event tables have the columns of every language.
pghistory.track()(Cluster)
pghistory.track()(ClusterIndicator)
pghistory.track()(Lesson)
pghistory.track()(Technology)
