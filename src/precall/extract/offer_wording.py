"""What words around an offer say: whether a title can name one, and whether a heading announces some or something else."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

from precall.extract.day import month
from precall.extract.price import monies
from precall.site.kind import whole_topic
from precall.words.match import ALL, Spoken, phrases, vocabulary
from precall.words.remembered import in_languages, of_short_text

_MOST_WORDS = 10
_FEW_WORDS = 3  # with a full stop they may still be a name
_LONGEST = 80  # characters
_MOST_OTHERS = 1  # words of a heading beside those that announce
_MOST_BESIDE_OTHER = 2
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LETTERS = re.compile(r"[^\W_]+")
_CLASS_WORD = re.compile(r"[a-zà-ÿ]{2,40}")
_NUMBERING = re.compile(
    r"^[^\w(«„“\"']{0,8}(?:\d{1,2}(?:[.):]\s{1,3}|\s{1,3}[–—-]\s{1,3})|0\d\s{1,3})?[^\w(«„“\"']{0,3}(?=[\w(«„“\"'])"
)
_IN_BRACKETS = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,200}[)\]]\s{0,3}$")
_SMALL_WORD = range(2, 4)  # letters
_ASIDE = 40  # characters from which on what stands in brackets is no part of a name
_TAIL = re.compile(r"\s{0,3}(?:\.{2,6}|…|[:–—|,;-])\s{0,3}$")
_ONLY_A_SIZE = re.compile(r"^[\d\s.,:;/×x%+-]{1,40}$")
_ONE_LETTER = re.compile(r"[^\W\d_]\s[–—:-]\s")  # of a word that a method is called by: "B — Begin"
_NAMED_TOPICS = frozenset(
    "about team contact testimonials careers faq imprint privacy terms clients blog listing skip home pricing".split()
)


@of_short_text
def name_of(text: str) -> str:
    """The name in a title: without a number or mark before it, a price in brackets or dots after it."""
    name = _TAIL.sub("", _NUMBERING.sub("", text.strip()))
    bracket = _IN_BRACKETS.search(name)
    if bracket and (len(bracket.group()) > _ASIDE or any(map(str.isdigit, bracket.group()))):
        name = name[: bracket.start()]
    price = next(monies(name), None)
    if price is not None and price.start > 3 and not _dangles(name[: price.start]):
        name = name[: price.start]
    name = _TAIL.sub("", name).strip()
    return name.removesuffix(".") if len(name.split()) <= _FEW_WORDS else name


def _dangles(text: str) -> bool:
    """Whether a text ends with a small word that leads on to what follows: "a deposit of", not "60 min"."""
    before, last = ["", "", *text.split()][-2:]
    return last.isalpha() and last.islower() and len(last) in _SMALL_WORD and not before[-1:].isdigit()


def can_name(name: str, spoken: Spoken = ALL, own: Spoken = ALL) -> bool:
    """Whether a title could name an offer: short, no sentence, no question, no page's or section's usual name.

    `own` is the language of the title alone, for small words that mean something else in another: the Polish "i" is no "I".
    """
    return _namer(spoken, own)(name)


@cache
def _namer(spoken: Spoken, own: Spoken) -> Callable[[str], bool]:
    return of_short_text(partial(_can_name, spoken=spoken, own=own))


def _can_name(name: str, spoken: Spoken, own: Spoken) -> bool:
    folded = name.casefold()
    all_words = _WORD.findall(folded)
    if not 1 <= len(all_words) <= _MOST_WORDS or not 3 <= len(name) <= _LONGEST or "@" in name:
        return False
    if name.endswith(("?", "!", ",")) or ";" in name or (name.endswith(".") and len(all_words) > _FEW_WORDS):
        return False
    if (
        _ONLY_A_SIZE.match(name)
        or name[0] in "?¿¡+*/%#"
        or _ONE_LETTER.match(name)
        or next(monies(name), None)
        or _is_day(all_words)
    ):
        return False
    if not vocabulary("offers", "pronouns", own).isdisjoint(all_words):
        return False
    if (
        all_words[0] in vocabulary("offers", "sentence_starts", own)
        or says("not_titles", folded, spoken)
        or says("price_lists", folded, spoken)
        or ". " in name.strip(" .")
    ):
        return False
    return not is_usual(name, spoken)


def _is_day(all_words: list[str]) -> bool:
    """Whether words are nothing but a day, a month or a year: of a course, not its name."""
    return any(map(str.isdigit, all_words)) and all(word.isdigit() or month(word) for word in all_words)


def is_usual(name: str, spoken: Spoken = ALL) -> bool:
    """Whether a whole title is one that any site has: Overview, Gallery, Contact, Our services."""
    all_words = _WORD.findall(name.casefold())
    owns, generic, overview = (
        vocabulary("offers", listed, spoken) for listed in ("owns", "generic", "overview")
    )
    bare = " ".join(word for word in all_words if word not in owns)
    titles = (bare, " ".join(all_words))
    if not bare or any(title in generic or title in overview for title in titles):
        return True
    if all(word in generic for word in bare.split()):
        return True
    return whole_topic(name) in _NAMED_TOPICS


@lru_cache(maxsize=4096)
def announces(heading: str, spoken: Spoken = ALL, *, others: int = _MOST_OTHERS) -> bool:
    """Whether a heading announces what is offered: "Our services", "Nos ateliers", not "Why our services".

    `others` is how many words it may have beside those.
    """
    if not says("overview", heading, spoken) or says("not_titles", heading, spoken):
        return False
    rest = _WORD.findall(phrases("offers", "overview", spoken).without(heading))
    return sum(word not in vocabulary("offers", "owns", spoken) for word in rest) <= others


@in_languages
def announces_other(heading: str, spoken: Spoken) -> bool:
    """Whether a heading announces steps, values, an audience, praise or anything else that is not sold.

    A single word says so only in a short heading: "Our values", not "Give your values a home in every room".
    """
    folded = heading.casefold()
    found = phrases("offers", "not_offers", spoken).first(heading)
    if not found or (says("overview", folded, spoken) and not says("not_titles", folded, spoken)):
        return False
    rest = _WORD.findall(f"{folded[: found.start()]} {folded[found.end() :]}")
    return (
        " " in found.group()
        or sum(word not in vocabulary("offers", "owns", spoken) for word in rest) <= _MOST_BESIDE_OTHER
    )


def is_menu(title: str, spoken: Spoken = ALL) -> bool:
    """Whether a page's title or heading is that of a menu of dishes and drinks."""
    return " ".join(_WORD.findall(title.casefold())) in vocabulary("offers", "menus", spoken)


def is_offer_class(names: str) -> bool:
    """Whether class words say that something is offered."""
    return not vocabulary("offers", "offer_classes").isdisjoint(_class_words(names))


def is_other_class(names: str) -> bool:
    """Whether class words say that it is a review, a step, a benefit, a member of staff."""
    return not vocabulary("offers", "not_offer_classes").isdisjoint(_class_words(names))


def has_noun(name: str, spoken: Spoken = ALL) -> bool:
    """Whether a word of the title is one for things that are sold: a programme, a treatment, a room."""
    return not vocabulary("offers", "nouns", spoken).isdisjoint(_LETTERS.findall(name.casefold()))


@of_short_text
def key(name: str) -> str:
    """What two spellings of an offer share: its words without those that any offer may have around them."""
    all_words = _LETTERS.findall(name.casefold())
    return " ".join([word for word in all_words if word not in vocabulary("offers", "fillers")] or all_words)


def says(name: str, text: str, spoken: Spoken = ALL) -> bool:
    """Whether a text has one of a list's phrases."""
    return phrases("offers", name, spoken).stand_in(text)


@of_short_text
def _class_words(names: str) -> tuple[str, ...]:
    return tuple(_CLASS_WORD.findall(names))
