"""What a person has to answer about a file, with how we read it meanwhile and the other reading."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@cache
def read_wordings() -> dict[str, dict[str, str]]:
    """Wording of every code, `{code: {zh, en, first_zh, first_en, other_zh, other_en}}`."""
    text = (Path(__file__).parent / "questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class Question:
    """One doubt. `code` and, where a code has several, its `case` are a key of `questions.toml`;
    `subject`: the name or heading in question;
    `place, row, column, value`: where it stands in the file, and what is printed there;
    `measure`: the position of its measure in the draft, None where it is of the whole table."""

    code: str
    place: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    subject: str = ""
    measure: int | None = None
    case: str = ""
    details: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def tag(self) -> str:
        """As `geo read` prints it: `blank`, `unknown:NAME`."""
        return f"{self.code}:{self.subject}" if self.subject else self.code

    def ask(self, lang: str = "en") -> str:
        return self._say(lang)

    def read_first(self, lang: str = "en") -> str:
        """How it is read until somebody answers."""
        return self._say(f"first_{lang}")

    def read_other(self, lang: str = "en") -> str:
        return self._say(f"other_{lang}")

    def _say(self, key: str) -> str:
        values = {"column": self.column, "value": self.value, "subject": self.subject}
        wording = f"{self.code}_{self.case}" if self.case else self.code
        return read_wordings()[wording][key].format(**values | self.details)

    def line(self, lang: str = "en") -> str:
        """The question as one line: where, what, both readings."""
        where = " ".join(part for part in (self.place, str(self.row or "")) if part)
        said = f"{self.ask(lang)} | {self.read_first(lang)} | {self.read_other(lang)}"
        return " ".join(f"{where}: [{self.tag}] {said}".split())
