from django.utils.translation import gettext_lazy as _

from chamber.privacy import retention
from chamber.privacy.register import classify
from partners.importing import leftovers
from partners.models import ImportRun

classify(
    "partners.Person",
    title=_("You as a contact"),
    contact="email phone",
    identity="user given_name family_name patronymic passport_name salutation gender vocative"
    " job_title language languages organisations resource",
    none="id version is_demo created_at",
    subject="user",
    address="email",
)
classify(
    "partners.Membership",
    title=_("Organisations you belong to"),
    identity="person organisation role",
    none="id",
    subject="person__user",
    address="person__email",
)
classify(
    "partners.Organisation",
    contact="email phone",
    none="id version slug name aliases kind size country seat operating_place website domain"
    " languages topics industries description visibility status source is_demo profile resource"
    " access safety_note contact_visibility confirmed_on renew_by merged_into"
    " search_name sort_en sort_nl sort_fr sort_uk created_at updated_at",
)
classify("partners.Identifier", none="id organisation scheme value verified source")
classify(
    "partners.Offer",
    none="id version organisation kind title summary keywords topics visibility status expires_on"
    " advantages partner_sought stage ipr compiled reference source_url profile reviewed_by"
    " reviewed_at created_at",
)
classify(
    "partners.MatchProfile",
    none="id kind titles texts topics industries languages place country provider horizon"
    " readiness evidence visibility is_open url words content_hash updated_at",
)
classify(
    "partners.Suggestion",
    title=_("Suggestions you decided on"),
    identity="decided_by reason",
    none="id seeker candidate score parts state decided_at computed_at",
    subject="decided_by",
)
classify(
    "partners.ImportRun",
    title=_("Files of partners you brought in"),
    contact="file wrong sample",
    identity="by",
    none="id name encoding delimiter headers mapping counts verdicts state job created_at",
    subject="by",
    withheld="file wrong sample",  # about others
)
classify(
    "partners.Place",
    none="id country name is_port unlocode katotth latitude longitude aliases source",
)
classify("partners.Topic", none="id slug parent name synonyms position")
classify("partners.Industry", none="id code revision level parent name")
classify(
    "partners.DuplicatePair",
    title=_("Possible duplicates you decided on"),
    identity="by reason",
    none="id first second score reasons state at found_at",
    subject="by",
)
classify(
    "partners.Merge",
    title=_("Organisations you merged"),
    contact="before after",
    identity="by undone_by",
    none="id kept gone moved left at undone_at put_back",
    subject="by",
    withheld="before after",  # of organisations, their addresses among them
)
retention.rule(
    "partners.imports",
    _("Files of imported partners are kept for 90 days."),
    find=lambda at: ImportRun.objects.old(at=at),
    forget=leftovers.forget_old,
)
