"""What a caller types becomes a website, or a plain reason why it is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.errors import AddressError
from precall.site.address import parse_address

MEANT = [
    ("acme.com", "acme.com"),
    ("  ACME.com.  ", "acme.com"),
    ("www.acme.com", "acme.com"),
    ("https://www.acme.com/en/team?x=1#top", "acme.com"),
    ("http:/acme.com", "acme.com"),
    ("//acme.com/x", "acme.com"),
    ("'acme.com',", "acme.com"),
    ("<https://acme.com>", "acme.com"),
    ("„acme.com“", "acme.com"),
    ("info@acme.com", "acme.com"),
    ("mailto:Info@Acme.com", "acme.com"),
    ("Jo Doe <jo@acme.co.uk>", "acme.co.uk"),
    ("user:secret@acme.com", "acme.com"),
    ("acme.com:8080/x", "acme.com"),
    ("münchner-bäcker.de", "xn--mnchner-bcker-jfb56a.de"),
    ("MÜNCHNER-bäcker.de", "xn--mnchner-bcker-jfb56a.de"),
    ("日本語.jp", "xn--wgv71a119e.jp"),
    ("xn--mnchner-bcker-jfb56a.de", "xn--mnchner-bcker-jfb56a.de"),
    ("a_b.example", "a_b.example"),
    ("123.456.example", "123.456.example"),
    ("localhost:8000", "localhost"),
    ("127.0.0.1", "127.0.0.1"),
    ("http://[::1]:8000/", "::1"),
    ("https://acme.com/a page with spaces.html", "acme.com"),
    ("http//:acme.com", "acme.com"),
    ("http//acme.com", "acme.com"),
    ("https:acme.com", "acme.com"),
    ("http:\\\\acme.com", "acme.com"),
    ("htpp://acme.com", "acme.com"),
    ("hhtps://www.acme.com", "acme.com"),
    ("ttps://acme.com", "acme.com"),
    ("http://https://acme.com", "acme.com"),
    ("http.acme.com", "http.acme.com"),
    ("\u200bacme.com\ufeff", "acme.com"),
    ("https://www.google.com/url?q=https%3A%2F%2Facme.com%2F&sa=D", "acme.com"),
    ("facebook.com", "facebook.com"),
    ("ann@linkedin.com", "linkedin.com"),
]

REFUSED = [
    ("", "empty address"),
    (" ' ", "empty address"),
    ("acme", "such as acme.com"),
    ("acme com", "not the address"),
    ("jo@gmail.com", "free mail provider"),
    ("Jo <jo@T-Online.de>", "free mail provider"),
    ("ftp://acme.com", "only http and https"),
    ("javascript:alert(1)", "port that does not exist"),
    ("http://acme.com:99999", "port that does not exist"),
    ("0x7f.1", "not the address"),
    ("2130706433", "not the address"),
    ("acme..com", "not the address"),
    ("-acme.com", "not the address"),
    ("ac\\me.com", "not the address"),
    ("acme.com\x00", "not the address"),
    ("\U0001f4a9.la", "not the address"),
    ("a" * 64 + ".com", "not the address"),
    ("https://", "not the address"),
    ("https://www.facebook.com/acme", "leads to facebook.com, which is nobody's own website"),
    ("linktr.ee/acme", "leads to linktr.ee, which is nobody's own website"),
    ("https://www.google.de/maps/place/acme", "leads to google.de, which is nobody's own website"),
]


@pytest.mark.parametrize(("typed", "domain"), MEANT)
def test_what_people_paste_names_a_website(typed: str, domain: str) -> None:
    """Bare domains, URLs, e-mail addresses and internationalised names all lead to one domain."""
    assert parse_address(typed).domain == domain


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_what_is_no_website_is_refused_with_a_reason(typed: str, reason: str) -> None:
    """The message is one plain line that says what to do."""
    with pytest.raises(AddressError, match=reason) as refused:
        parse_address(typed)
    assert str(refused.value).isprintable()


def test_credentials_are_not_kept() -> None:
    """A password that was pasted along reaches neither the address nor the outputs."""
    address = parse_address("https://user:secret@acme.com/team")
    assert "secret" not in repr(address)


def test_https_is_tried_first_and_then_the_twin_with_www() -> None:
    """A bare domain may answer at any of its four addresses."""
    assert parse_address("acme.com").starts == (
        "https://acme.com",
        "http://acme.com",
        "https://www.acme.com",
        "http://www.acme.com",
    )


def test_the_scheme_and_host_that_were_typed_come_first() -> None:
    """Who types http and www knows more than the default."""
    assert parse_address("http://www.acme.com").starts[:2] == ("http://www.acme.com", "https://www.acme.com")


def test_a_server_on_this_machine_is_tried_without_tls_first() -> None:
    """Local servers and odd ports seldom speak https."""
    assert parse_address("localhost:8000").starts == ("http://localhost:8000", "https://localhost:8000")


@pytest.mark.parametrize(
    ("typed", "home", "page"),
    [
        ("acme.com", "https://acme.com/", ""),
        ("acme.com/team", "https://acme.com/", "https://acme.com/team"),
        ("acme.com/fr/", "https://acme.com/fr/", ""),
        ("acme.com/pt-br", "https://acme.com/pt-br", ""),
        ("acme.com/?lang=fr", "https://acme.com/", "https://acme.com/?lang=fr"),
    ],
)
def test_a_typed_page_is_read_beside_the_home_page(typed: str, home: str, page: str) -> None:
    """The root is the home page, but a language that was typed is one too."""
    address = parse_address(typed)
    assert (address.home_on("https://acme.com"), address.page_on("https://acme.com/")) == (home, page)


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("www.acme.com", "acme.com"),
        ("con.example", "_con.example"),
        ("lpt1.example", "_lpt1.example"),
        ("http://[::1]/", "__1"),
    ],
)
def test_the_folder_name_suits_every_file_system(typed: str, folder: str) -> None:
    """Reserved device names and colons are avoided."""
    assert parse_address(typed).folder == folder


def test_a_long_name_gives_a_short_folder() -> None:
    """Two long names that begin alike still get two folders."""
    one, other = (parse_address(f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{last}.example").folder for last in "xy")
    assert len(one) < 140
    assert one != other


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_input_ends_in_anything_but_an_address_or_a_reason(typed: str) -> None:
    """Whatever is pasted, there is no traceback, and what is accepted can be asked for."""
    try:
        address = parse_address(typed)
    except AddressError:
        return
    assert address.host.isascii()
    assert "/" not in address.folder
    assert parse_address(address.starts[0]).domain == address.domain


def test_on_a_host_that_many_share_the_path_belongs_to_the_client() -> None:
    """Two of them are two clients, each with a key, a folder and a home page of their own."""
    one, other = (parse_address(f"https://sites.google.com/view/{name}/home") for name in ("acme", "other"))
    assert (one.domain, one.key) == ("sites.google.com", "sites.google.com/view/acme")
    assert one.folder != other.folder
    assert one.home_on("https://sites.google.com") == "https://sites.google.com/view/acme"
    assert one.page_on("https://sites.google.com") == "https://sites.google.com/view/acme/home"
    assert parse_address(one.key).key == one.key
    assert parse_address("https://acme.example/view/acme").key == "acme.example"
