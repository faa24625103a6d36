"""What the map shows, as values: labels, hatching, classes, legend."""

import itertools

import pytest

from components.map.districts import build_load_picture
from components.map.picture import Picture
from components.session.link import View
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.plan.count import count_load

ZH = Texts("zh")


def build(model: Model, view: View) -> Picture:
    load = count_load(model.joined, view.metric, view.bases, model.codes)
    return build_load_picture(Words(model, ZH), load, view)


def test_default_view_shows_counted_duties(model: Model) -> None:
    shown = build(model, View())
    assert shown.values["110118"].label == "19"
    assert shown.values["110101"].label == "8"
    assert [c for c, v in shown.values.items() if v.hatched] == []


def test_a_class_of_one_value_shows_that_value(model: Model) -> None:
    rows = build(model, View(metric="ch2")).legend.rows
    assert [row.text for row in rows if row.kind == "class"] == ["1 条"]


def test_relevant_only_is_hatched_and_never_added_silently(model: Model) -> None:
    shown = build(model, View(metric="ch2"))
    hatched = {code for code, value in shown.values.items() if value.hatched}
    assert len(hatched) == 9
    assert {shown.values[code].label for code in hatched} == {"0"}
    asked = build(model, View(metric="ch2", bases=("named", "all", "mentioned", "relevant")))
    assert asked.values["110105"].label == "0+4"
    assert asked.values["110118"].label == "1+3"


def test_nothing_counted_differs_from_zero(model: Model) -> None:
    nothing = build(model, View(bases=()))
    assert {value.label for value in nothing.values.values()} == {"—"}
    zero = build(model, View(metric="ch1", bases=("mentioned",)))
    assert {value.label for value in zero.values.values()} == {"0"}
    assert nothing.values["110118"].fill != zero.values["110118"].fill


@pytest.mark.parametrize("metric", ["all", "own", "lead", "support", "ch3", "year_end", "ongoing"])
def test_legend_counts_every_district_once(model: Model, metric: str) -> None:
    rows = build(model, View(metric=metric)).legend.rows
    names = [name for row in rows for name in row.names.split("、")]
    short = model.region.parties["short_name"]
    assert sorted(names) == sorted(short[model.region.districts["unit_code"]])
    assert [r.count for r in rows] == [f"{len(r.names.split('、'))} 个区" for r in rows]


def test_colour_is_the_class_of_the_label(model: Model) -> None:
    shown = build(model, View())
    fills = {}
    for value in shown.values.values():
        fills.setdefault(value.fill, set()).add(int(value.label))
    ranges = sorted((min(values), max(values)) for values in fills.values())
    assert ranges == sorted(ranges, key=lambda r: r[1])
    assert all(a[1] < b[0] for a, b in itertools.pairwise(ranges))
