"""Are the project's own test sites read as a careful person reads them? One test for each site and kind of fact.

`python tests/extract/site_facts.py SITE KIND` prints what is missed and what is wrong.
"""

import html
import re
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from gold_matching import RULES, complaints, line
from site_facts import facts_of, folder_of, gold_of, site_names

from precall.demo.server import file_for
from precall.model.kinds import KINDS

# Kinds that are not read well enough yet. A pair that starts to pass fails its test until it is taken out here: the
# table only shrinks, by `python tests/extract/site_facts.py --shrink`.
_NOT_YET = """
copper-basin-dental: offer
demo: price cta
falegnameria-corsini: offer price
imprenta-sotomayor: offer price credential audience
juniper-and-ash: price founded contact_page cta
kestrel-leadership: cta
lumiar-financas: offer price news number cta
ponteverde-consulenza: legal_name tech audience
quinta-da-lomba: offer number cta
rijwielhuis-dekker: offer price
saltmarsh-sailing: offer number cta
tri-county-auto: phone price
veterinaria-olmeda: price cta
"""
NOT_YET = frozenset(
    (site, kind)
    for site, kinds in (entry.split(":") for entry in _NOT_YET.strip().splitlines())
    for kind in kinds.split()
)


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("site", site_names())
def test_a_site_says_to_precall_what_it_says_to_a_careful_reader(site: str, kind: str) -> None:
    """Nothing of the kind is missed and nothing is mistaken for it."""
    objections = complaints(gold_of(site), facts_of(site), kind)
    if (site, kind) in NOT_YET:
        assert objections, f"{kind} of {site} is found now: take it out of NOT_YET"
    else:
        assert not objections, "\n".join(objections)


@pytest.mark.parametrize("site", site_names())
def test_every_quote_stands_on_the_page_that_it_cites(site: str) -> None:
    """The words of each evidence are found in the text or the markup of the cited file."""
    for fact in facts_of(site):
        for evidence in fact["evidence"]:
            assert _stands(site, evidence["url"], evidence["quote"]), f"{fact['kind']}: {evidence}"


def test_the_table_of_what_is_not_found_yet_names_real_sites_and_kinds() -> None:
    """A misspelt entry would never be noticed otherwise."""
    assert {site for site, _ in NOT_YET} <= set(site_names())
    assert {kind for _, kind in NOT_YET} <= set(RULES)


@pytest.mark.parametrize("site", site_names())
def test_the_labels_themselves_stand_on_the_pages(site: str) -> None:
    """What a label names is written on its page, each labelled page exists, and traps are told for real kinds."""
    gold = gold_of(site)
    assert all(_file(site, page) for page in gold["pages"])
    assert set(gold.get("never", {})) <= set(KINDS)
    for key, items in gold.items():
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                words = next(
                    (item[name] for name in ("shown", "name", "title", "quote_starts") if name in item), ""
                )
                assert _stands(site, item["page"], words), f"{key}: {item}"


def _file(site: str, url: str) -> bytes:
    path = unquote(urlsplit(urljoin("https://x.example/", url)).path)
    file = file_for(folder_of(site), path)
    assert file is not None, f"{site} has no {url}"
    return file.read_bytes()


def _stands(site: str, url: str, quote: str) -> bool:
    body = _file(site, url)
    if body.startswith(b"%PDF"):
        return True
    pieces = [line(piece) for piece in re.split(r"…|\.\.\.|\s[|·•]\s|\n", quote)]
    return any(all(piece in text for piece in pieces) for text in _spellings(body))


@cache
def _spellings(body: bytes) -> tuple[str, ...]:
    """A page's markup, its text with blanks for tags and its text with nothing for tags."""
    old = b"windows-1252" in body or b"iso-8859-1" in body
    markup = body.decode("windows-1252" if old else "utf-8")
    texts = (markup, re.sub(r"<[^>]*>", " ", markup), re.sub(r"<[^>]*>", "", markup))
    return tuple(line(html.unescape(text)) for text in texts)
