"""Which kind of page an address is: by the words of its link, its address and its title, in every language we have."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args
from urllib.parse import unquote, urlsplit

from precall import words
from precall.kept_table import made_of
from precall.model.page import PageKind
from precall.site.url import page_path
from precall.words import letters
from precall.words.letters import STROKES

Topic = Literal[
    "contact", "booking", "team", "about", "pricing", "testimonials", "careers", "faq", "imprint", "privacy", "terms",
    "services", "clients", "blog", "post", "listing", "skip", "home", "other",
]  # fmt: skip
_PRECEDENCE: tuple[Topic, ...] = get_args(Topic)
_KINDS: Mapping[str, PageKind] = {
    "booking": "contact", "imprint": "legal", "privacy": "legal", "terms": "legal", "listing": "blog", "skip": "other",
}  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|shtml|pdf)$")
_DATE_IN_PATH = re.compile(
    r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|(?<!\d)(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?[0-3]\d(?!\d)"
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe", "ł": "l"}
)
_LONGEST_PHRASE = 5
_MOST_WORDS, _MOST_LETTERS = 12, 300

# How much each sighting says: a link's whole text the most, a word inside a title the least.
_WHOLE_TEXT, _IN_TEXT, _WHOLE_NAME, _IN_NAME, _FOLDER, _WHOLE_TITLE, _IN_TITLE = (
    40.0,
    18.0,
    36.0,
    16.0,
    22.0,
    20.0,
    8.0,
)
# Where the head of a name stands: "team coaching" is coaching, "coaching d'équipe" too.
_HEAD_LAST_ADDS, _HEAD_FIRST_ADDS = 3.0, 2.0
_ALONE = frozenset(("home", "skip", "listing"))
_NO_FOLDER = frozenset(("home", "skip", "listing", "about", "contact"))


class _Meaning(NamedTuple):
    """What a phrase means: `alone` where only the whole text counts, `head` which end of a text weighs more."""

    topic: Topic
    alone: bool
    heads: frozenset[Literal["first", "last"]]


_Plain = tuple[Topic, bool, tuple[Literal["first", "last"], ...]]
"""A meaning as it is kept."""


@lru_cache(maxsize=4096)
def kind_of(url: str, link_text: str = "", title: str = "") -> PageKind:
    """The kind of a page by its address, how it is linked and its title; "other" where nothing tells."""
    return kind_of_topic(topic_of(url, link_text, title))


def kind_of_topic(topic: Topic) -> PageKind:
    """The dossier's kind of page that a topic belongs to."""
    return _KINDS.get(topic) or cast(PageKind, topic)


@lru_cache(maxsize=4096)
def topic_of(url: str, link_text: str = "", title: str = "") -> Topic:
    """Like the kind, but telling an imprint from a privacy page, and a booking page from a contact page.

    What is no URL leads nowhere: its words and its title alone tell.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        url, parts = "?", urlsplit("?")
    path = _EXTENSION.sub("", unquote(page_path(url)).casefold())
    folders = [part for part in path.split("/") if part]
    name = folders.pop() if folders else ""
    if not name and not parts.query:
        return "home"
    if _is_post(path, folders, name, link_text):
        return "post"
    votes = _votes(link_text, _WHOLE_TEXT, _IN_TEXT)
    in_folders = {topic: _FOLDER for topic in map(whole_topic, folders) if topic and topic not in _NO_FOLDER}
    for more in (_votes(name, _WHOLE_NAME, _IN_NAME), in_folders):
        for topic, share in more.items():
            votes[topic] = votes.get(topic, 0.0) + share
    return _best(votes) or _best(_votes(title, _WHOLE_TITLE, _IN_TITLE)) or "other"


@lru_cache(maxsize=4096)
def topic_named(text: str) -> Topic:
    """What a page of that name would be about, wherever it stood; "other" where nothing tells."""
    return _best(_votes(text, _WHOLE_TEXT, _IN_TEXT)) or "other"


def whole_topic(text: str) -> Topic | Literal[""]:
    """The topic that a whole text names; empty where it names none."""
    meanings = _meanings(fold(text))
    return meanings[0].topic if meanings else ""


def is_document(url: str, link_text: str) -> bool:
    """Whether a PDF is a brochure, a menu or a price list rather than a form."""
    name = _EXTENSION.sub("", unquote(urlsplit(url).path).casefold()).rpartition("/")[2]
    wanted = _documents()
    return any(run in wanted for text in (link_text, name) for run, _, _ in _runs(_tokens(text)))


def fold(text: str) -> str:
    """The text in lower case without accents, its words parted by single spaces."""
    return " ".join(_tokens(text))


def _best(votes: Mapping[Topic, float]) -> Topic | None:
    useful = [topic for topic in votes if topic not in ("home", "skip")]
    return max(useful, key=lambda topic: (votes[topic], -_PRECEDENCE.index(topic)), default=None)


def _is_post(path: str, folders: list[str], name: str, link_text: str) -> bool:
    if _DATE_IN_PATH.search(path):
        return True
    in_blog = any(whole_topic(folder) == "blog" for folder in folders)
    in_listing = any(whole_topic(folder) == "listing" for folder in folders)
    return in_blog and not in_listing and whole_topic(name) == "" and whole_topic(link_text) != "listing"


def _votes(text: str, whole: float, part: float) -> dict[Topic, float]:
    """How much a text speaks for each topic; the longest phrase hides the shorter ones inside it."""
    tokens = _tokens(text)
    votes: dict[Topic, float] = {}
    taken: list[tuple[int, int]] = []
    for phrase, start, end in _runs(tokens):
        is_whole = end - start == len(tokens)
        meanings = [meaning for meaning in _meanings(phrase) if is_whole or not meaning.alone]
        if not meanings or any(a <= start and end <= b for a, b in taken):
            continue
        taken.append((start, end))
        share = whole if is_whole else part * (0.6 + 0.4 * (end - start) / len(tokens))
        for meaning in meanings:
            head = _head(meaning, first=not start, last=end == len(tokens))
            votes[meaning.topic] = max(votes.get(meaning.topic, 0.0), share + head)
    return votes


def _head(meaning: _Meaning, *, first: bool, last: bool) -> float:
    if last and "last" in meaning.heads:
        return _HEAD_LAST_ADDS
    return _HEAD_FIRST_ADDS if first and "first" in meaning.heads else 0.0


def _runs(tokens: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """All runs of words that could be a phrase, the longest first."""
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            yield " ".join(tokens[start : start + size]), start, start + size


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    plain = text[:_MOST_LETTERS].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", text[:_MOST_LETTERS]).casefold().translate(STROKES)
        plain = "".join(filterfalse(unicodedata.combining, plain))
    return tuple(_WORD.findall(plain)[:_MOST_WORDS])


@cache
def _phrases() -> Mapping[str, Sequence[_Plain]]:
    """What each spelling of a phrase means."""
    return made_of((Path(__file__), Path(letters.__file__), *words.files()), _read_phrases, "phrases")


def _meanings(spelling: str) -> tuple[_Meaning, ...]:
    return _known_meanings(spelling) if spelling in _phrases() else ()


@cache
def _known_meanings(spelling: str) -> tuple[_Meaning, ...]:
    return tuple(_Meaning(topic, alone, frozenset(heads)) for topic, alone, heads in _phrases()[spelling])


def _read_phrases() -> dict[str, tuple[_Plain, ...]]:
    found: dict[str, dict[Topic, _Meaning]] = {}
    for language, topic, phrase, alone in _listed():
        heads = _heads(language)
        for spelling in _spellings(phrase):
            known = found.setdefault(spelling, {})
            if topic in known:
                alone, heads = alone and known[topic].alone, heads | known[topic].heads
            known[topic] = _Meaning(topic, alone, heads)
    return {
        spelling: tuple((one.topic, one.alone, tuple(sorted(one.heads))) for one in meanings.values())
        for spelling, meanings in found.items()
    }


@cache
def _heads(language: str) -> frozenset[Literal["first", "last"]]:
    return frozenset(("last",) if words.habits(language).get("head_last") else ("first",))


def _spellings(phrase: str) -> tuple[str, ...]:
    """A phrase without its accents, and as it is written where there are none: "fuer", too."""
    if phrase.isascii():
        return (phrase if phrase.islower() and phrase.replace(" ", "").isalnum() else fold(phrase),)
    return tuple(dict.fromkeys((fold(phrase), fold(phrase.translate(_UMLAUTS)))))


def _listed() -> Iterator[tuple[str, Topic, str, bool]]:
    for language, table in words.table("pages").items():
        for alone, topics in ((False, table), (True, table.get("alone", {}))):
            for topic, phrases in topics.items():
                if topic in _PRECEDENCE:
                    yield from ((language, topic, phrase, alone or topic in _ALONE) for phrase in phrases)


@cache
def _documents() -> frozenset[str]:
    tables = words.table("pages").values()
    return frozenset(fold(phrase) for table in tables for phrase in table.get("document", ()))
