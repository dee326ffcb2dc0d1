"""What one reader finds on the page of one organisation."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import translate_url
from django.utils.text import Truncator

from chamber.glossary.fallback import read
from chamber.slots import chapters_of
from partners.models import Offer, Organisation, Reference
from partners.models.organisations import Status, Visibility
from partners.models.reading import CONTACT, FIELDS, Reach, Reader
from partners.presenting import completeness, facts, sheet, structured
from partners.presenting.money import REQUESTS

MOST = 50  # rows of a kind on the page
OF_AN_OFFER = ("organisation", "kind", "title", "keywords", "status", "expires_on")


class Page:
    """``seen`` are the names of the fields that are shown; all that is told goes through them."""

    def __init__(self, organisation: Organisation, reader: Reader) -> None:
        self.organisation, self.reader = organisation, reader
        self.seen = {name for name in (*FIELDS, *CONTACT) if reader.sees(organisation, name)}

    @cached_property
    def dealings(self) -> list[Offer]:
        rows = Offer.objects.visible_to(self.reader).filter(organisation=self.organisation)
        return list(rows.only(*OF_AN_OFFER)[:MOST])

    @property
    def offers(self) -> list[Offer]:
        return [row for row in self.dealings if row.kind not in REQUESTS]

    @property
    def requests(self) -> list[Offer]:
        return [row for row in self.dealings if row.kind in REQUESTS]

    @cached_property
    def references(self) -> list[Reference]:
        rows = Reference.objects.visible_to(self.reader).filter(organisation=self.organisation)
        return list(rows.select_related("place")[:MOST])

    @cached_property
    def completeness(self) -> completeness.Completeness | None:
        if "completeness" not in self.seen:
            return None
        there = completeness.facts_of(
            self.organisation, offers=self.dealings, references=self.references
        )
        return completeness.completeness(there)

    def said(self, wanted: list[facts.Fact]) -> list[facts.Said]:
        return facts.said(self.organisation, self.reader, wanted)

    @cached_property
    def headline(self) -> list[str]:
        return [fact.words for fact in self.said(facts.HEADLINE)]

    @property
    def where(self) -> list[facts.Said]:
        return self.said(facts.WHERE)

    @property
    def about(self) -> list[facts.Said]:
        return self.said(facts.ABOUT)

    @property
    def kept(self) -> list[facts.Said]:
        return self.said(facts.KEPT)

    @property
    def paper(self) -> str:
        """The kind of document that this reader may print."""
        return sheet.kind_for(self.reader, self.organisation)

    @property
    def is_public(self) -> bool:
        here = self.organisation
        return here.status == Status.PUBLISHED and here.visibility == Visibility.PUBLIC

    @property
    def summary(self) -> str:
        """What a list of search results shows of the page."""
        words = read(self.organisation, "description").words if "description" in self.seen else ""
        return Truncator(" ".join(words.split()) or ", ".join(self.headline)).chars(160)

    @property
    def head(self) -> dict[str, Any]:
        """For machines that read a public page, which they do signed out: no one else pays."""
        if not self.is_public or self.reader.reach > Reach.PUBLIC or self.reader.own:
            return {}
        path, here = self.organisation.get_absolute_url(), settings.PORTAL_URL
        chapters = chapters_of(self.organisation)
        data = structured.described(self.organisation, offers=self.dealings, chapters=chapters)
        return {
            "canonical": here + path,
            "alternates": [
                (code, here + translate_url(path, code)) for code, _name in settings.LANGUAGES
            ],
            "data": structured.block(data),
        }
