"""Where inline tags without a space between them part two words, as a visitor sees them."""

import re

from lxml.etree import _Element

from precall.site.class_names import meaning
from precall.words.match import vocabulary

PARTS = frozenset("a b cite data em i label small span strong time".split())
"""Inline elements that sites lay out as words, cells and lines of their own."""

_LINE_CLASS = meaning("line")
_ADDRESS = re.compile(r"[^\W\d_][\w.+-]{1,63}@(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,24}")
_LONG = 4  # digits of a number that is no part of a word ("4x4", "3D")
_DIALLED = 6  # digits of a number that another one may follow
_LABEL = 4  # letters of a label such as "Address"; a brand is written "McKay" and "eBay"
_REACH = 90  # characters before and after a boundary that are looked at


def stands_apart(element: _Element) -> bool:
    """Whether an inline element that follows another one is a word of its own on the screen.

    So are the cells of a row that the style sheet lays out: `<span>Monday</span><span>9 - 17</span>`.
    """
    earlier = element.getprevious()
    if earlier is None or earlier.tail or earlier.tag not in PARTS:
        return False
    name = element.get("class")
    if name and name == earlier.get("class") and _LINE_CLASS.search(name.lower()):
        return True
    before, after = (earlier.text or "").rstrip(), (element.text or "").lstrip()
    if len(before) < 2 or not after or "@" in before or "@" in after or _counts(after):
        return False
    last, first = before[-1], after[0]
    if last.isalpha():
        return first.isdigit() or (last.islower() and first.isupper())
    return first.isalpha() if last.isdigit() else last in ":;!?)+%*" and first.isalnum()


def parts_links(element: _Element) -> bool:
    """Whether a link follows another one. Where a script draws a page it writes no white space between elements.

    An editor that cuts one link in two keeps its target.
    """
    earlier = element.getprevious()
    return (
        element.tag == "a"
        and earlier is not None
        and earlier.tag == "a"
        and not earlier.tail
        and earlier.get("href") != element.get("href")
    )


def meet(before: str, after: str) -> bool:
    """Whether the joint of two runs of text would make an address, a number or a word that neither of them was.

    Two words count where a line with a number follows the first, as a street follows its label.
    """
    last, first = before[-1], after[0]
    if not (last.isalnum() and first.isalnum()):
        return False
    before, after = before[-_REACH:], after[:_REACH]
    left, right = before.split()[-1], after.split()[0]
    if "@" in left or "@" in right:
        return any(map(_ADDRESS.fullmatch, (left, right.rstrip(".,;"))))
    if last.isdigit() and first.isdigit():
        return _digits(before[::-1]) >= _DIALLED and _digits(after) >= _DIALLED
    if last.isdigit():
        return _digits(before[::-1]) >= _LONG and not _counts(right)
    if first.isdigit():
        return _digits(after) >= _LONG
    labelled = len(left) >= _LABEL and last.islower() and first.isupper()
    return labelled and any(map(str.isdigit, after))


def _counts(text: str) -> bool:
    """Whether a text makes the number before it one that counts: the "nd" of "2nd"."""
    return text.lower() in vocabulary("streets", "ordinals")


def _digits(text: str) -> int:
    """How many digits a text starts with, spaces and signs of telephone numbers between them left out."""
    count = 0
    for letter in text:
        if not letter.isdigit() and letter not in " ()./-+":
            break
        count += letter.isdigit()
    return count
