"""Random pairs of editions with links between them, whole and checked."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from geo.plan.duties import build_duties
from geo.plan.editions import Edition, Link, Links, find_kind
from tests.geo.plans import UNIT_NAMES, plans

TASKS = ["监测水质", "修复岸线", "建立机制"]


def make_edition(label: str, measures: pd.DataFrame) -> Edition:
    return Edition(label, measures, build_duties(measures, UNIT_NAMES))


@st.composite
def editions(draw: st.DrawFn, label: str) -> Edition:
    measures = draw(plans())
    tasks = [draw(st.sampled_from(TASKS)) for _ in range(len(measures))]
    numbers = measures["chapter_no"].astype(str)
    return make_edition(label, measures.assign(task=tasks, chapter="第" + numbers + "章"))


@st.composite
def linked_editions(draw: st.DrawFn) -> tuple[Edition, Edition, Links]:
    """Some measures may be in no link."""
    before, after = draw(editions("before")), draw(editions("after"))
    old, new = (draw(st.permutations(e.measure_ids)) for e in (before, after))
    links, shapes = [], st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3), (0, 1), (1, 0)])
    for count, count_now in draw(st.lists(shapes, max_size=8)):
        if count > len(old) or count_now > len(new):
            continue
        (mine, old), (theirs, new) = cut(old, count), cut(new, count_now)
        kind = find_kind(mine, theirs)
        assert kind
        links.append(Link(kind, *(tuple(sorted(ids, key=int)) for ids in (mine, theirs))))
    return before, after, Links(tuple(links))


def cut(items: list[str], count: int) -> tuple[list[str], list[str]]:
    return items[:count], items[count:]
