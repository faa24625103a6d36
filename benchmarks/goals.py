"""Every row of the benchmark: what is measured, what it is compared with, and the goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MARKS = ("<!-- make bench -->", "<!-- end of make bench -->")
"""Between them the README holds the table."""
Results = dict[str, float]
"""Medians, p95 and single figures by name, e.g. `ours.panel`, `ours.panel.p95`."""


@dataclass(frozen=True)
class Row:
    """`measure` gives the number that the goal limits; `shown` the figures it is made of."""

    name: str
    goal: float
    unit: str
    measure: Callable[[Results], float]
    shown: Callable[[Results], str]

    def is_met(self, results: Results) -> bool | None:
        """Nothing where there is no goal."""
        return None if self.goal == NO_GOAL and self.unit else self.measure(results) <= self.goal


NO_GOAL = 0.0
"""Measured for the reader's information."""


def _ratio(name: str, of: str, to: str, goal: float, factor: float = 1) -> Row:
    return Row(
        name,
        goal,
        "×",
        lambda r: r[of] * factor / r[to],
        lambda r: f"{r[of]:,.0f} : {r[to]:,.0f} ms",
    )


def _limit(name: str, of: str, goal: float, unit: str) -> Row:
    return Row(name, goal, unit, lambda r: r[of], lambda r: f"{r[of]:,.2f} {unit}")


def _none_of(name: str, wrong: str, of: str) -> Row:
    return Row(
        name,
        0,
        "",
        lambda r: r[f"machines.{wrong}"],
        lambda r: f"{r[f'machines.{wrong}']:,.0f} of {r[f'machines.{of}']:,.0f}",
    )


def _growth(name: str, figure: str, goal: float) -> Row:
    """After 1,200 connections that were cut, against after 200."""
    few, many = (f"machines.cut_{count}.{figure}" for count in (200, 1200))
    return Row(
        name, goal, "×", lambda r: r[many] / r[few], lambda r: f"{r[many]:.0f} : {r[few]:.0f}"
    )


ROWS = (
    _limit("first answer: pointer down → card in the map", "ours.card", 20, "ms"),
    _ratio("… ahead of Dash's answer from the server", "ours.card", "dash.panel", 1),
    _ratio("pointer down → panel complete, against bare", "ours.panel", "bare.panel", 0.65),
    _ratio("… against tuned bare", "ours.panel", "tuned.panel", 1.6),
    _ratio("stock recipe, in times of ours (6 at least)", "ours.panel", "stock.panel", 1 / 6),
    _ratio(
        "… the server's own answer in its place, against bare", "ours.server", "bare.panel", NO_GOAL
    ),
    _ratio("metric switch → new colours set, same map", "switch.recoloured", "bare.panel", 0.75),
    _ratio("compare: add a district → matrix updated", "compare.matrix", "bare.panel", 1.2),
    _ratio(
        "link opened → map drawn, browser that was here", "ours.link_again", "bare.link_again", 1.25
    ),
    _ratio("link opened → map drawn, new browser", "ours.link_first", "bare.link_first", 1.25),
    _ratio("server start → first page complete", "ours.start", "bare.start", 2),
    _limit("bytes for the map page beyond bare Streamlit", "extra.kib", 350, "KiB"),
    _limit("memory per further session beyond bare", "extra.session_mib", 0.8, "MiB"),
    Row(
        "process after 500 sessions, against after 50",
        1.1,
        "×",
        lambda r: r["ours.after_500"] / r["ours.after_50"],
        lambda r: f"{r['ours.after_500']:.0f} : {r['ours.after_50']:.0f} MiB",
    ),
    Row(
        "process after 5,000 distinct views, against after 500",
        1.5,
        "×",
        lambda r: r["ours.views_5000"] / r["ours.views_500"],
        lambda r: f"{r['ours.views_5000']:.0f} : {r['ours.views_500']:.0f} MiB",
    ),
    Row(
        "100 sessions clicking every 3 s: errors",
        0,
        "",
        lambda r: r["ours.load.errors"],
        lambda r: f"{r['ours.load.errors']:.0f} of {r['ours.load.clicks']:.0f} clicks",
    ),
    _ratio("… p95, against bare", "ours.load.p95", "bare.load.p95", 1),
    _ratio("… p95, against tuned bare", "ours.load.p95", "tuned.load.p95", 3),
    Row(
        "growth: exponent of time over duties",
        1.1,
        "",
        lambda r: r["growth.exponent"],
        lambda r: f"{r['growth.exponent']:.2f}",
    ),
    _limit("3,000 districts × 3,000 measures: time", "growth.seconds", 10, "s"),
    _limit("… memory", "growth.mib", 2048, "MiB"),
    _limit("map of 3,000 districts: pointer down → card", "large.card", 100, "ms"),
    _ratio(
        "five plans of 110 measures: pointer down → panel complete, against one of them",
        "several.panel",
        "one.panel",
        1.1,
    ),
    _limit("31 measures read from Word", "reading.word_31", 1, "s"),
    _limit("110 measures read from Word", "reading.word_110", 3, "s"),
    _limit("ten pages read from PDF", "reading.pdf_10", 3, "s"),
    _limit("3,000 rows read from Excel", "reading.excel_3000", 20, "s"),
    _limit("… memory of the reader's process", "reading.mib", 300, "MiB"),
    _limit("editions of 110 × 110 measures compared", "editions.seconds", 1, "s"),
    _limit("a province of 100 counties built", "region.seconds", 20, "s"),
    _limit("board of 1,000 lines, 24 months kept", "months.board", 300, "ms"),
    _limit("… 32 workbooks written", "months.written", 20, "s"),
    _limit("… 32 workbooks merged", "months.merged", 30, "s"),
    _ratio(
        "panel of a plan whose month is collected, against one without",
        *("months.with.panel", "months.without.panel", 1.1),
    ),
    _ratio("… the server's own answer", "months.with.server", "months.without.server", 1.1),
    _limit(
        "100 pages on two machines, one dies: longest wait for a click",
        *("machines.killed.longest", 5, "s"),
    ),
    Row(
        "… both are stopped, one after the other: longest wait",
        5,
        "s",
        lambda r: max(r["machines.drained.longest"], r["machines.after.longest"]),
        lambda r: f"p95 {r['machines.drained.p95']:.2f} s",
    ),
    _none_of("… pages that then said something else", "different", "views"),
    _none_of("… reports lost or doubled", "wrong", "writes"),
    _none_of("… requests of visitors failed while both were stopped", "failed", "requests"),
    _ratio(
        "200 sessions on two replicas: p95, against 100 on one",
        *("machines.two.p95", "machines.one.p95", 1),
    ),
    _growth("process after 1,000 more connections were cut", "mib", 1.1),
    _growth("… open files", "files", 1.05),
    _none_of("… pages that still count as open", "cut_1200.open", "cut"),
    _limit("what guard and headers add to a click", "guarding.click", 2, "ms"),
)


def judge(results: Results) -> list[dict[str, object]]:
    """Every row with its result, goal and verdict, as `results.json` holds it."""
    return [
        {
            "measure": row.name,
            "measured": row.shown(results),
            "result": round(row.measure(results), 3),
            "unit": row.unit,
            "goal": round(row.goal, 3),
            "met": row.is_met(results),
        }
        for row in ROWS
    ]


def write_table(judged: list[dict[str, object]]) -> str:
    """The rows of `judge` as a Markdown table."""
    lines = ["| measure | measured | result | goal | verdict |", "|---|---|---|---|---|"]
    for row in judged:
        unit = f" {row['unit']}".rstrip()
        verdict = {None: "", True: "met", False: "**not met**"}[row["met"]]  # type: ignore[index]
        goal = "" if row["met"] is None else f"≤ {row['goal']:,.4g}{unit}"
        lines.append(
            f"| {row['measure']} | {row['measured']} | {row['result']:,.4g}{unit} "
            f"| {goal} | {verdict} |"
        )
    return "\n".join(lines)
