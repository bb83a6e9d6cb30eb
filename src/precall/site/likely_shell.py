"""Does a page look, by its bytes alone, like a shell that a script is still to draw? For what is prepared while it is read."""

import re

_MOST = 60_000  # bytes; shells are small
_FEW_WORDS = 25
_UNSEEN = re.compile(rb"<(script|style|noscript|template|svg)\b")
_HEAD = 2_000  # bytes
_LANGUAGE = re.compile(rb"<html\b[^<>]*\blang=[\"']?([a-z]{2})\b")
_TAG = re.compile(rb"<[^<>]*>")


def is_likely(body: bytes) -> bool:
    """Whether a page has scripts and hardly a word; the page reader looks closer."""
    if len(body) > _MOST:
        return False
    text = body.lower()
    if b"<script" not in text:
        return False
    return len(_TAG.sub(b" ", _seen(text.partition(b"<body")[2])).split()) < _FEW_WORDS


def language_of(body: bytes) -> str:
    """The language that a page says it is written in (ISO 639-1), or an empty string."""
    said = _LANGUAGE.search(body[:_HEAD].lower())
    return said[1].decode() if said else ""


def _seen(text: bytes) -> bytes:
    """A page's text without what stands in elements that are not shown."""
    first, *others = _UNSEEN.split(text)
    after = (rest.partition(b"</" + name)[2] for name, rest in zip(others[::2], others[1::2], strict=True))
    return first + b" ".join(after)
