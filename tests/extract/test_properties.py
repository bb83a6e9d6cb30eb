"""What holds for every extractor on every page: it never crashes, its quotes stand, it repeats itself, it is linear."""

import html
import json
import pickle
import time

import pytest
from contact_pages import page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from precall.extract import extractors as extract
from precall.model.fact import Candidate
from precall.site.document import Document
from precall.site.text import clean

_PIECES = st.sampled_from(
    [
        "hello@larkspur-studio.com", "hello [at] lark [dot] com", "+1 (415) 636-2790", "Tel. 030 / 231 254 82", "Fax:",
        "12 Orchard Street", "Golden, CO 80401", "10115 Berlin, Ahornweg 23a", "SE8 4ZZ", "1017 GA Amsterdam", "P.O. Box 12",
        "Monday - Friday", "9:00 - 17:00", "Sa nach Vereinbarung", "closed", "open 24/7", "Proudly serving Denver", "© 2019 Lark",
        "Anna Lark, Founder", "“They were kind.” — Ann B., Denver", "from $ 159 /mo", "13,90 €", "120.- CHF", "since 1994",
        "20+ years", "We are hiring: Barista", "12 May 2024", "Lark helps owners of small shops.", "FAQ", "What does it cost?",
        "\u202e\u00ad\u200b", "'\"<>&amp;", "ä" * 5, "0" * 40, "(" * 40, "a@" * 30, "- " * 40,
    ]
)  # fmt: skip
_TAGS = st.sampled_from(
    "p div li h1 h2 h3 td dt dd span strong footer nav address blockquote figure section".split()
)
_HREFS = st.sampled_from(
    [
        "mailto:hello@lark.com?subject=x", "mailto:", "tel:+14156362790", "tel:", "#", "#contact", "/contact.html", "http://[bad",
        "https://calendly.com/lark/x", "https://instagram.com/lark", "https://wa.me/41791234568", "javascript:void(0)", "//x", "?",
        "/cdn-cgi/l/email-protection#5a32", "https://www.linkedin.com/in/%E4%BD%A0", "data:text/html,x", " https://lark.com ",
    ]
)  # fmt: skip


@st.composite
def _bodies(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        text = draw(st.one_of(_PIECES, st.text(max_size=30)))
        value = clean(text)
        choice = draw(st.integers(0, 6))
        if choice == 0 and depth:
            inner = draw(_bodies(depth=depth - 1))
            tag = draw(_TAGS)
            parts.append(f"<{tag}>{inner}</{tag}>")
        elif choice == 1:
            parts.append(f'<a href="{html.escape(draw(_HREFS))}">{html.escape(text)}</a>')
        elif choice == 2:
            data = {"@type": draw(st.sampled_from(["LocalBusiness", "Person", "Event"])), "email": value, "telephone": value,
                    "address": {"streetAddress": value, "addressLocality": value}, "openingHours": value, "name": value}  # fmt: skip
            parts.append(f'<script type="application/ld+json">{json.dumps(data)}</script>')
        elif choice == 3:
            parts.append(f"{html.escape(text)}<br>")
        else:
            tag = draw(_TAGS)
            parts.append(f"<{tag}>{html.escape(text)}</{tag}>")
    return "".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_bodies())
def test_every_quote_stands_on_the_page_whatever_the_page(body: str) -> None:
    """No extractor crashes, its candidates can be pickled, and reading twice gives the same."""
    document = page(body)
    found = list(extract.find_all(document))
    assert pickle.loads(pickle.dumps(found)) == found
    assert list(extract.find_all(page(body))) == found
    for candidate in found:
        assert _stands(document, candidate), candidate


def _stands(document: Document, candidate: Candidate) -> bool:
    quote = candidate.evidence.quote
    places = [document.text, document.title, *document.meta.values(), document.markup]
    attributes = (clean(str(value)) for element in document.root.iter() for value in element.attrib.values())
    decoded = clean(html.unescape(document.markup))
    return any(quote in place for place in places) or quote in decoded or any(quote in a for a in attributes)


_LONG = {
    "words": "<p>we are here for you, in Golden, and we open at nine o'clock</p>",
    "numbers": "<p>Tel. 415 636 2790, 12 Orchard Street, Golden, CO 80401, 9:00 - 17:00 Monday</p>",
    "mail": "<p>hello@lark.com hello (at) lark (dot) com a@b @ @@</p>",
    "links": "<a href='/contact.html'>Contact</a><a href='https://instagram.com/lark'>x</a>",
    "signs": "<p>" + "(+. -" * 30 + "</p>",
}


@pytest.mark.slow
@pytest.mark.parametrize("sort", _LONG)
def test_a_page_ten_times_as_long_takes_about_ten_times_as_long(sort: str) -> None:
    """No pattern and no comparison of everything with everything is hidden in an extractor."""
    short, long = (_seconds(_LONG[sort] * times) for times in (150, 1500))
    assert long < 16 * short + 0.2


def _seconds(body: str) -> float:
    best = float("inf")
    for _ in range(3):
        document = page(body)
        started = time.process_time()
        list(extract.find_all(document))
        best = min(best, time.process_time() - started)
    return best
