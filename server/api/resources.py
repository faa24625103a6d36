"""What there is to ask for: the one table from which addresses, answers and their description are
made. It imports nothing of ours: a server that starts reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DOCUMENT = "openapi.json"
FORMATS = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}
"""Media types by what an address ends in, or says in `format`; the first is the default."""
TABLES, MAPS = ("json", "csv"), ("json", "csv", "geojson")
WHOLE, TRUTH, NUMBER = "integer", "boolean", "number"


@dataclass(frozen=True)
class Resource:
    """`columns`: what every row has, in this order, all texts but `typed`; of several plans the
    rows of measures and sites have `plan_code` besides. `parameters`: of the pages' links, those
    that act here; `required`: of these, those without which there is no answer."""

    name: str
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    required: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = TABLES

    @property
    def key(self) -> str:
        """As texts and operations name it."""
        return self.name.replace("/", "_")


PLANS = Resource(
    "plans",
    (
        *("plan", "title", "title_en", "region", "series", "year", "version"),
        *("document_no", "date", "status"),
    ),
    (),
)
UNITS = Resource(
    "units",
    ("unit_code", "name", "name_en", "kind", "counted", "relevant"),
    ("plan", "metric", "basis", "lang"),
    typed={"counted": WHOLE, "relevant": WHOLE},
    formats=MAPS,
)
MEASURES = Resource(
    "measures",
    (
        *("measure_id", "chapter", "task", "label", "text", "deadline"),
        *("lead", "main", "support", "is_counted"),
    ),
    ("plan", "q", "task", "deadline", "unit", "role", "state", "lang"),
    typed={"is_counted": TRUTH},
)
DUTIES = Resource(
    "duties",
    ("unit_code", "unit", "measure_id", "role", "basis"),
    ("plan", "district", "measure", "basis"),
)
CHANGES = Resource(
    "changes",
    ("unit_code", "kind", "measure_from", "measure_to", "before", "after"),
    ("plan", "against", "district"),
    required=("against",),
)
SITES = Resource(
    "places/sites",
    (
        *("site_id", "name", "name_en", "kind", "role", "measure_ids", "district_codes"),
        *("precision", "origin", "note", "note_en", "facts", "sources", "shares"),
    ),
    ("plan", "district", "place", "kind", "measure", "lang"),
    formats=MAPS,
)
AREAS = Resource(
    "places/areas",
    (
        *("area_id", "name", "name_en", "category", "level", "level_basis", "district_codes"),
        *("year", "area_ha", "lon", "lat", "coord_basis", "precision", "source_facts"),
        *("source_note", "source_note_en", "coord_note", "coord_note_en", "confidence"),
    ),
    ("plan", "district", "place", "category", "level", "lang"),
    typed={"year": WHOLE, "area_ha": NUMBER, "lon": NUMBER, "lat": NUMBER},
    formats=MAPS,
)
OF_STAGES = ("missing", "to_review", "returned", "accepted")
OF_TIMES = ("late", "near", "asked", "asked_answered")
PROGRESS = Resource(
    "progress",
    ("plan_code", "period", "unit_code", "lines", *OF_STAGES, *OF_TIMES),
    ("plan", "period", "unit"),
    typed=dict.fromkeys(("lines", *OF_STAGES, *OF_TIMES), WHOLE),
)
RESOURCES = (PLANS, UNITS, MEASURES, DUTIES, CHANGES, SITES, AREAS, PROGRESS)
