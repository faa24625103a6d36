"""Which screen texts a run of all tests asked for: a text that none asks for is dead.

A plugin of pytest. Each worker records the keys that its tests ask for; at the end they are
compared with the catalogue, where everything without a browser was run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from components.texts import Texts, read_catalogue

TESTS = Path(__file__).parent


class AskedTexts:
    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.unasked: list[str] = []

    def record(self) -> None:
        """From here on, of every catalogue in this process."""
        answer = Texts.__call__

        def ask(t: Texts, key: str, **values: object) -> str:
            # What a test itself asks for proves nothing.
            if TESTS not in Path(sys._getframe(1).f_code.co_filename).parents:
                self.keys.add(key)
            return answer(t, key, **values)

        Texts.__call__ = ask  # type: ignore[method-assign]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.keys |= set(node.workeroutput.get("asked_texts", []))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["asked_texts"] = sorted(self.keys)
        elif is_whole_run(session.config) and session.exitstatus == pytest.ExitCode.OK:
            self.unasked = sorted(set(read_catalogue("zh")) - self.keys)
            if self.unasked:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unasked:
            terminalreporter.section("texts that no test asks for")
            terminalreporter.write_line("\n".join(self.unasked))


def is_whole_run(config: pytest.Config) -> bool:
    """Whether everything was run that needs no browser."""
    option = config.option
    ignored = {Path(path).name for path in option.ignore or []}
    chosen = option.keyword or option.markexpr or getattr(option, "lf", False)
    paths = [Path(path).name for path in config.args]
    return not chosen and ignored <= {"browser"} and paths == config.getini("testpaths")
