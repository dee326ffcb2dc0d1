from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "history.Entry",
    title=_("What you did"),
    identity="by data",
    none="id content_type object_id verb at",
    subject="by",
    withheld="data",  # may be about others
)
