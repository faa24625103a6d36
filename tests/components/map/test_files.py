"""Texts for the map's frame: few, and the same from whoever is asked."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from components.map import files
from components.map.drawing import CARDS, DRAWINGS, MODES
from components.map.files import SharedTexts, Source, Text
from components.screens.map import ahead
from components.screens.map.ahead import ANSWERS, find_ahead
from components.session.link import View
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from store.shelf import load_plan
from tests.kept_editions import NEXT, PAIR, keep_editions, look
from tests.pages.kept_plan import CODE, keep_plan, own_database


@pytest.fixture
def start_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As the process of another server, which holds nothing."""
    for texts in (DRAWINGS, ANSWERS):
        monkeypatch.setattr(texts, "_texts", type(texts._texts)())
    yield


def build_texts() -> SharedTexts:
    """Each number is written as a text of that length, and everybody may read it."""

    def find_source(params: Mapping[str, str]) -> Source | None:
        return (int(params["n"]),) if "n" in params else None

    return SharedTexts(
        *("numbers", "txt", lambda n: f"{n:0{n + 1}}"),
        describe=lambda n: {"n": str(n)},
        find_source=find_source,
    )


def split(address: str) -> tuple[str, str, dict[str, str]]:
    """Kind, name and parameters."""
    parts = urlsplit(address)
    _, _, root, kind, name = parts.path.split("/")
    assert root == files.ROOT
    return kind, name, dict(parse_qsl(parts.query, keep_blank_values=True))


def read(text: Text | None) -> str:
    assert text
    return gzip.decompress(text.packed).decode()


def ask(texts: SharedTexts, address: str) -> tuple[str, bool]:
    """What whoever holds nothing answers, and whether it is what was drawn."""
    texts._texts.clear()
    kind, name, params = split(address)
    assert kind == texts.kind
    text, is_exact = texts.answer(name, params)
    return read(text), is_exact


def test_another_server_writes_the_same_text() -> None:
    texts = build_texts()
    assert texts.find(7) is None
    address = texts.get(7)
    assert texts.find(7) == address
    assert ask(build_texts(), address) == ("00000007", True)


def test_a_text_that_is_another_by_now_is_told_from_the_one_asked_for() -> None:
    _, _, params = split(build_texts().get(7))
    text, is_exact = build_texts().answer("0123.txt", params)
    assert (read(text), is_exact) == ("00000007", False)
    assert build_texts().answer("0123.txt", {}) == (None, False)


@pytest.mark.parametrize("bound", ["MAX_TEXTS", "MAX_BYTES"])
def test_the_longest_unused_text_goes_and_comes_back(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = build_texts()
    addresses = {n: texts.get(n) for n in range(3)}
    weight = sum(len(text.packed) for text in texts._texts.values())
    monkeypatch.setattr(files, bound, {"MAX_TEXTS": 3, "MAX_BYTES": weight + 3}[bound])
    assert texts.find(0) == addresses[0]
    texts.get(3)
    assert [n for n in range(4) if texts.find(n) is None] == [1]
    assert texts.get(1) == addresses[1]


def test_a_text_too_heavy_for_all_others_is_held_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1)
    texts = build_texts()
    assert [texts.get(n) for n in (1, 2)] == [texts.get(n) for n in (1, 2)]
    assert len(texts._texts) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_map_is_written_from_its_address(model: Model, lang: str, start_anew: None) -> None:
    words = Words(model, Texts(lang))
    drawn = [(words, mode, topic) for mode in MODES for topic in CARDS]
    addresses = [DRAWINGS.get(*source) for source in drawn]
    assert [ask(DRAWINGS, address)[1] for address in addresses] == [True] * len(drawn)


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View("en", metric="lead", bases=("named", "relevant"), shape="tiles"),
        View(bases=()),
    ],
)
def test_answers_sent_ahead_are_written_from_their_address(
    model: Model, view: View, start_anew: None
) -> None:
    words = Words(model, Texts(view.lang))
    for followed in ((), (model.reference,)):
        asked = words, view.metric, view.bases, view.shape, None, followed
        assert ask(ANSWERS, ANSWERS.get(*asked))[1]


def test_changes_between_editions_are_written_from_their_address(
    tmp_path: Path, start_anew: None
) -> None:
    with keep_editions(tmp_path):
        between = look()
        asked = between.after, "changes", View().bases, "map", between, ()
        address = ANSWERS.get(*asked)
        assert split(address)[2]["against"] == PAIR["from"]
        assert ask(ANSWERS, address)[1]
        assert ask(DRAWINGS, DRAWINGS.get(between.after, "single", "map"))[1]
        joined = f"{PAIR['from']},{NEXT}"
        assert ask(DRAWINGS, _draw(joined))[1]


def _draw(plans: str) -> str:
    from components.session.models import get_model

    return DRAWINGS.get(Words(get_model(plans), Texts("zh")), "single", "map")


def test_a_draft_is_written_for_nobody_else(tmp_path: Path, start_anew: None) -> None:
    with own_database(tmp_path):
        keep_plan(tmp_path)
        draft = f"{CODE}@draft"
        words = Words(load_plan(draft), Texts("zh"))
        drawn = DRAWINGS.get(words, "single", "map")
        sent = ANSWERS.get(words, "all", View().bases, "map", None, ())
        for texts, address in ((DRAWINGS, drawn), (ANSWERS, sent)):
            _, name, params = split(address)
            assert params["plan"] == draft
            assert texts.answer(name, params)[1], "whoever was given the address reads it"
            texts._texts.clear()
            assert texts.answer(name, params) == (None, False)
        unknown = {"plan": "nowhere", "mode": "single", "topic": "map"}
        assert DRAWINGS.answer("0123.js", unknown) == (None, False)
        assert DRAWINGS.answer("0123.js", {**unknown, "plan": ""}) == (None, False)


def test_views_that_wait_for_their_answers_are_few(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ahead._writer, "submit", lambda write, view: asked.append(view[1]))
    monkeypatch.setattr(ahead, "_waiting", set())
    for n in range(20):
        assert find_ahead(Words(model, Texts("zh")), f"metric {n}", View().bases) is None
    assert len(asked) == ahead.MAX_WAITING


def test_answers_are_named_once_they_are_written(
    model: Model, monkeypatch: pytest.MonkeyPatch, start_anew: None
) -> None:
    monkeypatch.setattr(ahead, "PAGE_FIRST_S", 0)
    asked = Words(model, Texts("en")), "lead", View().bases
    assert find_ahead(*asked) is None
    ahead._writer.submit(lambda: None).result()
    address = find_ahead(*asked)
    assert address
    assert ask(ANSWERS, address)[0].startswith("{")
