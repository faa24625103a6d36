"""Small regions and plans of other shapes than the shipped ones, see `tests.unlike_packages`.

`alone` is one district with a hole and an island, and a plan with nothing that is optional;
`forty` has forty districts, most without a duty, and twelve chapters; `rare` writes characters
beyond the basic plane everywhere and lies around a hole; `abroad` has other codes, Latin names and
the meridian of 180° through its middle; `province` is a dozen cities in the outline of a province,
without zones. Every name in them is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.synthetic import draw_grid

RARE = "𬱖㙓"
LONG_NAME = (
    "青山绿水生态文明建设示范先行区与河湖湿地森林草原综合治理协同推进试验联合管理区域办公区"[:40]
)
NO_UNIT = "———"


@dataclass(frozen=True)
class Unlike:
    """`districts`: code, name, short name, English name and outline. `others`: further units.

    `measures`: chapter number, deadline, lead, main and support cell of each. `names`: spellings of
    unit cells. `word` stands in every wording. `is_rich`: with everything that is optional;
    `has_zones`: each district is said to lie in one.
    """

    code: str
    districts: Sequence[tuple[str, str, str, str, shapely.Geometry]]
    measures: Sequence[tuple[int, str, str, str, str]]
    names: Sequence[tuple[str, str, str]]
    others: Sequence[tuple[str, str, str, str]] = (("env", "环境局", "Environment", "department"),)
    deadlines: Sequence[dict[str, str]] = (
        {"code": "year_end", "printed": "年底前", "en": "By year end"},
    )
    word: str = "河湖"
    is_rich: bool = False
    meta: dict[str, Any] = field(default_factory=dict)
    has_zones: bool = True

    @property
    def shapes(self) -> gpd.GeoDataFrame:
        rows = [
            {
                "unit_code": code,
                "name": name,
                "name_en": english,
                "zone": f"{self.word}区" if self.has_zones else "",
            }
            for code, name, _, english, _ in self.districts
        ]
        outlines = [outline for *_, outline in self.districts]
        return gpd.GeoDataFrame(rows, geometry=outlines, crs="EPSG:4326")


def list_unlike() -> list[Unlike]:
    return [_draw_alone(), _draw_forty(), _draw_rare(), _draw_abroad(), _draw_province()]


def _draw_alone() -> Unlike:
    mainland = shapely.box(110, 30, 110.4, 30.3) - shapely.box(110.1, 30.1, 110.2, 30.15)
    outline = shapely.MultiPolygon([mainland, shapely.box(110.5, 30.1, 110.55, 30.15)])
    return Unlike(
        "alone",
        [("500001", "甲区", "甲", "Jia", outline)],
        [
            (1, "年底前", "环境局", "甲区政府", NO_UNIT),
            (1, "年底前", "环境局", "各区政府", NO_UNIT),
        ],
        [
            ("环境局", "env", "named"),
            ("甲区政府", "500001", "named"),
            ("各区政府", "500001", "all"),
        ],
    )


def _draw_forty() -> Unlike:
    codes = [f"{600001 + number}" for number in range(40)]
    names = [f"第{number}区" for number in range(40)]
    names[7], names[8], names[9] = LONG_NAME, "同名区", "同名区"
    districts = [
        (code, name, name, f"District {number}", outline)
        for number, (code, name, outline) in enumerate(
            zip(codes, names, draw_grid(40), strict=True)
        )
    ]
    measures = [
        (
            chapter,
            "年底前" if chapter % 2 else "持续推进",
            "环境局",
            "长名区政府;同名区政府",
            "几区政府",
        )
        for chapter in range(1, 13)
    ]
    spellings = [
        ("环境局", "env", "named"),
        ("长名区政府", codes[7], "named"),
        ("同名区政府", codes[8], "named"),
        *(("几区政府", code, "relevant") for code in codes[20:25]),
    ]
    ongoing = {"code": "ongoing", "printed": "持续推进", "en": "Ongoing"}
    return Unlike("forty", districts, measures, spellings, deadlines=(*Unlike.deadlines, ongoing))


def _draw_rare() -> Unlike:
    ring = shapely.box(120, 35, 120.3, 35.3)
    core = shapely.box(120.1, 35.1, 120.2, 35.2)
    islands = shapely.MultiPolygon(
        [shapely.box(120.3, 35, 120.4, 35.3), shapely.box(120.42, 35.1, 120.45, 35.15)]
    )
    districts = [
        ("700001", "𬱖区", "𬱖", "Wei 𬱖", ring - core),
        ("700002", "㙓区", "㙓", "Dian 㙓", core),
        ("700003", f"{RARE}区", RARE, "Both", islands),
    ]
    measures = [
        (1, f"{RARE}月底前", f"{RARE}局", "𬱖区政府;㙓区政府", NO_UNIT),
        (2, f"{RARE}月底前", f"{RARE}局", "几区政府", "各区政府"),
    ]
    names = [
        (f"{RARE}局", "env", "named"),
        ("𬱖区政府", "700001", "named"),
        ("㙓区政府", "700002", "named"),
        *(
            (spelling, code, basis)
            for spelling, basis in (("各区政府", "all"), ("几区政府", "relevant"))
            for code, *_ in districts
        ),
    ]
    return Unlike(
        "rare",
        districts,
        measures,
        names,
        others=(("env", f"{RARE}局", f"{RARE} Bureau", "department"),),
        deadlines=({"code": "month", "printed": f"{RARE}月底前", "en": f"Month {RARE}"},),
        word=RARE,
        is_rich=True,
    )


def _draw_abroad() -> Unlike:
    west, east = shapely.box(176, -18, 179, -16), shapely.box(-179, -18, -177, -16)
    middle = shapely.MultiPolygon(
        [shapely.box(179, -18, 180, -16), shapely.box(-180, -18, -179, -16)]
    )
    districts = [
        ("XA-01", "Westland", "Westland", "Westland", west),
        ("XA-02", "Midland", "Midland", "Midland", middle),
        ("XA-NE", "Eastland and Outer Islands", "Eastland", "Eastland and Outer Islands", east),
    ]
    names = [
        ("Ministry", "env", "named"),
        ("Westland Council", "XA-01", "named"),
        *(("Every council", code, "all") for code, *_ in districts),
    ]
    return Unlike(
        "abroad",
        districts,
        [
            (1, "By December", "Ministry", "Every council", "-"),
            (2, "By June", "Ministry", "Westland Council", "-"),
        ],
        names,
        others=(("env", "Ministry", "Ministry", "department"),),
        deadlines=(
            {"code": "december", "printed": "By December", "en": "By December"},
            {"code": "june", "printed": "By June", "en": "By June"},
        ),
        word="Rivers",
        is_rich=True,
        meta={"no_unit": ["-"]},
    )


def _draw_province() -> Unlike:
    """A grid with winding borders, cut to an outline that is wide above and narrow below."""
    turn = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    reach = 1 + 0.12 * np.sin(3 * turn) + 0.06 * np.cos(7 * turn)
    outline = shapely.Polygon(
        np.column_stack([100.25 + 0.24 * reach * np.cos(turn), 20.25 + 0.17 * reach * np.sin(turn)])
    )
    cities = [cell for cell in shapely.intersection(draw_grid(25), outline) if cell.area > 1e-3]
    codes = [f"{990100 + 100 * number}" for number in range(len(cities))]
    letters = "子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸东南西"
    districts = [
        (code, f"{letter}州市", f"{letter}州", f"{code} City", city)
        for code, letter, city in zip(codes, letters, cities, strict=False)
    ]
    names = [
        ("省环境厅", "env", "named"),
        ("子州市政府", codes[0], "named"),
        *(
            (spelling, code, basis)
            for spelling, basis in (("各市政府", "all"), ("有关市政府", "relevant"))
            for code in codes
        ),
    ]
    return Unlike(
        "province",
        districts,
        [
            (1, "年底前", "省环境厅", "各市政府", NO_UNIT),
            (2, "年底前", "省环境厅", "子州市政府", "有关市政府"),
        ],
        names,
        others=(("env", "省环境厅", "Environment", "department"),),
        has_zones=False,
    )
