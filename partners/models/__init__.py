"""Organisations, people, places, topics, offers, and what fits what."""

from partners.models.imports import ImportRun
from partners.models.matches import MatchProfile, Suggestion
from partners.models.offers import Offer
from partners.models.organisations import Identifier, Organisation
from partners.models.people import Membership, Person
from partners.models.places import Place
from partners.models.searches import SavedSearch
from partners.models.shortlists import Shortlist, ShortlistReader, ShortlistRow
from partners.models.topics import Industry, Topic

__all__ = [
    "Identifier",
    "ImportRun",
    "Industry",
    "MatchProfile",
    "Membership",
    "Offer",
    "Organisation",
    "Person",
    "Place",
    "SavedSearch",
    "Shortlist",
    "ShortlistReader",
    "ShortlistRow",
    "Suggestion",
    "Topic",
]
