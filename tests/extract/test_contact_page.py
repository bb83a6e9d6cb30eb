"""The page to get in touch."""

import pytest
from contact_pages import HOST, facts, values

SITE = f"https://{HOST}"
LED = [
    ("<nav><a href='/contact.html'>Contact</a></nav>", f"{SITE}/contact.html"),
    ("<nav><a href='/kontakt/'>Kontakt &amp; Anfahrt</a></nav>", f"{SITE}/kontakt/"),
    ("<nav><a href='/page-7'>Contactez-nous</a></nav>", f"{SITE}/page-7"),
    ("<nav><a href='/contacto'>Hablemos de tu idea</a></nav>", f"{SITE}/contacto"),
    ("<nav><a href='#contact'>Contact</a></nav><section id='contact'>Form</section>", f"{SITE}/#contact"),
    ("<h2>Kontakt:</h2><p>Tel. 030 231 254 82</p>", f"{SITE}/"),
    ("<nav><a href='/anfahrt-x'>So finden Sie uns</a></nav>", f"{SITE}/anfahrt-x"),
]


@pytest.mark.parametrize(("body", "url"), LED)
def test_the_contact_page_is_where_the_contact_link_leads(body: str, url: str) -> None:
    """By the link's words, by its address, by a section, by a heading."""
    assert values("contact_page", body) == [url]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='#'>Contact</a>",
        "<a href='mailto:hello@larkspur-studio.com'>Contact</a>",
        "<a href='#contact'>Contact</a>",
        "<a href='https://otherfirm.io/contact'>Contact</a>",
        "<p>We stay in contact.</p>",
    ],
)
def test_a_dead_link_or_another_sites_page_is_no_contact_page(body: str) -> None:
    """Nothing to open is nothing to show."""
    assert values("contact_page", body) == []


def test_a_page_of_its_own_wins_over_a_section() -> None:
    """A visitor who looks for contact opens the page."""
    body = (
        "<nav><a href='#contact'>Contact</a><a href='/contact/'>Contact us</a></nav><div id='contact'></div>"
    )
    assert values("contact_page", body) == [f"{SITE}/contact/"]


def test_where_they_are_comes_after_contact_and_is_to_be_checked_alone() -> None:
    """The way there is the next best thing where nothing is called contact."""
    there = "<a href='/donde-estamos.html'>Dónde estamos</a>"
    body = f"<nav>{there}<a href='/contacto.html'>Contacto</a></nav>"
    assert values("contact_page", body) == [f"{SITE}/contacto.html"]
    (fact,) = facts("contact_page", f"<nav>{there}</nav>")
    assert fact.check
