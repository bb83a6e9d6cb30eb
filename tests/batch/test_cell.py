"""Which website does a cell of a list mean, however it was filled in?"""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.batch.cell import holds_address, is_nothing, meant
from precall.errors import AddressError, NobodysAddress


@pytest.mark.parametrize(
    ("cell", "host"),
    [
        ("acme.example; other.example", "acme.example"),
        ("acme.example, other.example", "acme.example"),
        ("acme.example / other.example", "acme.example"),
        ("acme.example\nother.example", "acme.example"),
        ("acme.example (old: other.example)", "acme.example"),
        ("Website: acme.example", "acme.example"),
        ("www.acme.example - under construction", "www.acme.example"),
        ('<a href="https://acme.example">site</a>', "acme.example"),
        ("[Acme](https://acme.example)", "acme.example"),
        ('=HYPERLINK("https://acme.example";"site")', "acme.example"),
        ("Acme Ltd <https://acme.example/>", "acme.example"),
        ("ann@acme.example; bob@other.example", "acme.example"),
        ("info@acme.example/hi@acme.example", "acme.example"),
        ("owner@gmail.com; hello@acme.example", "acme.example"),
        ("hello@acme.example, owner@gmail.com", "acme.example"),
        ("https://www.facebook.com/acme https://acme.example", "acme.example"),
        ("St.Gallen, Tel. 071.555.01.01, acme.example", "acme.example"),
        ("/url?q=https://www.acme.example/&opi=1&sa=U", "www.acme.example"),
        ("https://acme.example/a,b;c", "acme.example"),
        ("127.0.0.1:8080", "127.0.0.1"),
        ("calendly.com", "calendly.com"),
    ],
)
def test_of_several_addresses_the_first_that_can_be_a_clients_counts(cell: str, host: str) -> None:
    """Each of them is judged; none is glued to another."""
    assert meant(cell).host == host


@pytest.mark.parametrize(
    "cell",
    ["", " ", "-", "–", "n.a.", "N/A", "#N/A", "none", "TBD", "0", "null", "k.A.", "n.v.t.", "keine", "'-"],
)
def test_what_says_that_there_is_nothing_is_nothing(cell: str) -> None:
    """And no host of that name."""
    assert is_nothing(cell)
    with pytest.raises(AddressError, match="no address in this row"):
        meant(cell)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("https://www.linkedin.com/in/ann", "leads to linkedin.com, which is nobody's own website"),
        ("www.instagram.com", "leads to instagram.com, which is nobody's own website"),
        ("https://sites.google.com/", "leads to sites.google.com, which is nobody's own website"),
        ("owner@gmail.com, other@gmx.de", "free mail provider"),
    ],
)
def test_what_is_nobodys_is_told_with_its_reason(cell: str, reason: str) -> None:
    """It is an address, and says nothing about the company."""
    assert holds_address(cell)
    with pytest.raises(NobodysAddress, match=reason):
        meant(cell)


@pytest.mark.parametrize(
    "cell", ["acme bakery .example", "acme,example", "Acme Ltd.", "file:///C:/x", "www."]
)
def test_what_is_no_address_is_refused(cell: str) -> None:
    """Nothing means a host that is not in the cell."""
    assert not holds_address(cell)
    with pytest.raises(AddressError):
        meant(cell)


@given(st.text(max_size=200))
def test_any_cell_means_a_website_or_is_refused(cell: str) -> None:
    """Whatever stands in it."""
    with suppress(AddressError):
        assert meant(cell).host
