"""Which numbers the business is proud of: years of experience, projects done, people served, animated counters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lxml.etree import _Element

from precall.extract import digits, nation, trust
from precall.extract.day import days
from precall.extract.merge import mark_unsure, merge
from precall.extract.ranking import first_on_main_pages
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.kinds import PageKind
from precall.site import cards
from precall.site.document import Block, Document
from precall.site.text import clean
from precall.words.letters import CAPITAL
from precall.words.match import Spoken, listed, phrases, vocabulary

KIND: Kind = "number"

_MOST = 8
_SURE = 0.6
_LONGEST, _LONGEST_SENTENCE = 200, 900
_COUNTERS = (
    "data-count", "data-target", "data-to-value", "data-counter", "data-count-to", "data-countup", "data-end", "data-stop",
    "data-purecounter-end", "data-number", "data-value", "data-to", "data-final", "data-counter-value", "data-num", "data-number-value", "data-stat", "data-odometer-final",
)  # fmt: skip
_COUNTER = re.compile(rf"({'|'.join(sorted(_COUNTERS, key=len, reverse=True))})=")
_NUMERIC = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")
_FIGURE = re.compile(
    r"(?:[~>≈+]\s?)?\d{1,3}(?:[.,'’ ]\d{1,3}){0,3}\d{0,3}\s?(?:\+|%|x|k|K|M|m²|Mio\.?|/\s?\d{1,3})?\s?\+?"
)
_STARTS_WITH_FIGURE = re.compile(_FIGURE.pattern + r"\s{0,2}(?=[^\W\d_]{2})")
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{CAPITAL}\d])")
_WORD = re.compile(r"[^\W\d_]{3}")
_PHONE = re.compile(r"\+?\(?\+?\d[\d ()/.-]{8,}\d")
_PLACEHOLDER = re.compile(r"^\W*(?:12345?|1234567?|0+|9999?|000)\b")
_DIGITS = re.compile(r"\d")
_PARTS = re.compile(r"\s*[·•|]\s*|\s[–—]\s")
_COUNTED = re.compile(r"(\d[\d.,'’ ]{0,12}\+?%?)\s?(?:[^\w\s]\s?|[^\W\d_]{1,2}\s)?([^\W\d_]{3,5})")
_NOT_DIGITS = re.compile(r"\D")
_LABEL, _ROW, _MOST_OF_ROW, _MOST_WORDS_OF_ROW, _IN_A_ROW = 60, 2, 0.6, 8, 0.65
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_LED, _SHORT = 0.42, 10  # words of a line
_SINCE_WORDS = 5
_FEW = 12
_OF_THE_BUSINESS: tuple[PageKind, ...] = ("home", "about")
_UNNAMED = 0.55
_OPENING = 60  # characters in which a sentence says that it tells of earlier
_TIED = re.compile(r"(?<=\d)-(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})\+(?=\s)")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_RATING = re.compile(r"(?<![\d.,])[1-5][.,]\d{1,2}(?![\d.,]*\d)")
_SPAN = re.compile(r"(?<![\d.,])\d{1,3}\+?[\s-]{0,2}([^\W\d_]{1,12})")
_YEAR_NEXT = re.compile(r"\s(?:1[89]|20)\d\d(?!\d)")
_RATED, _PROMISED, _SINCE = 0.65, 0.5, 0.5
_FEWEST_WORDS, _SINCE_LINE = 3, 30  # words
_RANGE = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}")


def find(page: Document) -> Iterator[Candidate]:
    """Counters, figures with a label, and sentences that claim a number."""
    yield from _counters(page)
    yield from _figures(page)
    for block in _blocks_with_quantities(page):
        if block.region != "header" and len(block.text) <= 3000 and trust.trusts(page, KIND, block):
            yield from _claims(page, block)


def _blocks_with_quantities(page: Document) -> Sequence[Block]:
    """The blocks that may hold a number, in figures or in words."""
    spelled = page.blocks_with(phrases("numbers", "spelled", page.spoken))
    places = digits.places(page).union(block.index for block in spelled)
    return [page.blocks[place] for place in sorted(places)]


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The surest claims, each once, those of one figure after all others; a claim inside a longer one joins it, and what holds an address claims nothing.

    A business says what it is proud of on its main pages: what a page read late counts is of that page's matter.
    """
    seen = [candidate for candidate in seen if not site.strays(candidate, _OF_THE_BUSINESS)]
    kept: list[Fact] = []
    streets = [fact.text(part) for fact in site.facts("address") for part in ("street", "postal_code")]
    for fact in first_on_main_pages(merge(seen), site):
        if any(street and street in str(fact.value) for street in streets):
            continue
        text = str(fact.value).casefold()
        if not any(
            text in str(other.value).casefold() or str(other.value).casefold() in text for other in kept
        ):
            kept.append(fact)
    told: set[str] = set()
    first: list[Fact] = []
    again: list[Fact] = []
    for fact in kept:
        figure = _figure_in(str(fact.value))
        (again if figure in told else first).append(fact)
        told.add(figure)
    return mark_unsure([*first, *again][:_MOST], below=_SURE)


def _figure_in(text: str) -> str:
    """The first figure of a claim and the beginning of the word behind it, or all of a claim without one."""
    match = _COUNTED.search(text)
    return f"{match[1]} {match[2].lower()}" if match else text


def _counters(page: Document) -> Iterator[Candidate]:
    """Animated counters read 0 and keep their value in an attribute."""
    names = _counters_in(page.markup)
    if not names:
        return
    for element in page.root.iterfind(".//body//*"):
        name = next((n for n in names if n in element.attrib), None)
        value = (element.get(name) or "").strip() if name else ""
        if not name or not _NUMERIC.fullmatch(value) or value.strip("0.,") == "":
            continue
        block = _block_with(page, element)
        label = _label_of(page, block) if block is not None else ""
        quote = next((q for q in (f'{name}="{value}"', f"{name}='{value}'") if q in page.markup), "")
        if (
            label
            and quote
            and not _PLACEHOLDER.match(value)
            and not phrases("numbers", "studies", page.spoken).stand_in(label)
        ):
            prefix = clean(element.get("data-prefix") or "")
            suffix = clean(element.get("data-suffix") or "")
            if not nation.names_money(prefix + suffix):
                yield Candidate(
                    "number", f"{prefix}{value}{suffix} {label}", 0.8, Evidence(page.url, quote, "markup")
                )


def _counters_in(markup: str) -> tuple[str, ...]:
    """Those attributes of counters that a page's markup has, in the order of their worth."""
    found = set(_COUNTER.findall(markup))
    return tuple(name for name in _COUNTERS if name in found) if found else ()


def _block_with(page: Document, element: _Element) -> Block | None:
    """The block that an element is in, or the first inside it."""
    parent = element.getparent()
    inner = (page.block_of[e] for e in element.iter() if e in page.block_of)
    return next(inner, None) or (page.block_of.get(parent) if parent is not None else None)


def _label_of(page: Document, block: Block) -> str:
    """The words that say what a counter counts: its own block's, else those beside it, in the same place if possible."""
    own = re.sub(r"^[\W\d_]+", "", block.text)
    if len(own) >= 3:
        return own[:80]
    near = [
        page.blocks[i]
        for i in (block.index + 1, block.index - 1, block.index + 2)
        if 0 <= i < len(page.blocks)
    ]
    fitting = [b for b in near if 3 <= len(b.text) <= 80 and _WORD.search(b.text)]
    place = block.element.getparent()
    together = [b for b in fitting if b.element.getparent() in (block.element, place)]
    return next((b.text for b in (*together, *fitting)), "")


def _figures(page: Document) -> Iterator[Candidate]:
    """Cards of a figure and its label ("500+" above "projects")."""
    for group in cards.of(page):
        if len(group.cards) < 2 or group.shape in ("definitions", "rows"):
            continue
        yield from _row(page, group)
        for card in group.cards:
            if 2 <= len(card.blocks) <= 3 and trust.trusts(page, KIND, card.blocks[0]):
                figures = list(_figure(page, card.blocks))
                if figures and not phrases("numbers", "studies", page.spoken).stand_in(card.text):
                    yield from figures


def _row(page: Document, group: cards.CardGroup) -> Iterator[Candidate]:
    """Short cards side by side most of which are a figure and what is counted, unless they are numbered."""
    firsts = [card.blocks[0] for card in group.cards if len(card.blocks) <= 3]
    lines = [block for block in firsts if len(block.text) <= _LABEL and _is_counted(block.text)]
    if len(lines) < _ROW or len(lines) < _MOST_OF_ROW * len(group.cards):
        return
    values = [_NOT_DIGITS.sub("", line.text.split()[0]) for line in lines]
    if values[:2] == ["1", "2"] or values[:2] == ["01", "02"] or len(set(values)) == 1:
        return
    for line in lines:
        if trust.trusts(page, KIND, line) and not phrases("numbers", "studies", page.spoken).stand_in(
            line.text
        ):
            yield _candidate(page, line.text, _IN_A_ROW)


@lru_cache(maxsize=2048)
def _is_counted(text: str) -> bool:
    """Whether a line starts with a figure and goes on with a word that is no month, unit of time, or price."""
    if (
        not text[0].isdigit()
        or nation.names_money(text)
        or _PLACEHOLDER.match(text)
        or next(days(text), None)
    ):
        return False
    match = None if _NUMBERED.match(text) else _COUNTED.match(text)
    return match is not None and len(text.split()) <= _MOST_WORDS_OF_ROW and not text.endswith((".", ":"))


def _figure(page: Document, blocks: Sequence[Block]) -> Iterator[Candidate]:
    for figure, label in ((blocks[0], blocks[1]), (blocks[1], blocks[0])):
        text = figure.text
        if (
            len(text) > 14
            or _PLACEHOLDER.match(text)
            or not _FIGURE.fullmatch(text)
            or text.strip("0+%x ") == ""
            or nation.names_money(text)
        ):
            continue
        if (
            3 <= len(label.text) <= 90
            and _WORD.search(label.text)
            and _says_something(text, label.text, page.spoken)
        ):
            first, second = sorted((figure, label), key=lambda block: block.index)
            quote = f"{first.text} {second.text}"
            yield Candidate("number", f"{text} {label.text}", 0.85, Evidence(page.url, quote, "text"))
            return


def _says_something(figure: str, label: str, spoken: Spoken) -> bool:
    """A bare small number above a text is a step's number, not a claim."""
    if any(sign in figure for sign in "+%xkKM/"):
        return True
    tokens = label.lower().split()[:4]
    return any(token.strip(".,:") in vocabulary("numbers", "nouns", spoken) for token in tokens)


def _claims(page: Document, block: Block) -> Iterator[Candidate]:
    text = block.text
    if (
        len(text) <= 90
        and _STARTS_WITH_FIGURE.match(text)
        and not (nation.names_money(text) or _PLACEHOLDER.match(text))
    ):
        first, second, *rest = [*text.lower().split(), "", ""]
        marked = any(sign in first for sign in "+%") or second.startswith(("+", "%"))
        if marked and vocabulary("numbers", "titles", page.spoken).isdisjoint((second, *rest[:1])):
            yield _candidate(page, text, 0.75)
            return
    parts = [part.strip() for part in _PARTS.split(text)] if len(text) <= 160 else []
    if sum(map(_is_labelled_figure, parts)) >= 2:
        yield from (_candidate(page, part, 0.7) for part in parts if _is_labelled_figure(part))
        return
    for sentence in _SENTENCE.split(text)[:60]:
        score = _claim_score(sentence, page.spoken) or _further_score(sentence, page.spoken)
        if score and _is_of_somebody(sentence, page.language):
            score = min(score, _UNNAMED)
        if score and not phrases("numbers", "earlier", page.spoken).stand_in(sentence[:_OPENING]):
            yield _candidate(page, sentence, score)


@lru_cache(maxsize=2048)
def _further_score(sentence: str, spoken: Spoken) -> float:
    """How much of another claim: what others rate them, within what time they do something, since when they work."""
    length = len(sentence.split())
    if not _FEWEST_WORDS <= length <= _SINCE_LINE or sentence.endswith("?") or "©" in sentence:
        return 0.0
    if length <= _SHORT and _RATING.search(sentence) and _has("rated", sentence, spoken):
        return _RATED
    if nation.names_money(sentence) or _has("studies", sentence, spoken) or _PHONE.search(sentence):
        return 0.0
    if length <= _SHORT and _has("promises", sentence, spoken) and _names_a_span(sentence, spoken):
        return _PROMISED
    since = phrases("founded", "since", spoken).each(sentence)
    return _SINCE if any(_YEAR_NEXT.match(sentence, found.end()) for found in since) else 0.0


def _has(name: str, text: str, spoken: Spoken) -> bool:
    return phrases("numbers", name, spoken).stand_in(text)


def _names_a_span(sentence: str, spoken: Spoken) -> bool:
    """Whether a figure stands before a unit of time: "24h", "30-day", "8-10 weeks"."""
    units = vocabulary("numbers", "spans", spoken)
    return any(found[1].lower() in units for found in _SPAN.finditer(sentence))


def _is_labelled_figure(part: str) -> bool:
    """ "38 years": a figure and what is counted."""
    return (
        bool(_STARTS_WITH_FIGURE.match(part)) and not nation.names_money(part) and 2 <= len(part.split()) <= 8
    )


@lru_cache(maxsize=2048)
def _claim_score(sentence: str, spoken: Spoken) -> float:
    """How much of a claim: a quantity followed within a few words by what is counted, without money."""
    if not 8 <= len(sentence) <= _LONGEST_SENTENCE or sentence.endswith("?"):
        return 0.0
    tokens = [token.strip('.,:;()"“”!') for token in _apart(sentence.lower()).split()]
    best = 0.0
    for place in _quantities(tokens, spoken):
        if not _counts_something_else(tokens, place, spoken):
            best = _with_quantity(best, tokens, place, spoken)
    if not best or _PHONE.search(sentence) or phrases("numbers", "studies", spoken).stand_in(sentence):
        return 0.0
    if nation.names_money(sentence):
        best -= 0.3
    return min(best, 0.88) if best >= 0.4 else 0.0


def _apart(sentence: str) -> str:
    """A sentence with a figure apart from the word that a hyphen ties to it, and from a sign behind: "25-year", "years+"."""
    return _TIED.sub(" ", sentence)


def _quantities(tokens: Sequence[str], spoken: Spoken) -> list[int]:
    """Where in a sentence numbers stand, in figures or in words; a year counts nothing but what stands right behind it."""
    spelled = vocabulary("numbers", "spelled", spoken)
    nouns = vocabulary("numbers", "nouns", spoken)
    return [
        place
        for place, token in enumerate(tokens)
        if token in spelled
        or (
            not token.isalpha()
            and _FIGURE.fullmatch(token)
            and (not _A_YEAR.fullmatch(token) or not nouns.isdisjoint(tokens[place + 1 : place + 2]))
        )
    ]


def _with_quantity(best: float, tokens: list[str], place: int, spoken: Spoken) -> float:
    """The best score so far, and what a further quantity adds to it by the words around it."""
    token = tokens[place]
    following = tokens[place + 1 : place + _SINCE_WORDS]
    before = frozenset(tokens[max(0, place - 2) : place])
    led = not before.isdisjoint(vocabulary("numbers", "leads", spoken))
    if token in vocabulary("numbers", "strong", spoken) or not vocabulary(
        "numbers", "strong", spoken
    ).isdisjoint(following):
        best = max(best, 0.62)
    elif not vocabulary("numbers", "nouns", spoken).isdisjoint(following) and (
        token not in vocabulary("numbers", "small", spoken) or led
    ):
        best = max(best, 0.45)
    elif led and _is_led(tokens, place, spoken):
        best = max(best, _LED)
    else:
        return best
    if led or token.endswith(("+", "%")):
        best += 0.15
    if any(
        word.startswith(listed("numbers", "experience", spoken))
        for word in following + tokens[place : place + 8]
    ):
        best += 0.1
    return best


def _is_led(tokens: list[str], place: int, spoken: Spoken) -> bool:
    """Whether "over 40 carriers" is of the business, whatever it counts: in a short line, or where it says "we"."""
    token, word = tokens[place], next(iter(tokens[place + 1 : place + 2]), "")
    if not _DIGITS.search(token) or digits.holds_year(token) or len(word) < 3 or not word.isalpha():
        return False
    if place > 1 and _DIGITS.search(tokens[place - 2]):
        return False  # from 5 to 200
    return len(tokens) <= _SHORT or not vocabulary("speech", "we", spoken).isdisjoint(tokens)


def _counts_something_else(tokens: Sequence[str], place: int, spoken: Spoken) -> bool:
    """Whether a quantity is an age, the most that a small group may hold, of others, or part of a title ("10 keys to ...")."""
    if not vocabulary("numbers", "titles", spoken).isdisjoint(tokens[place + 1 : place + 3]):
        return True
    value = int(tokens[place]) if tokens[place].isdecimal() and len(tokens[place]) < 4 else 0
    before = " ".join(tokens[max(0, place - 3) : place])
    if (tokens[place] in vocabulary("numbers", "small", spoken) or 0 < value <= _FEW) and before.endswith(
        tuple(vocabulary("numbers", "ceilings", spoken))
    ):
        return not any(word.startswith(listed("numbers", "holds", spoken)) for word in tokens)
    if vocabulary("numbers", "ages", spoken).isdisjoint(tokens) or any(
        word.startswith(listed("numbers", "experience", spoken)) for word in tokens
    ):
        return False
    return _is_joined(tokens, place, spoken)


def _is_joined(tokens: Sequence[str], place: int, spoken: Spoken) -> bool:
    """Whether a quantity is one end of a range written in words: "from six to twelve", "entre huit et dix-huit"."""
    for join, other in ((place - 1, place - 2), (place + 1, place + 2)):
        if 0 <= other < len(tokens) and join >= 0 and tokens[join] in vocabulary("numbers", "joins", spoken):
            quantity = tokens[other]
            if _DIGITS.search(quantity) or any(
                part in vocabulary("numbers", "spelled", spoken) for part in quantity.split("-")
            ):
                return True
    return bool(_RANGE.fullmatch(tokens[place]))


def _is_of_somebody(sentence: str, language: str) -> bool:
    """Whether the years are those of a "she" whom the sentence does not name."""
    return bool(language) and phrases("numbers", "she", (language,)).starts(sentence) is not None


def _candidate(page: Document, text: str, score: float) -> Candidate:
    shown = text if len(text) <= _LONGEST else _around_figure(text, page.spoken)
    return Candidate(
        "number", shown, round(score, 3), Evidence(page.url, shown, "pdf" if page.is_pdf else "text")
    )


def _around_figure(text: str, spoken: Spoken) -> str:
    """The part of a long sentence that holds its first figure, cut at commas."""
    parts = re.split(r"(?<=[,;:–—])\s", text)
    for start, part in enumerate(parts):
        if _claim_score(part, spoken) or _DIGITS.search(part):
            end = start + 1
            while end < len(parts) and len(" ".join(parts[start : end + 1])) <= _LONGEST:
                end += 1
            return " ".join(parts[start:end])[:_LONGEST]
    return text[: text.rfind(" ", 0, _LONGEST)]
