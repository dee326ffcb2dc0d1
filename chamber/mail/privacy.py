from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "mail.OutgoingMail",
    title=_("Mails to you"),
    contact="to dedupe_key error",
    identity="name user subject text html calendar",
    none="id kind message_id language unsubscribe state attempts crashes maybe_twice lease"
    " lease_until started_at not_before created_at sent_at",
    subject="user",
    address="to",
)
classify(
    "mail.Attachment",
    title=_("Files that went with mails to you"),
    identity="file name",
    none="id mail content_type",
    subject="mail__user",
    address="mail__to",
)
classify("mail.Gate", none="id closed_until failures needs_person reason")
