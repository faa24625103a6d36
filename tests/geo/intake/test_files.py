"""What is refused, in one sentence, before any library sees it."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
import xlwt

from geo.intake import files
from geo.intake.apart import read_document
from geo.intake.files import MEBIBYTE, check_contents, read_contents
from geo.intake.read import read_plan_file
from geo.packages.problems import DataError
from tests.geo.intake.paper import write_pdf
from tests.geo.intake.typeset import (
    build_xlsx,
    lay_out_measures,
    read_measures,
    write_docx,
    write_ods,
)

ROWS = lay_out_measures(read_measures()[:3])
FORMULA = "<f>1+1</f>"


def refuse(path):
    """The rule by which a file is refused, with its sentences in both languages."""
    with pytest.raises(DataError) as caught:
        read_plan_file(path, "beijing")
    (problem,) = caught.value.problems
    assert problem.file == path.name
    assert all(say(lang).strip() for say in (problem.why, problem.fix) for lang in ("zh", "en"))
    return problem.rule


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.docx"
    write_docx(path, ROWS)
    return path


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "plan.xlsx"
    build_xlsx(ROWS).save(path)
    return path


def rewrite(path, part, change, name=None):
    """The archive with one part changed, added, or renamed."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts[name or part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    return path


@pytest.mark.parametrize(
    ("suffix", "rule"),
    [
        *((suffix, "old_document") for suffix in (".doc", ".wps", ".ofd", ".DOC", ".rtf")),
        *((suffix, "old_sheet") for suffix in (".et", ".xlsb")),
        *((suffix, "macros") for suffix in (".docm", ".xlsm")),
        *((suffix, "scan") for suffix in (".jpg", ".png", ".tif")),
        *((suffix, "unknown_suffix") for suffix in (".txt", ".zip", ".exe", "", ".pages")),
    ],
)
def test_a_name_says_that_it_cannot_be_read(suffix, rule, tmp_path):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"anything")
    assert refuse(path) == rule


@pytest.mark.parametrize("name", ["none.docx", "a\x00b.docx"])
def test_a_missing_file(name, tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_contents(tmp_path / name)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "plan.docx").mkdir()
    assert refuse(tmp_path / "plan.docx") == "no_such_file"


@pytest.mark.parametrize("suffix", [s for s in files.KINDS if s not in (".html", ".htm")])
@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n0000", b"<html><table></table></html>", b"\x00\x01\x02" * 99],
    ids=["empty", "picture", "html", "binary"],
)
def test_contents_that_are_not_what_the_name_says(suffix, data, tmp_path):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    assert refuse(path) == "wrong_content"


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".csv", ".xls", ".ods", ".html"])
def test_a_document_under_another_name(suffix, document):
    assert refuse(document.rename(document.with_suffix(suffix))) == "wrong_content"


def test_a_locked_document(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(files.OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert refuse(path) == "password"


def test_a_locked_archive(document):
    data = bytearray(document.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(mark) + offset] |= 1
    document.write_bytes(data)
    assert refuse(document) == "password"


def test_a_locked_sheet(tmp_path):
    path = tmp_path / "plan.ods"
    write_ods(path, ROWS)
    locked = b"<manifest:encryption-data/></manifest:manifest>"
    change = lambda xml: xml.replace(b"</manifest:manifest>", locked)  # noqa: E731
    assert refuse(rewrite(path, "META-INF/manifest.xml", change)) == "password"


def test_a_locked_pdf(tmp_path):
    write_pdf(tmp_path / "plan.pdf", ROWS, password="geheim")
    assert refuse(tmp_path / "plan.pdf") == "password"


def test_a_scan(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "plan.pdf"))
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.save()
    assert refuse(tmp_path / "plan.pdf") == "scan"


def test_macros_behind_a_harmless_name(document, workbook):
    assert refuse(rewrite(document, "word/vbaProject.bin", lambda _: b"x")) == "macros"
    types = "[Content_Types].xml"
    change = lambda xml: xml.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")  # noqa: E731
    assert refuse(rewrite(workbook, types, change)) == "macros"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_and_external_references(encoding, document, workbook):
    laughs = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'.encode(encoding)
    assert refuse(rewrite(document, "word/document.xml", lambda xml: laughs + xml)) == "entities"
    assert refuse(rewrite(workbook, "xl/sharedStrings.xml", lambda xml: laughs + xml)) == "entities"


def test_a_big_file(tmp_path):
    path = tmp_path / "plan.csv"
    with path.open("wb") as file:
        file.truncate(25 * MEBIBYTE + 1)
    assert refuse(path) == "too_big"


def test_an_archive_that_unpacks_to_too_much(document):
    bomb = b"0" * (101 * MEBIBYTE)
    assert refuse(rewrite(document, "word/media/a.bin", lambda _: bomb)) == "too_big_unpacked"


def test_an_archive_of_too_many_parts(document):
    with zipfile.ZipFile(document, "a") as archive:
        for number in range(files.MAX_PARTS):
            archive.writestr(f"{number}.txt", b"")
    assert refuse(document) == "too_big_unpacked"


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_unpacks_to_too_much(layers, tmp_path):
    packed = b"0" * (101 * MEBIBYTE)
    for _ in range(layers):
        packed = zlib.compress(packed)
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj<<>>stream\n" + packed + b"\nendstream endobj")
    assert refuse(path) == "too_big_unpacked"


@pytest.mark.parametrize("merged", ["A1:XFD1048576", "A1:B1048576", "A1:XFD9"])
def test_a_range_merged_across_a_whole_sheet(merged, workbook):
    def change(xml):
        return xml.replace(b'ref="A2:G2"', f'ref="{merged}"'.encode())

    assert refuse(rewrite(workbook, "xl/worksheets/sheet1.xml", change)) == "too_wide"


def test_a_cell_at_the_far_end_of_a_sheet(workbook):
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    )

    def change(xml):
        return xml.replace(b"</sheetData>", far)

    assert refuse(rewrite(workbook, "xl/worksheets/sheet1.xml", change)) == "too_wide"


def test_a_sheet_of_ten_thousand_columns(tmp_path):
    book = build_xlsx(ROWS)
    for column in range(8, 10_001):
        book.active.cell(1, column).value = "列"
    book.save(tmp_path / "plan.xlsx")
    assert refuse(tmp_path / "plan.xlsx") == "too_wide"


@pytest.mark.parametrize("form", ["csv", "html"])
def test_a_text_of_ten_thousand_columns(form, tmp_path):
    cells = ["列"] * 10_000
    text = ",".join(cells) if form == "csv" else f"<table><tr>{'<td>列'.join(['', *cells])}</table>"
    path = tmp_path / f"plan.{form}"
    path.write_text(text, encoding="utf-8")
    assert refuse(path) == "too_wide"


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
)
@pytest.mark.parametrize(
    "change", [lambda xml: xml[: len(xml) // 2], lambda xml: b"", lambda xml: b"<a/>"]
)
def test_a_damaged_document(part, change, document):
    assert refuse(rewrite(document, part, change)) in ("damaged", "no_table")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_workbook(part, workbook):
    assert refuse(rewrite(workbook, part, lambda xml: xml[: len(xml) // 2])) == "damaged"


@pytest.mark.parametrize("form", ["docx", "xlsx", "xls", "pdf"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_cut_short(form, share, tmp_path):
    path = tmp_path / f"plan.{form}"
    if form == "docx":
        write_docx(path, ROWS)
    elif form == "xlsx":
        build_xlsx(ROWS).save(path)
    elif form == "pdf":
        write_pdf(path, ROWS)
    else:
        book = xlwt.Workbook()
        book.add_sheet("a").write(0, 0, "b")
        book.save(str(path))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refuse(path) in ("damaged", "scan", "wrong_content", "no_table", "no_heading")


def test_a_library_that_fails_in_its_own_way_is_a_damaged_file(document, monkeypatch):
    class Panic(BaseException):
        """As a library of another language raises it."""

    def fail(_):
        raise Panic

    monkeypatch.setattr("geo.intake.apart.find_reader", lambda kind: fail)
    contents = read_contents(document)
    with pytest.raises(DataError, match="damaged"):
        read_document(contents)


def test_an_interruption_is_none(document, monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.intake.apart.find_reader", lambda kind: stop)
    with pytest.raises(KeyboardInterrupt):
        read_document(read_contents(document))


def test_bytes_at_hand_are_checked_alike():
    buffer = io.BytesIO()
    build_xlsx(ROWS).save(buffer)
    assert check_contents("a.xlsx", ".xlsx", buffer.getvalue()).kind == "xlsx"
    with pytest.raises(DataError):
        check_contents("a.docx", ".docx", buffer.getvalue())
