from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "jobs.Job",
    title=_("Background work you started"),
    identity="title owner args result error dedupe_key words",
    none="id kind queue language state done total cancel_asked crashes lease lease_until"
    " created_at started_at finished_at",
    subject="owner",
    withheld="args result",  # may be about others
)
classify(
    "jobs.Task",
    title=_("Your tasks"),
    identity="what context owner asked_by done_by",
    none="id version url objective due done_at created_at",
    subject="owner",
)
classify("jobs.Alert", identity="words", none="id kind title raised_at cleared_at")
