"""Everything at once, as who keeps the machine calls it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from geo.__main__ import main
from geo.packages.problems import DataError, Problem
from server.doctor import command
from server.doctor.findings import Found, find, note
from tests.test_tasks import speaks_both

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The exit code and what is printed, where such things are found."""

    def call(found: dict[str, Callable[[], Found]], *options: str) -> tuple[int, str]:
        monkeypatch.setattr(command, "CHECKS", found)
        code = main(["doctor", *options])
        return code, capsys.readouterr().out

    return call


def fail() -> Found:
    raise DataError([Problem("database_failed", "db", details={"reason": "away"})])


def test_what_is_sound_is_one_line_each(call: Call) -> None:
    found = {"one": lambda: Found(fact="1 thing"), "other": Found}
    assert call(found) == (0, "ok   one       1 thing\nok   other\n")


def test_what_could_be_better_is_no_failure(call: Call) -> None:
    code, text = call({"fonts": lambda: note(Problem("no_chinese_font", "Linux"))})
    head, told = text.splitlines()
    assert (code, head) == (0, "note fonts")
    assert speaks_both("\n".join(told.split("。 ")))


def test_what_is_broken_is_told_with_the_way_out_and_by_the_exit_code(call: Call) -> None:
    code, text = call({"database": fail})
    assert code == 1
    assert text.startswith("FAIL database\n       db: ")
    rule = Problem("database_failed", "db", details={"reason": "away"})
    assert all(rule.fix(lang) in text for lang in ("zh", "en"))


def test_programs_are_told_the_same(call: Call) -> None:
    bad = Problem("bad_address", "--url", value="x")
    code, text = call({"a": lambda: find(bad, "x"), "b": Found}, "--json")
    told = json.loads(text)
    assert (code, told["ok"]) == (1, False)
    (problem,) = told["checks"][0].pop("problems")
    assert told["checks"][0] == {"name": "a", "state": "broken", "fact": "x", "notes": []}
    assert (problem["where"], problem["value"], problem["rule"]) == ("--url", "x", "bad_address")
    assert speaks_both(f"{problem['zh']}\n{problem['en']}")
    assert told["checks"][1]["state"] == "ok"


def test_each_address_is_asked(call: Call) -> None:
    code, text = call({}, "--url", "one", "--url", "two")
    assert (code, text.count("FAIL proxy")) == (1, 2)


def test_every_check_is_called_and_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("  ")]
    assert [line.split()[1] for line in lines] == [*command.CHECKS]
