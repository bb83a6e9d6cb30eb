"""Telephone numbers of the business: in the text, behind links, in structured data; numbered by E.164."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from precall import words
from precall.extract import anchors, digits, kinship, obfuscation, social, voice
from precall.extract.merge import merge
from precall.extract.quoting import in_item, in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.site.document import Block, Document
from precall.words.match import ALL, Spoken, either, listed, phrases, vocabulary
from precall.words.remembered import in_languages, of_short_text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

KIND: Kind = "phone"

_NUMBER = re.compile(
    r"(?:(?<![\w.,/=#@$€£₹:+-])|(?<=:)(?=[(+]))(?:\+|\(\+?|00)?\d(?:[\d\s().\-–—‑‐−/\u00a0]{4,28})\d(?![\w%€$£°])(?![.,:]\d)"
)
_DIGITS = re.compile(r"\d[\d\s().\-–—‑‐−/·•]{5}")
_ENOUGH_DIGITS, _TOO_MANY_DIGITS = 7, 16
_DAY_OR_MONTH = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])\s?[./-]\s?(?:0?[1-9]|1[0-2])(?:\s?[./-]\s?(?:(?:19|20)?\d\d)?)?"  # 3.7.26, 07.08.
    r"|(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d"  # 06/2017
    r"|(?:19|20)\d\d(?:[./-]?(?:0[1-9]|1[0-2])[./-]?(?:0[1-9]|[12]\d|3[01]))?"  # 2024, 2024-04-01
    r"|(?:19|20)\d\d[-/](?:19|20)\d\d"
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_HOURS = re.compile(rf"(?:{_TIME.pattern}\s?[-–—]\s?{_TIME.pattern}[\s,;/]*)+")
_TO = re.compile(r"\s*(?:\s[-–—]|[-–—]\s|[–—])\s*|\s+")
_THOUSANDS = re.compile(r"(?![6-9]\d\d[. ]\d{3}[. ]\d{3}$)\d{1,3}(?:[. ]\d{3}){2,}|\d{1,3}(?:[. ]000){2,}")
_MADE_UP = re.compile(r"(\d)\1{6}|0?1?23456789|12345678|87654321|5555555|0000000")
_LABEL_WORD = re.compile(r"[^\W\d_]+[º°]?|№")
_GROUPS = re.compile(r"\s*[/|·•]\s*|\s+[-–—]\s+|\s{2,}")
_NORTH_AMERICAN = re.compile(r"\(?[2-9]\d\d\)?[\s.–-]{0,3}[2-9]\d\d[\s.–-]{1,3}\d{4}")
_DROP_BELOW = 0.55
_MISTYPED = 0.6
_DIGITS_OF_MISTYPED = range(9, 15)
_LABEL_REACH = 45


def find(page: Document) -> Iterator[Candidate]:
    """The numbers that may be telephone numbers, as written; which are is decided when the site's country is known."""
    linked = frozenset(
        _digits(_extension(page.spoken).sub("", page.text_of(e)))
        for e, href in page.anchors
        if _scheme(href) in ("tel", "callto")
    )
    yield from _in_text(page, linked)
    yield from _in_links(page)
    for item in page.items:
        for name, label in (("telephone", "phone"), ("faxNumber", "fax")):
            value = item.text(name)
            evidence = in_item(page, item, value) if len(_digits(value)) >= _ENOUGH_DIGITS else None
            if evidence is not None:
                yield Candidate(KIND, value, 0.85, evidence, clues=_clues(label, "data"))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a number in E.164, with `shown` as written and `type` voice or fax.

    Where a link dials another number than it shows, what the visitor reads counts, to be checked.
    """
    regions = _regions(site)
    misled = set(_misled(seen, regions))
    read = [c for c in (_read(candidate, regions, site) for candidate in seen) if c is not None]
    told = {c.value for c in read if c.clues["how"] != "data"}
    read = [c for c in read if not told or c.value in told]
    facts = [fact for fact in merge(read) if fact.confidence >= _DROP_BELOW]
    if not facts:
        return _mistyped(seen, regions, site)
    return [replace(_typed(fact, read), check=fact.value in misled) for fact in facts]


def _mistyped(seen: Sequence[Candidate], regions: Sequence[str], site: SiteView) -> list[Fact]:
    """The one number of a site that gives no other, alone in its paragraph on a contact page, though no country numbers so.

    Somebody doubled or forgot a digit: it is worth showing as written, to be checked.
    """
    alone = [
        replace(c, value=value, score=_MISTYPED, attributes={"shown": str(c.value), "type": "voice"})
        for c in seen
        if c.clues.get("alone") and site.page_kind(c.evidence.url) == "contact" and is_theirs(c, site)
        if (value := _as_dialled(str(c.value), regions))
    ]
    facts = merge(alone)
    return [replace(fact, check=True) for fact in facts] if len(facts) == 1 else []


def _as_dialled(raw: str, regions: Sequence[str]) -> str:
    """The digits of a number behind its country's prefix, valid or not; empty where it opens with none and with no zero."""
    import phonenumbers
    from phonenumbers.phonenumberutil import ndd_prefix_for_region

    digits_of_it = _digits(raw)
    if len(digits_of_it) not in _DIGITS_OF_MISTYPED:
        return ""
    if raw.startswith("+"):
        return f"+{digits_of_it}"
    region = next((code for code in regions if raw[0] == ndd_prefix_for_region(code, True)), None)
    return f"+{phonenumbers.country_code_for_region(region)}{digits_of_it[1:]}" if region else ""


def _misled(seen: Sequence[Candidate], regions: Sequence[str]) -> Iterator[str]:
    """The numbers that links show and do not dial."""
    for candidate in seen:
        shown = _number(str(candidate.clues.get("visible") or ""), regions, labelled=True)
        dialled = _number(str(candidate.value), regions, labelled=True) if shown else None
        if shown and dialled and shown[0] != dialled[0]:
            yield shown[0]


def country_of(raw: str) -> str:
    """The country that a number tells by itself: its prefix, or the area code of a North American shape; else empty."""
    import phonenumbers

    if not raw.lstrip("( ").startswith(("+", "00")) and not _NORTH_AMERICAN.fullmatch(raw.strip()):
        return ""
    number = _parsed(raw, "US")
    return (phonenumbers.region_code_for_number(number) or "") if number is not None else ""


def is_valid(raw: str, code: str) -> bool:
    """Whether a number as written is valid in a country, or anywhere where it names its prefix."""
    return _parsed(raw, code) is not None


def fits(raw: str, code: str) -> bool:
    """Whether a number written with a leading zero, as dialled within a country, is valid in that country."""
    return raw.lstrip("( ").startswith("0") and not raw.startswith("00") and _parsed(raw, code) is not None


def is_theirs(candidate: Candidate, site: SiteView) -> bool:
    """Whether a sighting can be the business's own: no id, no hotline, nothing beside a stranger's mail address."""
    clues = candidate.clues
    if clues["label"] in ("other", "hotline"):
        return False
    own = [str(fact.value) for fact in site.facts("email")]
    return not kinship.is_strangers(str(clues["beside"]), own, site.domain)


def _in_text(page: Document, linked: frozenset[str]) -> Iterator[Candidate]:
    previous = ""
    numbered = digits.places(page)
    for block in page.blocks:
        for line in block.lines:
            if block.index in numbered and _DIGITS.search(line):
                yield from _in_line(page, block, line, previous, linked)
            previous = line if len(line) <= _LABEL_REACH else ""


def _in_line(
    page: Document, block: Block, line: str, previous: str, linked: frozenset[str]
) -> Iterator[Candidate]:
    end, label = 0, ""
    for raw, start, stop in _runs(line):
        if not _may_be_number(raw):
            continue
        before = line[max(end, start - _LABEL_REACH) : start]
        beside = before.strip(" /|,;–-")
        if end == 0 or beside:
            label = _label(before, line[stop : stop + 12], previous if start <= 3 else "", page.spoken)
        end = stop
        how = "linked" if _digits(raw) in linked else "text"
        if label or how == "linked" or not _THOUSANDS.fullmatch(raw):
            clues = _clues(label, how, block)
            clues["extension"] = _extension_of(line[stop : stop + _LABEL_REACH], page.spoken)
            clues["alone"] = block.text.strip() == raw
            whose = voice.of(page).at(block, raw).voice
            yield Candidate(KIND, raw, 0.9, in_text(page, line, start, stop), clues=clues, voice=whose)


def _runs(line: str) -> Iterator[tuple[str, int, int]]:
    """The runs of digits and signs in a line; a run of two whole numbers ("954 000 142 / 954 000 143") is two."""
    for found in _NUMBER.finditer(line):
        parts = [part for part in _GROUPS.split(found.group()) if part]
        if len(parts) > 1 and all(_is_whole(part) for part in parts):
            start = found.start()
            for part in parts:
                start = line.find(part, start)
                yield part, start, start + len(part)
                start += len(part)
        else:
            yield found.group(), found.start(), found.end()


def _is_whole(part: str) -> bool:
    """Whether a part of a run has the digits of a number; one that opens with a country's prefix needs those besides."""
    least = _ENOUGH_DIGITS + 2 if part.lstrip("( ").startswith(("+", "00")) else _ENOUGH_DIGITS
    return len(_digits(part)) >= least


def _extension_of(after: str, spoken: Spoken) -> str:
    """The extension behind a number, as it stands: " Ext. 104"; empty where there is none."""
    found = _extension(spoken).match(after)
    return found.group().rstrip() if found else ""


@cache
def _extension(spoken: Spoken) -> re.Pattern[str]:
    """ITU-T E.123 and the habits of each language."""
    words = either("contact", "extension", spoken)
    return re.compile(
        rf"[\s,;(]{{0,3}}(?:{words}\.?\s{{0,2}}[:#]?\s{{0,2}}|x\.?)(\d{{1,6}})(?![\d\w])", re.IGNORECASE
    )


def _may_be_number(raw: str) -> bool:
    count = len(_digits(raw))
    return (
        _ENOUGH_DIGITS <= count <= _TOO_MANY_DIGITS + 6
        and not _is_of_days(raw)
        and not _HOURS.fullmatch(raw)
        and not _MADE_UP.search(_digits(raw))
    )


@of_short_text
def _is_of_days(raw: str) -> bool:
    """Whether a run is nothing but days, months and years: "03.07 - 17.07.26", "06/2017 – 03/2021", "2024 20260401"."""
    parts = [part for part in _TO.split(raw.strip(" ()")) if part]
    return all(map(_DAY_OR_MONTH.fullmatch, parts[:1])) and all(
        _DAY_OR_MONTH.fullmatch(part) or _TIME.fullmatch(part) for part in parts
    )


def _label(before: str, after: str, previous: str, spoken: Spoken) -> str:
    """What the words beside a number call it: phone, fax, whatsapp, other (an id, an account), hotline, or nothing."""
    behind = phrases("contact", "fax", spoken).starts(after.lstrip(" ("))
    if behind and not after.lstrip(" (")[behind.end() :].strip(" )"):
        return "fax"
    for text in (before, previous if not before.strip(" :.-–•|+(") else ""):
        found = _nearest_label(text, spoken)
        if found:
            return found
    return ""


@in_languages
def _nearest_label(text: str, spoken: Spoken) -> str:
    if not text.strip():
        return ""
    if _counts_something(text, spoken):
        return "other"
    ends = {
        kind: _last_end(kind, text, ALL if kind == "not_phone" else spoken)
        for kind in ("not_phone", "phone", "fax", "whatsapp", "hotline")
    }
    if ends["hotline"]:
        return "hotline"
    kind = max(ends, key=lambda name: ends[name])
    if not ends[kind]:
        return ""
    if ends["fax"] and ends["phone"] and "/" in text[min(ends["fax"], ends["phone"]) :][:4]:
        return "phone"  # "Tel./Fax": one line for both
    return "other" if kind == "not_phone" else kind


def _counts_something(text: str, spoken: Spoken) -> bool:
    """Whether a label names the number of something that is not dialled: "Kundennummer", "order no.", "numéro de client"."""
    said = _LABEL_WORD.findall(text.casefold())[-3:]
    numbers = vocabulary("contact", "number", spoken)
    of = ""
    for place, word in enumerate(said):
        if word in numbers:
            of = said[place - 1] if place else said[-1]
        elif place == len(said) - 1 and word not in vocabulary("contact", "phone", spoken):
            ends = listed("contact", "number_ends", spoken)
            of = next((word.removesuffix(end) for end in ends if word.endswith(end)), of)
    return len(of) > 1 and of.rstrip("s-") not in _plain()


@cache
def _plain() -> frozenset[str]:
    """Words before "number" that leave it the business's: those of telephones, and those of every text."""
    kinds = ("phone", "fax", "whatsapp", "hotline")
    dialled = (word for kind in kinds for label in listed("contact", kind) for word in label.split())
    return frozenset((*dialled, *listed("language", "common"), *listed("speech", "we")))


def _last_end(kind: str, text: str, spoken: Spoken) -> int:
    return max((found.end() for found in phrases("contact", kind, spoken).each(text)), default=0)


def _in_links(page: Document) -> Iterator[Candidate]:
    for element, href in page.anchors:
        scheme = _scheme(href)
        raw = _number_in(href, scheme) if scheme else ""
        if len(_digits(raw)) < _ENOUGH_DIGITS:
            continue
        label = "phone" if scheme in ("tel", "callto") else "whatsapp"
        text = page.text_of(element)
        visible = _NUMBER.search(text) if scheme in ("tel", "callto") else None
        block = anchors.block_around(page, element)
        clues = _clues(label, "link")
        clues["visible"] = visible.group() if visible else ""
        quote = raw if raw in href else href[:160]
        whose = voice.of(page).at(block, text).voice
        yield Candidate(KIND, raw, 0.92, Evidence(page.url, quote, "link"), clues=clues, voice=whose)


def _scheme(href: str) -> str:
    return href[:24].partition(":")[0].strip().lower() if ":" in href[:24] else ""


def _number_in(href: str, scheme: str) -> str:
    """The number that a link dials or writes to; empty where it does neither."""
    if scheme in ("tel", "callto"):
        return re.split(r"[;?]|ext", unquote(href.partition(":")[2]).strip(" /"), maxsplit=1)[0].strip()
    chat = social.profile_of(href) if "wa.me/" in href or "phone=" in href else None
    return f"+{chat.handle}" if chat is not None and chat.platform == "whatsapp" else ""


def _clues(label: str, how: str, block: Block | None = None) -> dict[str, Scalar]:
    return {
        "label": label,
        "how": how,
        "region": block.region if block is not None else "",
        "beside": obfuscation.mailbox_in(block.text) if block is not None else "",
    }


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _regions(site: SiteView) -> tuple[str, ...]:
    """The countries whose custom a national number may follow."""
    facts = site.facts("country")
    if facts:
        return (str(facts[0].value),)
    return tuple(words.habits(site.language).get("dialled_in", ("US",)))


def _read(candidate: Candidate, regions: Sequence[str], site: SiteView) -> Candidate | None:
    """The sighting with the number in E.164 and the score that its place deserves, or None where it is none of theirs."""
    clues = candidate.clues
    if not is_theirs(candidate, site):
        return None
    raw = str(candidate.value)
    visible = clues.get("visible")
    if visible and _number(str(visible), regions, labelled=True):
        return None  # the visitor dials what is shown, and that is found in the text
    found = _number(raw, regions, labelled=bool(clues["label"]) or clues["how"] != "text")
    if found is None:
        return None
    e164, shown = found
    score = _score(candidate, shown) * site.share(candidate)
    attributes: dict[str, Scalar] = {"shown": shown, "type": "fax" if clues["label"] == "fax" else "voice"}
    return replace(candidate, value=e164, score=round(score, 3), attributes=attributes)


def _score(candidate: Candidate, shown: str) -> float:
    clues = candidate.clues
    if clues["how"] == "data":
        return 0.8
    if clues["how"] in ("link", "linked"):
        return 0.95
    if clues["label"]:
        return 0.93
    if shown.lstrip("( ").startswith(("+", "00")):
        return 0.9
    return 0.85 if clues["region"] in ("footer", "header", "nav") else 0.75


def _number(raw: str, codes: Sequence[str], *, labelled: bool) -> tuple[str, str] | None:
    """The first reading of a run of digits that is a valid number, in E.164 and as written."""
    import phonenumbers

    for shown in _readings(raw):
        if not labelled and not _looks_dialled(shown):
            continue
        for code in codes:
            number = _parsed(shown, code)
            if number is not None:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), shown
    return None


def _readings(raw: str) -> Iterator[str]:
    """The run as it stands, then its halves, then without a postcode or an id before or behind."""
    raw = raw.strip(" -–—./·•\u00a0")
    yield raw
    halves = [part for part in _GROUPS.split(raw) if part]
    if len(halves) > 1:
        yield from halves
    groups = raw.split()
    for drop in range(1, min(3, len(groups) - 1)):
        yield " ".join(groups[drop:])
        yield " ".join(groups[:-drop])


def _looks_dialled(shown: str) -> bool:
    return shown[0] in "+0(" or bool(_NORTH_AMERICAN.search(shown)) or len(shown.split()) >= 3


@lru_cache(maxsize=4096)
def _parsed(raw: str, code: str) -> "PhoneNumber | None":
    import phonenumbers

    text = f"+{raw[2:]}" if raw.startswith("00") else raw
    try:
        number = phonenumbers.parse(text, code)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _typed(fact: Fact, read: Sequence[Candidate]) -> Fact:
    """The fact with voice where any label says so, and with the spelling that a visitor reads."""
    sightings = [c for c in read if c.value == fact.value]
    called = {str(c.clues["label"]) for c in sightings}
    kind = "fax" if "fax" in called and not called & {"phone", "whatsapp"} else "voice"
    shown = next(
        (c.attributes["shown"] for c in sightings if c.clues["how"] in ("text", "linked")), fact.get("shown")
    )
    shown = f"{shown}{_usual_extension(sightings)}"
    return replace(fact, attributes={"shown": shown, "type": kind})


def _usual_extension(sightings: Sequence[Candidate]) -> str:
    """The extension that stands behind the number at least as often as none does."""
    written = [str(c.clues.get("extension", "")) for c in sightings if c.clues["how"] in ("text", "linked")]
    extensions = [extension for extension in written if extension]
    return extensions[0] if 2 * len(extensions) >= max(1, len(written)) else ""
