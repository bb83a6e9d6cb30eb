"""A status becomes a plain reason."""

import pytest

from answers import answer
from precall.site.refusal import is_passing, refusal

REASONS = [
    (200, "hello", ""),
    (203, "hello", ""),
    (404, "no", "404 not found"),
    (410, "no", "410 gone for good"),
    (403, "no", "403 forbidden"),
    (403, "<title>Just a moment...</title>", "403 challenge page"),
    (503, "Please solve the CAPTCHA", "503 challenge page"),
    (404, "our captcha page is gone", "404 not found"),
    (451, "", "451 not available for legal reasons"),
    (418, "", "418"),
    (302, "", "302"),
    (999, "", "999"),
]


@pytest.mark.parametrize(("status", "body", "reason"), REASONS)
def test_a_status_says_why_there_is_no_page(status: int, body: str, reason: str) -> None:
    """A challenge is told from a plain refusal, and success is none."""
    assert refusal(answer("https://acme.com/", body, status)) == reason


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (403, False), (429, True), (500, True), (503, True)]
)
def test_what_may_pass_is_told_from_what_stays(status: int, passing: bool) -> None:
    """Only the first is worth another try later."""
    assert is_passing(answer("https://acme.com/", "", status)) is passing
