"""Many sessions on one server: what one more weighs, and how long clicks wait under load."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from itertools import combinations, product

from benchmarks.client import Session
from benchmarks.servers import Server, read_cpu_s, read_memory_mib
from geo.model import load_model
from geo.packages.package import DEFAULT_PLAN
from geo.plan.duties import BASES

WARM, OPEN = 10, 60
"""Memory per further session is read between these many open ones."""
FEW, MANY = 50, 500
SOME_VIEWS, MANY_VIEWS = 500, 5000
SETTLED_S = 6
AT_ONCE = 10
CLICK_EVERY_S = 3.0


def measure_session_weight(server: Server) -> float:
    """MiB that a further open session adds."""
    return asyncio.run(_weigh(server))


async def _weigh(server: Server) -> float:
    sessions = [await Session.open(server.address) for _ in range(WARM)]
    for session in sessions:
        await session.click()
    before = read_memory_mib(server.pid)
    more = [await Session.open(server.address) for _ in range(OPEN - WARM)]
    for session in more:
        await session.click()
    weight = (read_memory_mib(server.pid) - before) / len(more)
    for session in [*sessions, *more]:
        await session.close()
    return weight


def measure_leftovers(server: Server) -> Iterator[tuple[int, float]]:
    """`sessions opened and closed, MiB` after the first few and after many."""
    for count, before in ((FEW, 0), (MANY, FEW)):
        asyncio.run(_open_and_close(server, count - before))
        yield count, read_memory_mib(server.pid)


def measure_views(server: Server) -> Iterator[tuple[int, float]]:
    """`distinct views shown, MiB` after many and after very many."""
    views = list_views()
    for count, before in ((SOME_VIEWS, 0), (MANY_VIEWS, SOME_VIEWS)):
        asyncio.run(_show(server, views[before:count]))
        yield count, read_memory_mib(server.pid)


def list_views() -> list[tuple[str, str]]:
    """`MANY_VIEWS` pages with their queries, all different: maps and comparisons in turn."""
    model = load_model(DEFAULT_PLAN)
    chosen = [c for n in range(1, len(BASES) + 1) for c in combinations(BASES, n)]
    maps = (
        ("", f"metric={metric}&basis={','.join(bases)}&district={code}&lang={lang}")
        for code, metric, bases, lang in product(model.codes, model.metrics, chosen, ("zh", "en"))
    )
    comparisons = (
        ("compare", f"compare={','.join(codes)}&lang={lang}")
        for n in (4, 3, 2)
        for codes in combinations(model.codes, n)
        for lang in ("zh", "en")
    )
    return [view for pair in zip(maps, comparisons, strict=False) for view in pair][:MANY_VIEWS]


async def _show(server: Server, views: list[tuple[str, str]]) -> None:
    session = await Session.open(server.address)
    for page, query in views:
        await session.show(page, query)
    await session.close()
    await asyncio.sleep(SETTLED_S)  # what is written behind the pages is written


async def _open_and_close(server: Server, count: int) -> None:
    async def visit() -> None:
        session = await Session.open(server.address)
        await session.click()
        await session.close()

    for done in range(0, count, AT_ONCE):
        await asyncio.gather(*(visit() for _ in range(min(AT_ONCE, count - done))))
    await asyncio.sleep(1)


def measure_load(server: Server, sessions: int, seconds: float) -> dict[str, float]:
    """`p50, p95` of a click's answer in ms, `clicks`, `errors`; `cpu`, the share of one core."""
    return asyncio.run(_load(server, sessions, seconds))


async def _load(server: Server, count: int, seconds: float) -> dict[str, float]:
    visitors: list[Session] = []
    for done in range(0, count, AT_ONCE):
        opened = (Session.open(server.address) for _ in range(min(AT_ONCE, count - done)))
        visitors += await asyncio.gather(*opened)
    waits: list[float] = []
    errors: list[Exception] = []
    began, cpu = time.monotonic(), read_cpu_s(server.pid)
    rhythm = random.Random(0)

    async def keep_clicking(visitor: Session) -> None:
        await asyncio.sleep(rhythm.uniform(0, CLICK_EVERY_S))
        while time.monotonic() - began < seconds:
            started = time.monotonic()
            try:
                waits.append(await visitor.click() * 1000)
            except Exception as error:  # every kind of failure counts
                errors.append(error)
                return
            await asyncio.sleep(max(0.0, CLICK_EVERY_S - (time.monotonic() - started)))

    await asyncio.gather(*(keep_clicking(visitor) for visitor in visitors))
    used = (read_cpu_s(server.pid) - cpu) / (time.monotonic() - began)
    await asyncio.gather(*(visitor.close() for visitor in visitors), return_exceptions=True)
    waits.sort()
    return {
        "p50": waits[len(waits) // 2],
        "p95": waits[int(len(waits) * 0.95)],
        "clicks": len(waits),
        "errors": len(errors),
        "cpu": used,
    }
