"""Addresses to write to: which are theirs, and what the hidden ones say."""

import codecs

import pytest
from contact_pages import facts, page, seen, values

from precall.extract import obfuscation

OWN = "hello@larkspur-studio.com"


def _cloudflare(address: str, key: int = 0x5A) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


WRITTEN = [
    ("<p>Write to hello@larkspur-studio.com.</p>", OWN),
    ("<p>hello&#64;larkspur-studio&#46;com</p>", OWN),
    ("<p>HELLO@Larkspur-Studio.COM</p>", OWN),
    ("<a href='mailto:hello@larkspur-studio.com?subject=A%20question'>Write to us</a>", OWN),
    ("<a href='mailto:%20hello@larkspur-studio.com.'>Write to us</a>", OWN),
    ("<a href='MAILTO:hello%40larkspur-studio.com'><svg></svg></a>", OWN),
    ("<a href='mailto:Larkspur <hello@larkspur-studio.com>'>mail</a>", OWN),
    ("<a href='mailto:old@larkspur-studio.com'>hello@larkspur-studio.com</a>", OWN),
    ("<form action='https://formsubmit.co/Hello@larkspur-studio.com' method='post'></form>", OWN),
    ("<form action='mailto:hello@larkspur-studio.com?subject=Hi'></form>", OWN),
    ("<p>hello@larkspur-studio.comTelephone 1</p>", OWN),
    ("<p>hello@larkspur-studio.co.uk</p>", "hello@larkspur-studio.co.uk"),
    ("<p>hello [at] larkspur-studio [dot] com</p>", OWN),
    ("<p>hello(at)larkspur-studio.com</p>", OWN),
    ("<p>hello { at } larkspur-studio { dot } com</p>", OWN),
    ("<p>hello {at} larkspur-studio {punkt} com</p>", OWN),
    ("<p>hello (arroba) larkspur-studio (punto) com</p>", OWN),
    ("<p>hello [chiocciola] larkspur-studio.com</p>", OWN),
    ("<p>hello (apenstaartje) larkspur-studio (punt) com</p>", OWN),
    ("<p>hello [arobase] larkspur-studio [point] com</p>", OWN),
    ("<p>hello at larkspur-studio dot com</p>", OWN),
    ("<p>info at larkspur-studio.com</p>", "info@larkspur-studio.com"),
    (f"<span class='__cf_email__' data-cfemail='{_cloudflare(OWN)}'>[email&#160;protected]</span>", OWN),
    (f"<a href='/cdn-cgi/l/email-protection#{_cloudflare(OWN)}'>mail</a>", OWN),
    ("<p>hello@<span style='display:none'>no-</span>larkspur-studio.com</p>", OWN),
    ("<p>hello@<span style='display:table-column'>x</span>larkspur-studio.com</p>", OWN),
    ("<p>hello<span class='d-none'>.nospam</span>@larkspur-studio.com</p>", OWN),
    ("<script>document.write('<n uers=\"" + codecs.encode(f"mailto:{OWN}", "rot13") + "\">')</script>", OWN),
    ("<script>var a='hello', b='larkspur-studio.com'; document.write(a+'@'+b);</script>", OWN),
    ("<script>document.write('hel'+'lo&#64;'+'larkspur-studio'+'.com')</script>", OWN),
    ("<span style='unicode-bidi:bidi-override;direction:rtl'>moc.oiduts-rupskral@olleh</span>", OWN),
    ("<a href='javascript:linkTo_UnCryptMailto(\"nbjmup+ifmmpAmbsltqvs.tuvejp/dpn\")'>mail</a>", None),
    (
        '<script type="application/ld+json">{"@type":"LocalBusiness","email":"mailto:hello@larkspur-studio.com"}</script>',
        OWN,
    ),
]


@pytest.mark.parametrize(("body", "address"), [row for row in WRITTEN if row[1]])
def test_an_address_is_read_however_it_is_written(body: str, address: str) -> None:
    """The visible, the linked and the hidden address are one fact."""
    assert values("email", body) == [address]


@pytest.mark.parametrize(
    "body",
    [
        "<input placeholder='you@larkspur.org'><p>name@example.com</p>",
        "<p>your@email.com, max@mustermann.de, john.doe@gmail.com</p>",
        "<script src='popper.js@1.14.7'></script><p>bootstrap@4.3.1 and logo@2x.png</p>",
        "<p>Look at acme.com, we are at home. Dot.</p>",
        "<a href='mailto:?subject=Read%20this'>Share</a>",
        "<p>Website by Blue Studio, studio@bluestudio.io</p>",
        "<h2>Hosting</h2><p>Northern Servers Ltd, support@northernservers.io</p>",
        "<h3>Aufsichtsbehörde</h3><p>poststelle@behoerde.de</p>",
        "<p>Google Ireland Limited, support@google.com</p>",
        "<!-- old@larkspur-studio.com -->",
    ],
)
def test_what_only_looks_like_their_address_is_left_out(body: str) -> None:
    """Placeholders, versions, file names, designers, hosts and authorities are other people's facts."""
    assert values("email", body) == []


def test_a_free_mail_address_of_theirs_is_a_fact() -> None:
    """Many small businesses write from a free-mail domain."""
    assert values("email", "<footer>larkspurstudio@gmail.com</footer>") == ["larkspurstudio@gmail.com"]


def test_another_houses_address_on_a_privacy_page_gives_way_to_their_own() -> None:
    """A privacy page names processors; the contact page names the business."""
    bodies = {"/": f"<p>{OWN}</p>", "/privacy legal": "<p>Ask dpo@processor.io about it.</p>"}
    assert values("email", bodies) == [OWN]


def test_a_second_domain_in_the_imprint_is_theirs() -> None:
    """An imprint is about the business, also where it writes from another domain."""
    bodies = {"/": f"<p>{OWN}</p>", "/impressum legal": "<p>Kontakt: office@larkholding.at</p>"}
    assert set(values("email", bodies)) == {OWN, "office@larkholding.at"}


def test_the_same_address_on_two_pages_is_one_surer_fact() -> None:
    """Agreement of pages raises the confidence and keeps both evidences."""
    once = facts("email", f"<p>{OWN}</p>")[0]
    twice = facts("email", {"/": f"<p>{OWN}</p>", "/contact": f"<p>{OWN}</p>"})[0]
    assert twice.confidence > once.confidence
    assert len(twice.evidence) == 2


def test_a_hidden_address_quotes_the_raw_markup() -> None:
    """A decoded value is proved by the code that it was decoded from."""
    code = _cloudflare(OWN)
    candidate = seen(page(f"<span data-cfemail='{code}'></span>"), "email")[0]
    assert (candidate.evidence.where, candidate.evidence.quote) == ("markup", code)


@pytest.mark.parametrize(
    "host", ["mail.com", "mail.ru", "email.com", "t-online.de", "yahoo.co.uk", "seznam.cz"]
)
def test_an_address_at_a_mail_host_for_everybody_is_theirs(host: str) -> None:
    """Small firms write from such hosts; the host's name is no placeholder."""
    assert values("email", f"<p>ada.winter@{host}</p>") == [f"ada.winter@{host}"]


def test_an_address_ends_where_the_next_sentence_begins() -> None:
    """ "...studio.com.Tel: 0113" has lost a space."""
    assert values("email", f"<p>{OWN}.Tel: 0113 496 0150</p>") == [OWN]


def test_each_address_among_decoys_is_read_by_itself() -> None:
    """Lines stay lines where letters are hidden in some of them."""
    hidden = "<span style='display:none'>NOSPAM</span>"
    body = (
        f"<p>sales@larkspur-studio.com<br>team{hidden}@larkspur-studio.com<br>Fax{hidden} 0113 496 0151</p>"
    )
    assert values("email", body) == ["sales@larkspur-studio.com", "team@larkspur-studio.com"]


def test_a_link_that_writes_to_another_address_than_it_shows_is_to_be_checked() -> None:
    """What the visitor reads counts."""
    fact = facts("email", f"<a href='mailto:larkspur.4711@gmail.com'>{OWN}</a>")[0]
    assert (fact.value, fact.check) == (OWN, True)


@pytest.mark.parametrize(
    "body",
    [
        "<p><span>01632 960 417</span><a href='mailto:hello@larkspur-studio.com'>hello@larkspur-studio.com</a></p>",
        "<p><span>E-Mail</span><span>hello@larkspur-studio.com</span><span>Telefon</span></p>",
        "<footer><span>Tel. 9333</span><a href='mailto:hello@larkspur-studio.com'>hello@larkspur-studio.com</a></footer>",
        "<p><a href='mailto:hello@larkspur-studio.com'>hello@larkspur-studio.com</a><a href='/a'>gardens</a></p>",
        "<p>9333<a href='mailto:hello@larkspur-studio.com'>hello@larkspur-studio.com</a><b>gardens</b></p>",
    ],
)
def test_a_linked_address_that_touches_its_neighbours_is_the_links(body: str) -> None:
    """Minified markup puts no space between a number, an address and the next link."""
    assert values("email", body) == [OWN]


def test_a_longer_mailbox_of_its_own_stays() -> None:
    """ "joann@" is another one than "ann@", whose link stands elsewhere."""
    body = "<p>joann@larkspur-studio.com</p><p><a href='mailto:ann@larkspur-studio.com'>Ann</a></p>"
    assert values("email", body) == ["joann@larkspur-studio.com", "ann@larkspur-studio.com"]


@pytest.mark.parametrize("key", [0x00, 0x2A, 0xFF])
def test_a_code_gives_its_address_back(key: int) -> None:
    """Whatever byte it begins with."""
    assert obfuscation.cloudflare(_cloudflare(OWN, key)) == OWN


def test_what_is_no_code_hides_nothing() -> None:
    """Nor what is too short for an address."""
    assert [obfuscation.cloudflare(one) for one in ("", "zz", "2a", "2a0102")] == ["", "", "", ""]
