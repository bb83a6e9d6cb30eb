"""How addresses are hidden from robots, and what they say: Cloudflare, ROT13, shifted letters, scripts, "[at]"."""

import codecs
import html
import re
from collections.abc import Iterator
from functools import cache

from precall.words.match import either, listed, vocabulary

_LABEL_OF_HOST = r"(?:[\w-]{0,61}[^\W_])?\."
ADDRESS = re.compile(
    r"(?<![\w.+%-])[\w+](?:[\w.+%'-]{0,62}[\w+-])?@"
    rf"(?:(?:[A-Z]{_LABEL_OF_HOST}){{1,4}}[A-Z][a-z]{{1,23}}"  # "Info@Acme.Com", but "info@acme.com.Tel" ends before "Tel"
    rf"|(?:[^\W_]{_LABEL_OF_HOST}){{1,4}}(?:[a-z]{{2,24}}|[A-Z]{{2,24}}|(?![A-Za-z])[^\W\d_](?:[\w-]{{0,22}}[^\W\d_])))(?![a-z-])"
)
_ROT13_MAILTO = re.compile(r"znvygb:([^\"'\\<>\s]{5,120})")
_SHIFTED = re.compile(
    r"(?:decryptMailto|UnCryptMailto)\(\s{0,3}(?:%27|['\"])([^'\")]{5,160}?)(?:%27|['\"])", re.IGNORECASE
)
_JOINED = re.compile(
    r"(?:'[^'\\\n]{0,120}'|\"[^\"\\\n]{0,120}\"|[A-Za-z_$][\w$]{0,40})(?:\s{0,4}\+\s{0,4}(?:'[^'\\\n]{0,120}'|\"[^\"\\\n]{0,120}\"|[A-Za-z_$][\w$]{0,40})){1,30}"
)
_ASSIGNED = re.compile(
    r"([A-Za-z_$][\w$]{0,40})\s{0,4}\+?=\s{0,4}(?:'([^'\\\n]{0,200})'|\"([^\"\\\n]{0,200})\")"
)
_SCRIPT_LIMIT = 60_000
_MARKS = ("mailto", "znvygb:", "ryptMailto", "'@", '"@', "@'", '@"', "&#64;", "&#064;", "&#x40;", "%40")
_SIGN = re.compile(r"mailto|['\"]@|@['\"]|&#0?64;|&#x40;|%40")
_AROUND = 800
_MOST_PARTS = 12
_LONGEST_LOCAL = 62
_LOCAL_BEFORE = re.compile(r"[a-z0-9][a-z0-9._+-]*$", re.IGNORECASE)
_LABEL = r"[a-z0-9][a-z0-9-]{0,60}"
_JOINED_PART = re.compile(r"'([^']{0,120})'|\"([^\"]{0,120})\"|([A-Za-z_$][\w$]{0,40})")


def mailbox_in(text: str) -> str:
    """The first mail address in a text, lower-case; empty where there is none."""
    found = ADDRESS.search(text) if "@" in text else None
    return found.group().lower() if found else ""


def cloudflare(code: str) -> str:
    """The address in a `data-cfemail` code: each byte is combined with the first by exclusive or; empty where it is none."""
    try:
        data = bytes.fromhex(code.strip())
    except ValueError:
        return ""
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if len(data) > 4 else ""


def in_script(source: str) -> Iterator[tuple[str, str]]:
    """The addresses that a script puts together, each with the raw words of the script that prove it."""
    source = source[:_SCRIPT_LIMIT]
    if not any(map(source.__contains__, _MARKS)):
        return
    for found in _ROT13_MAILTO.finditer(source):
        yield from _first(codecs.decode(found.group(1), "rot13"), found.group())
    for found in _SHIFTED.finditer(source):
        yield from _first(unshifted(found.group(1)), found.group(1))
    for part in _around_signs(source):
        yield from _joined(part)


def unshifted(code: str) -> str:
    """The words of a code whose letters were each moved by the same small step; empty where no step gives a mailto."""
    for step in range(-25, 26):
        text = "".join(_moved(letter, step) for letter in code)
        if text.startswith("mailto:"):
            return text.removeprefix("mailto:")
    return ""


def spelled_out(text: str) -> Iterator[tuple[str, int, int]]:
    """The addresses written with words for the signs ("info [at] acme [dot] com"), each with where it stands."""
    for sign in _at().finditer(text):
        start = max(0, sign.start() - _LONGEST_LOCAL)
        local = _LOCAL_BEFORE.search(text[start : sign.start()])
        if local is None:
            continue
        plain_word = not sign.group().strip().startswith(tuple("[({<"))
        domain = (_spoken_domain() if plain_word and not _is_mailbox(local.group()) else _domain()).match(
            text, sign.end()
        )
        if domain is None:
            continue
        address = f"{local.group()}@{_dots().sub('.', domain.group())}"
        if ADDRESS.fullmatch(address):
            yield address, start + local.start(), domain.end()


def may_be_spelled_out(text: str) -> bool:
    """Whether a lower-case text can hold an address with words for its signs at all."""
    return (
        _bracketed_at().search(text) is not None
        or any(f" {word} " in text for word in listed("contact", "dot") if word != "point")
        or any(before.endswith(listed("mailboxes", "roles")) for before in text.split(" at ")[:-1])
    )


@cache
def _bracketed_at() -> re.Pattern[str]:
    return re.compile(rf"[\[({{] ?(?:{either('contact', 'at')}|@)")


def _moved(letter: str, step: int) -> str:
    """TYPO3 moves letters, digits with their signs, and capitals each within their own range."""
    for first, last in ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A)):
        if first <= ord(letter) <= last:
            return chr((ord(letter) - first + step) % (last - first + 1) + first)
    return letter


def _around_signs(source: str) -> Iterator[str]:
    """The stretches of a script around what may be the sign of an address, each once."""
    end = count = 0
    for found in _SIGN.finditer(source):
        if found.start() >= end and count < _MOST_PARTS:
            end, count = found.end() + _AROUND, count + 1
            yield source[max(0, found.start() - _AROUND) : end]


def _first(text: str, raw: str) -> Iterator[tuple[str, str]]:
    found = ADDRESS.search(text)
    if found:
        yield found.group(), raw


def _joined(source: str) -> Iterator[tuple[str, str]]:
    """String literals joined by plus signs, names standing for the literals that were assigned to them."""
    known: dict[str, str] = {}
    for name, single, double in _ASSIGNED.findall(source):
        known[name] = known.get(name, "") + html.unescape(single or double)
    for run in _JOINED.finditer(source):
        text = "".join(
            html.unescape(single or double) if not name else known.get(name, " ")
            for single, double, name in _JOINED_PART.findall(run.group())
        )
        yield from _first(re.sub(r"<[^>]{0,200}>", " ", text), run.group())


def _is_mailbox(local: str) -> bool:
    return local.lower() in vocabulary("mailboxes", "roles")


@cache
def _at() -> re.Pattern[str]:
    words = either("contact", "at")
    return re.compile(
        rf"\s{{0,2}}[\[({{<]\s?(?:{words}|@|a|æ)\s?[\])}}>]\s{{0,2}}|\s{words}\s", re.IGNORECASE
    )


def _dot_spelled() -> str:
    words = either("contact", "dot")
    return rf"(?:\s{{0,2}}[\[({{<]\s?(?:{words}|\.)\s?[\])}}>]\s{{0,2}}|\s{words}\s)"


@cache
def _dots() -> re.Pattern[str]:
    return re.compile(_dot_spelled(), re.IGNORECASE)


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(rf"{_LABEL}(?:(?:\.|{_dot_spelled()}){_LABEL}){{1,3}}(?![\w-])", re.IGNORECASE)


@cache
def _spoken_domain() -> re.Pattern[str]:
    """After a bare "at" the dot must be spelled too: "look at acme.com" is no address."""
    return re.compile(rf"{_LABEL}(?:{_dot_spelled()}{_LABEL}){{1,3}}(?![\w-])", re.IGNORECASE)


def reversed_text(text: str) -> str:
    """The address in a text that a style sheet shows from right to left; empty where it holds none."""
    found = ADDRESS.search(text[::-1])
    return found.group() if found else ""
