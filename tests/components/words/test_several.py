"""Several plans in words: short names that tell them apart, numbers with their plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.html.duties import write_chapter_bar
from components.html.links import write_tagged
from components.texts import Texts
from components.words.plan import (
    cite_briefly,
    cite_plan,
    list_chapters,
    name_annex,
    name_measure,
    name_plan,
    name_task,
)
from components.words.several import (
    count_by_plan,
    cut_alike,
    join_numbers,
    name_plans,
    number_measure,
    tag_measure,
)
from components.words.source import Origin, list_provenance
from components.words.words import Words
from geo.model import Model
from geo.together import join_models
from tests.components.documents.test_rows import TODAY
from tests.html_tree import parse_html
from tests.real_model import MODEL

ZH, EN = Texts("zh"), Texts("en")
OWN = MODEL.plan.meta["title"]


def copy_model(reference: str, **facts: str) -> Model:
    """The shipped plan once more, under another name."""
    return replace(
        MODEL,
        plan=replace(MODEL.plan, meta={**MODEL.plan.meta, **facts}),
        reference=reference,
    )


WATER = copy_model("water", title="碧水2025年行动计划", title_en="Blue Water 2025 Action Plan")
BOTH = join_models([MODEL, WATER])


@pytest.mark.parametrize(
    ("titles", "shorts"),
    [
        (["生态保护2025年行动计划", "碧水2025年行动计划"], ["生态保护", "碧水"]),
        (["生态保护2025年行动计划", "生态保护2026年行动计划"], ["2025", "2026"]),
        (["Clean Air 2025 Plan", "Blue Water 2025 Plan"], ["Clean Air", "Blue Water"]),
        (["甲计划", "甲计划（修订）"], ["", "修订"]),
        (["甲计划", "甲计划"], ["", ""]),
    ],
)
def test_titles_are_cut_where_they_are_alike(titles: list[str], shorts: list[str]) -> None:
    assert cut_alike(titles) == shorts


def test_titles_that_do_not_tell_plans_apart_give_way_to_codes() -> None:
    assert name_plans(Words(BOTH, ZH)) == {MODEL.reference: "生态保护", "water": "碧水"}
    same = join_models([MODEL, copy_model("copy")])
    assert name_plans(Words(same, ZH)) == {MODEL.reference: MODEL.reference, "copy": "copy"}
    assert name_plans(Words(MODEL, ZH)) == {MODEL.reference: ""}


def test_every_number_has_its_plan_before_it() -> None:
    words = Words(BOTH, ZH)
    assert tag_measure(words, "water:9.1") == ("碧水", "9.1")
    assert number_measure(Words(BOTH, EN), "water:9.1") == "Blue Water 9.1"
    assert number_measure(Words(MODEL, ZH), "9.1") == "9.1"
    assert join_numbers(words, [f"{MODEL.reference}:1", "water:1"]) == "生态保护 1、碧水 1"
    label = name_measure(Words(MODEL, ZH), "9.1").removeprefix("9.1")
    assert name_measure(words, "water:9.1") == f"碧水 9.1{label}"
    assert name_task(words, 16) == name_task(Words(MODEL, ZH), 1)
    tagged = write_tagged(words, "water:9.1")
    assert parse_html(tagged).xpath("string(//small)") == "碧水"
    assert write_tagged(Words(MODEL, ZH), "9.1") == "9.1"


def test_chapters_stand_below_the_name_of_their_plan() -> None:
    single, both = (list_chapters(Words(m, ZH), short=True) for m in (MODEL, BOTH))
    titles = list(single.values())
    assert list(both.values()) == [
        *(f"生态保护 · {title}" for title in titles),
        *(f"碧水 · {title}" for title in titles),
    ]


def test_plans_are_named_one_by_one_or_counted() -> None:
    words = Words(BOTH, ZH)
    assert (name_plan(words), name_annex(words)) == (f"{OWN}、碧水2025年行动计划", "")
    assert cite_plan(words) == f"《{OWN}》（附件5）、《碧水2025年行动计划》（附件5）"
    assert cite_briefly(words) == cite_plan(words)
    three = Words(join_models([MODEL, WATER, copy_model("c", status="draft")]), ZH)
    assert (name_plan(three), cite_briefly(three)) == (
        f"{OWN}等3个计划",
        f"《{OWN}》（附件5）等3个计划",
    )
    assert cite_plan(three).count("《") == 3 and cite_plan(three).count("草稿") == 1
    english = Words(three.model, EN)
    assert name_plan(english).endswith("and others, 3 plans in all")


def test_a_count_says_how_it_falls_on_the_plans() -> None:
    held = [f"{MODEL.reference}:1", f"{MODEL.reference}:4", "water:4"]
    assert count_by_plan(Words(BOTH, ZH), held) == "生态保护 2、碧水 1"
    assert count_by_plan(Words(BOTH, EN), ["water:4"]) == "Blue Water 1"
    assert count_by_plan(Words(MODEL, ZH), ["1"]) == ""


def test_the_bar_of_several_plans_is_by_plan() -> None:
    bar = parse_html(write_chapter_bar(Words(BOTH, ZH), "110118"))
    keys = [" ".join(key.text_content().split()) for key in bar.xpath("//a")]
    total = MODEL.summary.at["110118", "total"]
    assert keys == [f"生态保护 {total}", f"碧水 {total}"]


def test_a_file_names_every_plan_with_its_version_and_hash() -> None:
    told = list_provenance(Origin(Words(BOTH, ZH), TODAY))
    titles = [value for label, value in told if label == ZH("file.source_title")]
    proofs = [value for label, value in told if label == ZH("file.source_proof")]
    assert titles == [f"《{OWN}》", "《碧水2025年行动计划》"]
    digits = MODEL.plan.package.resource("source")["hash"].partition(":")[2][:16]
    assert [(MODEL.plan.meta["version"] in p, digits in p) for p in proofs] == [(True, True)] * 2
