"""A page that is likely to be drawn by a script is told by its bytes, before it is read."""

import pytest

from precall.site.likely_shell import is_likely, language_of

WORDS = b"We build boats and mend them, and have done so in the harbour of Lee for more than thirty years, for clubs and families."
APP = b"<!doctype html><html><head><title>Acme</title></head><body><div id=root></div>"


@pytest.mark.parametrize(
    "page",
    [
        APP + b"<script src=/app.js></script>",
        APP + b"<SCRIPT>start('" + WORDS + b" " + WORDS + b"')</SCRIPT>",
        APP
        + b"<noscript>"
        + WORDS
        + b"</noscript><style>b{}</style><script type=module src=/app.js></script>",
    ],
)
def test_a_page_of_scripts_and_no_words_is_likely_a_shell(page: bytes) -> None:
    """What a script, a style or a note for those without scripts says is nothing that is seen."""
    assert is_likely(page)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        APP,
        b"<body><p>" + WORDS + b" " + WORDS + b"</p><script src=/menu.js></script>",
        b"<body><script src=/menu.js></script><p>" + WORDS + b" " + WORDS + b"</p>",
        APP + b"<script src=/app.js></script>" + b"<!-- -->" * 9000,
    ],
)
def test_a_page_with_words_or_without_scripts_is_none(page: bytes) -> None:
    """Nor is a large one."""
    assert not is_likely(page)


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (b'<!doctype html><html class="no-js" lang="de-AT"><body>', "de"),
        (b"<HTML LANG=en><body>", "en"),
        (b'<html><body lang="fr">', ""),
        (b"", ""),
    ],
)
def test_the_language_is_what_a_page_says_at_its_top(page: bytes, language: str) -> None:
    """The window is opened for it while the page is read."""
    assert language_of(page) == language


@pytest.mark.parametrize("part", [b"<script", b"<", b"<script></script ", b"<b", b"</"])
def test_hostile_bytes_take_no_time(part: bytes) -> None:
    """Each byte is looked at a few times."""
    hostile = b"<body><script>" + part * (59_000 // len(part))
    assert is_likely(hostile) in (True, False)
    assert language_of(hostile) == ""
