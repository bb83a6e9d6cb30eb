"""Which cells of a workbook's sheet lead somewhere: links behind words, and HYPERLINK formulas (ECMA-376, 18.3.1.47)."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(r'\s*HYPERLINK\(\s*"([^"]{4,2000})"', re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ADDRESS = re.compile(r"(?:mailto:)?(\S{4,2000})", re.IGNORECASE)
_PIECE, _OVERLAP = 1 << 20, 16
_MOST = 200_000


def links_in(book: IO[bytes], sheet: str) -> Mapping[tuple[int, int], str]:
    """The address to which each cell leads, by row and column from 1. `sheet` is the sheet's part in the workbook."""
    with zipfile.ZipFile(book) as parts:
        name = sheet.lstrip("/")
        if not _may_hold_links(parts, name):
            return {}
        targets = _targets(parts, name)
        with parts.open(name) as part:
            return dict(_links(part, targets))


def _may_hold_links(parts: zipfile.ZipFile, name: str) -> bool:
    """Whether the letters of a link stand in a sheet: most have none, and need not be read twice."""
    before = b""
    with parts.open(name) as part:
        while piece := part.read(_PIECE):
            text = before + piece
            if b"<hyperlink " in text or b"HYPERLINK(" in text:
                return True
            before = piece[-_OVERLAP:]
    return False


def _targets(parts: zipfile.ZipFile, name: str) -> Mapping[str, str]:
    """The addresses that a sheet refers to, by the number under which it does."""
    folder, file = posixpath.split(name)
    with suppress(KeyError), parts.open(f"{folder}/_rels/{file}.rels") as part:
        return {
            str(item.get("Id")): str(item.get("Target", ""))
            for _, item in ElementTree.iterparse(part)  # noqa: S314
            if item.get("TargetMode") == "External"
        }
    return {}


def _links(part: IO[bytes], targets: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    here, number = "", 0
    rows = None
    for event, item in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
        if event == "start":
            rows = item if item.tag == f"{_MAIN}sheetData" else rows
            here = str(item.get("r", "")) if item.tag == f"{_MAIN}c" else here
            continue
        address = ""
        if item.tag == f"{_MAIN}hyperlink":
            here, address = str(item.get("ref", "")), targets.get(str(item.get(_RELATION)), "")
        elif item.tag == f"{_MAIN}f" and (found := _FORMULA.match(item.text or "")):
            address = found[1]
        elif item.tag == f"{_MAIN}row" and rows is not None:
            rows.clear()  # or a long sheet would be held as a whole
        place, meant = _CELL.match(here), _ADDRESS.fullmatch(address)
        if place and meant and number < _MOST:
            number += 1
            yield (int(place[2]), _column(place[1])), meant[1]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
