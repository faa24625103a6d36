"""A small plan of one district for its towns and subdistricts, on boundaries of our own making."""

from __future__ import annotations

from pathlib import Path

import shapely

from geo.own_boundaries.build import Asked
from geo.own_regions import import_region
from store import publishing
from store.database import read
from store.publishing import Given
from tests.geo.intake.typeset import write_docx
from tests.geo.own_boundaries.drawn import lay, write

REGION, PLAN, PLACE = "heyuan", "heyuan-plan", "河源区"
FACTS = {"title": "河源区环境提升方案", "annex": "附件1"}
NAMES = {
    "990101001000": "中山街道办事处",
    "990101002000": "上河街道",
    "990101100000": "上河镇",
    "990101101000": "柳林镇",
    "990101200000": "下河乡",
    "990101201000": "石桥回族乡",
}
"""A subdistrict and a town may be called alike, but for their level."""
HEADINGS = ("序号", "主要任务", "牵头单位", "责任单位", "配合单位", "完成时限")
BUREAU = "区生态环境局"
ROWS = (
    ("1", "清理河道。", BUREAU, "各乡镇政府、街道办事处", "———", "2026年底前"),
    ("2", "修建公厕3座。", "中山街道办事处", "上河街道、上河镇人民政府", BUREAU, "2026年底前"),
    ("3", "补植树木。", BUREAU, "柳林镇政府、下河乡人民政府", "中山街道", "2026年底前"),
    ("4", "在柳林镇试点。", BUREAU, "相关镇街", "———", "持续推进"),
    ("5", "巡查山林。", "石桥回族乡政府", "石桥乡、下河乡", "上河街道办", "持续推进"),
    ("6", "整治背街小巷。", BUREAU, "各街道办事处", "———", "持续推进"),
)
SUBDISTRICTS = "各街道办事处"
"""Not everyone here, so a person says who is meant."""
COUNTED = {
    **{"990101001000": 4, "990101002000": 4, "990101100000": 2},
    **{"990101101000": 3, "990101200000": 3, "990101201000": 2},
}
"""Duties that count, by code."""


def publish_towns(desk: Path) -> None:
    """Import the boundaries, read the plan's Word file, answer what it asks and publish it."""
    squares = [shapely.box(90 + at / 10, 10.0, 90.1 + at / 10, 10.1) for at in range(len(NAMES))]
    frame = lay(*squares, name=[*NAMES.values()], code=[*NAMES])
    import_region("towns.geojson", write(frame, ".geojson"), Asked(REGION, PLACE))
    desk.mkdir(exist_ok=True)
    write_docx(desk / "plan.docx", [HEADINGS, *ROWS])
    publishing.import_file(desk / "plan.docx", PLAN, REGION, None, "甲")
    publishing.state_facts(PLAN, FACTS, "甲")
    answers = {BUREAU: "department", SUBDISTRICTS: f"units:{','.join([*NAMES][:2])}"}
    keys = [(f"names/{name}", f"unknown:{name}") for name in answers]
    assert list_asked() == keys
    given = [Given(*key, answer, "甲") for key, answer in zip(keys, answers.values(), strict=True)]
    publishing.decide(PLAN, given)
    publishing.publish(PLAN, "甲", "")


def list_asked() -> list[tuple[str, str]]:
    """Keys and tags of what the plan's reading asks."""
    with read() as connection:
        assert connection
        asked = publishing.load_state(connection, PLAN).settled.open
    return [(one.key, one.tag) for one in asked]
