"""Looked-at drafts leave few folders, none of them half, and are built anew where one is gone."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from store import trial
from store.folders import FOLDER, TRIALS
from store.shelf import find_folder, load_plan
from store.trial import UNREAD_S, take_old_away
from tests.store.office import PLAN, Office

DRAFT = f"{PLAN}@draft"


def lay(around: Path, name: str, age_s: float) -> Path:
    folder = around / name
    folder.mkdir(parents=True)
    (folder / "file").write_text("x")
    os.utime(folder, (time.time() - age_s,) * 2)
    return folder


def test_a_draft_lies_apart_from_what_is_published(office: Office, local: Path) -> None:
    office.import_tiny()
    folder = find_folder(DRAFT)
    assert folder
    assert folder.parent.parent == local / TRIALS
    assert not (local / FOLDER).exists()


def test_only_the_last_stay_and_what_was_looked_at_of_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "KEPT", 2)
    old = UNREAD_S + 60
    for name, age in (("a", 0), ("b", 60), ("c", old - 120), ("d", old), (".e", old), (".f", 9)):
        lay(tmp_path, name, age)
    take_old_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".f", "a", "b", "c"]
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    take_old_away(tmp_path)
    assert len([*tmp_path.iterdir()]) == 2


def test_a_look_keeps_a_draft_and_another_one_clears_up(
    office: Office, local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "KEPT", 0)
    office.import_tiny()
    first = find_folder(DRAFT)
    gone = lay(local / TRIALS, "gone", UNREAD_S + 60)
    assert first
    os.utime(first.parent, (1, 1))
    assert find_folder(DRAFT) == first, "looked at again"
    office.answer("1/text", "correct", "set:改善环境质量。")
    second = find_folder(DRAFT)
    assert second not in (first, None)
    assert (first.exists(), gone.exists()) == (True, False)


def test_what_was_taken_away_is_built_anew(office: Office) -> None:
    office.import_tiny()
    folder = find_folder(DRAFT)
    assert folder
    os.utime(folder.parent, (1, 1))
    lay(folder.parent.parent, "other", 0)
    take_old_away(folder.parent.parent)
    folder.parent.rename(folder.parent.with_name(".half"))
    assert load_plan(DRAFT).plan.code == PLAN
    assert (folder / "datapackage.json").exists()


def test_what_cannot_be_taken_away_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "KEPT", 0)
    lay(tmp_path, "a", UNREAD_S + 60)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "open in another program")

    monkeypatch.setattr(trial.shutil, "rmtree", refuse)
    take_old_away(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".a"]
