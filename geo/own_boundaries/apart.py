"""A stranger's boundaries are read in a process of their own, as its other files are.

`python -m geo.own_boundaries.apart NAME LAYER` reads bytes from its input and writes what it made
of them as JSON.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import geopandas as gpd
import shapely

from geo.intake.apart import limit_memory, run_apart
from geo.own_boundaries.files import check_contents
from geo.own_boundaries.layer import WGS84, Layer, read_layer
from geo.packages.problems import DataError, Problem


def read_layer_apart(name: str, data: bytes, layer: str = "") -> Layer:
    """The features of a file's bytes; raises `DataError` where they cannot be used."""
    # What is refused at sight needs no process.
    check_contents(name, data, layer)
    done = None
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = run_apart("geo.own_boundaries.apart", [name, layer], data)
    if done is None:
        raise DataError([Problem("boundary_damaged", name)])
    told = json.loads(done)
    if "problems" in told:
        raise DataError(replace(Problem("boundary_damaged", name), **p) for p in told["problems"])
    return unpack(told)


def pack(layer: Layer) -> dict[str, Any]:
    """A layer as JSON has it; `unpack` gives it back equal."""
    columns = layer.features.drop(columns="geometry")
    return {
        "columns": {name: columns[name].tolist() for name in columns},
        "shapes": shapely.to_wkb(layer.features.geometry.to_numpy(), hex=True).tolist(),
        "mended": layer.mended,
        "crs": layer.crs,
        "cut": layer.cut,
    }


def unpack(told: dict[str, Any]) -> Layer:
    shapes = shapely.from_wkb(told["shapes"])
    features = gpd.GeoDataFrame(told["columns"], geometry=shapes, crs=WGS84)
    cut = tuple((number, column) for number, column in told["cut"])
    return Layer(features, told["mended"], told["crs"], cut)


def make(name: str, layer: str, data: bytes) -> dict[str, Any]:
    """What the process tells."""
    try:
        return pack(read_layer(check_contents(name, data, layer), layer))
    except DataError as error:
        return {
            "problems": [
                {"rule": p.rule, "column": p.column, "value": p.value, "details": p.details}
                for p in error.problems
            ]
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what a stranger's library does with a broken file nobody has listed
        return {"problems": [{}]}


if __name__ == "__main__":
    limit_memory()
    told = make(sys.argv[1], sys.argv[2], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))
