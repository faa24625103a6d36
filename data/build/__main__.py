"""`python -m data.build`: rebuild the boundaries, then register every file's hash and size."""

from __future__ import annotations

import sys

from data.build.boundaries import build_boundaries
from data.build.register import register_files
from geo.packages.package import DATA_DIR
from geo.packages.problems import DataError


def main() -> int:
    try:
        build_boundaries(DATA_DIR / "regions" / "beijing")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for descriptor in sorted(DATA_DIR.glob("*/*/datapackage.json")):
        register_files(descriptor)
        print(f"registered {descriptor.relative_to(DATA_DIR)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
