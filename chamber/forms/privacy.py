from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "submissions.Submission",
    title=_("Forms you sent within a day"),
    identity="user path location",
    none="id key created_at",
    subject="user",
)
