"""Rights, and what people did, in words."""

from __future__ import annotations

import pytest

from components.texts import LANGUAGES, Texts
from components.words.access import name_act, name_right, say_about, say_right
from components.words.words import Words
from store.access.events import KINDS
from store.rights import OF_UNITS, RIGHTS, Grant
from tests.real_model import MODEL

ZH = Words(MODEL, Texts("zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_right_and_every_act_has_words(lang: str) -> None:
    words = Words(MODEL, Texts(lang))
    grants = [Grant(right, "110118" if right in OF_UNITS else "") for right in RIGHTS]
    said = [say_right(one, words) for one in grants] + [name_right(one, words) for one in grants]
    acts = [name_act(kind, words.t) for kind in KINDS]
    assert len({*said}) >= 2 * len(RIGHTS) - 1, "to read is the same in a word"
    assert len({*acts}) == len(KINDS)


def test_a_right_names_its_unit() -> None:
    assert name_right(Grant("unit", "110118"), ZH) == "填报（密云区）"
    assert say_right(Grant("lead", "110118"), ZH).startswith("以密云区审核")
    assert name_right(Grant("unit", "gone"), ZH) == "填报（gone）"


def test_what_it_was_done_to_is_said_where_it_is_more_than_a_code() -> None:
    t = ZH.t
    assert say_about("refused", "publish plan-2", t) == f"发布{t('list.dot')}plan-2"
    assert say_about("refused", "merge", t) == "并入填报表"
    assert say_about("sign_in", "oidc", t) == t("account.source_oidc")
    assert say_about("sign_in_failed", "state 10.1.2.3", t) == "state 10.1.2.3"
    assert say_about("publish", "plan-2", t) == "plan-2"
