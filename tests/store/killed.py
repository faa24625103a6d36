"""Child processes that publish without end, to be killed at any moment.

`python -m tests.store.killed PLAN` begins one for every line it is given, which prints its id and
appends version after version, each large enough to be killed in the middle of. When it is gone,
there is another line.
"""

from __future__ import annotations

import json
import os
import sys

from geo.intake.draft import Draft
from geo.intake.proof import Proof
from geo.packages.package import hash_bytes
from store.folders import find_version_folder, write_out
from store.readings import keep_file, keep_reading
from store.schema import begin_writing
from store.versions import append_publication, append_version, list_versions

FILE = "large.txt"
EMPTY = Draft((), (), {}, (), Proof({}, {}, (), (), ()))


def build_files(number: int) -> dict[str, bytes]:
    data = str(number).encode() + os.urandom(1_000_000)
    resources = [{"name": "large", "path": FILE, "hash": hash_bytes(data)}]
    return {"datapackage.json": json.dumps({"resources": resources}).encode(), FILE: data}


def publish_without_end(plan: str) -> None:
    with begin_writing() as connection:
        file_id = keep_file(connection, "a", b"a", "")
        reading_id = keep_reading(connection, file_id, plan, "", "", {}, EMPTY, "")
    print(os.getpid(), flush=True)
    while True:
        with begin_writing() as connection:
            number = len(list_versions(connection, plan)) + 1
            files = build_files(number)
            write_out(find_version_folder(hash_bytes(files["datapackage.json"]), plan), files)
            made = append_version(connection, plan, number, "final", files, reading_id, [], "")
            append_publication(connection, plan, made, "", "")


def main(plan: str) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            publish_without_end(plan)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
