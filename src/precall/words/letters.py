"""The letters of the languages that are read, for expressions (`re` knows no class for capitals), and texts without their accents."""

import unicodedata
from itertools import filterfalse

_LATIN = [chr(code) for code in range(0x100, 0x180)]  # Latin Extended-A: Polish, Czech and their neighbours

CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _LATIN))
"""The capitals, to stand inside the brackets of a class."""

SMALL = "a-zß-öø-ÿ" + "".join(filter(str.islower, _LATIN))
"""The small letters, to stand inside the brackets of a class."""

STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss"})
"""Small letters that stay themselves when accents are taken off (Unicode decomposes none of them)."""


def plain(text: str) -> str:
    """Lower case without accents."""
    text = text.lower()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFD", text).translate(STROKES)
    return "".join(filterfalse(unicodedata.combining, text))
