"""Who said a quotation: the author's name, role, firm or town in the lines beside it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from precall.extract import names, roles
from precall.extract.day import days
from precall.extract.names import PersonName
from precall.site import hosts
from precall.site.class_names import meaning
from precall.site.document import Block
from precall.site.text import clean
from precall.words.match import either, fold, phrases, shapes

LONGEST = 130
DASHES = "-–—―~"
QUOTE_MARKS = '"“”„«»‘’‚‹›❝❞‟「」'

_MOST_OF_A_SOURCE = 3  # words of a line that says where a review was left
_MOST_PARTS = 60
_MOST_OF_A_NAME = 4  # words
_AUTHOR_CLASS = meaning("author")
_AFTER_DASH = re.compile(r"^(.{25,}[.!?…\"”»])\s{0,3}[-–—―~]{1,2}\s{0,2}([^.!?\"”»]{2,90}\.?)$", re.DOTALL)
_PIECES = re.compile(r"\s*(?:,|\||·|•|\(|\)|\n|\s[-–—/]{1,2}\s|[-–—]\s|\s@\s)\s*")
_MIDDLE = re.compile(r"\s[·|•]\s")
_LONGEST_DATE, _BESIDE_DATE = 40, 3  # characters of a line that is a date, and letters of what else it says
_LABEL = re.compile(r":(?!\d\d)")
_NUMBERED = re.compile(r"^(?:#\s?\d{1,4}[.:)]?|\d{1,4}[.)])\s")
_FIGURES = re.compile(r"^\d|\d{3}")


class Author(NamedTuple):
    """A name as shown and what stands with it; `strength` is 1 where that is more than a bare name, else a half."""

    name: str
    role: str
    strength: float


def beside(block: Block, *, announced: bool, near: bool) -> Author | None:
    """The author whom a block names.

    `announced`: the quotation stands where praise is announced, so that a role alone will do; `near`: right behind
    the quotation, so that a bold word will do.
    """
    strong = _is_marked(block)
    author = of_lines(lines_of(block), strong=strong, role_alone=announced)
    if author is None and near and announced and not block.level and _is_set_off(block):
        author = of_lines(lines_of(block), strong=True, role_alone=True)
    return author


def inline(block: Block) -> tuple[str, Author | None]:
    """The quotation and its author where both stand in one block."""
    for start in range(1, len(block.lines)):
        rest = block.lines[start:]
        if len(rest) <= 3 and all(len(line) <= 90 for line in rest):
            behind = block.lines[start - 1][-1] in QUOTE_MARKS
            author = of_lines(rest, strong=behind or rest[0][0] in DASHES)
            if author is not None:
                return " ".join(block.lines[:start]), author
    for shape, strong in ((_after_closing(), False), (_AFTER_DASH, True)):
        match = shape.match(block.text) if len(block.text) <= 4_000 else None
        author = of_lines((match[2],), strong=strong) if match else None
        if match and author is not None:
            return match[1], author
    return block.text, None


@cache
def _after_closing() -> re.Pattern[str]:
    """A quotation and what stands behind its closing mark."""
    by = either("people", "by")
    return re.compile(
        rf"^(.{{15,}}[\"”“»’])\s{{0,3}}(?:[-–—―~]{{1,2}}\s?|(?i:{by})\s|\()?\s{{0,2}}([^\"”“»]{{2,110}}?)\)?$",
        re.DOTALL,
    )


@cache
def _said_on() -> re.Pattern[str]:
    """Where a review was left, at the end of a line: "on Google"."""
    return re.compile(rf"\s{either('praise', 'said_on')}\s([A-Z][\w .-]{{2,24}})$")


@cache
def _dated() -> re.Pattern[str]:
    """A day or a year, or what may be one."""
    ordinals = either("dates", "ordinals")
    return re.compile(rf"\d{{1,2}}{ordinals}?(?:[ .]|$)|(?:19|20|29)\d\d|\d{{1,2}}/\d{{1,2}}", re.IGNORECASE)


def called(author: Author, passed: str) -> Author:
    """An author of whom only the role is told, by the line that stands before it: "Suze", and below "Local guide"."""
    if not may_be_name(passed) or names.read(author.name) is not None:
        return author
    return Author(passed, ", ".join(filter(None, (author.name, author.role))), 1.0)


def is_stars(text: str) -> bool:
    """Whether a line is a rating, initials or an ornament; "Ada" is a name."""
    return _stars().fullmatch(text) is not None and not names.is_given(text)


def may_be_name(text: str) -> bool:
    """Whether a line may be how somebody is called, though its words are no known name."""
    words = text.split()
    return (
        1 <= len(words) <= _MOST_OF_A_NAME
        and text[0].isupper()
        and not text.isupper()
        and (text[-1].isalpha() or (text[-1] == "." and len(words[-1]) == 2))
        and not _FIGURES.search(text)
        and not is_no_author(text)
        and not all(names.is_plain(word.lower()) for word in words)
    )


def is_detail(text: str) -> bool:
    """Whether a line below an author's name may be a role, a firm, a town."""
    if not 0 < len(text) <= 90 or len(text.split()) > 12 or is_stars(text) or is_no_author(text):
        return False
    return text[0] not in QUOTE_MARKS and text[-1] not in ".!?"


def detail(text: str) -> str:
    """What a line below an author's name tells of them: without dashes around it and without a date."""
    parts = _MIDDLE.split(text.strip(" " + DASHES))
    told = (part for part in parts if not (is_date(part) or is_source(part)))
    return " · ".join(told)


def is_source(text: str) -> bool:
    """Whether words are only where a review was left."""
    words = text.lower().split()
    if not 0 < len(words) <= _MOST_OF_A_SOURCE or _said_on().search(text):
        return False
    return not hosts.listed("reviews", "names").isdisjoint(words)


def is_no_author(text: str) -> bool:
    """Whether a line is a button or a seal beside a quotation."""
    return phrases("praise", "no_author").stand_in(text)


def is_closing(text: str) -> bool:
    """Whether words are those that stand above a signature: "Kind regards,"."""
    return phrases("people", "by").is_whole(text.rstrip(",!. "))


def is_date(text: str) -> bool:
    """Whether a line tells when rather than who."""
    return bool(_dated().search(text) or shapes("praise", "ago").search(fold(text)))


def is_only_date(text: str) -> bool:
    """Whether a line is a date or says how long ago something was said, and nothing else."""
    if len(text) > _LONGEST_DATE:
        return False
    said = next(days(text), None)
    if said is not None:
        beside = text[: said.start] + text[said.start + len(said.shown) :]
        return sum(map(str.isalpha, beside)) <= _BESIDE_DATE
    is_told = bool(shapes("praise", "ago").search(fold(text))) and not detail(text)
    return is_told and names.read(_PIECES.split(text)[0]) is None


def lines_of(block: Block) -> tuple[str, ...]:
    """A block's lines, or its parts where the markup alone parts them ("Jane Doe" in bold, then the firm)."""
    if len(block.lines) > 1 or len(block.element) == 0:
        return block.lines
    parts = _parts_of(block)
    spaced = " ".join(filter(None, parts)) == block.text
    if any(part.startswith(",") for part in parts) or (spaced and _names_somebody(block.text)):
        return block.lines
    shown = tuple(part for part in parts if part and not is_stars(part))
    return shown if 1 <= len(shown) <= 4 else (tuple(filter(None, parts))[:1] or block.lines)


def _parts_of(block: Block) -> list[str]:
    """The pieces of text that markup makes of a block; its element may hold others as well."""
    parts = [clean(str(text)) for text in islice(block.element.itertext(), _MOST_PARTS)]
    wanted = block.text.replace(" ", "")
    for start in range(len(parts)):
        end, left = start, wanted
        while left and end < len(parts) and left.startswith(bare := parts[end].replace(" ", "")):
            end, left = end + 1, left[len(bare) :]
        if not left:
            return parts[start:end]
    return parts


def of_lines(lines: Sequence[str], *, strong: bool, role_alone: bool = True) -> Author | None:
    """Who an author line names; `strong` where dash or markup say that it is one, `role_alone` where a role will do."""
    for number, line in enumerate(lines[:3]):
        strong = strong or line[0] in DASHES
        bare = line.strip(" " + DASHES + QUOTE_MARKS + "•·|,")
        said_on = _said_on().search(bare)
        bare = bare[: said_on.start()] if said_on and is_source(said_on[1]) else bare
        bare = _NUMBERED.sub("", bare)
        by = phrases("people", "by").starts(bare)
        bare = bare[by.end() :].lstrip(" :,!.") if by else bare
        strong = strong or (by is not None and not bare)
        if not bare or len(bare) > LONGEST or is_no_author(bare) or bare[-1] in "!?…" or _LABEL.search(bare):
            continue
        pieces = [piece for piece in _PIECES.split(bare) if piece]
        if not pieces or _FIGURES.search(pieces[0]):
            continue
        name = names.read(pieces[0])
        if bare[-1] == "." and len(bare.split()) > 4 and not (by or _introduces(name, pieces)):
            continue
        dated = any(map(is_date, pieces[1:]))
        named = name is not None or (dated and len(pieces[0].split()) <= 3 and pieces[0][0].isupper())
        if not named and not strong and not (role_alone and roles.is_role(bare)):
            continue
        if not named and (
            _names_somebody(next(iter(lines[number + 1 : number + 2]), "")) or len(bare.split()) > 12
        ):
            continue
        whole = not named and roles.is_role(bare)
        beside = (*(() if whole else pieces[1:]), *lines[number + 1 : 3])
        shown = bare if whole else pieces[0]
        detailed = bool(pieces[1:] or lines[number + 1 :]) or not named
        role = ", ".join(filter(None, map(detail, beside)))
        return Author(shown, role, 1.0 if detailed else 0.5)
    return None


def _introduces(name: PersonName | None, pieces: Sequence[str]) -> bool:
    """Whether a line that ends like a sentence is a full name and what its bearer is: "Ada Winter, PhD, psychologist, Leeds."."""
    return name is not None and not name.alone and name.sure >= 0.9 and len(pieces) > 1


def _names_somebody(line: str) -> bool:
    pieces = [piece for piece in _PIECES.split(line.strip(" " + DASHES)) if piece]
    return bool(pieces) and names.read(pieces[0]) is not None


def _is_marked(block: Block) -> bool:
    """Whether the markup says that a line names the author."""
    element = block.element
    if element.tag in ("footer", "figcaption", "cite"):
        return True
    return (
        bool(_AUTHOR_CLASS.search((element.get("class") or "").lower())) or element.find("cite") is not None
    )


@cache
def _stars() -> re.Pattern[str]:
    """A rating and nothing else, drawn or in words; a sign or two say nothing either."""
    return re.compile(
        r"[★☆⭐✩✭✮*\s]{3,}|\d(?:[.,]\d)?\s?/\s?\d{1,2}"
        rf"|\d(?:[.,]\d)? {either('praise', 'stars')}|.{{1,3}}",
        re.IGNORECASE,
    )


def _is_set_off(block: Block) -> bool:
    """A short line that starts in bold or italics, or two or three short lines; no "Label: value"."""
    if any(":" in line or len(line.split()) > 5 or not is_detail(line) for line in block.lines[:3]):
        return False
    if 2 <= len(block.lines) <= 3:
        return True
    first = block.element[0] if len(block.element) and not (block.element.text or "").strip() else None
    return first is not None and first.tag in ("strong", "b", "em", "i")
