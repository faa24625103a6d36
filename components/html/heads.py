"""The heads of the panels as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.texts import Texts
from components.words.units import list_zones, name_party, name_zone_note
from geo.model import Model


def write_panel_title(title: str) -> Markup:
    """The heading that the skip link leads to."""
    return draw("html/heads.title", text=title)


def write_announcement(text: str) -> Markup:
    """What a screen reader says of a selection, see `page.js`; the eye sees it in the panel."""
    return draw("html/heads.announcement", text=text)


def write_party_head(model: Model, code: str, sentence: str, t: Texts) -> Markup:
    """Name, functional zone and area; the sentence is spoken to a screen reader."""
    name, zone = name_party(model, code, t), list_zones(model, t).get(code)
    notes = [t("panel.no_polygon", name=name_party(model, code, t, short=True))]
    if zone is not None:
        area = t("panel.area", area=f"{model.region.area_km2[code]:,.0f}")
        notes = [note for note in (name_zone_note(model, code, t), area) if note]
    spoken = t("panel.announce", name=name, sentence=sentence)
    return draw("html/heads.party", name=name, zone=zone, notes=notes, spoken=spoken)
