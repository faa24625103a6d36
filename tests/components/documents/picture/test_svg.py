"""Pictures read again: XML, fills, labels, places, legend, hostile names, all layers."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import shapely

from components.documents.picture.svg import HEIGHT, WIDTH, write_picture_svg
from components.documents.plain_text import clean_text
from components.map.picture import Picture, Point, Tint
from components.map.views import draw_map
from components.session.link import View
from components.slides.build import build_slide
from components.slides.slide import Slide
from components.texts import Texts
from components.theme import MAP_LIGHT, choose_ink
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from tests.svgs import SVG, TODAY, ZH, draw, draw_once, find_enlarged, find_labels, read_box
from tests.taken_away import CONTROLS, FORMULA, MARKUP, SQL, make_hostile

CODES = ["plan", "ch2", "sites", "areas", "110118", "110101-110102"]
Drawn = tuple[Slide, ET.Element, Texts]
ELEMENTS = {
    "svg",
    "title",
    "desc",
    "defs",
    "pattern",
    "clipPath",
    "g",
    "path",
    "rect",
    "circle",
    "text",
}


@pytest.fixture(scope="module", params=[(c, lang) for c in CODES for lang in ("zh", "en")])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    slide, svg = draw_once(*request.param)
    return slide, ET.fromstring(svg), Texts(request.param[1])


def find_districts(root: ET.Element, prefix: str = "") -> dict[str, ET.Element]:
    start = f"{prefix}district-"
    paths = [p for p in root.iter(f"{SVG}path") if p.get("class", "").startswith(start)]
    return {p.get("class", "").removeprefix(start): p for p in paths}


def read_texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_every_district_is_drawn_in_its_fill(drawn: Drawn) -> None:
    slide, root, _ = drawn
    paths = find_districts(root)
    assert paths.keys() == slide.picture.values.keys()
    assert any(v.hatched for v in slide.picture.values.values()) is (slide.code == "ch2")
    for code, value in slide.picture.values.items():
        assert paths[code].get("fill") == (
            "url(#hatch)" if value.hatched else MAP_LIGHT[value.fill]
        )
        assert paths[code].findtext(f"{SVG}title") == value.alt
    for code, path in find_districts(root, "inset-").items():
        assert path.get("fill") == paths[code].get("fill")


def test_every_district_has_its_label_and_number(model: Model, drawn: Drawn) -> None:
    slide, root, t = drawn
    labelled = set()
    for _, code, texts in find_labels(root):
        labelled.add(code)
        value = slide.picture.values[code]
        said = [name_party(Words(model, t), code, short=True), value.label]
        assert [text.text for text in texts] == [text for text in said if text]
        assert texts[0].get("fill") == choose_ink(MAP_LIGHT[value.fill])
        assert all(float(text.get("font-size", "")) >= 22 for text in texts)
    assert labelled == set(slide.picture.values)


def test_labels_and_badges_do_not_meet(drawn: Drawn) -> None:
    slide, root, _ = drawn
    css = {place.css for place in slide.picture.places if isinstance(place, Point)}
    near = find_enlarged(root)
    badges = [g for g in root.iter(f"{SVG}g") if g.get("class") in css]
    assert len([g for g in badges if g not in near]) == len(css)
    for enlarged in (False, True):
        groups = [texts for inside, _, texts in find_labels(root) if inside is enlarged]
        assert len(groups) > 4
        groups += [[g.find(f"{SVG}text")] for g in badges if (g in near) is enlarged]
        boxes = [shapely.union_all([read_box(text) for text in texts]).envelope for texts in groups]
        hits = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if shapely.intersects(a, b)]
        assert hits == []
        assert all(shapely.covers(shapely.box(0, 0, WIDTH, HEIGHT), box) for box in boxes)


def test_title_source_date_and_legend_are_written(drawn: Drawn) -> None:
    slide, root, t = drawn
    texts = read_texts(root)
    written = "".join("".join(texts).split())
    assert "".join(slide.title.split()) in written
    assert "".join(slide.source.split()) in written
    assert any("2025" in text and text.startswith(t("file.head_date")) for text in texts)
    legend = slide.picture.legend
    for part in (legend, *legend.sections):
        assert "".join(part.note.split()) in written
        assert all("".join(row.text.split()) in written for row in part.rows)
        assert {row.count for row in part.rows} <= set(texts)
    assert all(v.alt in root.findtext(f"{SVG}desc", "") for v in slide.picture.values.values())


def test_focus_is_outlined_with_a_halo() -> None:
    root = ET.fromstring(draw_once("110118")[1])
    shape = find_districts(root)["110118"].get("d")
    looks = [p.get("stroke") for p in root.iter(f"{SVG}path") if p.get("d") == shape]
    assert looks == ["#FFFFFF", "#FFFFFF", MAP_LIGHT["selection"]]
    assert MAP_LIGHT["selection"] not in draw_once("plan")[1].decode()


def test_source_keeps_its_lines_and_nothing_changes(model: Model) -> None:
    slide = replace(build_slide(Words(model, ZH), "areas"), source="第一行\n第二行")
    svg = draw(model, slide)
    assert {"第一行", "第二行"} <= set(read_texts(ET.fromstring(svg)))
    assert draw(model, slide) == svg


@pytest.mark.parametrize("code", ["sites", "areas"])
def test_every_place_is_drawn_as_on_the_screen(code: str) -> None:
    slide, svg = draw_once(code)
    root = ET.fromstring(svg)
    groups = {group.get("class"): group for group in root.iter(f"{SVG}g")}
    for place in slide.picture.places:
        group = groups[place.css]
        assert group.findtext(f"{SVG}title") == place.card.name
        if isinstance(place, Point):
            symbol, square = place.symbol, next(group.iter(f"{SVG}rect"))
            assert group.findtext(f"{SVG}text") == symbol.glyph
            assert (square.get("stroke-dasharray") is not None) is symbol.dashed
            assert (square.get("rx") == "4") is (symbol.shape == "square")
        elif isinstance(place, Tint):
            assert group[1].get("fill") == f"url(#tint-{place.pattern})"
        else:
            assert (group[1].get("stroke-dasharray") is not None) is bool(place.dash)
    rings = root.findall(f".//{SVG}circle[@stroke-dasharray]")
    assert len(rings) >= sum(
        isinstance(place, Point) and place.ring_m > 0 for place in slide.picture.places
    )


@pytest.mark.parametrize("code", ["ch2", "sites", "110101-110118"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_text(model: Model, code: str, lang: str) -> None:
    hostile, t = make_hostile(model), Texts(lang)
    slide = build_slide(Words(hostile, t), code)
    places = [
        replace(
            place,
            card=replace(place.card, name=MARKUP + CONTROLS),
            css=f'x" onload="alert(1){MARKUP}',
        )
        for place in slide.picture.places
    ]
    slide = replace(slide, picture=replace(slide.picture, places=places))
    attack = f"{MARKUP}{SQL}{CONTROLS}]]><script>"
    slide = replace(slide, title=attack, source=attack)
    root = ET.fromstring(draw(hostile, slide, t))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
        for name, value in element.attrib.items():
            assert "url(" not in value or re.fullmatch(r"url\(#[a-z0-9-]+\)", value)
            assert name == "class" or "http" not in value
    assert root.findtext(f"{SVG}title") == clean_text(attack)
    labels = {code: texts[0].text or "" for _, code, texts in find_labels(root)}
    for unit_code, name in (("110118", FORMULA), ("110119", MARKUP), ("110101", SQL)):
        assert name.startswith(labels[unit_code].removesuffix("…"))
    assert labels.keys() == slide.picture.values.keys()


def test_nothing_comes_from_outside(drawn: Drawn) -> None:
    parts = list(drawn[1].iter())
    assert {part.tag.removeprefix(SVG) for part in parts} <= ELEMENTS
    assert [name for part in parts for name in part.attrib if "href" in name] == []
    said = [text for part in parts for text in (part.text or "", *part.attrib.values())]
    outside = ("http:", "https:", "data:", "@import")
    assert [text for text in said if any(word in text for word in outside)] == []


def test_a_region_without_enlargement_is_labelled_too(model: Model) -> None:
    region = replace(model.region)
    region.__dict__["inset"] = None
    slide = build_slide(Words(model, Texts("en")), "plan")
    root = ET.fromstring(draw(replace(model, region=region), slide, Texts("en")))
    assert {code for _, code, _ in find_labels(root)} == slide.picture.values.keys()


def test_a_legend_of_all_layers_still_fits(model: Model) -> None:
    words = Words(model, ZH)
    slide, other = build_slide(words, "sites"), build_slide(words, "areas")
    sections = [*slide.picture.legend.sections, *other.picture.legend.sections]
    legend = replace(build_slide(words, "plan").picture.legend, sections=sections)
    both = Picture(
        "x", slide.picture.values, legend, [*slide.picture.places, *other.picture.places]
    )
    written = "".join(read_texts(ET.fromstring(draw(model, replace(slide, picture=both)))))
    assert all(row.text in written for section in sections for row in section.rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chosen", [{"metric": "ch2"}, {"measure": "9.5"}, {"district": "bda"}])
def test_tiles_are_all_named_each_on_its_own(
    model: Model, lang: str, chosen: dict[str, str]
) -> None:
    words = Words(model, Texts(lang))
    picture = draw_map(words, View(lang=lang, shape="tiles", **chosen))  # type: ignore[arg-type]
    root = ET.fromstring(write_picture_svg(Origin(words, TODAY), picture, "x", "y"))
    drawn = find_districts(root)
    assert sorted(drawn) == sorted(model.codes)
    assert find_enlarged(root) == set()
    labels = {code: texts for _, code, texts in find_labels(root)}
    assert sorted(labels) == sorted(model.codes)
    for code, texts in labels.items():
        corners = re.findall(r"[-\d.]+ [-\d.]+", drawn[code].get("d", ""))
        tile = shapely.Polygon([[float(n) for n in corner.split()] for corner in corners])
        assert all(tile.buffer(1).covers(read_box(text)) for text in texts if text.text)
