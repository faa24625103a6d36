"""Pages in a frame of another site: nothing around them but their source."""

from __future__ import annotations

import pytest

from components.session.embedded import EMBEDDED
from components.texts import Texts
from tests.pages.open_page import find_all, open_framed


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", EMBEDDED)
def test_a_page_stands_alone_with_its_source_and_the_way_to_the_whole(name: str, lang: str) -> None:
    app = open_framed(name, district="110118", lang=lang)
    assert [e.value for e in app.exception] == []
    assert find_all(app, "//header | //p[@class='embedded-refused']") == []
    (source,) = find_all(app, "//footer[@class='embedded-source']")
    (way,) = source.xpath("a")
    t = Texts(lang)
    assert way.text == t("embedded.whole", title=t("app.title"))
    assert sorted(way.get("href")[1:].split("&")) == ["district=110118", f"lang={lang}"]
    assert not [button for button in app.button if button.key == "go_ledger"]


@pytest.mark.parametrize("name", ["ledger", "present", "sources"])
def test_of_any_other_page_there_is_only_the_way_to_it(name: str) -> None:
    app = open_framed(name, run="110118", slide="1")
    (refused,) = find_all(app, "//p[@class='embedded-refused']")
    assert refused.text == Texts("zh")("embedded.refused")
    assert len(find_all(app, "//footer[@class='embedded-source']/a")) == 1
    assert find_all(app, "//section | //table") == []
