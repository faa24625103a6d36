"""Whose account it is, and what they may see of it: asked anew by every run."""

from __future__ import annotations

from dataclasses import dataclass

from components.screens.account.link import AccountLink
from components.session.rights import may_write
from components.texts import Texts
from components.words.words import Words
from store.rights import ADMINISTRATOR, Actor, find_actor

NOBODY = Actor("")


@dataclass(frozen=True)
class Desk:
    """`me`: who reads the page, `NOBODY` where that is not known."""

    words: Words
    link: AccountLink
    me: Actor

    @property
    def t(self) -> Texts:
        return self.words.t

    @property
    def is_administrator(self) -> bool:
        return self.me.may(ADMINISTRATOR)


def load_desk(words: Words, link: AccountLink) -> Desk:
    return Desk(words, link, find_actor() if may_write() else NOBODY)
