"""The heads of the panels as HTML."""

from __future__ import annotations

from html import escape

from components.texts import Texts
from components.words.units import list_zones, name_party, name_zone_note
from geo.model import Model


def write_panel_title(title: str) -> str:
    """The heading that the skip link leads to."""
    return f"<h2 id='duty-panel-title' tabindex='-1'>{escape(title)}</h2>"


def write_announcement(text: str) -> str:
    """What a screen reader says of a selection, see `page.js`; the eye sees it in the panel."""
    return f"<div hidden data-announce='{escape(text)}'></div>"


def write_party_head(model: Model, code: str, sentence: str, t: Texts) -> str:
    """Name, functional zone and area; the sentence is spoken to a screen reader."""
    name, zones = name_party(model, code, t), list_zones(model, t)
    if code not in zones:
        facts = f"<p class='quiet'>{escape(t('panel.no_polygon'))}</p>"
    else:
        note = name_zone_note(model, code, t)
        area = t("panel.area", area=f"{model.region.area_km2[code]:,.0f}")
        facts = (
            f"<span class='chip'>{escape(zones[code])}</span>"
            + (f"<span class='quiet'>{escape(note)}</span>" if note else "")
            + f"<span class='quiet'>{escape(area)}</span>"
        )
    spoken = write_announcement(t("panel.announce", name=name, sentence=sentence))
    return f"<div class='panel-head'>{write_panel_title(name)}{facts}</div>{spoken}"
