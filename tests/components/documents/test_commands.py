"""The 通报 and notices of a month from a terminal: the files that the page gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from components.documents.commands import NOTICE_COLUMNS
from components.documents.offers import list_bulletin_files
from components.texts import Texts
from components.words.notices import write_reminder
from components.words.source import Origin
from components.words.words import Words
from geo.__main__ import main
from store.database import read
from store.progress.notices import OWED, list_notices, list_owed
from store.progress.periods import Period
from store.progress.report import build_bulletin
from store.progress.reports import Said
from tests.pages.kept_month import keep_month, list_reporting, report
from tests.real_model import MODEL
from tests.store.progress.month import WHO, look

UNITS = ("110118", "110101")
BLOCKED = Said("blocked", "已进场。", obstacle="用地未批。", waits_for="市规划自然资源委")


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Period]:
    """A unit's first line is stuck, nothing else is reported."""
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        state = next(s for s in list_reporting(period) if s.line.unit_code == UNITS[0])
        report(period, state, BLOCKED)
        yield period


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["progress", *map(str, words)])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx"])
def test_the_report_is_the_file_that_the_page_gives(
    form: str, lang: str, month: Period, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("report", "--format", form, "--lang", lang, "--folder", tmp_path / "通报")
    code, out, err = call(capsys, *asked)
    assert (code, err, out.rstrip().endswith(f".{form}")) == (0, "", True)
    with read() as connection:
        assert connection
        bulletin = build_bulletin(connection, month.plan, month.code)
    origin = Origin(Words(MODEL, Texts(lang)), bulletin.today)
    _, parts, build = list_bulletin_files(origin, bulletin)[form]
    file = tmp_path / "通报" / out.rstrip()
    assert (parts[1] in file.name, file.read_bytes()) == (True, build())
    code, out, err = call(capsys, *asked)
    assert (code, out, file.name in err) == (1, "", True)


def test_each_unit_that_owes_something_gets_a_text_and_a_document(
    month: Period, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["notices", tmp_path, *(f"--unit={unit}" for unit in UNITS), "--sent", "reminder"]
    code, out, err = call(capsys, *asked, "--who", WHO)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert (code, err, [*rows[0]]) == (0, "", [*NOTICE_COLUMNS])
    assert {row["unit_code"]: row["unit"] for row in rows} == dict(
        zip(UNITS, ("密云区", "东城区"), strict=True)
    )
    states = look(month)
    owed, words = list_owed(states), Words(MODEL, Texts("zh"))
    with read() as connection:
        assert connection
        kept = {one.unit_code: one for one in list_notices(connection, month.plan, month.code)}
    for row in rows:
        unit = row["unit_code"]
        counts = {kind: len(owed[unit].get(kind, ())) for kind in OWED}
        assert {kind: int(row[kind]) for kind in OWED} == counts
        text = (tmp_path / row["reminder"]).read_bytes().decode("utf-8-sig")
        assert text == write_reminder(words, month, unit, owed[unit], states[0].today) + "\n"
        assert (kept[unit].kind, kept[unit].text + "\n", kept[unit].kept_by) == (
            *("reminder", text),
            WHO,
        )
        document = docx.Document(str(tmp_path / row["order"]))
        assert f"{row['unit']}：" in [paragraph.text for paragraph in document.paragraphs]
    assert [row["blocked"] for row in rows] == ["0", "1"]
    assert "用地未批。" in (tmp_path / rows[1]["reminder"]).read_text("utf-8-sig")
    code, out, err = call(capsys, *asked)
    assert (code, out, rows[0]["reminder"] in err) == (1, "", True)
    with read() as connection:
        assert connection
        assert len(list_notices(connection, month.plan, month.code)) == len(UNITS)


def test_all_that_owe_something_are_reminded_and_nothing_is_noted_by_itself(
    month: Period, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with read() as connection:
        assert connection
        before = list_notices(connection, month.plan, month.code)
    code, out, _ = call(capsys, "notices", tmp_path, "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert (code, [row["unit_code"] for row in rows]) == (0, [*list_owed(look(month))])
    names = [row[kind] for row in rows for kind in ("reminder", "order")]
    assert {path.name for path in tmp_path.iterdir()} == {*names}
    assert len({*names}) == len(names) == 46
    with read() as connection:
        assert connection
        assert list_notices(connection, month.plan, month.code) == before


@pytest.mark.usefixtures("month")
def test_what_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for action in (["report"], ["notices", tmp_path]):
        code, out, err = call(capsys, *action, "--plan", "no-plan")
        assert (code, out, "这一期没有开启" in err) == (1, "", True)
    code, out, err = call(capsys, "notices", tmp_path, "--unit", "nobody")
    assert (code, out, "这个单位在本期没有职责" in err) == (1, "", True)
