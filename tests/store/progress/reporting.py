"""Child processes that report without end, to be killed at any moment.

`python -m tests.store.progress.reporting PLAN FOLDER` begins one for every name it is given, which
reports on the lines of the month that is open, one after the other, and adds to a file of its name
what it wrote as soon as it is kept. It prints a child's id, and, once it is gone, another line.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from store.database import read
from store.progress.lines import read_lines
from store.progress.periods import find_period
from store.progress.reports import COMMAND, Said, find_last_report, keep_report
from store.schema import begin_writing
from tests.store.progress.month import CODE


def report_without_end(name: str, plan: str, folder: Path) -> None:
    with read() as connection:
        assert connection
        period = find_period(connection, plan, CODE)
        lines = read_lines(connection, plan, period.edition)
    with (folder / name).open("ab", buffering=0) as told:
        for number, line in enumerate(itertools.cycle(lines)):
            said = Said("under_way", f"{name} {number}")
            with begin_writing() as connection:
                last = find_last_report(connection, line, period)
                keep_report(connection, line, period, said, last.rev if last else 0, name, COMMAND)
            told.write(f"{said.text}\n".encode())


def main(plan: str, folder: Path) -> None:
    for names in sys.stdin:
        children = []
        for name in names.split():
            child = os.fork()
            if not child:
                report_without_end(name, plan, folder)
            children.append(child)
        print(*children, flush=True)
        for child in children:
            os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
