"""What a person's name looks like: titles, given and family names, particles, initials, letters after the name."""

import re
from functools import cache
from typing import NamedTuple

from precall import words
from precall.site.document import Document
from precall.words.letters import CAPITAL, plain
from precall.words.match import listed, vocabulary
from precall.words.remembered import of_short_text
from precall.words.tree import one_of

_MOST_WORDS = 6
_MOST_CHARACTERS = 70

_DOTTED_TITLE = re.compile(r"(?:[A-Za-zÀ-ÿ]{1,6}\.){1,3}(?:-?[A-Za-zÀ-ÿ]{1,6}\.?)?(?:\([A-Z]{2,4}\))?")
_LETTERS_SHAPE = re.compile(
    r"(?=.{2,9}$)(?:[A-Z]\.?){2,7}(?:-[A-Z]{1,4})?®?|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,3}|(?:[A-Z][a-z]{0,4}\.){2,4}[A-Z]?[a-z]{0,3}\.?"
)
_WORD = re.compile(rf"[{CAPITAL}][\wÀ-ž]{{0,24}}(?:[’'‘`-][A-Za-zÀ-ž]{{1,20}}){{0,3}}")
_INITIAL = re.compile(rf"[{CAPITAL}]\.?(?:-?[A-Z]\.)?")
_NICKNAME = re.compile(r"\s[\"“”„«(‘'][^\"“”»)’']{1,20}[\"”“»)’'](?=\s|$)")
_EDGES = ' \t-–—•·|*~,;:>»«"“”„✓★☆✔▶→'


class PersonName(NamedTuple):
    """A name as a reader would say it. `text` has an academic title and no letters after the name.

    `sure` (0 to 1) is how sure the words alone are a person's name; `alone` says that it is a given name alone.
    `letters` are the degrees and licences written behind.
    """

    text: str
    given: str
    sure: float
    alone: bool = False
    letters: str = ""


@of_short_text
def read(text: str) -> PersonName | None:
    """The name that a whole short text is, or None."""
    if not 2 <= len(text) <= _MOST_CHARACTERS:
        return None
    text = _NICKNAME.sub("", text.strip(_EDGES))
    head, _, rest = text.partition(",")
    if rest and not are_letters(rest):
        return None
    tokens = head.split()
    if not tokens or len(tokens) > _MOST_WORDS + 4:
        return None
    if not (tokens[-1][0].isupper() or _is_letters(tokens[-1])):  # most headings, without parsing them
        return None
    found = _parse(tokens, whole=True)
    if found is None:
        return None
    name = found[0]
    behind = " ".join(filter(None, (name.letters, rest.strip())))
    return PersonName(name.text, name.given, name.sure, name.alone, behind)


def leading(text: str) -> tuple[PersonName, str] | None:
    """The name that a text starts with, and what follows it."""
    tokens = text[:200].split(" ", 10)
    found = _parse(_cut_at_punctuation(tokens))
    if found is None:
        return None
    name, count = found
    last = tokens[count - 1]
    kept = last.rstrip(",;:" if _INITIAL.fullmatch(last.rstrip(",;:")) else ".,;:!?)’'\"”“»")
    end = len(" ".join(tokens[:count])) - len(last) + len(kept)
    behind = _letters_behind().match(text[end:])
    if behind is None:
        return name, text[end:]
    letters = " ".join(filter(None, (name.letters, behind.group().strip(" ,"))))
    return PersonName(name.text, name.given, name.sure, name.alone, letters), text[end + behind.end() :]


@of_short_text
def key(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles and initials: what two spellings of one person share."""
    tokens = [plain(token).strip(".,") for token in name.replace("-", " ").split()]
    return tuple(
        t
        for t in tokens
        if len(t) > 1
        and t not in vocabulary("people", "academic")
        and f"{t}." not in vocabulary("people", "small_titles")
    )


def same(one: str, other: str) -> bool:
    """Whether two names can be one person's: all words of the shorter, at least two, stand in the longer."""
    short, long = sorted((key(one), key(other)), key=len)
    return short == long if len(short) < 2 else set(short) <= set(long)


def plain_words(page: Document) -> frozenset[str]:
    """The words that the page writes in lower case: a name's words are rarely among them."""
    kept = page.kept.get(__name__)
    if not isinstance(kept, frozenset):
        kept = frozenset(word for word in page.text.split() if word.islower())
        page.kept[__name__] = kept
    return kept


def are_letters(text: str) -> bool:
    """Whether a text is nothing but degrees and licences ("PhD, LMFT")."""
    parts = text.replace(",", " ").replace("/", " ").split()
    return 0 < len(parts) <= 8 and all(_is_letters(part) for part in parts)


def has_degree(text: str) -> bool:
    """Whether one of the words is a degree or a licence that is known as such."""
    return any(word.strip("(),").lower() in vocabulary("degrees", "letters") for word in text.split())


def is_given(word: str) -> bool:
    """Whether a word is a common given name (it may be another word as well)."""
    return plain(word.strip(".,")).partition("-")[0] in _given()


def is_plain(word: str) -> bool:
    """Whether a lower-case word is one of the listed words that headings and firms are made of."""
    return word in _not_names()


@cache
def _letters_behind() -> re.Pattern[str]:
    """Degrees and licences behind a name in a text, as they are written: in lower case many are words."""
    spelled = one_of(word for table in words.table("degrees").values() for word in table["letters"].split())
    return re.compile(rf"(?:,?\s{spelled}(?!\w)\.?){{1,5}}")


@cache
def _spelled_titles() -> frozenset[str]:
    """Titles as they are written, their capitals too, with and without a full stop."""
    tables = words.table("people").values()
    spelled = [title for table in tables for title in table.get("titles", "").split()]
    return frozenset(title + stop for title in spelled for stop in ("", "."))


@cache
def _given() -> frozenset[str]:
    return frozenset(map(plain, listed("given_names", "names")))


@cache
def _also_words() -> frozenset[str]:
    return frozenset(map(plain, listed("given_names", "also_words")))


@cache
def _not_names() -> frozenset[str]:
    return frozenset((*listed("not_names", "words"), *listed("roles", "words"))) - vocabulary(
        "people", "particles"
    )


def _is_letters(token: str) -> bool:
    token = token.strip("(),")
    return token.lower() in vocabulary("degrees", "letters") or bool(_LETTERS_SHAPE.fullmatch(token))


def _cut_at_punctuation(tokens: list[str]) -> list[str]:
    """The tokens up to the first that ends a phrase; an initial's full stop does not."""
    kept = []
    for token in tokens:
        bare = token.rstrip(",;:!?)’'\"”“»")
        if (
            bare.endswith(".")
            and not _INITIAL.fullmatch(bare)
            and not _is_title(bare)
            and not _is_letters(bare)
        ):
            bare = bare.rstrip(".")
        kept.append(bare)
        if bare != token:
            break
    return kept


def _is_title(token: str) -> bool:
    return token in _spelled_titles() or token.lower() in vocabulary("people", "small_titles")


def _titles(tokens: list[str]) -> int:
    """How many tokens at the start are titles."""
    count = 0
    for token in tokens:
        if _is_title(token) or (
            "." in token[1:] and _DOTTED_TITLE.fullmatch(token) and not _INITIAL.fullmatch(token)
        ):
            count += 1
        else:
            break
    return count


def _parse(tokens: list[str], *, whole: bool = False) -> tuple[PersonName, int] | None:
    """A name at the start of the tokens, and how many of them it takes; all of them where `whole` is asked for."""
    first = _titles(tokens)
    last = first
    pending = 0
    while last + pending < len(tokens) and last - first < _MOST_WORDS:
        token = tokens[last + pending]
        if last > first and token.lower() in vocabulary("people", "particles") and not token.isupper():
            if token in vocabulary("people", "name_and") and _is_next_person(
                tokens, first, last, last + pending + 1
            ):
                break
            pending += 1
        elif _is_name_word(token, following=last > first):
            last += pending + 1
            pending = 0
        else:
            break
    core = tokens[first:last]
    letters = 0
    while len(core) > 1 and core[-1].lower().strip(".") in vocabulary("degrees", "letters"):
        core, letters = core[:-1], letters + 1
    while last < len(tokens) and core and _is_letters(tokens[last]):
        last, letters = last + 1, letters + 1
    if not core or (whole and last != len(tokens)):
        return None
    sure = _sureness(core)
    if 0 < sure < 0.8 and len(core) > 1 and _is_academic(tokens[:first]):
        sure = 0.8
    if not sure or (first and len(core) < 2):
        return None
    shown = (
        [t for t in tokens[:first] if t.lower() in vocabulary("people", "academic") or "." in t]
        if _is_academic(tokens[:first])
        else []
    )
    text = " ".join([*shown, *_cased(core)])
    return PersonName(text, core[0], sure, len(core) == 1, " ".join(tokens[last - letters : last])), last


def _is_next_person(tokens: list[str], first: int, last: int, following: int) -> bool:
    """Whether an "and" parts two full names, as in "Ada Winter e Bo Sommer" and not in "Ada Winter e Silva"."""
    return (
        last - first > 1
        and following + 1 < len(tokens)
        and is_given(tokens[first])
        and is_given(tokens[following])
    )


def may_start(word: str) -> bool:
    """Whether a sure name may start with a capitalised word: a given name, a title, what is abbreviated, a particle."""
    return (
        is_given(word)
        or word in _spelled_titles()
        or "." in word
        or word.lower() in vocabulary("people", "particles")
    )


def has_title(text: str) -> bool:
    """Whether a text begins with an academic title ("Dra. Jane Doe")."""
    return text.partition(" ")[0].lower() in vocabulary("people", "academic")


def _is_academic(titles: list[str]) -> bool:
    return any(title.lower() in vocabulary("people", "academic") for title in titles)


def _is_name_word(token: str, *, following: bool) -> bool:
    if _WORD.fullmatch(token):
        return not (
            following
            and token.isupper()
            and len(token) > 1
            and token.lower() in vocabulary("degrees", "letters")
        )
    return bool(_INITIAL.fullmatch(token))


def _sureness(core: list[str]) -> float:
    """How likely words of this shape are a name, by given names that are known and words that are none."""
    full = [
        token
        for token in core
        if len(token.strip(".")) > 1 and token.lower() not in vocabulary("people", "particles")
    ]
    if not full or len(core) > _MOST_WORDS or any(map(_has_figure, core)):
        return 0.0
    lowered = [token.lower() for token in full]
    if core[0].lower() in vocabulary("people", "leading_articles"):
        return 0.0
    if len(full) > 1 and full[0].isupper() and not full[-1].isupper() and len(full[0]) > 2:
        return 0.0
    given = plain(lowered[0]).partition("-")[0]
    known, ambiguous = given in _given(), given in _also_words()
    strange = [word for word in lowered[known:] if word in _not_names()]
    ambiguous = ambiguous or lowered[0] in _not_names()
    if len(full) == 1:
        return _alone(core, known and not ambiguous and not strange)
    if strange:
        if not known or strange != lowered[-1:] or len(full) > 3:
            return 0.0
        return 0.4 if ambiguous else 0.7
    abstract = any(word.endswith(listed("people", "abstract")) for word in lowered[known:])
    if known:
        return (0.4 if abstract else 0.8) if ambiguous else 0.95
    if any(plain(word) in _given() and plain(word) not in _also_words() for word in lowered[1:]):
        return 0.6
    return 0.0 if len(full) > 3 or abstract else 0.5


def _has_figure(token: str) -> bool:
    return not token.isalpha() and ("_" in token or any(map(str.isdigit, token)))


def _alone(core: list[str], known: bool) -> float:
    """A given name alone, or with an initial ("Phillip R.", "J. Moreno")."""
    if len(core) == 1:
        return 0.4 if known and not core[0].isupper() else 0.0
    return 0.6 if known else 0.3


def _cased(core: list[str]) -> list[str]:
    """Names in capitals as names are written."""
    if not all(token.isupper() for token in core) or sum(map(len, core)) < 6:
        return core
    return [token if len(token.strip(".")) == 1 else _capital(token) for token in core]


def _capital(token: str) -> str:
    if token.lower() in vocabulary("people", "particles"):
        return token.lower()
    cased = re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), token)
    return re.sub(r"^Mc([a-z])", lambda match: "Mc" + match.group(1).upper(), cased)
