"""The table is the printed plan: a second proof, independent of `geo.plan.proof`.

`geo.plan.proof` walks the source from cell to cell. Here names are counted on both sides, and the
table's words are taken out of the source until nothing but numbers and dashes remains.
"""

import re
import unicodedata
from collections import Counter

import pytest

from geo.model import load_model
from geo.plan.proof import find_source_problems

# Running heads repeated where a task goes on over the page.
TASKS_CONTINUED = {9: "统筹推进实施生态保护修复", 12: "推进城市副中心生态建设"}
PAGE_HEAD = "序号重点任务工作措施完成时限牵头部门主责单位协办单位"
PAGES = 6
PAGE_NUMBERS = [15, 25, 35]
# Dashes around the page numbers at the foot of the six pages.
FOOT_DASHES = 2 + 1 + 2 + 1 + 2 + 2


def squeeze(text):
    """NFKC without spaces: what the extraction could not spoil."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def model():
    return load_model("ecology-2025")


@pytest.fixture(scope="module")
def cells(model):
    """Names of every unit cell, a merged cell counted once, dashes included."""
    return [
        name
        for row in model.plan.measures.to_dict("records")
        for role in (["lead", "support"] if row["shared_cell"] else ["lead", "main", "support"])
        for name in row[role].split(";")
    ]


def count_longest_first(text, names):
    counts = Counter()
    for name in sorted(names, key=len, reverse=True):
        counts[name] = text.count(name)
        text = text.replace(name, "|")
    return counts


def remove_words(text, words):
    """`text` with every word cut out once, longest first, and the words it lacks."""
    missing = []
    for word in sorted(words, key=len, reverse=True):
        if word not in text:
            missing.append(word)
        text = text.replace(word, "|", 1)
    return text, missing


def list_printed_words(model, cells):
    measures = model.plan.measures
    return [
        *(squeeze(text) for text in measures["text"]),
        *measures["deadline"],
        *measures["chapter"].unique(),
        *measures["task"].unique(),
        *TASKS_CONTINUED.values(),
        *(name for name in cells if not set(name) <= {"—"}),
        *([PAGE_HEAD] * PAGES),
        *("附件5", "生态保护2025年行动计划"),
    ]


def test_walk_through_the_source_finds_nothing(model):
    assert find_source_problems(model.plan) == []


def test_every_unit_name_stands_as_often_in_the_source_as_in_the_table(model, cells):
    spellings = model.region.package.read_table("unit_names")["spelling"].unique()
    table = "\n".join([*cells, *(squeeze(text) for text in model.plan.measures["text"])])
    in_table = count_longest_first(table, spellings)
    in_source = count_longest_first(squeeze(model.plan.source), spellings)
    assert (len(in_table), in_source) == (35, in_table)


def test_every_spelling_occurs_in_the_plan(model):
    spellings = model.region.package.read_table("unit_names")["spelling"].unique()
    counts = count_longest_first(squeeze(model.plan.source), spellings)
    assert (len(counts), [name for name, count in counts.items() if count == 0]) == (35, [])


def test_every_name_of_a_cell_has_a_spelling(model, cells):
    known = {*model.region.unit_names["spelling"], *model.plan.meta["no_unit"]}
    assert (len(cells), sorted(set(cells) - known)) == (189, [])


def test_every_dash_of_a_cell_is_printed_so(model, cells):
    printed = Counter(re.findall("—{2,}", model.plan.source))
    assert printed == Counter(name for name in cells if set(name) <= {"—"})


def test_source_holds_every_word_of_the_table(model, cells):
    _, missing = remove_words(squeeze(model.plan.source), list_printed_words(model, cells))
    assert missing == []


def test_nothing_but_numbers_and_dashes_is_left_of_the_source(model, cells):
    rest, _ = remove_words(squeeze(model.plan.source), list_printed_words(model, cells))
    assert re.sub(r"[0-9—|]", "", rest) == ""


def test_numbers_left_are_those_of_tasks_and_pages(model, cells):
    rest, _ = remove_words(squeeze(model.plan.source), list_printed_words(model, cells))
    numbers = Counter(int(number) for number in re.findall("[0-9]+", rest))
    assert numbers == Counter([*range(1, 16), *TASKS_CONTINUED, *PAGE_NUMBERS])


def test_dashes_left_are_those_of_cells_and_page_feet(model, cells):
    rest, _ = remove_words(squeeze(model.plan.source), list_printed_words(model, cells))
    of_cells = sum(len(name) for name in cells if set(name) <= {"—"})
    assert rest.count("—") == of_cells + FOOT_DASHES
