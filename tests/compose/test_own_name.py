"""The caller's own name in what they noted is said as I, me and my."""

import pytest

from precall.compose.own_name import as_first_person


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        (
            "The list grew, and Nora Kestrel offered three questions.",
            "The list grew, and I offered three questions.",
        ),
        ("Nora gave you a number.", "I gave you a number."),
        ("Nora also sends the plan.", "I also send the plan."),
        ("Nora is away, and Nora has the key.", "I am away, and I have the key."),
        ("You and Nora agreed on it.", "You and I agreed on it."),
        ("You told Nora Kestrel that the lease ends.", "You told me that the lease ends."),
        ("The plan by Nora is long.", "The plan by me is long."),
        (
            "Nora’s view is that it is long; you like Nora's plan.",
            "My view is that it is long; you like my plan.",
        ),
        # what must stay
        ("Nora Kestrels are birds.", "Nora Kestrels are birds."),
        ("Nora-Lee offered it.", "Nora-Lee offered it."),
        ("Leonora offered it.", "Leonora offered it."),
        ("You like Nora.", "You like Nora."),
        ("Nora knits the plan.", "Nora knits the plan."),
        ("You said: “Nora offered it.”", "You said: “Nora offered it.”"),
    ],
)
def test_the_callers_name_is_the_first_person(noted: str, said: str) -> None:
    """Where it is sure which word it is; else it stays."""
    assert as_first_person(noted, "Nora Kestrel") == said


def test_a_name_that_somebody_else_has_too_stays() -> None:
    """The whole name is the caller's; a caller without a name has none."""
    noted = "Nora offered it, and Nora Kestrel offered more."
    assert as_first_person(noted, "Nora Kestrel", ["Nora Bell"]) == "Nora offered it, and I offered more."
    assert as_first_person(noted, "") == noted
