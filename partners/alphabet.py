"""Letters as people type them: compared without case, marks and script. Plain Python."""

import re
import unicodedata

# Ukrainian letters as the resolution of the Cabinet of Ministers no. 55 of 2010 writes them, those
# at the beginning of a word included; Russian letters that stand in older names.
LETTERS = {
    **dict(zip("абвгґдезиіїй", "abvhgdezyiii", strict=True)),
    **dict(zip("клмнопрстуф", "klmnoprstuf", strict=True)),
    **{"є": "ie", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ю": "iu", "я": "ia", "ы": "y", "э": "e", "ё": "io"},
    **dict.fromkeys("ьъ'ʼ’", ""),
}
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def latin(words: str) -> str:
    """Cyrillic ``words`` in Latin letters; others stay. "Зелена Хвиля" is "zelena khvylia"."""
    found, before = [], " "
    for letter in words.lower():
        first = FIRST.get(letter) if not before.isalpha() else None
        found.append(first or LETTERS.get(letter, letter))
        before = letter
    return "".join(found)


def plain(words: str) -> str:
    """Lower case, Latin letters without marks, single spaces: what two names are compared by."""
    if words.isascii():  # the same, faster
        kept = words.lower().replace("'", "")
    else:
        bare = unicodedata.normalize("NFKD", latin(words))
        kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", kept).split())
