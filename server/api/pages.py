"""Every page as a table: its address ending in `.csv` or `.json`. It imports nothing of ours: a
server that starts reads it.
"""

from __future__ import annotations

from server.api.resources import FORMATS

OWN_PARAMETERS: dict[str, tuple[str, ...]] = {
    "map": (),
    "district": (),
    "compare": (),
    "restoration": (),
    "protected": (),
    "ledger": ("q", "task", "deadline", "unit", "role", "state"),
    "present": ("run", "slide"),
    "progress": ("period", "unit", "stage", "line"),
    "plans": ("from", "to", "unit"),
    "sources": (),
}
"""Every page with what its links say beyond what those of all pages may say. The map's own address
is `/`, which has no name to put an ending to: it goes by its name."""
REQUIRED = {"district": ("district",)}
PAGE_FORMATS = {form: FORMATS[form] for form in ("csv", "json")}
