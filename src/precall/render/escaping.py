"""How text of a website is made harmless for each output: one function per output, used everywhere."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from markupsafe import Markup

_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HALF_PAIR = "\ud800-\udfff"
_MARK = "\u0300-\u036f\u0483-\u0489\u20d0-\u20ff"
_SUSPECT = re.compile(f"[{_INVISIBLE}{_HALF_PAIR}{_MARK}]")
_TO_CLEAN = (
    (re.compile(f"[{_INVISIBLE}]"), ""),
    (re.compile(f"[{_HALF_PAIR}]"), "\ufffd"),
    (re.compile(f"([{_MARK}]{{2}})[{_MARK}]+"), r"\1"),
)

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_FROM_THE_RIGHT = re.compile(rf"[{_RIGHT}]+(?:(?:[ \u00a0,.'’\"–%€$£₪\d-]|(?<=\d)[:/](?=\d))+[{_RIGHT}]+)*")

_ENCODED_WORD_BEGINS = re.compile(r"=\?")

# Not before a mailbox or an address in angle brackets, as mails write them.
_TAG_BEGINS = re.compile(r"<(?![^\s<>@]{1,80}@[^\s<>@]{1,80}>|https?://)(?=[a-zA-Z/!?])")
_ASSIGNMENT = re.compile(r"=(?:\"|')")

_LINK_SCHEMES = ("http", "https", "mailto", "tel")
# One mailbox without a subject or a copy to others (RFC 6068), one number that dials nothing but itself (RFC 3966).
_REACHES_ONE = re.compile(
    r"(?i:mailto):[^\s?,;:%&@]{1,64}@[^\s?,;:%&@]{1,253}|(?i:tel):\+?\d{1,20}(?:;ext=\d{1,10})?"
)
_URL_PARTS = ":/?#[]@!$&'()*+,;=%~-._"

# One class of characters first: to the next of them a search goes at once, which it does not with a look behind.
_MARKDOWN_ANYWHERE = re.compile(
    r"[\\`*_\[\]>|~&@$^{}:=!.]"
    r"(?:(?<![:=!.])|(?<=:)(?=/)|(?<==)(?=[\"'])|(?<=!)$|(?<=[^\W\d]\.)(?=\w)|(?<=\d\.)(?=[^\W\d]))"
)
_MARKDOWN_AT_START = re.compile(r"(?:[#+\-=:!>]|\d{1,9}[.)])")

_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_KEPT_PLACE = re.compile(r"(?:file:///(?:[A-Za-z]:/)?)?(?!/)[^:]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

REMEMBERED = 2048
"""Texts of a briefing that are kept with what became of them: each is shown in several places and outputs."""


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """One line of visible text: control, bidirectional, zero-width and tag characters gone, white space folded."""
    if not (text.isascii() and text.isprintable()) and _SUSPECT.search(text):
        for unclean, instead in _TO_CLEAN:
            text = unclean.sub(instead, text)
    return " ".join(text.split())


def isolated(text: str) -> str:
    """Text in which words that are read from right to left turn nothing round but themselves (Unicode UAX 9, isolates).

    Without it a date behind a quote in Hebrew would be shown in front of it.
    """
    return text if text.isascii() else _FROM_THE_RIGHT.sub("\u2068\\g<0>\u2069", text)


def header(text: str) -> str:
    """The value of a mail's header (RFC 5322): one line in which no encoded word begins, which readers of mail decode (RFC 2047)."""
    return _ENCODED_WORD_BEGINS.sub("= ?", plain(text))


def terminal(text: str) -> str:
    """Text for a terminal or a cell: nothing that moves the cursor, sets a colour or turns the reading direction, and no tag."""
    return untagged(plain(text))


def shown(text: str) -> str:
    """Text for a line that a person reads on a terminal: what is read from the right turns nothing round but itself."""
    return isolated(terminal(text))


def untagged(text: str) -> str:
    """Plain text in which no tag begins, so that it stays text wherever it is pasted or shown."""
    return _ASSIGNMENT.sub("=“", _TAG_BEGINS.sub("‹", text))


def html(value: object) -> str:
    """Text for HTML, to be autoescaped by the template engine; marked-up text of ours stays as it is."""
    if isinstance(value, Markup):
        return value
    return "" if value is None else isolated(plain(str(value)))


def markdown(value: object) -> Markup:
    """Text for Markdown that reads as itself: no link, image, raw HTML, table, heading, list or code comes of it.

    Escapes by CommonMark 0.31.2 section 2.4; also what GitHub links by itself (`www.`, `https://`, e-mail addresses).
    """
    if isinstance(value, Markup):
        return value
    return _markdown("" if value is None else str(value))


@lru_cache(REMEMBERED)
def _markdown(text: str) -> Markup:
    text = isolated(plain(text))
    # An entity and not a backslash: where Markdown is shown raw, as in a preview, no tag begins either.
    text = _MARKDOWN_ANYWHERE.sub(r"\\\g<0>", text).replace("<", "&lt;")
    start = _MARKDOWN_AT_START.match(text)
    return Markup(text if start is None else f"{text[: start.end() - 1]}\\{text[start.end() - 1 :]}")  # noqa: S704


@lru_cache(REMEMBERED)
def link(url: str) -> str:
    """The address if a reader may follow it (http, https, mailto to one, tel), with unsafe characters encoded; else nothing."""
    address = plain(url)
    if " " in address or "\\" in address:
        address = quote(address, safe=_URL_PARTS)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in _LINK_SCHEMES or (parts.scheme.startswith("http") and not parts.hostname):
        return ""
    if parts.scheme in ("mailto", "tel") and not _REACHES_ONE.fullmatch(address):
        return ""
    return quote(address, safe=_URL_PARTS)


def snapshot_link(place: str) -> str:
    """The place of a kept page if it is a relative path or a file: address on this machine; else nothing."""
    place = quote(plain(place), safe="/%:")
    return place if _KEPT_PLACE.fullmatch(place) else ""


def markdown_link(text: object, url: str) -> Markup:
    """A Markdown link, or the text alone where the address must not be followed."""
    return _markdown_link(text, link(url))


def markdown_snapshot(text: object, place: str) -> Markup:
    """A Markdown link to a kept page of ours, or the text alone where the place is none."""
    return _markdown_link(text, snapshot_link(place))


def _markdown_link(text: object, address: str) -> Markup:
    label = markdown(text)
    return Markup(f"[{label}](<{_ENTITY.sub('&amp;', address)}>)") if address else label  # noqa: S704


def superscript(number: int) -> str:
    """A number in raised digits."""
    return str(number).translate(_RAISED)
