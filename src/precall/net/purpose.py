"""What can an answer be, by what it was asked for: a page, a site's rules, a sitemap or feed, a calendar, a script?"""

from collections.abc import Mapping

from precall.model.page import Purpose
from precall.net.intake import GZIP_MAGIC

SNIFFED = 1024

PAGE_TYPES = frozenset(
    {
        "text/html", "text/plain", "text/xml", "text/x-html", "application/xhtml+xml", "application/xml",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/pdf",
        "application/x-pdf", "application/gzip", "application/x-gzip", "text/markdown",
    }
)  # fmt: skip
CALENDAR_TYPES = frozenset(
    {
        "text/calendar",
        "text/x-vcalendar",
        "application/ics",
        "text/plain",
        "application/gzip",
        "application/x-gzip",
    }
)
UNSAID_TYPES = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown"}
)
_LIST_WORDS = ("xml", "rss", "atom")
_NOUNS: Mapping[Purpose, str] = {
    "page": "a page",
    "list": "a sitemap or feed",
    "calendar": "a calendar",
    "part": "a script or data",
    "picture": "a picture",
}
_SEEN_OR_HEARD = ("image/", "font/", "audio/", "video/")

# The first bytes of what is no page whatever its header says (WHATWG MIME Sniffing, 6 and 7).
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a sound"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"PK\x03\x04", "a zip archive"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"BZh", "a bzip2 file"),
    (GZIP_MAGIC, "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)


def media_type(content_type: str) -> str:
    """The lower-case type of a Content-Type header, or an empty string where it names none."""
    essence = content_type.partition(";")[0].strip().lower()
    kind, slash, name = essence.partition("/")
    plain = bool(slash and kind and name) and all(char.isalnum() or char in "/+-._" for char in essence)
    return essence[:100] if plain else ""


def refused_type(kind: str, purpose: Purpose) -> str:
    """Why an answer of a media type cannot be what it was asked for; empty where it can, or does not say what it is."""
    return "" if kind in UNSAID_TYPES or _can_be(kind, purpose) else f"not {_NOUNS[purpose]}: {kind}"


def refused_bytes(start: bytes, kind: str, purpose: Purpose) -> str:
    """Why a body that begins so cannot be what it was asked for; empty where nothing speaks against it."""
    what = "" if purpose in ("rules", "picture") else _named(start, kind)
    return f"not {_NOUNS[purpose]}: the bytes are {what}" if what else ""


def _can_be(kind: str, purpose: Purpose) -> bool:
    if purpose == "picture":
        return True
    if purpose == "rules":
        return True  # RFC 9309, 2.3.1.1: whatever was downloaded, the lines that can be parsed count
    if purpose == "part":
        return not kind.startswith(_SEEN_OR_HEARD)
    if purpose == "calendar":
        return kind in CALENDAR_TYPES
    is_list = purpose == "list" and any(word in kind for word in _LIST_WORDS)
    return kind in PAGE_TYPES or (not kind.startswith("image/") and (kind.endswith("+xml") or is_list))


def _named(start: bytes, kind: str) -> str:
    """What the first bytes say that a body is; empty where they say nothing."""
    named = next((what for magic, what in _MAGIC if start.startswith(magic)), "")
    if named:
        return named
    if start[4:8] == b"ftyp":
        return "a film"
    if kind in UNSAID_TYPES and kind and b"\x00" in start[:SNIFFED]:
        return "a binary file"
    return ""
