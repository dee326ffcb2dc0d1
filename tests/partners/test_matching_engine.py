"""The engine itself, without a database: stems, topics read from words, the score."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.matching.scoring import Side, Topics, industries_near, score, total
from partners.matching.stems import stems
from partners.matching.subjects import Lexicon, TopicWords

TREE = Topics(
    {
        "mobility": "",
        "urban-mobility": "mobility",
        "public-transport": "urban-mobility",
        "port-mobility": "mobility",
        "energy": "",
        "heating": "energy",
    }
)
# The machine may be busy: how long one example takes says nothing about the engine.
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
topics = st.sets(st.sampled_from(sorted(TREE.parents))).map(TREE.closed)
WORDS = [f"{language}:{word}" for language in ("en", "uk", "nl") for word in "abcdef"]
words = st.frozensets(st.sampled_from(WORDS))
languages = st.frozensets(st.sampled_from(["en", "nl", "fr", "uk"]))


@st.composite
def sides(draw):
    said = draw(words)
    return Side(
        topics=draw(topics),
        industries=draw(st.frozensets(st.sampled_from(["52.22", "52.24", "52", "10.11"]))),
        words=said,
        texts=frozenset(word[:2] for word in said),
        languages=draw(languages),
        country=draw(st.sampled_from(["", "BE", "UA"])),
        horizon=draw(st.sampled_from(["", "short", "medium", "long"])),
        readiness=draw(st.none() | st.integers(1, 9)),
        evidence=draw(st.sampled_from(["", "claim", "reference", "audited"])),
    )


def rarity(word):
    return 0.2 + "abcdef".index(word[-1]) / 10


def parts(seeker, candidate):
    return score(seeker, candidate, topics=TREE, rarity=rarity)


def points(name, seeker, candidate):
    return next((one.points for one in parts(seeker, candidate) if one.part == name), None)


def with_topic(side, topic):
    return Side(**vars(side) | {"topics": side.topics | TREE.closed([topic])})


@settings(MANY)
@given(sides(), sides())
def test_the_parts_add_up_to_a_score_of_at_most_a_hundred(seeker, candidate):
    found = parts(seeker, candidate)
    assert sum(one.of for one in found) == 100
    assert all(0 <= one.points <= one.of for one in found)
    assert 0 <= total(found) <= 100
    assert abs(total(found) - sum(one.points for one in found)) < 0.05


@settings(MANY)
@given(sides(), sides(), st.sampled_from(sorted(TREE.parents)))
def test_one_more_topic_in_common_never_lowers_the_part(seeker, candidate, topic):
    if not seeker.topics:
        return
    before = points("topic", seeker, candidate)
    after = points("topic", with_topic(seeker, topic), with_topic(candidate, topic))
    assert after >= before


@given(st.sampled_from(sorted(TREE.parents)), st.sampled_from(sorted(TREE.parents)))
def test_nearness_is_the_same_both_ways(one, other):
    assert TREE.nearness(one, other) == TREE.nearness(other, one)
    assert (TREE.nearness(one, other) == 1) == (one == other)
    assert (TREE.nearness(one, other) == 0) == (TREE.line(one)[-1] != TREE.line(other)[-1])


@settings(MANY)
@given(sides())
def test_what_a_candidate_does_not_say_earns_nothing(seeker):
    nothing = parts(seeker, Side())
    assert total(nothing) == 0
    assert all(one.facts["unsaid"] for one in nothing)


@settings(MANY)
@given(sides(), sides())
def test_words_of_two_languages_are_never_mixed(seeker, candidate):
    said = Side(**vars(seeker) | {"words": words_in("uk", seeker), "texts": frozenset(["uk"])})
    heard = Side(
        **vars(candidate) | {"words": words_in("nl", candidate), "texts": frozenset(["nl"])}
    )
    assert points("words", said, heard) in (0, None)


def words_in(language, side):
    return frozenset(f"{language}:{word[-1]}" for word in side.words)


def test_rare_words_weigh_more_than_common_ones():
    seeker = Side(words=frozenset(WORDS[:6]), texts=frozenset(["en"]))
    common = Side(words=frozenset(["en:a"]), texts=frozenset(["en"]))
    rare = Side(words=frozenset(["en:f"]), texts=frozenset(["en"]))
    assert points("words", seeker, rare) > points("words", seeker, common) > 0


def test_industries_are_near_by_the_tree_of_nace():
    near = [industries_near("52.22", code) for code in ("52.22", "52.24", "52", "52.10", "10.11")]
    assert near == [1.0, 0.8, 0.5, 0.5, 0.0]


def test_ukrainian_words_come_in_their_dictionary_form():
    assert set(stems("порт порту портами портів", "uk")) == {"порт"}
    assert stems("Черги вантажівок у порту, що чекають", "uk") == stems(
        "черга вантажівка порт чекати", "uk"
    )
    assert stems("зв’язок", "uk") == stems("зв'язку", "uk")


def test_words_of_the_other_languages_lose_their_endings_and_silent_words():
    assert stems("The lorries wait at the gates", "en") == stems("lorry waits gate", "en")
    assert stems("L'énergie des villes", "fr") == stems("energies ville", "fr")
    assert stems("de haven en de havens", "nl") == stems("haven haven", "nl")
    assert stems("5G in 2027", "en") == ["5g"]


LEXICON = Lexicon.of(
    [
        TopicWords("waste", "", {"nl": ["afval"], "uk": ["відходи", "роздільний збір"]}),
        TopicWords("energy", "", {"nl": ["energie"], "uk": ["енергія"], "en": ["energy"]}),
        TopicWords("heating", "energy", {"uk": ["теплопостачання"], "nl": ["warmtenet"]}),
    ]
)


def test_topics_are_read_from_the_words_of_any_language():
    assert LEXICON.read({"uk": "Роздільний збір у місті"}, {}) == ["waste"]
    assert LEXICON.read({"nl": "Slimme afvalcontainers"}, {}) == ["waste"]  # inside a longer word
    assert LEXICON.read({}, {"uk": "Збір підписів"}) == []  # half a phrase is none
    assert LEXICON.read({"fr": "Les déchets"}, {}) == []


def test_the_narrower_topic_comes_first_and_a_weak_one_is_left_out():
    said = {"uk": "Теплопостачання міста"}
    assert LEXICON.read(said, {"uk": "Енергія і теплопостачання"}) == ["heating"]
    assert LEXICON.read({"uk": "Енергія, теплопостачання"}, {}) == ["heating", "energy"]
