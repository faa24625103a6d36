"""Every question is worded in both languages with both readings, and asked by the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import geo.intake
from geo.intake.questions import Question, read_wordings
from geo.intake.rows import MARKS

FOLDER = Path(geo.intake.__file__).parent
WORDINGS = ["zh", "en", "first_zh", "first_en", "other_zh", "other_en"]
OF_A_QUESTION = {"column", "value", "subject"}
DETAILS = {
    "merge_wide": {"subjects"},
    "unknown": {"nearest"},
    "cut": {"first", "other"},
    "number": {"expected"},
    "number_none": {"expected"},
}
"""What the code adds of its own to a question of this kind."""


def find_placeholders(wording):
    return set(re.findall(r"\{(\w+)\}", wording))


@pytest.mark.parametrize("key", read_wordings())
def test_a_question_has_its_six_wordings_and_no_more(key):
    assert list(read_wordings()[key]) == WORDINGS


@pytest.mark.parametrize("key", read_wordings())
def test_both_languages_tell_the_same(key):
    wordings = read_wordings()[key]
    pairs = [(wordings[f"{part}zh"], wordings[f"{part}en"]) for part in ("", "first_", "other_")]
    assert [p for p in pairs if find_placeholders(p[0]) != find_placeholders(p[1])] == []
    assert [zh for zh, en in pairs if re.fullmatch(r"[^\u4e00-\u9fff{}]+", zh)] == []
    assert [en for zh, en in pairs if re.search(r"[\u4e00-\u9fff]", en)] == []


@pytest.mark.parametrize("key", read_wordings())
def test_a_wording_asks_for_what_its_question_carries(key):
    asked = {
        name for wording in read_wordings()[key].values() for name in find_placeholders(wording)
    }
    assert asked - OF_A_QUESTION == DETAILS.get(key, set())


def test_every_code_of_the_wordings_is_asked_by_the_code_and_none_other():
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
    words = set(re.findall(r'"([a-z_]+)"', code))
    parts = {key: key.rsplit("_", 1) if key not in words else [key] for key in read_wordings()}
    assert [key for key, of in parts.items() if not set(of) <= words | MARKS] == []


def test_a_line_says_where_what_and_both_readings():
    question = Question("blank", "p2", 7, "协办单位")
    assert question.line() == (
        "p2 7: [blank] the cell under “协办单位” is blank | it stays blank and is not taken for "
        "“none” | there is none, or it was forgotten"
    )
    assert question.line("zh").startswith("p2 7: [blank] “协办单位”一格空白 | ")


def test_a_tag_names_what_is_unknown():
    assert Question("unknown", subject="某局").tag == "unknown:某局"
    assert Question("merge", case="wide").tag == "merge"
