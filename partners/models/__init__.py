"""Organisations, people, places, topics, offers, and what fits what."""

from partners.models.drafts import Draft
from partners.models.imports import ImportRun
from partners.models.joining import ColleagueInvitation, JoinRequest
from partners.models.matches import MatchProfile, Suggestion
from partners.models.offers import Offer
from partners.models.organisations import Identifier, Organisation
from partners.models.people import Membership, Person
from partners.models.places import Place
from partners.models.reminders import Reminder
from partners.models.topics import Industry, Topic

__all__ = [
    "ColleagueInvitation",
    "Draft",
    "Identifier",
    "ImportRun",
    "Industry",
    "JoinRequest",
    "MatchProfile",
    "Membership",
    "Offer",
    "Organisation",
    "Person",
    "Place",
    "Reminder",
    "Suggestion",
    "Topic",
]
