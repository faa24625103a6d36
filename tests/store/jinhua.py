"""A small plan of another city with other columns, in our own wording, and what it comes to."""

from __future__ import annotations

from pathlib import Path

from geo.own_regions import keep_region
from store import publishing
from store.database import read
from store.publishing import Given
from tests.geo.intake.typeset import write_docx

REGION, PLAN = "330700", "jinhua-plan"
FACTS = {"title": "金华市生态提升行动方案", "annex": "附件1"}
HEADINGS = ("序号", "主要任务", "牵头单位", "责任单位", "配合单位", "完成时限")
FORESTS = "市自然资源和规划局"
ROWS = (
    ("一、水环境", *"<<<<<"),
    ("1", "排查入河排口120个。", "市生态环境局", "各县（市、区）政府", "市水利局", "2026年6月底前"),
    ("2", "建设河湖6条。", "市水利局", "婺城区政府、金东区政府", FORESTS, "2026年底前"),
    ("3", "改造管网。", "市建设局", "义乌市政府\n东阳市人民政府", "———", "2026年底前"),
    ("二、森林", *"<<<<<"),
    ("4", "在浦江县、磐安县试点修复湿地。", FORESTS, "有关县（市、区）政府", "———", "2026年底前"),
    ("5", "保护古树名木。", FORESTS, "各县（市、区）政府", "市农业农村局", "持续推进"),
)
COUNTED = {
    **{"330702": 3, "330703": 3, "330723": 2, "330726": 3, "330727": 3},
    **{"330781": 2, "330782": 3, "330783": 3, "330784": 2},
}
"""Duties that count: two of everybody, what names a county, and the two that 4 mentions."""


def publish_jinhua(desk: Path) -> None:
    """Build the region, read the plan's Word file, answer what it asks and publish it."""
    keep_region(REGION)
    desk.mkdir(exist_ok=True)
    write_docx(desk / "plan.docx", [HEADINGS, *ROWS])
    publishing.import_file(desk / "plan.docx", PLAN, REGION, None, "甲")
    publishing.state_facts(PLAN, FACTS, "甲")
    with read() as connection:
        assert connection
        asked = publishing.load_state(connection, PLAN).settled.open
    publishing.decide(PLAN, [Given(one.key, one.tag, "other_unit", "甲") for one in asked])
    publishing.publish(PLAN, "甲", "")
