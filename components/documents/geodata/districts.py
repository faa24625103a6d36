"""The map as shown, as map data for other programs."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import shapely

from components.documents.geodata.layers import write_collection, write_container
from components.documents.geodata.places import describe_places, tabulate_places
from components.documents.plain_text import clean_text
from components.session.link import View
from components.words.plan import name_metric
from components.words.several import is_several
from components.words.source import Origin, list_provenance
from components.words.units import list_zones, name_party
from components.words.words import Words

DISTRICTS_LAYER = "districts"


def build_layer(words: Words, load: pd.DataFrame, view: View) -> gpd.GeoDataFrame:
    """`unit_code, name, name_en, zone, metric, bases, counted, relevant, geometry` by district;
    of several plans `plan_code` besides, their codes.

    `load`: `counted, relevant` by `unit_code`, see `geo.plan.count.count_load`. `metric` and
    `bases` are the codes of the link; `relevant` counts what the plan leaves open, whether chosen
    or not.
    """
    districts = words.model.region.districts
    zones = list_zones(words)
    counts = load.loc[districts["unit_code"]]
    plans = {"plan_code": words.model.reference} if is_several(words) else {}
    return gpd.GeoDataFrame(
        {
            "unit_code": districts["unit_code"],
            "name": districts["name"].map(clean_text),
            "name_en": districts["name_en"].map(clean_text),
            "zone": districts["unit_code"].map(zones).map(clean_text),
            **plans,
            "metric": view.metric,
            "bases": ",".join(basis for basis in words.model.bases if basis in view.bases),
            "counted": counts["counted"].to_numpy(),
            "relevant": counts["relevant"].to_numpy(),
        },
        geometry=shapely.orient_polygons(districts.geometry.to_numpy(), exterior_cw=False),
        crs=districts.crs,
    )


def list_source(origin: Origin, load: pd.DataFrame, view: View) -> list[tuple[str, str]]:
    """The provenance, the metric in words, and the parties that no polygon can show."""
    words = origin.words
    model, t = words.model, words.t
    missing = [code for code in load.index if code not in set(model.region.districts["unit_code"])]
    pairs = [
        *list_provenance(replace(origin, bases=view.bases)),
        (t("file.source_metric"), name_metric(words, view.metric)),
    ]
    for code in missing:
        name, counts = name_party(words, code), load.loc[code].to_dict()
        value = t("file.no_polygon_value", name=name, **counts)
        pairs.append((t("file.source_no_polygon"), value))
    return [(label, clean_text(value)) for label, value in pairs]


def write_geojson(origin: Origin, load: pd.DataFrame, view: View) -> bytes:
    """The districts as a collection, see `write_collection`; outer rings counter-clockwise."""
    source = list_source(origin, load, view)
    return write_collection(build_layer(origin.words, load, view), "unit_code", source)


def write_geopackage(origin: Origin, load: pd.DataFrame, view: View) -> bytes:
    """Layer `districts`, the places that the reader has turned on, and the table `source`."""
    words = origin.words
    layers = {DISTRICTS_LAYER: build_layer(words, load, view)}
    source = list_source(origin, load, view)
    for kind in view.layers:
        layers[kind] = tabulate_places(words, kind)
        source += describe_places(words, kind)
    return write_container(layers, source, origin.today)
