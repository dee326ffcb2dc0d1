"""Every way in which the portal shows organisations, each asked once for each reader."""

import html
import io
import json
import re
from functools import cache

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from chamber.documents import kinds, sheets
from chamber.mail.models import OutgoingMail
from tests.partners.visibility.words import word
from tests.partners.visibility.world import CASES

DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.S)
TAG = re.compile(r"<[^>]+>")
PARTNERS, API = "/en/partners/", "/api/v1/"
WHOLE_WORLD = "bbox=-180,-85,180,85&zoom=9"
COMPARED = ("house", "open", "shut", "staff")
PRINTED = ("house", "open", "shut", "members", "staff", "archived")
PAPERS = ("profile-public", "profile-members", "profile-chamber")


class Channels:
    """What one reader finds: the name of each method in ``NAMES`` is that of a channel."""

    def __init__(self, world, reader, browser):
        self.world, self.browser, self.user = world, browser, world.user(reader)
        self.once = cache(self.ask)

    def texts(self):
        """{channel: everything that it shows this reader}"""
        return {name: "\n".join(getattr(self, name)()) for name in NAMES}

    def ask(self, url):
        """What was answered, and its text; one that leads nowhere may repeat its address."""
        answer = self.browser.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode("utf-8-sig", "replace")
        if answer.status_code in (403, 404):
            text = text.replace(url.removeprefix("/en"), "")
        return answer, text

    def text(self, url):
        return self.ask(url)[1]

    def read(self, url):
        return readable(self.text(url))

    def profiles(self, *, of_cases):
        """Answer and text of the pages of organisations: of ``world.CASES``, or of those whose
        fields are told."""
        for name, row in self.world.rows.items():
            if (name in CASES) is of_cases and name != "public":
                yield self.once(f"{PARTNERS}{row.slug}/")

    def page(self):
        return (without_data(text) for _answer, text in self.profiles(of_cases=False))

    def pages(self):
        return (without_data(text) for _answer, text in self.profiles(of_cases=True))

    def jsonld(self):
        for _answer, text in self.profiles(of_cases=False):
            yield from DATA.findall(text)

    def redirect(self):
        for answer, _text in self.profiles(of_cases=True):
            for name, row in self.world.rows.items():
                if answer.headers.get("Location", "").endswith(f"{PARTNERS}{row.slug}/"):
                    yield word(f"leads to {name}")

    def list(self):
        yield readable(rows_of(self.once(PARTNERS)[1]))

    def facets(self):
        yield readable(facets_of(self.once(PARTNERS)[1]))

    def cards(self):
        yield readable(rows_of(self.text(f"{PARTNERS}cards/")))

    def map(self):
        yield self.text(f"{PARTNERS}map/places/?{WHOLE_WORLD}")
        for place in self.world.places():
            yield self.read(f"{PARTNERS}map/popup/?at={place.pk}")

    def csv(self):
        yield self.text(f"{PARTNERS}?format=csv")

    def xlsx(self):
        yield cells(self.browser.get(f"{PARTNERS}?format=xlsx"))

    def compare(self):
        chosen = "&".join(f"with={self.world.rows[name].slug}" for name in COMPARED)
        yield said(self.text(f"{PARTNERS}compare/?{chosen}"))  # the address repeats all

    def paper(self):
        """Each sheet that this reader may have, as it goes to the printer."""
        for name in PAPERS:
            for row in map(self.world.rows.get, PRINTED):
                if kinds.get(name).visible(self.user, row.slug):
                    yield self.printed(name, row.slug)

    def printed(self, name, slug):
        if (name, slug) not in self.world.papers:
            kind = kinds.get(name)
            about = {"language": "en", "edition": 1, "at": timezone.now()}
            paper = sheets.on_paper(kind, sheets.build(kind, slug, "en"), **about)
            self.world.papers[name, slug] = said(paper)
        return self.world.papers[name, slug]

    def api(self):
        for name in ("organisations", "offers", "clusters"):
            for item in self.browser.get(f"{API}{name}/?limit=100").json()["items"]:
                yield told(item)

    def shortlist(self):
        url = self.world.shortlist.get_absolute_url()
        yield self.read(url)
        yield self.text(f"{url}?format=csv")

    def mail(self):
        address = getattr(self.user, "email", "")
        for mail in OutgoingMail.objects.filter(to=address, kind="partners/mail/search"):
            yield f"{mail.subject} {mail.text} {mail.html}"

    def offers(self):
        yield rows_of(self.text(f"{PARTNERS}offers/"))
        yield self.text(f"{PARTNERS}offers/?format=csv")

    def offer(self):
        own, others = self.world.offers, self.world.others
        for offer in (own["full"], own["members"], others["staff"]):
            yield self.read(offer.get_absolute_url())

    def clusters(self):
        yield self.read(self.world.cluster.get_absolute_url())

    def technologies(self):
        yield rows_of(self.text("/en/clusters/technologies/"))

    def contacts(self):
        yield self.read(f"{PARTNERS}{self.world.rows['house'].slug}/contacts/")
        for name in ("interactions", "no-contact"):
            yield self.text(f"{PARTNERS}{name}/?format=csv")
        yield self.read(self.world.met.get_absolute_url())

    def colleagues(self):
        yield self.read(f"{PARTNERS}{self.world.rows['house'].slug}/colleagues/")

    def people(self):
        yield self.text(f"{PARTNERS}people/?format=csv")
        yield self.read(self.world.people["silent"].get_absolute_url())

    def drafts(self):
        yield self.read(self.world.draft.get_absolute_url())

    def history(self):
        of = [
            ("organisation", self.world.rows["house"]),
            ("offer", self.world.offers["full"]),
            ("reference", self.world.references["full"]),
        ]
        for name, row in of:
            yield self.read(reverse("history:object", args=[f"partners.{name}", row.pk]))

    def home(self):
        yield self.read("/en/")


NAMES = (
    *("page", "pages", "jsonld", "redirect", "list", "facets", "cards", "map", "csv", "xlsx"),
    *("compare", "paper", "api", "shortlist", "mail", "offers", "offer", "clusters"),
    *("technologies", "contacts", "colleagues", "people", "drafts", "history", "home"),
)


def said(text):
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def readable(text):
    """A page as a reader reads it, and as it is written: an address may tell too."""
    return f"{said(text)}\n{html.unescape(text)}"


def rows_of(text):
    """A list without what narrows it down and without what surrounds it."""
    return text.partition('<ul class="rows')[2].partition("</main>")[0]


def facets_of(text):
    return text.partition('<div class="facets')[2].partition('form="filters">Show')[0]


def without_data(text):
    return readable(DATA.sub("", text))


def told(item):
    """What one object of the interface says, and of what it says something: null is nothing."""
    item = without_null(item)
    known = " ".join(f"{item.get('slug')}.{key}" for key in item)
    return f"{json.dumps(item, ensure_ascii=False)} {known}"


def without_null(value):
    if isinstance(value, dict):
        return {key: without_null(one) for key, one in value.items() if one is not None}
    return [without_null(one) for one in value] if isinstance(value, list) else value


def cells(answer):
    """The first sheet of a workbook: the second says how it was made."""
    sheet = load_workbook(io.BytesIO(b"".join(answer)), read_only=True).worksheets[0]
    return "\n".join(str(cell) for row in sheet.values for cell in row if cell is not None)
