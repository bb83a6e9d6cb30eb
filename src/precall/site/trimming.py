"""What of a page's markup is given to a parser: what no reader sees and only burdens one is cut out before.

libxml2 compares each attribute of a tag with all others, and every tag costs memory, so a page of a few megabytes can
take minutes and gigabytes. Everything here is one pass over the text.
"""

import re

MAX_CHARACTERS = 3_000_000
MAX_TAGS = 130_000  # opening and closing tags, about 60,000 elements
_ORDINARY = 100_000  # characters; a page up to this size cannot burden a parser
_LONGEST_SILENT = 500_000
_LONGEST_TAG = 100_000
_MOST_ATTRIBUTES = 300

_SILENT = re.compile(r"<(script|style|svg|template|textarea|select|noscript|title)\b", re.IGNORECASE)
_LONG = re.compile(r"<[a-zA-Z][^<>]{10000,}>?")
_INLINE_FILE = re.compile(r"data:[^\"'<>\s]{1000,}")
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9:-]{0,40}")


def trimmed(markup: str) -> tuple[str, str]:
    """The markup within bounds, and why it is only a part of the page (empty where no reader misses anything)."""
    if len(markup) <= _ORDINARY:
        return markup, ""
    markup = _LONG.sub(_shortened, without_silence(markup, longer_than=_LONGEST_SILENT))
    if len(markup) > MAX_CHARACTERS:
        return _up_to_tags(markup[:MAX_CHARACTERS])[
            0
        ], f"only the first {MAX_CHARACTERS:,} characters were read"
    return _up_to_tags(markup)


def without_silence(markup: str, *, longer_than: int = 0) -> str:
    """The markup less its scripts, styles, drawings and lists of choices of more than so many characters."""
    parts, done = [], 0
    while (start := _SILENT.search(markup, done)) is not None:
        end = _end_of(markup, start)
        if end - start.start() > longer_than:
            parts.append(markup[done : start.start()])
        else:
            parts.append(markup[done:end])
        done = end
    return "".join(parts) + markup[done:]


def _end_of(markup: str, start: re.Match[str]) -> int:
    """Where a silent element ends: behind its closing tag, or with the page as in a browser."""
    name = start.group(1)
    for spelling in dict.fromkeys((name, name.lower(), name.upper())):
        found = markup.find(f"</{spelling}", start.end())
        if found >= 0:
            end = markup.find(">", found)
            return end + 1 if end >= 0 else len(markup)
    return len(markup)


def _shortened(tag: re.Match[str]) -> str:
    """A long tag without the files written into it; its bare name where it is still beyond any sense."""
    text = _INLINE_FILE.sub("data:,", tag[0])
    if (
        len(text) <= _LONGEST_TAG
        and text.count("=") <= _MOST_ATTRIBUTES
        and text.count(" ") <= len(text) // 4
    ):
        return text
    name = _NAME.match(text)
    return f"{name[0]}>" if name else ""


def _up_to_tags(markup: str) -> tuple[str, str]:
    if markup.count("<") <= MAX_TAGS:
        return markup, ""
    end = 0
    for _ in range(MAX_TAGS + 1):
        end = markup.find("<", end) + 1
    return markup[: end - 1], f"only the first {MAX_TAGS // 2:,} elements were read"
