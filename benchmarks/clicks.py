"""Clicks in a real Chromium: from pointer down to what the reader waits for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Page, Route
from xstatic.pkg import leaflet

from benchmarks.pages import DISTRICTS, Checks
from benchmarks.servers import ROOT, Server
from benchmarks.synthetic import PLAN

WATCH = (ROOT / "benchmarks" / "watch.js").read_text(encoding="utf-8")
REST_MS = 350
"""Between two clicks: a reader looks before clicking again."""
Samples = dict[str, list[float]]


def open_page(browser: Browser, server: Server, path: str, check: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.add_init_script(WATCH)
    # The stock recipe asks outside hosts for Leaflet and more: it gets Leaflet from here.
    page.route("https://**/*", _answer_for_outside)
    page.goto(f"{server.address}/{path}")
    page.evaluate(f"bench.until({check})")
    return page


def _answer_for_outside(route: Route) -> None:
    name = Path(route.request.url.split("?")[0]).name
    found = Path(leaflet.BASE_DIR, name)
    if name in ("leaflet.js", "leaflet.css") and found.exists():
        route.fulfill(path=found)
    else:
        route.fulfill(
            body="", content_type="text/css" if name.endswith("css") else "text/javascript"
        )


def click_and_wait(page: Page, target: str, **checks: str) -> dict[str, float]:
    """Milliseconds from pointer down until each check held, and `press`, until pointer up."""
    point = page.evaluate("(selector) => bench.pointIn(selector)", target)
    page.mouse.move(point["x"], point["y"])
    page.wait_for_timeout(REST_MS)
    page.evaluate(
        "bench.seen = {}; "
        + "".join(f"bench.seen[{name!r}] = bench.until({check});" for name, check in checks.items())
        + " 0"
    )
    page.mouse.click(point["x"], point["y"])
    times = {name: float(page.evaluate(f"bench.seen[{name!r}]")) for name in checks}
    down, up = page.evaluate("[bench.down, bench.up]")
    assert down and up >= down, "the pointer went down and up"
    return {name: at - down for name, at in times.items()} | {"press": up - down}


def measure_clicks(
    browser: Browser, servers: dict[str, Server], checks: Checks, rounds: int
) -> Iterator[Samples]:
    """After each round, all samples so far by `<server>.<measure>`; rivals take turns."""
    yield from _take_turns(_open_turns(browser, servers, checks), rounds)


def measure_months(
    browser: Browser, servers: dict[str, Server], checks: Checks, rounds: int
) -> Iterator[Samples]:
    """The same of two servers of ours that have a database: "with" a month of reports, whose states
    stand in the server's own answer, and "without"."""
    shows_states = {"with": " && find('.st-key-duty_panel a.duty-state[href]')", "without": ""}
    turns = {
        f"months.{kind}": _open_ours(browser, server, checks, shows_states[kind])
        for kind, server in servers.items()
    }
    yield from _take_turns(turns, rounds)


def _take_turns(
    turns: Mapping[str, Callable[[], dict[str, float]]], rounds: int
) -> Iterator[Samples]:
    samples: Samples = defaultdict(list)
    for number in range(rounds + 1):
        for kind, turn in turns.items():
            for _ in range(len(DISTRICTS) // 2):
                for name, value in turn().items():
                    if number:  # the first round warms up
                        samples[f"{kind}.{name}"].append(value)
        yield samples


def _open_turns(
    browser: Browser, servers: dict[str, Server], checks: Checks
) -> dict[str, Callable[[], dict[str, float]]]:
    """One click of every kind, each on a page of its own."""
    turns: dict[str, Callable[[], dict[str, float]]] = {}
    for kind in ("bare", "tuned"):
        page = open_page(browser, servers[kind], "", checks.answer(0))
        turns[kind] = _count_on(page, checks)
    turns["ours"] = _open_ours(browser, servers["ours"], checks)
    for kind in ("stock", "dash"):
        drawn = "(find, findAll) => findAll('path[class*=district-]').length === 16"
        page = open_page(browser, servers[kind], "", drawn)
        turns[kind] = _click_districts(page, lambda code: {"panel": checks.text_of(code)})
    switched = open_page(browser, servers["ours"], "", checks.page_complete())
    turns["switch"] = _switch_metric(switched, checks)
    path = "compare?compare=110118,110119"
    compared = open_page(browser, servers["ours"], path, checks.matrix(["110118", "110119"]))
    turns["compare"] = _toggle_district(compared, checks)
    return turns


def _open_ours(
    browser: Browser, server: Server, checks: Checks, answered: str = ""
) -> Callable[[], dict[str, float]]:
    """`answered`: what else holds once the server's own answer stands."""
    return _click_districts(
        open_page(browser, server, "", checks.page_complete()),
        lambda code: {
            "card": checks.card(code),
            "panel": checks.panel(code),
            "server": checks.server(code) + answered,
        },
    )


def measure_large_map(browser: Browser, server: Server) -> list[float]:
    """Milliseconds from pointer down to the card, on a map of very many districts."""
    drawn = "(find, findAll) => findAll('.dm-legend-row').length && find('canvas')"
    page = open_page(browser, server, f"?plan={PLAN}", drawn)
    page.wait_for_timeout(3000)
    frame = page.locator(".st-key-district_map_box iframe").bounding_box()
    assert frame
    waits = []
    # Along a diagonal of the middle, from the right to the left: away from the card.
    for step in range(8):
        part = 0.62 - 0.04 * step
        x, y = frame["x"] + frame["width"] * part, frame["y"] + frame["height"] * part
        page.mouse.move(x, y)
        page.wait_for_timeout(3 * REST_MS)
        before = page.evaluate("bench.until((find) => true).then(() => bench.card ?? '')")
        changed = (
            "(find) => { const card = find('.dm-card');"
            f" return card && !card.hidden && card.textContent !== {json.dumps(before)}"
            " && (bench.card = card.textContent) }"
        )
        page.evaluate(f"bench.seen = bench.until({changed}); 0")
        page.mouse.click(x, y)
        waits.append(float(page.evaluate("bench.seen")) - float(page.evaluate("bench.down")))
    page.close()
    return waits


def _count_on(page: Page, checks: Checks) -> Callable[[], dict[str, float]]:
    counts = iter(range(1, 10**6))
    return lambda: click_and_wait(page, ".st-key-next button", panel=checks.answer(next(counts)))


def _click_districts(
    page: Page, write_checks: Callable[[str], dict[str, str]]
) -> Callable[[], dict[str, float]]:
    codes = cycle(DISTRICTS)

    def turn() -> dict[str, float]:
        # The card of the last click may cover a district; a reader would take another one, too.
        code = next(
            c
            for c in codes
            if page.evaluate("(selector) => bench.pointIn(selector)", f"path.district-{c}")
        )
        return click_and_wait(page, f"path.district-{code}", **write_checks(code))

    return turn


def _switch_metric(page: Page, checks: Checks) -> Callable[[], dict[str, float]]:
    metrics = cycle(["main", "lead", "support", "all"])
    order = ["all", "own", "main", "lead", "support"]
    first = f".district-{DISTRICTS[0]}"
    page.evaluate(
        f"bench.until((find) => {{ const p = find('{first}'); return p && (p.bench = 1) }})"
    )

    def turn() -> dict[str, float]:
        metric = next(metrics)
        button = f".st-key-metric_choice button:nth-of-type({order.index(metric) + 1})"
        times = click_and_wait(page, button, recoloured=checks.map_recoloured(metric))
        kept = page.evaluate(
            f"bench.until((find) => find('{first}')).then(() => "
            f"document.querySelector('iframe').contentDocument.querySelector('{first}').bench)"
        )
        assert kept == 1, "the map must not be drawn anew on a switch"
        return times

    return turn


def _toggle_district(page: Page, checks: Checks) -> Callable[[], dict[str, float]]:
    kept, third = ["110118", "110119"], "110109"
    place = f"path.district-{third}"

    def turn() -> dict[str, float]:
        times = click_and_wait(page, place, matrix=checks.matrix([*kept, third]))
        # Only adding is measured; taking away readies the page for the next turn.
        click_and_wait(page, place, matrix=checks.matrix(kept))
        return times

    return turn
