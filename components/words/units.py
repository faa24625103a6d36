"""Names of units, of their zones and of printed cells in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from components.session.remember import remember
from components.words.words import Words
from geo.model import Model
from geo.region.former import index_former

MAX_WIDE, MAX_LATIN = 8, 16
"""Letters of a label on the map."""
MAX_LISTED = 150
"""So many names at most stand in one line, so many parties in rows of buttons; of more the number
is told, and a box finds each by its name."""
FIRST_NAMES = 3
"""Those that stand for more than can be listed."""


def name_party(words: Words, code: str, *, short: bool = False) -> str:
    """A party's name, with its code where another one goes by the same."""
    return _list_names(words, "short_name" if short else "name")[code]


@remember
def _list_names(words: Words, column: str) -> dict[str, str]:
    """Every party's name at once: one by one, those of a country would take seconds."""
    names = words.model.region.parties[words.t.pick(column, "name_en")]
    shared = names.duplicated(keep=False)
    return {
        code: words.t("list.coded", name=name, code=code) if shared[code] else str(name)
        for code, name in names.items()
    }


def name_unit(words: Words, code: str) -> str:
    """The name of any unit: a party's, or a department's."""
    return list_unit_names(words)[code]


def name_code(words: Words, code: str, otherwise: str = "") -> str:
    """A unit's name, or what it is called otherwise, where the region does not have it."""
    return list_unit_names(words).get(code, otherwise or code)


@remember
def list_unit_names(words: Words) -> dict[str, str]:
    """Every unit's name by its code."""
    units = words.model.region.units
    names = units[words.t.pick("name", "name_en")].astype(str)
    return dict(zip(units["unit_code"], names, strict=True))


def is_searched(model: Model) -> bool:
    """Whether the parties are too many to be listed, so that one is searched for by its name."""
    return len(model.codes) > MAX_LISTED


def list_parties(words: Words) -> dict[str, str]:
    """Every party's name by code, in the order in which a list offers them."""
    return {code: name_party(words, code) for code in words.model.codes}


def join_parties(words: Words, codes: Iterable[str], *, short: bool = False) -> str:
    """The names of `codes` in one line; where that would be a page, the first ones and how many."""
    t, names = words.t, [name_party(words, code, short=short) for code in codes]
    if len(names) <= MAX_LISTED:
        return t("list.comma").join(names)
    return t("search.names", names=t("list.comma").join(names[:FIRST_NAMES]), n=len(names))


def join_alike(words: Words, said: Mapping[str, str]) -> dict[str, str]:
    """Short names in one line, together where the same is said; `said` by code, what is told."""
    alike: dict[str, list[str]] = {}
    for code, told in said.items():
        alike.setdefault(told, []).append(code)
    return {told: join_parties(words, codes, short=True) for told, codes in alike.items()}


def count_parties(words: Words, codes: Collection[str]) -> str:
    """How many districts `codes` are, and how many parties besides."""
    kinds = words.model.region.parties["kind"]
    districts = sum(kinds[code] == "district" for code in codes)
    counts = {"districts": districts, "on_a_par": len(codes) - districts}
    parts = [words.t(f"legend.{what}", n=n) for what, n in counts.items() if n]
    return words.t("list.comma").join(parts)


def has_zone(model: Model) -> bool:
    """Whether a development zone, which is no district, is among the parties."""
    return bool((model.region.parties["kind"] != "district").any())


def has_boundary(words: Words, code: str) -> bool:
    """Whether a party is drawn on the map: a district is, with a functional zone or without."""
    return bool(words.model.region.parties.at[code, "kind"] == "district")


def name_others(words: Words) -> str:
    """The territorial parties that are no district, in a few words."""
    parties = words.model.region.parties
    codes = parties.index[parties["kind"] != "district"]
    return join_parties(words, codes, short=True)


def name_parties(words: Words) -> str:
    """What the territorial parties are, after their number."""
    return words.t("present.parties_zone" if has_zone(words.model) else "present.parties")


def credit_map(words: Words) -> str:
    """Whose boundaries are drawn, in a few words for the edge of a map."""
    model = words.model
    short = model.region.package.resource("districts").get(words.t.pick("credit", "credit_en"))
    return str(short or name_boundary(words))


def name_boundary(words: Words) -> str:
    """The title of the first source of the boundaries."""
    source = words.model.region.package.resource("districts")["sources"][0]
    return str(words.t.pick(source["title"], source.get("title_en", source["title"])))


def name_on_map(words: Words, code: str) -> str:
    """A party's short name for a label, cut where it is too long for any district.

    Its place tells it from another of the same name, and the card has both in full.
    """
    return _list_labels(words)[code]


@remember
def _list_labels(words: Words) -> dict[str, str]:
    return {
        party["unit_code"]: _shorten(
            words.t.pick(party["short_name"], party.get("short_name_en") or party["name_en"])
        )
        for party in words.model.region.parties.reset_index().to_dict("records")
    }


def _shorten(name: str) -> str:
    most = MAX_LATIN if name.isascii() else MAX_WIDE
    return name if len(name) <= most else f"{name[: most - 1]}…"


@remember
def list_zones(words: Words) -> dict[str, str]:
    """Functional zone by district code; a note of the zone stands in brackets."""
    return {
        row.unit_code: words.t.pick(row.zone, row.zone_en)
        for row in words.model.region.zones.itertuples(index=False)
    }


@remember
def group_by_zone(words: Words) -> dict[str, list[str]]:
    """Every party's code by functional zone; those without one come last. Where no district has
    a zone, all are one group without a name."""
    zones = list_zones(words)
    if not zones:
        return {"": list(words.model.codes)}
    grouped: dict[str, list[str]] = {}
    for code in [*zones, *(code for code in words.model.codes if code not in zones)]:
        grouped.setdefault(zones.get(code, words.t("city.no_zone")), []).append(code)
    return grouped


@remember
def list_groups(words: Words, code: str) -> dict[str, list[str]]:
    """Whom a party may be compared with at once, itself first: `neighbours`, and its `zone`."""
    region, zones = words.model.region, list_zones(words)
    groups = {
        "neighbours": region.neighbours.get(code, []),
        "zone": [c for c, zone in zones.items() if c != code and zone == zones.get(code)],
    }
    return {kind: [code, *others] for kind, others in groups.items() if others}


@remember
def name_zone_note(words: Words, code: str) -> str:
    """The remark on a district's zone, or nothing."""
    t = words.t
    zones = words.model.region.zones.set_index("unit_code")
    return t.pick(zones.at[code, "note"], zones.at[code, "note_en"]) if code in zones.index else ""


@remember
def find_named_units(model: Model) -> dict[str, str]:
    """The unit that a spelling names alone, by spelling; one that means several is left out."""
    names = model.region.unit_names
    alone = names[~names["spelling"].duplicated(keep=False)]
    return dict(zip(alone["spelling"], alone["unit_code"], strict=True))


@remember
def list_cell_units(words: Words, cell: str) -> list[str]:
    """The names in a unit cell: as printed in Chinese, translated in English; a dash gives none.

    Beside that of a former unit stands, in brackets that no plan prints, what it is today.
    """
    names = [name for name in cell.split(";") if name not in words.model.plan.meta["no_unit"]]
    return [_name_in_cell(words, name) for name in names]


def _name_in_cell(words: Words, spelling: str) -> str:
    code = find_former(words.model).get(spelling)
    if code is not None:
        return words.t("former.in_cell", printed=spelling, today=name_unit(words, code))
    return spelling if words.t.lang == "zh" else _translate_spelling(words, spelling)


@remember
def find_former(model: Model) -> dict[str, str]:
    """The unit that came of a former one, by every spelling that names this alone."""
    named, former = find_named_units(model), index_former(model.region.former)
    return {spelling: named[spelling] for spelling in former if spelling in named}


def find_in_cell(words: Words, cell: str, code: str) -> int | None:
    """Where in a unit cell a unit is named, from 0; not where it belongs to those named."""
    named = find_named_units(words.model)
    codes = [named.get(spelling) for spelling in cell.split(";")]
    return codes.index(code) if code in codes else None


def _translate_spelling(words: Words, spelling: str) -> str:
    model = words.model
    code = find_named_units(model).get(spelling)
    if code is None:
        names = model.region.unit_names.set_index("spelling")
        if spelling not in names.index:  # a unit that the region does not list
            return spelling
        found = names.loc[[spelling]]
        if (found["basis"] == "named").all():  # a group, or several units in one wording
            return words.t("list.comma").join(name_unit(words, c) for c in found["unit_code"])
        return words.t(f"basis.{found['basis'].iloc[0]}")
    return name_unit(words, code)


def print_cell(words: Words, cell: str) -> str:
    """The names in a unit cell, joined; the dash of an empty one stays as printed."""
    return words.t("list.comma").join(list_cell_units(words, cell)) or cell
