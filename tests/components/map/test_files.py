"""Files for the map's frame: this user's alone, few, and there whenever they are named."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from components.map import files as written_files
from components.map.cards import build_cards
from components.map.drawing import draw_district_map
from components.map.files import WrittenFiles
from components.screens.map import ahead
from components.screens.map.ahead import find_ahead
from components.session.link import View
from components.texts import Texts
from components.words.words import Words
from geo.model import Model


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(written_files, "FOLDER", tmp_path / "written")
    return tmp_path / "written"


def read(folder: Path, address: str) -> str:
    return (folder / address.rsplit("/", 1)[1]).read_text(encoding="utf-8")


def test_the_folder_is_this_users_alone(folder: Path) -> None:
    assert stat.S_IMODE(written_files.FOLDER.parent.stat().st_mode) & 0o077 == 0
    WrittenFiles(str, "js").get("map")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_is_there_again_after_the_folder_was_cleaned(folder: Path) -> None:
    files = WrittenFiles(lambda name: f"map of {name}", "js")
    address = files.get("密云")
    shutil.rmtree(folder)
    assert files.find("密云") is None
    assert files.get("密云") == address
    assert read(folder, address) == "map of 密云"


def test_a_folder_that_others_can_write_is_refused(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(PermissionError):
        WrittenFiles(str, "js").get("map")
    folder.rmdir()
    elsewhere = folder.with_name("elsewhere")
    elsewhere.mkdir(0o700)
    folder.symlink_to(elsewhere)
    with pytest.raises(PermissionError):
        WrittenFiles(str, "js").get("map")
    assert list(elsewhere.iterdir()) == []


def test_the_longest_unused_file_goes_and_comes_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_files, "MAX_FILES", 3)
    files = WrittenFiles(str, "js")
    addresses = {n: files.get(n) for n in range(3)}
    assert files.find(0) == addresses[0]
    addresses[3] = files.get(3)
    assert [n for n in range(4) if files.find(n) is None] == [1]
    assert len(list(folder.iterdir())) == 3
    assert files.get(1) == addresses[1]
    assert read(folder, addresses[1]) == "1"


def test_a_full_disk_leaves_the_page_without_answers_ahead(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ahead, "PAGE_FIRST_S", 0)
    asked = Words(model, Texts("en")), "lead", View().bases
    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", refuse)
        assert find_ahead(*asked) is None
        ahead._writer.submit(lambda: None).result()
        assert find_ahead(*asked) is None
        ahead._writer.submit(lambda: None).result()
        assert list(folder.iterdir()) == []
    assert find_ahead(*asked) is None
    ahead._writer.submit(lambda: None).result()
    address = find_ahead(*asked)
    assert address
    assert read(folder, address).startswith("{")


def test_a_full_disk_sends_the_map_with_the_page(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    drawn = Words(model, Texts("en")), "single", build_cards, "map"
    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", refuse)
        sent = draw_district_map(*drawn)
    written = draw_district_map(*drawn)
    assert sent.address is None
    assert written.address
    assert sent.script == read(folder, written.address)
    assert len({sent.name, written.name, ""}) == 2, "the same map is the same widget"


def test_views_that_wait_for_their_answers_are_few(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ahead._writer, "submit", lambda write, view: asked.append(view[1]))
    monkeypatch.setattr(ahead, "_waiting", set())
    for n in range(20):
        assert find_ahead(Words(model, Texts("zh")), f"metric {n}", View().bases) is None
    assert len(asked) == ahead.MAX_WAITING
