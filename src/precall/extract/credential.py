"""What qualifies the business: certificates, licences, memberships, degrees, awards."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from lxml.etree import _Element

from precall.extract import names, speech, trust
from precall.extract.chips import chips
from precall.extract.credential_wording import apart, telling
from precall.extract.merge import mark_unsure, merge
from precall.extract.offer_wording import is_usual
from precall.extract.ranking import first_on_main_pages
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.page import PageKind
from precall.site import cards
from precall.site.document import Block, Document
from precall.site.kind import topic_of
from precall.words.match import ALL, Phrases, Spoken, fold, listed, phrases, vocabulary
from precall.words.tree import one_of

KIND: Kind = "credential"

_MOST = 10
_SURE = 0.6
_LONGEST = 260
_LINE = 9  # words
_WORTH_A_LOOK = re.compile(r"[\dA-Z](?:(?<=\d)\d\d|(?<=[A-Z])[A-Z][- ][A-Z])")
_SEGMENT = re.compile(r"\s*[·|•]\s*|\s[–—]\s")
_CLAUSE = re.compile(r"[,;:–—]\s")
_NAME_LINE = 60  # characters
_CAPITALS = re.compile(r"[A-Z]\.?[A-Z]")
_OF_PEOPLE: frozenset[PageKind] = frozenset({"home", "about", "team", "contact"})
_NAMING = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 1  # words of a claim beside those that head lists of credentials
_SMALL_WORD = 4  # letters of a word that says nothing beside those that head lists: "our", "and"
_ITEMS = ("li", "dd", "td")
_CLAIMS_OF_A_LIST = 2
_LONGEST_OF_IMPRINT = 120
_SELLER = re.compile(r"\bpartner$", re.IGNORECASE)  # who sells another's product shows it in this way
_FILE = re.compile(r"\.\w{3,4}$|_|\d{4}")
_LETTER = re.compile(r"\w")
_ANSWER = re.compile(r"[?:]$")  # a question, or a label of what follows


def find(page: Document) -> Iterator[Candidate]:
    """Lines below a heading of credentials, sentences that claim one, lists of claims, and badges' alternative texts."""
    words = telling(page)
    if page.kind == "legal":
        yield from _in_imprint(page)
        return
    below = set()
    for section in cards.sections(page):
        title = _title(section.heading)
        whole = _words(page, "listing").is_whole(title)
        listing = whole or _heads_list(page, title)
        if listing:
            yield from _shown_below(page, section)
        if whole or _words(page, "headings").stand_in(title):
            for block in section.body[:25]:
                if block.region == "main" and trust.trusts(page, KIND, block):
                    below.add(block.index)
                    yield from _listed(page, block, words, whole=whole, listing=listing)
    told = {block.index for block in page.blocks_with(words)}
    claiming: dict[_Element | None, list[Block]] = {}
    for block in trust.blocks(page, KIND):
        if block.region in ("main", "aside", "footer") and block.index not in below:
            if block.index in told:
                yield from _claimed(page, block, words)
                claiming.setdefault(block.element.getparent(), []).append(block)
            if _WORTH_A_LOOK.search(block.text):
                yield from _numbered(page, block)
    yield from _beside_claims(page, claiming, below)
    if page.kind in _OF_PEOPLE:
        yield from _behind_names(page)
    for image in cards.images(page):
        if 6 <= len(image.alt) <= 90 and (
            words.stand_in(image.alt) or _registered(page.spoken).search(image.alt)
        ):
            yield Candidate("credential", image.alt, 0.5, Evidence(page.url, image.alt, "markup"))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The surest, each once; a shorter wording inside a longer one joins it, and the business's own name claims nothing."""
    kept: list[Fact] = []
    words = phrases("credential", "words", (site.language, "en") if site.language else ALL)
    called = [name for fact in site.facts("name") if words.stand_in(name := str(fact.value).casefold())]
    for fact in first_on_main_pages(merge(seen), site):
        text = str(fact.value).casefold()
        if any(name in text and not words.stand_in(text.replace(name, " ")) for name in called):
            continue
        if not any(text in str(other.value).casefold() for other in kept):
            kept.append(fact)
    return mark_unsure(kept[:_MOST], below=_SURE)


def _words(page: Document, name: str) -> Phrases:
    return phrases("credential", name, page.spoken)


def _title(heading: Block) -> str:
    """A short heading without what stands around it; empty for a longer one."""
    return heading.text.lower().strip(" :") if len(heading.text) <= _NAME_LINE else ""


def _heads_list(page: Document, title: str) -> bool:
    """Whether a heading says nothing but that credentials follow: "Our memberships and awards"."""
    headings = _words(page, "headings")
    rest = _NAMING.findall(headings.without(title))
    return headings.stand_in(title) and all(len(word) <= _SMALL_WORD for word in rest)


def _shown_below(page: Document, section: cards.Section) -> Iterator[Candidate]:
    """The alternative texts of the pictures below a heading: seals and the marks of those they belong to."""
    last = section.body[-1].index if section.body else section.heading.index
    for image in cards.images(page):
        shown = _without_badge(image.alt, page.spoken)
        fits = (
            4 <= len(shown) <= _NAME_LINE
            and not shown.islower()
            and not (_FILE.search(shown) or _SELLER.search(shown))
        )
        if fits and section.heading.index <= image.after <= last and section.heading.region == "main":
            yield Candidate(KIND, shown, 0.6, Evidence(page.url, shown, "markup"))


def _without_badge(alt: str, spoken: Spoken) -> str:
    """An alternative text less the word for the picture at its end: "Gold Guild logo"."""
    before, _, last = alt.rpartition(" ")
    return before if fold(last) in vocabulary("credential", "badges", spoken) else alt


def _in_imprint(page: Document) -> Iterator[Candidate]:
    """What the law wants an imprint to say of a profession: its title, its chamber, its licence's number."""
    named = _words(page, "imprint")
    for block in page.blocks_with(named) if topic_of(page.url, "", page.title) == "imprint" else ():
        for line in block.lines:
            fits = len(line) <= _LONGEST_OF_IMPRINT and not _ANSWER.search(line)
            if fits and named.stand_in(line) and not named.is_whole(line):
                yield _candidate(page, line, 0.6)


def _beside_claims(
    page: Document, claiming: Mapping[_Element | None, Sequence[Block]], below: AbstractSet[int]
) -> Iterator[Candidate]:
    """The other items of a list of which many claim a credential: they name what is granted without saying so."""
    for place, claims in claiming.items():
        if place is None or len(claims) < _CLAIMS_OF_A_LIST or claims[0].tag not in _ITEMS:
            continue
        items = [block for block in cards.blocks_within(page, place) if block.element.getparent() is place]
        if len(items) <= 2 * len(claims):
            told = {block.index for block in claims} | below
            others = (block for block in items if block.index not in told and len(block.lines) == 1)
            yield from (_candidate(page, block.text, 0.55) for block in others if _is_named(block.text))


def _listed(
    page: Document, block: Block, words: Phrases, *, whole: bool, listing: bool
) -> Iterator[Candidate]:
    """The lines below a heading; all of them where the heading is nothing but a word for a list of credentials."""
    for line in block.lines:
        if (
            not 4 <= len(line) <= 140
            or _ANSWER.search(line)
            or not _LETTER.search(_words(page, "honours").without(line))
            or is_usual(line, page.spoken)
            or _heads_list(page, line.lower())
        ):
            continue
        if words.stand_in(line):
            yield _candidate(page, line, 0.8)
        elif whole and len(line.split()) <= _LINE and not line.endswith((".", "!")):
            yield _candidate(page, line, 0.65)
        elif (page.kind in ("about", "team") or (listing and block.tag in _ITEMS)) and _is_named(line):
            yield _candidate(page, line, 0.6)


def _is_named(line: str) -> bool:
    """Whether a short line has figures or two words in capitals, as what is granted and who grants it have."""
    words = line.split()
    capitals = sum(word[0].isupper() for word in words)
    return len(words) <= _LINE and (capitals > 1 or (capitals > 0 and any(map(str.isdigit, line))))


def _behind_names(page: Document) -> Iterator[Candidate]:
    """The letters of degrees and licences behind a name: "Ada Winter, LMFT"."""
    for block in page.blocks:
        line = block.text
        if len(line) <= _NAME_LINE and _CAPITALS.search(line) and names.has_degree(line):
            name = names.read(line) if "," in line else None
            letters = name.letters if name is not None and not name.alone and name.sure >= 0.5 else ""
            shown = _as_written(letters, line)
            if shown:
                yield _candidate(page, shown, 0.65)


def _as_written(letters: str, line: str) -> str:
    """Letters as they stand in their line, where commas may part them; empty where they do not stand together."""
    behind = r"[,\s]+".join(map(re.escape, letters.split()))
    found = re.search(rf"(?<!\w){behind}(?!\w)", line) if letters else None
    return found.group() if found else ""


def _numbered(page: Document, block: Block) -> Iterator[Candidate]:
    """Standards and licence numbers, with the words around them."""
    for line in block.lines:
        for text in _numbers_in(line, page.spoken) if len(line) <= 400 else ():
            yield _candidate(page, text, 0.75)


@lru_cache(maxsize=4096)
def _numbers_in(line: str, spoken: Spoken) -> tuple[str, ...]:
    parts = _SEGMENT.split(line)
    return tuple(
        next(
            (
                s
                for s in speech.split(part)
                if match.group() in s and len(s) <= 90 and f"({match.group()}" not in s
            ),
            match.group(),
        )
        for part in parts
        for shape in (_registered(spoken), _badge(spoken))
        for match in shape.finditer(part)
    ) + tuple(part for part in parts if len(parts) > 1 and names.has_degree(part) and names.are_letters(part))


@cache
def _registered(spoken: Spoken) -> re.Pattern[str]:
    """Standards, and what a register or a licence is called with its number."""
    registers = one_of(listed("credential", "registers", spoken))
    return re.compile(
        rf"(?<!\w)(?:ISO\s?\d{{4,5}}(?:[:-]\d{{4}})?|(?-i:DIN|EN|IEC|VDE|ASTM)(?-i:\s(?:EN|ISO))*\s(?!(?:19|20)\d\d\b)\d{{4,6}}|{registers}\s?(?:#|n[º°o]\.?)?\s?:?\s?[A-Z]{{0,4}}[-/ ]?"
        r"[A-Z]{0,3}\s?\d[\d/.-]{2,}\w{0,4})",
        re.IGNORECASE,
    )


@cache
def _badge(spoken: Spoken) -> re.Pattern[str]:
    """The letters of a body and what it grants: "ICF Certified"."""
    granted = "|".join(word.capitalize() for word in listed("credential", "granted", spoken))
    return re.compile(rf"(?<!\w)[A-Z]{{2,6}}[- ](?:Master )?(?:{granted})(?!\w)")


def _claimed(page: Document, block: Block, words: Phrases) -> Iterator[Candidate]:
    """Sentences that claim a credential, rather than offer or ask for one."""
    for line in chips(page, block) or (block.lines if len(block.text) <= 3000 else ()):
        for sentence, count, offered in _claims_in(line, words, page.spoken):
            score = 0.55 + 0.1 * min(count, 2) + (0.05 if page.kind in ("about", "team") else 0)
            score -= 0.3 if offered else 0.0
            if score >= 0.5:
                for claim in apart(sentence, words, page.spoken):
                    yield _candidate(page, _cut(claim, words), score)


@lru_cache(maxsize=4096)
def _claims_in(line: str, words: Phrases, spoken: Spoken) -> tuple[tuple[str, int, bool], ...]:
    """The sentences of a line with a credential's word, how many such words each has, and whether it is for others."""
    offered = phrases("credential", "offered", spoken)
    found = []
    for sentence in speech.split(line)[:40] if words.stand_in(line) else ():
        count = len(words.different(sentence))
        if not count or not 4 <= len(sentence) <= 420 or _ANSWER.search(sentence):
            continue
        if len(_NAMING.findall(phrases("credential", "headings", spoken).without(sentence))) < _FEWEST:
            continue  # the name of a page or of a section
        if not _of_things(spoken).search(fold(sentence)):
            clauses = (clause for clause in _CLAUSE.split(sentence) if words.stand_in(clause))
            led = words.starts(sentence.lower()) is not None  # "Licensed and insured for your peace of mind"
            found.append((sentence, count, not led and all(map(offered.stand_in, clauses))))
    return tuple(found)


@cache
def _of_things(spoken: Spoken) -> re.Pattern[str]:
    """ "We only use certified oils" certifies the oils; "with certified by ..." goes on about who certifies."""
    before, granted, by = (
        phrases("credential", name, spoken).source for name in ("before_things", "of_things", "by")
    )
    return re.compile(rf"{before}\s(?:the\s)?{granted}\s(?!{by})")


def _cut(text: str, words: Phrases) -> str:
    """A long claim from the comma before its first word on, cut between words."""
    if len(text) <= _LONGEST:
        return text
    match = words.first(text)
    start = text.rfind(",", 0, match.start()) + 1 if match else 0
    return text[start : start + _LONGEST].rpartition(" ")[0].strip()


def _candidate(page: Document, text: str, score: float) -> Candidate:
    return Candidate(
        "credential", text, round(score, 3), Evidence(page.url, text, "pdf" if page.is_pdf else "text")
    )
