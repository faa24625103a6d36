"""What is remembered is bounded, however many views are opened."""

from __future__ import annotations

from components.session.remember import MAX_RESULTS, remember


def test_the_longest_unused_result_is_forgotten() -> None:
    computed: list[int] = []
    double = remember(lambda n: computed.append(n) or 2 * n)
    for n in range(MAX_RESULTS + 1):
        assert double(n) == 2 * n
    double(1)
    double(0)
    assert computed == [*range(MAX_RESULTS + 1), 0]
