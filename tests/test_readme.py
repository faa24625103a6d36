"""The READMEs tell the counting rules in the words of the catalogue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.goals import MARKS, ROWS, write_table
from components.texts import Texts
from components.words.rules import RULES, name_rule

ROOT = Path(__file__).parents[1]
READMES = {
    "zh": ("README.zh-CN.md", "## 职责怎样计数"),
    "en": ("README.md", "## How duties are counted"),
}


def read_rules_table(lang: str) -> list[tuple[str, ...]]:
    """Rows of the table under the heading of the rules, the header first."""
    name, heading = READMES[lang]
    text = (ROOT / name).read_text(encoding="utf-8")
    section = text.split(f"{heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


@pytest.mark.parametrize("lang", READMES)
def test_rules_table_is_that_of_the_catalogue(lang: str) -> None:
    t = Texts(lang)
    header, _, *rows = read_rules_table(lang)
    assert header == (t("sources.rule"), t("sources.meaning"))
    assert rows == [(name_rule(rule, t), t(f"rules.{rule}")) for rule in RULES]


def test_speed_table_is_that_of_the_last_run() -> None:
    report = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{MARKS[0]}\n{write_table(report['rows'])}\n{MARKS[1]}" in text
    assert [row["measure"] for row in report["rows"]] == [row.name for row in ROWS]
