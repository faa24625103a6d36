"""What each server's page must show: selectors and checks that run in the browser."""

from __future__ import annotations

import json

from components.html.duties import write_duties
from components.map.districts import get_load_picture
from components.session.link import View
from components.texts import Texts
from components.theme import MAP_LIGHT
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model, load_model
from geo.packages.package import DEFAULT_PLAN

T = Texts("zh")
DISTRICTS = ("110118", "110109", "110111", "110119", "110114", "110115", "110117", "110116")
"""Clicked one after the other; large enough to be hit at every size of the map."""


def write_rgb(colour: str) -> str:
    """`#RRGGBB` as a browser tells it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


class Checks:
    """JavaScript functions of `find` and `findAll` that hold once a page shows what it should."""

    def __init__(self, model: Model) -> None:
        self.model, self.words = model, Words(model, T)

    def map_drawn(self) -> str:
        """Every district has its fill, the legend and the labels stand."""
        values = get_load_picture(self.words, "all", View().bases).values
        fills = {code: write_rgb(MAP_LIGHT[value.fill]) for code, value in values.items()}
        return (
            f"(find, findAll) => Object.entries({json.dumps(fills)}).every(([code, fill]) => {{"
            " const path = find('.district-' + code);"
            " return path && getComputedStyle(path).fill === fill; })"
            " && findAll('.dm-legend-row').length > 0 && findAll('.dm-label').length > 4"
        )

    def map_recoloured(self, metric: str) -> str:
        """Every district was told the fill of the metric, into which it then fades."""
        values = get_load_picture(self.words, metric, View().bases).values
        fills = {code: f"var(--{value.fill})" for code, value in values.items()}
        return (
            f"(find) => Object.entries({json.dumps(fills)}).every(([code, fill]) =>"
            " find('.district-' + code)?.getAttribute('fill') === fill)"
        )

    def card(self, code: str) -> str:
        name = json.dumps(name_party(self.words, code))
        return (
            "(find) => { const card = find('.dm-card');"
            f" return card && !card.hidden && card.textContent.includes({name}) }}"
        )

    def panel(self, code: str) -> str:
        """Head, sentence, figures, chapter bar, all duties, neighbours: the whole panel."""
        model, name = self.model, name_party(self.words, code)
        facts = {
            "name": name,
            "duties": self.count_duties(code),
            "total": int(model.summary.at[code, "total"]),
            "neighbours": len(model.region.neighbours[code]),
            "first": f"[data-choose='{model.region.neighbours[code][0]}']",
        }
        return (
            f"(find, findAll) => {{ const f = {json.dumps(facts)};"
            " const panel = find('.st-key-duty_panel');"
            " return panel && panel.querySelector('#duty-panel-title')?.textContent === f.name"
            " && panel.querySelectorAll('article.duty').length === f.duties"
            " && panel.querySelector('.sentence p')?.textContent.includes(f.name)"
            " && panel.querySelector('[data-figure=total] b')?.textContent == f.total"
            " && panel.querySelectorAll('.chapter-keys b').length > 0"
            " && panel.querySelectorAll('.choices [data-choose]').length === f.neighbours"
            " && panel.querySelector(f.first) }"
        )

    def server(self, code: str) -> str:
        """The server's own answer to the click stands: the links beside the panel lead there."""
        return f"(find) => find('.st-key-panel_links a[href*=\"district={code}\"]')"

    def text_of(self, code: str) -> str:
        """The same text in a rival's panel."""
        name = json.dumps(name_party(self.words, code))
        return (
            f"(find, findAll) => find('#duty-panel-title')?.textContent === {name}"
            f" && findAll('article.duty').length === {self.count_duties(code)}"
        )

    def count_duties(self, code: str) -> int:
        duties = self.model.duties[self.model.duties["unit_code"] == code]
        return write_duties(self.words, duties).count("<article")

    def answer(self, count: int) -> str:
        text = f"answer {count}"
        return f"(find) => find('[data-testid=stText]')?.textContent === {json.dumps(text)}"

    def matrix(self, codes: list[str]) -> str:
        """The comparison's matrix has exactly these parties as columns, every row as wide."""
        names = [name_party(self.words, code) for code in codes]
        return (
            f"(find, findAll) => {{ const names = {json.dumps(names)};"
            " const heads = findAll('.answer table.matrix thead th')"
            ".map((th) => th.textContent);"
            " const rows = findAll('.answer table.matrix tbody tr[data-measure]');"
            " return names.every((n) => heads.some((h) => h.includes(n)))"
            " && heads.length === names.length + 3 && rows.length > 0"
            " && rows.every((r) => r.children.length === heads.length) }"
        )

    def page_complete(self) -> str:
        """The map, the panel of the city with its list of districts, and the footer."""
        return (
            f"(find, findAll) => ({self.map_drawn()})(find, findAll)"
            f" && findAll('.zone-row [data-choose]').length === {len(self.model.codes)}"
            " && find('.st-key-app_footer .quiet')"
        )


def load_checks() -> Checks:
    return Checks(load_model(DEFAULT_PLAN))
