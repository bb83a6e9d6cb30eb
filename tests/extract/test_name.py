"""What the business calls itself, where title, logo, footer and domain disagree."""

import pytest
from whole_site import values

FOOTER = "<footer><p>© 2025 {} All rights reserved.</p></footer>"


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (
            "<title>Larkspur Studio | Gardens in Kent</title>" + FOOTER.format("Larkspur Studio."),
            "Larkspur Studio",
        ),
        ("<title>Home</title><header><a href='/'>Larkspur Studio</a></header>", "Larkspur Studio"),
        ("<title>Garden design Kent – Larkspur Studio</title>", "Larkspur Studio"),
        ("<title>Welcome</title><meta property='og:site_name' content='Larkspur Studio'>", "Larkspur Studio"),
        ("<title>Start</title><img src='/logo.svg' alt='Larkspur Studio logo'>", "Larkspur Studio"),
        ("<title>LARKSPUR STUDIO LLC</title>" + FOOTER.format("Larkspur Studio LLC."), "Larkspur Studio"),
        (
            "<title>Studio Garden Planning and Drawing of Larkspur | Kent</title><img src='/logo.svg' alt='Garden logo'>"
            + FOOTER.format("Studio Garden Planning and Drawing of Larkspur S.r.l.s."),
            "Studio Garden Planning and Drawing of Larkspur",
        ),
        ("<title>title</title><header><a href='/'>Larkspur Studio</a></header>", "Larkspur Studio"),
        ("<title>Studio of | Larkspur Studio</title>", "Larkspur Studio"),
        ("<title>Ashford, Kent | Larkspur Studio</title>", "Larkspur Studio"),
        (
            "<title>Accueil</title><img src='/logo.svg' alt='logo du Moulin de Larkspur'>",
            "Moulin de Larkspur",
        ),
        ("<title>Home</title><img src='/l.png' alt='Logo dell’Osteria Larkspur'>", "Osteria Larkspur"),
        (
            "<title>Larkspur Studio</title><footer><p>© Copyrights 2020</p><p>Copyrights</p></footer>",
            "Larkspur Studio",
        ),
        (
            "<title>Larkspur Studio Ltd</title><footer><p>© LarkspurStudioLtd</p></footer>",
            "Larkspur Studio",
        ),
    ],
)
def test_the_name_is_what_most_places_and_the_domain_agree_on(markup: str, name: str) -> None:
    """Slogans, places, dropped template variables and legal forms do not become the name."""
    assert values("name", markup)[0] == name


@pytest.mark.parametrize(
    "more", ["<p>Nothing here.</p>", "<footer><p>© 2012. All Rights Reserved. A Fennel design</p></footer>"]
)
def test_a_page_without_any_name_gives_none(more: str) -> None:
    """Generic titles are not names, and neither is what a line of copyright says beside one."""
    assert values("name", f"<title>Home</title>{more}") == []


@pytest.mark.parametrize(
    ("line", "registered"),
    [
        ("© 2025 Larkspur Studio Ltd. All rights reserved.", "Larkspur Studio Ltd"),
        ("Larkspur Gartenbau GmbH, Musterweg 1", "Larkspur Gartenbau GmbH"),
        ("Larkspur di Rossi Ettore e C. s.n.c. - P.IVA 01140520142", "Larkspur di Rossi Ettore e C. s.n.c"),
        ("Larkspur Gestão Financeira Ltda. | CNPJ 14", "Larkspur Gestão Financeira Ltda"),
    ],
)
def test_the_registered_name_stands_with_its_legal_form(line: str, registered: str) -> None:
    """The year before it is not part of it."""
    markup = f"<title>Larkspur</title><footer><p>{line}</p></footer>"
    assert [str(value).rstrip(".") for value in values("legal_name", markup)] == [registered]


def test_the_title_of_a_page_is_no_part_of_the_registered_name() -> None:
    """A title that names the page before the company is no name of a company."""
    markup = "<title>Kontakt – Larkspur Gartenbau GmbH</title><footer><p>Larkspur Gartenbau GmbH</p></footer>"
    assert values("legal_name", markup) == ["Larkspur Gartenbau GmbH"]


def test_another_company_in_the_footer_is_not_theirs() -> None:
    """A host or a designer with a legal form shares no word with the name."""
    markup = "<title>Larkspur Studio</title><footer><p>Hosting: Quickhost Server GmbH</p></footer>"
    assert values("legal_name", markup) == []
