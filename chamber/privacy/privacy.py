from django.utils.translation import gettext_lazy as _

from chamber.privacy import purposes
from chamber.privacy.register import classify

classify(
    "privacy.Consent",
    title=_("What you agreed to"),
    contact="address",
    identity="user purpose given_at how withdrawn_at withdrawn_how",
    none="id text_version",
    subject="user",
    address="address",
)
classify(
    "privacy.Export",
    title=_("Copies of your data"),
    identity="owner file",
    none="id job made_at created_at",
    subject="owner",
)

purposes.register(
    purposes.Purpose(
        "news",
        _("News of the chamber"),
        _("The chamber may send news about its missions and meetings to my mail address."),
    )
)
