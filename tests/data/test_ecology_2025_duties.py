"""Duties of the 17 territorial parties, counted by hand from the printed table."""

import pytest

from geo.model import load_model

# name: counted, of these main, lead, support; and left open by the plan
COUNTED = {
    "东城区": (8, 5, 2, 3, 8),
    "西城区": (8, 5, 2, 3, 8),
    "朝阳区": (12, 9, 4, 3, 8),
    "海淀区": (13, 10, 4, 3, 8),
    "丰台区": (14, 11, 5, 3, 8),
    "石景山区": (11, 8, 3, 3, 8),
    "门头沟区": (18, 14, 8, 4, 7),
    "房山区": (15, 11, 6, 4, 7),
    "通州区": (13, 10, 3, 3, 8),
    "顺义区": (12, 9, 4, 3, 8),
    "昌平区": (17, 13, 6, 4, 7),
    "大兴区": (11, 8, 3, 3, 8),
    "平谷区": (16, 12, 6, 4, 7),
    "怀柔区": (18, 13, 6, 5, 7),
    "密云区": (19, 15, 7, 4, 6),
    "延庆区": (18, 13, 6, 5, 7),
    "北京经济技术开发区": (5, 3, 0, 2, 0),
}
MIYUN = {
    "all": ["1", "9.3", "9.6", "11.2", "13.1", "13.2", "14.1", "14.2"],
    "named": ["7.1", "7.2", "7.3", "9.1", "10", "11.1", "14.3", "15.2", "15.3"],
    "mentioned": ["2", "9.5"],
    "relevant": ["3", "5.1", "5.2", "8", "9.4", "15.1"],
}


@pytest.fixture(scope="module")
def model():
    return load_model("ecology-2025")


@pytest.fixture(scope="module")
def summary(model):
    return model.summary.rename(index=model.region.parties["name"])


def test_duties_are_counted_for_every_party_in_the_order_of_the_codes(summary):
    assert summary.index.tolist() == list(COUNTED)


@pytest.mark.parametrize("party", COUNTED)
def test_duties_of_a_party_are_those_counted_by_hand(summary, party):
    columns = ["total", "main", "lead", "support", "relevant"]
    assert tuple(summary.loc[party, columns]) == COUNTED[party]


def test_duties_of_miyun_are_the_measures_read_by_hand(model):
    duties = model.duties[model.duties["unit_code"] == "110118"]
    found = {basis: rows["measure_id"].tolist() for basis, rows in duties.groupby("basis")}
    assert found == MIYUN


def test_roles_less_the_merged_cells_give_the_total(summary):
    roles = summary["lead"] + summary["main"] + summary["support"] - summary["lead_and_main"]
    assert (len(summary), summary.index[roles != summary["total"]].tolist()) == (17, [])


def test_every_lead_of_a_party_is_a_merged_cell(summary):
    apart = summary.index[summary["lead"] != summary["lead_and_main"]]
    assert (len(summary), apart.tolist()) == (17, [])


@pytest.mark.parametrize(
    "parts",
    [
        ["named", "all", "mentioned"],
        ["ch1", "ch2", "ch3", "ch4"],
        ["deadline:年底前", "deadline:持续推进"],
    ],
)
def test_bases_chapters_and_deadlines_each_split_the_total(summary, parts):
    unequal = summary.index[summary[parts].sum(axis=1) != summary["total"]]
    assert (len(summary), unequal.tolist()) == (17, [])
