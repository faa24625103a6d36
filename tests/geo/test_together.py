"""Several plans as one model: what is counted of it is the sum, and nothing is mistaken."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.__main__ import main
from geo.model import Model
from geo.packages.problems import DataError
from geo.plan.count import METRICS, count_load
from geo.plan.duties import BASES, build_duties, list_duty_roles
from geo.plan.ledger import count_departments
from geo.plan.plan import ROLES
from geo.region.units import TERRITORIAL_KINDS
from geo.together import find_printed, join_models, split_id
from tests.geo import tiny
from tests.geo.conftest import DataCopy
from tests.geo.several import TITLES, add_plan
from tests.real_model import MODEL

DEADLINES = ("年底前", "持续推进")
CELLS = ("环境局", "水务局", "甲区政府", "各区政府", "相关区政府", "乙区政府;开发区管委会")
TEXTS = ("改善环境。", "山区建立机制。", "巡查丙区边界。")
rows = st.tuples(
    st.integers(1, 3), st.sampled_from(TEXTS), st.sampled_from(DEADLINES),
    *[st.sampled_from(CELLS)] * 3,
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("together")
    tiny.write_packages(folder)
    data = DataCopy(folder, tiny.PLAN)
    data.register()
    return data.load()


def make_model(base: Model, reference: str, told: list[tuple[object, ...]]) -> Model:
    """A plan of these rows: chapter, wording, deadline, units of each role."""
    measures = pd.DataFrame(
        [
            {"measure_id": str(at), "task_no": at, "task": f"任务{at}", "chapter": f"第{row[0]}章"}
            | dict(zip(("chapter_no", "text", "deadline", *ROLES), row, strict=True))
            for at, row in enumerate(sorted(told, key=lambda row: int(str(row[0]))), start=1)
        ]
    )
    duties = build_duties(measures, base.region.unit_names).assign(is_doubtful=False)
    plan = replace(base.plan, measures=measures, meta={**base.plan.meta, "doubtful_measures": []})
    return replace(base, plan=plan, duties=duties, reference=reference)


@pytest.mark.parametrize("metric", [*METRICS, "year_end", "ongoing"])
def test_the_load_of_several_plans_is_the_sum_of_their_loads(base: Model, metric: str) -> None:
    @given(
        st.lists(st.lists(rows, min_size=1, max_size=5), min_size=2, max_size=4),
        st.sets(st.sampled_from(BASES)),
    )
    def check(plans: list[list[tuple[object, ...]]], bases: set[str]) -> None:
        models = [make_model(base, f"p{at}", told) for at, told in enumerate(plans)]
        joined = join_models(models)
        loads = [count_load(m.joined, metric, bases, m.codes) for m in models]
        assert count_load(joined.joined, metric, bases, joined.codes).equals(
            sum(loads[1:], loads[0])
        )
        ids = joined.plan.measures["measure_id"]
        assert ids.is_unique and len(ids) == sum(map(len, plans))
        departments = [count_departments(m.duties, m.region.units) for m in models]
        held = count_departments(joined.duties, joined.region.units)
        assert held.equals(sum(departments[1:], departments[0]))

    check()


def test_chapters_are_counted_through_and_each_is_that_of_its_plan() -> None:
    joined = join_models([MODEL, replace(MODEL, reference="copy")])
    own = [m for m in MODEL.metrics if m.startswith("ch")]
    assert [m for m in joined.metrics if m.startswith("ch")] == [f"ch{n + 1}" for n in range(8)]
    for at in range(8):
        part, number = find_printed(joined, "chapter", at + 1)
        here = count_load(joined.joined, f"ch{at + 1}", ["named"], joined.codes)
        assert (part.reference, f"ch{number}") == ([MODEL.reference, "copy"][at // 4], own[at % 4])
        assert here.equals(count_load(MODEL.joined, own[at % 4], ["named"], MODEL.codes))
    assert [find_printed(joined, "task", n)[1] for n in (15, 16, 30)] == [15, 1, 15]


@pytest.fixture
def two(tiny_data: DataCopy) -> tuple[Model, Model]:
    """The tiny plan and another one, which has a deadline's code and a kind for other things."""

    def edit(meta: dict[str, object], measures: str) -> str:
        meta["deadlines"] = [
            {"code": "ongoing", "printed": "持续推进", "en": "Ongoing"},
            {"code": "year_end", "printed": "六月前", "en": "By June"},
        ]
        meta["kinds"] = [
            {"code": "river", "name": "水渠", "name_en": "Canal", "glyph": "渠", "glyph_en": "C"}
        ]
        return measures.replace("年底前", "六月前")

    tiny_data.edit_json("tiny-plan/plan.json", lambda meta: meta.update({"kinds": [RIVER]}))
    add_plan(tiny_data.data_dir, tiny.PLAN, "water", edit)
    source = tiny_data.data_dir / "plans/water/source.txt"
    source.write_text(source.read_text("utf-8").replace("年底前", "六月前"), encoding="utf-8")
    tiny_data.register()
    return tiny_data.load(), replace(DataCopy(tiny_data.data_dir, "water").load())


RIVER = {"code": "river", "name": "河流", "name_en": "River", "glyph": "河", "glyph_en": "R"}


def test_what_two_plans_call_the_same_stays_apart(two: tuple[Model, Model]) -> None:
    joined = join_models(two)
    assert joined.reference == f"{tiny.PLAN},water"
    assert joined.deadlines == {
        "year_end": "年底前",
        "ongoing": "持续推进",
        "water:year_end": "六月前",
    }
    kinds = {kind["code"]: kind["name"] for kind in joined.plan.meta["kinds"]}
    assert kinds == {"river": "河流", "water:river": "水渠"}
    sites = joined.sites.set_index("site_id")
    assert sites.index.is_unique and len(sites) == 2 * len(two[0].sites)
    assert list(sites.loc[["bank", "water:bank"], "kind"]) == ["river", "water:river"]
    assert list(sites.loc[["bank", "water:bank"], "measure_ids"]) == [
        (f"{tiny.PLAN}:3.1",),
        ("water:3.1",),
    ]
    assert len(joined.place_duties) == 2 * len(two[0].place_duties)
    assert joined.plan.meta["protected_measures"] == [f"{tiny.PLAN}:2", "water:2"]
    assert list(joined.plan.targets["measure_id"]) == [f"{tiny.PLAN}:3.1", "water:3.1"]
    assert list(joined.plan.works["site_id"]) == ["bank_works", "water:bank_works"]
    assert joined.plan.headings.groupby("kind")["number"].apply(list).to_dict() == {
        "chapter": [1, 2, 3, 4],
        "task": [1, 2, 3, 4, 5, 6, 7, 8],
    }
    assert len(joined.printed_duties) == 2 * len(two[0].printed_duties)


def test_a_measure_leads_back_to_its_plan(two: tuple[Model, Model]) -> None:
    joined = join_models(two)
    found = [split_id(joined, each) for each in joined.plan.measures["measure_id"]]
    assert [number for _, number in found] == [*two[0].plan.measures["measure_id"]] * 2
    assert [part for part, _ in found] == [two[0]] * 5 + [two[1]] * 5
    assert split_id(two[0], "3.1") == (two[0], "3.1")
    assert join_models(two[:1]) is two[0]
    assert [part.plan.meta["title"] for part in joined.parts] == ["小计划", TITLES["title"]]


def test_departments_that_a_plan_brings_are_one_where_two_bring_the_same(base: Model) -> None:
    own = pd.DataFrame([("fire", "消防局", "department")], columns=["unit_code", "name", "kind"])
    names = pd.DataFrame([("消防局", "fire", "named")], columns=["spelling", "unit_code", "basis"])
    plan = replace(base.plan, units=own, unit_names=names)
    joined = join_models([base, replace(base, plan=plan), replace(base, plan=plan, reference="c")])
    assert list(joined.region.units["unit_code"])[-2:] == ["water", "fire"]
    assert (joined.region.unit_names["unit_code"] == "fire").sum() == 1
    assert join_models([base, base]).region is base.region


def test_plans_of_two_regions_are_no_model(base: Model) -> None:
    meta = {**base.plan.meta, "region": "elsewhere"}
    other = replace(base, plan=replace(base.plan, meta=meta), reference="other")
    with pytest.raises(DataError) as caught:
        join_models([base, other])
    (problem,) = caught.value.problems
    assert (problem.rule, problem.file, problem.value) == ("plans_apart", "other", "elsewhere")
    assert all(tiny.PLAN in problem.why(lang) and problem.fix(lang) for lang in ("zh", "en"))


def test_the_same_rows_of_duties_are_listed_under_their_plan(two: tuple[Model, Model]) -> None:
    joined = join_models(two)
    listed = list_duty_roles(joined.duties, joined.region.units, TERRITORIAL_KINDS)
    single = [list_duty_roles(m.duties, m.region.units, TERRITORIAL_KINDS) for m in two]
    for model, rows_of_one in zip(two, single, strict=True):
        named = rows_of_one.assign(measure_id=f"{model.reference}:" + rows_of_one["measure_id"])
        is_own = listed["measure_id"].str.startswith(f"{model.reference}:")
        assert listed[is_own].reset_index(drop=True).equals(named)
    assert len(listed) == sum(map(len, single))


def test_the_command_line_prints_the_rows_of_both(
    two: tuple[Model, Model],
    tiny_data: DataCopy,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DUTYMAP_DATA", str(tiny_data.data_dir))
    printed = {}
    for plans in (tiny.PLAN, "water", f"{tiny.PLAN},water,water"):
        assert main(["duties", "--plan", plans]) == 0
        printed[plans] = capsys.readouterr().out.splitlines()
    first, second, both = printed.values()
    assert (first[0], len(both) - 1) == (both[0], len(first) - 1 + len(second) - 1)
    assert {line.replace(f"{tiny.PLAN}:", "") for line in both if tiny.PLAN in line} == {*first[1:]}
    assert "100001,甲区,water:3.1,main,named" in both
