"""One name in many spellings: folded so that those of one name are alike, and compared.

Plain Python. A key is what candidates are looked up by; the score says how near two names are.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from partners.names import plain

NEAR_ENOUGH = 84  # points from which a person is asked to look
FURTHEST, STEEP = 0.25, 1.6  # share of letters by which two words differ, and what it takes away
# Whole forms first; what is written in letters apart ("S.A.") is joined before.
FORMS_IN_FULL = (
    *("tovarystvo z obmezhenoiu vidpovidalnistiu", "obshchestvo s ogranichennoi otvetstvennostiu"),
    *(
        "obshchestvo s ohranychennoi otvetstvennostiu",
        "obshchestvo s ohranichennoi otvetstvennostiu",
    ),
    *("publichne aktsionerne tovarystvo", "pryvatne aktsionerne tovarystvo"),
    *("aktsionerne tovarystvo", "publychnoe aktsyonernoe obshchestvo"),
    *("aktsyonernoe obshchestvo", "aktsionernoe obshchestvo", "derzhavne pidpryiemstvo"),
    *("pryvatne pidpryiemstvo", "komunalne pidpryiemstvo", "fizychna osoba pidpryiemets"),
    *("limited liability company", "public joint stock company", "private joint stock company"),
    *("open joint stock company", "closed joint stock company", "joint stock company"),
    *("public limited company", "private limited company", "state enterprise"),
    *("besloten vennootschap", "naamloze vennootschap", "societe anonyme"),
    *("societe a responsabilite limitee", "gesellschaft mit beschrankter haftung"),
    *("sp z oo", "sp z o o"),
)
FORM_WORDS = (
    "llc ltd limited inc incorporated corp corporation co company plc jsc pjsc ojsc cjsc prjsc"
    " tov pp pat prat at dp kp fop zat vat ooo oao zao pao ao tzov nv bv bvba srl sprl sa sas sarl"
    " vzw asbl cvba gmbh ag kg se spa oy ab as aps sro doo ou uab sia kft zrt"
)
FORMS = frozenset(FORM_WORDS.split())
# What many organisations are called says little about one of them.
COMMON = (
    "bank group holding trade trading international ukraina ukrain ukrainian russia rosiia rossiia"
    " belgium company firma kompaniia kompania enterprise industrial industry export import invest"
    " investment capital service services systems management development center centre tsentr"
    " institute university foundation fund fond association union soiuz hrupa grupa torhovyi dim"
    " zavod plant factory fabryka agro enerho energy logistyka logistics trans transport bud"
    " servis torh torg khim port metal the of and de van der for i ta v na"
)
# The same name as Ukrainian, Russian and West European writers have it; a group becomes its first.
SAME = (
    "vladimir volodimir wolodymyr vladimer",
    "aleksandr oleksandr aleksander alexander oleksander",
    "aleksandra oleksandra",
    "aleksei oleksii alexei aleksi oleksi",
    "sergi serhi serhei sergei serhii",
    "nikolai mikola nikola nicolas",
    "dmitri dmitro dimitri dmitrii",
    "ekaterina katerina kateryna catherina",
    "elena olena helena",
    "mihail mihailo mikhailo mikail michail mychajlo",
    "pavel pavlo",
    "petr petro pietr potr piotr",
    "andri andrei andrii",
    "iuri iurii yurij iouri",
    "evgeni ievhen evhen evgen evheni ievgen",
    "evgenia evhenia ievhenia",
    "anna hanna ganna",
    "irina irena",
    "tatiana tetiana tatana",
    "oleg oleh",
    "igor ihor",
    "vasili vasil vasilii",
    "natalia natalii natala",
    "svetlana svitlana",
    "grigori hrihori hrigori grihori grigor",
    "georgi heorhi georhi heorgi",
    "konstantin kostantin kostiantin kostantyn",
    "fodor fedir fedor",
    "ilia illia ila",
    "artem artom",
    "matvei matvi",
    "viaceslav vaceslav",
    "rostislav rostislaw",
    "nadezda nadia",
    "lubov liubov",
    "ludmila liudmila",
    "galina halina",
    "elizaveta ielizaveta lizaveta elisaveta",
    "zofia sofia sofiia",
    "iulia iuliia ulia",
    "stepan stefan",
    "mikita nikita",
    "pilip filip filipp",
    "maksim maksym maxim",
    "daniil danilo danil",
    "kirill kirilo kiril",
    "timofei timofi",
    "arseni arsen",
    "anatoli anatol",
    "maria mariia mara",
    "ivan iwan",
    "iosif iosip iosyp josef",
    "iakov iakiv",
    "vera vira",
    "lidia lidiia",
    "oksana aksana",
    "bogdan bohdan",
    *("dnipro dnepr", "mikolaiv nikolaev", "zaporizhzhia zaporozhe", "luhansk lugansk"),
)
# One letter or group of letters after another; the order matters.
STEPS = [
    (re.compile(pattern), instead)
    for pattern, instead in {
        **{"ł": "l", "shch|schtsch|chtch|stsch|szcz": "s", "tsch|tch|cz|tsz": "ch"},
        **{"sch|sh|sz": "s", "zh|dzh": "z", "kh": "h", "x": "ks", "q|ck": "k", "ph": "f"},
        **{"c(?=[aoulrt])": "k", "ch": "c", "ts|tz": "c", "th": "t", "w": "v", "ou": "u"},
        **{"[yj]": "i", "g": "h", "off$": "ov", "eff$": "ev", r"(.)\1+": r"\1"},
        **{"ie": "e", "io": "o", "ei$": "i", "[ie]v$": "ov"},
    }.items()
]
# Letters that stand for each other where a neighbour writes: German and Polish "ch" and "s", French
# "ch", German "z".
ONE_LETTER = [str.maketrans(a, b) for a, b in ("ch", "zs", "cs", "cz", "ck")]
PATRONYMIC = re.compile(r".{2,}(ovic|evic|ovich|evich|ivna|ovna|evna|inicna)$")


def _bare(word: str) -> str:
    for pattern, instead in STEPS:
        word = pattern.sub(instead, word)
    return word


ONE_NAME = {_bare(word): _bare(group.split()[0]) for group in SAME for word in group.split()}


INITIALS = {
    _bare(group.split()[0]): {
        word[0].translate(str.maketrans("yjg", "iih")) for word in group.split()
    }
    for group in SAME
}  # an initial is that of the name in any of the languages


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """One plain word without what tells ways of writing apart: "khmelnytskyi", "khmelnitskij"."""
    bare = _bare(word)
    return ONE_NAME.get(bare, bare)


def words_of(name: str, *, is_person: bool) -> tuple[str, ...]:
    """The folded words of ``name`` without legal form, or without the patronymic of a person."""
    text = plain(re.sub(r"\b(\w)\.(?=\w\.)", r"\1", name))
    if not is_person:
        text = _without_form(text)
    words = [fold(word) for word in text.split()]
    if is_person and len(words) > 2:
        words = [word for word in words if not PATRONYMIC.match(word)] or words
    return tuple(word for word in words if word)


def _without_form(text: str) -> str:
    bare = f" {text} "
    for form in FORMS_IN_FULL:
        bare = bare.replace(f" {form} ", " ")
    kept = [word for word in bare.split() if word not in FORMS]
    return " ".join(kept) or text


def key_of(name: str, *, is_person: bool) -> str:
    """What candidates are looked up by, whatever the order of the words: those that few others
    have, if there are any."""
    words = words_of(name, is_person=is_person)
    dull = GIVEN_NAMES if is_person else FOLDED_COMMON
    return " ".join(sorted([word for word in words if word not in dull] or words))[:200]


def score(ours: Sequence[str], theirs: Sequence[str], *, is_person: bool) -> int:
    """How near two names are, in points of 100; their words as ``words_of`` gives them."""
    if not ours or not theirs:
        return 0
    if sorted(ours) == sorted(theirs):
        return 100
    if is_person and min(len(ours), len(theirs)) < 2:
        return 0  # one word is no name of a person unless it is all there is on both sides
    return max(_aligned(ours, theirs, is_person=is_person), _joined(ours, theirs))


def _joined(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """The same letters, divided into words in another way: "Agro Tech" and "Agrotech"."""
    if len(ours) == len(theirs):
        return 0
    near = fuzz.ratio("".join(ours), "".join(theirs))
    return round(near) if near >= 94 else 0


def _aligned(ours: Sequence[str], theirs: Sequence[str], *, is_person: bool) -> int:
    """Each word with the nearest one of the other side; words that stay alone take points away."""
    pairs = sorted(
        ((_near(a, b, is_person), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        reverse=True,
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    reached = whole = 0.0
    for near, i, j in pairs:
        if not near or i in used_i or j in used_j:
            continue
        used_i.add(i)
        used_j.add(j)
        weight = max(_weight(ours[i], is_person), _weight(theirs[j], is_person))
        reached, whole = reached + near * weight, whole + weight
    alone = (
        [word for i, word in enumerate(ours) if i not in used_i],
        [word for j, word in enumerate(theirs) if j not in used_j],
    )
    less, more = sorted(alone, key=lambda words: sum(_weight(word, is_person) for word in words))
    whole += sum(_weight(word, is_person) for word in less)
    whole += sum(_added(word, is_person) for word in more)
    return round(100 * reached / whole)


def _weight(word: str, is_person: bool) -> float:
    return 1.0 if is_person or word not in FOLDED_COMMON else 0.6


def _added(word: str, is_person: bool) -> float:
    """What a word takes away that the other side left out: "Trading", a second given name."""
    return 0.35 if is_person else 0.15 if word in FOLDED_COMMON else 0.6


def _near(a: str, b: str, is_person: bool) -> float:
    """Two words: 1 for the same, 0 for different ones."""
    if a == b:
        return 1.0
    if is_person and 1 in (len(a), len(b)):
        short, whole = sorted((a, b), key=len)
        return 0.7 if short in INITIALS.get(whole, whole[0]) else 0.0
    if a.isdecimal() or b.isdecimal():
        return 0.0  # plant 7 is not plant 9
    if is_person and (a == f"{b}a" or b == f"{a}a"):
        return 0.7  # a woman's name and a man's
    if any(a.translate(same) == b.translate(same) for same in ONE_LETTER):
        return 0.93
    apart = 1 - fuzz.ratio(a, b) / 100
    return max(0.0, 1 - STEEP * apart) if apart <= FURTHEST else 0.0


GIVEN_NAMES = frozenset(ONE_NAME.values())
FOLDED_COMMON = frozenset(map(fold, COMMON.split()))
