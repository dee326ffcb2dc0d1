"""Organisations, people, places, topics, offers, and what fits what."""

from partners.models.counts import FacetCount
from partners.models.checks import Check, IdentifierCheck
from partners.models.duplicates import DuplicatePair, Merge
from partners.models.imports import ImportRun
from partners.models.matches import MatchProfile, Spelling, Suggestion
from partners.models.imports import ImportRow, ImportRun
from partners.models.drafts import Draft
from partners.models.imports import ImportRun
from partners.models.joining import ColleagueInvitation, JoinRequest
from partners.models.interactions import ContactRhythm, Interaction
from partners.models.interests import ExpressionOfInterest
from partners.models.matches import MatchProfile, Suggestion
from partners.models.offers import Offer
from partners.models.organisations import Identifier, Organisation
from partners.models.people import Membership, Person
from partners.models.places import Place
from partners.models.references import Reference
from partners.models.searches import SavedSearch
from partners.models.shortlists import Shortlist, ShortlistReader, ShortlistRow
from partners.models.topics import Industry, Topic

__all__ = [
    "FacetCount",
from partners.models.reminders import Reminder
from partners.models.topics import Industry, Topic

__all__ = [
    "ColleagueInvitation",
    "Draft",
    "ContactRhythm",
    "ExpressionOfInterest",
    "DuplicatePair",
    "Identifier",
    "ImportRow",
from partners.models.sanctions import (
    ListEdition,
    ListedKey,
    OwnKey,
    SanctionedName,
    SanctionsHit,
    SanctionsList,
)
from partners.models.topics import Industry, Topic

__all__ = [
    "Check",
    "Identifier",
    "IdentifierCheck",
    "ImportRun",
    "Industry",
    "ListEdition",
    "ListedKey",
    "JoinRequest",
    "Interaction",
    "MatchProfile",
    "Membership",
    "Merge",
    "Offer",
    "Organisation",
    "OwnKey",
    "Person",
    "Place",
    "Spelling",
    "Reference",
    "SanctionedName",
    "SanctionsHit",
    "SanctionsList",
    "Reminder",
    "SavedSearch",
    "Shortlist",
    "ShortlistReader",
    "ShortlistRow",
    "Suggestion",
    "Topic",
]
