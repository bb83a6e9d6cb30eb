"""People in sentences: "my name is ...", "... is a partner at the firm", "our chiropractor ...", "founded by ..."."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml.etree import _Element

from precall.extract import names, roles, wording
from precall.extract.names import PersonName
from precall.extract.person_sighting import Ground
from precall.extract.phrases import pattern
from precall.extract.remembered import of_short_text
from precall.model.fact import Candidate
from precall.site.document import Block, Document
from precall.site.text import clean

_LONGEST_LINE = 160
_LONGEST_BLOCK = 4_000
_MOST_SENTENCES = 40
_MOST_NAMES = 12  # of a sentence

_MOST_BIO = 6
_PRONOUNS = frozenset("i she he ich sie er je elle il ella él lei lui ik zij ze hij eu ela ele".split())

# These begin with what is rare in a text, so that a search leaps from one such sign to the next.
_SENTENCE = re.compile(r" (?<=[.!?] )(?=[A-ZÀ-ÖØ-Þ])")
_NAME_START = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?<![\w.@/].)(?:(?:r(?<=Dr)a?|rof(?<=Prof)|ipl(?<=Dipl)|ag(?<=Mag))[\w.-]{0,8}\s[A-ZÀ-ÖØ-Þ])?"
    r"[\w’'-]{1,20}(?=\s(?:[A-ZÀ-ÖØ-Þ]|v[ao]n |de |del |di |da |dos ))"
)
_COUPLE = re.compile(
    r"([A-ZÀ-ÖØ-Þ](?<!\w.)[\w-]{1,15})\s(?:&|and|und|et|y|e|en)\s([A-ZÀ-ÖØ-Þ][\w-]{1,15}\s[A-ZÀ-ÖØ-Þ][\w’'-]{1,20})\s([a-zà-ÿ]{3,12})"
)
_APPOSITION_END = re.compile(
    r"[.;!?):]|,\s|\s(?:who|whose|with|where|der|die|das|qui|dont|que|quien|che|chi|met|waar|com)\s"
)
_PREDICATE_END = re.compile(
    r"[.;!?(]|,\s|\s(?:who|with|mit|avec|con|that|where|and (?:has|is|was)|working|based|serving|special\w{3,6}|der|welche|qui|dont|che|met|waar)\s"
)
_AS = re.compile(
    r"(?:\s\S{1,20}){0,5}?\s(?:als|as|comme|como|come)\s(.{3,80})"
)  # "arbeitet seit 2015 als Heilpraktikerin"
_BY = re.compile(r"\b(?:von|durch|door)\s$")
_FOUNDED_BEHIND = re.compile(r"\s(?:(?:im Jahre? |in )?\d{4}\s)?(?:gegründet|geführt|geleitet|opgericht)\b")
_PLACE = re.compile(
    r"\s(?:at|of|for|from|in|bei|der|des|von|chez|de|du|en|di|presso|bij|van|da|do|na|no|based|since|seit|depuis|desde)\s"
)
_ARTICLE = re.compile(
    r"^(?:an?|the|our|your|one of|currently|also|now|ein|eine|der|die|unser|unsere|ihre?|une?|les?|la|notre|votre|una|el|nuestr[oa]|il|lo"
    r"|een|de|het|onze|uma?|os?|l['’])\s*(?<=[\s'’])(?=\w)",
    re.IGNORECASE,
)
_POSSESSIVE = frozenset(
    "our your my uw onze ons unser unsere ihr ihre mein meine notre votre nos vos mon ma nuestro nuestra su tu nostro nostra vostro nosso nossa seu sua".split()
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A sure full name in a sentence: where it starts, and what follows it."""

    start: int
    name: PersonName
    rest: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with whom it names, whatever it says of them."""

    text: str
    couple: tuple[PersonName, PersonName] | None
    named: tuple[_Named, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to introduce somebody: the folded phrases that do so, and who is read from a sentence with one of them."""

    phrases: tuple[str, ...]
    read: Callable[[Ground, str, str], Iterator[Candidate]]  # from the sentence, and the same in lower case

    def is_taken(self, folded: str) -> bool:
        return any(map(folded.__contains__, self.phrases))


def sightings(ground: Ground) -> Iterator[Candidate]:
    """The people whom sentences introduce or describe; not on legal pages and posts, which are about others."""
    if ground.page.kind in ("legal", "post", "blog"):
        return
    ways = _ways_on(ground.page)
    for block in ground.blocks():
        if 12 <= len(block.text) <= _LONGEST_BLOCK:
            yield from _in_pieces(ground, block)
            for sentence in _sentences(block.text):
                if (ways or sentence.couple or sentence.named) and ground.trusts(block, sentence.text):
                    yield from _all_in(ground, sentence, ways, block.element)


def in_sentence(ground: Ground, sentence: str) -> Iterator[Candidate]:
    """The people whom one sentence introduces or describes."""
    return _all_in(ground, _read(sentence), _ways(), None)


def _all_in(
    ground: Ground, sentence: _Sentence, ways: Sequence[_Way], element: _Element | None
) -> Iterator[Candidate]:
    folded = sentence.text.casefold() if ways else ""
    for way in ways:
        lowered = sentence.text.lower() if way.is_taken(folded) else ""
        if len(lowered) == len(sentence.text):
            yield from way.read(ground, sentence.text, lowered)
    if sentence.couple:
        yield ground.candidate(sentence.couple[0], "", 0.7, sentence.text)
        yield ground.candidate(sentence.couple[1], "", 0.75, sentence.text)
    bold = _bold(element) if element is not None and sentence.named else frozenset()
    for named in sentence.named:
        yield from _described(ground, sentence.text, named, bold)


@of_short_text
def _sentences(text: str) -> tuple[_Sentence, ...]:
    return tuple(map(_read, _SENTENCE.split(text)[:_MOST_SENTENCES]))


def _read(sentence: str) -> _Sentence:
    starts = list(islice(_NAME_START.finditer(sentence), _MOST_NAMES))
    named = []
    for start in starts:
        if " " in start.group() or names.may_start(start.group()):
            found = names.leading(sentence[start.start() :])
            if found is not None and not found[0].alone and found[0].sure >= 0.7:
                named.append(_Named(start.start(), *found))
    return _Sentence(sentence, _couple(sentence) if starts else None, tuple(named))


def _ways_on(page: Document) -> tuple[_Way, ...]:
    """The ways to introduce somebody, with those of their phrases that the page has at all."""
    found = (_Way(wording.present(page, way.phrases), way.read) for way in _ways())
    return tuple(way for way in found if way.phrases)


@cache
def _ways() -> tuple[_Way, ...]:
    return tuple(
        _Way(wording.listed_folded("people", entry), read)
        for entry, read in (("me", _introduced), ("founded_by", _founded))
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
    if name is not None and roles.is_role(role):
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


def _introduced(ground: Ground, sentence: str, lowered: str) -> Iterator[Candidate]:
    match = _introduction().search(lowered, 0, 200)
    found = names.leading(sentence[match.end() :].lstrip(" ,")) if match else None
    if found is None:
        return
    name, rest = found
    if name.alone and name.sure >= 0.4 and rest[:1] in ("", ",", ".", "!", " ") and not rest[1:2].isupper():
        yield ground.candidate(name, _apposition(rest, name), 0.6, sentence)
    elif not name.alone and name.sure >= 0.5 and ground.is_credible(name):
        yield ground.candidate(name, _apposition(rest, name), 0.45 + 0.5 * name.sure, sentence)


def _founded(ground: Ground, sentence: str, lowered: str) -> Iterator[Candidate]:
    for match in pattern("people", "founded_by").finditer(lowered):
        found = names.leading(sentence[match.end() :].lstrip(" ,:–—-"))
        if found is not None and not found[0].alone and found[0].sure >= 0.7:
            label = sentence[match.start() : match.end()]
            role = _apposition(found[1], found[0]) or (roles.trimmed(label) if roles.is_role(label) else "")
            yield ground.candidate(found[0], role, 0.45 + 0.35 * found[0].sure, sentence, weak=True)
            return


def _couple(sentence: str) -> tuple[PersonName, PersonName] | None:
    """ "Ada & Bo Winter opened ..." names two people with one family name; the first stays as it is written."""
    match = _COUPLE.search(sentence)
    if match is None or not _doing().fullmatch(match[3]):
        return None
    first, second = names.read(match[1]), names.read(match[2])
    if first is not None and first.alone and first.sure and second is not None and second.sure >= 0.7:
        return first, second
    return None


def _described(ground: Ground, sentence: str, named: _Named, bold: frozenset[str]) -> Iterator[Candidate]:
    """A name with its role before or behind it."""
    start, name, rest = named.start, named.name, named.rest
    before, owned = _role_before(sentence[:start])
    role = _apposition(rest, name) or (_predicate(rest) if start < 40 else "") or before
    titled = name.text.startswith(("Dr", "Prof"))
    if _BY.search(sentence, max(0, start - 8), start) and _FOUNDED_BEHIND.match(rest):
        yield ground.candidate(name, role, 0.3 + 0.45 * name.sure, sentence)
    elif role:
        at_start = start < 3 or owned or name.text in bold or sentence[:start].endswith(": ")
        score = 0.3 + 0.45 * name.sure + 0.1 * at_start + 0.05 * ground.about_people + 0.05 * titled
        yield ground.candidate(name, role, score, sentence, weak=not at_start)
    elif start < 3 and ground.about_people and _verbs().match(rest.lower()):
        yield ground.candidate(name, "", 0.55 + 0.15 * titled, sentence, weak=not titled)


def _role_before(text: str) -> tuple[str, bool]:
    """The role right before a name ("our chiropractor Ada Winter"), and whether it is called ours or yours."""
    tokens = text.rstrip(" –—-:,").split()[-4:]
    for count in range(1, len(tokens) + 1):
        if tokens[-count].lower().strip("(") in _POSSESSIVE:
            role = " ".join(tokens[len(tokens) - count + 1 :])
            return (roles.trimmed(role), True) if role and roles.is_role(role) else ("", False)
    last = tokens[-1] if tokens else ""
    return (roles.trimmed(last), False) if last and roles.is_role_word(last.lower()) else ("", False)


def _apposition(rest: str, name: PersonName) -> str:
    """The role in ", founder of the bakery," or " (founder)"; a run-in line ends where the given name comes again."""
    if not rest.startswith((",", " (", " –", " —", " -", " |")):
        return ""
    part = rest.lstrip(",(–—-| ")
    again = part.find(f" {name.given} ")
    part = part[:again] if again > 0 else _APPOSITION_END.split(part, maxsplit=1)[0]
    return _clipped(part)


def role_in_bio(text: str, name: PersonName) -> str:
    """The role that the sentences below a name give to its bearer: "Ada is a baker", "She is a baker"."""
    for sentence in _SENTENCE.split(text)[:_MOST_BIO]:
        subject = next((s for s in (name.text, name.given) if sentence.startswith(f"{s} ")), "")
        word = subject or sentence.partition(" ")[0]
        if (subject or word.lower() in _PRONOUNS) and (role := _predicate(sentence[len(word) :])):
            return role
    return ""


def _predicate(rest: str) -> str:
    """The role in " is a partner at the firm"."""
    match = _verbs().match(rest.lower())
    if match is None:
        return ""
    role = _clipped(_PREDICATE_END.split(rest[match.end() :], maxsplit=1)[0])
    later = _AS.match(f" {role}" if role else rest, 0 if role else match.end())
    return _clipped(_PREDICATE_END.split(later[1], maxsplit=1)[0]) if later else role


def _clipped(text: str) -> str:
    """The part of a phrase that is a role: without article, up to the words that say where."""
    text = text.strip()
    while (shorter := _ARTICLE.sub("", text)) != text:
        text = shorter
    for part in (text, _PLACE.split(text)[0]):
        part = roles.trimmed(part)
        if len(part.split()) <= 8 and roles.is_role(part):
            return part
    return ""


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s,!–—-])" + pattern("people", "me").pattern + r"(?=\s)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(r"\s+" + pattern("people", "is_a").pattern)


@cache
def _doing() -> re.Pattern[str]:
    return pattern("people", "opened")
