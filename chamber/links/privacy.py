from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "links.Link",
    title=_("Links that were mailed to you"),
    contact="person",
    sensitive="nonce",
    none="id purpose subject language expires_at revoked_at created_at",
    address="person",
    withheld="nonce",
)
