"""How registered names end, in the countries that the languages cover."""

import pytest

from precall.extract import legal_form


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Kafferosteriet i Lund AB", "Kafferosteriet i Lund"),
        ("Bygg & Son HB", "Bygg & Son"),
        ("Hansen & Holm ApS", "Hansen & Holm"),
        ("Vinterby Murer I/S", "Vinterby Murer"),
        ("Nordlys Regnskap AS", "Nordlys Regnskap"),
        ("Drukarnia Wierzba Sp. z o.o.", "Drukarnia Wierzba"),
        ("Wierzba i Wspólnicy sp.k.", "Wierzba i Wspólnicy"),
        ("Novák a syn, s.r.o.", "Novák a syn"),
        ("Stavby Lípa a.s.", "Stavby Lípa"),
        ("Acme GmbH & Co. KG", "Acme"),
        ("Acme Pty. Ltd.", "Acme"),
    ],
)
def test_a_registered_name_ends_with_its_form(text: str, bare: str) -> None:
    """The form is found, and the name is what stands before it."""
    assert legal_form.ends_with_form(text)
    assert legal_form.without_form(text) == bare


@pytest.mark.parametrize("text", ["Download 340 KB", "Larkspur", "We are as good", "Opening at 9 a.m."])
def test_what_only_looks_like_a_form_is_none(text: str) -> None:
    """Sizes, small words and hours."""
    assert not legal_form.ends_with_form(text)
    assert legal_form.names_in(text) == ()


def test_registered_names_are_found_in_a_line() -> None:
    """As they stand, with their form."""
    assert legal_form.names_in("© 2026 Kafferosteriet i Lund AB") == ("Kafferosteriet i Lund AB",)
    assert legal_form.names_in("Wydawca: Drukarnia Wierzba Sp. z o.o., Gdynia") == (
        "Drukarnia Wierzba Sp. z o.o.",
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [("Wren & Co", "Wren & Co"), ("Wren & Sons Ltd", "Wren & Sons"), ("Tidewerk GmbH & Co. KG", "Tidewerk")],
)
def test_a_name_ends_with_no_sign_that_joins(name: str, short: str) -> None:
    """Half of a name is none."""
    assert legal_form.without_form(name) == short
