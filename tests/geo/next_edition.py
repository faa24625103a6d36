"""The shipped plan and an edited copy as its next edition, which has every kind of change.

Read for 密云区 (`MIYUN`). Rows are numbered anew as a printed plan would number them, so some keep
their wording and lose their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from geo.plan.duties import build_duties
from geo.plan.editions import Edition, Link
from tests.geo.intake.typeset import read_measures
from tests.real_model import MODEL

MIYUN = "110118"
Row = dict[str, str]

DECIDED = (
    Link("merged", ("5.1", "5.2"), ("5",)),
    Link("same", ("9.1",), ("9.1",)),
    Link("same", ("9.3",), ("9.3",)),
    Link("same", ("10",), ("10",)),
    Link("same", ("11.1",), ("11.1",)),
    Link("gone", ("13.1",), ()),
    Link("split", ("15.2",), ("15.2", "15.3")),
    Link("new", (), ("16",)),
    Link("new", (), ("17",)),
)
"""What a person has to say; all else has its wording still."""
OF_MIYUN = [
    ("same", "1", "1", "lead+main:all", "lead+main:all", False),
    ("same", "2", "2", "lead+main:mentioned", "lead+main:mentioned", False),
    ("same", "3", "3", "support:relevant", "support:relevant", True),
    ("basis", "5.1;5.2", "5", "relevant;relevant", "relevant", True),
    ("gone", "7.1", "7.1", "main:named", "", False),
    ("same", "7.2", "7.2", "main:named", "main:named", False),
    ("same", "7.3", "7.3", "lead+main:named", "lead+main:named", False),
    ("basis", "8", "8", "relevant", "named", False),
    ("figure", "9.1", "9.1", "1373公顷", "1500公顷", False),
    ("new", "9.2", "9.2", "", "lead+main:named", False),
    ("figure", "9.3", "9.3", "100处", "120处", False),
    ("gone", "9.4", "9.4", "main:relevant", "", True),
    ("same", "9.5", "9.5", "main:mentioned", "main:mentioned", False),
    ("same", "9.6", "9.6", "main:all", "main:all", False),
    ("role", "10", "10", "lead+main", "support", False),
    ("same", "11.2", "11.2", "main:all", "main:all", False),
    ("deadline", "13.2", "13", "年底前", "持续推进", False),
    ("same", "14.1", "14.1", "support:all", "support:all", False),
    ("same", "14.2", "14.2", "support:all", "support:all", False),
    ("role", "14.3", "14.3", "support", "main", False),
    ("same", "15.1", "15.1", "main:relevant", "main:relevant", True),
    ("basis", "15.2", "15.2;15.3", "named", "named;named", False),
    ("same", "15.3", "15.4", "main:named", "main:named", False),
    ("new", "", "16", "", "main:named", False),
    ("new", "", "17", "", "main:relevant", True),
    ("gone", "13.1", "", "support:all", "", False),
]
"""What changed for 密云区, wordings aside: kind, measures, before and after, whether it is open."""
HALVES = "已获得“两山”基地称号的区"
"""Where the wording of 15.2 is cut in two."""


def edit_measures() -> list[Row]:
    """The measures of the next edition, as `measures.csv` would have them."""
    rows = {row["measure_id"]: row for row in read_measures()}
    rows["5.1"]["text"] += rows.pop("5.2")["text"]
    drop_name(rows["7.1"], "main", "密云区政府")
    rows["8"]["main"] = "房山区政府;密云区政府"
    replace(rows["9.1"], "1373公顷", "1500公顷")
    for role in ("lead", "main"):
        rows["9.2"][role] += ";密云区政府"
        drop_name(rows["10"], role, "密云区政府")
    replace(rows["9.3"], "建设生态保育小区100处", "建成生态保育小区120处")
    rows["9.4"]["main"] = "昌平区政府"
    rows["10"]["support"] += ";密云区政府"
    replace(rows["10"], "监测站建设", "监测站建设和运行")
    replace(rows["11.1"], "规划建设", "高质量规划建设")
    del rows["13.1"]
    rows["13.2"]["deadline"] = "持续推进"
    drop_name(rows["14.3"], "support", "密云区政府")
    rows["14.3"] |= {"main": "密云区政府", "shared_cell": "false"}
    first, second = rows["15.2"]["text"].split(HALVES)
    halves = [rows["15.2"] | {"text": first}, rows["15.2"] | {"text": HALVES + second}]
    added = [
        rows["15.3"] | {"task_no": "16", "task": "加强巡护", "text": "开展库区联合巡护。"},
        rows["15.3"] | {"task_no": "17", "task": "推广经验", "text": "推广各地经验。"},
    ]
    added[0]["main"], added[1]["main"] = "密云区政府", "相关区政府"
    edited = []
    for measure_id, row in rows.items():
        edited += halves if measure_id == "15.2" else [row]
    return number_anew(edited + added)


def replace(row: Row, old: str, new: str) -> None:
    assert row["text"].count(old) == 1
    row["text"] = row["text"].replace(old, new)


def drop_name(row: Row, role: str, name: str) -> None:
    names = row[role].split(";")
    names.remove(name)
    row[role] = ";".join(names)


def number_anew(rows: list[Row]) -> list[Row]:
    """Measures counted on below a task that has several."""
    several, seen = Counter(row["task_no"] for row in rows), defaultdict(int)
    for row in rows:
        number = row["task_no"]
        seen[number] += 1
        row["measure_id"] = f"{number}.{seen[number]}" if several[number] > 1 else number
    return rows


def make_editions() -> tuple[Edition, Edition]:
    """The shipped edition and the next."""
    measures = pd.DataFrame(edit_measures())
    duties = build_duties(measures, MODEL.region.unit_names)
    return (
        Edition("shipped", MODEL.plan.measures, MODEL.duties),
        Edition("next", measures, duties),
    )
