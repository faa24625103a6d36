"""The archive that installs without a network; `tasks.py bundle-check` does it in earnest."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.bundle import build
from deploy.bundle.build import SHIPPED, read_source
from deploy.bundle.platforms import PLATFORMS, PYTHONS
from deploy.bundle.wheels import Unfit, choose_pins, list_needed, list_pins
from environment import LOCKS, ROOT
from tests.deploy.small_bundle import WHEEL, Small, make_small, write_wheel

LOCK = (ROOT / LOCKS[0]).read_text(encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make_small(tmp_path)


@pytest.mark.parametrize("platform", ["linux-x86_64", "windows-amd64"])
def test_an_archive_is_twice_the_same(platform: str, small: Small, tmp_path: Path) -> None:
    first, second = small.build(platform), make_small(tmp_path / "again").build(platform)
    assert first.name == second.name == f"dutymap-1-{platform}.{PLATFORMS[platform].kind}"
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_every_file_is_in_the_list_of_hashes(small: Small) -> None:
    folder = small.unpack()
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    listed = [line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()]
    there = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(path.relative_to(folder).as_posix() for path in there) == sorted(
        [*listed, "SHA256SUMS"]
    )


def test_what_it_holds_is_told_as_the_standard_wants(small: Small) -> None:
    text = (small.unpack() / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    part = told["components"][0]
    assert (part["purl"], part["licenses"]) == ("pkg:pypi/thing@1.0", [{"license": {"id": "MIT"}}])
    file = part["components"][0]
    assert (file["name"], file["hashes"][0]["alg"]) == (WHEEL, "SHA-256")
    assert file["hashes"][0]["content"] in small.source.files["requirements.lock"].decode()
    assert told["metadata"]["component"]["version"] == "1"
    assert told["metadata"]["timestamp"] == "2026-01-02T03:04:06+00:00"


def test_a_package_without_a_licence_is_not_handed_on(small: Small) -> None:
    files = {**small.source.files, "docs/licences.md": b""}
    source = build.Source("1", small.source.made, files)
    with pytest.raises(KeyError, match="thing"):
        Small(small.folder, small.wheels, source).build()


def test_the_lock_is_read_for_the_machine_that_the_archive_is_for() -> None:
    found = {
        (platform, python): dict(list_pins(choose_pins(LOCK, platform, python)))
        for platform in PLATFORMS
        for python in PYTHONS
    }
    assert {one["numpy"] for (_, python), one in found.items() if python == "3.11"} == {"2.4.6"}
    assert {one["numpy"] for (_, python), one in found.items() if python != "3.11"} == {"2.5.5"}
    watched = {platform for (platform, _), one in found.items() if "watchdog" in one}
    assert watched == {name for name in PLATFORMS if not name.startswith("macos")}
    pins = choose_pins(LOCK, "linux-x86_64", "3.12")
    assert pins.count("--hash=sha256:") > pins.count("==") > 60
    assert ";" not in "".join(line for line in pins.splitlines() if "==" in line)


def test_wheels_of_other_machines_and_other_locks_are_left_out(small: Small) -> None:
    lock = small.source.files["requirements.lock"].decode()
    for name in (
        "thing-0.9-py3-none-any",
        "thing-1.0-cp312-cp312-win_amd64",
        "other-1-py3-none-any",
    ):
        write_wheel(small.wheels / f"{name}.whl", name)
    assert list_needed(lock, "linux-aarch64", small.wheels) == [small.wheels / WHEEL]
    with pytest.raises(Unfit, match=r"not what was locked \['thing-1.0-cp312"):
        list_needed(lock, "windows-amd64", small.wheels)
    (small.wheels / WHEEL).unlink()
    with pytest.raises(Unfit, match=r"missing \['thing==1.0'\]"):
        list_needed(lock, "linux-aarch64", small.wheels)


def test_a_folder_of_wheels_is_filled_by_the_hashes_of_the_lock(
    small: Small, tmp_path: Path
) -> None:
    from deploy.bundle.wheels import fetch_wheels

    lock = small.source.files["requirements.lock"].decode()
    offline = ("--no-index", "--find-links", str(small.wheels))
    fetch_wheels(lock, "windows-amd64", tmp_path / "fetched", *offline)
    assert [path.name for path in (tmp_path / "fetched").iterdir()] == [WHEEL]
    write_wheel(small.wheels / WHEEL, "changed")
    with pytest.raises(subprocess.CalledProcessError):
        fetch_wheels(lock, "windows-amd64", tmp_path / "changed", *offline)


def test_what_is_committed_is_what_is_shipped() -> None:
    source = read_source()
    assert {place.partition("/")[0] for place in source.files} == {*SHIPPED}
    assert source.version.startswith(f"{source.made:%Y.%m.%d}-")
    assert [place for place in source.files if place.startswith(("tests/", "docs/screen"))] == []
    batch = source.files["deploy/bundle/installer/install.cmd"]
    assert batch.count(b"\r\n") == batch.count(b"\n"), "as Windows reads it"
