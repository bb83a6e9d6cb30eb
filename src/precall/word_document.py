"""The text of a Word document (.docx), made in a child process: what others made is not unpacked in this one."""

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO

from precall.conversion import NotConverted, converted, serve

BEGINNING = b"PK\x03\x04"
"""How every such file begins; so do other archives."""

_BODY = "word/document.xml"
_MOST_TEXT = 2_000_000  # bytes
_MOST_UNPACKED = 20_000_000  # bytes
_MOST_SECONDS = 20.0

# WordprocessingML (ECMA-376, part 1, 17): w:p is a paragraph, w:t a run's text, w:tab and w:br what they are called.
_PIECE = re.compile(
    r"<w:t(?:\s[^<>]{0,200})?>(?P<text>[^<]*)</w:t>|(?P<tab><w:tab/>)|(?P<line><w:(?:br|cr)\b[^<>]{0,200}/>)"
    r"|(?P<heading><w:pStyle\s[^<>]{0,100}\"(?:Heading|Title|berschrift)[^<>]{0,100}>)|(?P<list><w:numPr\b)|(?P<end></w:p>)"
)


def as_text(document: IO[bytes]) -> bytes:
    """The paragraphs as UTF-8, one a line, headings and list items marked as in Markdown; NotConverted where there are none."""
    document.flush()
    with converted(__name__, document, seconds=_MOST_SECONDS, most=_MOST_TEXT) as made:
        return made.read()


def _convert(document: IO[bytes], made: IO[bytes], _: Sequence[str]) -> None:
    try:
        with zipfile.ZipFile(document) as archive, archive.open(_BODY) as body:
            data = body.read(_MOST_UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile):
        raise NotConverted("it is no Word document") from None
    if len(data) > _MOST_UNPACKED:
        raise NotConverted(f"it unpacks to more than {_MOST_UNPACKED / 1e6:,.0f} MB")
    for line in _lines(data.decode("utf-8", "replace")):
        made.write(f"{line}\n".encode("utf-8", "replace"))


def _lines(body: str) -> Iterator[str]:
    """The text of each paragraph; entities of a document's own are no text."""
    mark, line = "", ""
    for piece in _PIECE.finditer(body):
        if piece["end"]:
            yield from (f"{mark}{part}" for part in line.split("\n"))
            mark, line = "", ""
        elif piece["text"] is not None:
            line += html.unescape(piece["text"])
        elif piece["heading"]:
            mark = "# "
        elif piece["list"]:
            mark = mark or "- "
        else:
            line += "\t" if piece["tab"] else "\n"
    if line:
        yield line


if __name__ == "__main__":
    serve(_convert)
