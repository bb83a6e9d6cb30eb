"""Which characters the bytes of a page stand for, by the rules of the WHATWG Encoding and HTML standards."""

import re

import webencodings

_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})""",
    re.IGNORECASE,
)
_XML = re.compile(rb"""^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w:.-]{1,40})""")
_HEADER = re.compile(r"""charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})""", re.IGNORECASE)
_PRESCAN = 4096
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(body: bytes, content_type: str = "") -> str:
    """The body as text: byte order mark, then header, then meta, then UTF-8 where it is valid, then windows-1252.

    What does not fit the encoding is replaced, never an error.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    encoding = _known(_HEADER.search(content_type)) or _declared(body[:_PRESCAN])
    if encoding is not None and encoding.name != "utf-8":
        return str(webencodings.decode(body, encoding, "replace")[0])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_at_the_end = error.start >= len(body) - 3
        if encoding is not None or cut_at_the_end or _mostly_utf8(body):
            return body.decode("utf-8", "replace")
        return str(webencodings.decode(body, "windows-1252", "replace")[0])


def _declared(head: bytes) -> webencodings.Encoding | None:
    found = _META.search(head) or _XML.search(head)
    encoding = _known(found)
    if encoding is not None and encoding.name.startswith("utf-16"):
        return webencodings.UTF8
    return encoding


def _known(match: re.Match[str] | re.Match[bytes] | None) -> webencodings.Encoding | None:
    if match is None:
        return None
    label = match.group(1)
    return webencodings.lookup(label.decode("ascii", "replace") if isinstance(label, bytes) else label)


def _mostly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    return beyond_ascii > 0 and text.count("\ufffd") * 10 < beyond_ascii
