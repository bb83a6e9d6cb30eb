"""People in sentences: "my name is ...", "... is a partner at the firm", "our chiropractor ...", "founded by ..."."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from precall.extract import names, roles, speech
from precall.extract.names import PersonName
from precall.extract.person_sighting import Ground
from precall.model.fact import Candidate
from precall.site.document import Block, Document
from precall.site.text import clean
from precall.words.letters import CAPITAL
from precall.words.match import Phrases, Place, Spoken, either, fold, listed, phrases, vocabulary
from precall.words.remembered import of_short_text
from precall.words.tree import one_of

_LONGEST_LINE = 160
_LONGEST_BLOCK = 4_000
_MOST_SENTENCES = 40
_MOST_NAMES = 12  # of a sentence

_MOST_BIO = 6

_EARLY = 40  # characters before whom a sentence is about
_REACH = 40  # characters behind a name in which it says what they did
_MARKS, _PREDICATE_MARKS = r"[.;!?):]|,\s", r"[.;!?(]|,\s"


class _Named(NamedTuple):
    """A sure full name in a sentence: where it starts, and what follows it."""

    start: int
    name: PersonName
    rest: str


class _Sentence(NamedTuple):
    """A sentence with whom it names, whatever it says of them."""

    text: str
    named: tuple[_Named, ...]


class _Way(NamedTuple):
    """A way to introduce somebody: the phrases that do so, and who is read from a sentence with one of them."""

    phrases: Phrases
    read: Callable[[Ground, str, Phrases], Iterator[Candidate]]


def sightings(ground: Ground) -> Iterator[Candidate]:
    """The people whom sentences introduce or describe; not on legal pages and posts, which are about others."""
    if ground.about_others:
        return
    ways = _ways_on(ground.page)
    for block in ground.blocks():
        if 12 <= len(block.text) <= _LONGEST_BLOCK:
            yield from _in_pieces(ground, block)
            for sentence in _sentences(block.text):
                if (ways or sentence.named) and ground.trusts(block, sentence.text):
                    yield from _all_in(ground, sentence, ways, block.element)


def in_sentence(ground: Ground, sentence: str) -> Iterator[Candidate]:
    """The people whom one sentence introduces or describes."""
    return _all_in(ground, _read(sentence), _ways(ground.page.spoken), None)


def _all_in(
    ground: Ground, sentence: _Sentence, ways: Sequence[_Way], element: _Element | None
) -> Iterator[Candidate]:
    for way in ways:
        if way.phrases.stand_in(sentence.text):
            yield from way.read(ground, sentence.text, way.phrases)
    bold = _bold(element) if element is not None and sentence.named else frozenset()
    for named in sentence.named:
        yield from _described(ground, sentence.text, named, bold)


@cache
def name_start() -> re.Pattern[str]:
    """Where a full name may begin, with the title before it.

    It begins with what is rare in a text, so that a search leaps from one such sign to the next.
    """
    titles = sorted({title.rstrip(".") for title in listed("people", "academic")}, key=len, reverse=True)
    title = "|".join(f"{re.escape(title[1:])}(?<={re.escape(title)})" for title in titles)
    particles = one_of(word for word in listed("people", "particles") if len(word) > 1 and word.isalpha())
    return re.compile(
        rf"[{CAPITAL}](?<![\w.@/].)(?:(?i:{title})[\w.-]{{0,8}}\s[{CAPITAL}])?"
        rf"[\w’'-]{{1,20}}(?=\s(?:[{CAPITAL}]|{particles} ))"
    )


@of_short_text
def _sentences(text: str) -> tuple[_Sentence, ...]:
    return tuple(map(_read, speech.split(text)[:_MOST_SENTENCES]))


def _read(sentence: str) -> _Sentence:
    starts = list(islice(name_start().finditer(sentence), _MOST_NAMES))
    named = []
    for start in starts:
        if " " in start.group() or names.may_start(start.group()):
            found = names.leading(sentence[start.start() :])
            if found is not None and not found[0].alone and found[0].sure >= 0.7:
                named.append(_Named(start.start(), *found))
    return _Sentence(sentence, tuple(named))


def _ways_on(page: Document) -> tuple[_Way, ...]:
    """The ways to introduce somebody of which the page has a phrase at all."""
    return tuple(way for way in _ways(page.spoken) if page.blocks_with(way.phrases))


@cache
def _ways(spoken: Spoken) -> tuple[_Way, ...]:
    return _Way(phrases("people", "me", spoken), _introduced), _Way(
        phrases("people", "founded_by", spoken), _founded
    )


def _in_pieces(ground: Ground, block: Block) -> Iterator[Candidate]:
    """A name set apart by its own markup at a block's start, and the role in the markup behind it."""
    if len(block.element) == 0 or not block.text[:1].isupper():
        return
    starts_it = ground.page.block_of[block.element] is block
    if starts_it and not names.may_start(block.text.partition(" ")[0]):
        return
    pieces = _pieces(block.element)
    name = names.read(next(pieces, ""))
    role = next(pieces, "") if name is not None and not name.alone and name.sure >= 0.7 else ""
    if name is not None and roles.is_role(role, ground.page.spoken):
        yield ground.candidate(name, roles.trimmed(role), 0.45 + 0.45 * name.sure, block.text)


def _pieces(element: _Element) -> Iterator[str]:
    """The stretches of text between the tags in an element."""
    for text in element.itertext():
        shown = clean(str(text)).strip(" ,:|–—-")
        if shown:
            yield shown


def _bold(element: _Element) -> frozenset[str]:
    """The words that a block's markup sets off."""
    marked = (child for child in element.iter("strong", "b", "a") if child is not element)
    return frozenset(clean(str(child.text or "")) for child, _ in zip(marked, range(20), strict=False))


def _introduced(ground: Ground, sentence: str, ways: Phrases) -> Iterator[Candidate]:
    places = (place for place in ways.each(sentence[:_LONGEST_LINE]) if _begins(sentence, place))
    match = next(places, None)
    found = names.leading(sentence[match.end() :].lstrip(" ,")) if match else None
    if found is None:
        return
    name, rest = found
    if name.alone and name.sure >= 0.4 and rest[:1] in ("", ",", ".", "!", " ") and not rest[1:2].isupper():
        yield ground.candidate(name, _apposition(rest, name, ground.page.spoken), 0.6, sentence)
    elif not name.alone and name.sure >= 0.5 and ground.is_credible(name):
        yield ground.candidate(
            name, _apposition(rest, name, ground.page.spoken), 0.45 + 0.5 * name.sure, sentence
        )


def _begins(sentence: str, place: Place) -> bool:
    """Whether a phrase stands where a clause may begin, and something follows it."""
    before, behind = sentence[: place.start()][-1:], sentence[place.end() : place.end() + 1]
    return before in ("", " ", ",", "!", "–", "—", "-") and behind == " "


def _founded(ground: Ground, sentence: str, ways: Phrases) -> Iterator[Candidate]:
    for match in ways.each(sentence):
        found = names.leading(sentence[match.end() :].lstrip(" ,:–—-"))
        if found is not None and not found[0].alone and found[0].sure >= 0.7:
            label = sentence[match.start() : match.end()]
            spoken = ground.page.spoken
            named = roles.trimmed(label) if roles.is_role(label, spoken) else ""
            role = _apposition(found[1], found[0], spoken) or named
            weak = not ground.names_us(sentence)
            yield ground.candidate(found[0], role, 0.45 + 0.35 * found[0].sure, sentence, weak=weak)
            return


def _described(ground: Ground, sentence: str, named: _Named, bold: frozenset[str]) -> Iterator[Candidate]:
    """A name with its role before or behind it."""
    start, name, rest = named.start, named.name, named.rest
    spoken = ground.page.spoken
    before, owned = _role_before(sentence[:start], spoken)
    led = roles.is_position(sentence[:start].strip())
    told = before if led else _apposition(rest, name, spoken)
    role = told or (_predicate(rest, spoken) if start < 40 else "") or before
    titled = names.has_title(name.text)
    if _is_by(sentence[:start], spoken) and ground.names_us(sentence):
        yield ground.candidate(name, role, 0.3 + 0.45 * name.sure, sentence)
    elif role:
        at_start = start < 3 or led or owned or name.text in bold or sentence[:start].endswith(": ")
        score = 0.3 + 0.45 * name.sure + 0.1 * at_start + 0.05 * ground.about_people + 0.05 * titled
        yield ground.candidate(name, role, score, sentence, weak=not at_start)
    elif start < 3 and ground.about_people and (titled or _is_a(rest, spoken)):
        yield ground.candidate(name, "", 0.55 + 0.15 * titled, sentence, weak=not titled)
    elif start < _EARLY and _opened(rest, spoken) and ground.names_us(sentence):
        yield ground.candidate(name, "", 0.3 + 0.45 * name.sure, sentence)


def _opened(rest: str, spoken: Spoken) -> bool:
    """Whether what follows a name says that its bearer opened, runs or is something."""
    return bool(phrases("people", "opened", spoken).starts_at(rest, 1) or _is_a(rest, spoken))


def _is_by(before: str, spoken: Spoken) -> bool:
    """ "founded in 1998 by", right before a name."""
    led, _, by = before.rstrip().rpartition(" ")
    told = phrases("people", "by_whom", spoken).is_whole(by)
    return told and phrases("people", "done_by", spoken).stand_in(led[-_REACH:])


def _role_before(text: str, spoken: Spoken) -> tuple[str, bool]:
    """The role right before a name ("our chiropractor Ada Winter"), and whether it is called ours or yours."""
    tokens = text.rstrip(" –—-:,").split()[-4:]
    for count in range(1, len(tokens) + 1):
        if tokens[-count].lower().strip("(") in vocabulary("people", "possessive", spoken):
            role = " ".join(tokens[len(tokens) - count + 1 :])
            if count > 3 and names.read(" ".join(tokens[-2:])) is not None:
                return "", False  # it is the role of whom it names first
            return (roles.trimmed(role), True) if role and roles.is_role(role, spoken) else ("", False)
    last = tokens[-1] if tokens else ""
    return (roles.trimmed(last), False) if last and roles.is_role_word(last.lower(), spoken) else ("", False)


def _apposition(rest: str, name: PersonName, spoken: Spoken) -> str:
    """The role in ", founder of the bakery," or " (founder)"; a run-in line ends where the given name comes again."""
    if not rest.startswith((",", " (", " –", " —", " -", " |")):
        return ""
    part = rest.lstrip(",(–—-| ")
    again = part.find(f" {name.given} ")
    part = part[:again] if again > 0 else _up_to("stops", part, spoken)
    return _clipped(part, spoken)


def role_in_bio(text: str, name: PersonName, spoken: Spoken) -> str:
    """The role that the sentences below a name give to its bearer: "Ada is a baker", "She is a baker"."""
    for sentence in speech.split(text)[:_MOST_BIO]:
        subject = next((s for s in (name.text, name.given) if sentence.startswith(f"{s} ")), "")
        word = subject or sentence.partition(" ")[0]
        if (subject or word.lower() in vocabulary("people", "pronouns", spoken)) and (
            role := _predicate(sentence[len(word) :], spoken)
        ):
            return role
    return ""


def _predicate(rest: str, spoken: Spoken) -> str:
    """The role in " is a partner at the firm"."""
    match = _is_a(rest, spoken)
    if match is None:
        return ""
    role = _clipped(_up_to("predicate_stops", rest[match.end() :], spoken, marks=_PREDICATE_MARKS), spoken)
    later = _as(spoken).match(f" {role}" if role else rest, 0 if role else match.end())
    return (
        _clipped(_up_to("predicate_stops", later[1], spoken, marks=_PREDICATE_MARKS), spoken)
        if later
        else role
    )


def _clipped(text: str, spoken: Spoken) -> str:
    """The part of a phrase that is a role: without article, up to the words that say where."""
    text = text.strip()
    while (shorter := _article(spoken).sub("", text)) != text:
        text = shorter
    for part in (text, _up_to("where", text, spoken, marks="")):
        part = roles.trimmed(part)
        if len(part.split()) <= 8 and roles.is_role(part, spoken):
            return part
    return ""


def _is_a(rest: str, spoken: Spoken) -> Place | None:
    """ " is a", " works as" at the start of what follows a name."""
    return phrases("people", "is_a", spoken).starts_at(rest, 1) if rest[:1].isspace() else None


def _up_to(name: str, text: str, spoken: Spoken, *, marks: str = _MARKS) -> str:
    """What stands before the first mark, or before the first word of a list between blanks."""
    end = _ends(name, marks, spoken).search(fold(text))
    return text[: end.start()] if end else text


@cache
def _ends(name: str, marks: str, spoken: Spoken) -> re.Pattern[str]:
    return re.compile("|".join(filter(None, (marks, rf"\s{either('people', name, spoken)}\s"))))


@cache
def _as(spoken: Spoken) -> re.Pattern[str]:
    """ "arbeitet seit 2015 als Heilpraktikerin"."""
    return re.compile(rf"(?:\s\S{{1,20}}){{0,5}}?\s{either('people', 'as', spoken)}\s(.{{3,80}})")


@cache
def _article(spoken: Spoken) -> re.Pattern[str]:
    articles = either("people", "articles", spoken)
    return re.compile(rf"^{articles}\s*(?<=[\s'’])(?=\w)", re.IGNORECASE)
