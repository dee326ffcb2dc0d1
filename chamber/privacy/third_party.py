"""Models of the libraries the portal stands on."""

from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "account.EmailAddress",
    title=_("Your mail addresses"),
    contact="email",
    identity="user",
    none="id verified primary",
    subject="user",
)
classify(
    "account.EmailConfirmation",
    identity="email_address",
    sensitive="key",
    none="id created sent",
)
classify(
    "mfa.Authenticator",
    title=_("Your second factors"),
    identity="user last_used_at",
    sensitive="data",
    none="id type created_at",
    subject="user",
    withheld="data",
)
classify(
    "usersessions.UserSession",
    title=_("Where you are signed in"),
    contact="ip",
    identity="user user_agent created_at last_seen_at",
    sensitive="session_key data",
    none="id",
    subject="user",
    withheld="session_key data",
)
classify("sessions.Session", sensitive="session_key session_data", none="expire_date")
classify("auth.Group", none="id name permissions")
classify("auth.Permission", none="id name content_type codename")
classify("contenttypes.ContentType", none="id app_label model")
classify(
    "pghistory.Context",
    title=_("Pages on which you changed something"),
    identity="metadata",
    none="id created_at updated_at",
    subject="metadata__user",
)
