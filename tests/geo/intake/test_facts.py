"""What a file says of itself is proposed, word by word, and nothing that it does not say."""

from __future__ import annotations

import pytest

from geo.intake.facts import find_other_place, find_other_years, propose_facts, strip_years

TITLE = "甲市河湖保护2026年行动计划"


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        ([], {}),
        (["一段说明。"], {}),
        ([TITLE], {"title": TITLE, "year": "2026"}),
        (["附件5", TITLE], {"annex": "附件5", "title": TITLE, "year": "2026"}),
        ([f"附件5{TITLE}"], {"annex": "附件5", "title": TITLE, "year": "2026"}),
        (["附件：任务分工表"], {"annex": "附件", "title": "任务分工表"}),
        (
            ["甲政办发〔2026〕12号", "2026年1月5日", TITLE],
            {"document_no": "甲政办发〔2026〕12号", "date": "2026-01-05"}
            | {"title": TITLE, "year": "2026"},
        ),
        (["2026年1月5日", "2026年2月6日"], {}),
        (["2024—2026年任务清单"], {"title": "2024—2026年任务清单"}),
        (
            ["河湖工作要点（征求意见稿）"],
            {"title": "河湖工作要点（征求意见稿）", "status": "draft"},
        ),
        (["本计划由各区落实。"], {}),
    ],
)
def test_only_what_a_line_states_is_proposed(lines: list[str], facts: dict[str, str]) -> None:
    assert propose_facts(lines) == facts


def test_editions_of_a_series_differ_by_their_years() -> None:
    titles = ("甲市2025年行动计划", "甲市2026年行动计划", "甲市2026年度行动计划")
    assert {*map(strip_years, titles)} == {"甲市行动计划"}


@pytest.mark.parametrize(
    ("title", "year", "others"),
    [(TITLE, "2026", []), (TITLE, "2027", ["2026"]), (TITLE, "", []), ("任务清单", "2027", [])],
)
def test_another_year_in_the_title_is_found(title: str, year: str, others: list[str]) -> None:
    assert find_other_years(title, year) == others


@pytest.mark.parametrize(
    ("title", "names", "place"),
    [
        (TITLE, ["甲市", "乙区"], ""),
        (TITLE, ["甲"], ""),
        (TITLE, ["丙市", "乙区"], "甲市"),
        ("乙区2026年任务清单", ["甲市", "乙区"], ""),
        ("生态保护2026年行动计划", ["甲市"], ""),
        (TITLE, [], ""),
    ],
)
def test_another_place_in_the_title_is_found(title: str, names: list[str], place: str) -> None:
    assert find_other_place(title, names) == place
