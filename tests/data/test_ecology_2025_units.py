"""Every unit cell of the plan, read from the printed text by hand and not from the table.

Where the layout leaves doubt (1, 4, 6.2, 7.1, 7.2, 9.1, 9.2, 9.3, 9.6, 10, 11.2, 12.2) the
project's ruling decides. A row of two strings has one merged cell: its units lead and are main.
"""

import pytest

from geo.packages.package import DATA_DIR, open_package

ZONE = "北京经济技术开发区管委会"
FOURTEEN = (
    "朝阳区政府 海淀区政府 丰台区政府 石景山区政府 门头沟区政府 房山区政府 通州区政府 "
    "顺义区政府 昌平区政府 大兴区政府 平谷区政府 怀柔区政府 密云区政府 延庆区政府"
)
TWELVE = (
    "海淀区政府 丰台区政府 石景山区政府 门头沟区政府 房山区政府 顺义区政府 "
    "昌平区政府 大兴区政府 平谷区政府 怀柔区政府 密云区政府 延庆区政府"
)
NINE_WITH_MINES = (
    "丰台区政府 门头沟区政府 房山区政府 顺义区政府 昌平区政府 "
    "平谷区政府 怀柔区政府 密云区政府 延庆区政府"
)
NINE_MODELS = (
    "朝阳区政府 海淀区政府 丰台区政府 门头沟区政府 昌平区政府 "
    "平谷区政府 怀柔区政府 密云区政府 延庆区政府"
)
SEVEN = "门头沟区政府 房山区政府 昌平区政府 平谷区政府 怀柔区政府 密云区政府 延庆区政府"

PRINTED = {
    "1": ("市生态环境局 各区政府", "市规划自然资源委 市园林绿化局 市水务局 市农业农村局"),
    "2": ("相关区政府", "———"),
    "3": ("市生态环境局", "相关区政府"),
    "4": ("市农业农村局 市园林绿化局", "市水务局 市生态环境局"),
    "5.1": ("市园林绿化局", "相关区政府"),
    "5.2": ("市农业农村局", "相关区政府"),
    "6.1": ("市园林绿化局", "市公安局 市市场监管局"),
    "6.2": ("市农业农村局 市园林绿化局", "市公安局 市市场监管局"),
    "7.1": ("市规划自然资源委 市生态环境局", FOURTEEN, "———"),
    "7.2": (
        "市园林绿化局 市生态环境局",
        TWELVE,
        "市规划自然资源委 市水务局 市交通委 市文化和旅游局",
    ),
    "7.3": (FOURTEEN, "———"),
    "8": ("市规划自然资源委", "相关区政府", "市生态环境局"),
    "9.1": (NINE_WITH_MINES, "市规划自然资源委 市园林绿化局 市水务局 市生态环境局"),
    "9.2": (
        "门头沟区政府 房山区政府",
        "市规划自然资源委 市财政局 市生态环境局 市园林绿化局 市水务局",
    ),
    "9.3": ("市园林绿化局", f"各区政府 {ZONE}", "———"),
    "9.4": ("市水务局", "相关区政府", "———"),
    "9.5": ("市园林绿化局", "相关区政府", "———"),
    "9.6": (
        "市园林绿化局 市住房城乡建设委 市生态环境局",
        f"各区政府 {ZONE}",
        "市规划自然资源委",
    ),
    "10": ("市生态环境局 密云区政府 门头沟区政府", "怀柔区政府 延庆区政府"),
    "11.1": (
        "市园林绿化局",
        "昌平区政府 怀柔区政府 密云区政府 延庆区政府 通州区政府",
        "———",
    ),
    "11.2": ("市园林绿化局", f"各区政府 {ZONE}", "市公安局"),
    "12.1": ("市水务局", "通州区政府", "————"),
    "12.2": ("市园林绿化局 市水务局", "城市副中心党工委管委会 通州区政府", "———"),
    "13.1": ("市生态环境局", "各区政府"),
    "13.2": ("各区政府", "市生态环境局"),
    "14.1": ("市发展改革委", f"市生态环境局 各区政府 {ZONE}"),
    "14.2": (
        "市生态环境局",
        "市发展改革委 市规划自然资源委 市水务局 市农业农村局 市园林绿化局 "
        f"市统计局 市气象局 各区政府 {ZONE}",
    ),
    "14.3": ("市财政局", f"市生态环境局 {SEVEN}"),
    "15.1": ("市生态环境局", "相关区政府", "———"),
    "15.2": (NINE_MODELS, "———"),
    "15.3": ("市生态环境局", NINE_MODELS, "———"),
}
ONGOING = {"9.2", "15.2", "15.3"}


@pytest.fixture(scope="module")
def measures():
    return open_package(DATA_DIR / "plans" / "ecology-2025").read_table("measures")


def test_all_31_rows_are_read_by_hand():
    assert len(PRINTED) == 31


def test_measures_stand_in_printed_order(measures):
    assert measures["measure_id"].tolist() == list(PRINTED)


@pytest.mark.parametrize("measure_id", PRINTED)
def test_unit_cells_are_the_printed_ones(measures, measure_id):
    (row,) = measures[measures["measure_id"] == measure_id].to_dict("records")
    cells = PRINTED[measure_id]
    is_merged = len(cells) == 2
    lead, main, support = (cells[0], *cells) if is_merged else cells
    found = (row["lead"], row["main"], row["support"], row["shared_cell"])
    expected = [";".join(cell.split()) for cell in (lead, main, support)]
    assert found == (*expected, is_merged)


@pytest.mark.parametrize("measure_id", PRINTED)
def test_deadline_is_the_printed_one(measures, measure_id):
    (found,) = measures.loc[measures["measure_id"] == measure_id, "deadline"]
    assert found == ("持续推进" if measure_id in ONGOING else "年底前")
