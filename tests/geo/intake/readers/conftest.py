"""Word files of a test's own body."""

from __future__ import annotations

import pytest

from tests.geo.intake.readers.files import read_rows
from tests.geo.intake.readers.word import HEAD_ROW, WIDTHS
from tests.geo.intake.typeset import pack_docx, wrap_table


@pytest.fixture
def write_body(tmp_path):
    def write(body, **parts):
        pack_docx(tmp_path / "plan.docx", body, **parts)
        return tmp_path / "plan.docx"

    return write


@pytest.fixture
def read_body(write_body):
    def read(*rows, **parts):
        return read_rows(write_body(wrap_table("".join([HEAD_ROW, *rows]), WIDTHS), **parts))

    return read
