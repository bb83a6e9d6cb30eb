"""A small website on loopback that answers under every name, for batches of invented prospects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from precall.demo.server import serve

PAGES = {
    "index.html": "<title>Acme Bakery</title><h1>Acme Bakery</h1><p>We bake bread for the people of Bonn, every morning since 1999.</p>"
    '<a href="/about.html">About us</a> <a href="/contact.html">Contact</a>',
    "about.html": "<title>About us</title><h1>About us</h1><p>Acme Bakery was founded in 1999 by a family of bakers in Bonn.</p>",
    "contact.html": '<title>Contact</title><h1>Contact</h1><p>Write to <a href="mailto:info@acme.example">info@acme.example</a></p>',
}


@contextmanager
def answering(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever host is asked for, these pages answer; by plain HTTP, through a proxy."""
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(
            f'<!doctype html><html lang="en"><body>{text}</body></html>', encoding="utf-8"
        )
    with serve(folder) as url:
        patch.setenv("http_proxy", url)
        patch.setenv("HTTP_PROXY", url)
        yield
