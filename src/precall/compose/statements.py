"""What the pages of a site say, statement by statement: each once, with the headings above it and how much it tells."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import count

from precall.compose.clutter import breaks_off, invites, is_clutter, is_unfinished, without_calls
from precall.compose.own_words import is_own
from precall.compose.wording import announces, is_put_to, leans, limits
from precall.extract import nation
from precall.model.page import PageKind, PageRecord
from precall.model.passage import Form, Passage, Region
from precall.model.voice import Voice
from precall.site.kind import topic_named, topic_of
from precall.words.match import ALL, Spoken, phrases

Passages = Mapping[str, Sequence[Passage]]
Section = tuple[int, tuple[str, ...]]
"""The number of a page, and the headings above a part of it."""

_FEWEST = 4  # words; a shorter sentence goes with the next one
_MENU_WORDS = 8
_LABEL = 4  # words
_LONGEST_QUESTION = 20  # words
_SHORT_FORM = 4  # characters, with the full stop
_SHARE_OF_PAGES = 0.4  # a short line on so many pages is a part of the frame around them
_LONGEST = 90  # words; what is longer is no statement but a text that lost its full stops
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*|[€$£¥%]")
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"(?=[\d€$£¥])")
_SEPARATOR = re.compile(r" (?:\||\\{1,2}|::) ")
_LEGAL = frozenset(("privacy", "terms", "imprint"))
_REACH = re.compile(r"@|\+?\(?\d[\d ()./-]{6,}\d")
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\W{0,3}(?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence or a row of a page, verbatim.

    `cells` are those of a row, else the one text. `page` and `passage` number where it stands; `kind` is the page's. `terms` are its telling words, folded. `by`
    says who said it, where it is a client's word, `praise` in which of them it stands. What is `usual` tells of privacy, as on every site.
    `number` counts what stands on the pages, `order` the statements; what `leans` is not understood without the statement of the number before,
    what `limits` restricts it, what `announces` nothing without the next one. What `answers` stands below a question that a button opens.
    """

    cells: tuple[str, ...]
    url: str
    kind: PageKind
    headings: tuple[str, ...]
    form: Form
    region: Region
    page: int
    passage: int
    part: int
    number: int
    terms: frozenset[str]
    voice: Voice = "owner"
    by: str = ""
    praise: str = ""
    usual: bool = False
    leans: bool = False
    limits: bool = False
    answers: bool = False
    announces: bool = False
    order: int = 0

    @cached_property
    def text(self) -> str:
        """Its words as they stand on the page."""
        return " ".join(self.cells)

    @cached_property
    def words(self) -> int:
        """How many words it takes."""
        return len(self.text.split())

    @property
    def own(self) -> bool:
        """Whether the business speaks."""
        return is_own(self.voice)

    @property
    def place(self) -> tuple[int, int, int]:
        """Where on the site it stands, to put statements into reading order."""
        return self.page, self.passage, self.part

    @property
    def section(self) -> Section:
        """The part of a page that it stands in."""
        return self.page, self.headings

    @property
    def heading(self) -> str:
        """The nearest heading above it."""
        return self.headings[-1] if self.headings else ""


def statements(
    pages: Sequence[PageRecord], passages: Passages, spoken: Spoken = ALL
) -> tuple[Statement, ...]:
    """Every statement of the site in reading order, each once; menus, frames and rights are left out.

    `spoken` are the languages of the site.
    """
    numbers = count()
    found = [
        one
        for place, page in enumerate(pages)
        for one in _of_page(place, page, passages.get(page.url, ()), numbers, spoken)
    ]
    frame = _frame(found, len(pages))
    once = _once(one for one in found if folded(one.text) not in frame)
    return tuple(replace(one, order=order) for order, one in enumerate(once))


@lru_cache(2048)
def names_a_sum(text: str) -> bool:
    """Whether a text speaks of an amount of money."""
    return _DIGIT.search(text) is not None and nation.names_money(text)


def is_asked(headings: Sequence[str], spoken: Spoken) -> bool:
    """Whether what stands below these headings answers what a visitor asks, by the nearest of them."""
    return bool(headings) and headings[-1].endswith("?") and not is_put_to(headings[-1], spoken)


def before_sum(text: str) -> str:
    """What stands before the first amount of money: of "Survey£350" the survey; empty where there is no amount."""
    words = text.split()
    ends = range(1, len(words) + 1) if names_a_sum(text) else ()
    end = next((end for end in ends if names_a_sum(" ".join(words[:end]))), 1)
    return " ".join((*words[: end - 1], _AMOUNT.split(words[end - 1])[0])).strip() if words else ""


def is_answer(cells: Sequence[str]) -> bool:
    """Whether a row is a question of the site with its answer: the button that opens it, and what it opens."""
    return len(cells) > 1 and cells[0].endswith("?") and not cells[1].endswith("?")


@lru_cache(2048)
def folded(text: str) -> str:
    """The words of a text alone, to tell whether two texts say the same."""
    return " ".join(_WORD.findall(text.casefold()))


def _of_page(
    place: int, page: PageRecord, passages: Sequence[Passage], numbers: Iterator[int], spoken: Spoken
) -> Iterator[Statement]:
    if not passages:
        return
    page_topic = topic_of(page.url, "", page.title)
    above: tuple[Region, tuple[str, ...]] | None = None
    greeting, disclaimer = phrases("speech", "mood", spoken), phrases("speech", "disclaimer", spoken)
    for order, passage in enumerate(_asked_by_line(passages, spoken)):
        nearest = passage.headings[-1] if passage.headings else ""
        is_message = page.kind == "contact" and greeting.starts(nearest) is not None
        topics = [page_topic, *map(topic_named, passage.headings)]
        legal = next((topic for topic in reversed(topics) if topic in _LEGAL), "")
        kind = "legal" if legal else page.kind
        is_usual = legal == "privacy" or (kind == "legal" and any(map(disclaimer.stand_in, passage.headings)))
        for part, whole in enumerate(_parts(passage)):
            cells = without_calls(whole, spoken) if passage.form == "row" else whole
            number, headings, answers = next(numbers), passage.headings, is_answer(cells)
            if answers:
                below = headings[:-1] if headings and headings[-1].endswith("?") else headings
                headings, cells = (*below, cells[0]), cells[1:]
            text = " ".join(cells)
            here = passage.region, headings
            follows, above = here == above, here
            says = _says_something(text, passage.form, passage.voice, spoken)
            if (says or (is_asked(headings, spoken) and invites(text, spoken))) and not is_message:
                yield Statement(
                    cells, page.url, kind, headings, passage.form, passage.region, place, order, part, number,
                    _terms(text), "owner" if answers else passage.voice,
                    usual=is_usual or (kind == "legal" and disclaimer.stand_in(text)),
                    leans=follows and passage.form == "text" and leans(text, spoken), limits=limits(text, spoken),
                    answers=answers, announces=announces(text, spoken),
                )  # fmt: skip


def _asked_by_line(passages: Sequence[Passage], spoken: Spoken) -> Iterator[Passage]:
    """The passages, those below a line or a button that asks the next question of several with that question as their heading."""
    under: tuple[str, ...] = ()
    question = ""
    for passage, following in zip(passages, (*passages[1:], None), strict=True):
        if passage.headings != under:
            under, question = passage.headings, ""
        is_followed = following is not None and following.headings == under and following.form != "link"
        if is_followed and is_asked(under, spoken) and _asks(passage, spoken):
            question = passage.text
            continue
        yield passage._replace(headings=(*under[:-1], question)) if question else passage
        if passage.form == "row" and is_answer(passage.parts) and is_asked(under, spoken):
            question = passage.parts[0]


def _asks(passage: Passage, spoken: Spoken) -> bool:
    """Whether a passage is one question and nothing else, and not put to the reader."""
    is_question = passage.form != "row" and len(passage.parts) == 1 and passage.text.endswith("?")
    return (
        is_question and len(passage.text.split()) <= _LONGEST_QUESTION and not is_put_to(passage.text, spoken)
    )


def _parts(passage: Passage) -> Iterator[tuple[str, ...]]:
    """What can stand alone: the cells of a row together, a sentence, a very short one or an open bracket with the next."""
    if passage.form == "row":
        yield passage.parts
        return
    waiting = ""
    for part, following in zip(passage.parts, (*passage.parts[1:], ""), strict=True):
        waiting = f"{waiting} {part}".strip()
        is_open = waiting.count("(") > waiting.count(")") or _is_cut_at_a_dot(waiting, following)
        if len(waiting.split()) >= _FEWEST and not is_open:
            yield (waiting,)
            waiting = ""
    if waiting:
        yield (waiting,)


def _is_cut_at_a_dot(text: str, following: str) -> bool:
    """Whether a full stop belongs to a short form, and what follows to the same sentence: "Ext. 104", "with Dr. Vane" """
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    is_short = last.endswith(".") and last[:-1].isalpha() and len(last) <= _SHORT_FORM
    return is_short and (following[:1].islower() or following[:1].isdigit() or last.istitle())


@lru_cache(2048)
def _terms(text: str) -> frozenset[str]:
    return frozenset(word for word in folded(text).split() if len(word) > 3 or not word.isalpha())


@lru_cache(2048)  # headers and footers stand on every page
def _says_something(text: str, form: Form, voice: Voice, spoken: Spoken) -> bool:
    length = len(text.split())
    if length > _LONGEST or _RIGHTS.search(text) or not (any(map(str.isalpha, text)) or _REACH.search(text)):
        return False
    if phrases("name", "rights").stand_in(text) or phrases("leftover", "phrases").stand_in(text):
        return False
    if is_clutter(text, spoken) or (is_unfinished(text) and voice != "client"):
        return False
    if form != "row" and breaks_off(text, spoken):
        return False
    if len(_SEPARATOR.findall(text)) > 1 and _REACH.search(text) is None:  # a menu in one line
        return False
    return form != "link" or length > _MENU_WORDS or _REACH.search(text) is not None


def _frame(found: Sequence[Statement], pages: int) -> frozenset[str]:
    """Short lines that stand on many pages, other than how to reach the business."""
    on_pages: dict[str, set[int]] = {}
    for one in found:
        if one.words <= _MENU_WORDS * 2 and not _DIGIT.search(one.text) and "@" not in one.text:
            on_pages.setdefault(folded(one.text), set()).add(one.page)
    most = max(3, math.ceil(pages * _SHARE_OF_PAGES))
    return frozenset(text for text, seen in on_pages.items() if len(seen) >= most)


def _once(found: Iterable[Statement]) -> Iterator[Statement]:
    """Each statement once; what says of several things of a section which of a kind each is stands with each: "Fitter" """
    seen: dict[str, Section] = {}
    for one in found:
        said = folded(one.text)
        is_label = one.words <= _LABEL and not any(map(str.isdigit, one.text)) and one.form != "link"
        if said not in seen or (is_label and seen[said] == one.section):
            seen[said] = one.section
            yield one
