"""Opening a link and starting a server, until the page stands; and the bytes that takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext

from benchmarks.clicks import WATCH, Samples
from benchmarks.pages import Checks
from benchmarks.servers import Server, start, wait_until_healthy

VIEWPORT = {"width": 1366, "height": 768}


def measure_links(
    browser: Browser, servers: dict[str, Server], checks: Checks, rounds: int
) -> Iterator[Samples]:
    """Milliseconds from the start of a visit until the map is drawn (bare: the text stands).

    `first`: a browser that has never been here; `again`: one that has.
    """
    samples: Samples = defaultdict(list)
    wanted = {"bare": checks.answer(0), "ours": checks.map_drawn()}
    known = {kind: browser.new_context(viewport=VIEWPORT) for kind in wanted}
    for kind, context in known.items():
        _visit(context, servers[kind].address, wanted[kind])
    for _ in range(rounds):
        for kind, check in wanted.items():
            again = _visit(known[kind], servers[kind].address, check)
            samples[f"{kind}.link_again"].append(again)
            new = browser.new_context(viewport=VIEWPORT)
            samples[f"{kind}.link_first"].append(_visit(new, servers[kind].address, check))
            new.close()
        yield samples


def _visit(context: BrowserContext, address: str, check: str) -> float:
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    seen, began = page.evaluate(f"bench.until({check}).then((at) => [at, performance.timeOrigin])")
    page.close()
    return float(seen - began)


def measure_starts(browser: Browser, checks: Checks, rounds: int) -> Iterator[Samples]:
    """Milliseconds from starting the process until its first page is complete.

    The browser has been there before: it is the server that is new.
    """
    samples: Samples = defaultdict(list)
    wanted = {"bare": checks.answer(0), "ours": checks.page_complete()}
    for _ in range(rounds):
        for kind, check in wanted.items():
            began = time.time()
            with start(kind) as server:
                wait_until_healthy(server, "/_stcore/health")
                context = browser.new_context(viewport=VIEWPORT)
                page = context.new_page()
                page.add_init_script(WATCH)
                page.goto(server.address, wait_until="commit")
                seen = page.evaluate(f"bench.until({check}, 60000)")
                context.close()
            samples[f"{kind}.start"].append(float(seen) - began * 1000)
        yield samples


def measure_bytes(browser: Browser, server: Server, check: str) -> int:
    """Bytes that a first visit brings over the wire: every answer as sent, every message."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.add_init_script(WATCH)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received = [0]

    def count(size: float) -> None:
        received[0] += int(size)

    network.on("Network.loadingFinished", lambda e: count(e["encodedDataLength"]))
    # Binary frames are reported as base64.
    network.on(
        "Network.webSocketFrameReceived",
        lambda e: count(len(e["response"]["payloadData"]) * 3 / 4),
    )
    page.goto(server.address)
    page.evaluate(f"bench.until({check})")
    page.wait_for_timeout(1500)  # what is fetched after the map stands counts too
    context.close()
    return received[0]
