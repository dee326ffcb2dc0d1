"""Who may be the same as whom: the comparison, the form of a new organisation, the search through
all, and the list of pairs that wait."""

import re
from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from chamber.jobs import queue
from chamber.jobs.models import Job
from partners.duplicates import looking
from partners.duplicates.blocks import keys_of
from partners.duplicates.scoring import Commonness, Side, compare
from partners.models import DuplicatePair, Identifier, Organisation
from tests import factories
from tests.access.test_queries import LIST, queries
from tests.partners.pages import send

OFFICIAL = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia"
LATIN = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщюя", re.findall(r"\w+", OFFICIAL), strict=True))
BY_EAR = LATIN | {
    "х": "h",
    "и": "i",
    "ж": "j",
    "ц": "c",
    "щ": "sch",
    "ю": "yu",
    "я": "ya",
    "й": "y",
}
syllables = st.sampled_from([one + two for one in "бвгджзклмнпрстфхцчшщ" for two in "аеиіоуюя"])
words = st.lists(syllables, min_size=3, max_size=5).map("".join)
forms = st.sampled_from(["ТОВ «%s»", "%s", "ПрАТ %s", "Приватне підприємство «%s»", "%s, ТзОВ"])
latin_forms = st.sampled_from(["%s LLC", "%s Ltd.", "TOV %s", "%s", "%s Limited Liability Company"])
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
sides = st.builds(
    Side,
    names=st.lists(names, min_size=1, max_size=2).map(tuple),
    kind=st.sampled_from(["company", "university", "other", ""]),
    country=st.sampled_from(["BE", "UA", ""]),
    cities=st.sampled_from([(), ("Gent",), ("Одеса",), ("Odessa",)]),
    website=st.sampled_from(
        ["", "https://www.zeehaven.be/en", "zeehaven.be", "https://khvylia.com.ua/x"]
    ),
    email=st.sampled_from(["", "info@zeehaven.be", "someone@ukr.net"]),
    numbers=st.sampled_from(
        [frozenset(), frozenset({("KBO", "0403019261")}), frozenset({("VAT", "BE0403019261")})]
    ),
)


@settings(deadline=None, max_examples=25)
@given(one=sides, other=sides)
def test_the_order_of_the_two_does_not_matter(one, other):
    there, back = compare(one, other), compare(other, one)
    assert there.score == pytest.approx(back.score)
    assert Counter(r.what for r in there.reasons) == Counter(r.what for r in back.reasons)
    assert 0 <= there.score <= 1


@settings(deadline=None, max_examples=25)
@given(side=sides)
def test_everybody_is_like_their_own_copy(side):
    likeness = compare(side, side)
    assert likeness.is_likely
    assert likeness.score == 1 or not side.numbers
    assert keys_of(side)


@settings(deadline=None, max_examples=25)
@given(name=names, form=forms, latin_form=latin_forms, table=st.sampled_from([LATIN, BY_EAR]))
def test_neither_script_nor_legal_form_hides_a_name(name, form, latin_form, table):
    written = "".join(table.get(letter, letter) for letter in name).title()
    one = Side((form % name,), "company", "UA", ("Одеса",))
    other = Side((latin_form % written,), "company", "UA", ("Odessa",))
    assert compare(one, other).is_likely
    assert keys_of(one) & keys_of(other)


def firm(name, city="Gent", country="BE", **more):
    return Side((name,), more.pop("kind", "company"), country, (city,) if city else (), **more)


UNI = {"kind": "university", "website": "https://www.uhasselt.be"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (firm("Janssens Transport NV"), firm("Jansens Transport BVBA")),
        (firm("De Blauwe Hoek BV", "Gent"), firm("De Blauwe Hoek", "Aalst")),
        (firm("Van den Bossche & Zonen"), firm("Vandenbossche en Zonen bv")),
        (firm("Stad Gent", kind="city-council"), firm("Ville de Gand", kind="city-council")),
        (
            firm("Одеська міська рада", "Одеса", "UA", kind="city-council"),
            firm("Odesa City Council", "Odesa", "UA", kind="city-council"),
        ),
        (
            firm("Vrije Universiteit Brussel", "Brussel", **UNI),
            firm("VUB", "Bruxelles", kind="university"),
        ),
        (
            firm("ФОП Іваненко Іван Іванович", "Львів", "UA"),
            firm("FOP Ivanenko I.I.", "Lvov", "UA"),
        ),
        (
            firm("Hier", numbers=frozenset({("KBO", "0403019261")})),
            firm("Anders", numbers=frozenset({("VAT", "BE0403019261")})),
        ),
        (
            firm("Zuidwind", email="z@telenet.be"),
            firm("Zuidwind CV", "Aalst", email="Z@telenet.be"),
        ),
    ],
)
def test_these_are_one(one, other):
    assert compare(one, other).is_likely
    assert keys_of(one) & keys_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (firm("Janssens Transport"), firm("Janssens Verzekeringen")),
        (firm("Delta Logistics Antwerpen", "Antwerpen"), firm("Delta Logistics Gent")),
        (firm("Terminal 1"), firm("Terminal 2")),
        (firm("Transport Service", "Gent"), firm("Transport Service", "Luik")),
        (
            firm("Bakkerij Peeters", "Gent", website="peetersgent.be"),
            firm("Bakkerij Peeters", "Luik", website="bakkerijpeeters.be"),
        ),
        (
            firm("Groep Maes", website="groepmaes.be", numbers=frozenset({("KBO", "0403019261")})),
            firm("Groep Maes", website="groepmaes.be", numbers=frozenset({("KBO", "0403019360")})),
        ),
        (
            firm("Universiteit Hasselt", "Hasselt", **UNI),
            firm("Universiteit Hasselt, Faculteit Rechten", "Hasselt", **UNI),
        ),
        (
            firm("Universiteit Hasselt - Vakgroep Recht", "Hasselt", **UNI),
            firm("Universiteit Hasselt - Vakgroep Architectuur", "Hasselt", **UNI),
        ),
        (firm("Alfa", email="alfa@gmail.com"), firm("Omega", email="omega@gmail.com")),
        (
            firm("ФОП Бойко Марія Степанівна", "Львів", "UA"),
            firm("ФОП Бойко Марина Степанівна", "Львів", "UA"),
        ),
    ],
)
def test_these_are_two(one, other):
    assert not compare(one, other).is_likely


def test_a_name_of_many_says_less_than_a_name_of_one():
    one, other = firm("Zeehaven", ""), firm("Zeehaven", "")
    common = Commonness(1000, {"zehaven": 200, "nzehaven": 200})
    assert compare(one, other).score > 0.8 > compare(one, other, common).score


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


@pytest.fixture
def wave(db):
    row = factories.organisation(
        "Zelena Khvylia", name_uk="ТОВ «Зелена Хвиля»", country="UA", seat=factories.place()
    )
    Identifier.objects.create(organisation=row, scheme="EDRPOU", value="14360570")
    return row


def test_a_new_organisation_that_looks_like_one_is_asked_about_once(browser, wave):
    new = {"name_en": "Zelena Hvilya Ltd", "country": "UA", "description_en": "Lights quays."}
    asked = send(browser, "/en/partners/new/", **new)
    page = asked.content.decode()
    assert Organisation.objects.count() == 1
    assert "One partner of the directory looks like this one" in page
    assert "Zelena Hvilya Ltd” and “Zelena Khvylia”" in page
    assert f'href="{wave.get_absolute_url()}"' in page
    assert "Lights quays." in page  # nothing typed is lost
    said = {**new, "another": "on", "status": "draft", "kind": "company"}
    said |= {"visibility": "public", "contact_visibility": "members", "email": "no address"}
    refused = browser.post("/en/partners/new/", said)
    assert "looks like this one" not in refused.content.decode()
    assert '<input type="hidden" name="another"' in refused.content.decode()
    assert browser.post("/en/partners/new/", said | {"email": ""}).status_code == 302
    assert Organisation.objects.count() == 2


def test_one_that_looks_like_nobody_is_saved_at_once(browser, wave):
    assert send(browser, "/en/partners/new/", name_en="Pauwels Metaal").status_code == 302


def looked():
    looking.look(at=timezone.now())
    return [(pair.first, pair.second) for pair in DuplicatePair.objects.waiting()]


def test_all_are_looked_through_and_each_pair_is_asked_once(browser, wave):
    other = factories.organisation("Hvilya Zelena", country="UA", seat=factories.place("Kherson"))
    site = "https://zeehaven.be"
    for _one in range(3):
        factories.organisation("Zeehaven", website=site)
    assert browser.post("/en/partners/duplicates/look/").status_code == 302
    assert browser.post("/en/partners/duplicates/look/").status_code == 302
    assert Job.objects.filter(kind="partners.look_for_duplicates").count() == 1
    queue.run_all("default")
    job = Job.objects.get(kind="partners.look_for_duplicates")
    assert (job.state, job.result["words"]) == ("done", "4 pairs look like one")
    page = browser.get("/en/partners/duplicates/").content.decode()
    assert "Same website: zeehaven.be" in page
    assert "Different cities: Odesa and Kherson" in page
    pair = DuplicatePair.objects.get(first=wave, second=other)
    apart = f"/en/partners/duplicates/{pair.pk}/apart/"
    assert "Say how you know that they are two." in browser.post(apart).content.decode()
    assert browser.post(apart, {"reason": "Two owners"}).status_code == 302
    looking.look(at=timezone.now())
    pair.refresh_from_db()
    assert (pair.state, pair.reason) == ("different", "Two owners")
    assert len(looked()) == 3
    assert (
        "decided on this pair" in browser.post(apart, {"reason": "x"}, follow=True).content.decode()
    )


def test_a_pair_that_is_mended_is_forgotten_and_an_interrupted_look_goes_on(wave):
    other = factories.organisation("Zelena Hvilya", country="UA", seat=factories.place())
    twins = [factories.organisation("Zeehaven", website="https://zeehaven.be") for _one in "ab"]
    stopped = looking.look(at=timezone.now(), seconds=0)
    assert stopped
    assert looking.look(at=timezone.now(), after=stopped) is None
    assert len(looked()) == 2
    other.name_en = other.name = "Another Name"
    other.save()
    assert looked() == [tuple(twins)]


def test_the_list_costs_the_same_for_one_pair_as_for_three(browser, wave):
    def pair():
        two = [factories.organisation() for _one in range(2)]
        reasons = [{"what": "city", "facts": ["Antwerp", "Antwerp"], "weight": 1.2}]
        DuplicatePair.objects.create(
            first=two[0], second=two[1], score=0.7, reasons=reasons, found_at=timezone.now()
        )

    pair()
    first = queries(browser, "/en/partners/duplicates/")
    pair()
    pair()
    assert queries(browser, "/en/partners/duplicates/") == first <= LIST
    today = browser.get("/en/today/").content.decode()
    assert "3 pairs of partners look like one" in today


def test_who_proposes_an_organisation_is_shown_those_they_may_see(wave, make_user, sign_in):
    factories.organisation("Tajna Fabryka", visibility="staff", email="tajna@example.org")
    olena = sign_in(make_user())
    asked = send(olena, "/en/partners/new/", name_en="Zelena Hvilya Ltd", country="UA", save="1")
    page = asked.content.decode()
    assert f'href="{wave.get_absolute_url()}"' in page
    assert Organisation.objects.count() == 2
    said = {"name_en": "Tajna Fabryka", "country": "BE", "email": "tajna@example.org"}
    assert send(olena, "/en/partners/new/", **said, save="1").status_code == 302
