"""Who has half as many duties as in the edition before, or none."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from components.words.beside import list_fallen

COUNTS = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), min_size=1)


@given(COUNTS)
def test_whoever_had_some_and_keeps_half_or_less_has_fallen(counts: list[tuple[int, int]]) -> None:
    beside = pd.DataFrame(counts, columns=["counted_before", "counted"])
    expected = [at for at, (before, now) in enumerate(counts) if before and now <= before / 2]
    assert list_fallen(beside) == expected
