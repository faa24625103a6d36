"""A `datapackage.json` that lacks what the code relies on is refused, not stumbled over."""

import pytest

FILE = "beijing/datapackage.json"


def find_resource(descriptor, name):
    return next(r for r in descriptor["resources"] if r["name"] == name)


def find_field(descriptor, column):
    fields = find_resource(descriptor, "units")["schema"]["fields"]
    return next(f for f in fields if f["name"] == column)


def drop_resource(descriptor):
    descriptor["resources"].remove(find_resource(descriptor, "units"))


def drop_schema(descriptor):
    del find_resource(descriptor, "units")["schema"]


def empty_fields(descriptor):
    find_resource(descriptor, "units")["schema"]["fields"] = []


def schema_as_text(descriptor):
    find_resource(descriptor, "units")["schema"] = "units.json"


def break_pattern(descriptor):
    find_field(descriptor, "unit_code")["constraints"]["pattern"] = "[0-9"


def break_constraints(descriptor):
    find_field(descriptor, "name")["constraints"] = ["required"]


def drop_type(descriptor):
    del find_field(descriptor, "name")["type"]


def invent_type(descriptor):
    find_field(descriptor, "name")["type"] = "geopoint"


def invent_key(descriptor):
    find_resource(descriptor, "units")["schema"]["primaryKey"] = ["code"]


def field_as_text(descriptor):
    find_resource(descriptor, "units")["schema"]["fields"][0] = "unit_code"


@pytest.mark.parametrize("content", [[], "x", 5])
def test_descriptor_that_is_no_object_is_refused(real_copy, content):
    real_copy.edit_json(FILE, lambda _: content)
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, None, None)]


@pytest.mark.parametrize("resources", [None, {}, "x", ["units.csv"]])
def test_descriptor_without_a_list_of_resources_is_refused(real_copy, resources):
    real_copy.edit_json(FILE, lambda d: d.update(resources=resources))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, "resources", None)]


@pytest.mark.parametrize("key", ["path", "hash"])
def test_resource_without_a_needed_entry_is_named(real_copy, key):
    real_copy.edit_json(FILE, lambda d: find_resource(d, "units").pop(key) and None)
    assert real_copy.describe_problems() == [("missing_key", FILE, None, key, "units")]


@pytest.mark.parametrize(
    ("damage", "rule", "column", "value"),
    [
        (drop_resource, "missing_key", "resources", "units"),
        (drop_schema, "missing_key", "schema", "units"),
        (empty_fields, "missing_key", "fields", "units"),
        (schema_as_text, "missing_key", "fields", "units"),
        (break_pattern, "bad_field", "fields", "units: unit_code"),
        (break_constraints, "bad_field", "fields", "units: name"),
        (drop_type, "bad_field", "fields", "units: name"),
        (invent_type, "bad_field", "fields", "units: name"),
        (field_as_text, "bad_field", "fields", "units: unit_code"),
        (invent_key, "bad_field", "primaryKey", "units: ['code']"),
    ],
)
def test_damaged_description_is_named(real_copy, damage, rule, column, value):
    real_copy.edit_json(FILE, damage)
    assert real_copy.describe_problems() == [(rule, FILE, None, column, value)]


@pytest.mark.parametrize("as_drawn", ["110101", {}, 5])
def test_gaps_as_drawn_are_a_list(real_copy, as_drawn):
    def damage(descriptor):
        find_resource(descriptor, "districts")["as_drawn"] = as_drawn

    real_copy.edit_json(FILE, damage)
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, "as_drawn", "districts")]


def find_districts(descriptor):
    return find_resource(descriptor, "districts")


def drop_properties(descriptor):
    del find_districts(descriptor)["properties"]


def empty_properties(descriptor):
    find_districts(descriptor)["properties"] = []


def properties_as_text(descriptor):
    find_districts(descriptor)["properties"] = "unit_code"


def property_as_text(descriptor):
    find_districts(descriptor)["properties"][1] = "name"


def property_without_a_name(descriptor):
    del find_districts(descriptor)["properties"][1]["name"]


def property_as_number(descriptor):
    find_districts(descriptor)["properties"][1]["type"] = "number"


def constraints_as_text(descriptor):
    find_districts(descriptor)["properties"][1]["constraints"] = "required"


@pytest.mark.parametrize(
    ("damage", "rule", "value"),
    [
        (drop_properties, "missing_key", "districts"),
        (empty_properties, "missing_key", "districts"),
        (properties_as_text, "bad_field", "districts: unit_code"),
        (property_as_text, "bad_field", "districts: name"),
        (property_without_a_name, "bad_field", "districts: None"),
        (property_as_number, "bad_field", "districts: name"),
        (constraints_as_text, "bad_field", "districts: name"),
    ],
)
def test_damaged_description_of_a_property_is_named(real_copy, damage, rule, value):
    real_copy.edit_json(FILE, damage)
    assert real_copy.describe_problems() == [(rule, FILE, None, "properties", value)]
