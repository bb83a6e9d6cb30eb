"""Whose words a stretch of a page is, and which kinds of fact believe it."""

import pytest
from contact_pages import page, values

from precall.extract import trust, voice
from precall.model.kinds import KINDS
from precall.model.page import PageKind
from precall.model.voice import VOICES, Voice

JUDGED: list[tuple[PageKind, str, Voice]] = [
    ("home", "<p>We mend boilers. *Call us any day.*</p>", "owner"),
    ("home", "<p>Pay by PayPal or card. *12 High Street, Leeds*</p>", "owner"),
    ("home", "<p>Larkspur, a Shopify agency, *12 High Street, Leeds*</p>", "owner"),
    ("home", "<p>We are registered with the Information Commissioner, *0113 496 0111*</p>", "owner"),
    ("home", "<p>Every shelf is made by hand in Leeds. *Ring 0113 496 0111.*</p>", "owner"),
    ("home", "<p>Our kitchens are designed by Anna Berg: *0113 496 0111*</p>", "owner"),
    ("home", "<h2>Partners</h2><p>*Ada Winter* has been a partner since 2010.</p>", "owner"),
    ("home", "<h2>Partners</h2><p>*Quay Sails* <a href='https://quay-sails.example/'>visit them</a></p>", "third_party"),
    ("home", "<h2>Hosting</h2><p>*Northern Servers, 0113 496 0999*</p>", "third_party"),
    ("home", "<footer><p>© 2026 Larkspur. Website by Studio Blue – *0113 496 0999*</p></footer>", "third_party"),
    ("home", "<footer><p>© 2026 *Larkspur*. Website by Studio Blue – 0113 496 0999</p></footer>", "owner"),
    ("home", "<p>Complain to the Information Commissioner, *Wycliffe House*</p>", "third_party"),
    ("home", "<h2>Legal notice</h2><p>*Larkspur, 12 High Street*</p>", "legal"),
    ("home", "<h2>Worked example</h2><p>*A bill of 900 pounds falls to 600.*</p>", "example"),
    ("home", "<nav><p>*Call 0113 496 0111*</p></nav>", "chrome"),
    ("home", "<form><p>*We answer within a day*</p><input name='q'></form>", "chrome"),
    ("home", "<div class='cookie-bar'><p>*We value your cookie choices*</p></div>", "chrome"),
    ("home", "<p>*Lorem ipsum dolor sit amet, consectetur elit.*</p>", "template"),
    ("home", "<h2>What clients say</h2><blockquote><p>*They mended our boiler at once, thank you!*</p><footer>Ada Winter, Leeds</footer></blockquote>", "client"),
    ("team", "<h3>*Jane Smith*</h3><p>Position</p>", "template"),
    ("team", "<h3>*Ada Winter*</h3><p>Head gardener</p>", "owner"),
    ("legal", "<p>*Larkspur, 12 High Street*</p>", "legal"),
    ("legal", "<p>Bookings run on Calendly LLC, *115 Main Street*</p>", "third_party"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "whose"), JUDGED)
def test_words_belong_to_who_says_or_owns_them(kind: PageKind, body: str, whose: Voice) -> None:
    """The words between the stars: a company that is merely named owns nothing."""
    words = body.split("*")[1]
    document = page(body.replace("*", ""), kind=kind)
    block = next(b for b in document.blocks if words in b.text)
    heard = voice.of(document).at(block, words)
    assert heard.voice == whose, heard.reason
    assert bool(heard.reason) == (whose != "owner")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Pay by PayPal or card, 12 High Street, Golden, CO 80401, (303) 278-1234</p><p>Mon - Fri 9am - 5pm</p>",
        "<p>Larkspur, a Shopify agency, 12 High Street, Golden, CO 80401, (303) 278-1234</p><p>Mon - Fri 9am - 5pm</p>",
    ],
)
def test_a_provider_that_a_page_names_takes_nothing_away(body: str) -> None:
    """Telephone, address and hours stay the business's own."""
    assert values("phone", body) == ["+13032781234"]
    assert [str(address) for address in values("address", body)] == ["12 High Street, Golden, CO 80401"]
    assert values("hours", body) == ["Mon - Fri 9am - 5pm"]


def test_an_agency_in_the_credit_of_the_footer_gives_no_way_to_reach_the_business() -> None:
    """Its mail and telephone stand behind "Website by"."""
    body = (
        "<p>Call (303) 278-1234 or write to larkspur.golden@gmail.com</p>"
        "<footer><p>Website by <a href='https://studio-blue.example'>Studio Blue</a> – hi@studio-blue.net – (303) 278-9999</p></footer>"
    )
    assert values("phone", body) == ["+13032781234"]
    assert values("email", body) == ["larkspur.golden@gmail.com"]


def test_every_kind_of_fact_says_whose_words_it_believes() -> None:
    """One row each, of known voices."""
    for kind in KINDS:
        assert any(trust.hears(kind, whose) for whose in VOICES), kind
        assert 0 <= trust.share(kind, "post") <= 1
