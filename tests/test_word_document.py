"""A transcript that came as a Word document is read in a child process, and a hostile one ends there."""

import io
import tempfile
import zipfile

import pytest

from precall import word_document
from precall.conversion import NotConverted

PARAGRAPHS = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Notes</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t xml:space="preserve">Jan will </w:t></w:r><w:r><w:t>send A &amp; B</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Ada Bell</w:t><w:tab/><w:t>0:03</w:t><w:br/><w:t>Hello.</w:t></w:r></w:p>"
)


def document(body: bytes, name: str = "word/document.xml") -> bytes:
    """A document with this body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return made.getvalue()


def text_of(data: bytes) -> str:
    """What is read of it."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        return word_document.as_text(file).decode()


def test_paragraphs_become_lines() -> None:
    """With their headings, list items, tabs and line breaks."""
    made = document(f"<w:document><w:body>{PARAGRAPHS}</w:body></w:document>".encode())
    assert text_of(made) == "# Notes\n- Jan will send A & B\nAda Bell\t0:03\nHello.\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 no archive", "it is no Word document"),
        (document(b"x", "other.xml"), "it is no Word document"),
        (document(b" " * 30_000_000), "it unpacks to more than 20 MB"),
        (document(b"<w:p><w:t>" + b"a" * 3_000_000 + b"</w:t></w:p>"), "it holds more than"),
    ],
)
def test_what_is_no_document_says_why(data: bytes, reason: str) -> None:
    """In one line."""
    with pytest.raises(NotConverted, match=reason):
        text_of(data)


def test_an_entity_of_its_own_is_no_text() -> None:
    """Nothing is expanded that a document defines."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:p><w:t>&a;&a;</w:t></w:p>'
    assert text_of(document(bomb)) == "&a;&a;\n"
