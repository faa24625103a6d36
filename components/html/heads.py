"""The heads of the panels as HTML."""

from __future__ import annotations

from markupsafe import Markup

from components.html.template import draw
from components.words.units import has_boundary, list_zones, name_party, name_zone_note
from components.words.words import Words


def write_panel_title(title: str) -> Markup:
    """The heading that the skip link leads to."""
    return draw("html/heads.title", text=title)


def write_announcement(text: str) -> Markup:
    """What a screen reader says of a selection, see `page.js`; the eye sees it in the panel."""
    return draw("html/heads.announcement", text=text)


def write_party_head(words: Words, code: str, sentence: str) -> Markup:
    """Name, functional zone and area; the sentence is spoken to a screen reader."""
    t = words.t
    name, zone = name_party(words, code), list_zones(words).get(code, "")
    notes, remark = [], ""
    if has_boundary(words, code):
        area = t("panel.area", area=f"{words.model.region.area_km2[code]:,.0f}")
        notes = [note for note in (name_zone_note(words, code), area) if note]
    else:
        remark = t("panel.no_polygon", name=name_party(words, code, short=True))
    spoken = t("panel.announce", name=name, sentence=sentence)
    return draw("html/heads.party", name=name, zone=zone, notes=notes, remark=remark, spoken=spoken)
