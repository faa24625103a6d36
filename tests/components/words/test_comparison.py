"""The comparison in words: what differs is told where it is little, counted where it is much."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from components.texts import Texts
from components.words.comparison import MAX_TOLD, build_comparison, write_comparison_counts
from components.words.words import Words
from geo.model import Model

MIYUN, YANQING, TONGZHOU, DONGCHENG = "110118", "110119", "110112", "110101"


def tell(model: Model, *codes: str) -> str:
    return write_comparison_counts(Words(model, Texts("zh")), build_comparison(model, codes))


def test_little_is_told_by_number_and_role(model: Model) -> None:
    assert tell(model, MIYUN, YANQING) == (
        "密云区、延庆区已明确的职责涉及19条措施：相同17条（角色和写法都一样）、仅密云1条（9.5）、"
        "不同1条（10 密云牵头·主责†、延庆协办†）。另有6条只写“相关区”，待明确，不计入。"
    )


def test_much_is_counted(model: Model) -> None:
    assert "仅密云11条。" in tell(model, DONGCHENG, MIYUN)
    assert "不同5条（写法不同5条）" in tell(model, TONGZHOU, "bda")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_told_is_what_is_counted(model: Model, lang: str) -> None:
    for codes in combinations(model.codes, 2):
        comparison = build_comparison(model, codes)
        said = write_comparison_counts(Words(model, Texts(lang)), comparison)
        different = [row for row in comparison.rows if row.kind == "different"]
        told = [row for row in different if re.search(rf"[（(；; ]{row.measure_id}:? ", said)]
        assert told == (different if len(different) <= MAX_TOLD else []), said
