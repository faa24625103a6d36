"""A plan's file, uploaded and pasted, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.geo.intake import typeset

PASTE = """(field, html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
}"""


def test_a_file_and_a_pasted_table_are_read_on_the_spot(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    measures = typeset.read_measures()
    typeset.write_docx(tmp_path / "甲.docx", typeset.lay_out_measures(measures[:2]))
    typeset.write_html(tmp_path / "乙.html", typeset.lay_out_measures(measures))
    page = visit("plans").page
    said = page.locator(".draft-said")
    page.locator("input[type=file]").set_input_files(tmp_path / "甲.docx")
    expect(said).to_contain_text("2条措施")
    html = (tmp_path / "乙.html").read_text(encoding="utf-8")
    page.locator(".paste-field").evaluate(PASTE, html)
    expect(said).to_contain_text("31条措施")
    expect(page.locator(".plan-draft h3")).to_have_text("粘贴的表格.html")
    expect(page.locator(".plan-table tr[data-measure='9.3'] td").nth(3)).to_have_text(
        "市园林绿化局"
    )
    with page.expect_download() as offered:
        page.get_by_role("button", name="下载读出的表（CSV）").click()
    rows = Path(offered.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 32
