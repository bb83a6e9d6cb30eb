"""Does precall see whom a business names as its clients, and take no service and no press for one?"""

import pytest
from whole_sites import whole_site


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Our clients</h2><img alt='Brook Mills logo'><img alt='Marlow Ltd'>", ["Brook Mills", "Marlow Ltd"]),
        ("<h2>Our clients</h2><ul><li>Brook Mills</li><li>Marlow Ltd</li></ul>", ["Brook Mills", "Marlow Ltd"]),
        (
            "<h2>Our partners</h2><h3>Brook Mills</h3><p>They spin.</p><h3>Marlow Ltd</h3><p>They weave.</p>",
            ["Brook Mills", "Marlow Ltd"],
        ),
        (
            "<p>Our major clients include Brook Mills, Marlow Ltd and Teal. We have served them for years.</p>",
            ["Brook Mills", "Marlow Ltd", "Teal"],
        ),
        ("<p>Zu unseren Kunden zählen Bachmühlen, Marlow GmbH und die Stadt Auheim.</p>", ["Bachmühlen", "Marlow GmbH"]),
        (
            "<p>Together we are strong.</p><div><div class=partner-card><h3>Brook Mills</h3><p>They spin for us.</p></div>"
            "<div class=partner-card><h3>Marlow Ltd</h3><p>They weave for us.</p></div></div>",
            ["Brook Mills", "Marlow Ltd"],
        ),
        ("<h2>Our clients</h2><p>- Brook Mills<br>- Marlow Ltd<br>- Teal Sheds</p>", ["Brook Mills", "Marlow Ltd", "Teal Sheds"]),
        ("<p>Our clients include small firms, schools and Brook Mills.</p>", []),
        ("<h2>Our partners</h2><h3>Roofs for every house</h3><p>Slates.</p><h3>Marlow Ltd</h3><p>Gutters.</p>", []),
        ("<h4>Tax and book-keeping services that we offer our clients</h4><ul><li>Capital Gains Tax</li><li>Fringe Benefits Tax</li></ul>", []),
        ("<h2>Forms when children are clients</h2><ul><li>Care Record</li><li>Sleep Record</li></ul>", []),
    ],
)  # fmt: skip
def test_clients_are_found_where_a_heading_or_a_sentence_names_them(body: str, expected: list[str]) -> None:
    """Logos, lists, headings of their own, and the names that a sentence counts."""
    assert [
        fact.value for fact in whole_site({"/ home": f"<h1>Looms</h1>{body}"}).facts("client")
    ] == expected
