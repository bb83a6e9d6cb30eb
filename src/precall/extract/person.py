"""Who works in the business: names with their roles, from cards, lines, sentences, imprints and structured data."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from precall import words
from precall.extract import names, praise, roles
from precall.extract.merge import evidence_of, fact_of, mark_unsure
from precall.extract.names import PersonName
from precall.extract.phrases import any_of, pattern
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact
from precall.site import cards
from precall.site.document import Block, Document

KIND = "person"

_SURE = 0.7
_LEAST = 0.5
_LONGEST_LINE = 160
_SPLIT = re.compile(r"\s*(?:,|\||·|•|\s[-–—]{1,2}\s|[–—]|\s/\s|\()\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ])")
_LABEL = re.compile(r"^([^:]{3,50}):\s{0,3}(.{3,120})$")
_TEAM_CLASS = re.compile(
    r"(?:^|[\s_-])(?:team|staff|member|people|person|founder|equipe|equipo|mitarbeiter|bio|about-me|coach|profile|doctor|attorney)s?(?:$|[\s_-])"
)
_PORTRAIT = re.compile(
    r"^(?:portrait|portret|porträt|porträtfoto|foto|photo|picture|image|headshot|retrato|ritratto|bild)\b\s?(?:of|von|de|di|van|d'|d’)?\s",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"\b(?:web ?design|website by|site by|designed by|design by|developed by|powered by|theme|template|webdesign|photo by|photos? credits?|photography by|bildnachweis|fotos?:|crédits?|réalisation|umsetzung)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:commissioner|data protection officer|datenschutzbeauftragte|aufsichtsbehörde|supervisory|bundesbeauftragte|landesbeauftragte|hébergeur|hosting|délégué à la protection)\w*",
    re.IGNORECASE,
)
_LOWERS = re.compile(r"^(?:and|und|et|y|e|en|&)\s+")


def find(page: Document) -> Iterator[Candidate]:
    """Every sighting of a person of the business on one page, whatever says so."""
    reader = _Reader(page)
    yield from reader.in_cards()
    yield from reader.in_lines()
    yield from reader.in_sentences()
    yield from reader.in_alts()
    yield from reader.in_items()


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a person: spellings joined under the fullest, without those who praise, made or are merely quoted."""
    reviewers = [str(c.attributes["author"]) for c in site.seen("testimonial") if c.attributes.get("author")]
    facts = []
    for group in _by_person(seen):
        fact = _person(group)
        by_role = any(c.attributes.get("role") for c in group)
        if fact.confidence < _LEAST or (not by_role and _among(str(fact.value), reviewers)):
            continue
        facts.append(fact)
    return mark_unsure(sorted(facts, key=lambda fact: -fact.confidence), below=_SURE)


class _Reader:
    """Reads one page for people."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.praised = {i for said in praise.of(page) for i in range(said.first, said.last + 1)}
        self.people_page = page.kind in ("team", "about")

    def in_cards(self) -> Iterator[Candidate]:
        """Name and role in one card; or a name in a card below a heading that announces people."""
        for group in cards.of(self.page):
            announced = self._is_team(group.headings[:2], group.names)
            for card in group.cards:
                if 1 <= len(card.blocks) <= 30 and card.blocks[0].index not in self.praised:
                    yield from self._in_card(card, announced, len(group.cards))

    def _in_card(self, card: cards.Card, announced: bool, size: int) -> Iterator[Candidate]:
        for place, block in enumerate(card.blocks[:4]):
            if block.region == "nav" or block.index in self.praised:
                return
            found = self._name_line(block)
            if found is None:
                continue
            name, inline_role = found
            role = inline_role or self._role_near(card.blocks, place)
            yield from self._sighting(
                name, role, block, announced, headed=bool(block.level) or block is card.heading
            )
            return

    def _name_line(self, block: Block) -> tuple[PersonName, str] | None:
        """The name that a block is, or the name in its first line with the role in the rest of it."""
        if len(block.text) > _LONGEST_LINE:
            return None
        name = names.read(block.lines[0])
        if name is not None:
            rest = next((line for line in block.lines[1:3] if roles.is_role(line)), "")
            return name, roles.trimmed(rest)
        return _name_and_role(block.text) or _name_and_role(block.lines[0])

    def _role_near(self, blocks: Sequence[Block], place: int) -> str:
        """The role in the next two blocks, or in the one before."""
        for block in (*blocks[place + 1 : place + 3], *blocks[max(0, place - 1) : place]):
            line = block.lines[0]
            if roles.is_role(line) and names.read(line) is None:
                return roles.trimmed(line)
        return ""

    def _sighting(
        self, name: PersonName, role: str, block: Block, announced: bool, *, headed: bool
    ) -> Iterator[Candidate]:
        if name.alone or not self._credible(name, role):
            return
        score = (
            name.sure * 0.55
            + (0.35 if role else 0.0)
            + (0.3 if announced else 0.0)
            + (0.1 if headed else 0.0)
        )
        if self.people_page:
            score += 0.05
        if role or announced:
            yield self._candidate(name, role or _licence(name), min(score, 0.95), block.text)

    def _credible(self, name: PersonName, role: str) -> bool:
        """An unknown given name counts only where its words are not plain words of the page."""
        if name.sure >= 0.7:
            return True
        plain = names.plain_words(self.page)
        return not any(word.lower() in plain for word in name.text.split() if len(word) > 3) and bool(
            role or name.sure >= 0.6
        )

    def _is_team(self, headings: Sequence[Block], around: str) -> bool:
        if _TEAM_CLASS.search(around) and not praise.is_heading_of_praise(around):
            return True
        return self.page.kind == "team" or any(is_heading_of_people(heading.text) for heading in headings)

    def in_lines(self) -> Iterator[Candidate]:
        """ "Name, role" and "Role: name" on a line of their own."""
        for block in self.page.blocks:
            if block.index in self.praised or block.region == "nav" or len(block.text) > 600:
                continue
            for place, line in enumerate(block.lines):
                if len(line) <= _LONGEST_LINE:
                    yield from self._in_line(block, line, block.lines[place + 1 : place + 2])

    def _in_line(self, block: Block, line: str, following: Sequence[str]) -> Iterator[Candidate]:
        if _MAKER.search(line) or _AUTHORITY.search(line):
            return
        labelled = _labelled(line, following)
        if labelled is not None:
            found, role = labelled
            for name in found:
                if not name.alone and self._credible(name, role):
                    yield self._candidate(name, role, 0.55 + 0.4 * name.sure, block.text)
            return
        paired = _name_and_role(line)
        if paired is not None and not paired[0].alone and self._credible(*paired):
            yield self._candidate(paired[0], paired[1], 0.45 + 0.4 * paired[0].sure, line)

    def in_sentences(self) -> Iterator[Candidate]:
        """ "My name is ...", "... is a partner at the firm", "founded by ..."."""
        for block in self.page.blocks:
            if block.index in self.praised or block.region == "nav" or len(block.text) > 4000:
                continue
            if len(block.text) >= 8 and " " in block.text:
                yield from self._in_prose(block)

    def _in_prose(self, block: Block) -> Iterator[Candidate]:
        for sentence in _SENTENCE.split(block.text)[:40]:
            yield from self._introduced(sentence)
            yield from self._founded(sentence)
            if sentence[:1].isupper():
                yield from self._described(sentence)

    def _introduced(self, sentence: str) -> Iterator[Candidate]:
        match = _introduction().search(sentence.lower()[:200])
        found = names.leading(sentence[match.end() :].lstrip(" ,")) if match else None
        if found is None or match is None:
            return
        name, rest = found
        if not name.alone and name.sure >= 0.5 and self._credible(name, "me"):
            role = _apposition(rest)
            yield self._candidate(name, role, 0.5 + 0.45 * name.sure, sentence[: match.end() + 80])

    def _founded(self, sentence: str) -> Iterator[Candidate]:
        lowered = sentence.lower()
        if len(lowered) != len(sentence):
            return
        for match in pattern("people", "founded_by").finditer(lowered):
            found = names.leading(sentence[match.end() :].lstrip(" ,:–—-"))
            if found is None or found[0].alone or found[0].sure < 0.8:
                continue
            label = match.group()
            role = sentence[match.start() : match.end()] if roles.is_role(label) else ""
            yield self._candidate(found[0], role, 0.4 + 0.35 * found[0].sure, sentence)
            return

    def _described(self, sentence: str) -> Iterator[Candidate]:
        found = names.leading(sentence)
        if found is None or found[0].alone or found[0].sure < 0.7:
            return
        name, rest = found
        role = _apposition(rest) or _predicate(rest)
        if role:
            yield self._candidate(name, role, 0.35 + 0.45 * name.sure + 0.05 * self.people_page, sentence)

    def in_alts(self) -> Iterator[Candidate]:
        """A portrait's alternative text."""
        for image in cards.images(self.page):
            if len(image.alt) > 80 or image.after in self.praised or image.after + 1 in self.praised:
                continue
            bare = _PORTRAIT.sub("", image.alt)
            name = names.read(bare)
            paired = (name, "") if name is not None else _name_and_role(bare)
            if paired is None or paired[0].alone or paired[0].sure < 0.8:
                continue
            evidence = Evidence(self.page.url, image.alt, "markup")
            base = 0.75 if paired[1] else 0.35
            yield Candidate("person", paired[0].text, base * paired[0].sure, evidence, _role(paired[1]))

    def in_items(self) -> Iterator[Candidate]:
        """Persons in structured data who are no reviewer."""
        reviewers = {item.text("author") for item in self.page.items if "review" in item.types}
        for item in self.page.items:
            if "person" not in item.types and "physician" not in item.types:
                continue
            shown = item.text("name")
            name = names.read(shown)
            if name is None or name.alone or shown in reviewers or name.sure < 0.5:
                continue
            quote = item.quote(shown) or (shown if item.where == "microdata" else "")
            if quote:
                role = roles.trimmed(item.text("jobTitle"))
                score = 0.6 + 0.2 * bool(role) + 0.1 * (name.sure > 0.7)
                yield Candidate(
                    "person", name.text, score, Evidence(self.page.url, quote, item.where), _role(role)
                )

    def _candidate(self, name: PersonName, role: str, score: float, quote: str) -> Candidate:
        shown = quote if len(quote) <= 240 else quote[: max(120, quote.rfind(" ", 120, 240))]
        evidence = Evidence(self.page.url, shown.strip(), "pdf" if self.page.is_pdf else "text")
        return Candidate("person", name.text, round(min(score, 0.95), 3), evidence, _role(role))


def is_heading_of_people(text: str) -> bool:
    """Whether a heading announces the people of the business."""
    return len(text) <= 70 and bool(pattern("people", "team").search(text.lower()))


def _role(role: str) -> dict[str, str]:
    return {"role": role} if role else {}


def _licence(name: PersonName) -> str:
    """The letters behind a name stand for the role where nothing else says it."""
    return name.letters


def _name_and_role(line: str) -> tuple[PersonName, str] | None:
    """ "Jane Doe, Head Baker" or "Jane Doe - Head Baker (mornings)"."""
    parts = _SPLIT.split(line, maxsplit=1)
    if len(parts) < 2:
        return None
    name, rest = names.read(parts[0]), parts[1]
    while name is not None and "," in rest and names.read(f"{parts[0]}, {rest.partition(',')[0]}"):
        parts[0], _, rest = f"{parts[0]}, {rest.partition(',')[0]}", "", rest.partition(",")[2].strip()
    if name is None or name.alone or not roles.is_role(rest):
        return None
    return name, roles.trimmed(rest)


def _labelled(line: str, following: Sequence[str]) -> tuple[list[PersonName], str] | None:
    """ "Inhaberin: Jane Doe", also with the name on the next line, or several names."""
    match = _LABEL.match(line)
    label, rest = (match[1], match[2]) if match else (line.rstrip(": "), " ".join(following))
    if not rest or not _label().fullmatch(label.lower().strip()):
        return None
    if not match and not line.endswith(":"):
        return None
    found: list[PersonName] = []
    for part in re.split(r"\s*(?:,|;|&|\bund\b|\band\b|\bet\b|\by\b|/)\s*", rest)[:4]:
        name = names.leading(part) if part else None
        if name is None or (
            name[1].strip() and name[1].strip()[0].isalnum() and len(found) == 0 and name[0].alone
        ):
            break
        found.append(name[0])
    return (found, roles.trimmed(label) if roles.is_role(label) else "") if found else None


def _apposition(rest: str) -> str:
    """The role in ", founder of the bakery," or " (founder)"."""
    if not rest.startswith((",", " (", " –", " —", " -")):
        return ""
    part = re.split(r"[.;!?)]|,\s", rest.lstrip(",(–—- "), maxsplit=1)[0]
    return _clipped(part)


def _predicate(rest: str) -> str:
    """The role in " is a partner at the firm"."""
    match = _verbs().match(rest.lower())
    if match is None:
        return ""
    part = re.split(
        r"[.;!?(]|,\s|\s(?:who|with|that|and has|which|der|die|qui|que|che|met|com)\s",
        rest[match.end() :],
        maxsplit=1,
    )[0]
    return _clipped(part)


_ARTICLE = re.compile(
    r"^(?:a|an|the|our|your|one of|currently|also|ein|eine|der|die|unser|unsere|un|une|le|la|notre|una|el|nuestro|nuestra|il|lo|een|de|het|onze|um|uma|o|l['’])\s*(?=\w)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:at|of|for|from|in|bei|der|des|von|chez|de|du|en|di|presso|bij|van|da|do|na|no|based|since|seit|depuis)\s"
)


def _clipped(text: str) -> str:
    """The part of a phrase that is a role: without article, up to the words that say where."""
    text = text.strip()
    while (shorter := _ARTICLE.sub("", text)) != text:
        text = shorter
    head = _TAIL.split(text)[0]
    for part in (text, head):
        part = roles.trimmed(part)
        if len(part.split()) <= 7 and roles.is_role(part):
            return part
    return ""


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s,!–—-])" + pattern("people", "me").pattern + r"(?=\s)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(r"\s+" + pattern("people", "is_a").pattern)


@cache
def _label() -> re.Pattern[str]:
    return any_of(phrase for table in words.table("people").values() for phrase in table.get("labels", ()))


def _by_person(seen: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Sightings of one person together: the fullest names first, shorter spellings join them."""
    groups: list[tuple[frozenset[str], list[Candidate]]] = []
    by_word: dict[str, list[int]] = {}
    for candidate in sorted(seen, key=lambda c: -len(names.key(str(c.value)))):
        key = frozenset(names.key(str(candidate.value)))
        if len(key) < 2:
            continue
        places = by_word.get(min(key, key=lambda word: len(by_word.get(word, ()))), [])
        place = next((i for i in places if key <= groups[i][0]), None)
        if place is None:
            place = len(groups)
            groups.append((key, []))
            for word in sorted(key):
                by_word.setdefault(word, []).append(place)
        groups[place][1].append(candidate)
    return [group for _, group in groups]


def _person(group: list[Candidate]) -> Fact:
    """The fact of one person: the fullest spelling that is well seen, the surest role."""
    fact = fact_of(group)
    fullest = max(group, key=lambda c: (len(names.key(str(c.value))), c.score, len(str(c.value))))
    spelled = replace(fact, value=fullest.value)
    if fullest.evidence not in spelled.evidence:
        spelled = replace(spelled, evidence=evidence_of([fullest, *sorted(group, key=lambda c: -c.score)]))
    return spelled


def _among(name: str, others: Sequence[str]) -> bool:
    return any(len(names.key(other)) >= 2 and names.same(name, other) for other in others)
