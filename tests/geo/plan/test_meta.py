"""A `plan.json` that lacks an entry, or holds another form of it, is refused."""

import pytest

from geo.plan.count import select_metric

FILE = "ecology-2025/plan.json"
TEXTS = ["plan", "version", "region", "title"]
LISTS = ["citation", "deadlines", "no_unit", "furniture"]


@pytest.mark.parametrize("content", [[], ["x"], "x", 5])
def test_plan_that_is_no_object_is_refused(real_copy, content):
    real_copy.edit_json(FILE, lambda _: content)
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, None, None)]


def test_null_in_the_place_of_the_plan_is_refused(real_copy):
    real_copy.path(FILE).write_text("null", encoding="utf-8")
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, None, None)]


@pytest.mark.parametrize("key", [*TEXTS, *LISTS])
def test_missing_entry_is_named(real_copy, key):
    real_copy.edit_json(FILE, lambda meta: meta.pop(key) and None)
    assert real_copy.describe_problems() == [("missing_key", FILE, None, key, None)]


@pytest.mark.parametrize("key", [*TEXTS, *LISTS])
@pytest.mark.parametrize("value", [None, 7, {}, [7], ""])
def test_entry_of_another_form_is_named(real_copy, key, value):
    real_copy.edit_json(FILE, lambda meta: meta.update({key: value}))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, key, None)]


@pytest.mark.parametrize("key", ["citation", "deadlines"])
def test_record_without_its_entries_is_named(real_copy, key):
    real_copy.edit_json(FILE, lambda meta: meta[key].append({"code": "x"}))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, key, None)]


def test_a_deadline_is_a_metric_by_its_code(real_copy):
    real_copy.edit_json(FILE, lambda meta: meta["deadlines"][1].update(code="steady"))
    real_copy.register()
    model = real_copy.load()
    assert model.metrics[-2:] == ["year_end", "steady"]
    assert select_metric(model.joined, "steady")["deadline"].unique().tolist() == ["持续推进"]


@pytest.mark.parametrize("code", ["all", "own", "support", "ch1", "ch12"])
def test_a_deadline_may_not_be_called_like_another_metric(real_copy, code):
    real_copy.edit_json(FILE, lambda meta: meta["deadlines"][1].update(code=code))
    real_copy.register()
    assert real_copy.describe_problems() == [("reserved_code", FILE, None, "deadlines", code)]


def test_a_plan_may_be_no_annex(real_copy):
    def drop(meta):
        del meta["annex"], meta["annex_en"]

    real_copy.edit_json(FILE, drop)
    real_copy.register()
    assert real_copy.load().plan.meta["annex_en"] == ""


def test_english_that_is_left_out_is_the_printed_text(real_copy):
    def drop(meta):
        del meta["title_en"], meta["annex_en"], meta["deadlines"][0]["en"]

    real_copy.edit_json(FILE, drop)
    real_copy.register()
    meta = real_copy.load().plan.meta
    assert (meta["title_en"], meta["annex_en"]) == (meta["title"], meta["annex"])
    assert meta["deadlines"][0]["en"] == meta["deadlines"][0]["printed"]


@pytest.mark.parametrize("key", ["protected_measures", "no_target", "kinds"])
def test_optional_list_that_is_left_out_is_empty(real_copy, key):
    real_copy.edit_json(FILE, lambda meta: meta.pop(key, None) and None)
    real_copy.register()
    assert real_copy.load().plan.meta[key] == []


@pytest.mark.parametrize("region", ["atlantis", "../plans/ecology-2025", ".", "beijing/"])
def test_unknown_region_is_named(real_copy, region):
    real_copy.edit_json(FILE, lambda meta: meta.update(region=region))
    assert real_copy.describe_problems() == [("unknown_region", FILE, None, "region", region)]


def test_doubtful_measures_may_be_left_out_but_not_misspelt(real_copy):
    real_copy.edit_json(FILE, lambda meta: meta.update(doubtful_measures=["10", "99"]))
    expected = [("unknown_code", FILE, None, "doubtful_measures", "99")]
    assert real_copy.describe_problems() == expected
    real_copy.edit_json(FILE, lambda meta: meta.pop("doubtful_measures") and None)
    real_copy.register()
    assert not real_copy.load().duties["is_doubtful"].any()


@pytest.mark.parametrize("key", ["annex", "series", "year", "document_no", "date", "status"])
def test_a_fact_that_is_left_out_is_empty_and_of_another_form_is_named(real_copy, key):
    real_copy.edit_json(FILE, lambda meta: meta.pop(key, None) and None)
    real_copy.register()
    assert real_copy.load().plan.meta[key] == ""
    real_copy.edit_json(FILE, lambda meta: meta.update({key: 7}))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, key, None)]


@pytest.mark.parametrize("value", [None, [], "主责", {"main": 7}])
def test_names_of_roles_of_another_form_are_named(real_copy, value):
    real_copy.edit_json(FILE, lambda meta: meta.update(roles=value))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, "roles", None)]
