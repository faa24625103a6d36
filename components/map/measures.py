"""The map of one measure: each district by the role the measure gives it. Pure values."""

from __future__ import annotations

from typing import Any

from components.html.duties import mark_roles
from components.map.picture import FillRow, Legend, Look, Picture, Value
from components.map.small import ROLE_FILLS, UNNAMED_FILL, name_weight
from components.map.tiles import list_drawn, note_tiles
from components.session.link import Shape
from components.session.remember import remember
from components.words.duties import name_part
from components.words.plan import list_deadlines, name_measure
from components.words.units import count_parties, join_parties, name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import OPEN_BASIS, index_duties

OPEN, NOBODY, MENTIONED = "open", "unreached", "_mentioned"


@remember
def get_measure_picture(words: Words, measure_id: str, shape: Shape = "map") -> Picture:
    model = words.model
    by_code = _list_duties(model)[measure_id]
    kinds = {code: _name_kind(by_code.get(code)) for code in list_drawn(model, shape)}
    values = {
        code: _build_value(words, code, kind, by_code.get(code)) for code, kind in kinds.items()
    }
    legend = _build_legend(words, measure_id, kinds, by_code)
    picture = Picture(f"measure:{measure_id}", values, legend)
    return note_tiles(words, picture) if shape == "tiles" else picture


@remember
def list_looks(words: Words, shape: Shape = "map") -> dict[str, Any]:
    """The colours and marks of every measure's map in little room, for the map's script.

    `kinds`: by measure, the look of each party; `looks`: by name, all of a `Look`, since the
    script lays it over another one; `legends`: by measure.
    """
    model = words.model
    looks: dict[str, dict[str, Any]] = {}
    kinds: dict[str, dict[str, str]] = {}
    for measure_id, by_code in _list_duties(model).items():
        kinds[measure_id] = {}
        for code in model.codes:
            kind, duty = _name_kind(by_code.get(code)), by_code.get(code)
            look = _build_look(kind, duty)
            name = f"{kind}{look.label}"
            looks[name], kinds[measure_id][code] = vars(look), name
    legends = {m: get_measure_picture(words, m, shape).legend for m in kinds}
    return {"looks": looks, "kinds": kinds, "legends": legends}


@remember
def _list_duties(model: Model) -> dict[str, dict[str, dict[str, Any]]]:
    return index_duties(model.duties, model.plan.measures, model.codes)


def _name_kind(duty: dict[str, Any] | None) -> str:
    """What is drawn alike: a role, with a mark where the wording alone reaches the district."""
    if duty is None:
        return NOBODY
    if duty["basis"] == OPEN_BASIS:
        return OPEN
    return name_weight(duty) + (MENTIONED if duty["basis"] == "mentioned" else "")


def _build_value(words: Words, code: str, kind: str, duty: dict[str, Any] | None) -> Value:
    t = words.t
    name, said = name_party(words, code), t("measure.unreached")
    if duty:
        said = name_part(duty, t)
    look = vars(_build_look(kind, duty))
    return Value(**look, alt=t("map.value_alt", name=name, value=said))


def _build_look(kind: str, duty: dict[str, Any] | None) -> Look:
    fill = _choose_fill(kind)
    return Look(
        label=mark_roles(duty) if duty else "",
        fill=fill,
        hatched=kind == OPEN,
        border=kind == NOBODY,
        edged=kind.endswith(MENTIONED),
    )


def _build_legend(
    words: Words, measure_id: str, kinds: dict[str, str], by_code: dict[str, dict[str, Any]]
) -> Legend:
    members: dict[str, list[str]] = {}
    for code, kind in kinds.items():
        members.setdefault(kind, []).append(code)
    rows = []
    for kind in (k for k in _list_kinds() if k in members):
        codes = members[kind]
        duty = by_code.get(codes[0])
        text = words.t(f"measure.legend_{kind}")
        rows.append(
            FillRow(
                key=kind,
                kind="open" if kind == OPEN else "class",
                text=f"{mark_roles(duty)} {text}" if duty else text,
                fill=_choose_fill(kind),
                count=count_parties(words, codes),
                names=join_parties(words, codes, short=True),
                codes=codes,
            )
        )
    deadlines = words.model.plan.measures.set_index("measure_id")["deadline"]
    deadline = list_deadlines(words)[deadlines[measure_id]]
    return Legend(name_measure(words, measure_id), deadline, rows)


def _choose_fill(kind: str) -> str:
    return ROLE_FILLS.get(kind.removesuffix(MENTIONED), UNNAMED_FILL)


def _list_kinds() -> list[str]:
    """Every kind, weightiest first."""
    roles = [f"{weight}{suffix}" for weight in ROLE_FILLS for suffix in ("", MENTIONED)]
    return [*roles, OPEN, NOBODY]
