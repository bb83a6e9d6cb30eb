"""What did the client write in an invitation or a booking confirmation, and what did the tools write around it?"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from precall.site.nobodys import kind_of
from precall.site.registered import has_known_ending
from precall.site.text import clean
from precall.site.url import host_of
from precall.site.wrapped import unwrapped
from precall.words.match import fold, phrases, vocabulary

_TAGS = (
    "a abbr address article b big blockquote body br center code dd div dl dt em font footer h1 h2 h3 h4 h5 h6 head header hr"
    " html i img li link main meta o:p ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul"
)
_TAG = re.compile(
    rf"(?i)</?(?:{'|'.join(_TAGS.split())})(?=[\s/>])[^<>]{{0,2000}}>|<!--[^<>]{{0,500}}-->|<![^<>]{{0,200}}>"
)
_BREAK = re.compile(r"(?i)</?(?:br|p|div|li|tr|h[1-6]|ul|ol|table|blockquote|hr)(?=[\s/>])[^<>]{0,200}>")
_CELLS = re.compile(r"(?i)[:\s]{0,40}</t[dh]\s{0,9}>\s{0,200}<t[dh](?=[\s/>])[^<>]{0,400}>\s{0,200}")
_UNSEEN = re.compile(r"(?is)<(style|script|title)\b[^<>]{0,200}>.{0,8000}?</\1>")
_ANCHOR = re.compile(r"""(?i)<a\s[^<>]{0,500}?href\s{0,3}=\s{0,3}["']([^"'<>]{1,2000})["'][^<>]{0,500}>""")
_URL = re.compile(r"https?://[^\s<>\"'|\\)\]]{4,2000}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w@-])", re.IGNORECASE
)
_RESERVED = ("example", "test")
_NOT_AN_ENDING = frozenset(
    "pdf doc docx xls xlsx ppt pptx png jpg jpeg gif txt ics html htm php zip mov".split()
)
_RULE = re.compile(r"[\W_]{6,}")
_SYMBOLS = re.compile(r"[\W_]+")
_DIALLED = re.compile(
    r"\W{0,3}(?:\(?[A-Za-z]{2,3}\)?:? {0,2})?\+?\(?\d[\d ().-]{6,24}\d(?:[,;x#*]{1,4}[\d#,*]{1,40})?#?(?: .{0,60})?"
)
_NUMBERED = re.compile(r"[^:\d]{2,60}: {0,3}\d[\d #,*-]{4,40}#?")
_BOOKED = re.compile(
    r"(?i)calendly\.com|\bcal\.com|acuityscheduling\.com|acuityid=|squarespacescheduling|\bas\.me/|savvycal\.com|tidycal\.com"
    r"|meetings(?:-[a-z0-9]{2,6})?\.hubspot\.com|hubspot\.com/meetings|youcanbook\.me|oncehub\.com|simplybook\.|setmore\.com"
    r"|zcal\.co|koalendar\.com|appointlet\.com|chilipiper\.com|powered by (?:calendly|tidycal|savvycal|cal\.com|hubspot)"
)
_LABELLED = re.compile(r"(?P<label>[^\s:][^:]{0,200}?\? ?|[^\s:][^:?]{0,60}):(?!//)\s*(?P<answer>.*)")
_LONGEST_QUESTION = 200
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a booking form, and what they answered."""

    label: str
    text: str

    @property
    def names_website(self) -> bool:
        """Whether the question asks for a website."""
        return phrases("invitation", "website").stand_in(self.label)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation's text as `lines`, less the blocks with which one joins a call; the `answers` where it is a booking form.

    `linking` are the lines whose addresses count: a website may stand right beside the link to a call.
    """

    lines: tuple[str, ...]
    linking: tuple[str, ...]
    is_form: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def quote(self) -> str:
        """What they wrote, if the text is theirs: of a form the answers, else the lines; without links."""
        said = [answer.text for answer in self.answers] if self.is_form else self.lines
        kept = (_without_links(line) for text in said for line in text.splitlines() if not _only_links(line))
        worth = (line for line in kept if line and (not self.is_form or " " in line))
        return "\n".join(line for line in worth if not _SYMBOLS.fullmatch(line))[:_LONGEST]


def read(text: str) -> Invitation:
    """What an invitation holds: text or HTML, of any calendar or booking tool."""
    lines = _lines(text)
    if _is_form(lines):
        above, below = _parted(lines)
        answers = (*_answers(above), *_pairs(below))
        return Invitation(
            tuple(lines), tuple(answer.text for answer in answers) or tuple(lines), True, answers
        )
    sections = tuple(_without_blocks(lines))
    return Invitation(
        tuple(line for section in sections for line in _without_joining(section)),
        tuple(line for section in sections for line in section),
    )


def addresses_in(text: str, *, bare: bool = True) -> Iterator[str]:
    """The addresses that a text names, unwrapped; with `bare` also those that are written without https://."""
    for match in _URL.finditer(text):
        yield unwrapped(match[0].rstrip(".,;:!?"))
    for match in _DOMAIN.finditer(_URL.sub(" ", text)) if bare else ():
        if _is_domain(match[0]):
            yield match[0]


def calls_a_site_theirs(line: str) -> bool:
    """Whether a line speaks of a website as the writer's own."""
    return phrases("invitation", "own_site").stand_in(line)


def joins_a_call(line: str) -> bool:
    """A line with a link to a tool, a number to dial or to type in, or the words that stand around them."""
    if any(kind_of(host_of(unwrapped(found[0]))) in ("tool", "search") for found in _URL.finditer(line)):
        return True
    is_number = _DIALLED.fullmatch(line) or _NUMBERED.fullmatch(line)
    return bool(is_number) or phrases("invitation", "conference").stand_in(line)


def _is_domain(word: str) -> bool:
    """Whether a word with a dot in it is a domain: of a known ending, and not two sentences without a space between."""
    ending = word.rpartition(".")[2]
    if ending.casefold() in _NOT_AN_ENDING or (ending[0].isupper() and not word.isupper()):
        return False
    return ending.casefold() in _RESERVED or has_known_ending(word)


def _lines(text: str) -> list[str]:
    """The lines of a text; what a word links to stands behind it in angle brackets."""
    shown = _ANCHOR.sub(lambda found: f" <{found[1]}> ", _UNSEEN.sub("", text))
    rows = _CELLS.sub(": ", shown)  # a label and its answer beside each other
    lines = _TAG.sub("", _BREAK.sub("\n", rows)).splitlines()
    return [clean(html.unescape(line)).removeprefix(":").strip() for line in lines]


def _only_links(line: str) -> bool:
    """Whether nothing but what to call it stands before a link: "Our site: https://..."."""
    return bool(_URL.search(line)) and _without_links(line).endswith(":")


def _without_links(line: str) -> str:
    bare = _URL.sub("", line)
    return clean(re.sub(r"<\s*>|\(\s*\)", "", bare))


def _without_blocks(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The sections between rules, less those with which one joins a call; what stands before the first rule stays."""
    for number, section in enumerate(_divided(lines, _RULE.fullmatch)):
        if not number or not any(map(joins_a_call, section)):
            yield section


def _without_joining(section: Sequence[str]) -> Iterator[str]:
    """The lines of a section, less the paragraphs with which one joins a call."""
    for paragraph in _divided(section, lambda line: not line or _SYMBOLS.fullmatch(line)):
        if not any(map(joins_a_call, paragraph)):
            yield from paragraph


def _divided(lines: Sequence[str], divides: Callable[[str], object]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if divides(line):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _is_form(lines: Sequence[str]) -> bool:
    """Whether a booking tool wrote it: it names itself, or asks at least two of its own questions on lines of their own."""
    asked = {fold(line[:-1]) for line in lines if line.endswith(":")}
    is_named = any(map(_BOOKED.search, lines)) or _booker(lines) is not None
    return is_named or len(asked & vocabulary("invitation", "form_labels")) > 1


def _booker(lines: Sequence[str]) -> int | None:
    """Where who booked is named, by a line for it with an address below, as Google's appointment pages do; None where not."""
    marked = vocabulary("invitation", "form_bookers")
    return next(
        (
            number
            for number, line in enumerate(lines)
            if fold(line).rstrip(" :") in marked
            and any("@" in below for below in lines[number + 1 : number + 4])
        ),
        None,
    )


def _parted(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands above the line "Questions:", or above who booked, and the questions and answers below it."""
    booker = _booker(lines)
    if booker is not None:
        after = next((n for n in range(booker, len(lines)) if not lines[n]), len(lines))
        return lines[:booker], lines[after:]
    marked = vocabulary("invitation", "form_questions")
    place = next((n for n, line in enumerate(lines) if fold(line).rstrip(" :") in marked), len(lines))
    return lines[:place], lines[place + 1 :]


def _pairs(lines: Sequence[str]) -> Iterator[Answer]:
    """Questions with their answers, line after line or paragraph after paragraph, up to the tool's own lines."""
    label = ""
    for paragraph in _divided(lines, lambda line: not line):
        if any(_is_the_tools(line) or _RULE.fullmatch(line) for line in paragraph):
            return
        if label and paragraph:
            yield Answer(label, "\n".join(paragraph))
            label = ""
        elif len(paragraph) > 1:
            yield Answer(paragraph[0], "\n".join(paragraph[1:]))
        else:
            label = "".join(paragraph)


def _answers(lines: Sequence[str]) -> Iterator[Answer]:
    """The answers to questions that are not the tool's own; a line that no question stands before is nobody's answer."""
    label, said = "", list[str]()
    before = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        found = _question(line, before, waits=bool(label) and not said)
        is_above_a_link = not before and _is_the_tools(following) and bool(_URL.fullmatch(following))
        is_over = (
            is_above_a_link or _is_the_tools(line) or _RULE.fullmatch(line) or _RULE.fullmatch(following)
        )
        if is_over or found:
            if label and said:
                yield Answer(label, "\n".join(said))
            label, first = found if found and not (is_above_a_link or _is_the_tools(line)) else ("", "")
            said = [first] if first else []
        elif line and label:
            said.append(line)
        before = line
    if label and said:
        yield Answer(label, "\n".join(said))


def _question(line: str, before: str, *, waits: bool) -> tuple[str, str] | None:
    """The question that a line begins with, and what stands behind it; `waits` where the line before asked."""
    found = _LABELLED.fullmatch(line)
    is_own = fold(found["label"].strip(" ?*")) in vocabulary("invitation", "form_labels") if found else False
    if found and is_own:
        return "", ""
    begins = not before or bool(_SYMBOLS.fullmatch(before)) or _is_the_tools(before)
    if found and not found["answer"]:
        return None if waits else (found["label"], "")
    is_answer = waits or before.endswith(":") or not any(map(str.isalpha, found["label"] if found else ""))
    if found and not is_answer and (begins or _LABELLED.fullmatch(before) or found["label"].endswith("?")):
        return found["label"], found["answer"]
    if begins and not waits and line.endswith("?") and len(line) <= _LONGEST_QUESTION:
        return line, ""
    return None


def _is_the_tools(line: str) -> bool:
    """Whether a line is the tool's own: how it begins, or where it leads."""
    begun = phrases("invitation", "form_lines").starts(line)
    return begun is not None or any(
        kind_of(host_of(unwrapped(found[0]))) in ("tool", "search") for found in _URL.finditer(line)
    )
