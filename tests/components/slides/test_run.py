"""The run of a link: read back what was written, drop what is unknown, never empty."""

from hypothesis import given
from hypothesis import strategies as st

from components.slides.run import (
    MAX_SLIDES,
    is_slide,
    list_default_run,
    list_fixed_slides,
    parse_run,
    parse_slide,
    write_run,
)
from geo.model import Model
from tests.real_model import MODEL

CODES = [*list_fixed_slides(MODEL), *MODEL.codes, "110118-110119", "110101-bda-110109-110111"]


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=MAX_SLIDES))
def test_a_run_reads_back_as_written(run: list[str]) -> None:
    assert parse_run({"run": write_run(run)}, MODEL) == (run, [])


@given(st.text(max_size=60))
def test_any_link_gives_slides_that_exist(value: str) -> None:
    run, _ = parse_run({"run": value}, MODEL)
    assert run
    assert [code for code in run if not is_slide(code, MODEL)] == []


def test_default_run_covers_the_plan_and_what_the_link_chose(model: Model) -> None:
    assert list_default_run(model, {}) == [
        *("cover", "plan", "ch1", "ch2", "ch3", "ch4", "sites", "areas")
    ]
    chosen = {"district": "110118", "compare": "110118,110119"}
    assert list_default_run(model, chosen)[-2:] == ["110118", "110118-110119"]
    assert list_default_run(model, {"compare": "110118"})[-1] == "areas"


def test_unknown_slides_are_named_and_dropped(model: Model) -> None:
    run, notices = parse_run({"run": "plan,ch9,110118-110118,<b>,110118"}, model)
    assert run == ["plan", "110118"]
    assert [n.values["value"] for n in notices] == ["ch9", "110118-110118", "<b>"]


def test_an_empty_run_offers_the_default_and_says_so(model: Model) -> None:
    run, notices = parse_run({"run": "nothing"}, model)
    assert run == list_default_run(model, {})
    assert [n.key for n in notices] == ["notice.unknown_value", "present.empty_run"]
    assert [n.key for n in parse_run({"run": ""}, model)[1]] == ["present.empty_run"]
    assert parse_run({}, model)[1] == []


def test_a_long_run_is_cut_with_a_notice(model: Model) -> None:
    run, notices = parse_run({"run": ",".join(["plan"] * 50)}, model)
    assert len(run) == MAX_SLIDES
    assert [n.key for n in notices] == ["present.too_many"]


def test_slide_numbers_stay_within_the_run() -> None:
    assert parse_slide({"slide": "2"}, 3) == (2, [])
    for value, kept in (("0", 1), ("9", 3), ("x", 1), ("²", 1), ("-1", 1)):
        number, notices = parse_slide({"slide": value}, 3)
        assert (number, len(notices)) == (kept, 1)
