"""Any word of the table that the source lacks, or of the source that the table lacks, is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.packages.package import open_package
from geo.plan.proof import normalise

MEASURES, SOURCE = "ecology-2025/measures.csv", "ecology-2025/source.txt"
# Outside the page furniture, whose repetition the walk cannot tell from the real one.
WORDS = ["开展", "市统计局", "相关区政府", "年底前", "一、生态环境质量状况目标", "（GEP-R）"]


def describe_without_hashes(copy):
    return [p for p in copy.describe_problems() if p[0] != "changed_file"]


@pytest.mark.parametrize(
    ("row", "column", "old", "new"),
    [
        (9, "text", "依法查处", "坚决查处"),
        (9, "text", "依法查处", ""),
        (9, "text", "依法查处", "依法依规查处"),
        (2, "text", "力争稳中向好", "稳中向好"),
        (4, "task", "监测", "检测"),
        (10, "chapter", "三、", "四、"),
        (15, "deadline", "持续推进", "年底前"),
        (19, "support", "市规划自然资源委", "市水务局"),
        (14, "support", "市水务局;市生态环境局", "市生态环境局;市水务局"),
        (12, "support", "———", "市财政局"),
        (11, "main", "海淀区政府;丰台区政府", "海淀区政府"),
    ],
)
def test_changed_wording_is_unproved(real_copy, row, column, old, new):
    cell = open_package(real_copy.path(MEASURES).parent).read_table("measures").loc[row, column]
    assert old in cell
    real_copy.replace_cell(MEASURES, row, column, cell.replace(old, new))
    found = [problem[:4] for problem in describe_without_hashes(real_copy)]
    assert found == [("unproved", MEASURES, row, column)]


def test_unproved_cell_is_shown_with_the_words_of_the_source(real_copy):
    real_copy.replace(MEASURES, "加强重点农作物、畜禽", "保护重点农作物、畜禽")
    (problem,) = real_copy.find_problems()
    found = (problem.rule, problem.row, problem.column, problem.value)
    assert found == ("unproved", 7, "text", "保护重点农作物、畜禽、水产等种质资源保护。")
    assert problem.details == {"source": "加强重点农作物、畜禽、水产等种质资源保护。年底前"}


@pytest.mark.parametrize(
    "word", ["稳中向好", "市水务局", "二、强化生物多样性保护", "持续推进", "种质资源库体系,持续"]
)
def test_word_dropped_from_the_source_is_found(real_copy, word):
    text = real_copy.path(SOURCE).read_text(encoding="utf-8")
    assert word in text
    real_copy.path(SOURCE).write_text(text.replace(word, "", 1), encoding="utf-8")
    rules = [(rule, file) for rule, file, *_ in describe_without_hashes(real_copy)]
    assert rules == [("unproved", MEASURES)]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "before", ["二、强化生物多样性保护", "市公安局\n市市场监管局\n\n—", "8\n加强资源"]
)
def test_word_added_in_the_source_is_found(real_copy, word, before):
    real_copy.replace(SOURCE, before, f"{word}\n{before}")
    rules = [rule for rule, *_ in describe_without_hashes(real_copy)]
    assert rules == ["unproved"]


@pytest.mark.parametrize("word", WORDS)
def test_word_added_at_the_end_of_the_source_is_left_over(real_copy, word):
    text = real_copy.path(SOURCE).read_text(encoding="utf-8")
    real_copy.path(SOURCE).write_text(f"{text}{word}\n", encoding="utf-8")
    assert real_copy.describe_problems() == [("left_over", SOURCE, None, None, normalise(word))]


def test_last_row_left_out_of_the_table_is_left_over_in_the_source(real_copy):
    lines = real_copy.path(MEASURES).read_text(encoding="utf-8").splitlines(keepends=True)
    real_copy.path(MEASURES).write_text("".join(lines[:-1]), encoding="utf-8")
    (problem, _changed) = real_copy.find_problems()
    assert (problem.rule, problem.file, problem.value) == (
        "left_over",
        SOURCE,
        "推动落实生态文明示范创建后评估长效机制。各相关区",
    )


def test_row_left_out_in_the_middle_is_unproved_at_the_next(real_copy):
    lines = real_copy.path(MEASURES).read_text(encoding="utf-8").splitlines(keepends=True)
    real_copy.path(MEASURES).write_text("".join(lines[:6] + lines[7:]), encoding="utf-8")
    (problem,) = real_copy.find_problems()
    assert (problem.rule, problem.row, problem.column) == ("unproved", 7, "task_no")


def test_two_rows_in_the_wrong_order_are_unproved(real_copy):
    lines = real_copy.path(MEASURES).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[5], lines[6] = lines[6], lines[5]
    real_copy.path(MEASURES).write_text("".join(lines), encoding="utf-8")
    (problem,) = real_copy.find_problems()
    assert (problem.rule, problem.row) == ("unproved", 6)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.sampled_from("全市，（）；%１ \n\t\u3000")))
def test_normalised_text_has_no_space_and_no_full_width_mark(text):
    assert set(normalise(text)) <= set("全市,();%1")
