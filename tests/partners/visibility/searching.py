"""Typing words into the search of the directory and into that of the offers."""

from types import SimpleNamespace

from django.http import QueryDict

from partners import finding
from partners.filters import OfferFilter
from partners.models import Offer
from tests.partners.visibility.world import GONE, NEEDLES

AT_ONCE = 9  # words that the search box takes
TOPICS = 3  # of these it looks at
# Tables and endings: each of these things is found through a profile of its own, so that several
# words can be asked for at once.
SLICES = (
    ("offers", ""),
    ("organisations", ".name"),
    ("organisations", ".topic"),
    ("organisations", ".offer"),
)
NAMES = ("search", "offersearch")


class Searches:
    """What one reader finds, by the words of ``tables``.

    A word that should find nothing is asked for together with others: they find nothing together.
    What nobody may find is asked for by who sees least, who belongs there and who sees all. One
    that finds is asked for alone by the first reader who may; ``asked_before`` remembers it.
    """

    def __init__(self, world, reader, *, tables, asked_before):
        self.world, self.user = world, world.user(reader)
        self.expected, self.asked_before = tables[reader], asked_before
        self.doubted = set(others())
        if reader not in ("anonymous", "owner", "staff"):
            pairs = set().union(*tables.values())
            self.doubted = {thing for thing in self.doubted if (thing, "search") in pairs}

    def pairs(self):
        """{(thing, search)} of what is found."""
        return self.one_by_one() | self.alone() | self.together() | self.offers()

    def one_by_one(self):
        found = set()
        for table, ending in SLICES:
            things = slice_of(table, ending)
            keys = set()
            for batch in batches(things.values(), TOPICS if ending == ".topic" else AT_ONCE):
                keys |= self.find(batch)
            found |= {
                (f"{table}: {thing}", "search")
                for thing in things
                if profile(self.world, table, thing) in keys
            }
        return found

    def alone(self):
        found = set()
        for thing, word in others().items():
            pair = (thing, "search")
            if pair not in self.expected:
                continue
            if thing in self.asked_before or self.find([word]):
                found.add(pair)
            self.asked_before.add(thing)
        return found

    def together(self):
        """Of the words that should find nothing, those that are asked for when one does."""
        hidden = {
            word: thing
            for thing, word in others().items()
            if thing in self.doubted and (thing, "search") not in self.expected
        }
        numbers = {word for word in hidden if word[-1].isdigit()}  # one is a whole question
        asked = [*batches(hidden.keys() - numbers), *([number] for number in numbers)]
        suspects = [batch for batch in asked if self.find(batch)]
        found = [word for batch in suspects for word in batch if self.find([word])]
        assert bool(found) == bool(suspects)
        return {(hidden[word], "search") for word in found}

    def offers(self):
        """By the search of the offers, each of their words alone."""
        seen = Offer.objects.visible_to(self.user)
        request = SimpleNamespace(user=self.user)
        return {
            (thing, "offersearch")
            for thing, word in of_offers().items()
            if OfferFilter({"q": word}, queryset=seen, request=request).qs.exists()
        }

    def find(self, words):
        """The keys of the profiles that the directory finds by any of ``words``."""
        params = QueryDict(mutable=True)
        params["q"] = " ".join(words)
        asked = finding.asked(params, user=self.user)
        keys = set(asked.qs.values_list("pk", flat=True))
        assert keys == {hit.organisation for hit in asked.hits}
        return {hit.profile for hit in asked.hits}


def words(table):
    """{thing: what one types to find it} of those that somebody can type."""
    return {thing: one.asked for thing, one in NEEDLES[table].items() if one.asked}


def slice_of(table, ending):
    """{thing: word} of one slice; what was merged shares a profile with what it became."""
    return {
        thing: word
        for thing, word in words(table).items()
        if thing.endswith(ending) and thing.partition(".")[0] not in GONE
    }


def others():
    """{thing with its table: word} of what is in no slice, the same word once."""
    sliced = {(table, thing) for table, ending in SLICES for thing in slice_of(table, ending)}
    found = {
        word: f"{table}: {thing}"
        for table in NEEDLES
        for thing, word in words(table).items()
        if (table, thing) not in sliced
    }
    return {thing: word for word, thing in found.items()}


def of_offers():
    found = {
        f"{table}: {thing}": word
        for table in ("offer", "offers", "organisations")
        for thing, word in words(table).items()
    }
    return {
        thing: word
        for thing, word in found.items()
        if not thing.startswith("organisations") or thing.endswith(".offer")
    }


def profile(world, table, thing):
    """The key of the profile through which the directory finds it."""
    name, _point, what = thing.partition(".")
    if table == "offers":
        row = world.offers[name]
    else:
        row = world.others[name] if what == "offer" else world.rows[name]
    return row.profile_id


def batches(words, size=AT_ONCE):
    words = sorted(words)
    return [words[first : first + size] for first in range(0, len(words), size)]
