"""Which characters the bytes of a page stand for, by the rules of the WHATWG Encoding and HTML standards."""

import re

import webencodings

_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})""",
    re.IGNORECASE,
)
_XML = re.compile(rb"""^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w:.-]{1,40})""")
_HEADER = re.compile(r"""charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})""", re.IGNORECASE)
_LANGUAGE = re.compile(rb"""<html[^>]{0,500}?\slang\s{0,5}=\s{0,5}["']?([a-z-]{2,10})""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_RUN_OF_HIGH_BYTES = re.compile("[¡-ÿ]{4,40}")
_PRESCAN = 4096
_SAMPLE = 20_000  # characters looked at when a guess is judged
_WESTERN = frozenset("\xa0\xad¡¢£§©ª«®°²³´·¹º»¼½¾¿×–—‘’‚“”„†‡•…‹›€™")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SINGLE_BYTE = re.compile(r"windows-125\d|iso-8859-\d+|macintosh")

# What an undeclared page of a language is likely to be in: HTML standard, 13.2.3.2 (the table of locales).
_OF_LANGUAGE = {
    "ja": ("shift_jis", "euc-jp"), "zh": ("gb18030",), "zh-tw": ("big5",), "zh-hk": ("big5",), "zh-hant": ("big5",), "ko": ("euc-kr",), "ru": ("windows-1251", "koi8-r"),
    "uk": ("windows-1251", "koi8-u"), "bg": ("windows-1251",), "sr": ("windows-1251",), "mk": ("windows-1251",),
    "be": ("windows-1251",), "pl": ("iso-8859-2", "windows-1250"), "cs": ("windows-1250",), "sk": ("windows-1250",),
    "hu": ("iso-8859-2", "windows-1250"), "sl": ("iso-8859-2",), "hr": ("windows-1250",), "el": ("iso-8859-7",),
    "tr": ("windows-1254",), "he": ("windows-1255",), "ar": ("windows-1256",), "fa": ("windows-1256",),
    "th": ("windows-874",), "vi": ("windows-1258",), "lt": ("windows-1257",), "lv": ("windows-1257",), "et": ("windows-1257",),
}  # fmt: skip


def decode(body: bytes, content_type: str = "") -> str:
    """The body as text: byte order mark, then header, then meta, then UTF-8 where it is valid, then the language's encoding.

    A declaration that the bytes contradict gives way: valid UTF-8 is not read as windows-1252, nor windows-1252 as
    UTF-8. What fits no encoding that makes sense is replaced (U+FFFD), never an error and never other letters.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    declared = _known(_HEADER.search(content_type)) or _declared(body[:_PRESCAN])
    if declared is not None and declared.name != "utf-8" and not _is_utf8_after_all(body, declared):
        return str(webencodings.decode(body, declared, "replace")[0])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_at_the_end = error.reason == "unexpected end of data"
        if cut_at_the_end or _mostly_utf8(body):
            return body.decode("utf-8", "replace")
    guesses = [str(webencodings.decode(body, name, "replace")[0]) for name in _of_language(body)]
    if declared is None and (sensible := [text for text in guesses if _is_sound(text)]):
        return max(sensible, key=_likelihood)
    western = str(webencodings.decode(body, "windows-1252", "replace")[0])
    return western if _is_western(western) else body.decode("utf-8", "replace")


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


def _is_utf8_after_all(body: bytes, declared: webencodings.Encoding) -> bool:
    """Whether bytes said to be in a one-byte encoding are UTF-8: other text almost never is, by chance."""
    if not _SINGLE_BYTE.fullmatch(declared.name) or body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    return beyond_ascii > 0 and text.count("\ufffd") * 10 < beyond_ascii


def _of_language(body: bytes) -> tuple[str, ...]:
    """The encodings that a page may be in by the language that it declares."""
    found = _LANGUAGE.search(body[:_PRESCAN])
    language = found.group(1).decode().lower() if found else ""
    return _OF_LANGUAGE.get(language) or _OF_LANGUAGE.get(language.partition("-")[0], ())


def _is_sound(text: str) -> bool:
    """Whether hardly a byte did not fit."""
    return text.count("\ufffd") * 50 <= sum(char > "\x7f" for char in text)


def _likelihood(text: str) -> tuple[int, int]:
    """How like a language a text is: read in the wrong encoding, Cyrillic swaps its capitals with its small letters, and
    Japanese becomes half-width kana, which hardly any page uses.
    """
    sample = text[:_SAMPLE]
    return -sum("\uff61" <= char <= "\uff9f" for char in sample), sum(map(str.islower, sample))


def _is_western(text: str) -> bool:
    """Whether this reads like a western language: some accents among plain letters, and hardly a sign of another kind."""
    seen = _TAG.sub("", text[:_SAMPLE])
    beyond = [char for char in seen if char > "\x7f"]
    accents = sum(map(str.isalpha, beyond))
    plain = sum(char <= "\x7f" and char.isalpha() for char in seen)
    strange = sum(not char.isalpha() and char not in _WESTERN for char in beyond)
    crowded = any(len(set(run)) > 2 for run in _RUN_OF_HIGH_BYTES.findall(seen))
    return accents <= plain and strange * 20 <= len(beyond) and not crowded
