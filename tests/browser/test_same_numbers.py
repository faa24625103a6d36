"""Screen, PowerPoint and single file show the numbers of `python -m geo duties`, all of them."""

from __future__ import annotations

import datetime
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from components.documents.powerpoint.deck import write_presentation
from components.documents.single_file import write_single_file
from components.slides.build import build_slides
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.browser.app_server import ROOT
from tests.browser.conftest import Visit

PARTIES = ["110118", "110101", "bda"]
RUN = ["plan", "ch1", "ch2", "ch3", "ch4", *PARTIES, "110118-110119"]
TODAY = datetime.date(2026, 11, 22)


def count_by_command() -> dict[str, list[int]]:
    """`total, open` of the whole plan and of each party, from the command's own output."""
    command = [sys.executable, "-m", "geo", "duties", "--format", "json"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    rows = json.loads(output)
    counts = {}
    for slide, codes in {
        "plan": {r["unit_code"] for r in rows},
        **{p: {p} for p in PARTIES},
    }.items():
        pairs = {
            (r["unit_code"], r["measure_id"], r["basis"] == "relevant")
            for r in rows
            if r["unit_code"] in codes
        }
        still_open = sum(is_open for _, _, is_open in pairs)
        counts[slide] = [len(pairs) - still_open, still_open]
    return counts


def read_figures(page: Page) -> dict[str, list[str]]:
    """Facts and table cells of every slide of a deck, by the slide's code."""
    figures: dict[str, list[str]] = page.locator(".deck-slide").evaluate_all(
        "slides => Object.fromEntries(slides.map(s => [s.dataset.code,"
        " [...s.querySelectorAll('dd, td')].map(n => n.textContent)]))"
    )
    return figures


@pytest.fixture(scope="module")
def expected(model: Model) -> dict[str, list[str]]:
    figures = {}
    for slide in build_slides(Words(model, Texts("zh")), RUN):
        cells = [cell for row in slide.table.rows for cell in row] if slide.table else []
        figures[slide.code] = [*cells, *(fact.value for fact in slide.facts)]
    return figures


def test_slides_hold_what_the_command_counts(expected: dict[str, list[str]]) -> None:
    counted = count_by_command()
    shown = {code: [int(v) for v in expected[code][:2]] for code in counted}
    assert shown == counted
    chapters = [[int(v) for v in expected[f"ch{n}"][1:3]] for n in range(1, 5)]
    assert [sum(column) for column in zip(*chapters, strict=True)] == counted["plan"]


def test_screen_shows_the_same(visit: Callable[..., Visit], expected: dict[str, list[str]]) -> None:
    page = visit(f"present?run={','.join(RUN)}&slide=1").page
    page.locator(".deck-slide").first.wait_for(state="attached")
    assert read_figures(page) == expected


def test_powerpoint_shows_the_same(model: Model, expected: dict[str, list[str]]) -> None:
    words = Words(model, Texts("zh"))
    data = write_presentation(Origin(words, TODAY), build_slides(words, RUN))
    slides = Presentation(io.BytesIO(data)).slides
    assert len(slides) == len(RUN)
    for code, slide in zip(RUN, slides, strict=True):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        lines = {line.strip() for text in texts for line in text.split("\n")}
        for shape in slide.shapes:
            if shape.has_table:
                lines |= {cell.text for row in shape.table.rows for cell in row.cells}
        assert [value for value in expected[code] if value not in lines] == [], code


def test_single_file_shows_the_same_and_asks_nobody(
    visit: Callable[..., Visit], model: Model, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "show.html"
    path.write_bytes(write_single_file(Origin(Words(model, Texts("zh")), TODAY), RUN))
    visited = visit("show.html", at=tmp_path.as_uri(), width=1920, height=1080)
    complaints: list[str] = []
    visited.page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    visited.page.on("pageerror", lambda error: complaints.append(str(error)))
    visited.page.reload()
    frame = visited.page.frame_locator(".deck-map iframe")
    frame.locator(".dm-label").first.wait_for()
    assert read_figures(visited.page) == expected
    visited.page.keyboard.press("End")
    title = visited.page.locator("section:visible h1")
    expect(title).to_have_text("密云区、延庆区")
    frame.locator("path.district-110116").click()
    expect(title).to_have_text("怀柔区")
    visited.page.keyboard.press("n")
    expect(visited.page.locator(".deck-notes:visible")).to_contain_text(
        "全面完成全市“十四五”期间总面积约1373公顷的废弃矿山治理任务"
    )
    visited.page.locator("[data-open]").click()
    visited.page.locator(".file-first").select_option("110118")
    visited.page.locator(".file-second").select_option("110119")
    rows = visited.page.locator(".file-compare tbody tr")
    different = int(expected["110118-110119"][-2])
    expect(rows.filter(has=visited.page.locator("td.differs"))).to_have_count(different)
    assert complaints == []
