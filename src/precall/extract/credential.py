"""What qualifies the business: certificates, licences, memberships, degrees, awards."""

import re
from collections.abc import Iterable, Iterator, Sequence

from precall.extract import praise
from precall.extract.merge import mark_unsure, merge
from precall.extract.phrases import pattern
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact
from precall.site import cards
from precall.site.document import Block, Document

KIND = "credential"

_MOST = 10
_SURE = 0.6
_LONGEST = 260
_LINE = 9  # words
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ])")
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
_WORTH_A_LOOK = re.compile(r"\d{3}|[A-Z]{2}[- ][A-Z]")
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
_ANSWER = re.compile(r"[?:]$")  # a question, or a label of what follows


def find(page: Document) -> Iterator[Candidate]:
    """Lines below a heading of credentials, sentences that claim one, and badges' alternative texts."""
    if page.kind in ("legal", "post", "blog", "careers"):
        return
    praised = {i for said in praise.of(page) for i in range(said.first, said.last + 1)}
    listed = set()
    for section in cards.sections(page):
        title = section.heading.text.lower().strip(" :") if len(section.heading.text) <= 60 else ""
        whole = bool(pattern("credential", "listing").fullmatch(title))
        if whole or pattern("credential", "headings").search(title):
            for block in section.body[:25]:
                if block.index not in praised and block.region == "main":
                    listed.add(block.index)
                    yield from _listed(page, block, whole=whole)
    for block in page.blocks:
        if (
            block.region in ("main", "aside", "footer")
            and block.index not in praised
            and block.index not in listed
        ):
            yield from _claimed(page, block)
            yield from _numbered(page, block)
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


def _numbered(page: Document, block: Block) -> Iterator[Candidate]:
    """Standards and licence numbers, with the words around them."""
    if not _WORTH_A_LOOK.search(block.text):
        return
    for line in block.lines:
        parts = [p for s in _SEGMENT.split(line) for p in _SENTENCE.split(s)] if len(line) <= 400 else []
        for segment in parts:
            for match in (*_REGISTERED.finditer(segment), *_BADGE.finditer(segment)):
                yield _candidate(page, segment if len(segment) <= 90 else match.group(), 0.75)


def _claimed(page: Document, block: Block) -> Iterator[Candidate]:
    lowered = block.text.lower()
    if len(lowered) > 3000 or not pattern("credential", "words").search(lowered):
        return
    for line in block.lines:
        for sentence in _SENTENCE.split(line)[:40]:
            if _OF_THINGS.search(sentence.lower()) or _DURATION.search(sentence):
                continue
            count = len(set(pattern("credential", "words").findall(sentence.lower())))
            if count and 4 <= len(sentence) <= 420 and not _ANSWER.search(sentence):
                score = 0.55 + 0.1 * min(count, 2) + (0.05 if page.kind in ("about", "team") else 0)
                score -= 0.3 if _OFFERED.search(sentence) else 0.0
                if score >= 0.5:
                    yield _candidate(page, sentence, score)


def _candidate(page: Document, text: str, score: float) -> Candidate:
    shown = text
    if len(text) > _LONGEST:
        match = pattern("credential", "words").search(text.lower())
        start = text.rfind(",", 0, match.start()) + 1 if match else 0
        shown = text[start : start + _LONGEST].rpartition(" ")[0].strip()
    return Candidate(
        "credential", shown, round(score, 3), Evidence(page.url, shown, "pdf" if page.is_pdf else "text")
    )
