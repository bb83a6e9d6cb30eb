"""Addresses to write to: in the text, behind links, in structured data, and hidden from robots."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from lxml.etree import _Element

from precall.extract import anchors, kinship, obfuscation, voice
from precall.extract.merge import merge
from precall.extract.quoting import in_item, in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.site import hosts
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.site.kind import topic_of
from precall.site.nobodys import is_free_mail
from precall.site.registered import registered
from precall.site.text import clean
from precall.words.match import vocabulary

KIND: Kind = "email"

_DROP_BELOW = 0.5
_MOST_INSIDE = 300  # elements of a block that are looked at
_DEEPEST = 40
_LONGEST_DECOY = 600  # characters of markup within an address
_FILE_ENDINGS = frozenset(
    "png jpg jpeg gif svg webp avif ico bmp css scss js mjs ts jsx json map html htm php asp aspx min woff pdf zip mp".split()
)
_PLACEHOLDER_DOMAINS = hosts.listed("placeholders", "names")
_NO_MAIL_HERE = frozenset(
    "example invalid test local localhost internal lan".split()
)  # RFC 2606, RFC 6762, ICANN 2024
_CLOUDFLARE, _CLOUDFLARE_LINK = "data-cfemail", "/email-protection#"
_RIGHT_TO_LEFT = re.compile(r":\s{0,3}rtl", re.IGNORECASE)  # a colon to look for is faster than a direction
_REVERSED = re.compile(r"direction\s{0,3}:\s{0,3}rtl", re.IGNORECASE)
_HIDING = re.compile(
    r"display\s{0,3}:\s{0,3}(?:none|table-column)|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?![.\d])"
    r"|(?:left|top|text-indent)\s{0,3}:\s{0,3}-\d{3,5}|opacity\s{0,3}:\s{0,3}0(?![.\d])",
    re.IGNORECASE,
)
_HIDING_CLASS = meaning("hidden")
_SIGNS_OF_CODE = ("'", '"', "%27", "znvygb:")  # without a string in it a reference puts no address together


def find(page: Document) -> Iterator[Candidate]:
    """Every address that the page shows or holds."""
    yield from _in_text(page)
    yield from _in_links(page)
    yield from _in_forms(page)
    yield from _in_data(page)
    yield from _hidden(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact an address, the business's own first; other people's are left out.

    Where a link writes to another address than it shows, what the visitor reads counts, to be checked.
    """
    misled = {c.clues["shown"] for c in seen if c.clues["shown"]}
    plain = [c for c in seen if not c.clues["shown"]]
    judged = [c for c in (_judged(candidate, site) for candidate in plain) if c is not None]
    openly = {c.value for c in judged if not c.clues["aside"]}
    if openly:
        judged = [c for c in judged if c.value in openly]
    facts = [fact for fact in merge(judged) if fact.confidence >= _DROP_BELOW]
    return [replace(fact, check=fact.value in misled) for fact in facts]


def _in_text(page: Document) -> Iterator[Candidate]:
    spelled = obfuscation.may_be_spelled_out(page.read.folded)
    for block in page.blocks:
        if "@" in block.text:
            if _has_decoys(page, block):
                yield from _without_decoys(page, block)
            else:
                yield from _plain(page, block)
        if spelled and len(block.text) >= 8:
            for address, start, end in obfuscation.spelled_out(block.text):
                yield _sighting(page, address, 0.9, in_text(page, block.text, start, end), block)


def _plain(page: Document, block: Block) -> Iterator[Candidate]:
    for found in obfuscation.ADDRESS.finditer(block.text):
        yield _sighting(
            page, found.group(), 0.95, in_text(page, block.text, found.start(), found.end()), block
        )


def _in_links(page: Document) -> Iterator[Candidate]:
    for element, href in page.anchors:
        kind, _, rest = href.partition(":")
        if kind.strip().lower() != "mailto":
            continue
        block, shown = anchors.block_around(page, element), obfuscation.mailbox_in(page.text_of(element))
        for address, quote in _mailto(rest):
            if not shown or shown != address.lower():
                yield _sighting(page, address, 0.92, Evidence(page.url, quote, "link"), block, shown=shown)


def _mailto(rest: str) -> Iterator[tuple[str, str]]:
    """The addresses of a mailto reference with the words that stand for each in it (RFC 6068)."""
    recipients = rest.partition("?")[0].lstrip("/ ")
    for part in re.split(r"[,;]|%2C|%3B", recipients):
        found = obfuscation.ADDRESS.search(clean(unquote(part)))
        if found and part.strip():
            yield found.group(), part.strip()


def _in_forms(page: Document) -> Iterator[Candidate]:
    """The address that a form is sent to, by mail or through a service that passes it on ("https://relay.io/me@acme.com")."""
    for form in page.root.iter("form"):
        target = (form.get("action") or "").strip().partition("?")[0]
        *_, recipient = re.split(r"[/:]", unquote(target))
        if "@" in recipient and obfuscation.ADDRESS.fullmatch(recipient):
            yield _sighting(page, recipient, 0.85, Evidence(page.url, target, "markup"))


def _in_data(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        for value in item.all("email"):
            text = (
                clean(unquote(str(value))).lower().removeprefix("mailto:") if isinstance(value, str) else ""
            )
            evidence = in_item(page, item, str(value)) if obfuscation.ADDRESS.fullmatch(text) else None
            if evidence is not None:
                yield _sighting(page, text, 0.85, evidence)


def _hidden(page: Document) -> Iterator[Candidate]:
    yield from _cloudflare(page)
    for script in page.scripts:
        for address, raw in obfuscation.in_script(script):
            yield _sighting(page, address, 0.9, _raw(page, raw))
    yield from _reversed(page)
    for element, href in page.anchors:
        for address, raw in (
            obfuscation.in_script(href) if any(map(href.__contains__, _SIGNS_OF_CODE)) else ()
        ):
            yield _sighting(page, address, 0.9, _raw(page, raw), anchors.block_around(page, element))


def _cloudflare(page: Document) -> Iterator[Candidate]:
    codes = [
        (element, element.get(_CLOUDFLARE) or "")
        for element in (page.root.iterfind(f".//*[@{_CLOUDFLARE}]") if _CLOUDFLARE in page.markup else ())
    ]
    codes += [
        (e, href.partition(_CLOUDFLARE_LINK)[2]) for e, href in page.anchors if _CLOUDFLARE_LINK in href
    ]
    for element, code in codes:
        address = obfuscation.cloudflare(code).partition("?")[0]
        if obfuscation.ADDRESS.fullmatch(address):
            yield _sighting(page, address, 0.95, _raw(page, code), anchors.block_around(page, element))


def _raw(page: Document, raw: str) -> Evidence:
    return Evidence(page.url, clean(raw), "markup")


def _has_decoys(page: Document, block: Block) -> bool:
    return len(block.element) > 0 and any(
        _is_hidden(page, element)
        for element in islice(block.element.iter(), _MOST_INSIDE)
        if element is not block.element
    )


def _is_hidden(page: Document, element: _Element) -> bool:
    style, name = element.get("style"), element.get("class")
    return (
        element.get("hidden") is not None
        or bool(style and (_HIDING.search(style) or _REVERSED.search(style)))
        or bool(name and _HIDING_CLASS.search(name.lower()))
    )


def _without_decoys(page: Document, block: Block) -> Iterator[Candidate]:
    shown = clean("".join(_shown(page, block.element)))
    for found in obfuscation.ADDRESS.finditer(shown):
        address = found.group()
        at = block.text.find(address)
        if at >= 0:
            yield _sighting(page, address, 0.95, in_text(page, block.text, at, at + len(address)), block)
        else:
            yield _sighting(page, address, 0.92, _around_decoy(page, block, address), block)


def _around_decoy(page: Document, block: Block, address: str) -> Evidence:
    """The markup from the begin of an address to its end, with what is hidden between; else the block's text."""
    local, _, domain = address.partition("@")
    start = page.markup.find(f"{local}@")
    start = start if start >= 0 else page.markup.find(f"{local}<")
    end = page.markup.find(domain[-8:], start + 1) if start >= 0 else -1
    if not start < end < start + _LONGEST_DECOY:
        return in_text(page, block.text)
    return Evidence(page.url, clean(page.markup[start : end + len(domain[-8:])]), "markup")


def _shown(page: Document, element: _Element, depth: int = 0) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "br":
            yield " "
        if depth < _DEEPEST and not _is_hidden(page, child):
            yield from _shown(page, child, depth + 1)
        if child.tail:
            yield child.tail


def _sighting(
    page: Document,
    address: str,
    score: float,
    evidence: Evidence,
    block: Block | None = None,
    *,
    shown: str = "",
) -> Candidate:
    """The candidate; `shown` is the other address that a link to this one shows."""
    address = address.lower()
    clues: dict[str, Scalar] = {
        "shown": shown,
        "placeholder": _is_placeholder(address),
        "region": block.region if block is not None else "",
    }
    theirs = kinship.same_house(address.partition("@")[2], page.host)
    whose = "owner" if theirs else voice.of(page).at(block, address).voice
    return Candidate(KIND, address, score, evidence, clues=clues, voice=whose)


@lru_cache(maxsize=4096)
def _is_placeholder(address: str) -> bool:
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    return (
        labels[-1] in _FILE_ENDINGS
        or labels[-1] in _NO_MAIL_HERE
        or (registered(domain).partition(".")[0] in _PLACEHOLDER_DOMAINS and not is_free_mail(domain))
        or local in vocabulary("contact", "placeholder")
    )


def _judged(candidate: Candidate, site: SiteView) -> Candidate | None:
    """The sighting with the score that its place deserves, or None where the address is somebody else's.

    The clue `aside` marks another house's address that nothing but its being there makes theirs.
    """
    domain = str(candidate.value).partition("@")[2]
    own = replace(candidate, clues={**candidate.clues, "aside": False})
    if registered(domain) == registered(site.domain):
        return own
    if candidate.clues["placeholder"]:
        return None
    if kinship.same_house(domain, site.domain):
        return own
    url = candidate.evidence.url
    framed = candidate.clues["region"] in ("header", "footer", "nav") or site.page_kind(url) == "contact"
    aside = not is_free_mail(domain) and not framed and topic_of(url) != "imprint"
    score = round(candidate.score * site.share(candidate), 3)
    return replace(own, score=score, clues={**own.clues, "aside": aside})


def _reversed(page: Document) -> Iterator[Candidate]:
    """Letters that a style sheet shows from right to left."""
    if not _RIGHT_TO_LEFT.search(page.markup):
        return
    for element in page.root.iterfind(".//*[@style]"):
        if not _REVERSED.search(element.get("style") or ""):
            continue
        text = clean("".join(map(str, islice(element.itertext(), _MOST_INSIDE))))
        address = obfuscation.reversed_text(text) if "@" in text else ""
        if address:
            yield _sighting(
                page, address, 0.9, Evidence(page.url, text, "text"), anchors.block_around(page, element)
            )
