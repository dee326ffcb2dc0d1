from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "accounts.User",
    title=_("Your account"),
    contact="email",
    identity="name role last_login date_joined language",
    sensitive="password",
    none="id is_active is_demo",
    subject="self",
    withheld="password",
)
