"""Which parts of a person's name are titles, given names and family name, and how are they greeted?"""

from typing import NamedTuple

from precall.site.text import clean
from precall.words.match import vocabulary

LONGEST = 60
_MOST_WORDS = 6


class PersonName(NamedTuple):
    """A name in its parts; each may be empty. A family name has its particles: van der Noor."""

    titles: str = ""
    given: str = ""
    family: str = ""
    suffixes: str = ""


_OF_THREE, _SYLLABLES = 3, 5


def parts_of(name: str) -> PersonName:
    """The parts of `Dr Jan van der Noor, MBA`, of `Noor, Jan`, and of `Ms Noor`, whose given name is not known."""
    words = _in_order(clean(name))
    suffixes = [word for word in words[1:] if _is(word, "suffixes")]
    titles = [word for word in words if _is(word, "titles") and word not in suffixes]
    bare = [word for word in words if word not in titles and word not in suffixes]
    first = next((place for place, word in enumerate(bare) if _is(word, "particles")), len(bare) - 1)
    if len(bare) == 1 and not titles:
        first = 1
    return PersonName(*map(" ".join, (titles, bare[:first], bare[first:], suffixes)))


def in_usual_order(name: str) -> str:
    """The name as one says it: `Dr Jan Noor` also where it was written `Noor, Dr Jan`."""
    return " ".join(_in_order(clean(name)))


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: a few words that begin with a capital, or stand before names."""
    words = clean(text).replace(",", " ").split()
    small = ("titles", "particles", "suffixes")
    return (
        0 < len(words) <= _MOST_WORDS
        and len(text) <= LONGEST
        and any(word[0].isupper() for word in words)
        and all(
            any(_is(word, kind) for kind in small)
            or (word[0].isupper() and all(letter.isalpha() or letter in "'’.-" for letter in word))
            for word in words
        )
    )


def two_of(text: str) -> tuple[str, str] | None:
    """The two names in `Ann & Ben Lee`; None where a text names one person, or more than two."""
    words = clean(text).split()
    places = [place for place, word in enumerate(words) if _is(word, "two")]
    if len(places) != 1:
        return None
    both = " ".join(words[: places[0]]), " ".join(words[places[0] + 1 :])
    return both if all(map(is_name, both)) else None


def in_greeting(name: str, *, formal: bool = False) -> str:
    """How a person is greeted by this name: by the given name; formally by title and family name, else by the whole name.

    Without a given name (`Ms Haverman`, `J. Haverman`) it is the name as it was given.
    """
    if not is_name(name):
        return name
    parts = parts_of(name)
    if formal:
        return (
            " ".join(filter(None, (parts.titles, "" if parts.titles else parts.given, parts.family))) or name
        )
    if two := _of_two(name):
        return two
    first = parts.given.partition(" ")[0]
    return first if first[:1].isupper() and len(first.rstrip(".")) > 1 and not first.endswith(".") else name


def _of_two(name: str) -> str:
    """The given name of two words that stands behind a family name, or before it: Tan Wei Ling, Wei Ling Tan; else empty."""
    words = name.split()
    family = [at for at, word in enumerate(words) if word.lower() in vocabulary("notes", "family_first")]
    is_one = len(words) == _OF_THREE and all(len(word) <= _SYLLABLES for word in words)
    known = vocabulary("given_names", "names")
    if not is_one or not family or (family[0] == 0 and all(word.lower() in known for word in words[:2])):
        return ""
    return " ".join(words[1:]) if family[0] == 0 else " ".join(words[:2]) if family[-1] == 2 else ""


def _in_order(name: str) -> list[str]:
    """The words of a name, the given name first, also where it was written behind a comma."""
    before, comma, after = (part.strip() for part in name.partition(","))
    behind = after.replace(",", " ").split()
    is_given = bool(comma) and bool(behind) and not all(_is(word, "suffixes") for word in behind)
    return [*behind, *before.split()] if is_given else [*before.split(), *behind]


def _is(word: str, kind: str) -> bool:
    return word.lower().rstrip(".") in vocabulary("notes", kind)
