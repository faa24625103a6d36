"""A room in which one of two replicas dies, both are stopped, and everybody goes on."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from benchmarks.pages import DISTRICTS
from store.audit import find_broken_chain
from store.database import read
from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.reports import list_reports
from store.progress.states import find_states
from tests.server.open_page import OpenPage
from tests.server.two_machines import Machines, ask, wait_until

STOPPED = -15
LOADED = ("/", "/api/v1/duties.csv", "/_stcore/health", "/static/favicon.png")
"""What visitors ask for all the time; each of them is new, and stays with no replica."""
VISIT_EVERY_S = 0.1
NOTICED_S = 2
"""The proxy has looked twice."""
SAID = "已报送"


@dataclass(frozen=True)
class Size:
    """Open pages; who reports, and how often all of them at least; seconds within which every page
    is clicked once."""

    views: int
    writers: int
    writes: int
    rest_s: float


@dataclass
class Room:
    """Open pages and what they saw. `answers`: by district, each page's; `waits`: by what happened,
    the seconds for each click; `said`: by line, what was confirmed to whoever reported it;
    `visits`: how often visitors were answered so while replicas were stopped and started."""

    machines: Machines
    size: Size
    lines: list[Line]
    views: list[OpenPage] = field(default_factory=list)
    answers: dict[str, set[str]] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    visits: Counter[tuple[str, int]] = field(default_factory=Counter)
    is_over: bool = False
    is_loaded: bool = False

    async def run(self) -> None:
        async with asyncio.TaskGroup() as everybody:
            for line in self.lines:
                everybody.create_task(self.write(line))
            for path in LOADED:
                everybody.create_task(self.visit(path))
            await self.live()
            self.is_over = True

    async def live(self) -> None:
        """One replica is killed and started again; then one after the other is stopped and started
        again, as for a new version."""
        first, second = self.machines.replicas.values()
        self.views = [OpenPage([self.machines.address]) for _ in range(self.size.views)]
        await asyncio.gather(*(view.connect() for view in self.views))
        assert {self.machines.find_home(view.home) for view in self.views} == {"a", "b"}
        await self.click_everywhere("before", 0)
        first.kill()
        await self.click_everywhere("killed", 1)
        await asyncio.to_thread(first.start)
        await asyncio.to_thread(wait_until, first.address, "/readyz")
        await asyncio.sleep(NOTICED_S)
        self.is_loaded = True
        for replica in (second, first):
            replica.drain()
            ended = asyncio.create_task(asyncio.to_thread(replica.wait))
            turn = 2
            while not ended.done():
                await self.click_everywhere("drained", turn)
                turn += 1
            assert await ended == STOPPED
            await self.click_everywhere("after", turn)
            await asyncio.to_thread(replica.start)
            await asyncio.to_thread(wait_until, replica.address, "/readyz")
            await asyncio.sleep(NOTICED_S)
        self.is_loaded = False

    async def click_everywhere(self, when: str, turn: int) -> None:
        """Every view has its next click answered; not all are clicked at the same moment."""
        clicked = [DISTRICTS[(turn + n) % len(DISTRICTS)] for n in range(self.size.views)]
        waits = self.waits.setdefault(when, [])

        async def click(n: int, view: OpenPage, code: str) -> None:
            await asyncio.sleep(self.size.rest_s * n / self.size.views)
            began = time.perf_counter()
            answer = await view.choose(code)
            waits.append(time.perf_counter() - began)
            self.answers.setdefault(code, set()).add(answer)

        await asyncio.gather(*map(click, count(), self.views, clicked))

    async def write(self, line: Line) -> None:
        """Report on a line again and again, at the machine of either replica."""
        places = [replica.address for replica in self.machines.replicas.values()]
        query = f"plan={line.plan}&period=2025-11&line={line.key}"
        page = OpenPage(places, "progress", query)
        await page.connect()
        said = self.said[line.key] = []
        while not self.is_over or len(said) < self.size.writes / self.size.writers:
            text = f"{line.key} {len(said)}"
            await page.report(text)
            assert any(SAID in shown for shown in page.texts), page.texts
            said.append(text)

    async def visit(self, path: str) -> None:
        while not self.is_over:
            status = await asyncio.to_thread(ask, self.machines.address, path)
            self.visits[path, status] += self.is_loaded
            await asyncio.sleep(VISIT_EVERY_S)

    def count_wrong(self, period: Period) -> int:
        """Reports that were confirmed and are not kept, or are kept and were not confirmed, once
        and in their order, of all lines; raises where the chain of what is kept is broken."""
        with read() as connection:
            assert connection
            kept = list_reports(connection, period)
            assert find_broken_chain(connection) == []
        wrong = 0
        for line in self.lines:
            told = [report.said.text for report in kept if report.line_id == line.id]
            if told != self.said[line.key]:
                different = Counter(told) - Counter(self.said[line.key])
                different += Counter(self.said[line.key]) - Counter(told)
                wrong += max(1, different.total())
        return wrong

    def count_failures(self) -> int:
        """Of what visitors asked for."""
        return sum(n for (_, status), n in self.visits.items() if status != 200)


def list_lines(period: Period) -> list[Line]:
    """Those that are reported on in a period."""
    with read() as connection:
        assert connection
        return [state.line for state in find_states(connection, period) if state.is_reporting]
