"""Links: what is written is read back; what is not known is said."""

from hypothesis import given
from hypothesis import strategies as st

from components.state import View, keep_shared, parse_view, write_view
from geo.duties import BASES
from geo.load import list_metrics
from geo.model import Model, load_model

MODEL = load_model("ecology-2025")
views = st.builds(
    View,
    lang=st.sampled_from(["zh", "en"]),
    district=st.none() | st.sampled_from(MODEL.codes),
    metric=st.sampled_from(list_metrics(MODEL.plan.measures)),
    bases=st.sets(st.sampled_from(BASES)).map(lambda s: tuple(b for b in BASES if b in s)),
)


@given(views)
def test_a_view_survives_its_link(view: View) -> None:
    assert parse_view(write_view(view), MODEL) == (view, [])


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=6))
def test_any_link_gives_a_view(params: dict[str, str]) -> None:
    view, _ = parse_view(params, MODEL)
    assert view.district in [None, *MODEL.codes]
    assert view.metric in list_metrics(MODEL.plan.measures)
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


def test_moving_on_keeps_language_plan_and_district() -> None:
    params = {"lang": "en", "district": "bda", "metric": "main"}
    assert keep_shared(params) == {"lang": "en", "district": "bda"}
