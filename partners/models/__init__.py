"""Organisations, people, places, topics, offers, and what fits what."""

from partners.models.duplicates import DuplicatePair, Merge
from partners.models.imports import ImportRun
from partners.models.matches import MatchProfile, Suggestion
from partners.models.offers import Offer
from partners.models.organisations import Identifier, Organisation
from partners.models.people import Membership, Person
from partners.models.places import Place
from partners.models.topics import Industry, Topic

__all__ = [
    "DuplicatePair",
    "Identifier",
    "ImportRun",
    "Industry",
    "MatchProfile",
    "Membership",
    "Merge",
    "Offer",
    "Organisation",
    "Person",
    "Place",
    "Suggestion",
    "Topic",
]
