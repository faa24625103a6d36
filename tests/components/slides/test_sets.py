"""A party's set: its parts tell the duties the map counts, and nothing where there is nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from components.documents.scene import list_blocks
from components.map.views import draw_map
from components.session.link import View, parse_view, write_view
from components.slides.build import build_slide, build_slides
from components.slides.run import is_slide
from components.slides.sets import (
    PARTS,
    list_city_set,
    list_party_set,
    list_story,
    select_part,
    split_part,
)
from components.texts import LANGUAGES, Texts
from components.words.reach import list_measure_groups, list_rare_measures
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import list_lead_measures
from geo.plan.count import count_load
from geo.plan.duties import COUNTED_BASES, split_open
from tests.real_model import MODEL

ZH = Texts("zh")


@pytest.mark.parametrize("code", MODEL.codes)
def test_the_parts_are_what_the_map_counts(model: Model, code: str) -> None:
    own = count_load(model.joined, "own", COUNTED_BASES, model.codes).loc[code]
    counts = model.summary.loc[code]
    told = {part: len(select_part(model, code, part)) for part in PARTS}
    assert told["written"] == own["counted"]
    assert told["everyone"] == counts["all"]
    assert told["written"] + told["everyone"] == told["leads"] == counts["total"]
    assert told["open"] == counts["relevant"]


def test_own_is_what_no_other_party_has(model: Model) -> None:
    holders: dict[str, set[str]] = {}
    for duty in model.duties.to_dict("records"):
        if duty["basis"] != "relevant" and duty["unit_code"] in model.codes:
            holders.setdefault(duty["measure_id"], set()).add(duty["unit_code"])
    for code in model.codes:
        expected = [m for m in model.plan.measures["measure_id"] if holders.get(m) == {code}]
        assert select_part(model, code, "own")["measure_id"].tolist() == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["110112", "110118", "110101", "bda"])
def test_every_page_of_a_set_has_lines_to_read(model: Model, code: str, lang: str) -> None:
    run = list_party_set(model, code)
    slides = build_slides(Words(model, Texts(lang)), run)
    assert [slide.code for slide in slides] == run
    assert [s.code for s in slides if not (s.title and s.subtitle and s.source and s.notes)] == []
    assert [s.code for s in slides[2:] if s.facts or not s.lines] == []
    keys = {}
    for slide in slides:
        assert keys.setdefault(slide.picture.key, slide.picture.values) == slide.picture.values


def test_what_a_party_has_not_is_no_page(model: Model) -> None:
    assert list_party_set(model, "110112") == [
        *("cover", "110112", "110112.own", "110112.written", "110112.everyone"),
        *("110112.leads", "110112.neighbours", "110112.open"),
    ]
    assert "110101.own" not in list_party_set(model, "110101")
    assert "bda.neighbours" not in list_party_set(model, "bda")


def test_the_plans_own_words_are_read(model: Model) -> None:
    slide = build_slide(Words(model, ZH), "110112.own")
    texts = model.plan.measures.set_index("measure_id")["text"]
    assert slide.subtitle == "2条措施，别的单位都没有"
    assert [line.text for line in slide.lines] == [texts["12.1"], texts["12.2"]]
    assert [line.is_quoted for line in slide.lines] == [True, True]
    assert [place.id for place in slide.picture.places]
    assert slide.picture.focus == ("110112",)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "1条措施，计划写明的只有密云；其中1条另写“相关区”，是否还有别的区待明确"),
        ("en", "1 measures that the plan writes to Miyun"),
    ],
)
def test_what_may_reach_others_too_is_not_said_to_be_one_partys(
    model: Model, lang: str, said: str
) -> None:
    assert said in build_slide(Words(model, Texts(lang)), "110118.own").subtitle


@pytest.mark.parametrize("part", ["", ".written", ".everyone", ".leads", ".open"])
def test_one_colour_on_a_faded_map_needs_no_legend(model: Model, part: str) -> None:
    picture = build_slide(Words(model, ZH), f"110112{part}").picture
    fills = {code: value.fill for code, value in picture.values.items()}
    assert fills == dict.fromkeys(fills, "unnamed") | {"110112": "selection"}
    assert [v for v in picture.values.values() if v.label or v.hatched] == []
    assert (picture.focus, list(picture.places), list_blocks(picture.legend)) == (
        ("110112",),
        [],
        [],
    )


def test_without_places_what_is_open_for_others_is_hatched(model: Model) -> None:
    words = Words(replace(model, sites=model.sites.iloc[:0]), ZH)
    hatched = [v.alt for v in build_slide(words, "110118.own").picture.values.values() if v.hatched]
    assert len(hatched) == len(model.region.districts) - 1
    assert build_slide(words, "110112.own").picture.key == "alone:110112"


def test_departments_and_neighbours_are_told_one_by_one(model: Model) -> None:
    words = Words(model, ZH)
    leads = list_lead_measures(model.duties, model.region.units, ["110118"])
    names = model.region.units.set_index("unit_code")["name"]
    assert {line.head: line.text for line in build_slide(words, "110118.leads").lines} == {
        names[lead]: f"牵头{len(ids)}条：{'、'.join(ids)}" for lead, ids in leads.items()
    }
    neighbours = build_slide(words, "110118.neighbours").lines
    assert {line.head for line in neighbours} == {"怀柔区", "平谷区", "顺义区"}
    assert all(line.text.startswith("密云区、") for line in neighbours)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_set_of_all_tells_what_the_first_screen_counts(model: Model, lang: str) -> None:
    run = list_city_set(model)
    assert run == ["cover", "plan", "plan.everyone", "plan.zones", "plan.few", "plan.open"]
    slides = {slide.code: slide for slide in build_slides(Words(model, Texts(lang)), run)}
    groups, rare = list_measure_groups(model), list_rare_measures(model)
    told = {code: [line.head.split()[0] for line in slides[code].lines] for code in run[2:]}
    assert told["plan.everyone"] == groups["every"]
    assert told["plan.few"] == list(rare)
    assert told["plan.open"] == groups["open"]
    numbers = re.findall(r"\d+", " ".join(line.text for line in slides["plan.zones"].lines))
    assert sorted(map(int, numbers)) == sorted(model.summary["total"])
    assert [code for code in run if not is_slide(code, model)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_step_of_the_story_is_a_state_of_the_map(model: Model, lang: str) -> None:
    words, run = Words(model, Texts(lang)), list_story(model)
    assert run == ["plan", "plan.everyone", "plan.why", "plan.few", "plan.open"]
    assert [code for code in run if not is_slide(code, model)] == []
    for slide in build_slides(words, run):
        assert slide.view
        params = write_view(slide.view)
        view, notices = parse_view(params, model)
        assert (view, notices) == (slide.view, [])
        assert slide.picture.values == draw_map(words, view).values
    states = [str(write_view(s.view or View())) for s in build_slides(words, run)]
    assert len(set(states)) == 4  # why and few are told beside the same map


def test_why_a_zone_has_more_is_told_in_numbers_of_the_data(model: Model) -> None:
    slide = build_slide(Words(model, ZH), "plan.why")
    zones = model.region.zones.set_index("unit_code")["zone"]
    inside = zones.index[zones == "生态涵养区"]
    assert slide.title == "生态涵养区为何更多"
    assert set(slide.picture.focus) == set(inside)
    counted, _ = split_open(model.duties[model.duties["unit_code"].isin(zones.index)])
    told = {line.head.split()[0]: line.text for line in slide.lines}
    expected = {}
    for measure_id, found in counted.groupby("measure_id", sort=False)["unit_code"]:
        n, others = found.isin(inside).sum(), (~found.isin(inside)).sum()
        if n > 2 and n / 5 > others / 11:
            expected[measure_id] = f"这里{n}/5个区，其他{others}/11个区"
    assert told == expected
    assert "房山：山区属生态涵养区" in slide.notes


def test_a_region_without_zones_leaves_that_step_out(model: Model) -> None:
    region = replace(model.region, zones=model.region.zones.iloc[:0])
    bare = replace(model, region=region)
    assert list_story(bare) == ["plan", "plan.everyone", "plan.few", "plan.open"]
    one = model.region.zones.assign(zone="one", zone_en="one")
    alike = replace(model, region=replace(model.region, zones=one))
    assert "plan.why" not in list_story(alike)


@pytest.mark.parametrize(
    "code", ["110118.", "plan.own", "110118.x", ".own", "own", "110118.own.own", "9.own"]
)
def test_what_is_no_part_is_no_slide(model: Model, code: str) -> None:
    assert split_part(code, model) is None
    assert not is_slide(code, model)
