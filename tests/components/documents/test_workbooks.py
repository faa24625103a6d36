"""Workbooks packed together keep their bytes and each a name of its own."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from components.documents.workbooks import pack_workbooks

DAY = date(2026, 3, 1)


def test_every_file_is_in_the_archive_under_a_name_of_its_own() -> None:
    files = [("甲.xlsx", b"1"), ("乙.xlsx", b"2"), ("甲.xlsx", b"3"), ("甲.xlsx", b"4")]
    packed = pack_workbooks(files, DAY)
    assert packed == pack_workbooks(files, DAY)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "甲.xlsx": b"1",
            "乙.xlsx": b"2",
            "甲 (2).xlsx": b"3",
            "甲 (3).xlsx": b"4",
        }
