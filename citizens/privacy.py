from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "citizens.Need",
    title=_("Needs you wrote down"),
    identity="written_by",
    none="id version city title summary topics horizon evidence severity people_affected source"
    " budget status compiled ask_inferred city_assigned reference source_url profile created_at",
    subject="written_by",
)
