"""Tools that a page's markup shows."""

import pytest
from whole_site import facts, values

from precall.extract import tech


@pytest.mark.parametrize(
    ("markup", "slug"),
    [
        ("<meta name='generator' content='WordPress 6.5'>", "wordpress"),
        ("<link href='/wp-content/themes/x/style.css' rel='stylesheet'>", "wordpress"),
        ("<script src='https://www.googletagmanager.com/gtm.js?id=GTM-1'></script>", "google-tag-manager"),
        ("<a href='https://calendly.com/larkspur/intro'>Book</a>", "calendly"),
        ("<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>", "google-maps"),
        (
            "<script data-goatcounter='https://a.goatcounter.com/count' src='//gc.zgo.at/count.js'></script>",
            "goatcounter",
        ),
        ("<html data-wf-page='1'><body>x</body></html>", "webflow"),
        ("<script id='__NEXT_DATA__' type='application/json'>{}</script>", "nextjs"),
        ("<form action='https://formspree.io/f/abc'></form>", "formspree"),
    ],
)
def test_a_tool_is_known_by_its_marks(markup: str, slug: str) -> None:
    """Generator, addresses and marks of the markup, each with the mark as evidence."""
    found = facts("tech", markup)
    assert slug in [fact.value for fact in found]
    assert all(fact.evidence[0].quote in markup for fact in found)


def test_words_in_the_text_are_not_tools() -> None:
    """A business that speaks of WordPress need not run on it."""
    assert values("tech", "<p>We build WordPress and Shopify shops.</p>") == []


def test_every_mark_is_found_by_more_than_a_sign() -> None:
    """A mark that ends in its sign would be looked for at every such sign of a page."""
    for mark, _ in tech._owned("markup"):
        assert len(mark.partition(tech._sign_of(mark))[2]) > 2, mark
