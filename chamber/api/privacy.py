from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "api.Key",
    title=_("Keys of your programs"),
    identity="user name",
    none="id begins digest created_at expires_at revoked_at",
    subject="user",
    withheld="digest",
)
