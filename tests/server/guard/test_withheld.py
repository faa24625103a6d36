"""What was reported, where it is for who signed in: no address gives it to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components.map.files import SharedTexts
from components.session.progress import find_progress
from components.session.reader import find_reader, know_people
from components.session.remember import remember
from server.routes import list_routes
from store.progress.reports import Said
from tests.pages.kept_month import PLAN, find_state, keep_month, report
from tests.real_model import MODEL
from tests.server.guard.asking import ELSEWHERE, GATEWAY, OF_ZHANG, PROXY, Answer, build_site

MIYUN, SECRET = "110118", "只给登录的人看的话"
FOR_KNOWN = (
    "/api/v1/progress",
    "/api/v1/progress.csv",
    "/progress.json",
    "/ledger.csv?state=missing",
)
FOR_ALL = (
    f"/drawn/ahead/0.json?plan={PLAN}&metric=all&followed={PLAN}",
    f"/drawn/map/0.js?plan={PLAN}&mode=single&topic=map",
    f"/map.json?district={MIYUN}",
    f"/district.json?district={MIYUN}",
    "/api/v1/duties",
)


@pytest.fixture
def reported(tmp_path: Path) -> Iterator[None]:
    know_people({"token1": frozenset()}.get)
    with keep_month(tmp_path) as period:
        report(period, find_state(period, "9.1", MIYUN), Said("under_way", SECRET))
        yield
    know_people(lambda token: None)


@pytest.mark.usefixtures("reported")
def test_no_address_gives_away_what_was_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    site = build_site(f'{PROXY}[reading]\nprogress = "signed_in"')
    monkeypatch.setattr(site.guard, "_app", Starlette(routes=list_routes("")))

    def ask(path: str, peer: str) -> Answer:
        return site.ask(path, peer, headers=OF_ZHANG | {"accept": "*/*"})

    before = [ask(path, ELSEWHERE).body for path in FOR_ALL]
    assert '"to_review": 1' in ask(FOR_KNOWN[0], GATEWAY).body
    assert ask("/ledger.json", GATEWAY).body != ask("/ledger.json", ELSEWHERE).body
    for path in FOR_KNOWN:
        assert (ask(path, GATEWAY).status, ask(path, ELSEWHERE).status) == (200, 401)
        assert SECRET not in ask(path, ELSEWHERE).body
    for path, told in zip(FOR_ALL, before, strict=True):
        known, nobody = ask(path, GATEWAY), ask(path, ELSEWHERE)
        assert (known.status, nobody.status) == (200, 200)
        assert nobody.body == told
        assert SECRET not in nobody.body
        if path.startswith("/drawn"):
            assert known.body == told, "the same for everybody"


@pytest.mark.usefixtures("reported")
def test_what_is_made_for_all_cannot_ask_who_reads() -> None:
    told = {"describe": dict, "find_source": lambda told: ()}
    shared = SharedTexts("x", "js", lambda: find_reader().name, **told)
    for make in (
        remember(find_reader),
        remember(lambda: find_progress(MODEL)),
        shared.get,
    ):
        with pytest.raises(RuntimeError, match="remembered for all"):
            make()
    assert find_progress(MODEL) is not None
