"""Roles and ways of listing of several rows in the words of every page."""

from __future__ import annotations

from components.texts import Texts
from components.words.held import name_held_bases, name_held_roles

ZH = Texts("zh")


def test_roles_and_ways_of_listing_have_the_words_of_every_page() -> None:
    assert name_held_roles(["main", "lead", "support"], ZH) == "牵头·主责、协办"
    assert name_held_bases(["named", "relevant", "named"], ZH) == (
        "单位栏写明（2条）、只写相关区（待明确）"
    )
