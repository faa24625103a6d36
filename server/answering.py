"""What answers have in common that are true only for now, or not yet."""

from __future__ import annotations

ALWAYS_NEW = {"Cache-Control": "no-store"}
"""Nobody on the way keeps it."""
UNREADY = 503
"""Ask again, or ask another machine."""
