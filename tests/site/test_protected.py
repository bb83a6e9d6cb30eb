"""Mail addresses that Cloudflare's protection hides are read from their code."""

import pytest

from precall.site.protected import decoded


def code(address: str, key: int = 0x2A) -> str:
    """An address as the protection writes it."""
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


@pytest.mark.parametrize("key", [0x00, 0x2A, 0xFF])
def test_a_code_gives_its_address_back(key: int) -> None:
    """Whatever byte it begins with."""
    assert decoded(code("hello@larkspur.example", key)) == "hello@larkspur.example"


def test_what_is_no_code_hides_nothing() -> None:
    """Nor what is too short for an address."""
    assert [decoded(one) for one in ("", "zz", "2a", "2a0102")] == ["", "", "", ""]
