"""Random small plans for property tests: measures and spellings as frames, without files."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

DISTRICTS = ["d1", "d2", "d3"]
UNITS = [*DISTRICTS, "zone", "env"]
DEADLINES = ["年底前", "持续推进"]
UNIT_NAMES = pd.DataFrame(
    [
        ("甲区政府", "d1", "named"),
        ("乙区政府", "d2", "named"),
        ("丙区政府", "d3", "named"),
        ("开发区管委会", "zone", "named"),
        ("环境局", "env", "named"),
        *[("各区政府", code, "all") for code in DISTRICTS],
        *[("相关区政府", code, "relevant") for code in DISTRICTS],
        ("山区", "d2", "mentioned"),
        ("山区", "d3", "mentioned"),
        ("甲区", "d1", "mentioned"),
        ("丙区", "d3", "mentioned"),
    ],
    columns=["spelling", "unit_code", "basis"],
)
CELL_NAMES = [
    "甲区政府",
    "乙区政府",
    "丙区政府",
    "开发区管委会",
    "环境局",
    "各区政府",
    "相关区政府",
]
WORDS = ["开展监测", "山区", "甲区", "丙区", "修复岸线", "区"]

unit_cells = st.lists(st.sampled_from(CELL_NAMES), min_size=1, max_size=4, unique=True).map(
    ";".join
)


@st.composite
def measure_rows(draw: st.DrawFn) -> dict[str, object]:
    lead, is_shared = draw(unit_cells), draw(st.booleans())
    return {
        "chapter_no": draw(st.integers(1, 3)),
        "text": "、".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
        "deadline": draw(st.sampled_from(DEADLINES)),
        "lead": lead,
        "main": lead if is_shared else draw(unit_cells),
        "support": draw(st.one_of(st.just("———"), unit_cells)),
        "shared_cell": is_shared,
    }


@st.composite
def plans(draw: st.DrawFn) -> pd.DataFrame:
    """Measures of a plan, one to six."""
    rows = draw(st.lists(measure_rows(), min_size=1, max_size=6))
    measures = pd.DataFrame(rows)
    measures["task_no"] = range(1, len(rows) + 1)
    measures["measure_id"] = measures["task_no"].astype(str)
    return measures
