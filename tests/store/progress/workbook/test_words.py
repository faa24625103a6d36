"""The words of the workbook in both languages."""

from __future__ import annotations

import re

from store.progress.reports import FIELDS, STATUSES
from store.progress.workbook.template import WIDTHS
from store.progress.workbook.words import find_by_word, fold, read_words


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    zh, en = read_words("zh"), read_words("en")
    places = [
        {key: sorted(re.findall(r"\{(\w+)\}", word)) for key, word in words.items()}
        for words in (zh, en)
    ]
    assert places[0] == places[1]
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [key for key, word in en.items() if chinese.search(word)] == []


def test_every_status_and_column_has_a_word_of_its_own() -> None:
    statuses, heads = find_by_word("status"), find_by_word("head")
    assert sorted(statuses.values()) == sorted([*STATUSES, *STATUSES])
    assert {*WIDTHS, *FIELDS} <= {*heads.values()}
    assert len(heads) == 2 * len({*heads.values()})


def test_words_are_compared_without_spaces_marks_width_and_size() -> None:
    assert fold(" 行 号（勿改）\n") == fold("行号(勿改)")
    assert fold("Ｄｏｎｅ") == "done"
