"""Slides as values: at most three facts, every number counted a second time by hand rules."""

from dataclasses import replace

import pytest

from components.slides.build import build_slide, build_slides
from components.slides.run import list_fixed_slides
from components.texts import Texts
from components.words.duties import list_doubts
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import COUNTED_BASES, list_duty_roles
from geo.region.units import TERRITORIAL_KINDS


def list_pairs(model: Model, code: str | None = None) -> dict[str, set[tuple[str, str]]]:
    """Duties as pairs by what they are counted as, straight from the rows of `geo duties`."""
    rows = list_duty_roles(model.duties, model.region.units, TERRITORIAL_KINDS)
    if code:
        rows = rows[rows["unit_code"] == code]
    counted = rows[rows["basis"].isin(COUNTED_BASES)]
    pairs = {
        role: set(zip(part["unit_code"], part["measure_id"], strict=True))
        for role, part in counted.groupby("role")
    }
    still_open = rows[rows["basis"] == "relevant"]
    pairs["open"] = set(zip(still_open["unit_code"], still_open["measure_id"], strict=True))
    pairs["total"] = set(zip(counted["unit_code"], counted["measure_id"], strict=True))
    return pairs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_has_title_source_notes_and_at_most_three_facts(
    model: Model, lang: str
) -> None:
    run = [*list_fixed_slides(model), *model.codes, "110118-110119-bda-110101"]
    slides = build_slides(Words(model, Texts(lang)), run)
    assert [s.code for s in slides] == run
    assert [s.code for s in slides if not (s.title and s.subtitle and s.source and s.notes)] == []
    assert [s.code for s in slides if not 1 <= len(s.facts) <= 3] == []
    districts = set(model.region.districts["unit_code"])
    assert [s.code for s in slides if set(s.picture.values) != districts] == []


def test_the_whole_plan_counts_what_geo_duties_counts(model: Model) -> None:
    slide, pairs = build_slide(Words(model, Texts("zh")), "plan"), list_pairs(model)
    assert [fact.value for fact in slide.facts[:2]] == [
        str(len(pairs["total"])),
        str(len(pairs["open"])),
    ]


def test_chapters_add_up_to_the_plan(model: Model) -> None:
    pairs = list_pairs(model)
    slides = build_slides(Words(model, Texts("zh")), ["ch1", "ch2", "ch3", "ch4"])
    sums = [sum(int(slide.facts[i].value) for slide in slides) for i in range(3)]
    assert sums == [len(model.plan.measures), len(pairs["total"]), len(pairs["open"])]


@pytest.mark.parametrize("code", ["110118", "110101", "bda"])
def test_a_party_counts_what_geo_duties_counts(model: Model, code: str) -> None:
    words = Words(model, Texts("zh"))
    slide, pairs = build_slide(words, code), list_pairs(model, code)
    both = pairs.get("lead", set()) & pairs["main"]
    assert slide.facts[0].value == str(len(pairs["total"]))
    assert slide.facts[0].label == (
        f"条应担职责：主责{len(pairs['main'])}（其中兼牵头{len(both)}）、"
        f"协办{len(pairs['support'])}"
    )
    assert slide.facts[1].value == str(len(pairs["open"]))
    told = [note.split()[0] for note in slide.notes[: len(pairs["total"]) + len(pairs["open"])]]
    assert sorted(told) == sorted(m for _, m in pairs["total"] | pairs["open"])
    # What is doubtful is told below, and that the short titles are ours.
    assert slide.notes[len(told) :] == (
        *list_doubts(words, set(told)),
        Texts("zh")("panel.ours_help"),
    )


def test_a_comparison_says_what_is_shared_and_names_what_differs(model: Model) -> None:
    slide = build_slide(Words(model, Texts("zh")), "110118-110119")
    assert [fact.value for fact in slide.facts] == ["17", "2", "6"]
    assert slide.notes[0] == (
        "密云区、延庆区已明确的职责涉及19条措施：相同17条（角色和写法都一样）、仅密云1条（9.5）、"
        "不同1条（10 密云牵头·主责†、延庆协办†）。另有6条只写“相关区”，待明确，不计入。"
    )
    told = [note.split()[0] for note in slide.notes[1:9]]
    assert told == ["9.5", "10", "3", "5.1", "5.2", "8", "9.4", "15.1"]
    assert slide.table is not None
    assert [row[0] for row in slide.table.rows] == ["密云区", "延庆区"]


def test_pictures_of_equal_key_are_equal_but_for_the_focus(model: Model) -> None:
    first, second = build_slides(Words(model, Texts("zh")), ["110118-110119", "plan"])
    assert first.picture.key == second.picture.key
    assert first.picture.values == second.picture.values
    assert (first.picture.focus, second.picture.focus) == (("110118", "110119"), ())


def test_what_there_is_no_data_of_is_no_fact(model: Model) -> None:
    """A plan without sites; in a region without registers, a slide says nothing of places."""
    without = replace(model, sites=model.sites.iloc[:0])
    fact = build_slide(Words(without, Texts("zh")), "110118").facts[2]
    assert (fact.value, fact.label) == ("7", "处名录中的保护地；官方10")
    protected = replace(model.region.protected, year=None)
    bare = replace(without, region=replace(model.region, protected=protected))
    assert len(build_slide(Words(bare, Texts("zh")), "110118").facts) == 2
