"""Workbooks that were made by hand to be more than a reader can bear."""

import io
import struct
import zipfile
from collections.abc import Iterable
from itertools import pairwise

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROOT = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
_BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
_PARTS = (
    f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_STYLES = f'<styleSheet xmlns="{_MAIN}"></styleSheet>'
_STRINGS = f'<sst xmlns="{_MAIN}"></sst>'
_ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Website</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a.example</t></is></c></row>'


def workbook(
    *, rows: str = _ROWS, before: str = "", after: str = "", styles: str | Iterable[str] = _STYLES,
    strings: str | Iterable[str] = _STRINGS, sheet: str | Iterable[str] = "", book: str = _BOOK,
) -> bytes:  # fmt: skip
    """A workbook with one sheet, of which any part can be another; parts that are many texts are written one by one."""
    inside = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in (
            ("[Content_Types].xml", _TYPES), ("_rels/.rels", _ROOT), ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", _PARTS), ("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings),
            ("xl/worksheets/sheet1.xml", sheet or inside),
        ):  # fmt: skip
            with file.open(name, "w") as written:
                for piece in (part,) if isinstance(part, str) else part:
                    written.write(piece.encode())
    return data.getvalue()


def far_row() -> bytes:
    """A row whose number a reader would have to count up to."""
    return workbook(rows=_ROWS + '<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>')


def far_column() -> bytes:
    """A row with more cells than any list has columns."""
    return workbook(rows='<row r="1"><c r="XFD1"><v>1</v></c></row>')


def styles(number: int) -> bytes:
    """So many styles."""
    xf = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" applyAlignment="1"><alignment horizontal="left"/></xf>'
        * 1000
    )
    parts = (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs>',
        *(xf for _ in range(number // 1000)),
        "</cellXfs></styleSheet>",
    )
    return workbook(styles=parts)


def strings(number: int) -> bytes:
    """So many shared strings."""
    some = f"<si><t>{'x' * 40}</t></si>" * 1000
    return workbook(strings=(f'<sst xmlns="{_MAIN}">', *(some for _ in range(number // 1000)), "</sst>"))


def merged(number: int) -> bytes:
    """So many merged ranges."""
    ranges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, number))
    return workbook(after=f"<mergeCells>{ranges}</mergeCells>")


def entities() -> bytes:
    """Entities within entities: ten times ten times ten ... letters."""
    names = "abcdefghij"
    lines = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    doctype = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{lines}]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return workbook(before=doctype, rows=rows)


def unpacking_to(size: int) -> bytes:
    """A workbook that says of a part that it is so large (APPNOTE.TXT of the zip format, 4.3.12)."""
    data = bytearray(workbook())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(data)
