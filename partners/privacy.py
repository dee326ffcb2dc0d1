from django.utils.translation import gettext_lazy as _

from chamber.privacy import purposes, retention
from chamber.privacy.register import classify
from partners.importing import leftovers
from partners.models import ExpressionOfInterest, ImportRun, ListEdition
from partners.models.imports import KEPT
from partners.trust import editions

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
    " access safety_note contact_visibility confirmed_on renew_by merged_into facets"
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
    "partners.Reference",
    none="id version organisation what result customer place year url visibility created_at",
)
classify(
    "partners.MatchProfile",
    none="id kind titles texts topics industries languages place country provider horizon"
    " readiness evidence visibility is_open url words found_by noted content_hash updated_at",
)
classify("partners.FacetCount", none="id reach term n")
classify("partners.Spelling", none="id word")
classify("partners.ConceptKey", none="id concept key")
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
    contact="file workbook sample",
    identity="by",
    none="id name sheet sheets encoding delimiter headers mapping counts verdicts state job"
    " created_at",
    subject="by",
    withheld="file workbook sample",  # about others
)
classify(
    "partners.Shortlist",
    title=_("Shortlists you made"),
    identity="name note owner organisations",
    none="id for_chamber created_at changed_at",
    subject="owner",
)
classify(
    "partners.ShortlistRow",
    title=_("Organisations you put on a shortlist"),
    identity="why added_by",
    none="id shortlist organisation position added_at",
    subject="added_by",
)
classify(
    "partners.ShortlistReader",
    title=_("Shortlists that are shared with you"),
    contact="address",
    none="id shortlist",
    address="address",
)
classify(
    "partners.SavedSearch",
    title=_("Searches you saved"),
    identity="owner name query",
    none="id view language alert for_staff seen looked_at created_at",
    subject="owner",
    withheld="seen",  # keys, of what the search shows anyway
)
purposes.register(
    purposes.Purpose(
        "searches",
        _("News of saved searches"),
        _("The portal may write to my mail address when a search I saved finds new partners."),
    )
)
classify(
    "partners.Draft",
    title=_("Drafts about your organisation that you sent"),
    contact="values before base",
    identity="by sent_by decided_by reason",
    none="id version organisation offer state saved_at sent_at decided_at",
    subject="sent_by",
)
classify(
    "partners.JoinRequest",
    title=_("Organisations you asked to join"),
    identity="user words decided_by",
    none="id organisation state asked_at decided_at",
    subject="user",
)
classify(
    "partners.ColleagueInvitation",
    title=_("Invitations to write for an organisation"),
    contact="email",
    identity="role by accepted_by",
    none="id organisation link invited_at accepted_at",
    address="email",
)
classify("partners.Reminder", none="id organisation offer due days sent_on")
classify(
    "partners.ImportRow",
    title=_("Rows of files that you corrected"),
    contact="cells found",
    identity="by",
    none="id run number fault state is_duplicate changes changed_at",
    subject="by",
    withheld="cells found",  # about others
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
classify(
    "partners.Check",
    title=_("Checks you wrote down"),
    identity="organisation person kind result source url checked_on checked_by valid_until note",
    none="id is_demo created_at",
    subject="checked_by",
    withheld="organisation person result source url note",  # about others
)
classify(
    "partners.IdentifierCheck",
    title=_("Numbers you compared"),
    identity="checked_by",
    none="id identifier source url checked_on result created_at",
    subject="checked_by",
)
classify(
    "partners.SanctionsList",
    title=_("Sanctions lists you brought in"),
    identity="imported_by",
    none="id name source_url issued_on imported_at rows created_at",
    subject="imported_by",
)
classify(
    "partners.ListEdition",
    title=_("Files of sanctions lists you brought in"),
    identity="by",
    sensitive="file faults",
    none="id of issued_on name encoding delimiter headers mapping counts state job created_at",
    subject="by",
    withheld="file faults",  # about others
)
classify(
    "partners.SanctionedName",
    identity="names dates countries identifiers numbers",
    sensitive="programme",
    none="id of edition entry kind content before screened is_gone",
)
classify("partners.ListedKey", identity="key", none="id entry is_person")
classify("partners.OwnKey", identity="person key", none="id organisation version")
classify(
    "partners.SanctionsHit",
    title=_("Possible matches with sanctions lists that you decided on"),
    identity="person by reason",
    sensitive="entry reasons state",
    none="id organisation score at content created_at",
    subject="by",
    withheld="person entry reasons reason state",  # about others
)
retention.rule(
    "partners.sanctions",
    _("Files of sanctions lists are kept for 90 days."),
    find=lambda at: ListEdition.objects.unneeded(before=at - KEPT),
    forget=editions.forget,
)
retention.rule(
    "partners.imports",
    _("Files of imported partners are kept for 90 days."),
    find=lambda at: ImportRun.objects.old(at=at),
    forget=leftovers.forget_old,
)
# Whoever answers an expression of interest must not find who asked in a copy of their own data.
classify(
    "partners.ExpressionOfInterest",
    title=_("Your expressions of interest"),
    identity="person contact want why next sent_by decided_by reason_words",
    none="id reference asker organisation profile told state sent_at expires_at reminders held_at"
    " decided_at reason follow_up",
    subject="person__user",
    address="person__email",
    withheld="contact sent_by decided_by",
)
classify(
    "partners.Interaction",
    title=_("Meetings and calls with the chamber"),
    identity="people staff by notes subject",
    none="id version kind at place organisations source task created_at",
    subject="people__user staff by",
    address="people__email",
    withheld="people staff by notes",  # about others as well
)
classify(
    "partners.ContactRhythm",
    title=_("Organisations you look after"),
    identity="owner",
    none="id organisation every_days task created_at",
    subject="owner",
)
purposes.register(
    purposes.Purpose(
        "contact-release",
        _("Contact passed on after a yes"),
        _(
            "When an expression of interest is accepted, the other side may know my name, function,"
            " mail address and telephone number."
        ),
    )
)
purposes.register(
    purposes.Purpose(
        "contact-members",
        _("Shown as a contact to members"),
        _("My name, function and languages may stand on the page of my organisation for members."),
    )
)
purposes.register(
    purposes.Purpose(
        "contact-public",
        _("Shown as a contact to everybody"),
        _(
            "My name, function and languages may stand on the page of my organisation for"
            " everybody."
        ),
    )
)
purposes.register(
    purposes.Purpose(
        "contact-mail",
        _("Mail address beside my name"),
        _("Whoever sees me as a contact may see my mail address as well."),
    )
)
retention.rule(
    "partners.interests",
    _("Expressions of interest that came to nothing are kept for a year."),
    find=lambda at: ExpressionOfInterest.objects.over(at=at),
)
