"""What qualifies the business: certificates, licences, memberships, degrees, awards."""

import re
from collections.abc import Iterable, Iterator, Sequence

from precall.extract import names, trust, wording
from precall.extract.chips import chips
from precall.extract.merge import mark_unsure, merge
from precall.extract.phrases import pattern
from precall.extract.remembered import of_short_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.page import PageKind
from precall.site import cards
from precall.site.document import Block, Document

KIND: Kind = "credential"

_MOST = 10
_SURE = 0.6
_LONGEST = 260
_LINE = 9  # words
_SENTENCE = re.compile(
    r" (?<=[.!?] )(?=[A-ZÀ-ÖØ-Þ])"
)  # begins with what is rare: faster than a look behind everywhere
_OFFERED = re.compile(
    r"\b(?:you|your|sie|ihre?|vous|votre|vos|gift|voucher|cookie|cookies|copyright|agree|must|will receive|participants|teilnehmer|stagiaires"
    r"|does not|attorney-client|become|werden sie|devenir|obtenir|tu|tus|register for|sign up|looking for|wir suchen|recherch\w{1,5}|buscamos|cerchiamo|zoeken|remedies|may|price|prices|prijs|preis|tarif)\b",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?<!\w)(?:ISO\s?\d{4,5}(?:[:-]\d{4})?|(?:licen[cs]e|lic\.|col\.|colegiad[oa]|n[º°]\s?col\w{0,10}\.?|rnal|rnt|crm|crp|oab|rpps|adeli|prelicense)"
    r"\s?(?:#|n[º°o]\.?)?\s?:?\s?[A-Z]{0,4}[/ ]?[A-Z]{0,3}\s?\d[\d/.-]{2,}\w{0,4})",
    re.IGNORECASE,
)
_WORTH_A_LOOK = re.compile(r"[\dA-Z](?:(?<=\d)\d\d|(?<=[A-Z])[A-Z][- ][A-Z])")
_REGISTERS = (
    "iso",
    "lic",
    "col",
    "rnal",
    "rnt",
    "crm",
    "crp",
    "oab",
    "rpps",
    "adeli",
)  # one in each of these numbers
_BADGE = re.compile(
    r"(?<!\w)[A-Z]{2,6}[- ](?:Master )?(?:Approved|Certified|Accredited|Registered|Licensed|Member)(?!\w)"
)
_SEGMENT = re.compile(r"\s*[·|•]\s*|\s[–—]\s")
_OF_THINGS = re.compile(
    r"(?<!\w)(?:with|uses?|using|on|from|all|only|mit|aus|avec|en|con|met|com|utilis\w{1,5})\s(?:the\s)?"
    r"(?:certified|registered|licen[cs]ed|accredited|zertifizierte\w?|certifi[ée]e?s?|certificad[oa]s?|certificat[aeio]|gecertificeerde)\s"
    r"(?!by|as|von|als|par|por|da|door)"
)
_DURATION = re.compile(r"\d\s?(?:min\b|minut\w{0,4}|')")
_HONOURS = re.compile(
    r"[\W_]*(?:(?:magna|summa|insigni|cum laude|with|first class|distinction|honou?rs?|hons)[\W_]*)+"
)
_NAME_LINE = 60  # characters
_CAPITALS = re.compile(r"[A-Z]\.?[A-Z]")
_OF_PEOPLE: frozenset[PageKind] = frozenset({"home", "about", "team", "contact"})
_ANSWER = re.compile(r"[?:]$")  # a question, or a label of what follows


def find(page: Document) -> Iterator[Candidate]:
    """Lines below a heading of credentials, sentences that claim one, and badges' alternative texts."""
    listed = set()
    for section in cards.sections(page):
        title = section.heading.text.lower().strip(" :") if len(section.heading.text) <= 60 else ""
        whole = _is_listing(title)
        if whole or _announces(title):
            for block in section.body[:25]:
                if block.region == "main" and trust.trusts(page, KIND, block):
                    listed.add(block.index)
                    yield from _listed(page, block, whole=whole)
    told = wording.present(page, wording.listed_folded("credential", "words"))
    for block in trust.blocks(page, KIND):
        if block.region in ("main", "aside", "footer") and block.index not in listed:
            if told and any(map(block.text.casefold().__contains__, told)):
                yield from _claimed(page, block)
            if _WORTH_A_LOOK.search(block.text):
                yield from _numbered(page, block)
    if page.kind in _OF_PEOPLE:
        yield from _behind_names(page)
    for image in cards.images(page):
        if 6 <= len(image.alt) <= 90 and pattern("credential", "words").search(image.alt.lower()):
            yield Candidate("credential", image.alt, 0.5, Evidence(page.url, image.alt, "markup"))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The surest, each once; a shorter wording inside a longer one joins it."""
    kept: list[Fact] = []
    for fact in merge(seen):
        text = str(fact.value).casefold()
        if not any(text in str(other.value).casefold() for other in kept):
            kept.append(fact)
    return mark_unsure(kept[:_MOST], below=_SURE)


@of_short_text
def _is_listing(title: str) -> bool:
    return pattern("credential", "listing").fullmatch(title) is not None


@of_short_text
def _announces(title: str) -> bool:
    return pattern("credential", "headings").search(title) is not None


def _listed(page: Document, block: Block, *, whole: bool) -> Iterator[Candidate]:
    """The lines below a heading; all of them where the heading is nothing but a word for a list of credentials."""
    for line in block.lines:
        if not 4 <= len(line) <= 140 or _ANSWER.search(line) or _HONOURS.fullmatch(line.lower()):
            continue
        if pattern("credential", "words").search(line.lower()):
            yield _candidate(page, line, 0.8)
        elif whole and len(line.split()) <= _LINE and not line.endswith((".", "!")):
            yield _candidate(page, line, 0.65)
        elif page.kind in ("about", "team"):
            yield _candidate(page, line, 0.6)


def _behind_names(page: Document) -> Iterator[Candidate]:
    """The letters of degrees and licences behind a name, or on the line below one: "Ada Winter, LMFT"."""
    above = ""
    for block in page.blocks:
        line = block.text
        if len(line) <= _NAME_LINE and _CAPITALS.search(line) and names.has_degree(line):
            name = names.read(line) if "," in line else None
            letters = name.letters if name is not None and not name.alone and name.sure >= 0.5 else ""
            if names.are_letters(line) and (named := names.read(above)) is not None and not named.alone:
                letters = line
            if letters and letters in line:
                yield _candidate(page, letters, 0.65)
        above = line if len(line) <= _NAME_LINE else ""


def _numbered(page: Document, block: Block) -> Iterator[Candidate]:
    """Standards and licence numbers, with the words around them."""
    for line in block.lines:
        for text in _numbers_in(line) if len(line) <= 400 else ():
            yield _candidate(page, text, 0.75)


@of_short_text
def _numbers_in(line: str) -> tuple[str, ...]:
    folded = line.casefold()
    shapes = (_REGISTERED, _BADGE) if any(map(folded.__contains__, _REGISTERS)) else (_BADGE,)
    return tuple(
        next((s for s in _SENTENCE.split(part) if match.group() in s and len(s) <= 90), match.group())
        for part in _SEGMENT.split(line)
        for shape in shapes
        for match in shape.finditer(part)
    )


def _claimed(page: Document, block: Block) -> Iterator[Candidate]:
    """Sentences that claim a credential, rather than offer or ask for one."""
    for line in chips(page, block) or (block.lines if len(block.text) <= 3000 else ()):
        for sentence, count, offered in _claims_in(line):
            score = 0.55 + 0.1 * min(count, 2) + (0.05 if page.kind in ("about", "team") else 0)
            score -= 0.3 if offered else 0.0
            if score >= 0.5:
                yield _candidate(page, sentence, score)


@of_short_text
def _claims_in(line: str) -> tuple[tuple[str, int, bool], ...]:
    """The sentences of a line with a credential's word, how many such words each has, and whether it is for others."""
    if not pattern("credential", "words").search(line.lower()):
        return ()
    found = []
    for sentence in _SENTENCE.split(line)[:40]:
        lowered = sentence.lower()
        count = len(set(pattern("credential", "words").findall(lowered)))
        if not count or not 4 <= len(sentence) <= 420 or _ANSWER.search(sentence):
            continue
        if not (_OF_THINGS.search(lowered) or _DURATION.search(sentence)):
            found.append((sentence, count, _OFFERED.search(sentence) is not None))
    return tuple(found)


def _candidate(page: Document, text: str, score: float) -> Candidate:
    shown = text
    if len(text) > _LONGEST:
        match = pattern("credential", "words").search(text.lower())
        start = text.rfind(",", 0, match.start()) + 1 if match else 0
        shown = text[start : start + _LONGEST].rpartition(" ")[0].strip()
    return Candidate(
        "credential", shown, round(score, 3), Evidence(page.url, shown, "pdf" if page.is_pdf else "text")
    )
