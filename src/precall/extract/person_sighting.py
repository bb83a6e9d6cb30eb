"""One sighting of a person: how a name, a role and the place they stood in become a candidate."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from precall import words
from precall.extract import names, praise, roles, trust, voice
from precall.extract.names import PersonName
from precall.extract.quoting import stretch
from precall.model.fact import Candidate, Evidence, Where
from precall.model.voice import Voice
from precall.site.document import Block, Document
from precall.words.letters import CAPITAL, SMALL, plain
from precall.words.match import Spoken, either, phrases
from precall.words.remembered import in_languages, of_short_text

_SPLIT = re.compile(r"\s*(?:,|\||·|•|\s[-–—]{1,2}\s|[–—]|\s/\s|\()\s*")
_SIGN = re.compile(r"[,|·•–—/(-]")  # one of these stands in every place to split at
_LONGEST_QUOTE = 240
_MOST_RUN_TOGETHER = 7  # words
_PLAIN = re.compile(r"[^\d@!?.:;\"“”«»]+")
_OF_ANYBODY = (
    "other",
    "clients",
    "services",
    "testimonials",
    "faq",
)  # kinds of page that name people of others as well
_REACH = 90  # characters behind a name
_HOUSE = re.compile(
    rf",\s(?:\w{{2,4}},\s)?[{SMALL}]{{5,20}}\s([{CAPITAL}][\w’'-]{{4,30}})"
)  # ", director Larkspur Institute"
_CAPITALISED = re.compile(rf"[{CAPITAL}][\w-]{{3,30}}")


class Found(NamedTuple):
    """A name, the role that stands with it and, where there is none, the words that stand in its place."""

    name: PersonName
    role: str = ""
    beside: str = ""


class Ground:
    """A page as people are looked for on it: whose words its blocks are, how credible a name is there."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.about_people = page.kind in ("team", "about")
        self.about_others = page.kind in (
            "legal",
            "post",
            "blog",
        )  # whom their sentences name works elsewhere
        self.where: Where = "pdf" if page.is_pdf else "text"
        self._host = page.host.replace("-", "")

    def blocks(self) -> Sequence[Block]:
        """The blocks in which people of the business may be named."""
        return trust.blocks(self.page, "person")

    def heard(self, block: Block) -> Voice:
        """Whose words a block is."""
        return voice.of(self.page).at(block).voice

    def trusts(self, block: Block | None, words: str = "") -> bool:
        """Whether people of the business may be named in a block, or in some words within it."""
        return trust.trusts(self.page, "person", block, words)

    def names_us(self, sentence: str) -> bool:
        """Whether a sentence names the business by a word of its address: "founded Larkspur in 1998"."""
        return any(plain(word) in self._host for word in _CAPITALISED.findall(sentence))

    def is_credible(self, name: PersonName, *, runs_on: bool = False) -> bool:
        """An unknown given name, or a name that runs on into a role, counts only where none of its words is a plain word of the page."""
        if name.sure >= 0.7 and not runs_on:
            return True
        plain = names.plain_words(self.page)
        return not any(word.lower() in plain for word in name.text.split() if len(word) > 3)

    def candidate(
        self,
        name: PersonName,
        role: str,
        score: float,
        quote: str,
        *,
        where: Where | None = None,
        weak: bool = False,
    ) -> Candidate:
        """The candidate; `weak` ones count only beside others or where the words are about the business itself."""
        weak = weak or (self.page.kind in _OF_ANYBODY and self._works_elsewhere(quote, name.text))
        evidence = Evidence(self.page.url, _around(quote, name.text), where or self.where)
        attributes = {"role": role} if role else {}
        clues: dict[str, str | bool] = {"letters": name.letters} if name.letters else {}
        if weak:
            clues["weak"] = True
        return Candidate("person", name.text, round(min(score, 0.95), 3), evidence, attributes, clues)

    def _works_elsewhere(self, quote: str, name: str) -> bool:
        """Whether what stands behind a name says that its bearer works for somebody else: ", director of the Larkspur Institute"."""
        behind = quote.partition(name)[2][:_REACH]
        told = _at(self.page.spoken).match(behind)
        if told is None and not words.habits(self.page.language).get("capital_nouns"):
            told = _HOUSE.match(behind)
        return told is not None and plain(told[1]).strip("'’") not in self._host


def _around(quote: str, name: str) -> str:
    """A stretch of a long quote that holds the last word of a name."""
    last = name.split()[-1]
    place = max(0, quote.find(last))
    return stretch(quote.strip(), place, place + len(last), longest=_LONGEST_QUOTE)


@of_short_text
def name_and_role(line: str) -> Found | None:
    """ "Jane Doe, Head Baker", "Jane Doe, PhD - Head Baker"; None where the rest is no role."""
    match = _first_split(line)
    while match is not None:
        name = names.read(line[: match.start()])
        rest = line[match.end() :]
        if name is None:
            return None
        if roles.is_role(rest) and names.read(line) is None:
            return Found(name, roles.trimmed(rest))
        match = _SPLIT.search(line, match.end())
    return run_together(line)


def run_together(line: str) -> Found | None:
    """ "Jane Doe Head Baker", "Jane B. Doe Baker": a sure name, and all that follows is a role."""
    words = line.split()
    if not 3 <= len(words) <= _MOST_RUN_TOGETHER or "," in line or not names.is_given(words[0]):
        return None
    count = 3 if names.is_given(words[1]) or len(words[1].strip(".")) == 1 else 2
    name, rest = names.read(" ".join(words[:count])), " ".join(words[count:])
    if (
        name is None
        or name.alone
        or name.sure < 0.7
        or not rest[:1].isupper()
        or not roles.is_role(rest)
        or names.are_letters(rest)
    ):
        return None
    return Found(name, roles.trimmed(rest))


@of_short_text
def name_and_words(line: str) -> Found | None:
    """ "Jane Doe, kitchen and cellar": a name and a few words that are a role if its neighbours' are."""
    match = _first_split(line)
    if match is None:
        return None
    name = names.read(line[: match.start()])
    if name is None or name.alone or name.sure < 0.5:
        return None
    rest = roles.trimmed(line[match.end() :])
    if not may_be_role(rest):
        return None
    return Found(name, rest if roles.is_role(rest) else "", rest)


def may_be_split(line: str) -> bool:
    """Whether a line has a sign that may part a name from what stands with it."""
    return _SIGN.search(line) is not None


def _first_split(line: str) -> re.Match[str] | None:
    return _SPLIT.search(line) if may_be_split(line) else None


def may_be_role(text: str) -> bool:
    """A few words without figures, addresses or a sentence's end."""
    if not 3 <= len(text) <= 60 or len(text.split()) > 8 or not _PLAIN.fullmatch(text):
        return False
    return names.read(text) is None and not names.are_letters(text)


@cache
def _at(spoken: Spoken) -> re.Pattern[str]:
    """ ", director of the Larkspur Institute" and what it is called, in the same clause."""
    where, articles = either("people", "where", spoken), either("people", "articles", spoken)
    return re.compile(rf"^,\s[^.!?;:]{{3,60}}?\s{where}\s(?:{articles}\s)?([{CAPITAL}][\w’'-]+)")


@in_languages
def is_heading_of_people(text: str, spoken: Spoken) -> bool:
    """Whether a heading announces the people of the business."""
    return (
        len(text) <= 70
        and phrases("people", "team", spoken).stand_in(text)
        and not praise.is_heading_of_praise(text, spoken)
    )
