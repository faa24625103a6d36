"""Files that a unit adds to what it reported: a reply, minutes, a picture of the site."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from geo.packages.problems import DataError, Problem
from store.audit import keep
from store.database import stamp
from store.progress.lines import Line
from store.progress.periods import Period, find_period, require_open
from store.progress.reports import find_last_report
from store.progress.reviews import WITHDRAW, list_reviews
from store.progress_tables import EVIDENCE, REPORTS
from store.readings import keep_file
from store.schema import write
from store.tables import FILES

MAX_MIB = 20
MAX_NAME = 120
_ZIP, _OLE, _JPEG = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xd8\xff"
KINDS: dict[str, bytes] = {
    **{"pdf": b"%PDF-", "jpg": _JPEG, "jpeg": _JPEG, "png": b"\x89PNG\r\n\x1a\n"},
    **dict.fromkeys(("ofd", "docx", "xlsx", "pptx"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et"), _OLE),
}
"""What an office sends, by the end of its name: with which bytes each begins. None of it is run by
a browser."""


@dataclass(frozen=True)
class Evidence:
    """A file beside a report. `rev`: of the line's report that it was added to; `size` in bytes."""

    id: int
    line_id: int
    rev: int
    name: str
    size: int
    sha256: str
    kept_by: str
    kept_at: str


def list_evidence(connection: Connection, period: Period) -> list[Evidence]:
    """Of all lines, in the order kept."""
    rows = connection.execute(
        select(
            EVIDENCE.c.id,
            REPORTS.c.line_id,
            REPORTS.c.rev,
            FILES.c.name,
            func.length(FILES.c.data).label("size"),
            FILES.c.sha256,
            EVIDENCE.c.kept_by,
            EVIDENCE.c.kept_at,
        )
        .join(REPORTS, REPORTS.c.id == EVIDENCE.c.report_id)
        .join(FILES, FILES.c.id == EVIDENCE.c.file_id)
        .where(REPORTS.c.period_id == period.id)
        .order_by(EVIDENCE.c.id)
    )
    return [Evidence(**row) for row in rows.mappings()]


def read_evidence(connection: Connection, one: Evidence) -> bytes:
    """The file, byte by byte as it came."""
    of_file = select(FILES.c.data).join(EVIDENCE, EVIDENCE.c.file_id == FILES.c.id)
    return bytes(connection.execute(of_file.where(EVIDENCE.c.id == one.id)).scalar_one())


def keep_evidence(period: Period, line: Line, name: str, data: bytes, who: str) -> None:
    """Keep a file beside what was last reported on a line; the same one once more changes nothing.
    Raises `DataError` for what is no file of `KINDS`, is empty or too large, where the period is
    closed, and where nothing stands that it could belong to."""
    cleaned = clean_name(name)
    refuse_other_files(cleaned, data)
    about = f"{period.plan} {period.code} {line.label}"
    with write("evidence", about, [[line.unit_code]]) as connection:
        now = find_period(connection, period.plan, period.code)
        require_open(now)
        report = find_last_report(connection, line, now)
        review = list_reviews(connection, now).get(report.id) if report else None
        if report is None or (review and review.kind == WITHDRAW):
            told = {"measure": line.measure_id, "unit": line.unit}
            raise DataError([Problem("no_report_to_show", cleaned, None, "report", "", told)])
        file_id = keep_file(connection, cleaned, data, who)
        about_report = {"report_id": report.id, "file_id": file_id}
        same = select(EVIDENCE.c.id).filter_by(**about_report)
        if connection.execute(same).first() is None:
            kept = {"document_no": "", "kept_by": who, "kept_at": stamp()}
            keep(connection, EVIDENCE, about_report | kept, who)


def clean_name(name: str) -> str:
    """The end of a path, without what would be shown as something else: signs that steer a line of
    text, and letters that no database holds."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, dot, kind = " ".join(shown.split()).rpartition(".")
    return f"{stem[: MAX_NAME - len(kind) - 1]}{dot}{kind}" if dot else kind[:MAX_NAME]


def refuse_other_files(name: str, data: bytes) -> None:
    """By the end of the name and by the bytes: the two must agree."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    told = {"name": name}
    if not data:
        raise DataError([Problem("evidence_empty", name, details=told)])
    if len(data) > MAX_MIB << 20:
        size, told["most"] = f"{len(data) / (1 << 20):.1f} MiB", f"{MAX_MIB} MiB"
        raise DataError([Problem("evidence_size", name, None, "size", size, told)])
    if kind not in KINDS or not data.startswith(KINDS[kind]):
        told["kinds"] = ", ".join(KINDS)
        raise DataError([Problem("evidence_kind", name, None, "kind", kind, told)])
