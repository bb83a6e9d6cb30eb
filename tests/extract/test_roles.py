"""What says what somebody does."""

import pytest

from precall.extract import roles

ROLES = [
    "Owner", "Head Coach / Owner", "Member of the Board of Directors", "Expanded Duties Dental Assistant", "Founder & CEO", "Geschäftsführer:in",
    "Geschäftsführerin", "Praxismanagerin", "Inhaber*in", "Physiotherapeutin", "Fondatrice et formatrice", "Hypnopraticienne", "Directora médica",
    "Socio fondatore", "Mede-oprichter", "Bedrijfsleider", "Sócia-gerente", "REALTOR®", "Call Centre Manager", "Contact Lens Optician", "Book Designer", "Director of Operations", "Recepción", "patrons",
]  # fmt: skip
NO_ROLES = [
    "Our coaches help you grow", "Read more", "We are partners in your success.", "Executive Coaching", "Contact our manager", "Meet the owner", "Contact", "", "12 years",
    "She is a director who loves boats and lives by the sea with a dog and a cat", "Ada Winterbourne",
]  # fmt: skip


@pytest.mark.parametrize("text", ROLES)
def test_a_role_is_a_short_line_with_an_occupation(text: str) -> None:
    """In seven languages, whoever holds it."""
    assert roles.is_role(text)


@pytest.mark.parametrize("text", NO_ROLES)
def test_sentences_and_services_are_no_roles(text: str) -> None:
    """A role word inside other words does not make a role."""
    assert not roles.is_role(text)


def test_a_role_loses_its_dangling_words() -> None:
    """What joined it to the rest of the sentence goes."""
    assert roles.trimmed("– Founder of ") == "Founder"
    assert roles.trimmed("(owner)") == "owner"
