"""The whole reading of a file on the spot."""

from __future__ import annotations

from components.screens.plans.draft import write_draft
from components.texts import Texts
from tests.components.html.read_plan import LETTERS, build_draft, build_proof
from tests.html_tree import parse_html


def test_a_difference_is_no_quiet_line() -> None:
    t = Texts("zh")
    for proof, css in ((build_proof(10), "quiet"), (build_proof(9, ("甲 3/2",)), "draft-fault")):
        page = parse_html(write_draft(build_draft(proof), "计划.docx", t))
        (line,) = [p for p in page.iter("p") if t("plans.letters", all=10, **LETTERS) in p.text]
        assert line.get("class") == css
