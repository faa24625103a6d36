"""Figures of a plan under review are said to be targets, one by one or all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import LANGUAGES, Texts
from store import publishing
from tests.geo.intake import typeset
from tests.pages.open_page import find_all, open_page, read_html

PLAN = "next-year"
HEADS = ["序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位"]


def take_in(folder: Path, text: str) -> None:
    path = folder / "计划.docx"
    typeset.write_docx(path, [HEADS, ["1", "目标", text, "年底前", "市水务局", "<", "———"]])
    publishing.import_file(path, PLAN, "beijing", None, "甲")


def look(**params: str) -> AppTest:
    app = open_page("plans", draft=PLAN, step="targets", **params)
    assert [e.value for e in app.exception] == []
    return app


def list_buttons(app: AppTest) -> list[str]:
    return [str(b.key) for b in app.button if str(b.key).startswith("target")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_figure_is_answered_and_answered_anew(
    office_local: Path, tmp_path: Path, lang: str
) -> None:
    t = Texts(lang)
    take_in(tmp_path, "新建湿地3处，绿化率达到45%，完成7。")
    app = look(lang=lang)
    assert t("targeting.open", n=3, all=3) in read_html(app)
    marks = [mark.text_content() for mark in find_all(app, "//mark")]
    assert marks == ["3处", "45%", "7"]
    app.button(key="targets_all").click().run()
    app = look(lang=lang)
    assert t("targeting.open", n=1, all=3) in read_html(app)
    assert list_buttons(app) == [
        *(f"target_{at}_{choice}" for at in (0, 1) for choice in ("reopen", "first", "other")),
        "target_2_other",
    ]
    assert [app.button(key=f"target_0_{c}").disabled for c in ("first", "other")] == [True, False]
    app.button(key="target_2_other").click().run()
    assert t("targeting.done", n=3) in read_html(look(lang=lang))
    proof = read_html(open_page("plans", draft=PLAN, step="proof", lang=lang))
    assert t("targeting.asked", figure="新建湿地3") in proof
    app.button(key="target_1_reopen").click().run()
    assert list_buttons(look(lang=lang))[3:5] == ["target_1_first", "target_1_other"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_without_figures_says_so(office_local: Path, tmp_path: Path, lang: str) -> None:
    take_in(tmp_path, "巡查河道。")
    app = look(lang=lang)
    assert (Texts(lang)("targeting.none") in read_html(app), list_buttons(app)) == (True, [])
