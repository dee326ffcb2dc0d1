"""Organisations, people, places, topics, offers, and what fits what."""

from partners.models.checks import Check, IdentifierCheck
from partners.models.counts import FacetCount
from partners.models.drafts import Draft
from partners.models.duplicates import DuplicatePair, Merge
from partners.models.imports import ImportRow, ImportRun
from partners.models.interactions import ContactRhythm, Interaction
from partners.models.interests import ExpressionOfInterest
from partners.models.joining import ColleagueInvitation, JoinRequest
from partners.models.matches import ConceptKey, MatchProfile, Spelling, Suggestion
from partners.models.offers import Offer
from partners.models.organisations import Identifier, Organisation
from partners.models.people import Membership, Person
from partners.models.places import Place
from partners.models.references import Reference
from partners.models.reminders import Reminder
from partners.models.sanctions import (
    ListEdition,
    ListedKey,
    OwnKey,
    SanctionedName,
    SanctionsHit,
    SanctionsList,
)
from partners.models.searches import SavedSearch
from partners.models.shortlists import Shortlist, ShortlistReader, ShortlistRow
from partners.models.topics import Industry, Topic

__all__ = [
    "Check",
    "ColleagueInvitation",
    "ConceptKey",
    "ContactRhythm",
    "Draft",
    "DuplicatePair",
    "ExpressionOfInterest",
    "FacetCount",
    "Identifier",
    "IdentifierCheck",
    "ImportRow",
    "ImportRun",
    "Industry",
    "Interaction",
    "JoinRequest",
    "ListEdition",
    "ListedKey",
    "MatchProfile",
    "Membership",
    "Merge",
    "Offer",
    "Organisation",
    "OwnKey",
    "Person",
    "Place",
    "Reference",
    "Reminder",
    "SanctionedName",
    "SanctionsHit",
    "SanctionsList",
    "SavedSearch",
    "Shortlist",
    "ShortlistReader",
    "ShortlistRow",
    "Spelling",
    "Suggestion",
    "Topic",
]
