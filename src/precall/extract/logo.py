"""Whom a logo names: its alternative text without the words for a logo and the ending of its file."""

import re
from functools import cache

from precall.site.text import clean
from precall.words.match import either


def named_by(alt: str) -> str:
    """The name in the alternative text of a logo: "Logo of Acme", "Acme company logo", "acme.png"."""
    return clean(_words().sub(" ", alt)).strip(" :–-|")


@cache
def _words() -> re.Pattern[str]:
    words = either("name", "logo").replace("'", "['’]")
    return re.compile(rf"(?<![\w-]){words}(?:(?<=['’])|(?![\w-]))|\.(?:png|jpe?g|svg|webp)$", re.IGNORECASE)
