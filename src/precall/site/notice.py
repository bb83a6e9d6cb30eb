"""Pages that are not what they seem: drawn by script only, parked, behind a wall, taken over, or saying that nothing is here."""

import re
from collections.abc import Callable

from precall.model.page import SCRIPT_ONLY as SCRIPT_ONLY
from precall.site.document import Document
from precall.words.match import phrases, vocabulary

EMPTY = "empty page"
PARKED = "parked domain"
LOGIN = "log-in wall"
NOT_FOUND = "says that it was not found"
SUSPENDED = "account suspended"
CHALLENGE = "asks whether its visitor is human"
CONSENT = "nothing but a request for consent"
UNFINISHED = "under construction"
DEFAULT = "a server's or a site builder's default page"
LISTING = "a list of files"
PLACEHOLDER = "placeholder text only"
BROKEN = "an error message only"
SPAM = "gambling or pill spam"
UNREADABLE = "its characters cannot be told"

THEIRS = frozenset({"", SCRIPT_ONLY, UNFINISHED})
"""The notices of pages that are still the company's own: what they say counts."""

_FEW_WORDS = 25
_FEW_DRAWN = 6  # of a page that a browser drew: a title, or that it is loading
_NOTE = 60
_SHORT_PAGE = 120
_LONGEST_DEFAULT = 500
_OF_ACCESS, _TELLING = 0.1, 2  # share of a page's words, and different words, that speak of access
_ASKED_BY_APPS = frozenset(("javascript", "js", "browser"))  # an app that is drawn by script asks for these
_LISTING = re.compile(r"(?:index of|directory listing (?:for|of)) /", re.IGNORECASE)
_PART = re.compile(r"\s[-|–—:·»]\s|[.!?:]\s")
_SIGN = re.compile(r"\W")
_LETTERS = re.compile(r"[^\W\d_]+")


def of(page: Document, status: int) -> str:
    """The notice that a page deserves; empty for an ordinary page."""
    if page.is_pdf:
        return ""
    seen = _Seen(page)
    for notice, deserves in _TESTS:
        if deserves(seen) and (notice != NOT_FOUND or status < 400):
            return notice
    return ""


class _Seen:
    """What the tests look at, worked out once: `head` is the title and the first words, `top` the title and headings."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.count = len(page.words)
        self.text = page.text[:4000].casefold()
        self.title = page.title.casefold()
        self.headings = [block.text.casefold() for block in page.blocks[:200] if block.level in (1, 2, 3)]
        self.head = f"{self.title} {self.text[:1500]}"
        self.top = f"{self.title} {' '.join(self.headings)[:500]}"

    def says(self, name: str, text: str) -> bool:
        """Whether one of the phrases of that name stands in the text."""
        return phrases("notices", name).stand_in(text)


def _is_unreadable(seen: _Seen) -> bool:
    sample = seen.page.text[:20_000]
    unknown = sample.count("\ufffd")
    return unknown > 0 and unknown * 10 > sum(map(str.isalpha, sample))


def _is_listing(seen: _Seen) -> bool:
    return any(_LISTING.match(text) for text in (seen.title, *seen.headings[:1]))


def _is_not_found(seen: _Seen) -> bool:
    if seen.count > _SHORT_PAGE:
        return False
    return seen.says("not_found", seen.top) or any(map(_is_error_code, (seen.title, *seen.headings)))


def _is_error_code(line: str) -> bool:
    """Whether a title or heading, or a part of it, is the bare code: many a name holds the number too."""
    beside = phrases("notices", "beside_code")
    return any(_SIGN.sub("", beside.without(part)) in ("404", "410") for part in _PART.split(line))


def _is_challenge(seen: _Seen) -> bool:
    if seen.count > _SHORT_PAGE:
        return False
    in_text = seen.count <= _NOTE and seen.says("challenge", seen.text)
    return in_text or seen.says("challenge", seen.top) or _speaks_of_access(seen)


def _speaks_of_access(seen: _Seen) -> bool:
    """Whether a page speaks of robots, of being barred and of cookies or scripts, and of nothing that a business does.

    One of these may be a firm's trade: robots are built, paving is of block. Two together in a few words are not, nor
    is one in several words.
    """
    if "@" in seen.text or "tel:" in seen.page.markup:
        return False
    robots, barred, machinery, around = (
        phrases("notices", name).different(seen.head) for name in ("robots", "barred", "machinery", "around")
    )
    listed = ("robots", "barred", "machinery", "around")
    share = sum(len(list(phrases("notices", name).each(seen.text))) for name in listed) / max(1, seen.count)
    if share < _OF_ACCESS:
        return False
    together = bool(machinery and robots) or bool(barred and (robots or machinery))
    needs_little = (
        len(machinery - _ASKED_BY_APPS) > 0 and len(machinery) >= _TELLING and share >= 2 * _OF_ACCESS
    )
    is_barred = bool(around) and (
        len(barred) > _TELLING or (len(barred) == _TELLING and seen.count <= _FEW_WORDS)
    )
    return together or needs_little or is_barred or len(machinery) > _TELLING


def _is_consent(seen: _Seen) -> bool:
    """Whether all titles and headings speak of consent: a banner on a real page has others beside it."""
    lines = [line for line in (seen.title, *seen.headings) if line]
    return seen.count <= _SHORT_PAGE and bool(lines) and all(seen.says("consent", line) for line in lines)


def _is_unfinished(seen: _Seen) -> bool:
    place = seen.top if seen.count > _FEW_WORDS else seen.head
    return seen.count <= _NOTE and seen.says("unfinished", place)


def _is_default(seen: _Seen) -> bool:
    place = seen.head if seen.count <= _SHORT_PAGE else seen.top
    return seen.count <= _LONGEST_DEFAULT and seen.says("default_page", place)


def _is_placeholder(seen: _Seen) -> bool:
    """Whether a page is a theme's. A home page is the company's as long as anything of its own stands on it."""
    if "lorem ipsum" not in seen.text:
        return False
    latin = vocabulary("leftover", "latin")
    letters = [word for word in map(str.casefold, _LETTERS.findall(seen.page.text[:20_000])) if len(word) > 3]
    most = 3 / 4 if seen.page.path == "/" else 1 / 4
    return sum(word in latin for word in letters) >= most * len(letters)


def _is_spam(seen: _Seen) -> bool:
    """Whether title or headings sell what hijacked sites sell, in more words than one: a single one can be a hotel's."""
    return (
        seen.says("spam", seen.top)
        and len(phrases("notices", "spam").different(f"{seen.top} {seen.text}")) > 1
    )


def _is_login(seen: _Seen) -> bool:
    return seen.count <= _SHORT_PAGE and seen.page.root.find(".//input[@type='password']") is not None


def _is_broken(seen: _Seen) -> bool:
    return seen.count <= _NOTE and seen.says("broken", seen.head)


def _is_drawn_by_script(seen: _Seen) -> bool:
    if seen.page.partial:
        return False
    asks_for_it = seen.count <= _NOTE and seen.says("needs_script", seen.head)
    fewest = _FEW_DRAWN if seen.page.is_drawn else _FEW_WORDS
    return asks_for_it or (seen.count < fewest and _has(seen.page, "script"))


def _is_empty(seen: _Seen) -> bool:
    return not seen.count and not seen.page.partial and not _has(seen.page, "frame", "iframe", "img")


def _has(page: Document, *tags: str) -> bool:
    return next(page.root.iter(*tags), None) is not None


def _short_and_says(name: str) -> Callable[[_Seen], bool]:
    return lambda seen: seen.count <= _SHORT_PAGE and seen.says(name, seen.head)


_TESTS: tuple[tuple[str, Callable[[_Seen], bool]], ...] = (
    (UNREADABLE, _is_unreadable),
    (PARKED, _short_and_says("parked")),
    (SUSPENDED, _short_and_says("suspended")),
    (DEFAULT, _is_default),
    (LISTING, _is_listing),
    (NOT_FOUND, _is_not_found),
    (BROKEN, _is_broken),
    (CHALLENGE, _is_challenge),
    (CONSENT, _is_consent),
    (SPAM, _is_spam),
    (PLACEHOLDER, _is_placeholder),
    (LOGIN, _is_login),
    (SCRIPT_ONLY, _is_drawn_by_script),
    (UNFINISHED, _is_unfinished),
    (EMPTY, _is_empty),
)
"""In order: what a page says of itself counts before what can be guessed from how little it says."""
