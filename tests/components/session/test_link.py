"""Links: what is written is read back; what is not known is said."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from components.session.link import (
    CHANGES,
    SHAPES,
    SHOWN,
    View,
    keep_shared,
    parse_view,
    read_pair,
    write_view,
)
from geo.model import Model
from geo.plan.duties import BASES, COUNTED_BASES
from tests.real_model import MODEL


def order(chosen: set[str]) -> tuple[str, ...]:
    """Bases as a view holds them: in order, and the counted ones together as the default."""
    return (
        COUNTED_BASES
        if chosen == set(MODEL.counted_bases)
        else tuple(sorted(chosen, key=BASES.index))
    )


views = st.builds(
    View,
    lang=st.sampled_from(["zh", "en"]),
    against=st.sampled_from([None, "ecology-2025"]),
    district=st.none() | st.sampled_from(MODEL.codes),
    metric=st.sampled_from(MODEL.metrics),
    bases=st.sets(st.sampled_from(MODEL.bases)).map(order),
    compare=st.lists(st.sampled_from(MODEL.codes), unique=True, max_size=5).map(tuple),
    show=st.sampled_from(SHOWN),
    shape=st.sampled_from(SHAPES),
)


@given(views)
def test_a_view_survives_its_link(view: View) -> None:
    assert parse_view(write_view(view), MODEL) == (view, [])


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=6))
def test_any_link_gives_a_view(params: dict[str, str]) -> None:
    view, _ = parse_view(params, MODEL)
    assert view.district in [None, *MODEL.codes]
    assert view.metric in MODEL.metrics
    assert set(view.bases) <= set(BASES)


def test_defaults_are_left_out(model: Model) -> None:
    assert write_view(View()) == {}
    assert parse_view({}, model) == (View(), [])


def test_unknown_things_are_named(model: Model) -> None:
    params = {"district": "x", "metric": "ch9", "basis": "named,guess", "lang": "fr", "foo": "1"}
    view, notices = parse_view(params, model)
    assert view == View()
    assert [dict(notice.values) for notice in notices] == [
        {"name": "foo"},
        {"name": "lang", "value": "fr"},
        {"name": "metric", "value": "ch9"},
        {"name": "district", "value": "x"},
        {"name": "basis", "value": "guess"},
    ]


def test_parameters_of_other_pages_are_known(model: Model) -> None:
    params = {"compare": "110118", "run": "a", "slide": "2", "q": "x", "layers": "sites"}
    assert parse_view(params, model)[1] == []


def test_moving_on_keeps_what_makes_sense_elsewhere() -> None:
    params = {"lang": "en", "district": "bda", "metric": "main", "show": "heat"}
    assert keep_shared(params) == {"lang": "en", "district": "bda", "metric": "main"}
    assert keep_shared({"against": "ecology-2025", "to": "x"}) == {"against": "ecology-2025"}


def test_an_edition_that_is_not_there_or_of_another_region_is_named(model: Model) -> None:
    view, notices = parse_view({"against": "nowhere"}, model)
    assert view.against is None
    assert [dict(one.values) for one in notices] == [{"name": "against", "value": "nowhere"}]
    plan = replace(model.plan, meta={**model.plan.meta, "region": "elsewhere"})
    view, notices = parse_view({"against": "ecology-2025"}, replace(model, plan=plan))
    assert (view.against, len(notices)) == (None, 1)


def test_beside_an_edition_the_map_shows_changes_unless_the_link_says_otherwise(
    model: Model,
) -> None:
    beside = {"against": "ecology-2025"}
    view, _ = parse_view(beside, model)
    assert (view.metric, view.counted, write_view(view)) == (CHANGES, "all", beside)
    for metric in ("all", "lead"):
        view, notices = parse_view({**beside, "metric": metric}, model)
        assert (view.metric, view.counted, notices) == (metric, metric, [])
        assert write_view(view) == {**beside, "metric": metric}
    _, notices = parse_view({"metric": CHANGES}, model)
    assert [dict(one.values) for one in notices] == [{"name": "metric", "value": CHANGES}]


def test_the_two_plans_of_a_link_are_told_from_what_a_messenger_adds(model: Model) -> None:
    params = {"from": "singlemessage", "to": "next"}
    assert read_pair(params, ["ecology-2025", "singlemessage"]) == ("ecology-2025", "next")
    assert read_pair(params, ["nowhere", "singlemessage"]) == ("nowhere", "next")
    assert read_pair({"from": "singlemessage"}, ["singlemessage"]) is None
    assert read_pair({"to": "next"}, []) is None
    assert parse_view({"from": "singlemessage"}, model)[1] == []


def test_comparison_drops_unknown_and_repeated_codes_with_a_notice(model: Model) -> None:
    view, notices = parse_view({"compare": "110118,zz,110119,110118", "show": "only:110101"}, model)
    assert view.compare == ("110118", "110119")
    assert [dict(n.values) for n in notices] == [
        {"name": "compare", "value": "zz"},
        {"value": "110118"},
        {"name": "show", "value": "only:110101"},
    ]
