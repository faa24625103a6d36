"""How a plan is named: with its annex where it is one, and as a draft where it is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.texts import LANGUAGES, Texts
from components.words.plan import cite_plan, head_role, name_annex, name_plan
from components.words.source import cite_origin
from components.words.words import Words
from geo.model import Model


def change(model: Model, **meta: str) -> Model:
    return replace(model, plan=replace(model.plan, meta=model.plan.meta | meta))


def test_a_plan_that_is_no_annex_is_cited_by_its_title(model: Model) -> None:
    words = Words(change(model, annex="", annex_en=""), Texts("zh"))
    assert (name_annex(words), cite_plan(words)) == ("", "《生态保护2025年行动计划》")
    assert "" not in [value for _, value in cite_origin(words)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_draft_says_so_wherever_it_is_named(model: Model, lang: str) -> None:
    t = Texts(lang)
    draft, final = Words(change(model, status="draft"), t), Words(model, t)
    assert name_plan(draft) == t("file.draft_value", title=name_plan(final))
    assert name_plan(draft) in cite_plan(draft)


def test_a_role_is_headed_as_the_plan_prints_it(model: Model) -> None:
    meta = model.plan.meta | {"roles": {"main": "责任单位"}}
    words = Words(replace(model, plan=replace(model.plan, meta=meta)), Texts("zh"))
    t = words.t
    heads = [head_role(words, role) for role in ("lead", "main", "support")]
    assert heads == [t("ledger.lead"), "责任单位", t("ledger.support")]
    assert head_role(Words(words.model, Texts("en")), "main") == Texts("en")("ledger.main")
