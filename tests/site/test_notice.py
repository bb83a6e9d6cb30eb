"""Pages that are not what they seem, told by what stands on them."""

from datetime import UTC, datetime

import pytest

from precall.model.page import Fetched
from precall.reading.page import read_page
from precall.site import notice
from precall.site.document import parse

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
URL = "https://acme.example/"
WORDS = "We mend clocks and watches in our workshop by the river, and we teach how. "


def answer(title: str, body: str, head: str = "") -> Fetched:
    markup = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return Fetched(URL, URL, 200, (("content-type", "text/html"),), markup.encode(), "", NOW)


def noticed(title: str, body: str) -> str:
    return notice.of(parse(answer(title, body)), 200)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Route 404 Garage", f"<h1>Route 404 Garage</h1><p>{WORDS}</p>"),
        ("Studio 404: design", f"<h1>Studio 404</h1><p>{WORDS}</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS}</p><h2>We value your privacy</h2><p>Accept all cookies?</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS * 3}</p><p>New courses coming soon.</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS * 9}</p><p>Lorem ipsum dolor sit amet.</p>"),
        (
            "Acme",
            "<h1>Acme</h1><p>We mend clocks and watches in Leeds, and teach how.</p><p>Lorem ipsum dolor sit amet, consectetur elit.</p>",
        ),
        ("Acme Hotel", f"<h1>Acme Hotel</h1><p>{WORDS}</p><p>Bar, spa and casino.</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS}</p><p>Home security check, free of charge.</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS * 4}</p><form><input type=password></form>{WORDS * 8}"),
        ("Index of services", f"<h1>Index of services</h1><p>{WORDS}</p>"),
        ("Acme", f"<h1>Acme</h1><p>{WORDS}</p><script>go()</script><p>{WORDS}</p>"),
        (
            "Acme Security",
            "<h1>Acme Security</h1><p>We fit alarms, access control and cameras. Security for your site.</p>",
        ),
        (
            "Acme Robotics",
            "<h1>Acme Robotics</h1><p>We build robots for human hands: automation that lets people work.</p>",
        ),
        (
            "Acme Paving",
            "<h1>Acme Paving</h1><p>Block paving and restricted sites: we lay a drive where others are denied.</p>",
        ),
    ],
)
def test_an_ordinary_page_stays_one(title: str, body: str) -> None:
    """A word that odd pages use is no proof by itself."""
    assert noticed(title, body) == ""


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("acme.example", "<p>This domain may be for sale. Sponsored listings</p>", notice.PARKED),
        ("acme.example", "<h1>Diese Domain kaufen</h1>", notice.PARKED),
        ("Account suspended", "<p>This account has been suspended.</p>", notice.SUSPENDED),
        ("404", "<h1>Oops</h1>", notice.NOT_FOUND),
        ("Acme", "<h1>Error 404</h1><p>Sorry.</p>", notice.NOT_FOUND),
        ("Pagina non trovata | Acme", "<p>Torna alla home</p>", notice.NOT_FOUND),
        ("One moment, please...", "<p>Your request is being verified.</p>", notice.CHALLENGE),
        ("Acme", "<p>Verify that you are human by ticking the box.</p>", notice.CHALLENGE),
        ("Acme", "<p>Please turn JS on and disable any ad blocker</p>", notice.CHALLENGE),
        ("GateKeeper", "<h1>GateKeeper</h1><p>Please allow cookies. A security service protects this website from attacks. Cookies and JavaScript must be on in your browser. Reference 5492ff</p>", notice.CHALLENGE),
        ("Robot screen", "<p>Checking the security of the connection. Solve the captcha to go on.</p>", notice.CHALLENGE),
        ("", "<p>Request unsuccessful. Incident 0-12345</p>", notice.CHALLENGE),
        ("Not for you", "<p>Your access to this site has been limited by its owner. If you were blocked in error, write to them. Block reason: suspicious.</p>", notice.CHALLENGE),
        ("Zugriff verweigert", "<p>Bitte lassen Sie Cookies in Ihrem Browser zu, damit wir sehen, dass Sie kein Bot sind.</p>", notice.CHALLENGE),
        ("Vos choix", "<h1>Votre vie privée</h1><p>Tout accepter</p>", ""),
        ("Votre vie privée", "<h1>Gestion des cookies</h1><p>Tout accepter</p>", notice.CONSENT),
        ("Acme", "<h1>Coming soon</h1><p>We are building our new site.</p>", notice.UNFINISHED),
        ("Acme", "<h1>Onze website in aanbouw</h1>", notice.UNFINISHED),
        ("IIS Windows Server", "<img src=iis.png>", notice.DEFAULT),
        ("Test Page for the HTTP Server", "<p>It works!</p>", notice.DEFAULT),
        ("Directory listing for /", "<ul><li>backup.zip</li></ul>", notice.LISTING),
        ("Consulting theme", "<p>Lorem ipsum dolor sit amet, consectetur elit.</p><p>Jo Doe, CEO</p>", notice.PLACEHOLDER),
        ("Daftar slot online", "<h1>Situs judi</h1><p>Bonus new member</p>", notice.SPAM),
        ("Buy viagra, cialis", f"<h1>Acme clocks</h1><p>{WORDS}</p>", notice.SPAM),
        ("Error", "<h1>Error establishing a database connection</h1>", notice.BROKEN),
        ("Members", "<form><input name=u><input type=password></form>", notice.LOGIN),
        ("App", "<div id=root></div><script src=a.js></script>", notice.SCRIPT_ONLY),
        ("Acme", "<p>Please enable JavaScript to view this site.</p>", notice.SCRIPT_ONLY),
        ("Acme", "", notice.EMPTY),
        ("Acme", "<p>\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd abc</p>", notice.UNREADABLE),
    ],
)  # fmt: skip
def test_a_page_that_is_not_the_companys_is_named(title: str, body: str, said: str) -> None:
    """Each in the words that the caller is told."""
    assert noticed(title, body) == said


def test_a_page_that_a_browser_drew_may_say_little() -> None:
    """Its script is still there, and has done its work; where there is hardly a word, it has not."""
    drawn = {"sha256": "1", "drawn_from": "2"}
    little = answer("Acme", "<p>We mend clocks and watches in Leeds.</p><script src=a.js></script>")
    nothing = answer("Acme", "<p>Loading our site…</p><script src=a.js></script>")
    assert notice.of(parse(little), 200) == notice.SCRIPT_ONLY
    assert notice.of(parse(little._replace(**drawn)), 200) == ""
    assert notice.of(parse(nothing._replace(**drawn)), 200) == notice.SCRIPT_ONLY


def test_an_error_page_with_its_status_needs_no_notice() -> None:
    """A status that says so is reason enough by itself."""
    assert notice.of(parse(answer("404", "<h1>Not found</h1>")), 404) == ""


def test_nothing_on_anothers_page_becomes_a_fact() -> None:
    """The seller's address on a parked page is not the client's; a placeholder of the client's own is."""
    contact = "<p>info@acme.example, 0113 496 0123</p>"
    parked = read_page(answer("Acme", f"<p>This domain may be for sale.</p>{contact}"))
    unfinished = read_page(answer("Acme", f"<h1>Coming soon</h1>{contact}"))
    assert parked.candidates == ()
    assert any(candidate.kind == "email" for candidate in unfinished.candidates)


def test_a_page_that_is_not_ready_says_nothing_of_the_business_but_how_to_reach_it() -> None:
    """What it says of itself is no slogan."""
    seen = read_page(
        answer(
            "Acme",
            "<h1>Coming soon</h1><p>We are working hard on it. Stay tuned!</p><p>info@acme.example</p>",
        )
    )
    assert {candidate.kind for candidate in seen.candidates} & {"email", "tagline", "summary"} == {"email"}


def test_every_notice_is_one_plain_line() -> None:
    """It is shown to the caller as it stands."""
    said = [value for name, value in vars(notice).items() if name.isupper() and isinstance(value, str)]
    assert len(said) > 10
    assert all(0 < len(text) <= 80 and text.isprintable() for text in said)
