"""Every rule is worded in both languages, and every wording belongs to a rule of the code."""

import pickle
import re
from pathlib import Path

import pytest

import geo
from geo.intake.tables import SeveralTables
from geo.packages.problems import (
    DataError,
    Problem,
    print_problems,
    raise_if_any,
    read_rules,
)
from geo.packages.schema import build_schema

ROOT = Path(geo.__file__).parent.parent
SOURCES = [
    path
    for folder in ("geo", "store", "data/build", "components", "server")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
WORDINGS = ["zh", "en", "fix_zh", "fix_en"]

TYPE = {"type": "integer"}


def list_rules_in_code():
    """Rules of `Problem("…")` anywhere, and names of the checks of a schema."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    named = re.findall(r'Problem\(\s*"([a-z_]+)"', code)
    return {*named, *list_schema_rules()}


def list_schema_rules():
    constraints = {"required": True, "unique": True, "pattern": "a", "enum": ["a"]}
    field = {"name": "a", "type": "integer", "constraints": constraints}
    return [check.error for check in build_schema({"fields": [field]}).columns["a"].checks]


def find_placeholders(wording):
    return set(re.findall(r"\{(\w+)\}", wording))


def test_every_rule_of_the_code_is_worded():
    rules = list_rules_in_code()
    assert (len(rules) > 20, sorted(rules - set(read_rules()))) == (True, [])


def test_every_wording_is_used_by_the_code():
    assert sorted(set(read_rules()) - list_rules_in_code()) == []


def test_every_problem_of_the_code_names_its_rule_outright():
    code = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in SOURCES}
    indirect = [
        (name, found)
        for name, text in code.items()
        for found in re.findall(r"\bProblem\(\s*([^\s\"][^,]*),", text)
    ]
    # Only the schema takes the rule from the failed check.
    assert indirect == [("geo/packages/schema.py", "case.check")]


def test_schema_names_its_checks_after_rules():
    rules = ["line_break", "required", "type", "pattern", "enum", "unique"]
    assert list_schema_rules() == rules


@pytest.mark.parametrize("rule", read_rules())
def test_rule_has_its_four_wordings_and_no_more(rule):
    wordings = read_rules()[rule]
    assert (sorted(wordings), [w for w in wordings.values() if not w.strip()]) == (
        sorted(WORDINGS),
        [],
    )


@pytest.mark.parametrize("rule", read_rules())
def test_both_languages_tell_the_same_details(rule):
    wordings = read_rules()[rule]
    pairs = [("zh", "en"), ("fix_zh", "fix_en")]
    unequal = [p for p in pairs if len({frozenset(find_placeholders(wordings[w])) for w in p}) > 1]
    assert unequal == []


@pytest.mark.parametrize("rule", read_rules())
def test_way_out_asks_for_no_detail_the_reason_lacks(rule):
    wordings = read_rules()[rule]
    spare = find_placeholders(wordings["fix_en"]) - find_placeholders(wordings["en"])
    # `unused_code` is told by its column; only its way out names the other file.
    assert spare <= {"where"}


@pytest.mark.parametrize("rule", read_rules())
def test_chinese_wording_is_chinese_and_english_is_not(rule):
    wordings = read_rules()[rule]
    chinese = [w for w in WORDINGS if re.search("[\u4e00-\u9fff]", wordings[w])]
    assert chinese == ["zh", "fix_zh"]


def test_line_names_file_row_column_value_and_reason():
    problem = Problem("required", "beijing/units.csv", 3, "name", "x")
    expected = 'beijing/units.csv row 3 column name: value "x" the cell must not be empty'
    assert problem.line() == expected


def test_line_leaves_out_what_is_unknown():
    assert Problem("missing_file", "a/b.csv").line() == "a/b.csv: the file is missing"


def test_value_with_line_breaks_stays_on_one_line():
    line = Problem("line_break", "a/b.csv", 2, "text", "one\r\ntwo\u2028three").line()
    assert line.splitlines() == [
        'a/b.csv row 2 column text: value "one two three" the text must not contain a line break'
    ]


def test_a_terminal_gets_one_line_with_the_way_out_in_both_languages(capsys):
    print_problems([Problem("missing_file", "a/b.csv"), Problem("type", "c", 2, "n", "x\ny", TYPE)])
    rules = read_rules()
    for said, where, rule in zip(
        capsys.readouterr().err.splitlines(),
        ("a/b.csv:", 'c row 2 column n: value "x y"'),
        ("missing_file", "type"),
        strict=True,
    ):
        told = {name: wording.format(**TYPE) for name, wording in rules[rule].items()}
        advice = f"{told['zh']}。{told['fix_zh']} {told['en']}. {told['fix_en']}"
        assert said == f"{where} {advice}"


def test_error_carries_every_problem_and_prints_a_line_for_each():
    problems = [Problem("missing_file", "a.csv"), Problem("missing_file", "b.csv")]
    with pytest.raises(DataError) as caught:
        raise_if_any(iter(problems))
    assert (list(caught.value.problems), str(caught.value).count("\n")) == (problems, 1)


@pytest.mark.parametrize(
    "error",
    [
        DataError([Problem("type", "a.csv", 2, "n", "x", TYPE), Problem("missing_file", "b.csv")]),
        SeveralTables("计划.docx", ("附件1", "附件2")),
    ],
)
def test_an_error_comes_whole_out_of_another_process(error):
    """`multiprocessing` pickles what a worker raises."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.__dict__, str(again)) == (error.__dict__, str(error))
    assert [p.details for p in again.problems] == [p.details for p in error.problems]


def test_no_problem_raises_nothing():
    assert raise_if_any([]) is None


def test_equal_problems_are_one():
    details = {"reason": "x"}
    twice = [Problem("broken_csv", "a.csv", 1, details=details) for _ in range(2)]
    assert list(dict.fromkeys(twice)) == twice[:1]
